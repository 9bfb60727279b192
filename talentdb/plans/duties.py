"""Who has to do what by when, as a plan says it: bodies, tasks, obligations to report. Computes no day of a calendar.

The rule of a time stays as the plan words it ("before 10 December each year"); `talentdb.calendar` makes days of it.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from talentdb.plans.strict import Code, Strict, Text

__all__ = ["Body", "Content", "Obligation", "ReportKind", "Task", "When"]

_MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]


Content = Literal["people_list", "staff_totals", "needs_list", "overseas_list", "excellent_tasks", "report", "cases"]
ReportKind = Literal["agency", "province", "six-month", "yearly", "interim-review", "final-review"]
"""The kinds of reports that can be made (talentdb/reporting/kinds.toml)."""


class Body(Strict):
    """Who is meant: one agency by its code, or all agencies of some kinds.

    Args:
        name: as the plan calls it.
        agency: code of the list of agencies; where a plan binds another province there is none.
        kinds: codes of the list of kinds of agencies.
    """

    name: Text
    agency: str | None = None
    kinds: tuple[str, ...] = ()


class When(Strict):
    """The time of a duty.

    Args:
        every: once, year, half_year, quarter, years (see `interval`), ongoing, or event (see `text`).
        before: month and day that ends the term without belonging to it ("before 10 December" is the 9th at the
            latest); of a duty that is done once, the day with its year stands in `until`.
        until: last day of a term that is done once.
        day: for quarters, the last day within the last month.
        half: of half years, the one that has a report of its own; both without it.
        interval: years from one to the next.
        year_before: the day lies in the year before the one it is for.
        first_year, last_year: years for which the duty exists.
        text: the words of the plan, as people know them.
        drawn: the plan names no day, the days are our drawing.
    """

    every: Literal["once", "year", "half_year", "quarter", "years", "ongoing", "event"]
    text: Text
    before: _MonthDay | None = None
    until: date | None = None
    day: Annotated[int, Field(ge=1, le=28)] | None = None
    half: Literal[1, 2] | None = None
    interval: Annotated[int, Field(ge=2, le=10)] | None = None
    year_before: bool = False
    first_year: int | None = None
    last_year: int | None = None
    drawn: bool = False

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.every in _NEEDS and getattr(self, _NEEDS[self.every]) is None:
            raise ValueError(f"every = {self.every} cần thêm {_NEEDS[self.every]}")
        for key, rhythm in _OF_RHYTHM.items():
            if getattr(self, key) and self.every != rhythm:
                raise ValueError(f"{key} chỉ dùng với every = {rhythm}, không dùng với every = {self.every}")
        if self.before:
            _day_of(self.before)
            if self.drawn:
                raise ValueError("drawn nghĩa là kế hoạch không nêu ngày, không đi cùng before")
        elif self.year_before:
            raise ValueError("year_before cần thêm before")
        if self.first_year and self.last_year and self.last_year < self.first_year:
            raise ValueError("last_year trước first_year")
        return self


_NEEDS = {"once": "until", "quarter": "day", "years": "interval"}
_OF_RHYTHM = {
    "before": "year",
    "year_before": "year",
    "until": "once",
    "day": "quarter",
    "half": "half_year",
    "interval": "years",
}
"""Key -> the rhythm it belongs to: a day that no rhythm reads would be a term that nobody keeps."""


def _day_of(month_day: str) -> None:
    month, day = map(int, month_day.split("-"))
    try:
        # No leap year: a term that ends on a 29th of February is one in four years only.
        date(2023, month, day)
    except ValueError:
        raise ValueError(f"before = {month_day} không phải một ngày có trong mọi năm") from None


class Task(Strict):
    """One row of a table of tasks.

    Args:
        number: as in the table.
        lead, coordinating: keys of bodies.
        deliverable: what comes out of it; empty where the plan leaves it blank.
    """

    number: Annotated[int, Field(ge=1)]
    name: Text
    lead: tuple[str, ...] = Field(min_length=1)
    coordinating: tuple[str, ...] = ()
    deliverable: str = ""
    when: When
    place: Text


class Obligation(Strict):
    """A report, list or proposal that is due.

    Args:
        code: stable key within the plan.
        sender: keys of bodies who owe it; to: key of the body that gets it.
        report: kind of report that fulfils it, if one of ours does.
        content: what has to be there before it counts as done: the report itself, or lists and totals of the
            registry. Of what the plan asks for without a form of ours nothing can be told.
        instruments: codes of instruments whose time this is; of content "cases" those whose cases count.
        place: where the plan says so.
    """

    code: Code
    name: Text
    sender: tuple[str, ...] = Field(min_length=1)
    to: str
    when: When
    report: ReportKind | None = None
    content: tuple[Content, ...] = ()
    instruments: tuple[Code, ...] = ()
    place: Text

    @model_validator(mode="after")
    def _told(self) -> Self:
        if "report" in self.content and self.report is None:
            raise ValueError("content có report thì phải nói loại báo cáo (report = …)")
        if "cases" in self.content and not self.instruments:
            raise ValueError("content có cases thì phải nói của chính sách nào (instruments = …)")
        return self

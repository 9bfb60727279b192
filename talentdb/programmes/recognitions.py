"""Who is recognised by a case: since when, until when, how it stands on a day, and what of it falls due.

A recognition begins with the step that the plan says recognises, and ends after the years of the plan, counted as the
term of a commitment is, or by a step that ends it. Owns the table recognition; that the person is a talent of the
registry meanwhile is worked out by `people`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

from sqlalchemy import Connection, Select, func, insert, select

from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may
from talentdb.calendar.working_days import working_day_on_or_after
from talentdb.codes import code_list
from talentdb.db.tables import agency, case_event, programme_case, recognition
from talentdb.errors import ForbiddenError
from talentdb.people.recognitions import Act, Span, spans_of
from talentdb.plans import load_plan
from talentdb.plans.duties import When
from talentdb.plans.instruments import Instrument
from talentdb.programmes import case_labels as words
from talentdb.programmes.case_opening import instrument_if_any
from talentdb.programmes.case_rows import gone_persons, persons_now
from talentdb.programmes.commitment_days import end_of_term
from talentdb.programmes.commitment_rows import SOON
from talentdb.programmes.model import Case, Event

__all__ = ["DUES", "EFFECTS", "STATES", "Due", "Recognised", "Screened", "dues", "list_recognitions", "record"]

EFFECTS: Final[Mapping[str, str]] = {"recognise": "begun", "derecognise": "ended"}
"""Effect of a step -> what it does to the recognition."""
STATES: Final = ("not_begun", "running", "expired", "ended")
DUES: Final = ("dropped", "ending", "screening", "review")
"""What falls due: the screening was against it and nobody has decided; it ends soon; the screening is due; it has no
end, nothing looks at it, and it is old."""
REVIEW_YEARS: Final = 5
"""Years after which a recognition is to be looked at that the plan neither ends nor screens."""
_MONTHS: Final[Mapping[str, int]] = {"year": 12, "half_year": 6, "quarter": 3}


@dataclass(frozen=True, slots=True)
class Recognised:
    """One recognition of a case.

    Args:
        title: of the case; person_id: as the registry numbers them now; None of somebody not in it.
        instrument: None where the plan, or the instrument in it, is no longer there.
        is_gone: the registry has nobody of the number any more.
    """

    case: int
    title: str
    person_id: int | None
    agency_id: int
    agency: str
    plan: str
    instrument: Instrument | None
    span: Span
    is_gone: bool = False

    @property
    def group_name(self) -> str:
        """The group in words, as the plan calls it where it still has it."""
        told = self.instrument.recognition if self.instrument else None
        if told is not None and told.group == self.span.group:
            return told.name
        found = code_list("talent_group").get(self.span.group)
        return found.label if found else self.span.group

    def state(self, day: date) -> str:
        """How it stands on a day: one of STATES."""
        if day < self.span.begins:
            return "not_begun"
        if self.span.holds_on(day):
            return "running"
        return "ended" if self.span.ended else "expired"

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; None where nobody knows of an end."""
        return None if self.span.until is None else self.span.until - timedelta(days=1)

    def ends_soon(self, day: date) -> bool:
        """Whether it runs and ends within SOON days."""
        until = self.span.until
        return until is not None and self.state(day) == "running" and (until - day).days <= SOON


@dataclass(frozen=True, slots=True)
class Screened:
    """The newest screening of a person: its case, how it ended (None: it goes on), the day of its newest step."""

    case: int
    ended: str | None
    day: date


@dataclass(frozen=True, slots=True)
class Due:
    """Something that somebody has to do about a recognition.

    Args:
        kind: one of DUES; day: until when.
    """

    kind: str
    recognition: Recognised
    day: date


def record(connection: Connection, case: Case, event: Event, effect: str, instrument: Instrument) -> None:
    """Write down what a step does to the recognition of its case; in the transaction of the step.

    Args:
        effect: a key of EFFECTS.
    Raises: UsageError when the term of the plan is no whole number of months.
    """
    told, act = instrument.recognition, EFFECTS[effect]
    if told is None:
        return  # The plan file is checked: no step has the effect without it.
    begins = act == "begun"
    ends = end_of_term(event.day, Fraction(told.years)) if begins and told.years else None
    row = {"act": act, "talent_group": told.group if begins else None, "day": event.day, "ends": ends}
    connection.execute(insert(recognition).values(case_id=case.number, number=event.number, **row))


def list_recognitions(
    connection: Connection, principal: Principal, *, plan: str | None = None, person_id: int | None = None
) -> tuple[Recognised, ...]:
    """All recognitions of the cases that the account may see, the newest first.

    Raises: ForbiddenError for who reads no cases.
    """
    if not any(may(principal, action) for action in (Action.READ_PROGRAMMES, Action.ACT_ON_CASES)):
        raise ForbiddenError(words.NO_READING, words.NO_READING_ADVICE)
    asked = _ROWS if plan is None else _ROWS.where(programme_case.c.plan_code == plan)
    rows = connection.execute(asked).all()
    now = persons_now(connection, (row.person_id for row in rows))
    by_case = defaultdict(list)
    for row in rows:
        by_case[row.case_id].append(row)
    gone = gone_persons(connection, (now.get(row.person_id, row.person_id) for row in rows))
    found = [one for own in by_case.values() for one in _of_case(own, now, gone)]
    if person_id is not None:
        wanted = persons_now(connection, [person_id]).get(person_id, person_id)
        found = [one for one in found if one.person_id == wanted]
    return tuple(sorted(found, key=lambda one: (one.span.begins, one.case, one.span.number), reverse=True))


def _rows() -> Select[Any]:
    r, c, e = recognition.c, programme_case.c, case_event.c
    return (
        select(
            r.case_id, r.number, r.act, r.talent_group, r.day, r.ends, c.plan_code, c.instrument, c.title,
            c.person_id, c.agency_id, agency.c.name.label("agency"), e.paper,
        )
        .join(programme_case, c.case_id == r.case_id)
        .join(case_event, (e.case_id == r.case_id) & (e.number == r.number))
        .join(agency, agency.c.agency_id == c.agency_id)
        .order_by(r.case_id, r.number)
    )  # fmt: skip


_ROWS: Final = _rows()


def _of_case(rows: Iterable[Any], now: Mapping[int, int], gone: Collection[int]) -> list[Recognised]:
    own = list(rows)
    first = own[0]
    acts = [
        Act(row.case_id, row.number, row.act, row.talent_group, row.day, row.ends, row.plan_code, row.paper)
        for row in own
    ]
    person = now.get(first.person_id, first.person_id)
    return [
        Recognised(
            first.case_id, first.title, person, first.agency_id, first.agency, first.plan_code,
            instrument_if_any(first.plan_code, first.instrument), span, person in gone,
        )
        for span in spans_of(acts)
    ]  # fmt: skip


def dues(connection: Connection, principal: Principal, day: date) -> tuple[Due, ...]:
    """What falls due of the recognitions in sight on a day, the first day first."""
    if principal.role is Role.FINANCE:
        return ()
    running = [one for one in list_recognitions(connection, principal) if one.state(day) == "running"]
    newest = _screenings(connection, running)
    found = (due_of(one, newest.get((one.plan, one.person_id)), day) for one in running)
    return tuple(sorted((one for one in found if one), key=lambda one: (one.day, one.recognition.case)))


def due_of(one: Recognised, screened: Screened | None, day: date) -> Due | None:
    """What of a running recognition falls due, the gravest alone; pure.

    A recognition ends on its day of the calendar. A screening is told from its day on; where that is a day off, it
    can be done until the next working day.

    Args:
        screened: newest screening of the person.
    """
    since = one.span.begins
    if screened is not None and screened.day >= since:
        if screened.ended == "stopped":
            return Due("dropped", one, screened.day)
        since = max(since, screened.day)
    if one.ends_soon(day) and one.last_day is not None:
        return Due("ending", one, one.last_day)
    if screened is not None and screened.ended is None:
        return None  # It is under way.
    looked = _screening_of(one)
    months = _months(looked.when) if looked else None
    if months is None and one.span.until is not None:
        return None
    next_one = end_of_term(since, Fraction(months, 12) if months else Fraction(REVIEW_YEARS))
    if next_one > day:
        return None
    return Due("screening" if months else "review", one, working_day_on_or_after(next_one))


def _screening_of(one: Recognised) -> Instrument | None:
    told = one.instrument.recognition if one.instrument else None
    return load_plan(one.plan).instrument(told.screened) if told and told.screened else None


def _months(when: When | None) -> int | None:
    """Months from one screening to the next; None without a rhythm of its own."""
    if when is None:
        return None
    return 12 * when.interval if when.every == "years" and when.interval else _MONTHS.get(when.every)


def _screenings(connection: Connection, found: Iterable[Recognised]) -> dict[tuple[str, int | None], Screened]:
    """Plan and person -> the newest screening that was not found out of place, as far as the account sees it."""
    kinds = {(one.plan, looked.code) for one in found if (looked := _screening_of(one)) is not None}
    newest: dict[tuple[str, int | None], Screened] = {}
    c, e = programme_case.c, case_event.c
    last = select(e.ended, e.day).where(e.case_id == c.case_id).order_by(e.number.desc()).limit(1).lateral("newest")
    for plan, code in sorted(kinds):
        rows = connection.execute(
            select(c.case_id, c.person_id, last.c.ended, last.c.day)
            .join(last, last.c.day.is_not(None))
            .where(
                c.plan_code == plan, c.instrument == code, c.person_id.is_not(None),
                func.coalesce(last.c.ended, "") != "withdrawn",
            )
            .order_by(c.case_id)
        ).all()  # fmt: skip
        now = persons_now(connection, (row.person_id for row in rows))
        for row in rows:
            key = (plan, now.get(row.person_id, row.person_id))
            if key not in newest or row.day >= newest[key].day:
                newest[key] = Screened(row.case_id, row.ended, row.day)
    return newest

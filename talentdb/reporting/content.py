"""Which of the things that duties consist of are there, body by body, and since when. Reads; judges no term.

All count by the day on which they were handed in, of the calendar of Vietnam; which term they belong to is told by
the day that they describe.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import Connection, text

from talentdb.calendar.terms import Term
from talentdb.plans import Plan
from talentdb.plans.duties import Content, Obligation
from talentdb.reporting import labels
from talentdb.reporting.due import Held

__all__ = ["PROVINCE", "HeldBy", "Holdings"]

HeldBy = Mapping[int, Held]
"""Number of a body -> what is there of one thing."""
PROVINCE: Final = 0
"""Stands for every body, where there is one list for the whole province."""

COMPLETE: Final = 0.95
"""Share of its stated staff from which on a list is whole for sure: it cannot lack many then, and staff changes every
month. Below it nobody can tell: intellectuals are asked for, and no form states how many of the staff they are."""
_FEW: Final = 5
"""Fewer people than this are told in no number: leaders read these words too (trust.md: k of 5)."""

_HANDED: Final = text("select agency_id, form, day, people from app_handed_in(:first, :last) order by day")
_STAFF: Final = text("""
    select agency_id, min(valid_from), sum(staff_total) filter (where valid_to is null or valid_to > :last)
    from institution_report
    where staff_total is not null and programme_name is null and valid_from between :first and :last
    group by agency_id
""")
_REPORT: Final = text("""
    select r.agency_id, cast(min(v.made_at) filter (where v.state = 'sent') at time zone 'Asia/Ho_Chi_Minh' as date),
        (array_agg(v.state order by v.version desc))[1]
    from report r join report_version v on v.report_id = r.report_id
    where r.plan_code = :plan and r.kind = :kind and r.period = :period
    group by r.agency_id
""")
_TASKS: Final = text("""
    select cast(min(recorded_at) at time zone 'Asia/Ho_Chi_Minh' as date)
    from excellent_task where year = :year and withdrawn is null
""")
_CASES: Final = text("""
    select c.instrument, min(o.day) as opened, min(e.day) as done
    from programme_case c
        join case_event o on o.case_id = c.case_id and o.number = 1 and o.day between :first and :last
        left join case_event e on e.case_id = c.case_id and e.ended = 'success'
    where c.plan_code = :plan
    group by c.instrument
""")
_FORMS: Final[Mapping[Content, str]] = {"needs_list": "needs", "overseas_list": "overseas"}


class Holdings:
    """What was handed in; each span of days is asked for once, however many duties rest on it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._opened: dict[tuple[str, date, date], dict[str, tuple[date, date | None]]] = {}
        self._handed: dict[tuple[date, date], dict[str, dict[int, list[tuple[date, int]]]]] = {}

    def of(self, plan: Plan, duty: Obligation, key: Content, term: Term) -> HeldBy:
        """What is there of one thing that belongs to a duty.

        Args:
            key: one of the duty's content; term: the time it is for.
        """
        if key == "report":
            return self._reports(plan, duty, term)
        if key == "cases":
            return self._cases(plan, duty, term)
        if key == "excellent_tasks":
            return self._tasks(term)
        if key == "staff_totals":
            return {body: Held(since) for body, (since, _) in self._staff(term).items()}
        if key == "people_list":
            return self._people(term)
        return {body: Held(days[0][0]) for body, days in self._lists(term).get(_FORMS[key], {}).items()}

    def _lists(self, term: Term) -> dict[str, dict[int, list[tuple[date, int]]]]:
        """Form -> body -> days on which lists came, in order, with how many people were new in them."""
        # What comes late for a term still describes a day of its year.
        span = (term.first, date(term.last.year, 12, 31))
        if span not in self._handed:
            found: dict[str, dict[int, list[tuple[date, int]]]] = defaultdict(lambda: defaultdict(list))
            for row in self._connection.execute(_HANDED, {"first": span[0], "last": span[1]}):
                found[row.form][row.agency_id].append((row.day, row.people))
            self._handed[span] = found
        return self._handed[span]

    def _people(self, term: Term) -> HeldBy:
        staff = self._staff(term)
        lists = self._lists(term).get("people", {})
        return {body: _listed(days, staff.get(body, (None, 0))[1]) for body, days in lists.items()}

    def _staff(self, term: Term) -> dict[int, tuple[date, int]]:
        """Body -> since when it has stated its staff, and how many they are."""
        handed = self._lists(term).get("institutions", {})
        days = {"first": term.first, "last": date(term.last.year, 12, 31)}
        return {
            body: (handed[body][0][0] if body in handed else since, total or 0)
            for body, since, total in self._connection.execute(_STAFF, days)
        }

    def _reports(self, plan: Plan, duty: Obligation, term: Term) -> HeldBy:
        asked = {"plan": plan.code, "kind": duty.report, "period": term.period}
        rows = self._connection.execute(_REPORT, asked)
        return {body: Held(since, labels.REPORT_LACKS.get(state, "")) for body, since, state in rows}

    def _cases(self, plan: Plan, duty: Obligation, term: Term) -> HeldBy:
        """A round is held when one of its cases has come to a good end; opened, it still lacks that."""
        span = (plan.code, term.first, date(term.last.year, 12, 31))
        if span not in self._opened:
            rows = self._connection.execute(_CASES, dict(zip(("plan", "first", "last"), span, strict=True)))
            self._opened[span] = {row.instrument: (row.opened, row.done) for row in rows}
        own = [days for code, days in self._opened[span].items() if code in duty.instruments]
        if not own:
            return {}
        done = min((done for _, done in own if done), default=None)
        return {PROVINCE: Held(done) if done else Held(min(opened for opened, _ in own), labels.NO_RESULT)}

    def _tasks(self, term: Term) -> HeldBy:
        since = self._connection.execute(_TASKS, {"year": term.last.year}).scalar_one()
        return {} if since is None else {PROVINCE: Held(since)}


def _listed(days: list[tuple[date, int]], staff: int) -> Held:
    """A list is there from the day on which it held all staff; one with fewer since its first day, and in doubt.

    Args:
        days: on which people were listed for the first time, in order; staff: how many work there, 0 if unsaid.
    """
    listed = 0
    for day, people in days:
        listed += people
        if listed >= COMPLETE * staff:
            return Held(day)
    if min(listed, staff - listed) < _FEW:
        return Held(days[0][0], doubt=labels.LIST_SHORTER)
    return Held(days[0][0], doubt=labels.FEW_LISTED.format(listed=listed, staff=staff))

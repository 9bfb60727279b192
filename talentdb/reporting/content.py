"""Which of the things that duties consist of are there, body by body, and since when. Reads; judges no term.

People and totals count by their day (what they describe), lists and reports by the day on which they were handed in.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from sqlalchemy import Connection, text

from talentdb.calendar.terms import Term
from talentdb.plans import Plan
from talentdb.plans.duties import Content, Obligation
from talentdb.reporting import labels
from talentdb.reporting.due import Held

__all__ = ["held_by"]

HeldBy = dict[int, Held]
"""Number of a body -> what is there of one thing."""

COMPLETE: Final = 0.95
"""Share of its stated staff that a list has to hold: all are asked for, and staff changes every month."""

_PEOPLE: Final = text("""
    select r.agency_id, cast(min(e.at) as date), count(distinct ps.person_id)
    from source_record r
        join submission s on s.submission_id = r.submission_id and s.state = 'approved'
        join submission_event e on e.submission_id = s.submission_id and e.kind = 'submitted'
        join person_source ps on ps.source_record_id = r.source_record_id
    where r.form = 'people' and s.as_of between :first and :last
    group by r.agency_id
""")
_STAFF: Final = text("""
    select agency_id, min(valid_from), sum(staff_total) filter (where valid_to is null or valid_to > :last)
    from institution_report
    where staff_total is not null and programme_name is null and valid_from between :first and :last
    group by agency_id
""")
_FORM: Final = text("""
    select s.agency_id, cast(min(e.at) as date)
    from submission s join submission_event e on e.submission_id = s.submission_id and e.kind = 'submitted'
    where s.state = 'approved' and s.form = :form and s.as_of between :first and :last
    group by s.agency_id
""")
_REPORT: Final = text("""
    select r.agency_id, cast(min(v.made_at) filter (where v.state = 'sent') as date), newest.state
    from report r join report_version v on v.report_id = r.report_id
        cross join lateral (
            select state from report_version n where n.report_id = r.report_id order by version desc limit 1
        ) as newest
    where r.plan_code = :plan and r.kind = :kind and r.period = :period
    group by r.agency_id, newest.state
""")
_TASKS: Final = text("""
    select cast(min(recorded_at) as date) from excellent_task where year = :year and withdrawn is null
""")


def held_by(connection: Connection, plan: Plan, duty: Obligation, key: Content, term: Term) -> HeldBy:
    """What is there of one thing that belongs to a duty.

    Args:
        key: one of the duty's content; term: the time it is for.
    """
    if key == "report":
        return _reports(connection, plan, duty, term)
    return _FINDERS[key](connection, term)


def _people(connection: Connection, term: Term) -> HeldBy:
    listed = {body: (since, count) for body, since, count in connection.execute(_PEOPLE, _days(term))}
    staff = {body: total for body, _, total in connection.execute(_STAFF, _days(term))}
    return {
        body: Held(since, labels.FEW_LISTED.format(listed=count, staff=staff[body]))
        if count < COMPLETE * (staff.get(body) or 0)
        else Held(since)
        for body, (since, count) in listed.items()
    }


def _staff(connection: Connection, term: Term) -> HeldBy:
    return {body: Held(since) for body, since, _ in connection.execute(_STAFF, _days(term))}


def _of_form(form: str) -> Callable[[Connection, Term], HeldBy]:
    def find(connection: Connection, term: Term) -> HeldBy:
        return {body: Held(since) for body, since in connection.execute(_FORM, {**_days(term), "form": form})}

    return find


def _reports(connection: Connection, plan: Plan, duty: Obligation, term: Term) -> HeldBy:
    rows = connection.execute(_REPORT, {"plan": plan.code, "kind": duty.report, "period": term.period})
    return {body: Held(since, labels.REPORT_LACKS.get(state, "")) for body, since, state in rows}


def _tasks(connection: Connection, term: Term) -> HeldBy:
    # The list is the province's: whoever owes it, there is one.
    since = connection.execute(_TASKS, {"year": term.last.year}).scalar_one()
    return {} if since is None else {0: Held(since)}


def _days(term: Term) -> dict[str, date]:
    """Days that what is handed in for a term may describe: of its time, and what comes late for it."""
    return {"first": term.first, "last": date(term.last.year, 12, 31)}


_FINDERS: Final[Mapping[str, Callable[[Connection, Term], HeldBy]]] = {
    "people_list": _people,
    "staff_totals": _staff,
    "needs_list": _of_form("needs"),
    "overseas_list": _of_form("overseas"),
    "excellent_tasks": _tasks,
}

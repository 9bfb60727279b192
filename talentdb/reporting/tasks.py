"""The tasks of the plans, as each body says it stands with them: a state, words, evidence. Nothing is overwritten.

Owns the table task_report; which tasks there are stands in the plans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from talentdb.access.audit import audit
from talentdb.access.principal import OFFICERS, Principal, Role
from talentdb.access.rights import Action, require
from talentdb.calendar.terms import Term, terms
from talentdb.db.tables import agency, task_report
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from talentdb.plans import Plan, load_plan
from talentdb.plans.duties import Task
from talentdb.reporting import register_labels as words
from talentdb.reporting.bodies import Body, bodies_on, meant
from talentdb.settings import today
from talentdb.signs import typed

__all__ = ["STATES", "TaskStanding", "Told", "as_json", "period_of", "report_task", "task_standings"]

STATES: Final = ("not_begun", "under_way", "done", "not_applicable")
_SETTLED: Final = frozenset({"done", "not_applicable"})


@dataclass(frozen=True, slots=True)
class Told:
    """What a body said last of a task.

    Args:
        agency: name of the body; evidence: number and day of a paper, or where it is to be found.
    """

    agency_id: int
    agency: str
    state: str
    note: str
    evidence: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """A task in a year.

    Args:
        term: the time it is for; None for what goes on all the time.
        lead, coordinating: names of the bodies as the plan calls them; who leads does not coordinate itself.
        told: what bodies said last, newest first.
        is_late: its term is over, and one who leads it has not said that it is done.
        leaders, helpers: the agencies of this registry that those bodies are.
        silent: the leaders that have said nothing.
    """

    plan: Plan
    task: Task
    term: Term | None
    lead: tuple[str, ...]
    told: tuple[Told, ...]
    is_late: bool
    coordinating: tuple[str, ...] = ()
    leaders: tuple[Body, ...] = ()
    helpers: tuple[Body, ...] = ()
    silent: tuple[Body, ...] = ()

    @property
    def period(self) -> str:
        """What a report on it is for: that of its term, else the year is the caller's."""
        return self.term.period if self.term else ""

    @property
    def done(self) -> int:
        """How many bodies said that it is done."""
        return sum(one.state == "done" for one in self.told)

    @property
    def state(self) -> str:
        """How it stands with all who lead it: done when all of them are, not begun while none has begun."""
        leading = {one.agency_id for one in self.leaders}
        states = [one.state for one in self.told if one.agency_id in leading]
        if self.leaders and len(states) == len(leading) and all(one in _SETTLED for one in states):
            return "done" if "done" in states else "not_applicable"
        return "under_way" if any(one != "not_begun" for one in states) else "not_begun"


def task_standings(connection: Connection, plan: Plan, year: int, day: date) -> tuple[TaskStanding, ...]:
    """Every task of a plan in a year, in the order of its table; empty for a year that the plan does not cover.

    What is done once stands in every year from its beginning to its end, and after it as long as it is not done.
    """
    if not plan.first_year <= year <= plan.last_year:
        return ()
    bodies = bodies_on(connection, day)
    everything = _told(connection, plan)
    found = []
    for task in plan.tasks:
        term = _term(plan, task, year)
        told = tuple(everything.get((task.number, term.period if term else str(year)), {}).values())
        found.append(_standing(plan, task, term, told, bodies, day))
    return tuple(found)


def _standing(
    plan: Plan, task: Task, term: Term | None, told: tuple[Told, ...], bodies: Sequence[Body], day: date
) -> TaskStanding:
    helping = [key for key in task.coordinating if key not in task.lead]
    leaders = tuple(one for one in meant(plan, task.lead, bodies) if one.agency_id)
    helpers = tuple(one for one in meant(plan, helping, bodies) if one.agency_id and one not in leaders)
    states = {one.agency_id: one.state for one in told}
    late = term is not None and day > term.last and any(states.get(one.agency_id) not in _SETTLED for one in leaders)
    return TaskStanding(
        plan, task, term, tuple(plan.bodies[key].name for key in task.lead), told, late,
        tuple(plan.bodies[key].name for key in helping), leaders, helpers,
        tuple(one for one in leaders if one.agency_id not in states),
    )  # fmt: skip


def period_of(plan: Plan, number: int, year: int) -> str:
    """What is told of a task in a year is for: "once", "2026", "2026-Q4". Raises: NotFoundError for no such task."""
    term = _term(plan, _task(plan, number), year)
    return term.period if term else str(year)


def _task(plan: Plan, number: int) -> Task:
    task = next((one for one in plan.tasks if one.number == number), None)
    if task is None:
        raise NotFoundError(words.NO_TASK.format(plan=plan.code, number=number), words.TASKS_ADVICE)
    return task


def as_json(standing: TaskStanding) -> dict[str, Any]:
    """A task as `plans tasks --json` gives it."""
    task = standing.task
    return {
        "plan": standing.plan.code,
        "number": task.number,
        "name": task.name,
        "lead": list(standing.lead),
        "coordinating": list(standing.coordinating),
        "deliverable": task.deliverable,
        "time": task.when.text,
        "place": task.place,
        "period": standing.period,
        "last_day": standing.term.last.isoformat() if standing.term else None,
        "state": standing.state,
        "is_late": standing.is_late,
        "told": [
            {"agency": one.agency, "state": one.state, "note": one.note, "evidence": one.evidence,
             "made_at": one.made_at.isoformat()}
            for one in standing.told
        ],
        "silent": [{"code": one.code, "name": one.name} for one in standing.silent],
    }  # fmt: skip


def _term(plan: Plan, task: Task, year: int) -> Term | None:
    """The newest term that a year lies in; of what is done once the one that is over too: it stays."""
    several = [one for any_ in range(plan.first_year, plan.last_year + 1) for one in _terms(plan, task, any_)]
    current = [one for one in several if one.first.year <= year <= one.last.year]
    over = [one for one in several if one.last.year < year and task.when.every == "once"]
    return next(reversed(current or over), None)


def _terms(plan: Plan, task: Task, year: int) -> tuple[Term, ...]:
    return terms(task.when, year, plan.first_year, plan.last_year)


def report_task(
    connection: Connection, principal: Principal, plan_code: str, number: int, period: str, state: str,
    *, note: str = "", evidence: str = "", agency_id: int | None = None,
) -> None:  # fmt: skip
    """Say how a body stands with a task. An agency, and an officer of programmes, speaks for itself, whatever it is
    told.

    Raises: ForbiddenError, for a body too that neither leads the task nor helps; NotFoundError for an unknown plan or
        task; UsageError for an unknown state, a period that the task does not have, or one that is done without
        evidence.
    """
    if principal.role in (Role.AGENCY, *OFFICERS):
        agency_id = principal.office
    else:
        require(principal, Action.REVIEW)
    plan = load_plan(plan_code)
    task = _task(plan, number)
    periods = dict.fromkeys(period_of(plan, number, year) for year in range(plan.first_year, plan.last_year + 1))
    if period not in periods:
        known = ", ".join(periods)
        raise UsageError(words.NO_TASK_PERIOD.format(number=number, period=period), words.KNOWN.format(known=known))
    if state not in STATES:
        raise UsageError(f"Không có trạng thái “{state}”.", f"Chọn: {', '.join(STATES)}.")
    note, evidence = typed(note), typed(evidence)
    if state == "done" and not evidence:
        raise UsageError(words.NO_EVIDENCE, words.NO_EVIDENCE_ADVICE)
    if agency_id is None:
        of_office = principal.role in OFFICERS
        raise ForbiddenError(words.NO_BODY, words.NO_OFFICE_ADVICE if of_office else words.NO_BODY_ADVICE)
    bound = meant(plan, [*task.lead, *task.coordinating], bodies_on(connection, today()))
    if agency_id not in {one.agency_id for one in bound if one.agency_id}:
        raise ForbiddenError(words.NOT_BOUND.format(number=number, plan=plan_code), words.TASKS_ADVICE)
    connection.execute(
        insert(task_report).values(
            plan_code=plan_code, task=number, period=period, agency_id=agency_id, state=state, note=note,
            evidence=evidence, account_id=principal.account_id, login=principal.login,
        )
    )  # fmt: skip
    audit(
        connection, principal, "task.reported", "plan", plan_code,
        details={"task": number, "period": period, "state": state},
    )  # fmt: skip


def _told(connection: Connection, plan: Plan) -> dict[tuple[int, str], dict[int, Told]]:
    """Task and period -> body -> what it said last, newest first."""
    t = task_report.c
    newest = (
        select(task_report, agency.c.name)
        .join(agency, agency.c.agency_id == t.agency_id)
        .where(t.plan_code == plan.code)
        .order_by(t.task_report_id.desc())
    )
    found: dict[tuple[int, str], dict[int, Told]] = {}
    for row in connection.execute(newest):
        told = Told(row.agency_id, row.name, row.state, row.note, row.evidence, row.made_at)
        found.setdefault((row.task, row.period), {}).setdefault(row.agency_id, told)
    return found

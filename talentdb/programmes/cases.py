"""The steps of cases, one or many at once, and the other doors of the package to cases. Every change is an event.

What a step needs is asked of `moves`; opening is `case_opening`'s, what is no step of an instrument `case_notes`'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.errors import ConflictError, TalentdbError, UsageError
from talentdb.plans import Plan, load_plan
from talentdb.plans.instruments import Instrument, Step
from talentdb.programmes import case_labels as words
from talentdb.programmes.actors import actor_for, actors_of
from talentdb.programmes.case_days import check_day
from talentdb.programmes.case_events import check_newest, record_event, refuse
from talentdb.programmes.case_notes import add_note, name_person, withdraw
from talentdb.programmes.case_opening import instrument_of, open_case
from talentdb.programmes.case_rows import list_cases, read_case
from talentdb.programmes.commitment_lacks import Held, check_counted, held
from talentdb.programmes.council import result
from talentdb.programmes.effects import carry_out
from talentdb.programmes.eligibility import checks
from talentdb.programmes.fact_rights import check_begin
from talentdb.programmes.facts import facts_of
from talentdb.programmes.model import Case, CasePaper, Check, FactValue, Move, Score
from talentdb.programmes.moves import late_by, moves, paper_for, settled_lacks, unspent
from talentdb.programmes.papers import papers_of
from talentdb.programmes.payable import unpaid
from talentdb.settings import today
from talentdb.signs import typed

__all__ = [
    "Told",
    "add_note",
    "bulk_step",
    "late",
    "list_cases",
    "moves_of",
    "name_person",
    "open_case",
    "read_case",
    "take_step",
    "withdraw",
]

late = late_by


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one case of many: the case as it is now, or why it was refused."""

    number: int
    case: Case | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a step of a case is decided on."""

    plan: Plan
    instrument: Instrument
    actors: frozenset[str]
    papers: tuple[CasePaper, ...]
    checks: tuple[Check, ...]
    score: Score | None
    unpaid: tuple[tuple[str, str], ...]
    held: Held

    @property
    def in_force(self) -> date | None:
        key = self.instrument.in_force
        return None if key is None else self.plan.parameters[key]


def moves_of(connection: Connection, principal: Principal, case: Case, day: date | None = None) -> tuple[Move, ...]:
    """The steps that lead on from where a case stands, with what each lacks for this account on a day (today)."""
    day = day or today()
    ground = _ground(connection, principal, case, day)
    return _moves(ground, case, day, {})


def take_step(
    connection: Connection,
    principal: Principal,
    number: int,
    step: str,
    *,
    expected: int,
    day: date | None = None,
    reason: str = "",
    paper: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Case:
    """Take a step of the instrument, with all that it brings about, and record it.

    Args:
        expected: number of the newest event that the caller saw.
        day: it holds from; today without one, but a decision has to tell its own.
        paper: number of the decision; facts: those that come with it.
    Raises: ForbiddenError for who may not; NotFoundError; ConflictError when the case has moved on, has ended, stands
        elsewhere, or lacks something; UsageError for a wrong day or fact, or a missing reason or decision.
    """
    case = read_case(connection, principal, number)
    check_newest(case, expected)
    on = day or today()
    ground = _ground(connection, principal, case, on)
    taken = _step(ground, case, step)
    given = facts_of(ground.instrument, facts or {})
    move = next(one for one in _moves(ground, case, on, given) if one.step == step)
    refuse((*move.lacks, *settled_lacks(ground.instrument, case, ground.actors, given, taken)))
    check_counted(connection, ground.instrument, case, given)
    check_begin(ground.instrument, ground.actors, given, on, today())
    reason, paper = typed(reason), typed(paper)
    _check_words(taken, reason, paper, day)
    check_day(on, today(), before=case.since, decision=taken.decision)
    stage = ground.instrument.stage(taken.to)
    with connection.begin_nested():
        details = {"step": step, "stage": taken.to}
        audit(connection, principal, "case.step", "case", number, details=details)
        after = record_event(
            connection, principal, case, step=taken.code, stage=taken.to, ended=stage.end if stage else None, day=on,
            reason=reason, paper=paper, actor=actor_for(ground.actors, taken.by), facts=given,
            checked=_checked(ground, case, taken, on),
        )  # fmt: skip
        carry_out(connection, principal, after, after.last, taken, ground.instrument, ground.plan)
    return after


def bulk_step(
    connection: Connection, principal: Principal, cases: Sequence[tuple[int, int]], step: str, **options: Any
) -> tuple[Told, ...]:
    """Take the same step on many cases; what is refused of one stops no other. Told in the order asked for.

    Args:
        cases: number of the case and of the newest event that the caller saw.
        options: day, reason, paper, facts as of `take_step`.
    """
    told: dict[int, Told] = {}
    # By number: two who take the same cases in other orders would wait for each other for ever.
    for place in sorted(range(len(cases)), key=cases.__getitem__):
        number, expected = cases[place]
        told[place] = _told(connection, principal, number, step, expected, options)
    return tuple(told[place] for place in range(len(cases)))


def _told(
    connection: Connection, principal: Principal, number: int, step: str, expected: int, options: Mapping[str, Any]
) -> Told:
    try:
        with connection.begin_nested():
            case = read_case(connection, principal, number)
            instrument = instrument_of(load_plan(case.plan), case.instrument)
            known = instrument.step(step)
            if known is not None and not known.bulk:
                raise UsageError(words.NOT_BULK.format(name=known.name))
            return Told(number, take_step(connection, principal, number, step, expected=expected, **options))
    except TalentdbError as error:
        return Told(number, None, str(error))


def _ground(connection: Connection, principal: Principal, case: Case, day: date) -> _Ground:
    plan = load_plan(case.plan)
    instrument = instrument_of(plan, case.instrument)
    steps = instrument.steps_from(case.stage)
    rules = any(step.eligible or step.not_ruled_out for step in steps)
    return _Ground(
        plan,
        instrument,
        actors_of(connection, principal, case),
        papers_of(connection, case.number),
        checks(connection, principal, instrument, plan, case.person_id, day) if rules else (),
        result(connection, case, instrument.scoring) if any(step.scored for step in steps) else None,
        unpaid(connection, principal, case, day) if any(step.paid for step in steps) else (),
        held(connection, plan, instrument, case, steps, day),
    )


def _moves(ground: _Ground, case: Case, day: date, given: Mapping[str, FactValue]) -> tuple[Move, ...]:
    return moves(
        ground.instrument, case, ground.actors, ground.papers, ground.checks, ground.score, day,
        in_force=ground.in_force, given=given, unpaid=ground.unpaid,
        barred=ground.held.barred, term_facts=ground.held.facts,
    )  # fmt: skip


def _step(ground: _Ground, case: Case, code: str) -> Step:
    instrument = ground.instrument
    stage = instrument.stage(case.stage)
    if stage is None:
        gone = words.STAGE_GONE.format(number=case.number, stage=case.stage, version=ground.plan.definition_version)
        raise ConflictError(gone, words.STAGE_GONE_ADVICE)
    steps = instrument.steps_from(stage.code)
    found = next((step for step in steps if step.code == code), None)
    if found is None:
        advice = words.STEP_ADVICE.format(steps=", ".join(f"“{step.name}”" for step in steps))
        known = instrument.step(code)
        told = known.name if known else code
        raise ConflictError(words.NO_STEP.format(step=told, stage=stage.name, number=case.number), advice)
    return found


def _check_words(step: Step, reason: str, paper: str, day: date | None) -> None:
    if step.reason and not reason:
        raise UsageError(words.NO_REASON.format(name=step.name), words.FILL_AND_SAVE)
    if step.decision and not (paper and day):
        raise UsageError(words.NO_DECISION.format(name=step.name), words.FILL_AND_SAVE)


def _checked(ground: _Ground, case: Case, step: Step, day: date) -> dict[str, Any]:
    """What the step was held against, as it is kept: papers and rules are others a year later."""
    kinds = [paper for paper in ground.instrument.papers if paper.code in step.papers]
    papers = unspent(ground.instrument, case, ground.papers)
    lying = {kind.code: paper_for(kind, papers, day, ground.in_force) for kind in kinds}
    kept: dict[str, Any] = {}
    if lying:
        kept["papers"] = {code: paper.number for code, paper in lying.items() if paper}
    if step.eligible or step.not_ruled_out:
        kept["rules"] = {check.code: check.holds for check in ground.checks}
    if step.scored and ground.score:
        kept["score"] = {"share": str(ground.score.share), "members": ground.score.members}
    return kept

"""Which steps lead on from where a case stands, and what each lacks. Pure: actors, papers, checks, score are given.

Whoever takes a step asks here first, and whoever shows a case shows the same answer.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from talentdb.calendar.working_days import is_working_day, working_days_until
from talentdb.plans.instruments import Instrument, Paper, Step
from talentdb.programmes import case_labels as words
from talentdb.programmes.fact_rights import OPERATOR, fact_lacks
from talentdb.programmes.model import Case, CaseLine, CasePaper, Check, FactValue, Lack, Move, Score
from talentdb.text import format_date

__all__ = [
    "OPERATOR", "due_on", "is_settled", "late_by", "moves", "paper_for", "settled_lacks", "unspent",
    "withdrawal_lacks",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the steps of one case are held against."""

    instrument: Instrument
    case: Case
    actors: Collection[str]
    papers: Sequence[CasePaper]
    checks: Sequence[Check]
    score: Score | None
    day: date
    in_force: date | None
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    unpaid: Sequence[tuple[str, str]] = ()
    barred: Mapping[str, str] = field(default_factory=dict)
    term_facts: Sequence[str] = ()


def moves(
    instrument: Instrument,
    case: Case,
    actors: Collection[str],
    papers: Sequence[CasePaper],
    checks: Sequence[Check],
    score: Score | None,
    day: date,
    *,
    in_force: date | None = None,
    given: Mapping[str, FactValue] | None = None,
    unpaid: Sequence[tuple[str, str]] = (),
    barred: Mapping[str, str] | None = None,
    term_facts: Sequence[str] = (),
) -> tuple[Move, ...]:
    """The steps from the stage of the case, in the order of the plan; none when it has ended.

    Args:
        actors: as what the reader may act on this case; papers: of the case, replaced ones too.
        checks: of the rules of the instrument; an empty one leaves every rule open.
        score: what the council has found; None when nobody was asked.
        in_force: the fixed day of the instrument, by the plan's parameters; given: facts that come with the step.
        unpaid: code and name of each grant that may be paid at once and has not been.
        barred: effect of a step -> why the commitment does not allow it; term_facts: what its term is counted from.
    """
    if case.ended:
        return ()
    facts = {**case.facts, **(given or {})}
    ground = _Ground(
        instrument, case, actors, papers, checks, score, day, in_force, facts, unpaid, barred or {}, term_facts
    )  # fmt: skip
    return tuple(
        Move(step.code, step.name, step.to, tuple(_lacks(step, ground))) for step in instrument.steps_from(case.stage)
    )


def _lacks(step: Step, ground: _Ground) -> Iterator[Lack]:
    if OPERATOR not in ground.actors and not set(step.by) & set(ground.actors):
        yield Lack("actor", step.code, words.NO_RIGHT.format(who=words.or_list(words.ACTORS[one] for one in step.by)))
    for code in step.papers:
        yield from _paper_lacks(code, ground)
    needed = (*step.facts, *(ground.term_facts if "commit" in step.effects else ()))
    for code in dict.fromkeys(needed):
        if code not in ground.facts:
            name = next(fact.name for fact in ground.instrument.facts if fact.code == code)
            yield Lack("fact", code, words.NO_FACT.format(name=name))
    if step.eligible or step.not_ruled_out:
        yield from _rule_lacks(ground, open_too=step.eligible)
    if step.scored:
        yield from _score_lacks(ground)
    for effect in step.effects:
        if effect in ground.barred:
            yield Lack("commitment", effect, ground.barred[effect])
    if step.paid:
        yield from (Lack("payment", code, words.UNPAID.format(name=name)) for code, name in ground.unpaid)


def _paper_lacks(code: str, ground: _Ground) -> Iterator[Lack]:
    kind = next(paper for paper in ground.instrument.papers if paper.code == code)
    lying = [paper for paper in ground.papers if paper.kind == code and paper.replaced_by is None]
    own = [paper for paper in unspent(ground.instrument, ground.case, ground.papers) if paper in lying]
    if not own:
        yield Lack("paper", code, (words.PAPER_SPENT if lying else words.NO_PAPER).format(name=kind.name))
    elif paper_for(kind, own, ground.day, ground.in_force) is None:
        day = _held_against(kind, ground.day, ground.in_force)
        told = (
            words.NO_DAY_IN_FORCE if day is None else words.PAPER_EXPIRED.format(day=format_date(day), name=kind.name)
        )
        yield Lack("paper_expired", code, told)


def unspent(instrument: Instrument, case: Case, papers: Sequence[CasePaper]) -> tuple[CasePaper, ...]:
    """The papers that a step can go by: none that a step went by which leaves a case where it stands, and so is taken
    again each year or at each meeting, nor what was laid in the place of that one. What kept somebody last year is no
    ground to keep them this year, nor to stop."""
    staying = {step.code for step in instrument.steps if step.to in step.from_}
    taken = (event.checked.get("papers", {}) for event in case.events if event.step in staying)
    spent = {number for numbers in taken for number in numbers.values()}
    # In the order they came, so that one which replaces another comes after it.
    for paper in sorted(papers, key=lambda paper: paper.number):
        if paper.replaces in spent:
            spent.add(paper.number)
    return tuple(paper for paper in papers if paper.number not in spent)


def paper_for(kind: Paper, papers: Sequence[CasePaper], day: date, in_force: date | None = None) -> CasePaper | None:
    """The newest paper of a kind that a step on that day can go by; None without a valid one."""
    held = _held_against(kind, day, in_force)
    fitting = (
        paper
        for paper in papers
        if paper.kind == kind.code
        and paper.replaced_by is None
        and (not kind.valid or (held is not None and paper.valid_to is not None and paper.is_valid_on(held)))
    )
    return max(fitting, key=lambda paper: paper.number, default=None)


def _held_against(kind: Paper, day: date, in_force: date | None) -> date | None:
    return in_force if kind.valid_on == "in_force" else day


def _rule_lacks(ground: _Ground, *, open_too: bool) -> Iterator[Lack]:
    """The rules that bar a step: those that do not hold and, with `open_too`, those of which nobody knows."""
    found = {check.code: check for check in ground.checks}
    for rule in ground.instrument.rules:
        check = found.get(rule.code)
        if not rule.must or (check is not None and check.holds):
            continue
        if check is not None and check.holds is False:
            yield Lack("rule", rule.code, words.RULE_FAILS.format(name=rule.name, place=rule.place))
        elif open_too:
            why = check.why if check is not None else ""
            yield Lack("rule_unknown", rule.code, words.RULE_UNKNOWN.format(name=rule.name, why=why).strip())


def _score_lacks(ground: _Ground) -> Iterator[Lack]:
    scoring, score = ground.instrument.scoring, ground.score
    members = scoring.members if scoring else 0
    if score is None or not score.done:
        done = score.members if score else 0
        yield Lack("score", "score", words.NOT_SCORED.format(done=done, members=members))
    elif scoring and score.share < Fraction(str(scoring.least)):
        share, least = words.percent(score.share), words.percent(Fraction(str(scoring.least)))
        yield Lack("score_low", "score", words.SCORE_LOW.format(share=share, least=least))


def withdrawal_lacks(instrument: Instrument, case: Case, actors: Collection[str]) -> tuple[Lack, ...]:
    """Why a case cannot be taken back outside the steps of its instrument: only by who opens such cases, and only as
    long as nothing has been granted, recognised or promised on it."""
    lacks = []
    if OPERATOR not in actors and not {*instrument.opened_by, "home_affairs"} & set(actors):
        who = words.or_list(words.ACTORS[one] for one in dict.fromkeys((*instrument.opened_by, "home_affairs")))
        lacks.append(Lack("actor", "withdraw", words.NO_RIGHT.format(who=who)))
    if is_settled(instrument, case):
        lacks.append(Lack("commitment", "withdraw", words.TOO_LATE_TO_WITHDRAW))
    return tuple(lacks)


def settled_lacks(
    instrument: Instrument,
    case: Case,
    actors: Collection[str],
    given: Mapping[str, FactValue],
    step: Step | None = None,
) -> tuple[Lack, ...]:
    """Why facts cannot be told or changed: each belongs to who is asked for it (`fact_rights`), and what was decided
    on is put right only by who runs the programmes.

    Args:
        step: the one they come with; none of a note.
    """
    if {OPERATOR, "home_affairs"} & set(actors):
        return ()
    known, names = case.facts, {fact.code: fact.name for fact in instrument.facts}
    changed = [code for code, value in given.items() if known.get(code) != value]
    settled = [code for code in changed if code in known] if is_settled(instrument, case) else []
    return (
        *(Lack("actor", code, words.FACT_SETTLED.format(name=names[code])) for code in settled),
        *fact_lacks(instrument, case.stage, actors, [code for code in changed if code not in settled], step),
    )


def is_settled(instrument: Instrument, case: Case) -> bool:
    """Whether something has been granted, recognised or promised on it."""
    taken = {step.code for step in instrument.steps if step.effects}
    return any(event.step in taken for event in case.events)


def due_on(case: Case | CaseLine, instrument: Instrument) -> date | None:
    """The last working day on which a case is in time at its stage; None without a term, and of an ended case."""
    stage = instrument.stage(case.stage)
    return None if case.ended or stage is None or stage.days is None else _due(case.since, stage.days)


def late_by(case: Case | CaseLine, instrument: Instrument, day: date) -> int:
    """How many working days a case has stood at its stage for longer than it should; 0 when it is in time."""
    due = due_on(case, instrument)
    return _late(due, day) if due is not None and due < day else 0


# Thousands of cases came to their stage on some hundred days.
@lru_cache(maxsize=4096)
def _due(since: date, days: int) -> date:
    day, left = since, days
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


@lru_cache(maxsize=4096)
def _late(due: date, day: date) -> int:
    return max(0, working_days_until(due, day))

"""Lives the cases of the demo: each step by an account that may take it, with papers and facts, on days gone by."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dashboards import demo_programme_words as words
from dashboards.demo_papers import sample_pdf
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal, Role
from talentdb.errors import TalentdbError
from talentdb.plans import load_plan
from talentdb.plans.instruments import Fact, Instrument, Step
from talentdb.programmes.amounts import entitlements
from talentdb.programmes.cases import open_case, take_step
from talentdb.programmes.council import ask_reviewers, score
from talentdb.programmes.model import Case
from talentdb.programmes.papers import add_paper, papers_of
from talentdb.programmes.payments import pay
from talentdb.runtime import Runtime
from talentdb.settings import today

__all__ = ["Cast", "Life", "judge", "live"]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in the demo: an account for each actor that is a role, and the members of councils."""

    actors: Mapping[str, Principal]
    council: tuple[Principal, ...]

    def of(self, allowed: tuple[str, ...]) -> Principal:
        """The first who may, of the accounts that there are."""
        return next((self.actors[one] for one in allowed if one in self.actors), self.actors["home_affairs"])


@dataclass(frozen=True, slots=True)
class Life:
    """A case to be lived: under which instrument, about whom, of which body, which steps, since when and how fast."""

    plan: str
    instrument: str
    steps: tuple[str, ...]
    person_id: int
    title: str
    agency_id: int
    need: int | None
    ago: int
    gap: int


def live(runtime: Runtime, cast: Cast, life: Life) -> Case | None:
    """Open the case and take its steps as far as they go: what a fictional person lacks ends its way earlier."""
    plan = load_plan(life.plan)
    instrument = next(one for one in plan.instruments if one.code == life.instrument)
    who, opened = cast.of(instrument.opened_by), today() - timedelta(days=life.ago)
    with unit_of_work(runtime.engine, who) as connection:
        case = open_case(
            connection, who, plan, instrument.code, title=life.title, person_id=life.person_id,
            agency_id=life.agency_id, approved_need_id=life.need, day=opened,
            reason="" if instrument.without_nomination == "free" else words.NOT_NOMINATED,
        )  # fmt: skip
    for number, code in enumerate(life.steps, 1):
        step = next(one for one in instrument.steps if one.code == code)
        day = min(opened + timedelta(days=number * life.gap), today())
        # Whoever studies is away for the length of the course.
        if "graduate" in life.steps[:number]:
            day = min(day + timedelta(days=words.COURSE[0]), today())
        if step.scored:
            judge(runtime, cast, case, instrument)
        try:
            case = _taken(runtime, cast.of(step.by), case, instrument, step, day)
        except TalentdbError:
            break
        if "grant" in step.effects:
            _pay(runtime, cast.actors[Role.FINANCE.value], case, day)
    return case


def _pay(runtime: Runtime, who: Principal, case: Case, day: date) -> None:
    """Pay what may be paid of a case, of amounts a month the first one."""
    with unit_of_work(runtime.engine, who) as connection:
        grants = [one for one in entitlements(connection, who, case) if one.dong and one.confirmed]
    for one in grants:
        with suppress(TalentdbError), unit_of_work(runtime.engine, who) as connection:
            pay(
                connection, who, case.number, one.grant, dong=one.dong or 0, paid_on=day, budget_year=day.year,
                paper=words.VOUCHER.format(number=case.number),
                period="" if one.per == "once" else f"{day:%Y-%m}",
            )  # fmt: skip


def _taken(runtime: Runtime, who: Principal, case: Case, instrument: Instrument, step: Step, day: date) -> Case:
    with unit_of_work(runtime.engine, who) as connection:
        lying = {one.kind for one in papers_of(connection, case.number)}
        for code in step.papers:
            if code not in lying:
                kind = next(one for one in instrument.papers if one.code == code)
                until = today() + timedelta(days=700) if kind.valid else None
                add_paper(
                    connection, who, case.number, code, f"{code}.pdf", sample_pdf("Demo - " + code), valid_to=until
                )
        known = case.facts
        asked = [one for one in instrument.facts if one.code in step.facts and one.code not in known]
        facts = {one.code: _value(one, day) for one in asked}
        if facts.get("housing") == words.CHOICES["housing"]:
            facts["housing-cost"] = words.DONG["housing-cost"]
        return take_step(
            connection, who, case.number, step.code, expected=case.last.number, day=day, facts=facts,
            reason=words.REASONS.get(step.code, words.REASON) if step.reason else "",
            paper=words.DECISION.format(number=100 + case.number) if step.decision else "",
        )  # fmt: skip


def _value(fact: Fact, day: date) -> Any:
    """What the demo tells of a fact."""
    if fact.type == "date":
        begins = day - timedelta(days=words.COURSE[1])
        return (
            day + timedelta(days=words.COURSE[0]) if fact.code in ("ends", "contract-ends") else begins
        ).isoformat()
    if fact.type == "dong":
        return words.DONG[fact.code]
    if fact.type == "choice":
        return (
            words.CHOICES.get(fact.code) if words.CHOICES.get(fact.code) in fact.choices else next(iter(fact.choices))
        )
    return str(day.year) if fact.type == "number" else words.FACTS[fact.code]


def judge(runtime: Runtime, cast: Cast, case: Case, instrument: Instrument, votes: int = 3) -> None:
    """Ask the council and let the first members of it give their points."""
    who, scoring = cast.actors[Role.HOME_AFFAIRS.value], instrument.scoring
    if scoring is None:
        return
    numbers = [one.account_id for one in cast.council if one.account_id is not None]
    with unit_of_work(runtime.engine, who) as connection:
        ask_reviewers(connection, who, case.number, numbers, despite=numbers)
    for member, share in list(zip(cast.council, words.SCORES, strict=True))[:votes]:
        points = {one.code: one.most * share // 100 for one in scoring.criteria}
        with unit_of_work(runtime.engine, member) as connection:
            score(connection, member, case.number, points, expected=0, comment=words.COMMENT, despite=True)

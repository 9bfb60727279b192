"""Lives a whole case of any instrument through the services, by its own data: ways, actors, papers, facts, money."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection, insert

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import case_reviewer, case_score
from talentdb.plans import Plan, load_plan
from talentdb.plans.instruments import Fact, Instrument, Step
from talentdb.programmes.amounts import confirm_term, entitlements
from talentdb.programmes.cases import moves_of, open_case, take_step
from talentdb.programmes.commitments import commitment_of
from talentdb.programmes.model import Case
from talentdb.programmes.papers import add_paper
from talentdb.programmes.payments import pay, take_back
from talentdb.settings import today
from tests.talentdb.programmes.files import pdf

__all__ = ["Actors", "LivePart", "confirm_everything", "live", "way", "ways"]

OPENED: Final = date(2012, 3, 5)
"""Long enough ago for the longest term, eight years, to be over today."""
_BODY: Final = "SO-YTE"
_DONG: Final = 120_000_001

Way = tuple[Step, ...]


def way(instrument: Instrument, start: str, goal: str) -> Way | None:
    """The shortest way from a stage to another; None when there is none."""
    found: dict[str, Way] = {start: ()}
    waiting = [start]
    for here in waiting:
        for step in instrument.steps_from(here):
            if step.to not in found:
                found[step.to] = (*found[here], step)
                waiting.append(step.to)
    return found.get(goal)


def ways(instrument: Instrument) -> tuple[Way, ...]:
    """A way to each end, through the term where one can be reached from there, and more until each step is taken."""
    ends = [stage.code for stage in instrument.stages if stage.end]
    term = next((step.from_[0] for step in instrument.steps if "fulfil" in step.effects), instrument.start)
    found = [_through(instrument, term, end) or _through(instrument, instrument.start, end) for end in ends]
    for step in instrument.steps:
        if not any(step in one for one in found if one):
            begun = _through(instrument, term, step.from_[0]) or way(instrument, instrument.start, step.from_[0])
            rest = min((one for end in ends if (one := way(instrument, step.to, end)) is not None), key=len)
            found.append((*(begun or ()), step, *rest))
    return tuple(one for one in found if one)


def _through(instrument: Instrument, middle: str, goal: str) -> Way | None:
    first, second = way(instrument, instrument.start, middle), way(instrument, middle, goal)
    return None if first is None or second is None else (*first, *second)


@dataclass
class Actors:
    """Accounts for every kind of actor, made when they are first asked for; or the operator for all of them."""

    as_role: Callable[..., Principal]
    is_operator: bool = False
    made: dict[str, Principal] = field(default_factory=dict)

    def of(self, actor: str, lead: str | None = None) -> Principal:
        """An account that is that actor; `lead`: code of the body that leads."""
        if self.is_operator:
            return OPERATOR
        key = f"lead {lead}" if actor == "lead" else actor
        if key not in self.made:
            body = {"agency": _BODY, "lead": lead}.get(actor)
            self.made[key] = self.as_role("agency", body) if body else self.as_role(actor)
        return self.made[key]

    def council(self, number: int) -> list[Principal]:
        """Members of a council."""
        for key in (f"member {one}" for one in range(number)):
            if key not in self.made:
                self.made[key] = self.as_role("council_member")
        return [self.made[f"member {one}"] for one in range(number)]


def confirm_everything(database: Any, plan: Plan) -> None:
    """Somebody compares all amounts, terms and rules of a plan with the resolution."""
    asked: list[tuple[str, str, str]] = [("amount", "minimum_wage", "4140000")]
    asked += [("amount", one.code, str(one.dong or one.times_minimum_wage)) for one in plan.amounts]
    asked += [("term", one.code, str(one.years or one.factor)) for one in plan.terms]
    for one in plan.instruments:
        if one.commitment:
            rule = one.commitment.repayment
            asked.append(("repayment", one.code, f"{rule.rule} {rule.times or ''}".strip()))
    if not any(one.times_minimum_wage for one in plan.amounts):
        asked.pop(0)
    with unit_of_work(database.engine, OPERATOR) as connection:
        for kind, code, value in asked:
            confirm_term(
                connection, OPERATOR, plan.code, kind, code, value, article="Điều 1", paper="NQ 1",
                in_force=date(2012, 1, 1),
            )  # fmt: skip


def live(
    database: Any, actors: Actors, plan_code: str, code: str, taken: Sequence[Step], person_id: int | None,
    *, opened: date = OPENED,
) -> Case:  # fmt: skip
    """Live a case along a way; gives it as it stands at the end.

    Args:
        person_id: about whom; of an instrument about bodies, nobody.
        opened: day it is opened; a step a day follows. A course takes three months, so that its term has room for a
            rest; a rest begins a month later, so that no month it reaches into was paid.
    """
    plan = load_plan(plan_code)
    instrument = plan.instrument(code)
    assert instrument is not None
    lead = plan.bodies[instrument.lead].agency
    life = _Life(database, plan, instrument, actors, lead)
    case = life.opened(None if instrument.subject == "body" else person_id, opened)
    waited = 0
    for number, step in enumerate(taken, 1):
        studied = "commit" in step.effects and instrument.commitment and instrument.commitment.course
        waited += 92 if studied else 31 if "suspend" in step.effects else 0
        case = life.step(case, step, opened + timedelta(days=number + waited))
    return case


@dataclass
class _Life:
    database: Any
    plan: Plan
    instrument: Instrument
    actors: Actors
    lead: str | None

    @contextmanager
    def as_(self, actor: str) -> Iterator[tuple[Connection, Principal]]:
        who = self.actors.of(actor, self.lead)
        with unit_of_work(self.database.engine, who) as connection:
            yield connection, who

    def opened(self, person_id: int | None, day: date) -> Case:
        with unit_of_work(self.database.engine, OPERATOR) as connection:
            body = connection.exec_driver_sql(f"select agency_id from agency where code = '{_BODY}'").scalar()
        with self.as_(self.instrument.opened_by[0]) as (connection, who):
            return open_case(
                connection, who, self.plan, self.instrument.code, title=f"Hồ sơ thử {today()}", agency_id=body,
                person_id=person_id, day=day,
                reason="" if self.instrument.without_nomination == "free" else "Không qua đề cử",
            )  # fmt: skip

    def step(self, case: Case, step: Step, day: date) -> Case:
        """Take a step with all it asks for, after it was refused without its papers."""
        if "fulfil" in step.effects:
            day = today()
        if step.scored:
            self._council(case)
        if "repaid" in step.effects:
            self._give_back(case, day)
        facts = {code: _value(self._fact(code), day) for code in step.facts}
        with self.as_(step.by[0]) as (connection, who):
            before = next(move for move in moves_of(connection, who, case, day) if move.step == step.code)
            lying = {event for one in case.events for event in one.checked.get("papers", {})}
            for code in step.papers:
                if code not in lying:
                    assert any((lack.kind, lack.code) == ("paper", code) for lack in before.lacks)
                    assert not before.is_open
            self._papers(connection if who.role != "leader" else None, who, case, step)
            taken = take_step(
                connection, who, case.number, step.code, expected=case.last.number, day=day,
                reason="Có căn cứ" if step.reason else "", paper="QĐ 1" if step.decision else "", facts=facts,
            )  # fmt: skip
        if "grant" in step.effects:
            self._pay(taken, day)
        return taken

    def _fact(self, code: str) -> Fact:
        return next(one for one in self.instrument.facts if one.code == code)

    def _papers(self, connection: Connection | None, who: Principal, case: Case, step: Step) -> None:
        if connection is None:
            with unit_of_work(self.database.engine, OPERATOR) as other:
                return self._papers(other, OPERATOR, case, step)
        kinds = [one for one in self.instrument.papers if one.code in step.papers]
        for kind in kinds:
            until = {"issued_on": date(2010, 1, 1), "valid_to": today()} if kind.valid else {}
            add_paper(connection, who, case.number, kind.code, f"{kind.code}.pdf", pdf(kind.code), **until)
        return None

    def _council(self, case: Case) -> None:
        scoring = self.instrument.scoring
        assert scoring is not None
        points = {one.code: one.most for one in scoring.criteria}
        for member in self.actors.council(scoring.members):
            row = {"case_id": case.number, "reviewer_id": member.account_id}
            with unit_of_work(self.database.engine, OPERATOR) as connection:
                connection.execute(insert(case_reviewer).values(**row, login="operator"))
            with unit_of_work(self.database.engine, member) as connection:
                connection.execute(insert(case_score).values(**row, version=1, points=points, login=member.login))

    def _pay(self, case: Case, day: date) -> None:
        """Pay what the case brings, each grant once or for its first month, in the name of who pays."""
        with self.as_("finance") as (connection, who):
            for one in entitlements(connection, who, case):
                if one.dong is None:
                    continue
                assert one.confirmed, one.why
                month = "" if one.per == "once" else f"{day:%Y-%m}"
                pay(
                    connection, who, case.number, one.grant, dong=one.dong, paid_on=day, budget_year=day.year,
                    paper="UNC 1", period=month, reason="Trường hợp riêng",
                )  # fmt: skip

    def _give_back(self, case: Case, day: date) -> None:
        with self.as_("finance") as (connection, who):
            found = commitment_of(connection, case.number)
            assert found is not None
            left = found.balance.left
            if left:
                take_back(connection, who, case.number, dong=left, paid_on=day, paper="GNT 1", budget_year=day.year)


class LivePart(_Life):
    """A life in which nothing is paid."""

    def _pay(self, case: Case, day: date) -> None:
        """Leave it to the test."""


def _value(fact: Fact, day: date) -> Any:
    return {
        "text": "Nội dung", "date": day.isoformat(), "dong": _DONG, "number": str(day.year),
        "choice": next(iter(fact.choices), ""),
    }[fact.type]  # fmt: skip

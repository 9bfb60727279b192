"""What the programmes of a plan came to in a period: cases by instrument, needs, commitments, money. Writes nothing.

All goes by the days of the events, up to the last day of the period: what happened later is not in it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may, require
from talentdb.plans import Plan
from talentdb.plans.instruments import Instrument
from talentdb.programmes.budget import BudgetLine, budget
from talentdb.programmes.case_rows import list_cases
from talentdb.programmes.commitment_days import owed_of
from talentdb.programmes.commitment_rows import Commitment, list_commitments
from talentdb.programmes.ledger import entries_of, standing
from talentdb.programmes.model import Case
from talentdb.programmes.moves import late_by
from talentdb.programmes.need_list import filled, lists
from talentdb.programmes.needs import registered

__all__ = ["InstrumentFigures", "MoneyFigures", "NeedFigures", "ProgrammeFigures", "programme_figures", "state_then"]

_GIVEN: Final = frozenset({"grant", "commit", "recognise"})


@dataclass(frozen=True, slots=True)
class InstrumentFigures:
    """The cases of an instrument.

    Args:
        opened, granted, refused, over: in the period; granted: support, recognition or success, once a case; over:
            withdrawn or stopped. running, late: on its last day.
    """

    code: str
    name: str
    opened: int
    granted: int
    refused: int
    over: int
    running: int
    late: int


@dataclass(frozen=True, slots=True)
class NeedFigures:
    """The needs of a year, as known today.

    Args:
        asked: places that bodies registered, None for who reads no registrations; unsaid: lines of them without a
            number; approved: places of the lists.
        granted: approved places that somebody has got; most: with every case that still goes on, at most approved.
    """

    year: int
    asked: int | None
    unsaid: int
    approved: int
    granted: int
    running: int

    @property
    def most(self) -> int:
        """Places filled once all cases that go on are granted."""
        return self.granted + self.running


@dataclass(frozen=True, slots=True)
class MoneyFigures:
    """Money in đồng: paid and returned in the period; owed on its last day, of commitments broken by then."""

    paid: int
    returned: int
    owed: int


@dataclass(frozen=True, slots=True)
class ProgrammeFigures:
    """All figures of a plan; `commitments`: state on the last day -> how many."""

    instruments: tuple[InstrumentFigures, ...]
    needs: NeedFigures | None
    commitments: dict[str, int]
    money: MoneyFigures
    budget: tuple[BudgetLine, ...]

    @property
    def total(self) -> InstrumentFigures:
        """All instruments together."""
        names = ("opened", "granted", "refused", "over", "running", "late")
        sums = {name: sum(getattr(one, name) for one in self.instruments) for name in names}
        return InstrumentFigures("", "", **sums)


def programme_figures(
    connection: Connection, principal: Principal, plan: Plan, since: date, until: date
) -> ProgrammeFigures:
    """The figures from `since` to `until`, both days in. Raises: ForbiddenError for who does not read all cases."""
    require(principal, Action.READ_PROGRAMMES)
    cases = [
        one for one in (state_then(case, until) for case in list_cases(connection, principal, plan=plan.code)) if one
    ]
    promised = _promised(plan, cases)
    commitments = [
        one for one in list_commitments(connection, principal, until, plan=plan.code) if one.case in promised
    ]
    return ProgrammeFigures(
        tuple(_instrument(one, [case for case in cases if case.instrument == one.code], since, until)
              for one in plan.instruments),
        _needs(connection, principal, plan, until.year),
        dict(Counter(one.state(until) for one in commitments)),
        _money(connection, plan, principal, commitments, since, until),
        budget(connection, plan.code, until.year),
    )  # fmt: skip


def state_then(case: Case, day: date) -> Case | None:
    """The case with what had happened by a day; None before it was opened."""
    events = tuple(event for event in case.events if event.day <= day)
    return replace(case, events=events) if events else None


def _promised(plan: Plan, cases: Iterable[Case]) -> frozenset[int]:
    """Cases whose commitment was made by then, however late it begins."""
    steps = {(one.code, step.code) for one in plan.instruments for step in one.steps if "commit" in step.effects}
    return frozenset(
        case.number for case in cases if any((case.instrument, event.step) in steps for event in case.events)
    )


def _instrument(instrument: Instrument, cases: Sequence[Case], since: date, until: date) -> InstrumentFigures:
    granting = {step.code for step in instrument.steps if _GIVEN & set(step.effects)}
    ends = Counter(case.ended for case in cases if case.ended and case.last.day >= since)
    granted = [day for case in cases if (day := _granted_on(case, granting)) is not None and day >= since]
    going = [case for case in cases if case.ended is None]
    return InstrumentFigures(
        instrument.code, instrument.name, sum(case.events[0].day >= since for case in cases), len(granted),
        ends["refused"], ends["withdrawn"] + ends["stopped"], len(going),
        sum(late_by(case, instrument, until) > 0 for case in going),
    )  # fmt: skip


def _granted_on(case: Case, granting: set[str]) -> date | None:
    """The day on which it brought something: the first decision that did, or its good end."""
    found = (event.day for event in case.events if event.step in granting or event.ended == "success")
    return next(found, None)


def _needs(connection: Connection, principal: Principal, plan: Plan, year: int) -> NeedFigures | None:
    reads = may(principal, Action.SEE_FIGURES)
    asked = registered(connection, principal, plan, year) if reads else ()
    own = lists(connection, plan, year)
    lines = [line for one in own for line in filled(connection, plan, one)]
    if not asked and not lines:
        return None
    granted = sum(min(line.granted, line.need.approved) for line in lines)
    # More cases than places fill no more than the places.
    running = sum(min(line.running, max(line.need.approved - line.granted, 0)) for line in lines)
    return NeedFigures(
        year, sum(one.count or 0 for one in asked) if reads else None, sum(one.count is None for one in asked),
        sum(line.need.approved for line in lines), granted, running,
    )  # fmt: skip


def _money(
    connection: Connection, plan: Plan, principal: Principal, commitments: Sequence[Commitment], since: date,
    until: date,
) -> MoneyFigures:  # fmt: skip
    numbers = [case.number for case in list_cases(connection, principal, plan=plan.code)]
    entries = {case: standing(own) for case, own in entries_of(connection, numbers).items()}
    sums: Counter[str] = Counter()
    for one in (entry for own in entries.values() for entry in own if since <= entry.paid_on <= until):
        sums[one.kind] += one.dong
    owed = 0
    for promise in commitments:
        claim = owed_of([event for event in promise.events if event.day <= until])
        back = sum(
            one.dong for one in entries.get(promise.case, ()) if one.kind == "returned" and one.paid_on <= until
        )
        owed += max(claim - back, 0)
    return MoneyFigures(sums["paid"], sums["returned"], owed)

"""How cases stand on a day: stage in words, who is waited for, until when, how late. Decides and writes nothing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.plans import Plan, load_plan
from talentdb.plans.instruments import Instrument, Stage
from talentdb.programmes import case_labels as words
from talentdb.programmes.actors import actors_of_bodies, bodies_of
from talentdb.programmes.case_lines import list_lines
from talentdb.programmes.case_opening import instrument_if_any, instrument_of
from talentdb.programmes.model import Case, CaseLine
from talentdb.programmes.moves import due_on, late_by

__all__ = ["Standing", "most_urgent_first", "standing", "standings"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as it stands on a day.

    Args:
        stage: None when the plan has it no longer.
        due: last day on which it is in time; None without a term, and of an ended case.
        late: working days since then; mine: it waits for the account that asks.
        actors: as what that account may act on it.
    """

    case: Case | CaseLine
    plan: Plan
    instrument: Instrument
    stage: Stage | None
    due: date | None
    late: int
    mine: bool
    actors: frozenset[str] = frozenset()

    @property
    def stage_name(self) -> str:
        """The stage in words."""
        return self.stage.name if self.stage else self.case.stage

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Who is waited for, by name; nobody where none has to act."""
        if self.case.ended or self.stage is None:
            return ()
        own = {"agency": self.case.agency, "lead": self.plan.bodies[self.instrument.lead].name}
        return tuple(dict.fromkeys(own.get(actor, words.ACTORS[actor]) for actor in self.stage.waits_for))


def standing(case: Case | CaseLine, day: date, actors: Collection[str]) -> Standing:
    """How a case stands.

    Args:
        actors: as what the account that asks may act on it.
    """
    plan = load_plan(case.plan)
    instrument = instrument_of(plan, case.instrument)
    stage = instrument.stage(case.stage)
    waits = set(stage.waits_for) if stage and not case.ended else set()
    late = late_by(case, instrument, day)
    mine = bool(waits & set(actors))
    return Standing(case, plan, instrument, stage, due_on(case, instrument), late, mine, frozenset(actors))


def standings(connection: Connection, principal: Principal, day: date, **filters: Any) -> tuple[Standing, ...]:
    """The cases that the account may see, as they stand. Without those whose plan or instrument is no longer there:
    nothing says how they stand or for whom they wait; `list_lines` has them.

    Args:
        filters: of `list_lines`.
    Raises: ForbiddenError.
    """
    bodies = bodies_of(connection, principal)
    return tuple(
        standing(case, day, actors_of_bodies(principal, bodies, case.agency_id, case.lead_agency_id))
        for case in list_lines(connection, principal, **filters)
        if instrument_if_any(case.plan, case.instrument) is not None
    )


def most_urgent_first(found: Iterable[Standing]) -> tuple[Standing, ...]:
    """The longest late first, then by the day until which they are in time, then the oldest; ended ones last."""
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.case.ended is not None,
                -one.late,
                one.due or date.max,
                one.case.since,
                one.case.number,
            ),
        )
    )

"""The rounds of the instruments of a plan as duties: a contest every second year, a screening every year.

What a round consists of are its cases (`content`). An instrument whose time an obligation of the plan states already
has no round of its own.
"""

from typing import Final

from talentdb.plans import Plan
from talentdb.plans.duties import Obligation
from talentdb.reporting import labels

__all__ = ["PREFIX", "rounds_of"]

PREFIX: Final = "round-"
"""Before the code of an instrument: the code of its duty."""


def rounds_of(plan: Plan) -> tuple[Obligation, ...]:
    """What the bodies that lead instruments owe in their rhythm, in the order of the plan."""
    stated = {code for duty in plan.obligations for code in duty.instruments}
    return tuple(
        Obligation(
            code=f"{PREFIX}{one.code}",
            name=labels.ROUND.format(name=one.name),
            sender=(one.lead,),
            to=one.told or one.lead,
            when=one.when,
            content=("cases",),
            place=one.place,
            instruments=(one.code,),
        )
        for one in plan.instruments
        if one.when is not None and one.code not in stated
    )

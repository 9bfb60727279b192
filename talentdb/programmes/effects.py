"""What a step brings about besides the new stage, carried out in the transaction of the step. Decides nothing itself:
grants are read off the events, commitments are `commitments`' own, recognitions `recognitions`'.
"""

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.plans import Plan
from talentdb.plans.instruments import Instrument, Step
from talentdb.programmes import recognitions
from talentdb.programmes.commitment_lacks import EXEMPT_GOES_ON, is_exempt_case
from talentdb.programmes.commitments import EFFECTS, begin, commitment_of, record
from talentdb.programmes.model import Case, Event

__all__ = ["carry_out"]


def carry_out(
    connection: Connection,
    principal: Principal,
    case: Case,
    event: Event,
    step: Step,
    instrument: Instrument,
    plan: Plan,
) -> None:
    """Carry out the effects of a step that was just recorded, in the order of the plan.

    Args:
        case: with the event already in it.
    Raises: ConflictError when the commitment does not stand as the effect needs it; what was recorded is then undone
        with the transaction.
    """
    for effect in step.effects:
        if effect == "commit":
            begin(connection, principal, case, event, instrument, plan)
        elif effect in recognitions.EFFECTS:
            recognitions.record(connection, case, event, effect, instrument)
        elif effect in EFFECTS:
            if (
                effect in EXEMPT_GOES_ON
                and commitment_of(connection, case.number) is None
                and is_exempt_case(instrument, case)
            ):
                continue  # Somebody whom no term binds has nothing to fulfil, and the case comes to its end.
            reason = event.reason or step.name
            record(connection, principal, case, EFFECTS[effect], event.day, reason, event.paper)

"""What changed since figures were frozen, and what differs between two frozen ones: figures and what they rest on.

Reads through `snapshots`, so that nobody sees here what they do not see there; changes nothing.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.errors import UsageError
from talentdb.indicators import snapshot_labels as labels
from talentdb.indicators.engine import ALL_CUTS, compute
from talentdb.indicators.frozen import Change, InputChange, changes, input_changes
from talentdb.indicators.snapshots import inputs_of, read_snapshot
from talentdb.plans import load_plan

__all__ = ["Difference", "compare", "since"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not the same: figures, and the versions of what they were made of."""

    figures: tuple[Change, ...]
    inputs: tuple[InputChange, ...]

    @property
    def nothing(self) -> bool:
        """Whether everything is the same."""
        return not self.figures and not self.inputs


def since(connection: Connection, principal: Principal, snapshot_id: int) -> Difference:
    """What differs between frozen figures and what the registry says now of the same day.

    Raises: as `snapshots.read_snapshot`.
    """
    found = read_snapshot(connection, principal, snapshot_id)
    plan = load_plan(found.plan)
    now = compute(connection, principal, plan, found.as_of, ALL_CUTS)
    inputs = inputs_of(connection, plan, found.as_of)
    return Difference(changes(found.body, now), input_changes(found.inputs, inputs))


def compare(connection: Connection, principal: Principal, one: int, other: int) -> Difference:
    """What differs between two frozen ones of a plan, the second taken as the later one.

    Raises: UsageError for two plans; as `snapshots.read_snapshot`.
    """
    left, right = (read_snapshot(connection, principal, number) for number in (one, other))
    if left.plan != right.plan:
        raise UsageError(labels.DIFFERENT_PLANS.format(one=one, other=other), labels.DIFFERENT_PLANS_ADVICE)
    return Difference(changes(left.body, right.body), input_changes(left.inputs, right.inputs))

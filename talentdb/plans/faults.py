"""Which plan files have faults, in words for whoever starts the server, lists plans or administers. Changes nothing.

What the database took from such a file before stays there as it was (`store.refresh_plans`).
"""

from dataclasses import dataclass

from talentdb.errors import DataError
from talentdb.plans import loader_labels as labels
from talentdb.plans.loader import list_plans, load_plan
from talentdb.plans.model import Plan

__all__ = ["PlanFault", "binding_plans", "faulty_plans", "sound_plans"]


@dataclass(frozen=True, slots=True)
class PlanFault:
    """What is wrong.

    Args:
        plan: code of the plan; None where the files do not go together and no plan can be read.
        told: the file and each of its faults.
    """

    plan: str | None
    told: str

    @property
    def words(self) -> str:
        """The fault, and what holds meanwhile."""
        return f"{self.told} {labels.STAYS_ALL if self.plan is None else labels.STAYS.format(plan=self.plan)}"


def faulty_plans() -> tuple[PlanFault, ...]:
    """The plans that cannot be read now; one fault alone when the files do not go together."""
    try:
        codes = list_plans()
    except DataError as error:
        return (PlanFault(None, error.message),)
    return tuple(one for one in map(_read, codes) if isinstance(one, PlanFault))


def sound_plans() -> tuple[Plan, ...]:
    """The plans that can be read. Raises: DataError when the files do not go together."""
    return tuple(one for one in map(_read, list_plans()) if isinstance(one, Plan))


def binding_plans() -> tuple[Plan, ...]:
    """The plans that bind the province of this registry and can be read; a fault leaves the other plans' duties.

    Raises: DataError when the files do not go together.
    """
    return tuple(plan for plan in sound_plans() if plan.binding)


def _read(code: str) -> Plan | PlanFault:
    try:
        return load_plan(code)
    except DataError as error:
        return PlanFault(code, error.message)

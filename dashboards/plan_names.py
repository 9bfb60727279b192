"""What plans are called where one is chosen, and in which order: one way for all pages. Reads plan files only."""

from dashboards import labels
from talentdb.plans import Plan, sound_plans

__all__ = ["plan_names"]


def plan_names() -> dict[str, str]:
    """Code -> what a plan is called: those that bind the province first, then those of others with their province;
    of both those with indicators first, then the latest. A plan whose file has faults is left out.
    """
    plans = sorted(
        sound_plans(),
        key=lambda plan: (not plan.binding, not plan.indicators, -plan.last_year),
    )
    return {plan.code: _name(plan) for plan in plans}


def _name(plan: Plan) -> str:
    return plan.short if plan.binding else labels.PLAN_OTHER.format(name=plan.short, province=plan.province)

"""Plan documents as data: a TOML file a plan, validated when read, stored for the pages. Computes nothing."""

from talentdb.plans.choices import settled
from talentdb.plans.faults import binding_plans, faulty_plans, sound_plans
from talentdb.plans.loader import list_plans, load_plan, read_plan
from talentdb.plans.model import Indicator, Plan
from talentdb.plans.store import refresh_plans, store_plans

__all__ = [
    "Indicator",
    "Plan",
    "binding_plans",
    "faulty_plans",
    "list_plans",
    "load_plan",
    "read_plan",
    "refresh_plans",
    "settled",
    "sound_plans",
    "store_plans",
]

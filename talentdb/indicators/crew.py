"""The people that leaders speak of as the body of intellectuals: who of the registry counts on a day, as SQL.

Owns the text of that FROM item; row-level security decides whose people are in it.
"""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal, Role
from talentdb.errors import NotFoundError
from talentdb.plans import load_plan
from talentdb.plans.choices import choices_of

__all__ = ["PLAN", "YOUNG", "crew_on", "day_for", "intellectual"]

PLAN: Final = "hung-yen-2711"
"""The plan that speaks of intellectuals; its answer to who is one counts."""
_READING: Final = "intellectual"
YOUNG: Final = 45
"""Under this age somebody may follow one who retires: the plan's own age of the young ones."""


def intellectual(connection: Connection) -> str:
    """The condition over person_fact for being one, as it is read now. Raises: NotFoundError where no plan says."""
    plan = load_plan(PLAN)
    reading = plan.readings.get(_READING)
    if reading is None:
        raise NotFoundError(f"Kế hoạch {PLAN} không nói ai là trí thức.", "Kiểm tra tệp của kế hoạch.")
    return f"({reading.answer(choices_of(connection, plan).get(_READING)).sql}) is true"


def day_for(principal: Principal, day: date) -> date:
    """The day that this role is answered for: leaders get ends of months, for two days in a row would tell whose
    birthday it was and who came in between.
    """
    if principal.role is not Role.LEADER or (day + timedelta(days=1)).day == 1:
        return day
    return day.replace(day=1) - timedelta(days=1)


def crew_on(connection: Connection, day: date) -> str:
    """Intellectuals who work on a day, as a FROM item named crew."""
    literal = f"date '{day.isoformat()}'"
    held = f"valid_from <= {literal} and (valid_to is null or valid_to > {literal})"
    condition = f"{held} and is_working and {intellectual(connection)}"
    return f"(select * from person_fact where {condition}) as crew"  # noqa: S608 - a checked plan file and our own day

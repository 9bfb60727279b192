"""The people that leaders speak of as the body of intellectuals: who of the registry counts on a day, as SQL.

Owns the text of that FROM item; row-level security decides whose people are in it.
"""

from datetime import date
from typing import Final

from sqlalchemy import Connection

from talentdb.errors import NotFoundError
from talentdb.plans import load_plan
from talentdb.plans.choices import choices_of

__all__ = ["PLAN", "YOUNG", "crew_on", "intellectual"]

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


def crew_on(connection: Connection, day: date) -> str:
    """Intellectuals who work on a day, as a FROM item named crew."""
    literal = f"date '{day.isoformat()}'"
    held = f"valid_from <= {literal} and (valid_to is null or valid_to > {literal})"
    condition = f"{held} and is_working and {intellectual(connection)}"
    return f"(select * from person_fact where {condition}) as crew"  # noqa: S608 - a checked plan file and our own day

"""Frozen figures of the demo: those of the last period, signed by its leader, so that their page has something."""

from dataclasses import replace
from datetime import date

from talentdb.access.accounts import principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.indicators.snapshots import freeze, list_snapshots, sign
from talentdb.runtime import Runtime
from talentdb.settings import today

__all__ = ["make_figures"]

_PLAN = "hung-yen-2711"
_STEWARD, _LEADER = "thamdinh", "lanhdao"


def make_figures(runtime: Runtime) -> bool:
    """Freeze the half year before this one and sign it; False where something is frozen already."""
    period, last_day = _half_before(today())
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        if list_snapshots(connection, OPERATOR, _PLAN):
            return False
        # The demo acts in the name of accounts whose passwords nobody has chosen yet.
        steward, leader = (
            replace(principal_of(connection, login), must_change_password=False) for login in (_STEWARD, _LEADER)
        )
    with unit_of_work(runtime.engine, steward) as connection:
        number = freeze(connection, steward, _PLAN, period, last_day).snapshot_id
    with unit_of_work(runtime.engine, leader) as connection:
        sign(connection, leader, number)
    return True


def _half_before(day: date) -> tuple[str, date]:
    """The half year that ended last, and its last day."""
    if day.month > 6:
        return f"{day.year}-H1", date(day.year, 6, 30)
    return f"{day.year - 1}-H2", date(day.year - 1, 12, 31)

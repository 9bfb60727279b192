"""Strategy: what each connection of the application is set to, asked of the real server."""

from typing import Any

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR


def test_no_plan_is_compiled(database: Any) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert connection.exec_driver_sql("show jit").scalar_one() == "off"

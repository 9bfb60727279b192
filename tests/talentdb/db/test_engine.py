"""Strategy: what each connection of the application is set to, asked of the real server."""

from contextlib import ExitStack
from typing import Any

from sqlalchemy import event

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.engine import make_engine


def test_no_plan_is_compiled(database: Any) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert connection.exec_driver_sql("show jit").scalar_one() == "off"


def test_as_many_as_a_busy_hour_needs_stay_connected(database: Any) -> None:
    """What is closed when it comes back is opened again by the next page: a process and a password check."""
    engine = make_engine(database.engine.url.render_as_string(hide_password=False))
    opened: list[Any] = []
    event.listen(engine, "connect", lambda *given: opened.append(given))
    try:
        for _ in range(2):
            with ExitStack() as held:
                for _ in range(12):
                    held.enter_context(engine.connect())
    finally:
        engine.dispose()
    assert len(opened) == 12

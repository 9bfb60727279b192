"""kill -9 in the middle of an act on a council, after its rows are written and before they are kept: nothing is done.

Each act ends with its line in the log; there the process kills itself. Then the same act is done by who comes next.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.councils import proceedings, store
from talentdb.councils.answer import as_json
from talentdb.councils.demand import Demand
from talentdb.councils.proposal import make_proposal
from talentdb.db.engine import make_engine
from talentdb.db.tables import audit_event, council, council_seat
from tests.talentdb.network.conftest import Circle

DAY: Final = date(2026, 11, 20)
DEMAND: Final = Demand("nuôi trồng thủy sản", 3)
Act = Callable[[Connection, int, Any], object]


def _keep(connection: Connection, _number: int, members: Any) -> object:
    return store.create_from_panel(connection, OPERATOR, "Hội đồng thứ hai", DEMAND, members)


def _invite(connection: Connection, number: int, _members: Any) -> object:
    return proceedings.invite(connection, OPERATOR, number, DAY)


def _answer(connection: Connection, number: int, _members: Any) -> object:
    return proceedings.answer(connection, OPERATOR, number, 1, accepted=True, day=DAY)


def _replace(connection: Connection, number: int, members: Any) -> object:
    return proceedings.add_seat(connection, OPERATOR, number, "member", person_id=members[-1]["person_id"])


def _role(connection: Connection, number: int, _members: Any) -> object:
    return proceedings.set_role(connection, OPERATOR, number, 1, "member")


def _decide(connection: Connection, number: int, _members: Any) -> object:
    return proceedings.decide(connection, OPERATOR, number, "12/QĐ-SKHCN", DAY)


def _dissolve(connection: Connection, number: int, _members: Any) -> object:
    return proceedings.dissolve(connection, OPERATOR, number, DAY)


ACTS: Final[tuple[Act, ...]] = (_keep, _invite, _answer, _replace, _role, _decide, _dissolve)


def _killed(address: str, act: Act, number: int, members: Any) -> None:
    """Do the act in a process that dies where the act is written into the log."""
    for module in (proceedings, store):
        module.audit = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[attr-defined]
    with unit_of_work(make_engine(address), OPERATOR) as connection:
        act(connection, number, members)


def _rows(circle: Circle) -> list[list[Any]]:
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        tables = (council, council_seat, audit_event)
        return [list(connection.execute(select(one).order_by(*one.primary_key)).all()) for one in tables]


def test_a_killed_act_is_not_done_and_can_be_done_again(circle: Circle) -> None:
    engine = circle.province.engine
    with unit_of_work(engine, OPERATOR) as connection:
        found = as_json(make_proposal(connection, OPERATOR, None, replace(DEMAND, alternates=1)))
        members = [*found["members"], *found["alternates"]]
        number = store.create_from_panel(connection, OPERATOR, "Hội đồng", DEMAND, found["members"])
        proceedings.answer(connection, OPERATOR, number, 3, accepted=False, day=DAY)
    address = engine.url.render_as_string(hide_password=False)
    for act in ACTS:
        before = _rows(circle)
        child = multiprocessing.get_context("fork").Process(target=_killed, args=(address, act, number, members))
        child.start()
        child.join()
        assert child.exitcode == -signal.SIGKILL, act.__name__
        assert _rows(circle) == before, act.__name__
        with unit_of_work(engine, OPERATOR) as connection:
            act(connection, number, members)
        assert _rows(circle) != before, act.__name__

"""What a unit of work tells people when the server refuses it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Connection, text

from talentdb.access.context import repeatedly, unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.errors import ConflictError, CrossedError


def test_of_two_that_wait_for_each_other_one_is_told(database: Any) -> None:
    ready = Barrier(2)

    def run(first: int) -> str:
        try:
            with unit_of_work(database.engine, OPERATOR) as connection:
                connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": first})
                ready.wait(30)
                connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": 3 - first})
        except ConflictError:
            return "told"
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, (1, 2))) == ["done", "told"]


def test_who_crossed_another_does_it_again(database: Any) -> None:
    """Two take the same two rows in opposite order: both come through, and neither writes twice."""
    meet, attempts = Barrier(2), Counter[str]()

    def run(codes: tuple[str, str]) -> None:
        def cross(connection: Connection) -> None:
            attempts[codes[0]] += 1
            for code in codes:
                change = text("update agency set name = name || '.' where code = :code")
                connection.execute(change, {"code": code})
                if code == codes[0] and attempts[code] == 1:
                    meet.wait(30)

        repeatedly(database.engine, OPERATOR, cross)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, (("SO-KHCN", "SO-YTE"), ("SO-YTE", "SO-KHCN"))))
    with unit_of_work(database.engine, OPERATOR) as connection:
        names = connection.execute(text("select name from agency where code in ('SO-KHCN', 'SO-YTE')")).scalars()
        assert [len(name) - len(name.rstrip(".")) for name in names] == [2, 2]
    assert attempts.total() == 3


def test_who_crosses_every_time_is_told_in_the_end(database: Any) -> None:
    tried: list[int] = []

    def lose(connection: Connection) -> None:
        tried.append(1)
        connection.execute(text("do $$ begin raise exception 'crossed' using errcode = '40001'; end $$"))

    with pytest.raises(CrossedError, match="chưa ghi gì"):
        repeatedly(database.engine, OPERATOR, lose)
    assert len(tried) == 5

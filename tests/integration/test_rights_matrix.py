"""The matrix of rights is what the database does: nobody comes through a wall, and what is promised is given.

The short form of tests/trust/rights.py: reading whole, writing by chance. Holes of which each has to be found.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine, make_url

from talentdb.access.matrix import matrix
from talentdb.access.principal import Role
from talentdb.services import Services
from tests.trust.attempts import tried, tried_together
from tests.trust.filled import Filled
from tests.trust.rights import mixed_checkouts
from tests.trust.scratch import filled_database
from tests.trust.walls import (
    HOLES,
    all_attempts,
    beyond,
    found_in_one_run,
    lint,
    random_attempts,
    unfulfilled,
    views_beyond,
)

_TRIES = 2000


@dataclass(frozen=True)
class Walled:
    """A database full of everybody's rows: as the program reads it, and as its superuser."""

    app: psycopg.Connection[Any]
    owner: psycopg.Connection[Any]
    filled: Filled


@pytest.fixture(scope="module")
def walled(cluster: Services, template: str) -> Iterator[Walled]:
    with filled_database(cluster, template) as (app, owner, filled):
        yield Walled(app, owner, filled)


def test_every_table_and_view_stands_in_one_line(walled: Walled) -> None:
    there = {
        name
        for (name,) in walled.owner.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')"
        )
    }
    told = [table for thing in matrix().things.values() for table in thing.tables]
    assert sorted(told) == sorted(there)


def test_nobody_comes_through(walled: Walled) -> None:
    tried, through = beyond(walled.app, walled.filled, random_attempts(walled.filled, _TRIES, seed=8))
    assert (tried, through) == (_TRIES, [])


def test_many_in_one_transaction_end_as_each_in_its_own(walled: Walled) -> None:
    some = list(random_attempts(walled.filled, 300, seed=9))
    alone = {str(attempt): tried(walled.app, attempt, walled.filled) for attempt in some}
    together = {str(attempt): came for attempt, came in tried_together(walled.app, some, walled.filled)}
    assert together == alone
    assert {True, False} == set(alone.values())


def test_views_show_what_the_matrix_says(walled: Walled) -> None:
    assert views_beyond(walled.app, walled.filled) == []


def test_what_is_promised_is_given(walled: Walled) -> None:
    some = (one for at, one in enumerate(all_attempts(walled.filled)) if at % 29 == 0)
    assert unfulfilled(walled.app, walled.filled, some) == []


def test_the_catalogue_holds_the_walls(walled: Walled) -> None:
    assert lint(walled.owner) == []


@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_is_found_in_one_run(walled: Walled, hole: str) -> None:
    make, mend = HOLES[hole]
    for statement in make:
        walled.owner.execute(statement)
    try:
        found = found_in_one_run(walled.app, walled.owner, walled.filled, _TRIES)
    finally:
        for statement in mend:
            walled.owner.execute(statement)
    assert found
    assert lint(walled.owner) == []


def test_nobody_is_left_on_a_connection_of_the_pool(walled: Walled, cluster: Services) -> None:
    address = make_url(cluster.database.app_url()).set(database=walled.owner.info.dbname)
    engine = create_engine(address, pool_size=2, max_overflow=0, pool_timeout=60)
    try:
        told = mixed_checkouts(engine, [one for one in walled.filled.actors if one.role in set(Role)], 2000)
    finally:
        engine.dispose()
    assert (told["checkouts"], told["leaked"], told["foreign"]) == (2000, 0, 0)
    assert min(told["raised"], told["cancelled"]) > 100

"""Fixtures shared by all tests.

Strategy: one embedded PostgreSQL and one Meilisearch a session (each xdist worker has its own), in a home in memory
or under the temporary folder; one template database with schema, code lists, agencies and plans; a test that writes
gets its own copy of it (`database`), which takes 0.1 s in memory and 0.7 s on a disk. Nothing is mocked. Tests build
the smallest data that shows their point.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import uuid4

import hypothesis
import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine, make_url, select

from talentdb.access.context import unit_of_work
from talentdb.access.keyring import Keyring, open_keyring
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.db.engine import make_engine
from talentdb.db.reference import load_reference
from talentdb.db.schema import initialise
from talentdb.db.tables import agency
from talentdb.plans import store_plans
from talentdb.services import SearchAddress, Services, open_services
from talentdb.settings import VIETNAM, Settings
from tests.server_home import server_home

_TEMPLATE = "talentdb_template"

# The same examples at every run: a suite that fails by chance is not believed. `--hypothesis-profile=explore` looks
# for new ones. Neither a deadline nor "data generation is slow": the machine may be busy. What a test shares with all
# its examples it means to share.
_RELAXED: Final = (hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture)
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=_RELAXED)
hypothesis.settings.register_profile("explore", max_examples=1000, deadline=None, suppress_health_check=_RELAXED)
hypothesis.settings.load_profile("steady")


# Longer than a test takes that tells a day and looks for it afterwards.
_BEFORE_MIDNIGHT = timedelta(minutes=3)


@pytest.fixture(autouse=True)
def one_day() -> None:
    """No test begins today and ends tomorrow, by the clock of Hưng Yên, which is the program's."""
    now = datetime.now(VIETNAM)
    while (now + _BEFORE_MIDNIGHT).date() != now.date():
        time.sleep(1)
        now = datetime.now(VIETNAM)


@dataclass(frozen=True)
class Database:
    """A database of one test: `engine` connects as talentdb_app; `owner_url` is for breaking things on purpose."""

    engine: Engine
    owner_url: str
    keyring: Keyring
    home: Path
    name: str

    def as_owner(self) -> psycopg.Connection:
        """A superuser connection, which bypasses all policies; only for preparing faults and looking behind."""
        return psycopg.connect(_plain(self.owner_url))


def _plain(url: str, database: str | None = None) -> str:
    parsed = make_url(url).set(drivername="postgresql")
    if database is not None:
        parsed = parsed.set(database=database)
    return parsed.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with server_home(tmp_path_factory) as folder:
        yield folder


@pytest.fixture(scope="session")
def cluster(home: Path) -> Iterator[Services]:
    """Running PostgreSQL and Meilisearch."""
    with open_services(Settings(home=home), need_search=True) as services:
        _forget_safety(services)
        yield services


def _forget_safety(services: Services) -> None:
    """Nothing of a test outlives its server, and a database a test is much to flush; who tests crashes has a home of
    his own."""
    assert services.database.owner_url is not None
    with psycopg.connect(_plain(services.database.owner_url, "postgres"), autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(sql.SQL("alter system set {} = off").format(sql.Identifier(name)))
        connection.execute("select pg_reload_conf()")


@pytest.fixture(scope="session")
def template(cluster: Services) -> str:
    """Name of a database with schema, code lists, agencies and plans, that nobody is connected to."""
    owner_url = cluster.database.owner_url
    assert owner_url is not None
    with psycopg.connect(_plain(owner_url, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(_TEMPLATE)))
    initialise(_plain(owner_url, _TEMPLATE), cluster.database.app_password)
    engine = make_engine(_app_url(cluster, _TEMPLATE))
    with unit_of_work(engine, OPERATOR) as connection:
        load_reference(connection)
        store_plans(connection)
    engine.dispose()
    return _TEMPLATE


def _app_url(cluster: Services, name: str) -> str:
    return make_url(cluster.database.app_url()).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def database(cluster: Services, template: str, home: Path) -> Iterator[Database]:
    """A fresh database with reference data and no people."""
    owner_url = cluster.database.owner_url
    assert owner_url is not None
    name = f"t_{uuid4().hex[:12]}"
    with psycopg.connect(_plain(owner_url, "postgres"), autocommit=True) as connection:
        connection.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template))
        )
    engine = make_engine(_app_url(cluster, name))
    keyring = open_keyring(home)
    yield Database(engine, _plain(owner_url, name), keyring, home, name)
    engine.dispose()
    with psycopg.connect(_plain(owner_url, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest.fixture
def search_address(cluster: Services) -> SearchAddress:
    """Where the session's Meilisearch answers; use index names of your own."""
    assert cluster.search is not None
    return cluster.search


@pytest.fixture
def as_role(database: Database) -> Callable[..., Principal]:
    """Make a principal with a real account row: as_role("agency", "SKHCN"), as_role("steward")."""

    def make(role: str, agency_code: str | None = None) -> Principal:
        from talentdb.access.accounts import create_account, principal_of

        login = f"{role}-{uuid4().hex[:6]}"
        with unit_of_work(database.engine, OPERATOR) as connection:
            agency_id = None
            if agency_code is not None:
                agency_id = connection.execute(
                    select(agency.c.agency_id).where(agency.c.code == agency_code)
                ).scalar_one()
            create_account(
                connection, OPERATOR, login=login, password=f"mật khẩu dài {uuid4().hex}", role=Role(role),
                display_name=role, agency_id=agency_id, is_demo=True,
            )  # fmt: skip
            return principal_of(connection, login)

    return make

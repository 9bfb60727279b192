"""A registry for the benchmarks: servers in a temporary home, one fresh database a load, the phases of loading.

Everything goes the way of the product; only the clock is ours.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import Engine, make_url

from ingest.load import read_for_agency, store_document
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.engine import make_engine
from talentdb.db.lookup import find_agency_id
from talentdb.registry.decisions import approve
from talentdb.runtime import Runtime, open_runtime
from talentdb.search.client import SearchIndex, open_index
from talentdb.search.outbox import drain
from talentdb.search.rebuild import ensure_built
from talentdb.services import SearchAddress
from talentdb.settings import Settings
from tests.bench.measure import timed

__all__ = ["PHASES", "Loaded", "Servers", "load_registry", "open_servers"]

PHASES = ("read", "store", "approve", "index")
_AGENCY = "SO-KHCN"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A registry with people.

    Args:
        engine: as the program's own account.
        owner_url: for faults and figures that the program's account may not have.
        index, index_name: its people in the search server.
        seconds: by phase.
    """

    engine: Engine
    owner_url: str
    index: SearchIndex
    index_name: str
    seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class Servers:
    """Running servers with a database that holds reference data only."""

    runtime: Runtime

    @property
    def search(self) -> SearchAddress:
        """The search server; it was asked for, so it is there."""
        if self.runtime.services.search is None:
            raise RuntimeError(self.runtime.services.search_problem)
        return self.runtime.services.search

    def owner_url(self, database: str) -> str:
        """Address of a database of these servers for their owner, as psycopg takes it."""
        owner = self.runtime.services.database.owner_url
        if owner is None:
            raise RuntimeError("no owner account: run it without TALENTDB_DATABASE_URL")
        return make_url(owner).set(drivername="postgresql", database=database).render_as_string(hide_password=False)

    def new_database(self, template: str | None = None) -> str:
        """A new database, empty or a copy; gives its name."""
        name = f"bench_{uuid4().hex[:8]}"
        statement = sql.SQL("create database {}").format(sql.Identifier(name))
        if template is not None:
            statement += sql.SQL(" template {}").format(sql.Identifier(template))
        with psycopg.connect(self.owner_url("postgres"), autocommit=True) as connection:
            connection.execute(statement)
        return name

    def app_url(self, database: str) -> str:
        """Address of a database of these servers for the program."""
        url = make_url(self.runtime.services.database.app_url()).set(database=database)
        return url.render_as_string(hide_password=False)


@contextmanager
def open_servers(home: Path) -> Iterator[Servers]:
    """Both servers in a home of their own; they end with the block."""
    with open_runtime(Settings(home=home), need_search=True) as runtime:
        # A copy can be made only of a database that nobody is connected to.
        runtime.engine.dispose()
        yield Servers(runtime)


def load_registry(servers: Servers, *paths: Path) -> Loaded:
    """Read, store, approve and index workbooks one after another in a database and an index of its own; all phases
    are timed."""
    name = servers.new_database(template=servers.runtime.services.database.dbname)
    engine = make_engine(servers.app_url(name))
    index = open_index(servers.search.url, servers.search.key, name)
    # A province that works has an index already; people come into it by the outbox.
    ensure_built(engine, index)
    seconds = dict.fromkeys(PHASES, 0.0)
    for path in paths:
        for phase, spent in _load_file(servers, engine, path).items():
            seconds[phase] += spent
    seconds["index"], _ = timed(lambda: drain(engine, index))
    return Loaded(engine, servers.owner_url(name), index, name, seconds)


def _load_file(servers: Servers, engine: Engine, path: Path) -> dict[str, float]:
    marks = [time.perf_counter()]
    with unit_of_work(engine, OPERATOR) as connection:
        agency_id = find_agency_id(connection, _AGENCY)
        document = read_for_agency(connection, path, agency_id, None)
    marks.append(time.perf_counter())
    with unit_of_work(engine, OPERATOR) as connection:
        loaded = store_document(
            connection, OPERATOR, servers.runtime.keyring, document, agency_id=agency_id, as_of=None,
            file_name=path.name, content=path.read_bytes(), state="submitted",
        )  # fmt: skip
    marks.append(time.perf_counter())
    for item in loaded:
        with unit_of_work(engine, OPERATOR) as connection:
            approve(connection, OPERATOR, item.receipt.submission_id)
    marks.append(time.perf_counter())
    return {phase: after - before for phase, (before, after) in zip(PHASES, pairwise(marks), strict=False)}

"""Homes with a registry in them for the figures of backup, rebuild and crashes. Measures nothing.

Everything goes the way of the product, in this process, so that many small lists take no time to start.
"""

import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import Engine

from ingest.load import read_for_agency, store_document
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.backup.keys import BackupKeys
from talentdb.backup.states import owner_connection, reading_all, tables_of
from talentdb.db.lookup import find_agency_id
from talentdb.registry.decisions import approve
from talentdb.runtime import Runtime
from talentdb.services import open_services
from talentdb.settings import Settings
from tests.bench.copies import WHOLE, copy_people
from tests.integration.system import people, workbook

__all__ = ["BODIES", "Loaded", "copied_up_to", "hand_in", "home_at", "silent", "state_of", "tick"]

BODIES = ("SO-KHCN", "SO-YTE", "SO-GDDT", "SO-NV")
_NO_SEARCH = Path("/nonexistent/meilisearch")


def silent(_label: str, _done: int, _total: int) -> None:
    """Progress for nobody."""


def home_at(folder: Path, *, search: bool = False) -> Settings:
    """Settings of a home of its own, whatever the environment says."""
    return Settings(
        home=folder, database_url=None, database_owner_url=None, meili_url=None, meili_key=None,
        meili_bin=None if search else _NO_SEARCH,
    )  # fmt: skip


@dataclass(frozen=True)
class Loaded:
    """What copies of people need to know of a registry."""

    engine: Engine
    owner_url: str


def hand_in(runtime: Runtime, folder: Path, number: int, rows: int, body: str, mark: str = "") -> int:
    """One list of fictional people, stored and approved; gives the number of the submission."""
    path = workbook(folder / f"list-{number}.xlsx", people(rows, number * rows, mark=mark))
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        agency_id = find_agency_id(connection, body)
        document = read_for_agency(connection, path, agency_id, None)
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        [loaded] = store_document(
            connection, OPERATOR, runtime.keyring, document, agency_id=agency_id, as_of=None,
            file_name=path.name, content=path.read_bytes(), state="submitted",
        )  # fmt: skip
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        approve(connection, OPERATOR, loaded.receipt.submission_id)
    path.unlink()
    return loaded.receipt.submission_id


def copied_up_to(runtime: Runtime, wanted: int) -> int:
    """Copy the people of a registry until there are so many; gives how many there are."""
    owner = runtime.services.database.owner_url
    if owner is None:
        raise RuntimeError("no owner account")
    return copy_people(Loaded(runtime.engine, owner), wanted, WHOLE)  # type: ignore[arg-type]


def state_of(settings: Settings, keys: BackupKeys) -> dict[str, object]:
    """Rows and digests of all tables of a home."""
    with (
        open_services(settings) as services,
        owner_connection(services.database.owner_url) as owner,
        reading_all(owner),
    ):
        found = tables_of(owner, keys, silent)
    return {**found.tables, "head": found.audit_head, "schema": found.schema_digest}


def tick(connection: psycopg.Connection, seconds: float, every: float = 0.05) -> None:
    """Write the clock for so long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        connection.execute("insert into tick values (clock_timestamp())")
        time.sleep(every)

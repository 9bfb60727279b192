"""Databases to try walls on: copies of the reference data, on running services. Measures nothing."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.engine import make_engine
from talentdb.db.reference import load_reference
from talentdb.db.schema import initialise
from talentdb.plans import store_plans
from talentdb.services import Services, open_services
from talentdb.settings import Settings
from tests.trust.attempts import install_probe
from tests.trust.filled import Filled, fill

__all__ = ["filled_database", "own_services", "reference_database"]


def _url(address: str, name: str) -> str:
    return make_url(address).set(drivername="postgresql", database=name).render_as_string(hide_password=False)


@contextmanager
def own_services(*, need_search: bool = False) -> Iterator[Services]:
    """Services of a home that lasts as long as the block."""
    with tempfile.TemporaryDirectory() as folder:
        # Nothing of it outlives the block, and servers of another user have to reach it.
        Path(folder).chmod(0o755)
        with open_services(Settings(home=Path(folder) / "h"), need_search=need_search) as services:
            yield services


@contextmanager
def reference_database(services: Services) -> Iterator[str]:
    """Name of a new database with schema, code lists, agencies and plans, and no people."""
    owner_url = services.database.owner_url
    assert owner_url is not None
    name = f"t_{uuid4().hex[:12]}"
    with psycopg.connect(_url(owner_url, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    initialise(_url(owner_url, name), services.database.app_password)
    engine = make_engine(make_url(services.database.app_url()).set(database=name).render_as_string(False))
    with unit_of_work(engine, OPERATOR) as connection:
        load_reference(connection)
        store_plans(connection)
    engine.dispose()
    yield name
    with psycopg.connect(_url(owner_url, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@contextmanager
def filled_database(
    services: Services, template: str
) -> Iterator[tuple[psycopg.Connection[Any], psycopg.Connection[Any], Filled]]:
    """A copy of `template` with everybody's rows: the program's connection, its superuser's, what stands there."""
    owner_url = services.database.owner_url
    assert owner_url is not None
    name = f"t_{uuid4().hex[:12]}"
    with psycopg.connect(_url(owner_url, "postgres"), autocommit=True) as connection:
        connection.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template))
        )
        try:
            with (
                psycopg.connect(_url(owner_url, name), autocommit=True) as owner,
                psycopg.connect(_url(services.database.app_url(), name), autocommit=True) as app,
            ):
                filled = fill(owner)
                install_probe(owner)
                yield app, owner, filled
        finally:
            connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))

"""A province to put rows into, and the application that the pages would have over it."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from dashboards.application import Application
from dashboards.kept import Kept
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import agency
from tests.talentdb.conftest import Province


@pytest.fixture
def province(database: Any) -> Province:
    with unit_of_work(database.engine, OPERATOR) as connection:
        codes = {row.code: row.agency_id for row in connection.execute(select(agency.c.code, agency.c.agency_id))}
    return Province(database.engine, database.keyring, codes)


@pytest.fixture
def application(database: Any) -> Iterator[Application]:
    made = Application(database.engine, database.keyring, lambda: None, database.home, kept=Kept(patience=600.0))
    yield made
    made.kept.close()

"""What is warm after warming up, and that a server away disturbs nobody."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest

from talentdb.db.engine import make_engine
from talentdb.errors import SearchUnavailable
from talentdb.search import bodies
from talentdb.search.client import SearchIndex
from talentdb.search.warm import warm_up


@pytest.fixture
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
def test_what_searches_share_is_read_then_and_left_alone(database: Any, people: Any, index: SearchIndex) -> None:
    people.add(1, "Nguyễn Văn Đức")
    engine = make_engine(database.engine.url.render_as_string(hide_password=False))
    warm_up(engine, lambda: index)
    assert engine in bodies._known
    assert gc.get_freeze_count()
    engine.dispose()


def test_servers_that_are_away_are_no_error_here() -> None:
    def away() -> None:
        raise SearchUnavailable("away", "")

    nowhere = make_engine("postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    warm_up(nowhere, away)
    warm_up(nowhere, lambda: None)
    nowhere.dispose()

"""What is warm after warming up, and that a server away disturbs nobody."""

from collections.abc import Callable
from typing import Any

from talentdb.db.engine import make_engine
from talentdb.errors import SearchUnavailable
from talentdb.search import bodies
from talentdb.search.client import SearchIndex
from talentdb.search.warm import warm_up


def test_what_searches_share_is_read_then(
    database: Any, people: Any, index: SearchIndex, counted: Callable[[], None]
) -> None:
    people.add(1, "Nguyễn Văn Đức")
    engine = make_engine(database.engine.url.render_as_string(hide_password=False))
    warm_up(engine, lambda: index)
    assert engine in bodies._known
    counted()
    engine.dispose()


def test_servers_that_are_away_are_no_error_here() -> None:
    def away() -> None:
        raise SearchUnavailable("away", "")

    nowhere = make_engine("postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    warm_up(nowhere, away)
    warm_up(nowhere, lambda: None)
    nowhere.dispose()

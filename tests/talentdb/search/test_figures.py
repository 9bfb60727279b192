"""Figures that searches share: who waits for them, and what a search has while they are counted."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.db.engine import make_engine
from talentdb.errors import SearchUnavailable
from talentdb.search.figures import Figures, keep_ahead, settle
from talentdb.search.people import People, people_of

_LONG = 600.0


@pytest.fixture
def engine(database: Any) -> Iterator[Engine]:
    made = make_engine(database.engine.url.render_as_string(hide_password=False))
    yield made
    made.dispose()


class _Counting:
    """Counts how often it was asked to count; from the turn `held` on it waits until `go`."""

    def __init__(self, held: int = 0) -> None:
        self.turns = 0
        self.go = threading.Event()
        self._held = held

    def __call__(self, _connection: Connection, _people: People) -> int:
        self.turns += 1
        if self._held and self.turns >= self._held:
            assert self.go.wait(_LONG)
        return self.turns


def _known(figures: Figures[int], engine: Engine, principal: Principal = OPERATOR) -> int:
    with unit_of_work(engine, principal) as connection:
        return figures.known(connection, principal, people_of(principal))


def test_who_answers_one_line_counts_first_and_once(engine: Engine) -> None:
    counting = _Counting()
    figures = Figures(counting, lambda _: _LONG, 0)
    assert [_known(figures, engine), _known(figures, engine)] == [1, 1]
    # Who sees the same people shares them; an agency has its own.
    assert _known(figures, engine, Principal(Role.SEARCHER, "s")) == 1
    assert _known(figures, engine, Principal(Role.AGENCY, "a", agency_id=1)) == 2


def test_where_figures_are_kept_ahead_no_search_waits(engine: Engine) -> None:
    keep_ahead(engine)
    counting = _Counting(held=1)
    figures = Figures(counting, lambda _: _LONG, 0)
    # Nobody lets it go on before both have their answer.
    assert [_known(figures, engine), _known(figures, engine)] == [0, 0]
    counting.go.set()
    settle(_LONG)
    assert (_known(figures, engine), counting.turns) == (1, 1)


def test_old_figures_serve_while_new_ones_are_counted(engine: Engine) -> None:
    keep_ahead(engine)
    counting = _Counting(held=2)
    figures = Figures(counting, lambda _: 0.0, 0)
    _known(figures, engine)
    settle(_LONG)
    assert [_known(figures, engine), _known(figures, engine)] == [1, 1]
    counting.go.set()
    settle(_LONG)
    assert counting.turns == 2


def test_what_could_not_be_counted_is_tried_again(engine: Engine) -> None:
    keep_ahead(engine)
    turns = []

    def fails_first(_connection: Connection, _people: People) -> int:
        turns.append(1)
        if len(turns) == 1:
            raise SearchUnavailable("away", "")
        return len(turns)

    figures = Figures(fails_first, lambda _: _LONG, 0)
    assert _known(figures, engine) == 0
    settle(_LONG)
    _known(figures, engine)
    settle(_LONG)
    assert _known(figures, engine) == 2

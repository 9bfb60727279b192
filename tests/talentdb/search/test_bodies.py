"""Agencies as words of a line, as the database has them now."""

from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.search import bodies
from talentdb.search.bodies import Bodies, known_bodies
from talentdb.search.words import read_words

_LINE = "Hội Người Yêu Tre Trúc"


def _found(known: Bodies) -> tuple[str, ...]:
    body = known.find(_LINE, read_words(_LINE), 0)
    return body.codes if body else ()


def test_a_body_is_found_by_its_new_name_and_nothing_is_made_anew_without_a_change(
    database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "_SECONDS", -1.0)
    with unit_of_work(database.engine, OPERATOR) as connection:
        first = known_bodies(connection)
        assert known_bodies(connection) is first
    assert not _found(first)
    with database.as_owner() as owner:
        owner.execute("update agency set name = %s where code = 'SO-NV'", (_LINE,))
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert _found(known_bodies(connection)) == ("SO-NV",)

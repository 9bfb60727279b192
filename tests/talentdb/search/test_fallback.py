"""The search without its server: which phrases are looked up, and who may look."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.search.fallback import _shortest

WORDS = st.sampled_from(["an", "toan", "thong", "tin"])
PHRASES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(tuple), min_size=1, max_size=6).map(tuple)


def has(phrase: tuple[str, ...], held: tuple[str, ...]) -> bool:
    """As a row of person_search holds it: single words, and pairs of neighbours anywhere."""
    return phrase[0] in held if len(phrase) == 1 else set(pairwise(phrase)) <= set(pairwise(held))


@given(PHRASES, st.lists(WORDS, max_size=8).map(tuple))
def test_the_shortest_phrases_find_whom_all_of_them_find(phrases: tuple[Any, ...], held: tuple[str, ...]) -> None:
    kept = _shortest(phrases)
    assert set(kept) <= set(phrases)
    assert any(has(one, held) for one in kept) == any(has(one, held) for one in phrases)


def test_a_phrase_that_holds_another_is_not_looked_up() -> None:
    assert _shortest((("an", "toan", "thong", "tin"), ("thong", "tin"), ("toan",))) == (("thong", "tin"), ("toan",))


@pytest.mark.parametrize("role", list(Role))
def test_only_roles_that_see_the_province_find_people_by_words(database: Any, people: Any, role: Role) -> None:
    people.add(1, "Nguyễn Văn Đức")
    actor = OPERATOR if role is Role.OPERATOR else Principal(role, "somebody", agency_id=1)
    with unit_of_work(database.engine, actor) as connection:
        found = [
            connection.execute(text(statement)).scalar_one()
            for statement in (
                "select count(*) from search_people('''nguyen''')", "select count(*) from person_search",
                "select count(*) from person",
            )
        ]  # fmt: skip
    assert found in ([0, 0, 0], [1, 1, 1])
    assert (found == [1, 1, 1]) == (role in (Role.OPERATOR, Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.INDEXER))

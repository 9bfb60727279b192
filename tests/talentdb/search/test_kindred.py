"""Trades that stand in for one another: where nobody has the one that is asked for, and nowhere else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.search.client import SearchIndex
from talentdb.search.concepts import concepts
from talentdb.search.kindred import kindred, near_topics
from talentdb.search.outbox import drain
from talentdb.search.query import search

MONEY, TAXES, SKIN, TEACHER = range(1, 5)


@pytest.fixture
def find(database: Any, people: Any, index: SearchIndex) -> Any:
    people.add(MONEY, "Lê Thị Vi", qualification="master", field_of_training="Tài chính")
    people.add(TAXES, "Trần Văn Máu", qualification="doctorate", field_of_training="Thuế")
    people.add(SKIN, "Phạm Thị Da", qualification="master", field_of_training="Da liễu")
    people.add(TEACHER, "Đỗ Thị Anh", qualification="master", field_of_training="Ngôn ngữ Anh")
    drain(database.engine, index)

    def run(query: str) -> dict[str, Any]:
        with unit_of_work(database.engine, OPERATOR) as connection:
            return search(connection, OPERATOR, index, query)

    return run


def test_a_kindred_trade_comes_where_nobody_has_the_one_asked_for(find: Any) -> None:
    found = find("thạc sĩ kế toán")
    assert [hit["person_id"] for hit in found["hits"]] == [MONEY], "neither another degree nor another trade"
    assert (found["total"], found["near"]) == (1, True)
    assert {hit["person_id"] for hit in find("kế toán")["hits"]} == {MONEY, TAXES}


def test_a_language_is_no_other_language(find: Any) -> None:
    found = find("thạc sĩ tiếng Nhật")
    assert (found["total"], bool(found["relax"])) == (0, True)


def test_the_very_trade_needs_no_kindred(find: Any, database: Any, people: Any, index: SearchIndex) -> None:
    for number in range(10, 15):
        people.add(number, f"Lê Văn Lọ {number}", qualification="master", field_of_training="Kế toán")
    drain(database.engine, index)
    found = find("thạc sĩ kế toán")
    assert {hit["person_id"] for hit in found["hits"]} == set(range(10, 15))
    assert not found["near"]


@given(st.sampled_from(sorted(concepts())))
def test_to_be_kindred_is_mutual(name: str) -> None:
    others = kindred(frozenset({name}))
    assert name not in others
    assert all(name in kindred(frozenset({one})) for one in others)
    assert {name} | others <= near_topics(frozenset({name}))

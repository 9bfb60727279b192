"""Totals and counts where several questions find people: nobody is left out, nobody is counted twice."""

from typing import Any

import pytest

from talentdb.search import recall as recalling
from talentdb.search.client import Ask, SearchIndex
from talentdb.search.names import NAME
from talentdb.search.outbox import drain
from talentdb.search.recall import Recalled, add_up, recall
from talentdb.search.understanding import understand

SLIPPED = range(1, 5)
"""Whom the server finds for "ghung", which is a letter away from their names."""
BEGINNING = (11, 12)
"""Whom only the syllables near to it find: the slip is at the beginning."""


@pytest.fixture
def namesakes(database: Any, people: Any, index: SearchIndex) -> SearchIndex:
    for number in SLIPPED:
        people.add(number, "Trần Văn Ghuông", sex="male" if number % 2 else "female")
    for number in BEGINNING:
        people.add(number, "Trần Văn Hùng", sex="male")
    people.add(20, "Lê Thị Mai", sex="female")
    drain(database.engine, index)
    return index


@pytest.mark.parametrize("brought", [1, 100])
def test_slips_at_a_beginning_are_counted_with_the_others(namesakes: SearchIndex, brought: int) -> None:
    found = recall(namesakes, understand("Tran Van Ghung"), [], ["sex"], brought)
    assert (found.total, found.facets) == (6, {"sex": {"male": 4, "female": 2}})
    assert set(BEGINNING) <= set(found.person_ids)
    assert sorted(found.apart) == list(BEGINNING)


def test_whom_both_questions_find_is_counted_once(namesakes: SearchIndex) -> None:
    """The question that counts brought one of four; another finds two of the rest, and somebody else."""
    asked = Ask("tran ghuong", (NAME,), limit=1, facets=("sex",))
    [told] = namesakes.ask([asked])
    one, *rest = [*told.person_ids, *(number for number in SLIPPED if number not in told.person_ids)]
    others = (*rest[:2], BEGINNING[0])
    first = Recalled((one, *others), told.total, told.facets, near=True, reach=told.total, counted=(asked,))
    found = recalling._with_others(namesakes, first, others, ())
    assert (found.total, found.facets["sex"], found.apart) == (5, {"male": 3, "female": 2}, (BEGINNING[0],))


def test_counts_add_up_and_nobody_is_no_count() -> None:
    some, others = {"sex": {"male": 2, "female": 1}}, {"sex": {"male": 1}, "status": {"working": 3}}
    assert add_up([some, others]) == {"sex": {"male": 3, "female": 1}, "status": {"working": 3}}
    assert add_up([some, others], [{"sex": {"female": 1}}]) == {"sex": {"male": 3}, "status": {"working": 3}}

"""The search without its server: which phrases are looked up, and who may look."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.search.concepts import concepts
from talentdb.search.fallback import Stage, _shortest, stages
from talentdb.search.kindred import kindred
from talentdb.search.people import people_of
from talentdb.search.planning import found_by_index
from talentdb.search.understanding import understand

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


@pytest.mark.parametrize(
    ("groups", "found"),
    [
        ((), {1, 2, 3}),
        ((("'lan'", "'hung'"),), {1, 2, 3}),
        ((("'lan'", "'hung'"), ("'nuoi_tom'", "'mua'")), {1, 3}),
        ((("'lan'",), ("'_lan' & 'nguyen'",)), {1}),
        ((("'lan'", "'hung'"), ("'nuoi_tom'", "'hoc_may'"), ("'_lan'", "'_hung'")), {1, 2}),
        ((("'tom_nuoi'",),), set()),
    ],
)
def test_one_choice_of_every_group_is_there(database: Any, people: Any, groups: Any, found: set[int]) -> None:
    people.add(1, "Nguyễn Thị Lan", expertise=["nuôi tôm"])
    people.add(2, "Trần Hùng", expertise=["học máy"])
    people.add(3, "Lê Mai", expertise=["lúa lan", "mùa"])
    source, conditions = Stage(groups).source(people_of(OPERATOR))
    with unit_of_work(database.engine, OPERATOR) as connection, found_by_index(connection):
        assert set(connection.execute(select(source.c.person_id).where(*conditions)).scalars()) == found


def test_the_planner_is_as_before_when_people_were_found(database: Any) -> None:
    settings = text("select current_setting('enable_seqscan'), current_setting('work_mem')")
    with unit_of_work(database.engine, OPERATOR) as connection:
        before = connection.execute(settings).one()
        with found_by_index(connection):
            assert connection.execute(settings).one() != before
        assert connection.execute(settings).one() == before


def test_words_and_nothing_else_lie_out_of_the_row(database: Any, people: Any) -> None:
    people.add(1, "Lê Mai")
    people.add(2, "Nguyễn Thị Lan", ("SO-KHCN", "SO-NV"), sex="female", research_fields=["10201", "10301"],
               languages=[{"language": "en"}, {"language": "fr"}], expertise=["nuôi tôm nước lợ"] * 20)  # fmt: skip
    with database.as_owner() as owner:
        [(toast,)] = owner.execute(
            "select reltoastrelid::regclass::text from pg_class where oid = 'person_search'::regclass"
        ).fetchall()
        assert owner.execute(f"select count(distinct chunk_id) from {toast}").fetchall() == [(2,)]


@pytest.mark.parametrize("role", list(Role))
def test_only_roles_that_see_the_province_find_people_by_words(database: Any, people: Any, role: Role) -> None:
    people.add(1, "Nguyễn Văn Đức")
    actor = OPERATOR if role is Role.OPERATOR else Principal(role, "somebody", agency_id=1)
    with unit_of_work(database.engine, actor) as connection:
        found = [
            connection.execute(text(statement)).scalar_one()
            for statement in (
                "select count(*) from searched_person where words @@ '''nguyen'''",
                "select count(*) from person_search",
                "select count(*) from person",
            )
        ]  # fmt: skip
    assert found in ([0, 0, 0], [1, 1, 1])
    readers = {Role.OPERATOR, Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.INDEXER, Role.HOME_AFFAIRS}
    assert (found == [1, 1, 1]) == (role in readers)


def test_kindred_trades_come_behind_the_trade_itself() -> None:
    trade = next(one for one in concepts().values() if kindred(frozenset({one.name})) and " " in one.terms[0])
    asked = understand(trade.terms[0], as_words=True)
    [slot] = asked.slots
    others = kindred(slot.concepts)
    exact, near, *_ = stages(people_of(OPERATOR), asked)
    assert (exact.near, near.near) == (False, True)
    assert set(exact.groups[0]) < set(near.groups[0])
    assert others
    assert len(list(stages(people_of(OPERATOR), understand("kimono", as_words=True)))) == 1

"""Which edges stay when each person keeps only so many."""

from hypothesis import given
from hypothesis import strategies as st

from talentdb.network.limit import by_strength, strongest
from talentdb.network.model import Edges, edges_of

PEOPLE, BODIES = 8, 3
ends = st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE + BODIES - 1)).filter(lambda two: two[0] < two[1])
rows = st.lists(
    st.tuples(ends, st.integers(0, 6), st.sampled_from([0.25, 0.5, 1.0, 1.5]), st.integers(0, 3),
              st.sampled_from([0, 2015, 2024])),
    max_size=60, unique_by=lambda row: (row[0], row[1]),
)  # fmt: skip


def made(found: list[tuple[tuple[int, int], int, float, int, int]]) -> Edges:
    return edges_of([(*pair, layer, weight, works, year, year) for pair, layer, weight, works, year in found])


def keys(edges: Edges) -> list[tuple[int, int, int]]:
    return list(zip(edges.source.tolist(), edges.target.tolist(), edges.layer.tolist(), strict=True))


def of(edges: Edges, person: int) -> set[tuple[int, int, int]]:
    return {key for key in keys(edges) if person in key[:2]}


@given(rows, st.integers(1, 6))
def test_nobody_keeps_more_and_an_edge_goes_only_where_somebody_is_full(found: list, most: int) -> None:  # type: ignore[type-arg]
    edges = made(found)
    kept = strongest(edges, PEOPLE, most)
    assert all(len(of(kept, person)) <= most for person in range(PEOPLE))
    for one, other, _ in set(keys(edges)) - set(keys(kept)):
        assert any(len(of(kept, end)) == most for end in (one, other) if end < PEOPLE)


@given(rows, st.integers(1, 6))
def test_what_is_among_the_strongest_of_both_ends_stays(found: list, most: int) -> None:  # type: ignore[type-arg]
    edges = made(found)
    order = [keys(edges)[place] for place in by_strength(edges).tolist()]
    first = {person: {key for key in order if person in key[:2]} and
             set([key for key in order if person in key[:2]][:most]) for person in range(PEOPLE)}  # fmt: skip
    kept = set(keys(strongest(edges, PEOPLE, most)))
    assert {key for key in order if all(key in first[end] for end in key[:2] if end < PEOPLE)} <= kept


@given(rows, st.integers(1, 6), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_makes_no_difference(found: list, most: int, random: object) -> None:  # type: ignore[type-arg]
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert keys(strongest(made(found), PEOPLE, most)) == keys(strongest(made(shuffled), PEOPLE, most))


def test_bodies_keep_all() -> None:
    edges = made([((person, PEOPLE), 4, 1.0, 0, 2020) for person in range(PEOPLE)])
    assert len(strongest(edges, PEOPLE, 1)) == PEOPLE

"""Pairs by columns are those that a loop over works and people would find."""

from collections import defaultdict
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.network.model import ALL_LAYERS, Layer
from talentdb.network.pairs import NO_MEMBERS, Members, crowded, pairs_of

# work -> year, then person -> (supervises, written)
works = st.dictionaries(
    st.integers(1, 6),
    st.tuples(
        st.sampled_from((0, 2001, 2015)),
        st.dictionaries(st.integers(1, 7), st.tuples(st.booleans(), st.booleans()), min_size=1),
    ),
)
Works = dict[int, tuple[int, dict[int, tuple[bool, bool]]]]
Tie = tuple[float, int, int, int]


def members(found: Works) -> Members:
    rows = [(work, person, year, *flags) for work, (year, team) in found.items() for person, flags in team.items()]
    if not rows:
        return NO_MEMBERS
    work, person, year, supervises, written = (np.array(column) for column in zip(*reversed(rows), strict=True))
    return Members(work, person, year, supervises.astype(np.bool_), written.astype(np.bool_))


def by_hand(found: Works, largest: int) -> dict[tuple[int, int, Layer], Tie]:
    ties: dict[tuple[int, int, Layer], list[tuple[float, int]]] = defaultdict(list)
    for year, team in found.values():
        if len(team) > largest:
            continue
        common = Layer.PUBLICATIONS if any(written for _, written in team.values()) else Layer.TASKS
        for one, other in combinations(sorted(team), 2):
            leads, led = team[one][0], team[other][0]
            ends = (other, one) if led and not leads else (one, other)
            ties[(*ends, Layer.SUPERVISION if leads != led else common)].append((1 / (len(team) - 1), year))
    return {
        key: (round(sum(weight for weight, _ in parts), 9), len(parts),
              min((year for _, year in parts if year), default=0), max(year for _, year in parts))
        for key, parts in ties.items()
    }  # fmt: skip


@given(works, st.integers(2, 7))
def test_pairs_are_those_of_a_loop(found: Works, largest: int) -> None:
    pairs = pairs_of(members(found), largest)
    told = {
        (source, target, ALL_LAYERS[layer]): (round(weight, 9), count, first, last)
        for source, target, layer, weight, count, first, last in zip(
            *(getattr(pairs, name).tolist() for name in pairs.__slots__), strict=True
        )
    }
    assert len(told) == len(pairs)
    assert told == by_hand(found, largest)


@pytest.mark.parametrize(("people", "largest", "expected"), [(3, 2, True), (3, 3, False), (0, 1, False)])
def test_a_work_is_crowded_beyond_the_largest_group(people: int, largest: int, expected: bool) -> None:
    team = dict.fromkeys(range(1, people + 1), (False, False))
    assert crowded(members({1: (2000, team)} if team else {}), largest) is expected

"""No hidden small number is known to be small: the bounds that a solver of linear programs finds say so too."""

from collections.abc import Hashable, Mapping

import highspy
from hypothesis import given, settings
from hypothesis import strategies as st

from talentdb.indicators.bounds import Arc, Sums, tree
from talentdb.indicators.crosstable import _ALL, _arc, _with_totals, hidden_cells
from talentdb.indicators.suppression import SMALL, hidden_agencies, hidden_keys

ROWS, COLUMNS = ("a", "b", "c", "d"), ("x", "y", "z", "w")
_COUNT = st.one_of(st.just(0), st.integers(1, 4), st.integers(5, 20))
_TABLE = st.dictionaries(st.tuples(st.sampled_from(ROWS), st.sampled_from(COLUMNS)), _COUNT)


def solved(values: Mapping[Hashable, int], arcs: Mapping[Hashable, Arc], hidden: frozenset[Hashable], key: Hashable,
           least: bool = False) -> float:  # fmt: skip
    """The largest (or least) that a hidden number can be, by linear programming over the sums."""
    model = highspy.Highs()
    model.silent()
    free = {one: model.addVariable(1, 10_000) for one in hidden}
    for node in {end for arc in arcs.values() for end in arc}:
        terms, constant = [], 0
        for one, (tail, head) in arcs.items():
            if (sign := (tail == node) - (head == node)) == 0:
                continue
            if one in free:
                terms.append(sign * free[one])
            else:
                constant += sign * values[one]
        if terms:
            model.addConstr(sum(terms) == -constant)
    (model.minimize if least else model.maximize)(free[key])
    return float(model.val(free[key]))


def known_small(
    values: Mapping[Hashable, int], arcs: Mapping[Hashable, Arc], hidden: frozenset[Hashable]
) -> list[Hashable]:
    """Hidden small numbers that somebody who reckons knows to be small."""
    small = [one for one in hidden if 0 < values[one] < SMALL]
    return [one for one in small if solved(values, arcs, hidden, one) < SMALL - 1e-6]


@settings(max_examples=60)
@given(_TABLE)
def test_bounds_are_those_of_a_solver(counts: Mapping[tuple[str, str], int]) -> None:
    whole = _with_totals(counts, ROWS, COLUMNS)
    arcs = {cell: _arc(cell) for cell in whole}
    hidden = frozenset(cell for cell, value in whole.items() if 0 < value < 9)
    table = Sums(whole, arcs)
    for cell in sorted(hidden)[:6]:
        assert table.most(cell, hidden, 50) == min(50, round(solved(whole, arcs, hidden, cell)))


@settings(max_examples=80)
@given(_TABLE)
def test_no_small_cell_of_a_table_is_known_to_be_small(counts: Mapping[tuple[str, str], int]) -> None:
    whole = _with_totals(counts, ROWS, COLUMNS)
    hidden = hidden_cells(counts, ROWS, COLUMNS)
    assert {cell for cell, value in whole.items() if 0 < value < SMALL} <= hidden
    if whole[_ALL, _ALL] >= 2 * SMALL:
        assert known_small(whole, {cell: _arc(cell) for cell in whole}, hidden) == []


@settings(max_examples=80)
@given(st.lists(st.tuples(st.sampled_from("PQR"), st.integers(0, 9)), min_size=1, max_size=9))
def test_no_small_body_or_sector_is_known_to_be_small(given_sizes: list[tuple[str, int]]) -> None:
    sizes = {number: size for number, (_, size) in enumerate(given_sizes)}
    sector_of = {number: sector for number, (sector, _) in enumerate(given_sizes)}
    table = tree(sizes, sector_of)
    totals = {key[1]: size for key, size in table.values.items() if isinstance(key, tuple) and key[0] == "group"}
    hidden = frozenset({("part", key) for key in hidden_agencies(sizes, sector_of)}
                       | {("group", sector) for sector in hidden_keys(totals)})  # fmt: skip
    told = {one[1] for one in known_small(table.values, table.arcs, hidden) if isinstance(one, tuple)}
    # So few in a sector, or in all of them, that each of its bodies is known to be small by the total alone.
    crowded = {
        sector for sector, total in totals.items()
        if total < SMALL + sum(1 for number, size in sizes.items() if size and sector_of[number] == sector)
    }  # fmt: skip
    if sum(sizes.values()) >= SMALL + sum(1 for size in sizes.values() if size):
        assert {sector_of.get(one, one) for one in told} <= crowded


@given(st.dictionaries(st.integers(0, 30), st.integers(0, 12), max_size=12))
def test_one_line_of_groups_keeps_its_small_ones(sizes: dict[int, int]) -> None:
    hidden = hidden_keys(sizes)
    if sum(sizes.values()) >= SMALL + sum(1 for size in sizes.values() if size):
        for key in hidden:
            assert sum(sizes[one] for one in hidden) - len(hidden) + 1 >= SMALL or sizes[key] >= SMALL


def test_a_ring_of_six_is_not_enough_and_is_widened() -> None:
    """Negative control: no sum gives a cell away, and yet it is known to be two at most."""
    counts = {("a", "x"): 1, ("a", "y"): 4, ("b", "y"): 1, ("b", "z"): 4, ("c", "z"): 1, ("c", "x"): 4}
    counts |= {(row, column): 9 for row in ROWS for column in COLUMNS if (row, column) not in counts}
    whole = _with_totals(counts, ROWS, COLUMNS)
    arcs = {cell: _arc(cell) for cell in whole}
    bare = frozenset(cell for cell, value in counts.items() if value < SMALL)
    assert known_small(whole, arcs, bare)
    assert known_small(whole, arcs, hidden_cells(counts, ROWS, COLUMNS)) == []


def test_five_of_one_each_are_not_hidden_by_their_sum_alone() -> None:
    sizes = dict.fromkeys("abcde", 1) | {"f": 6, "g": 40}
    assert hidden_keys(sizes) == {*"abcde", "f"}

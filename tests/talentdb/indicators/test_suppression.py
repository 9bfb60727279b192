"""What leaders do not see cannot be worked out from what they see."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ForbiddenError
from talentdb.indicators.suppression import SMALL, hidden_agencies, hidden_keys

AS_OF = date(2026, 7, 18)
LEADER = Principal(Role.LEADER, "leader")


@given(st.dictionaries(st.integers(0, 30), st.integers(0, 12), max_size=12))
def test_hidden_groups_are_two_or_more_and_five_people_or_more(sizes: dict[int, int]) -> None:
    hidden = hidden_keys(sizes)
    assert {key for key, size in sizes.items() if 0 < size < SMALL} <= hidden
    assert all(sizes[key] > 0 for key in hidden)
    if hidden and sum(sizes.values()) >= SMALL:
        assert len(hidden) >= 2
        assert sum(sizes[key] for key in hidden) >= SMALL


def test_nothing_is_hidden_without_need() -> None:
    assert hidden_keys({"a": 5, "b": 100, "c": 0}) == frozenset()
    assert hidden_keys({"a": 3, "b": 7, "c": 50}) == {"a", "b"}


@given(st.lists(st.tuples(st.sampled_from("PQR"), st.integers(0, 9)), min_size=1, max_size=9))
def test_agencies_and_sectors_together_give_nothing_away(given_sizes: list[tuple[str, int]]) -> None:
    """Rank argument: a hidden agency alone in an equation that the shown numbers make would be solved."""
    sizes = {number: size for number, (_, size) in enumerate(given_sizes)}
    sector_of = {number: sector for number, (sector, _) in enumerate(given_sizes)}
    totals = {sector: sum(s for n, s in sizes.items() if sector_of[n] == sector) for sector in sector_of.values()}
    if sum(totals.values()) < SMALL:
        return
    hidden, hidden_sectors = hidden_agencies(sizes, sector_of), hidden_keys(totals)
    assert {key for key, size in sizes.items() if 0 < size < SMALL} <= hidden
    for sector in totals:
        inside = {key for key in hidden if sector_of[key] == sector}
        if sector in hidden_sectors:
            assert inside, "else the hidden sector is the sum of its shown agencies"
        else:
            assert len(inside) != 1
    assert len(hidden) != 1


def _people(sizes: dict[str, int]) -> list[dict[str, Any]]:
    return [{"sti_posts": ["research"], "agency": a} for a, size in sizes.items() for _ in range(size)]


def test_leaders_see_small_rows_hidden_and_others_see_them_exact(registry: Any) -> None:
    registry.write(_people({"T1": 20, "T11": 3, "T111": 8, "T2": 9}))
    rows = {row["key"]: row for row in registry.figures(AS_OF, LEADER, by="agency")["I1"]["rows"]}
    assert {key for key, row in rows.items() if row["suppressed"]} == {"T11", "T111"}
    for key in ("T11", "T111"):
        figures = [rows[key][name] for name in ("numerator", "denominator", "value", "low", "high")]
        assert figures == [None] * 5
        assert rows[key]["unknown"] == {}
    assert rows["T1"]["denominator"] == 20
    for who in (OPERATOR, Principal(Role.STEWARD, "s"), Principal(Role.SEARCHER, "t")):
        exact = registry.figures(AS_OF, who, by="agency")["I1"]["rows"]
        assert [row["denominator"] for row in exact] == [20, 3, 8, 9]
        assert not any(row["suppressed"] for row in exact)


def test_a_small_total_is_hidden_with_all_its_rows(registry: Any) -> None:
    registry.write(_people({"T1": 2, "T2": 2}))
    figure = registry.figures(AS_OF, LEADER, by="all")["I1"]
    assert figure["suppressed"]
    assert (figure["denominator"], figure["value"], figure["gap_people"], figure["unknown"]) == (
        None,
        None,
        None,
        {},
    )
    assert all(row["suppressed"] for row in figure["rows"])


def test_leaders_cannot_take_one_tree_of_agencies_from_another(registry: Any) -> None:
    registry.write(_people({"T1": 20, "T11": 3}))
    with pytest.raises(ForbiddenError):
        registry.figures(AS_OF, LEADER, agency="T1")

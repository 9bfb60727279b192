"""What leaders do not see cannot be worked out from what they see."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ForbiddenError
from talentdb.indicators.suppression import (
    SENSITIVE,
    SMALL,
    beside_the_province,
    hidden_agencies,
    hidden_keys,
    shown_to,
)
from talentdb.plans import list_plans, load_plan
from talentdb.plans.expressions import columns_of

AS_OF = date(2026, 7, 18)
Person = tuple[bool, str, str, bool, str]
"""Woman, agency, field, minority, commune."""
COMMUNE_OF = {"0": "c0", "1": "c1"}
"""Bodies of communes: all their people work there."""
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


@pytest.fixture
def a_communes_body(registry: Any) -> Iterator[str]:
    """T111 as the body of a commune, whose code it gives."""
    change = "update agency set kind = %s, commune_code = %s where code = 'T111'"
    with registry.database.as_owner() as owner:
        ((before,),) = owner.execute("select kind from agency where code = 'T111'").fetchall()
        ((place,),) = owner.execute("select min(commune_code) from commune").fetchall()
        owner.execute(change, ("commune", place))
    yield place
    with registry.database.as_owner() as owner:
        owner.execute(change, (before, None))


@pytest.mark.parametrize("by", ["commune", "all"])
def test_what_is_hidden_of_a_communes_body_is_hidden_of_the_commune(
    registry: Any, a_communes_body: str, by: str
) -> None:
    people = _people({"T1": 30, "T11": 3, "T111": 7})
    registry.write([{**one, "commune_code": a_communes_body if one["agency"] == "T111" else None} for one in people])
    rows = registry.figures(AS_OF, LEADER, by=by)["I1"]["rows"]
    assert by == "all" or {row["by"] for row in rows} == {by}
    hidden = {row["key"]: row["suppressed"] for row in rows if row["by"] == "commune"}
    assert hidden == {a_communes_body: True, None: True}


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


def _told(people: Sequence[Person], who: Principal) -> dict[str, dict[str, Any]]:
    """Three figures with agencies and fields, as the engine would give them. Pure."""

    def row(by: str | None, key: str | None, code: str) -> dict[str, Any]:
        inside = [one for one in people if _place(one, by) == key]
        yes = [_SETS[code](one) for one in inside]
        found = {"by": by, "key": key, "name": str(key), "numerator": sum(yes), "denominator": len(inside)}
        found |= {"value": 0.5, "low": 0.5, "high": 0.5, "unknown": {}, "suppressed": False}
        return found | ({"sector": _sector(str(key)), "commune": COMMUNE_OF.get(str(key))} if by == "agency" else {})

    entries = [
        {**row(None, None, code), "code": code, "kind": "people", "parent": "I1" if "." in code else "",
         "headline": code == "I1", "unknown_effects": {} if code == "I1.women" else {"ethnicity_code": ""},
         "rows": [row(by, key, code) for by in _CUTS
                  for key in sorted({str(_place(one, by)) for one in people})]}
        for code in ("I1", "I1.women", "I1.minority")
    ]  # fmt: skip
    return {entry["code"]: entry for entry in shown_to(who, {"indicators": entries})["indicators"]}


_CUTS = ("agency", "commune", "sector", "field")
_SETS = {"I1": lambda p: p[0] or p[3], "I1.women": lambda p: p[0], "I1.minority": lambda p: p[3]}
_SIZES = st.lists(
    st.tuples(
        st.integers(0, 14), st.sampled_from("0123"), st.sampled_from("xy"), st.booleans(), st.booleans(),
        st.sampled_from(["c0", "c1", "c2"]),
    ),
    max_size=10,
)  # fmt: skip


def _sector(agency: str) -> str:
    return "PQ"[int(agency) % 2]


def _place(one: Person, by: str | None) -> str | None:
    return {None: None, "agency": one[1], "field": one[2], "sector": _sector(one[1]), "commune": one[4]}[by]


@given(_SIZES)
def test_nothing_that_leaders_get_tells_of_a_handful_by_ethnicity(groups: list[Any]) -> None:
    """All that is shown as equations over the smallest groups, and whoever is in none where nobody is told; the
    people of minorities of no place follow from them, nor the men or women among them. Everybody knows that the
    people of a commune's body are in that commune.
    """
    people = [(w, a, f, m, COMMUNE_OF.get(a, c)) for n, a, f, w, m, c in groups for _ in range(n)]
    seen = _told(people, LEADER)
    places = [sorted({one[at] for one in people}) for at in (1, 2, 4)]
    atoms = [
        one for one in product([True, False], *places[:2], [True, False], places[2])
        if COMMUNE_OF.get(one[1], one[4]) == one[4]
    ]  # fmt: skip
    sets = _SETS
    equations: list[list[bool]] = []
    for code, entry in seen.items():
        for figure in (entry, *entry["rows"]):
            if not figure["suppressed"]:
                inside = [_place(p, figure["by"]) == figure["key"] for p in atoms]
                yes = [i and sets[code](p) for i, p in zip(inside, atoms, strict=True)]
                no = [i and not y for i, y in zip(inside, yes, strict=True)]
                equations += [yes, no]
                for members, told in (
                    (yes, figure["numerator"]), (no, figure["denominator"] - figure["numerator"])):  # fmt: skip
                    equations += [
                        [a is b for b in atoms] for a, m in zip(atoms, members, strict=True) if m and not told
                    ]
    known = np.array(equations, dtype=float).reshape(len(equations), len(atoms))
    rank = np.linalg.matrix_rank(known) if known.size else 0
    for by in (None, *_CUTS):
        for key in {_place(p, by) for p in people}:
            for wanted in (lambda _: True, lambda p: p[3], lambda p: p[3] and not p[0], lambda p: p[3] and p[0]):
                mine = [p for p in people if _place(p, by) == key and wanted(p)]
                asked = np.array([_place(p, by) == key and wanted(p) for p in atoms], dtype=float)
                if 0 < len(mine) < SMALL:
                    assert np.linalg.matrix_rank(np.vstack([known, asked])) > rank, (by, key)


def test_the_headline_stays_and_its_parts_go_where_they_would_tell_four_people(registry: Any) -> None:
    registry.write(
        [{"sti_posts": ["research"], "sex": "female"}] * 59
        + [{"sti_posts": ["research"], "sex": "female", "ethnicity_code": "02"}] * 2
        + [{"sti_posts": ["research"], "ethnicity_code": "02", "agency": "T2"}] * 2
        + [{"sti_posts": ["research"], "agency": "T2"}] * 52
    )
    seen, exact = (registry.figures(AS_OF, who, by="all") for who in (LEADER, OPERATOR))
    assert [exact[code]["numerator"] for code in ("I1", "I1.women", "I1.minority")] == [63, 61, 4]
    assert [seen[code]["numerator"] for code in ("I1", "I1.women", "I1.minority")] == [63, None, None]
    assert all(row["suppressed"] for code in ("I1.women", "I1.minority") for row in seen[code]["rows"])
    assert seen["I1"]["status"] == exact["I1"]["status"]
    assert seen["I2"]["denominator"] == exact["I2"]["denominator"]


def test_a_handful_in_the_figure_is_hidden_in_its_rows_with_another(registry: Any) -> None:
    post = {"sti_posts": ["research"]}
    registry.write(
        [{**post, "sex": "female"}] * 20 + [post] * 20
        + [{**post, "agency": "T2"}] * 10 + [{**post, "agency": "T2", "sex": "female"}] * 2
        + [{**post, "agency": "T3"}] * 30 + [{**post, "agency": "T3", "sex": "female"}] * 30
    )  # fmt: skip
    rows = {row["key"]: row["suppressed"] for row in registry.figures(AS_OF, LEADER, by="agency")["I1"]["rows"]}
    assert rows == {"T1": True, "T2": True, "T3": False}


def test_whatever_asks_for_the_ethnicity_says_so() -> None:
    """By this leaders' figures are guarded: a plan that asks without saying what is unknown would not be."""
    for code in list_plans():
        plan = load_plan(code)
        for one in plan.chosen().of_kind("people"):
            asked = columns_of(one.numerator) | columns_of(one.denominator)
            if asked & {"is_minority", "ethnicity_code"}:
                assert set(one.unknown) & SENSITIVE, (code, one.code)


def test_a_bodys_report_shows_leaders_no_more_than_the_province_does() -> None:
    def figure(by: str | None, key: str | None, people: int, **more: Any) -> dict[str, Any]:
        return {"by": by, "key": key, "numerator": people, "denominator": people, "value": 1.0, "low": 1.0,
                "high": 1.0, "unknown": {}, "suppressed": False, **more}  # fmt: skip

    own = {"indicators": [
        {**figure(None, None, 7), "code": "I2", "kind": "people", "rows": [figure("agency", "b", 7),
                                                                          figure("commune", "x", 7)]},
        {**figure(None, None, 9), "code": "I3", "kind": "people", "rows": [figure("agency", "b", 9),
                                                                          figure("commune", "x", 9)]},
    ]}  # fmt: skip
    province = {"indicators": [
        {"code": "I2", "rows": [{"by": "agency", "key": "b", "suppressed": True}]},
        {"code": "I3", "rows": [{"by": "agency", "key": "b", "suppressed": False}]},
    ]}  # fmt: skip
    hidden, shown = beside_the_province(own, province)["indicators"]
    assert (hidden["denominator"], [row["denominator"] for row in hidden["rows"]]) == (None, [None, None])
    assert (shown["denominator"], [row["denominator"] for row in shown["rows"]]) == (9, [9, None])

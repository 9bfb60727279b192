"""The engine against a second computation in Python, person by person, and at the edges the definitions leave."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentdb.access.principal import Principal, Role
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from talentdb.indicators.sql import CUT_COLUMNS
from talentdb.plans import load_plan
from tests.talentdb.indicators import naive
from tests.talentdb.indicators.naive import AS_OF, NO_DAY

POSTS = ("employment", "research", "teaching", "leadership")

_DAYS = st.lists(
    st.sampled_from([NO_DAY, date(2023, 5, 5), date(2025, 12, 31), date(2026, 1, 1), AS_OF, date(2026, 7, 19)]),
    max_size=3,
)
_SPANS = [
    (kind, first, last)
    for kind in ("trained", "standard", "political")
    for first, last in (
        (date(2025, 1, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 7, 31)),
    )
]


def _about(*courses: tuple[str, date, date]) -> dict[str, Any]:
    """Columns of courses whose end is known by month or year alone."""
    names = ("course_kinds", "course_earliest", "course_latest")
    return dict(zip(names, map(list, zip(*courses, strict=True)), strict=True)) if courses else {}


_person = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(["male", "female", None]),
        "ethnicity_code": st.sampled_from(["01", "03", None]),
        "birth": st.sampled_from(
            [
                (None, None),
                (date(1981, 7, 18), "day"),
                (date(1981, 7, 19), "day"),
                (date(1970, 2, 1), "day"),
                (date(1999, 2, 1), "month"),
                (date(1981, 7, 1), "month"),
                (date(1981, 1, 1), "year"),
                (date(1980, 1, 1), "year"),
                (date(1982, 1, 1), "year"),
            ]
        ),
        "agency": st.sampled_from(["T1", "T11", "T111", "T2", "T3"]),
        "is_public": st.booleans(),
        "field_group": st.sampled_from(["1", "2", None]),
        "commune_code": st.sampled_from(["11983", "12271", None]),
        "status": st.sampled_from(["working", None, "retired"]),
        "sti_posts": st.lists(st.sampled_from(POSTS), unique=True, max_size=2),
        "is_intellectual": st.sampled_from([True, False, None]),
        "trained_on": _DAYS,
        "standard_on": _DAYS,
        "about": st.lists(st.sampled_from(_SPANS), unique=True, max_size=2),
        "qualification": st.sampled_from(["intermediate", "college", "university", "master", None]),
        "employment_category": st.sampled_from(["civil_servant", "public_employee", "labour_contract", None]),
        "professional_title_code": st.sampled_from(["V.07.01.03", "V.07.02.05", "V.07.05.13", "V.07.06.16", None]),
        "talent_groups": st.lists(st.sampled_from(["attracted", "chief_engineer", "young_talent"]), max_size=2),
        "recruitment_date": st.sampled_from(
            [None, date(2021, 7, 18), date(2021, 7, 19), date(2025, 12, 31), date(2026, 1, 1), AS_OF,
             date(2026, 7, 19)]
        ),
    }
).map(lambda one: {**one, "birth_date": one["birth"][0], "birth_date_precision": one["birth"][1],
                   **_about(*one["about"])})  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(people=st.lists(_person, max_size=12))
def test_totals_cuts_and_intervals_equal_a_count_by_hand(registry: Any, people: list[dict[str, Any]]) -> None:
    registry.write(
        [{key: value for key, value in person.items() if key not in ("birth", "about")} for person in people]
    )
    compared = set()
    for plan in (load_plan("hung-yen-2711"), load_plan("lang-son-899")):
        figures = registry.figures(AS_OF, plan=plan.code, by="all", only_values=True)
        for indicator in plan.of_kind("people"):
            entry = figures[indicator.code]
            share = naive.expected(indicator.code, people)
            assert {key: entry[key] for key in share} == share, indicator.code
            for cut in indicator.cuts:
                _compare_rows(indicator.code, cut, entry["rows"], people)
            compared.add(indicator.code)
    assert compared == set(naive.JUDGES)


def _compare_rows(code: str, cut: str, rows: list[dict[str, Any]], people: list[dict[str, Any]]) -> None:
    groups: dict[str | None, list[dict[str, Any]]] = {}
    for person in people:
        for key in naive.keys(cut, person):
            groups.setdefault(key, []).append(person)
    shown = {row["key"]: row for row in rows if row["by"] == cut}
    for key, group in groups.items():
        share = naive.expected(code, group)
        if key in shown:
            assert {name: shown[key][name] for name in share} == share, (code, cut, key)
        else:
            assert share["denominator"] == 0
    assert set(shown) <= set(groups)


def test_cuts_add_up_to_the_total_and_one_cut_alone_says_the_same(registry: Any) -> None:
    registry.write([{"sti_posts": ["research", "teaching"], "field_group": f, "agency": a}
                    for f in ("1", None) for a in ("T1", "T2", "T111")])  # fmt: skip
    together = registry.figures(AS_OF, by="all")["I1"]
    assert together["denominator"] == registry.figures(AS_OF)["I1"]["denominator"] == 6
    for cut in CUT_COLUMNS:
        alone = registry.figures(AS_OF, by=cut)["I1"]
        assert alone["denominator"] == 6
        assert alone["rows"] == [row for row in together["rows"] if row["by"] == cut]
        assert sum(row["denominator"] for row in alone["rows"]) == (12 if cut == "post" else 6)
    unknown = [row for row in together["rows"] if row["key"] is None]
    assert {(row["by"], row["name"]) for row in unknown} == {("field", "Chưa rõ"), ("commune", "Chưa rõ")}


def test_a_day_sees_the_version_that_held_on_it(registry: Any) -> None:
    change = date(2026, 3, 1)
    registry.write(
        [
            {"person_id": 1, "sti_posts": ["research"], "valid_from": date(2026, 2, 1), "valid_to": change},
            {"person_id": 1, "version": 2, "sti_posts": ["research"], "sex": "female", "valid_from": change},
        ]
    )
    seen = {
        day: (registry.figures(day)["I1"]["denominator"], registry.figures(day)["I1"]["numerator"])
        for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), change, date(2030, 1, 1))
    }
    assert list(seen.values()) == [(0, 0), (1, 0), (1, 0), (1, 1), (1, 1)]


@pytest.mark.parametrize(
    ("born", "as_of", "counted"),
    [
        (date(1981, 7, 18), date(2026, 7, 17), 1),
        (date(1981, 7, 18), date(2026, 7, 18), 0),
        (date(1984, 2, 29), date(2029, 2, 28), 1),  # full 45 years are over on 1 March of a common year
        (date(1984, 2, 29), date(2029, 3, 1), 0),
        (date(1983, 2, 28), date(2028, 2, 28), 0),
        (date(1983, 3, 1), date(2028, 2, 29), 1),
    ],
)
def test_under_45_goes_by_full_years(registry: Any, born: date, as_of: date, counted: int) -> None:
    registry.write([{"birth_date": born}])
    assert registry.figures(as_of)["I2"]["denominator"] == counted


def test_training_counts_from_the_first_to_the_last_day_of_the_window(registry: Any) -> None:
    days = [[date(2025, 12, 31)], [date(2026, 1, 1)], [AS_OF], [date(2026, 7, 19)], [], [date(2025, 1, 1), AS_OF],
            [date(2025, 1, 1), date(2027, 1, 1)]]  # fmt: skip
    registry.write([{"trained_on": list(one)} for one in days])
    figure = registry.figures(AS_OF)["I2"]
    assert (figure["numerator"], figure["denominator"]) == (3, 7)


def test_a_course_known_by_its_year_counts_where_the_whole_of_it_lies_within(registry: Any) -> None:
    whole, passed = (
        ("trained", date(2026, 1, 1), date(2026, 6, 30)),
        ("trained", date(2025, 1, 1), date(2025, 12, 31)),
    )
    begun = ("trained", date(2026, 1, 1), date(2026, 12, 31))
    registry.write(
        [
            _about(whole),
            _about(passed),
            _about(begun),
            _about(passed, begun),
            _about(passed, whole),
            _about(("standard", *whole[1:])),  # of no kind that I2 counts
            {},
        ]
    )
    figure = registry.figures(AS_OF)["I2"]
    assert (figure["numerator"], figure["denominator"]) == (2, 7)
    assert (figure["low"], figure["high"]) == (2 / 7, 4 / 7)
    assert figure["unknown"]["training_end"] == 2
    ended = registry.figures(date(2026, 12, 31))["I2"]
    assert (ended["numerator"], ended["low"], ended["high"]) == (4, 4 / 7, 4 / 7)


def test_two_courses_of_two_years_are_not_taken_for_one(registry: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # Of five years to 18 July 2026 neither is within for sure, but the last day of one and the first of the other.
    monkeypatch.setattr("talentdb.plans.choices.choices_of", lambda *_: {"training_time": "five_years"})
    years = [("trained", date(year, 1, 1), date(year, 12, 31)) for year in (2021, 2026)]
    registry.write([_about(*years)])
    figure = registry.figures(AS_OF)["I2"]
    assert (figure["numerator"], figure["low"], figure["high"]) == (0, 0.0, 1.0)


def test_unknown_values_are_counted_where_they_matter(registry: Any) -> None:
    post = {"sti_posts": ["research"]}
    registry.write(
        [
            {**post, "sex": None},
            {**post, "sex": None, "ethnicity_code": None},
            {**post, "ethnicity_code": None},
            {**post, "sex": "female", "ethnicity_code": None},  # known already: nothing can change
            {"sex": None},  # holds no post
        ]
    )
    figure = registry.figures(AS_OF)["I1"]
    assert (figure["numerator"], figure["denominator"]) == (1, 4)
    assert (figure["low"], figure["high"]) == (0.25, 1.0)
    assert figure["unknown"] == {"sex": 2, "ethnicity_code": 2}
    registry.write(
        [
            {"birth_date": None, "birth_date_precision": None},
            {"birth_date": date(1981, 1, 1), "birth_date_precision": "year"},
            {"is_intellectual": None},
            {"trained_on": [AS_OF]},
            {"trained_on": [NO_DAY]},
        ]
    )
    figure = registry.figures(AS_OF)["I2"]
    assert (figure["numerator"], figure["denominator"]) == (1, 2)
    assert figure["unknown"] == {"birth_date": 1, "birth_date_precision": 1, "is_intellectual": 1, "training_end": 1}
    assert (figure["low"], figure["high"]) == (0.2, 1.0)
    assert set(figure["unknown_effects"]) == set(figure["unknown"])


def test_an_agency_stands_for_all_below_it(registry: Any) -> None:
    registry.write([{"sti_posts": ["research"], "agency": a} for a in ("T1", "T11", "T111", "T111", "T2")])
    found = {a: registry.figures(AS_OF, agency=a)["I1"]["denominator"] for a in ("T1", "T11", "T111", "T2", "T3")}
    assert found == {"T1": 4, "T11": 3, "T111": 2, "T2": 1, "T3": 0}
    rows = registry.figures(AS_OF, by="agency", agency="T1")["I1"]["rows"]
    assert [(row["key"], row["parent"], row["denominator"]) for row in rows] == [
        ("T1", None, 1), ("T11", "T1", 1), ("T111", "T11", 2),
    ]  # fmt: skip
    with pytest.raises(NotFoundError):
        registry.figures(AS_OF, agency="KHÔNG CÓ")


def _employ(registry: Any, agency: str, as_of: date, number: int) -> None:
    with registry.database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(
            "insert into employment (person_id, source_record_id, agency_id, as_of, is_main)"
            " select 1, %s, agency_id, %s, true from agency where code = %s",
            (number, as_of, agency),
        )


def test_coverage_counts_agencies_with_people_of_their_own_or_below(registry: Any) -> None:
    def coverage(day: date, **options: Any) -> tuple[int, int]:
        shown = registry.figures(day, **options)["I1"]["coverage"]
        return shown["agencies_reported"], shown["agencies_total"]

    assert coverage(AS_OF) == (0, 3)
    _employ(registry, "T111", date(2026, 7, 1), 1)
    assert coverage(AS_OF) == (2, 3)  # T11 and T1 by what lies below them
    assert coverage(date(2026, 6, 30)) == (0, 3)
    _employ(registry, "T3", date(2026, 7, 1), 2)
    assert coverage(AS_OF) == (2, 3)  # T3 has no duty to report
    assert coverage(AS_OF, agency="T2") == (0, 1)
    leader = Principal(Role.LEADER, "leader")
    assert coverage(AS_OF, who=leader) == (2, 3)


def test_an_empty_registry_has_no_data(registry: Any) -> None:
    registry.write([])
    for entry in registry.figures(AS_OF, by="all").values():
        assert (entry["numerator"], entry["denominator"]) == (0, 0)
        assert (entry["value"], entry["low"], entry["high"]) == (None, None, None)
        assert (entry["status"], entry["rows"], entry["gap_people"]) == ("no_data", [], None)
        assert set(entry["unknown"].values()) <= {0}


def test_gap_and_status(registry: Any) -> None:
    registry.write([{"sti_posts": ["research"], "sex": "female" if n < 1 else "male"} for n in range(5)])
    behind = registry.figures(AS_OF)["I1"]
    assert (behind["gap_people"], behind["status"], behind["target"], behind["target_year"]) == (
        1,
        "behind",
        0.4,
        2030,
    )
    registry.write([{"sti_posts": ["research"], "sex": "female" if n < 2 else "male"} for n in range(5)])
    reached = registry.figures(AS_OF)["I1"]
    assert (reached["gap_people"], reached["status"]) == (0, "reached")


@pytest.mark.parametrize("role", [Role.AGENCY, Role.ADMINISTRATOR, Role.AUDITOR, Role.GATE])
def test_other_roles_get_no_figures(registry: Any, role: Role) -> None:
    with pytest.raises(ForbiddenError):
        registry.figures(AS_OF, who=Principal(role, "x", agency_id=1 if role is Role.AGENCY else None))


def test_an_unknown_cut_is_refused(registry: Any) -> None:
    with pytest.raises(UsageError, match="đuôi"):
        registry.figures(AS_OF, by="đuôi")


@pytest.mark.parametrize(("precision", "as_of"), [("year", date(2026, 12, 31)), ("month", date(2026, 1, 31))])
def test_a_whole_year_or_month_that_is_over_leaves_nothing_open(registry: Any, precision: str, as_of: date) -> None:
    """Everybody born in it has turned 45 on its last day, and not a day before."""
    registry.write([{"birth_date": date(1981, 1, 1), "birth_date_precision": precision}])
    assert registry.figures(as_of)["I2"]["unknown"]["birth_date_precision"] == 0
    earlier = as_of.replace(day=as_of.day - 1)
    assert registry.figures(earlier)["I2"]["unknown"]["birth_date_precision"] == 1

"""Every indicator of every plan on a few people or rows whose figure can be counted on the fingers."""

from datetime import date
from typing import Any

import pytest

from talentdb.plans import list_plans, load_plan
from tests.talentdb.indicators.naive import AS_OF

FEMALE, POST = {"sex": "female"}, {"sti_posts": ["research"]}
MINORITY = {"ethnicity_code": "03"}
TEACHER, NURSERY, LECTURER = (
    {"professional_title_code": code} for code in ("V.07.05.13", "V.07.02.05", "V.07.01.03")
)
# Technical and support staff of schools, teachers of vocational institutions.
NO_TEACHERS = ("V.07.06.16", "V.07.07.18", "V.09.02.03")
OFFICIAL, EMPLOYEE = {"employment_category": "civil_servant"}, {"employment_category": "public_employee"}
THIS_YEAR, TALENT = {"recruitment_date": date(2026, 3, 1)}, {"talent_groups": ["attracted"]}
FIVE_YEARS = {"recruitment_date": date(2021, 7, 18)}
EARLIER = {"qualification": "master"}

PEOPLE: dict[str, tuple[list[dict[str, Any]], int, int]] = {
    # code: people, numerator, denominator
    "I1": ([{**POST, **FEMALE}, {**POST, **MINORITY}, {**POST, **FEMALE, **MINORITY}, POST, FEMALE,
            {**POST, **FEMALE, "status": "left"}], 3, 4),
    "I1.women": ([{**POST, **FEMALE}, {**POST, **MINORITY}, POST, FEMALE], 1, 3),
    "I1.minority": ([{**POST, **FEMALE}, {**POST, **MINORITY}, POST, MINORITY], 1, 3),
    "I2": ([{"trained_on": [date(2026, 2, 1)]}, {"trained_on": [date(2025, 12, 31)]}, {"trained_on": [date(1, 1, 1)]},
            {"birth_date": date(1981, 7, 18), "trained_on": [AS_OF]}, {"is_public": False, "trained_on": [AS_OF]},
            {"is_intellectual": False, "trained_on": [AS_OF]}], 1, 3),
    "I3": ([{**OFFICIAL, "standard_on": [date(2010, 1, 1)]}, {**EMPLOYEE, "standard_on": [AS_OF]}, EMPLOYEE,
            {**OFFICIAL, "standard_on": [date(2027, 1, 1)]}, {**OFFICIAL, "standard_on": [date(1, 1, 1)]},
            {"employment_category": "labour_contract", "standard_on": [AS_OF]}], 3, 5),
    "I4": ([{**NURSERY, "qualification": "college"}, {**TEACHER, "qualification": "college"},
            {**TEACHER, "qualification": "university"}, {**LECTURER, "qualification": "university"},
            {**LECTURER, "qualification": "master"}, {"qualification": "master"},
            *({"professional_title_code": code, "qualification": "doctorate"} for code in NO_TEACHERS),
            {**TEACHER, "qualification": "university", "status": "retired"}], 3, 5),
    "I8": ([EARLIER, {"qualification": "university"}, {**EARLIER, "is_intellectual": False},
            {"qualification": "specialist_1"}], 2, 3),
    "I8.young": ([{}, {"birth_date": date(1981, 7, 19)}, {"birth_date": date(1981, 7, 18)}], 2, 3),
    "I8.leading": ([{"talent_groups": ["chief_engineer"]}, TALENT, {"talent_groups": ["leading_scientist"]},
                    {}], 2, 4),
    # Recruited this year, whatever became of them since; not last year, not outside the public bodies.
    "L2": ([{**THIS_YEAR, **TALENT}, THIS_YEAR, {**THIS_YEAR, **TALENT, "status": "left"}, THIS_YEAR,
            {"recruitment_date": date(2025, 12, 31), **TALENT}, {**THIS_YEAR, **TALENT, "is_public": False},
            {"recruitment_date": date(2026, 7, 19), **TALENT}], 2, 4),
    "L3": ([{**THIS_YEAR, **TALENT}, THIS_YEAR, {"recruitment_date": date(2026, 1, 1)},
            {"recruitment_date": AS_OF}], 1, 4),
    # Recruited five years ago or longer; one of the three stayed, one left, one moved to a private body.
    "L4": ([{**FIVE_YEARS, **TALENT}, {**FIVE_YEARS, **TALENT, "status": "left"},
            {**FIVE_YEARS, **TALENT, "is_public": False}, {**TALENT, "recruitment_date": date(2021, 7, 19)},
            FIVE_YEARS], 1, 3),
    "L5": ([{**TALENT, **POST, "trained_on": [date(2024, 1, 1)]}, {**TALENT, **POST},
            {**TALENT, **POST, "trained_on": [date(2023, 12, 31)]}, {**TALENT, "trained_on": [AS_OF]},
            {**POST, "trained_on": [AS_OF]}, {**TALENT, **POST, "status": "retired"}], 1, 3),
}  # fmt: skip

SCHOOL = {"institution_name": "Trường", "institution_kind": "college"}
TRADE = {"institution_name": "Trường", "programme_name": "Hàn"}
ROWS: dict[str, tuple[list[dict[str, Any]], int, int, float, float]] = {
    # code: rows, numerator, denominator, low, high
    "I3.stated": ([{"staff_total": 100, "staff_trained": 60}, {"staff_total": 50, "staff_trained": 0},
                   {"staff_total": 50}, {"staff_trained": 7}, {"staff_total": 5, "staff_trained": 9}],
                  60, 200, 60 / 200, 110 / 200),
    "I4.stated": ([{"teachers_total": 40, "teachers_at_standard": 30}, {"teachers_total": 10}], 30, 50, 0.6, 0.8),
    "I5": ([{**SCHOOL, "accredited": True}, {**SCHOOL, "accredited": True, "accreditation_valid_to": AS_OF},
            {**SCHOOL, "accredited": True, "accreditation_valid_to": date(2026, 7, 17)},
            {**SCHOOL, "accredited": False}, {**SCHOOL, "institution_kind": "vocational"},
            {**SCHOOL, "institution_kind": "hospital", "accredited": True},
            {**SCHOOL, "programme_name": "Hàn", "accredited": True}], 2, 5, 2 / 5, 3 / 5),
    "I6": ([{**TRADE, "key_programme": True, "programme_accredited": True}, {**TRADE, "key_programme": True},
            {**TRADE, "key_programme": False, "programme_accredited": True}, {**TRADE, "key_programme": True,
             "programme_accredited": False}, SCHOOL], 1, 3, 1 / 3, 2 / 3),
    "I7": ([{**TRADE, "outcome_standard_updated": True}, {**TRADE, "outcome_standard_updated": False},
            {**TRADE, "outcome_standard_updated": True}, {**TRADE}, SCHOOL], 2, 4, 0.5, 0.75),
}  # fmt: skip


def _plan_of(code: str) -> str:
    return next(plan for plan in list_plans() if load_plan(plan).indicator(code))


def test_there_is_a_case_for_every_indicator() -> None:
    """L1 stands in test_told; those of kind none have no figure."""
    codes = {one.code for plan in list_plans() for one in load_plan(plan).indicators if one.kind != "none"}
    assert codes == {*PEOPLE, *ROWS, "L1"}


@pytest.mark.parametrize("code", PEOPLE)
def test_of_people(registry: Any, code: str) -> None:
    people, numerator, denominator = PEOPLE[code]
    registry.write(people)
    entry = registry.figures(AS_OF, plan=_plan_of(code), only_values=True)[code]
    assert (entry["numerator"], entry["denominator"]) == (numerator, denominator)
    assert entry["value"] == numerator / denominator


def _report(registry: Any, rows: list[dict[str, Any]], agencies: tuple[str, ...] = ("T1",)) -> None:
    with registry.database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("delete from institution_report")
        for number, row in enumerate(rows, 1):
            given = {"valid_from": date(2026, 1, 1), **row}
            columns = ", ".join(given)
            owner.execute(
                f"insert into institution_report (source_record_id, agency_id, sector, commune_code, {columns})"
                f" select %s, agency_id, sector, commune_code, {', '.join(['%s'] * len(given))} from agency"
                " where code = %s",
                (number, *given.values(), agencies[number % len(agencies)]),
            )


@pytest.mark.parametrize("code", ROWS)
def test_of_what_bodies_report(registry: Any, code: str) -> None:
    rows, numerator, denominator, low, high = ROWS[code]
    _report(registry, rows)
    entry = registry.figures(AS_OF)[code]
    assert (entry["numerator"], entry["denominator"]) == (numerator, denominator)
    assert (entry["value"], entry["low"], entry["high"]) == (numerator / denominator, low, high)
    assert {part["part"] for part in entry["certainty"]} == {"values"}


@pytest.mark.parametrize("code", ROWS)
def test_rows_of_bodies_add_up_to_the_figure(registry: Any, code: str) -> None:
    rows, numerator, denominator, *_ = ROWS[code]
    _report(registry, rows, ("T1", "T2"))
    entry = registry.figures(AS_OF, by="all")[code]
    for cut in ("agency", "sector"):
        groups = [row for row in entry["rows"] if row["by"] == cut]
        assert len(groups) == 2
        assert sum(row["numerator"] for row in groups) == numerator
        assert sum(row["denominator"] for row in groups) == denominator
    alone = registry.figures(AS_OF, agency="T2")[code]
    assert alone["denominator"] == next(row for row in entry["rows"] if row["key"] == "T2")["denominator"]


def test_a_row_holds_until_the_next_about_the_same(registry: Any) -> None:
    _report(registry, [{**SCHOOL, "accredited": False, "valid_to": date(2026, 6, 1)},
                       {**SCHOOL, "accredited": True, "valid_from": date(2026, 6, 1)}])  # fmt: skip
    for day, share in ((date(2026, 5, 31), 0.0), (date(2026, 6, 1), 1.0)):
        entry = registry.figures(day)["I5"]
        assert (entry["denominator"], entry["value"]) == (1, share)
    assert registry.figures(date(2025, 12, 31))["I5"]["value"] is None


def test_what_nobody_reported_has_a_reason_and_no_share(registry: Any) -> None:
    _report(registry, [])
    for code in ROWS:
        entry = registry.figures(AS_OF, by="all")[code]
        assert (entry["value"], entry["low"], entry["high"], entry["gap_people"]) == (None, None, None, None)
        assert (entry["status"], entry["rows"]) == ("no_data", [])
        assert "Chưa có cơ sở, đơn vị nào khai" in entry["why_not"]


def test_reported_numbers_of_nothing_divide_nothing(registry: Any) -> None:
    _report(registry, [{"staff_total": 0, "staff_trained": 0}, {"teachers_total": 0, "teachers_at_standard": 0}])
    figures = registry.figures(AS_OF, by="all")
    for code in ("I3.stated", "I4.stated"):
        assert (figures[code]["value"], figures[code]["low"], figures[code]["status"]) == (None, None, "no_data")

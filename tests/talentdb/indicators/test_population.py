"""Ages by sex, comings and goings by year, needs by field: by hand and in plain Python; nothing small is shown."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ForbiddenError, UsageError
from talentdb.indicators.population import (
    BANDS,
    Entry,
    age_pyramid,
    band_of,
    fields_against_needs,
    flows,
    flows_of,
)
from tests.talentdb.conftest import Province

AS_OF = date(2026, 7, 18)
LEADER = Principal(Role.LEADER, "x")


def _age(born: date) -> int:
    return AS_OF.year - born.year - ((AS_OF.month, AS_OF.day) < (born.month, born.day))


def test_bands_of_age() -> None:
    ages = {
        None: "unknown",
        0: "<25",
        24: "<25",
        25: "25-29",
        29: "25-29",
        30: "30-34",
        64: "60-64",
        65: "65+",
        90: "65+",
    }
    assert {age: band_of(age) for age in ages} == ages
    assert len(BANDS) == len(set(BANDS)) == 11


def test_the_pyramid_counts_full_years_on_the_day(registry: Any) -> None:
    registry.write(
        [
            {"birth_date": date(1996, 7, 18), "sex": "female"},  # 30 on the day
            {"birth_date": date(1996, 7, 19), "sex": "female"},  # 29 still
            {"birth_date": date(1950, 1, 1), "sex": "male"},
            {"birth_date": None, "sex": "male"},
            {"birth_date": date(1980, 1, 1), "sex": None},
            {"birth_date": date(1980, 1, 1), "status": "left"},
            {"birth_date": date(1980, 1, 1), "is_intellectual": False},
        ]
    )
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        found = age_pyramid(connection, OPERATOR, AS_OF)
    assert {cell for cell, value in found.cells.items() if value} == {
        ("30-34", "female"), ("25-29", "female"), ("65+", "male"), ("unknown", "male"), ("45-49", "unknown"),
    }  # fmt: skip
    assert found.total == 5


def test_the_pyramid_counts_as_plain_python_and_hides_small_cells(registry: Any) -> None:
    rng = Random(2)
    people: list[dict[str, Any]] = [
        {"birth_date": date(rng.randint(1960, 2002), rng.randint(1, 12), rng.randint(1, 28)),
         "sex": rng.choice(["male", "female", "female"])}
        for _ in range(150)
    ]  # fmt: skip
    registry.write(people)
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        found = age_pyramid(connection, OPERATOR, AS_OF)
    for band in BANDS:
        for sex in ("male", "female"):
            ages = (_age(one["birth_date"]) for one in people if one["sex"] == sex)
            assert found.cells[band, sex] == sum(band_of(age) == band for age in ages)
    with unit_of_work(registry.database.engine, LEADER) as connection:
        seen = age_pyramid(connection, LEADER, AS_OF)
    assert not any(value is not None and 0 < value < 5 for value in seen.cells.values())
    assert seen.hidden > sum(0 < (value or 0) < 5 for value in found.cells.values()) - 1


def test_leaders_learn_nobodys_birthday_from_two_days_in_a_row(registry: Any) -> None:
    young = [{"birth_date": date(1994, 1, 1), "sex": "female"}] * 9
    registry.write([*young, *[{"birth_date": date(1986, 1, 1), "sex": "female"}] * 9,
                    {"birth_date": date(1991, 7, 18), "sex": "female"}])  # fmt: skip
    seen = {}
    for who in (OPERATOR, LEADER):
        with unit_of_work(registry.database.engine, who) as connection:
            days = [age_pyramid(connection, who, day) for day in (date(2026, 7, 17), AS_OF, date(2026, 7, 31))]
        seen[who.role] = [table.cells["35-39", "female"] for table in days]
    assert seen == {OPERATOR.role: [0, 1, 1], LEADER.role: [0, 0, None]}


def test_years_tell_who_came_and_went(registry: Any) -> None:
    def version(person: int, number: int, begins: date, ends: date | None = None, **more: Any) -> dict[str, Any]:
        return {"person_id": person, "version": number, "valid_from": begins, "valid_to": ends, **more}

    first, second, third = date(2024, 6, 30), date(2025, 6, 30), date(2026, 6, 30)
    registry.write(
        [
            version(1, 1, first, second), version(1, 2, second, third, status="retired"),
            version(1, 3, third),  # back at work
            version(2, 1, second),  # T1 had listed the year before
            version(3, 1, second, agency="T2"),  # its first list
            version(9, 1, second, recruitment_date=date(2010, 1, 1)),  # there for long, forgotten before
            version(4, 1, first, third), version(4, 2, third, agency="T2"),
            version(5, 1, first, second), version(5, 2, second, status="moved"),
            version(6, 1, second, status="retired"),  # listed as retired: neither came nor went
            version(7, 1, second, is_intellectual=False),
            version(8, 1, first, second, qualification="master"), version(8, 2, second, qualification="doctorate"),
        ]
    )  # fmt: skip
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        found = flows(connection, OPERATOR, date(2025, 1, 1), date(2026, 12, 31))
    assert {cell: value for cell, value in found.cells.items() if value} == {
        ("2025", "came"): 1, ("2025", "listed"): 2, ("2025", "retired"): 1, ("2025", "moved"): 1,
        ("2026", "returned"): 1, ("2026", "changed"): 1,
    }  # fmt: skip
    with unit_of_work(registry.database.engine, LEADER) as connection:
        seen = flows(connection, LEADER, date(2025, 1, 1), date(2026, 12, 31))
    assert not any(value is not None and 0 < value < 5 for value in seen.cells.values())


def test_who_is_taken_over_with_the_body_has_not_moved() -> None:
    day, later = date(2025, 1, 1), date(2026, 1, 1)
    entries = [Entry(day, 1, "working", None, None, False, 9), Entry(later, 2, "working", "working", 1, False, 9),
               Entry(later, 2, "working", None, None, False, 3)]  # fmt: skip
    assert flows_of(entries, day, {1: 2}) == {("2025", "listed"): 9, ("2026", "came"): 3}
    assert flows_of(entries, day, {}) == {("2025", "listed"): 9, ("2026", "changed"): 9, ("2026", "listed"): 3}


def test_odd_questions_are_refused(registry: Any) -> None:
    with unit_of_work(registry.database.engine, OPERATOR) as connection, pytest.raises(UsageError):
        flows(connection, OPERATOR, date(2026, 2, 1), date(2026, 1, 1))
    outsider = Principal(Role.AGENCY, "x")
    with unit_of_work(registry.database.engine, outsider) as connection:
        with pytest.raises(ForbiddenError):
            age_pyramid(connection, outsider, AS_OF)
        with pytest.raises(ForbiddenError):
            flows(connection, outsider, AS_OF, AS_OF)


def test_needs_stand_beside_who_is_there(province: Province, as_role: Callable[..., Principal]) -> None:
    province.load("SO-KHCN", [
        {"full_name": "Lê An", "qualification": "master", "birth_date": "1980-01-01", "sex": "male",
         "research_fields": ["102"]}])  # fmt: skip
    old = [{"job_position": "Kỹ sư", "need_field": "Khoa học máy tính", "need_count": 50, "need_year": 2026}]
    new = [
        {"job_position": "Kỹ sư", "need_field": "Khoa học máy tính", "need_count": 3, "need_year": 2027},
        {"job_position": "Kỹ sư", "need_field": "Khoa học máy tính", "need_count": 9, "need_year": 2031},
        {"job_position": "Khác", "need_field": "Việc không ai biết", "need_count": 2},
        {"job_position": "Khác", "need_count": 1, "need_year": 2024},
    ]
    province.load("SO-KHCN", old, form="needs", as_of="2025-12-31")
    province.load("SO-KHCN", new, form="needs", as_of="2026-06-30")
    for who in (OPERATOR, as_role("leader"), as_role("searcher")):
        with unit_of_work(province.engine, who) as connection:
            found = {one.field: one for one in fields_against_needs(connection, who, AS_OF, 2030)}
        assert {key: one.needed for key, one in found.items()} == {"1": 3, "": 2}
        assert found["1"].asked == ("Khoa học máy tính",)
        assert found["1"].working == (None if who.role is Role.LEADER else 1)

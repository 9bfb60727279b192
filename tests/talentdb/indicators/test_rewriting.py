"""What is said twice is asked once, days of courses are asked without a subquery, and several processes count."""

from datetime import date
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from talentdb.indicators.rewriting import bare, missing
from talentdb.indicators.sql import CUT_COLUMNS, Facts, statement
from talentdb.people.rules import MOST_DAYS, NO_DAY
from talentdb.plans import list_plans, load_plan
from tests.talentdb.indicators.naive import AS_OF

_FIRST, _LAST = date(2026, 1, 1), date(2026, 7, 18)


def _ask(database: Any, call: str, **values: Any) -> bool | None:
    with database.engine.connect() as connection:
        found: bool | None = connection.execute(text(f"select {call}"), values).scalar_one()
    return found


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], False), (["0001-01-01"], None), (["2025-12-31"], False), (["2026-01-01"], True), (["2026-07-18"], True),
        (["2026-07-19"], False), (["2025-12-31", "2026-07-19"], False), (["0001-01-01", "2025-12-31"], None),
        (["2026-07-19", "2026-03-03", "2025-12-31"], True), (["0001-01-01", "2026-07-18", "2027-01-01"], True),
        (["0001-01-01", "2027-01-01"], None),
    ],
)  # fmt: skip
def test_whether_a_course_ended_within_a_time(database: Any, days: list[str], expected: bool | None) -> None:
    call = "ended_within(cast(:days as date[]), :first, :last)"
    assert _ask(database, call, days=days, first=_FIRST, last=_LAST) is expected
    # Where the time has no beginning, "nobody knows when" is within it.
    ever = any(date.fromisoformat(day) <= _LAST for day in days)
    assert _ask(database, call, days=days, first=NO_DAY, last=_LAST) is ever
    assert _ask(database, call, days=days, first=_LAST, last=_FIRST) is not True, "no time at all"


@pytest.mark.parametrize(
    ("courses", "expected"),
    [
        (None, False),
        ([("trained", "2026-01-01", "2026-06-30")], True),
        ([("standard", "2026-01-01", "2026-06-30")], False),
        ([("trained", "2026-01-01", "2026-12-31")], None),
        ([("trained", "2025-01-01", "2026-01-01")], None),
        ([("trained", "2025-01-01", "2027-01-01")], None),
        ([("trained", "2025-01-01", "2025-12-31")], False),
        ([("trained", "2026-07-19", "2026-12-31")], False),
        ([("trained", "2026-01-01", "2026-12-31"), ("trained", "2026-02-01", "2026-02-28")], True),
        ([("standard", "2026-02-01", "2026-02-28"), ("trained", "2025-01-01", "2025-12-31")], False),
    ],
)
def test_a_course_known_by_its_year_is_within_where_all_of_it_lies_within(
    database: Any, courses: list[tuple[str, str, str]] | None, expected: bool | None
) -> None:
    kinds, earliest, latest = [list(one) for one in zip(*courses, strict=True)] if courses else [None] * 3
    call = (
        "courses_ended_within(cast(:kinds as text[]), cast(:earliest as date[]), cast(:latest as date[]),"
        " 'trained', :first, :last)"
    )
    given = {"kinds": kinds, "earliest": earliest, "latest": latest, "first": _FIRST, "last": _LAST}
    assert _ask(database, call, **given) is expected


def test_outer_parentheses_go_and_nothing_else() -> None:
    assert bare(" ((a and b)) ") == "a and b"
    assert bare("(a) or (b)") == "(a) or (b)"
    assert bare("(a = ')' or b)") == "a = ')' or b"
    assert bare("()") == ""


def test_a_question_for_a_missing_value_names_what_may_be_missing() -> None:
    assert missing("((a or b)) is null") == missing("((a or b) is null)") == "a or b"
    for other in ("a is null", "(a) is null and (b) is null", "a", "(a) is not null"):
        assert missing(other) is None


@pytest.mark.parametrize("code", list_plans())
def test_no_condition_of_a_plan_is_a_subquery(code: str) -> None:
    """A single one keeps the whole computation in one process."""
    facts = Facts(load_plan(code).chosen(), AS_OF)
    assert "select" not in " ".join([*facts.numbers, facts.relevant])


def test_people_are_counted_from_the_narrow_index_in_several_processes(registry: Any) -> None:
    registry.write([{"sti_posts": ["research"]} for _ in range(20)])
    facts = Facts(load_plan("hung-yen-2711").chosen(), AS_OF)
    asked = statement(facts, AS_OF, sorted(CUT_COLUMNS), {"true": "c0"}).replace("::", r"\:\:")
    cheap = (
        "parallel_setup_cost",
        "parallel_tuple_cost",
        "min_parallel_index_scan_size",
        "min_parallel_table_scan_size",
    )
    with registry.database.engine.begin() as connection:
        connection.execute(text("select set_config('app.role', 'operator', true)"))
        for name in cheap:
            connection.execute(text(f"set local {name} = 0"))
        for name in ("enable_seqscan", "enable_bitmapscan", "enable_sort"):
            connection.execute(text(f"set local {name} = off"))
        rows = [row[0] for row in connection.execute(text(f"explain verbose {asked}"))]
    scan = next(number for number, row in enumerate(rows) if "Parallel Index Only Scan" in row)
    assert "ix_person_version_facts" in rows[scan]
    packing = next(row for row in rows if "CASE WHEN" in row and "Output" in row)
    gather = next(number for number, row in enumerate(rows) if "Gather" in row)
    assert gather < scan, "the workers read"
    assert any("CASE" in row for row in rows[gather + 1 :] if "Output" in row), f"the workers pack: {packing}"


def test_a_person_of_very_many_courses_fits_into_the_index(registry: Any) -> None:
    chance = Random(1)
    days = [
        [NO_DAY, *(date.fromordinal(chance.randrange(700_000, 750_000)) for _ in range(MOST_DAYS))] for _ in range(4)
    ]
    kinds = ("trained_on", "standard_on", "political_on", "planned_on")
    registry.write([dict(zip(kinds, days, strict=True))])
    assert registry.figures(AS_OF)["I8"]["denominator"] == 1

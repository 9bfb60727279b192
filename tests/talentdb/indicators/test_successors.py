"""Strategy: T2 is taken over by T11 (below T1); figures, lists and coverage before, on and after its last day, and
the sums over all agencies, which no merger may change."""

from datetime import date
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.indicators.drill import people_of
from talentdb.plans import load_plan

LAST_DAY = date(2026, 6, 30)
AFTER = date(2026, 7, 1)


def link(database: Any, old: str, new: str, last_day: date | None, first_day: date | None = None) -> None:
    with database.as_owner() as owner:
        owner.execute(
            "update agency set valid_to = %s, successor_id = (select agency_id from agency where code = %s)"
            " where code = %s", (last_day, new, old),
        )  # fmt: skip
        owner.execute("update agency set valid_from = coalesce(%s, valid_from) where code = %s", (first_day, new))


@pytest.fixture
def merged(registry: Any, database: Any) -> Any:
    base = {"sti_posts": ["research"], "sex": "female"}
    man = {"agency": "T2", "sex": "male"}
    registry.write([{**base, "agency": code} for code in ("T1", "T11", "T2")] + [{**base, **man}])
    link(database, "T2", "T11", LAST_DAY)
    return registry


def rows(registry: Any, day: date, who: Principal = OPERATOR, **options: Any) -> dict[str, tuple[int, int]]:
    found = registry.figures(day, who, by="agency", **options)["I1"]
    counts = {row["key"]: (row["numerator"], row["denominator"]) for row in found["rows"]}
    if who is OPERATOR:
        assert sum(denominator for _, denominator in counts.values()) == found["denominator"]
    return counts


def test_people_count_under_the_body_that_has_them_on_the_day(merged: Any) -> None:
    assert rows(merged, LAST_DAY) == {"T1": (1, 1), "T11": (1, 1), "T2": (1, 2)}
    assert rows(merged, AFTER) == {"T1": (1, 1), "T11": (2, 3)}


def test_the_people_move_from_one_tree_to_the_other(merged: Any) -> None:
    def total(code: str, day: date) -> int:
        return merged.figures(day, agency=code)["I1"]["denominator"]

    assert [total(code, LAST_DAY) for code in ("T1", "T11", "T2")] == [2, 1, 2]
    assert [total(code, AFTER) for code in ("T1", "T11", "T2")] == [4, 3, 0]


def test_lists_are_as_long_as_figures_and_name_the_body_of_the_day(merged: Any, database: Any) -> None:
    def listed(day: date, **options: Any) -> list[tuple[int, str]]:
        with unit_of_work(database.engine, OPERATOR) as connection:
            page = people_of(connection, OPERATOR, load_plan("hung-yen-2711"), "I1", day, "denominator", **options)
        assert page["total"] == len(page["people"])
        return [(person["person_id"], person["agency_code"]) for person in page["people"]]

    assert listed(AFTER, cut=("agency", "T11")) == [(2, "T11"), (3, "T11"), (4, "T11")]
    assert listed(AFTER, cut=("agency", "T2")) == []
    assert listed(LAST_DAY, cut=("agency", "T2")) == [(3, "T2"), (4, "T2")]
    assert len(listed(AFTER, agency="T1")) == 4
    assert len(listed(LAST_DAY, agency="T1")) == 2


def test_chains_are_followed_and_circles_end(registry: Any, database: Any) -> None:
    registry.write([{"sti_posts": ["research"], "agency": code} for code in ("T111", "T2", "T3")])
    link(database, "T111", "T2", date(2026, 1, 31))
    link(database, "T2", "T3", LAST_DAY)
    assert rows(registry, date(2026, 1, 31)) == {"T111": (0, 1), "T2": (0, 1), "T3": (0, 1)}
    assert rows(registry, LAST_DAY) == {"T2": (0, 2), "T3": (0, 1)}
    assert rows(registry, AFTER) == {"T3": (0, 3)}
    link(database, "T3", "T2", LAST_DAY)
    assert sum(denominator for _, denominator in rows(registry, AFTER).values()) == 3


def test_what_the_old_body_had_handed_in_counts_for_its_successor(merged: Any, database: Any) -> None:
    """T11 and T1 (above it) have the duty; nobody has handed in but T2, which is no more."""
    with database.as_owner() as owner:
        owner.execute(
            "insert into submission (receipt, agency_id, form, origin, file_name, as_of, state, n_records, n_refused,"
            " n_errors, n_warnings, understanding, reader_version) select 'R', agency_id, 'people', 'manual', 'x',"
            " '2026-03-31', 'approved', 1, 0, 0, 0, '{}', '' from agency where code = 'T2'"
        )
        owner.execute(
            "insert into source_record (submission_id, agency_id, employer_id, form, sheet, table_no, row_no, state,"
            " \"values\", raw_cipher) select submission_id, agency_id, agency_id, form, 'x', 1, 1, 'accepted',"
            " '{}', '' from submission"
        )
        owner.execute(
            "insert into employment (person_id, source_record_id, agency_id, as_of, is_main)"
            " select 3, source_record_id, employer_id, '2026-03-31', true from source_record"
        )

    def coverage(day: date) -> tuple[int, int]:
        shown = merged.figures(day)["I1"]["coverage"]
        return shown["agencies_reported"], shown["agencies_total"]

    assert coverage(LAST_DAY) == (1, 3), "T2 itself"
    assert coverage(AFTER) == (2, 2), "T11 has its people, and T1 is above T11"


def test_leaders_small_groups_are_hidden_after_the_roll_up(registry: Any, database: Any) -> None:
    """Three people here and three there are six under one roof; hidden is what is small on the day."""
    person = {"sti_posts": ["research"]}
    registry.write([{**person, "agency": code} for code in ("T1", "T2") for _ in range(3)] + [
        {**person, "agency": "T3"} for _ in range(9)])  # fmt: skip
    link(database, "T2", "T1", LAST_DAY)
    leader = Principal(Role.LEADER, "leader")
    assert rows(registry, LAST_DAY, leader)["T1"] == (None, None)
    assert rows(registry, AFTER, leader)["T1"][1] == 6

"""The league of data quality against numbers worked out by hand, and what leaders see of it."""

from datetime import date
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ForbiddenError
from talentdb.indicators.quality import KEY_FIELDS, Quality, quality_league

AS_OF = date(2026, 7, 18)
LEADER = Principal(Role.LEADER, "leader")
WHOLE = {
    "commune_code": "11983", "qualification": "master", "employment_category": "official",
    "professional_title_code": "V.05.01.03", "field_group": "1",
}  # fmt: skip
# Of T1 six people: two whole, four without commune, qualification, category, title and field (three of eight known).
PEOPLE: list[dict[str, Any]] = [
    *({"agency": "T1", **WHOLE} for _ in range(2)),
    *({"agency": "T1"} for _ in range(4)),
    *({"agency": "T11", "sex": None, **WHOLE} for _ in range(2)),
    *({"agency": "T2", **WHOLE} for _ in range(8)),
    {"agency": "T2", "status": "retired"},
]


def league(registry: Any, who: Principal = OPERATOR, day: date = AS_OF) -> dict[str, Quality]:
    with unit_of_work(registry.database.engine, who) as connection:
        return {one.code: one for one in quality_league(connection, who, day)}


def hand_in(registry: Any, code: str, as_of: date, records: int, problems: int, state: str = "approved") -> int:
    """A submission, and one row of it; gives the number of the row."""
    with registry.database.as_owner() as owner:
        (number,) = owner.execute(
            "insert into submission (receipt, agency_id, form, origin, file_name, as_of, state, n_records, n_refused,"
            " n_errors, n_warnings, understanding, reader_version) select gen_random_uuid()::text, agency_id,"
            " 'people', 'manual', '', %s, %s, %s, 0, %s, 1, '{}', '1' from agency where code = %s"
            " returning submission_id",
            (as_of, state, records, problems - 1, code),
        ).fetchone()
        (row,) = owner.execute(
            "insert into source_record (submission_id, agency_id, employer_id, form, sheet, table_no, row_no, state,"
            " \"values\", raw_cipher) select %s, agency_id, agency_id, 'people', '', 1, 1, 'accepted', '{}', ''"
            " from agency where code = %s returning source_record_id",
            (number, code),
        ).fetchone()
    return int(row)


def employ(registry: Any, person: int, row: int, code: str, as_of: date) -> None:
    with registry.database.as_owner() as owner:
        owner.execute(
            "insert into person_source (source_record_id, person_id, rule) values (%s, %s, 'new')", (row, person)
        )
        owner.execute(
            "insert into employment (person_id, source_record_id, agency_id, as_of, is_main)"
            " select %s, %s, agency_id, %s, true from agency where code = %s",
            (person, row, as_of, code),
        )


def doubt(registry: Any, one: int, other: int) -> None:
    """Two rows that may be of one person."""
    with registry.database.as_owner() as owner:
        owner.execute(
            "insert into match_pair (a_record_id, b_record_id, submission_id, preview, decision, weight, score,"
            " evidence, model_version) select least(%(a)s, %(b)s), greatest(%(a)s, %(b)s), submission_id, false,"
            " 'ask', 1, 0.5, '{}', '1' from source_record where source_record_id = %(a)s",
            {"a": one, "b": other},
        )


def test_completeness_is_the_share_of_key_fields_that_are_there(registry: Any) -> None:
    registry.write(PEOPLE)
    found = league(registry)
    assert len(KEY_FIELDS) == 8
    assert found["T1"].people == 6
    assert found["T1"].filled is not None
    assert found["T1"].filled["commune_code"] == pytest.approx(2 / 6)
    assert found["T1"].completeness == pytest.approx((3 + 5 * 2 / 6) / 8)
    assert found["T11"].completeness == pytest.approx(7 / 8)
    # The retired one is not judged.
    assert (found["T2"].people, found["T2"].completeness) == (8, 1.0)


def test_the_emptiest_come_first_and_who_listed_nobody_last(registry: Any) -> None:
    registry.write([one for one in PEOPLE if one["agency"] != "T2"])
    order = list(league(registry))
    assert order == ["T1", "T11", "T2"]
    assert league(registry)["T2"].completeness is None
    # T3 has neither people nor the duty.
    assert "T3" not in order


def test_problems_age_and_open_duplicates_of_the_newest_list(registry: Any) -> None:
    registry.write(PEOPLE)
    hand_in(registry, "T1", date(2026, 1, 31), 10, 10)
    newest = hand_in(registry, "T1", date(2026, 6, 30), 40, 6)
    hand_in(registry, "T1", date(2026, 7, 1), 10, 9, state="submitted")
    other = hand_in(registry, "T2", date(2026, 3, 31), 8, 2)
    employ(registry, 1, newest, "T1", date(2026, 6, 30))
    employ(registry, 9, other, "T2", date(2026, 3, 31))
    doubt(registry, newest, other)
    found = league(registry)
    assert found["T1"].problems_per_100 == pytest.approx(15)
    assert found["T1"].days_old(AS_OF) == 18
    assert (found["T1"].open_duplicates, found["T2"].open_duplicates, found["T11"].open_duplicates) == (1, 1, 0)
    assert (found["T11"].newest, found["T11"].problems_per_100) == (None, None)
    assert found["T2"].days_old(AS_OF) == 109


@pytest.mark.parametrize(("verdict", "still_open"), [("different", 0), ("unsure", 1)])
def test_a_pair_that_somebody_decided_is_open_no_more(registry: Any, verdict: str, still_open: int) -> None:
    registry.write(PEOPLE)
    rows = [hand_in(registry, code, date(2026, 3, 31), 8, 2) for code in ("T1", "T2")]
    for person, row, code in zip((1, 9), rows, ("T1", "T2"), strict=True):
        employ(registry, person, row, code, date(2026, 3, 31))
    doubt(registry, *rows)
    with registry.database.as_owner() as owner:
        (judged,) = owner.execute(
            "insert into judgement (verdict, origin, model_version, at, login) values (%s, 'queue', '1', now(), 'x')"
            " returning judgement_id",
            (verdict,),
        ).fetchone()
        for side, row in enumerate(rows):
            owner.execute(
                "insert into judgement_record (judgement_id, source_record_id, side) values (%s, %s, %s)",
                (judged, row, side),
            )
    assert league(registry)["T1"].open_duplicates == still_open


def test_who_is_above_is_as_new_as_its_newest_unit(registry: Any) -> None:
    registry.write(PEOPLE)
    row = hand_in(registry, "T11", date(2026, 5, 1), 2, 1)
    employ(registry, 7, row, "T11", date(2026, 5, 1))
    found = league(registry)
    assert found["T1"].newest == found["T11"].newest == date(2026, 5, 1)
    assert league(registry, day=date(2026, 4, 30))["T1"].newest is None


def test_leaders_see_no_numbers_of_a_small_group_nor_what_gives_it_away(registry: Any) -> None:
    extra = [{"agency": "T111", **WHOLE} for _ in range(9)]
    registry.write([*PEOPLE, *extra])
    seen = league(registry, LEADER)
    # T11 has two people; T111, alone in its sector with it, would give them away.
    assert seen["T11"].suppressed
    assert seen["T111"].suppressed
    assert (seen["T11"].people, seen["T11"].filled, seen["T11"].open_duplicates) == (None, None, None)
    assert not seen["T1"].suppressed
    assert league(registry)["T11"].people == 2


def test_leaders_see_problems_and_duplicates_without_reading_a_list(registry: Any) -> None:
    registry.write(PEOPLE)
    hand_in(registry, "T2", date(2026, 3, 31), 10, 2)
    assert league(registry, LEADER)["T2"].problems_per_100 == pytest.approx(20)


def test_who_sees_no_figures_sees_no_league(registry: Any) -> None:
    for role in (Role.ADMINISTRATOR, Role.AUDITOR, Role.AGENCY):
        with pytest.raises(ForbiddenError):
            league(registry, Principal(role, "x"))

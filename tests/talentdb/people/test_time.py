"""Strategy: a few people over two years and a merged body, asked as of days before, on and after each change."""

from datetime import date

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.errors import NotFoundError
from talentdb.people.export import iter_people
from talentdb.people.profile import list_people, show
from talentdb.registry.agencies import refresh_employees

LAN = {"full_name": "Nguyễn Thị Lan", "national_id": "033085000001", "sex": "female", "birth_date": "1985-03-02",
       "birth_date_precision": "day", "qualification": "university", "graduation_year": 2007}  # fmt: skip
HUNG = {"full_name": "Trần Văn Hùng", "national_id": "033070000002", "sex": "male", "birth_date": "1970-01-01",
        "birth_date_precision": "day"}  # fmt: skip
BEFORE, THEN, LATER = date(2025, 6, 29), date(2025, 12, 31), date(2026, 7, 1)


@pytest.fixture
def filled(province):
    """2025: Lan and Hùng at one school; 2026: Lan with a new degree at another body, Hùng retired."""
    province.load("DH-SPKT", [LAN, HUNG], as_of="2025-06-30")
    province.load(
        "SO-YTE", [{**LAN, "qualification": "master", "graduation_year": 2026, "training_type": "it",
                    "training_start": "2026-03-01"}], as_of="2026-06-30",
    )  # fmt: skip
    province.load("DH-SPKT", [{**LAN, "status": "moved"}, {**HUNG, "status": "retired"}], as_of="2026-06-30")
    return province


def names(province, as_of, *filters, principal=OPERATOR):
    with unit_of_work(province.engine, principal) as connection:
        page = list_people(connection, principal, filters, as_of=as_of)
        exported = list(iter_people(connection, principal, filters, as_of=as_of))
    found = [(row["full_name"], row["agency_code"]) for row in page.rows]
    assert page.total == len(found) == len(exported)
    assert sorted(found) == sorted((row["full_name"], row["agency_code"]) for row in exported)
    return found


def take_over(database, old, new, last_day):
    with database.as_owner() as owner:
        owner.execute(
            "update agency set valid_to = %s, successor_id = (select agency_id from agency where code = %s)"
            " where code = %s", (last_day, new, old),
        )  # fmt: skip


def test_who_was_not_known_yet_is_not_there(filled):
    assert names(filled, BEFORE) == []
    number = next(iter(filled.persons()))
    with unit_of_work(filled.engine, OPERATOR) as connection, pytest.raises(NotFoundError, match="29/06/2025"):
        show(connection, OPERATOR, number, as_of=BEFORE)


def test_people_who_move_and_retire(filled):
    at_school = [("Trần Văn Hùng", "DH-SPKT"), ("Nguyễn Thị Lan", "DH-SPKT")]
    assert names(filled, THEN) == at_school
    assert names(filled, LATER) == [("Trần Văn Hùng", "DH-SPKT"), ("Nguyễn Thị Lan", "SO-YTE")]
    assert names(filled, THEN, ("status", "retired")) == []
    assert names(filled, LATER, ("status", "retired")) == [("Trần Văn Hùng", "DH-SPKT")]
    assert names(filled, LATER, ("agency_code", "DH-SPKT")) == [("Trần Văn Hùng", "DH-SPKT")], "Lan has moved"
    assert names(filled, None) == names(filled, LATER)


def test_a_person_as_of_a_day(filled):
    number = next(iter(filled.persons()))
    with unit_of_work(filled.engine, OPERATOR) as connection:
        then = show(connection, OPERATOR, number, as_of=THEN, keyring=filled.keyring)
        now = show(connection, OPERATOR, number, keyring=filled.keyring)
    assert (then["qualification"], now["qualification"]) == ("university", "master")
    assert [q["level"] for q in then["qualifications"]] == ["university"]
    assert {q["level"] for q in now["qualifications"]} == {"university", "master"}
    assert (then["trainings"], len(now["trainings"])) == ([], 1)
    assert [(s["agency_code"], s["as_of"]) for s in then["sources"]] == [("DH-SPKT", "2025-06-30")]
    assert [e["agency_code"] for e in then["employments"]] == ["DH-SPKT"]
    assert then["national_id"] == now["national_id"] == "033•••••0001"


def test_an_agency_looks_back_at_its_own_rows(filled, as_role):
    school, health = as_role("agency", "DH-SPKT"), as_role("agency", "SO-YTE")
    assert len(names(filled, THEN, principal=school)) == 2
    assert names(filled, THEN, ("status", "moved"), principal=school) == []
    assert names(filled, LATER, ("status", "moved"), principal=school) == [("Nguyễn Thị Lan", "DH-SPKT")]
    assert names(filled, THEN, principal=health) == []


def test_a_list_of_a_day_to_come_counts_from_its_approval(province, as_role):
    province.load("DH-SPKT", [LAN], as_of="2099-12-31")
    for principal in (OPERATOR, as_role("agency", "DH-SPKT")):
        assert len(names(province, date(2099, 12, 30), principal=principal)) == 1
        assert names(province, date(2020, 1, 1), principal=principal) == []


def test_people_of_a_merged_body_are_under_its_successor_from_the_day_after_its_last(filled, database):
    take_over(database, "DH-SPKT", "SO-GDDT", date(2026, 1, 31))
    assert names(filled, THEN, ("agency_code", "SO-GDDT")) == []
    assert {code for _, code in names(filled, THEN)} == {"DH-SPKT"}
    assert names(filled, date(2026, 1, 31), ("agency_code", "SO-GDDT")) == []
    day_after = date(2026, 2, 1)
    assert len(names(filled, day_after, ("agency_code", "SO-GDDT"))) == 2
    assert {code for _, code in names(filled, day_after)} == {"SO-GDDT"}
    assert len(names(filled, day_after, ("agency_code", "DH-SPKT"))) == 2, "asked for by its own code it is found"
    number = next(iter(filled.persons()))
    with unit_of_work(filled.engine, OPERATOR) as connection:
        found = show(connection, OPERATOR, number, as_of=day_after)
    assert (found["agency_code"], found["employments"][0]["agency_code"]) == ("SO-GDDT", "DH-SPKT")


def test_nothing_is_re_homed(filled, database):
    with database.as_owner() as owner:
        before = owner.execute(
            "select array_agg((source_record_id, employer_id) order by 1) from source_record"
        ).fetchone()
    take_over(database, "DH-SPKT", "SO-GDDT", date(2026, 1, 31))
    with unit_of_work(filled.engine, OPERATOR) as connection:
        refresh_employees(connection, OPERATOR, [filled.codes["DH-SPKT"], filled.codes["SO-GDDT"]])
        stored = connection.exec_driver_sql("select distinct agency_id from person_version where valid_to is null")
        assert filled.codes["SO-GDDT"] not in stored.scalars().all(), "it has not told of anybody yet"
    with database.as_owner() as owner:
        after = owner.execute(
            "select array_agg((source_record_id, employer_id) order by 1) from source_record"
        ).fetchone()
    assert before == after


def test_the_successors_first_list_joins_the_people_of_the_old_body(province, database):
    province.load("DH-SPKT", [{**HUNG, "staff_code": "SP7", "employment_category": "public_employee"}],
                  as_of="2025-12-31")  # fmt: skip
    take_over(database, "DH-SPKT", "SO-GDDT", date(2026, 1, 31))
    province.load("SO-GDDT", [{**HUNG, "position_title": "Chuyên viên"}], as_of="2026-06-30")
    [number] = province.persons()
    with unit_of_work(province.engine, OPERATOR) as connection:
        found = show(connection, OPERATOR, number)
        ids = connection.exec_driver_sql("select agency_ids from person_version where valid_to is null").scalar_one()
    assert ids == [province.codes["SO-GDDT"]], "no second employment at a body that is no more"
    assert (found["agency_code"], found["staff_code"]) == ("SO-GDDT", "SP7")

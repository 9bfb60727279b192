"""Strategy: small lists of two agencies on a real database; who the rows would be is held against the approval."""

import pytest
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import person_source, source_record
from talentdb.errors import ForbiddenError, NotFoundError
from talentdb.registry.decisions import approve, return_
from talentdb.registry.difference import difference, matches
from talentdb.registry.judging import judge, retract
from talentdb.submissions.diff import diff

LAN = {"full_name": "Nguyễn Thị Lan", "birth_date": "1985-03-02", "birth_date_precision": "day", "sex": "female",
       "national_id": "033085000001", "phone": "0912345678"}  # fmt: skip
# The same facts without the id, and somebody of her name whom little tells from her.
LAN_WITHOUT_ID = {key: value for key, value in LAN.items() if key != "national_id"}
NAMESAKE = {
    "full_name": "Đoàn Thị Khuyên",
    "birth_date": "1979-01-01",
    "birth_date_precision": "year",
    "sex": "female",
}
KHUYEN = {"full_name": "Đoàn Thị Khuyên", "birth_date": "1979-08-05", "birth_date_precision": "day", "sex": "female",
          "native_place": "xã Tống Trân", "qualification": "university"}  # fmt: skip
HUNG = {"full_name": "Trần Văn Hùng", "birth_date": "1990-01-05", "birth_date_precision": "day", "sex": "male"}


def differs(province, number, principal=OPERATOR):
    with unit_of_work(province.engine, principal) as connection:
        return difference(connection, principal, number)


def people_of(province, number):
    with unit_of_work(province.engine, OPERATOR) as connection:
        r = source_record.c
        rows = connection.execute(
            select(r.source_record_id, person_source.c.person_id)
            .join(person_source, person_source.c.source_record_id == r.source_record_id)
            .where(r.submission_id == number)
        )
        return {row[0]: row[1] for row in rows}


def test_who_the_rows_would_be_and_whom_to_ask_about(province):
    province.load("SO-YTE", [LAN, KHUYEN], as_of="2025-12-31")
    [lan, khuyen] = sorted(province.persons())
    number = province.receive("SO-KHCN", [LAN, NAMESAKE, HUNG]).submission_id
    found = differs(province, number)
    assert [(row.full_name, row.person_id) for row in found.new] == [
        ("Nguyễn Thị Lan", lan), ("Đoàn Thị Khuyên", None), ("Trần Văn Hùng", None),
    ]  # fmt: skip
    asked, sure = found.duplicates
    assert (asked.decision, asked.person_id, asked.agency_name) == ("ask", khuyen, "Sở Y tế")
    assert (asked.record.full_name, asked.other.full_name, asked.record.row) == ("Đoàn Thị Khuyên",) * 2 + (6,)
    assert {feature for feature, _, _ in asked.evidence} >= {"Họ tên", "Ngày sinh"}
    assert (sure.decision, sure.person_id, sure.evidence[0][1]) == ("merge", lan, "Cùng số định danh")
    assert "033085000001" not in repr(found)
    province.approve(number)
    after = differs(province, number)
    assert {row.source_record_id: row.person_id for row in after.new} == people_of(province, number)
    assert [one.decision for one in after.duplicates] == ["ask", "merge"], "the approval found the same"


def test_the_own_list_again_asks_nothing(province):
    province.load("SO-KHCN", [LAN, HUNG], as_of="2025-06-30")
    persons = sorted(province.persons())
    number = province.receive("SO-KHCN", [LAN_WITHOUT_ID, HUNG]).submission_id
    found = differs(province, number)
    assert [row.person_id for row in found.same] + [c.record.person_id for c in found.changed] == persons[::-1]
    assert found.duplicates == found.new == found.missing == ()
    with unit_of_work(province.engine, OPERATOR) as connection:
        counted = matches(connection, OPERATOR, number)
    assert (counted.certain, counted.possible) == (2, 0)


def test_one_person_twice_in_a_file(province):
    number = province.receive("SO-KHCN", [LAN, {**LAN, "phone": "0987654321"}]).submission_id
    [found] = differs(province, number).duplicates
    assert (found.record.row, found.other.row, found.decision, found.person_id) == (6, 5, "merge", None)


def test_what_was_judged_is_no_question(province):
    province.load("SO-YTE", [KHUYEN], as_of="2025-12-31")
    [khuyen] = province.persons()
    number = province.receive("SO-KHCN", [NAMESAKE]).submission_id
    [row] = differs(province, number).new
    with unit_of_work(province.engine, OPERATOR) as connection:
        judged = judge(connection, OPERATOR, f"r{row.source_record_id}", khuyen, "different")
    assert differs(province, number).duplicates == ()
    with unit_of_work(province.engine, OPERATOR) as connection:
        retract(connection, OPERATOR, judged.judgement_id)
        judge(connection, OPERATOR, f"r{row.source_record_id}", khuyen, "same")
    found = differs(province, number)
    assert [row.person_id for row in found.new] == [khuyen]
    assert [one.evidence[0][1] for one in found.duplicates] == ["Cán bộ đã kết luận là một người"]
    province.approve(number)
    assert list(province.persons()) == [khuyen]


def test_a_returned_submission_is_compared_with_its_own_agency_only(province):
    province.load("SO-YTE", [LAN, KHUYEN], as_of="2025-12-31")
    number = province.receive("SO-KHCN", [LAN, NAMESAKE]).submission_id
    with unit_of_work(province.engine, OPERATOR) as connection:
        return_(connection, OPERATOR, number, "sai biểu mẫu")
    found = differs(province, number)
    assert found.duplicates == ()
    assert [row.person_id for row in found.new] == [None, None]


def test_nobody_of_another_agency_reaches_an_agency(province, as_role):
    province.load("SO-YTE", [LAN, KHUYEN], as_of="2025-12-31")
    agency, steward = as_role("agency", "SO-KHCN"), as_role("steward")
    number = province.receive("SO-KHCN", [LAN, NAMESAKE], agency).submission_id
    differs(province, number, steward)
    with unit_of_work(province.engine, agency) as connection:
        with pytest.raises(ForbiddenError):
            difference(connection, agency, number)
        with pytest.raises(ForbiddenError):
            matches(connection, agency, number)
        own = diff(connection, number)
    twice = [row for group in own.duplicates for row in group]
    seen = [*own.new, *own.same, *(change.record for change in own.changed), *own.missing, *twice]
    assert {row.submission_id for row in seen} == {number}, "rows of its own only, although stewards see pairs"
    assert {row.person_id for row in seen} == {None}
    assert "Sở Y tế" not in repr(own)
    with unit_of_work(province.engine, as_role("agency", "SO-YTE")) as connection:
        hidden = diff(connection, number)
    assert hidden.new == hidden.missing == hidden.returned == ()
    with pytest.raises(NotFoundError):
        differs(province, 999, steward)


def test_a_decision_in_between_is_taken_into_account(province):
    waiting = province.receive("SO-KHCN", [LAN_WITHOUT_ID, HUNG]).submission_id
    assert differs(province, waiting).duplicates == ()
    other = province.load("SO-YTE", [LAN], as_of="2025-12-31")
    [lan] = province.persons()
    found = differs(province, waiting)
    assert [row.person_id for row in found.new] == [lan, None]
    assert [one.person_id for one in found.duplicates] == [lan]
    province.rollback(other)
    found = differs(province, waiting)
    assert ([row.person_id for row in found.new], found.duplicates) == ([None, None], ())


def test_a_look_during_a_decision_is_not_remembered(province):
    """Neither sees what the other writes before its commit, so neither could tell the other."""
    waiting = province.receive("SO-KHCN", [LAN_WITHOUT_ID, HUNG]).submission_id
    other = province.receive("SO-YTE", [LAN], as_of="2025-12-31").submission_id
    with unit_of_work(province.engine, OPERATOR) as deciding:
        approve(deciding, OPERATOR, other)
        assert differs(province, waiting).duplicates == ()
    [lan] = province.persons()
    assert [one.person_id for one in differs(province, waiting).duplicates] == [lan]


def test_a_decision_while_rows_are_compared_is_not_overlooked(province):
    waiting = province.receive("SO-KHCN", [LAN_WITHOUT_ID, HUNG]).submission_id
    other = province.receive("SO-YTE", [LAN], as_of="2025-12-31").submission_id
    with unit_of_work(province.engine, OPERATOR) as looking:
        difference(looking, OPERATOR, waiting, progress=lambda *_: province.approve(other))
    [lan] = province.persons()
    assert [one.person_id for one in differs(province, waiting).duplicates] == [lan]


def test_looking_decides_nothing(province):
    province.load("SO-YTE", [LAN, KHUYEN], as_of="2025-12-31")
    before = province.persons()
    number = province.receive("SO-KHCN", [LAN, NAMESAKE]).submission_id
    assert differs(province, number) == differs(province, number)
    assert province.persons() == before
    with unit_of_work(province.engine, OPERATOR) as connection:
        approve(connection, OPERATOR, number)

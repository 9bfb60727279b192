"""Strategy: two real submissions of one agency, compared under that agency's own rights."""

from datetime import date

import pytest

from talentdb.access.context import unit_of_work
from talentdb.errors import NotFoundError
from talentdb.people.profile import list_people
from talentdb.submissions.diff import diff
from talentdb.submissions.manual import correction, manual_entry
from talentdb.submissions.receive import receive

LAN = {"full_name": "Nguyễn Thị Lan", "birth_date": "1985-03-02", "birth_date_precision": "day", "sex": "female",
       "national_id": "033085000001"}  # fmt: skip
HUNG = {"full_name": "Trần Văn Hùng", "staff_code": "07"}
HOA = {"full_name": "Lê Thị Hoa", "birth_date": "1990-01-01", "birth_date_precision": "day", "sex": "female"}


def compared(province, principal, submission_id):
    with unit_of_work(province.engine, principal) as connection:
        return diff(connection, submission_id)


def test_new_same_changed_and_missing(province, as_role):
    agency = as_role("agency", "SO-KHCN")
    province.load("SO-KHCN", [LAN, HUNG, HOA], as_of="2025-06-30")
    changed = {**LAN, "full_name": "Nguyễn Thị Ngọc Lan", "phone": "0912345678"}
    receipt = province.receive("SO-KHCN", [changed, HUNG, {"full_name": "Vũ Minh Anh"}], agency)
    found = compared(province, agency, receipt.submission_id)
    assert [row.full_name for row in found.new] == ["Vũ Minh Anh"]
    assert [row.full_name for row in found.same] == ["Trần Văn Hùng"]
    [change] = found.changed
    assert change.fields == {
        "full_name": ("Nguyễn Thị Lan", "Nguyễn Thị Ngọc Lan"), "phone": (None, "0912345678"),
    }  # fmt: skip
    assert [row.full_name for row in found.missing] == ["Lê Thị Hoa"]


def test_a_changed_national_id_is_told_without_the_number(province, as_role):
    agency = as_role("agency", "SO-KHCN")
    province.load("SO-KHCN", [{k: v for k, v in LAN.items() if k != "national_id"}], as_of="2025-06-30")
    receipt = province.receive("SO-KHCN", [LAN], agency)
    [change] = compared(province, agency, receipt.submission_id).changed
    assert change.fields == {"national_id": (None, "•")}


def test_people_who_may_be_one_in_the_file(province, as_role):
    agency = as_role("agency", "SO-KHCN")
    born = {**HOA, "birth_date": "1990-01-01", "birth_date_precision": "year"}
    receipt = province.receive("SO-KHCN", [HOA, born, {**LAN}, {**LAN, "national_id": "033085000002"}], agency)
    found = compared(province, agency, receipt.submission_id)
    assert [[row.row for row in group] for group in found.duplicates] == [[5, 6]], (
        "different ids are different people"
    )


def test_other_agencies_rows_are_no_part_of_it(province, as_role):
    province.load("SO-YTE", [LAN, HOA], as_of="2025-06-30")
    receipt = province.receive("SO-KHCN", [LAN])
    found = compared(province, as_role("agency", "SO-KHCN"), receipt.submission_id)
    assert [row.full_name for row in found.new] == ["Nguyễn Thị Lan"]
    assert found.missing == found.changed == ()
    hidden = compared(province, as_role("agency", "SO-YTE"), receipt.submission_id)
    assert hidden.new == hidden.missing == ()


def test_a_file_of_one_unit_misses_nobody_of_another(province, as_role):
    province.load("SO-KHCN", [{**LAN, "employer": "CC-TDC"}, HOA], as_of="2025-06-30")
    receipt = province.receive("SO-KHCN", [HOA])
    assert compared(province, as_role("agency", "SO-KHCN"), receipt.submission_id).missing == ()


def test_one_person_typed_then_corrected_is_one_person(province, as_role):
    agency = as_role("agency", "SO-KHCN")
    with unit_of_work(province.engine, agency) as connection:
        typed = manual_entry(agency.agency_id, LAN, date(2026, 6, 30))
        first = receive(connection, agency, province.keyring, typed, "submitted")
    province.approve(first.submission_id)
    with unit_of_work(province.engine, agency) as connection:
        [row] = list_people(connection, agency).rows
        changes = {"full_name": "Nguyễn Thị Ngọc Lan", "sex": None}
        draft = correction(connection, province.keyring, row["source_record_id"], changes, date(2026, 7, 1))
        second = receive(connection, agency, province.keyring, draft, "submitted")
    province.approve(second.submission_id)
    with unit_of_work(province.engine, agency) as connection:
        [corrected] = list_people(connection, agency).rows
    assert corrected["person_id"] == row["person_id"], "the id was carried over"
    assert corrected["full_name"] == "Nguyễn Thị Ngọc Lan"
    assert "sex" not in corrected
    other = as_role("agency", "SO-YTE")
    with unit_of_work(province.engine, other) as connection, pytest.raises(NotFoundError):
        correction(connection, province.keyring, row["source_record_id"], {}, date(2026, 7, 1))

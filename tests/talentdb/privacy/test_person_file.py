"""The file of everything held on a person: no table that tells of them is missing, and nobody else stands in it."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from talentdb.access.audit import who_read
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from talentdb.people.export import iter_people
from talentdb.privacy import labels as words
from talentdb.privacy.file_formats import as_json, as_workbook
from talentdb.privacy.in_words import is_machine_made, section_words
from talentdb.privacy.person_file import PersonFile, person_file
from talentdb.privacy.requests import receive
from talentdb.settings import today
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
_MARK = "Zuniqthay"
_AN = {
    "full_name": f"Lê {_MARK} Ân", "birth_date": "1985-03-04", "sex": "male", "qualification": "master",
    "email": f"{_MARK.lower()}@vi-du.example", "position_title": f"Kỹ sư {_MARK}",
    "field_of_training": f"Ngành {_MARK}",
}  # fmt: skip
_OTHER = {"full_name": "Trần Otherzz Bình", "birth_date": "1980-01-02", "sex": "male", "qualification": "doctorate"}


def _known(database: Any, mark: str) -> int:
    with database.as_owner() as owner:
        row = owner.execute(
            'select person_id from person_version where "values"::text like %s and valid_to is null', [f"%{mark}%"]
        ).fetchone()
        return int(row[0])


def _tables_that_tell(database: Any, mark: str) -> set[str]:
    """Every table of the database in which the mark stands in any column, folded or not."""
    with database.as_owner() as owner:
        names = [
            row[0]
            for row in owner.execute(
                "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                " where n.nspname = 'public' and c.relkind = 'r'"
            )
        ]
        return {
            name
            for name in names
            if owner.execute(
                f'select 1 from "{name}" t where lower(t::text) like %s limit 1', [f"%{mark.lower()}%"]
            ).fetchone()
        }


@pytest.fixture
def made(database: Any, as_role: As, province: Province) -> PersonFile:
    province.load("SO-KHCN", [_AN, _OTHER])
    number = _known(database, _MARK)
    steward = as_role("steward")
    with unit_of_work(database.engine, steward) as connection:
        receive(connection, steward, "copy", f"Lê {_MARK} Ân", "Bản sao", received=today(), person_id=number)
        return person_file(connection, steward, number, "Trả lời yêu cầu số 1")


def test_no_table_that_tells_of_the_person_is_missing(made: PersonFile, database: Any) -> None:
    assert _tables_that_tell(database, _MARK) - {"audit_event"} <= set(made.held)
    assert {"person_source", "source_record", "person_version", "rights_request"} <= set(made.held)


def test_nobody_else_stands_in_it(made: PersonFile) -> None:
    text = as_json(made).decode()
    assert _MARK in text
    assert "Otherzz" not in text


def test_who_has_read_it_stands_in_it_and_this_look_is_logged(made: PersonFile, database: Any) -> None:
    with database.as_owner() as owner:
        logged = owner.execute(
            "select purpose from audit_event where action = 'rights.file' and object_id = %s", [str(made.person_id)]
        ).fetchall()
    assert logged == [("Trả lời yêu cầu số 1",)]
    assert [one["action"] for one in made.read_by][:1] == ["rights.file"]


def test_what_is_encrypted_is_named_and_not_written(made: PersonFile) -> None:
    assert "national_id_hmac" in made.left_out["source_record"]
    assert all("national_id_hmac" not in row for row in made.held["source_record"])


def _rows(sheet: Any) -> int:
    """Rows side by side under their heads, or one below the other, each with its number."""
    numbered = [str(line[0].value) for line in sheet.iter_rows() if str(line[0].value or "").startswith("Dòng ")]
    numbered = [text for text in numbered if " trên " in text]
    return len(numbered) or sheet.max_row - 1


def test_rows_of_many_columns_stand_one_below_the_other(made: PersonFile) -> None:
    sheet = load_workbook(BytesIO(as_workbook(made)))["Hồ sơ hợp nhất theo thời gian"]
    assert sheet.max_column == 2, "forty columns on one page are too small to be read"
    told = {line[0].value: line[1] for line in sheet.iter_rows()}
    assert told["Ngày sinh"].value == "04/03/1985"
    assert sheet.row_dimensions[told["Thông tin"].row].height > 15, "all its lines are shown"


def test_both_formats_carry_every_row(made: PersonFile) -> None:
    document = json.loads(as_json(made))
    book = load_workbook(BytesIO(as_workbook(made)))
    for name, rows in made.held.items():
        part = document[words.FILE_MACHINE if is_machine_made(name) else words.FILE_HELD]
        assert len(part[section_words(name)]) == len(rows)
        if not is_machine_made(name):
            assert _rows(book[section_words(name)[:31]]) == len(rows)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)


def test_the_person_reads_it_in_vietnamese(made: PersonFile) -> None:
    document = json.loads(as_json(made))
    newest = document[words.FILE_HELD]["Hồ sơ hợp nhất theo thời gian"][-1]
    assert newest["Giới tính"] == "Nam"
    assert newest["Trình độ chuyên môn"] == "Thạc sĩ"
    assert newest["Ngày sinh"] == "04/03/1985"
    assert newest["Cơ quan, đơn vị"] == "Sở Khoa học và Công nghệ"
    assert newest["Thông tin"]["Giới tính"] == "Nam"
    assert document[words.FILE_HELD]["Yêu cầu về dữ liệu"][0]["Quyền"] == "Cung cấp bản sao dữ liệu"
    assert document[words.SHEET_READ][0]["Đã làm gì"] == "lập tệp toàn bộ dữ liệu của một người"
    assert "Số định danh (mã băm có khóa)" in document[words.FILE_LEFT_OUT]["Dòng do các cơ quan nộp"]


def test_an_export_of_many_counts_as_a_read_of_each(database: Any, as_role: As, province: Province) -> None:
    province.load("SO-KHCN", [_AN, _OTHER])
    one, other = _known(database, _MARK), _known(database, "Otherzz")
    steward, searcher = as_role("steward"), as_role("searcher")
    with unit_of_work(database.engine, searcher) as connection:
        assert len(list(iter_people(connection, searcher, purpose="Lập hội đồng"))) == 2
        list(iter_people(connection, searcher, person_ids=[other], purpose="Chỉ người kia"))
    with unit_of_work(database.engine, steward) as connection:
        found = person_file(connection, steward, one, "Kiểm tra").read_by
        beside = person_file(connection, steward, other, "Kiểm tra").read_by
    taken = [row["purpose"] for row in found if row["action"] == "people.export"]
    assert taken == ["Lập hội đồng"]
    assert [row["purpose"] for row in beside if row["action"] == "people.export"] == ["Chỉ người kia", "Lập hội đồng"]
    with database.as_owner() as owner:
        told = owner.execute(
            "select encode(sha256(convert_to(t.persons::text, 'UTF8')), 'hex') = e.details ->> 'taken_sha256'"
            " from taken_out t join audit_event e using (audit_id)"
        ).fetchall()
    assert told == [(True,), (True,)]


def test_an_export_that_broke_off_names_those_it_gave(database: Any, as_role: As, province: Province) -> None:
    province.load("SO-KHCN", [_AN, _OTHER])
    one, other = sorted((_known(database, _MARK), _known(database, "Otherzz")))
    searcher, steward = as_role("searcher"), as_role("steward")
    with unit_of_work(database.engine, searcher) as connection:
        rows = iter_people(connection, searcher, purpose="Thử")
        next(rows)
        rows.close()
    with unit_of_work(database.engine, steward) as connection:
        seen = [[row["action"] for row in who_read(connection, steward, number)] for number in (one, other)]
    assert seen == [["people.export"], []]


def test_a_merged_number_is_counted_in(database: Any, as_role: As, province: Province) -> None:
    province.load("SO-KHCN", [_AN, _OTHER])
    one, other = _known(database, _MARK), _known(database, "Otherzz")
    steward = as_role("steward")
    with unit_of_work(database.engine, steward) as connection:
        receive(connection, steward, "see", "Ai đó", "Xem", received=today(), person_id=other)
    with database.as_owner() as owner:
        owner.execute("insert into person_redirect (person_id, target_id) values (%s, %s)", [other, one])
    with unit_of_work(database.engine, steward) as connection:
        found = person_file(connection, steward, one, "Kiểm tra")
    assert [row["person_id"] for row in found.held["rights_request"]] == [other]


@pytest.mark.parametrize("role", ["agency", "searcher", "leader", "administrator", "auditor", "home_affairs"])
def test_other_roles_get_none(database: Any, as_role: As, province: Province, role: str) -> None:
    province.load("SO-KHCN", [_AN])
    other = as_role(role, "SO-NV") if role == "agency" else as_role(role)
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, other) as connection:
        person_file(connection, other, _known(database, _MARK), "x")


def test_without_a_purpose_or_a_person_there_is_none(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    with pytest.raises(UsageError, match="mục đích"), unit_of_work(database.engine, steward) as connection:
        person_file(connection, steward, 1, " ")
    with pytest.raises(NotFoundError), unit_of_work(database.engine, steward) as connection:
        person_file(connection, steward, 987_654, "Xem")

"""Lists of bodies from JSON, CSV and Excel, and how a body is named."""

import io
import json
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.agencies import import_agencies
from talentdb.db.agency_file import parse_agencies
from talentdb.db.lookup import find_agency_id, list_agencies, list_codes
from talentdb.errors import DataError, UsageError
from talentdb.people.successors import heirs
from tests.talentdb.programmes.files import spoilt

ROWS = [
    {"code": "VIEN-THU", "name": "Viện Thử nghiệm Lúa Vàng", "aliases": "Viện Lúa Vàng|VLV", "parent": "Sở KH&CN"},
    {"code": "TRAM-1", "name": "Trạm Thử số 1", "parent": "VIEN-THU"},
]


def _xlsx(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _zip(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return stream.getvalue()


def test_the_three_kinds_of_file_say_the_same() -> None:
    header = ["Mã", "Tên cơ quan", "Tên gọi khác", "Trực thuộc"]
    lines = [[row.get(key, "") for key in ("code", "name", "aliases", "parent")] for row in ROWS]
    csv = "\n".join(";".join(line) for line in [header, *lines]).encode("utf-8-sig")
    expected = [{key: value for key, value in row.items() if value} for row in ROWS]
    assert parse_agencies("a.json", json.dumps(ROWS).encode()) == ROWS
    assert parse_agencies("a.csv", csv) == expected
    assert parse_agencies("a.xlsx", _xlsx([["DANH SÁCH"], [], header, *lines])) == expected


@pytest.mark.parametrize(
    "header",
    ["Cơ quan cấp trên", "Đơn vị chủ quản", "Trực thuộc", "Cơ quan chủ quản cấp trên", "Cơ quan quản lý trực tiếp",
     "CƠ QUAN CẤP TRÊN (nếu có)", "Đơn vị cấp trên trực tiếp", "Thuộc cơ quan", "parent"],
)  # fmt: skip
def test_who_stands_above_is_known_by_many_headers(header: str) -> None:
    rows = [["STT", "Tên cơ quan", header], [1, "Trạm Thử số 1", "Sở KH&CN"], [2, "Trạm Thử số 2", None]]
    found = parse_agencies("a.xlsx", _xlsx(rows))
    assert found == [{"name": "Trạm Thử số 1", "parent": "Sở KH&CN"}, {"name": "Trạm Thử số 2"}]


def test_columns_that_nobody_knows_are_told(database) -> None:
    rows = [["Tên cơ quan", "Đơn vị trực thuộc", "Màu cờ"], ["Trạm Thử số 1", "Tổ Một", "xanh"], ["Trạm Thử số 2"]]
    found = parse_agencies("a.xlsx", _xlsx(rows))
    assert found == [{"name": "Trạm Thử số 1", "unread": ["Đơn vị trực thuộc", "Màu cờ"]}, {"name": "Trạm Thử số 2"}]
    written = json.dumps([{"name": "Trạm Thử số 1", "sector": "x", "cấp": "tỉnh", "aliases": []}]).encode()
    assert parse_agencies("a.json", written)[0]["unread"] == ["cấp"]
    with unit_of_work(database.engine, OPERATOR) as connection:
        outcome = import_agencies(connection, found)
    assert [len(row["problems"]) for row in outcome] == [2, 0]
    assert "Màu cờ" in outcome[0]["problems"][1]
    assert {row["status"] for row in outcome} == {"added"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"[{"),
        ("a.json", b'{"agencies": 3}'),
        ("a.csv", b""),
        ("a.csv", "cột lạ;khác\n1;2\n".encode()),
        ("a.xlsx", b"PK\x03\x04 hong"),
        ("a.xlsx", _zip({"xl/workbook.xml": b"<workbook"})),
        ("a.xlsx", _zip({"[Content_Types].xml": b"<Types/>", "xl/big": b"\0" * 110_000_000})),
        ("a.bin", b"\xff\x00\x01\x02\x81"),
    ],
)
def test_what_is_no_list_of_bodies_is_told(name: str, content: bytes) -> None:
    with pytest.raises(DataError) as caught:
        parse_agencies(name, content)
    assert name in str(caught.value)
    assert caught.value.advice


def test_imported_bodies_are_found_by_code_name_and_alias(database) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        outcome = import_agencies(connection, ROWS)
        again = import_agencies(connection, ROWS)
        assert [row["code"] for row in outcome] == [row["code"] for row in again] == ["VIEN-THU", "TRAM-1"]
        numbers = {
            find_agency_id(connection, named)
            for named in ("VIEN-THU", "vien-thu", "Viện Thử nghiệm Lúa Vàng", "VLV", "vien lua vang")
        }
        assert len(numbers) == 1
        rows = {row["code"]: row for row in list_agencies(connection)}
        assert rows["TRAM-1"]["parent"] == "VIEN-THU"
        assert [row["code"] for row in list_agencies(connection, "lúa vàng")] == ["VIEN-THU"]


def test_who_took_over_whom_comes_in_with_the_list(database) -> None:
    rows = [{"code": "CU-1", "name": "Trường cũ số 1", "valid_to": "30/06/2025", "successor": "MOI"},
            {"code": "CU-2", "name": "Trường cũ số 2", "valid_to": "2025-06-30 00:00:00", "successor": "Trường mới"},
            {"code": "MOI", "name": "Trường mới", "valid_from": "2025-07-01"}]  # fmt: skip
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert [row["problems"] for row in import_agencies(connection, rows)] == [[], [], []]
        assert {row["status"] for row in import_agencies(connection, rows)} == {"unchanged"}
        numbers = {row["code"]: row["agency_id"] for row in import_agencies(connection, rows)}
        found = heirs(connection, date(2025, 7, 1))
        assert {old: found.get(old) for old in (numbers["CU-1"], numbers["CU-2"])} == {
            numbers["CU-1"]: numbers["MOI"], numbers["CU-2"]: numbers["MOI"],
        }  # fmt: skip
        assert not {numbers["CU-1"], numbers["CU-2"]} & heirs(connection, date(2025, 6, 30)).keys()


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"successor": "CU", "valid_to": "2025-06-30"}, "do chính cơ quan này"),
        ({"successor": "MOI-2", "valid_to": "2025-06-30"}, "do chính cơ quan này"),
        ({"successor": "CU"}, "chính cơ quan này"),
        ({"code": "CU", "name": "Trường cũ", "successor": "không có ai"}, "Không tìm thấy"),
        ({"code": "KHAC", "name": "Trường khác", "successor": "MOI"}, "ngày kết thúc"),
        ({"valid_to": "cuối năm"}, "Ngày không đọc được"),
        ({"valid_to": "31/02/2025"}, "Ngày không đọc được"),
        ({"valid_from": "2026-01-01", "valid_to": "2025-01-01"}, "trước ngày"),
    ],
)
def test_links_that_cannot_be_are_told_and_not_taken_over(database, entry, problem) -> None:
    rows = [{"code": "CU", "name": "Trường cũ", "valid_to": "2025-06-30", "successor": "MOI"},
            {"code": "MOI", "name": "Trường mới", "valid_to": "2026-06-30", "successor": "MOI-2"},
            {"code": "MOI-2", "name": "Trường mới hơn"}]  # fmt: skip
    with unit_of_work(database.engine, OPERATOR) as connection:
        import_agencies(connection, rows)
        before = heirs(connection, date(2027, 1, 1))
        [row] = import_agencies(connection, [{"code": "MOI-2", "name": "Trường mới hơn", **entry}])
        assert problem in " ".join(row["problems"])
        assert heirs(connection, date(2027, 1, 1)) == before


def test_unknown_bodies_and_lists_are_wrong_usage(database) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        with pytest.raises(UsageError, match="Không có cơ quan"):
            find_agency_id(connection, "cơ quan không hề có")
        with pytest.raises(UsageError, match="danh mục"):
            list_codes(connection, "no_such_list")
        assert len(list_codes(connection, "commune")) == 104
        assert {"qualification", "ethnic_group", "commune"} <= {row["code"] for row in list_codes(connection)}


def test_skhcn_is_the_department_of_science_and_technology(database) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = list_agencies(connection, "SKHCN")
    assert [row["name"] for row in found] == ["Sở Khoa học và Công nghệ"]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_workbook_whose_packed_bytes_are_spoilt_is_damaged(method: int) -> None:
    with pytest.raises(DataError, match="hỏng"):
        parse_agencies("danh-sach.xlsx", spoilt("[Content_Types].xml", method))

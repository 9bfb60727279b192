"""The pipeline as a whole: dittos, split values, refused rows, forms, and that no cell is lost."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ingest.columns import map_columns
from ingest.forms import load_form
from ingest.model import BodyRow, HeaderColumn, Sheet, Table
from ingest.pipeline import read, read_file
from ingest.table import read_table
from talentdb.errors import UsageError

HEADER = ["STT", "Họ và tên", "Ngày sinh", "Dân tộc", "Đơn vị công tác"]
GOOD = [1, "Nguyễn Văn Mẫu", "25/11/1975", "Kinh", "Sở Khoa học và Công nghệ"]


def write(path: Path, *sheets: tuple[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook with the given sheets."""
    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    book.close()
    return path


def one_table(path: Path, **options: Any) -> dict[str, Any]:
    document = read(path, **options)
    (table,) = [t for s in document["sheets"] for t in s["tables"]]
    return dict(table)


def codes(table: dict[str, Any]) -> list[str]:
    return [p["code"] for p in table["problems"]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ds.xlsx"


def test_a_ditto_takes_the_value_above(path: Path) -> None:
    second = [2, "Trần Thị Thử", "26/11/1976", "nt", '"']
    table = one_table(write(path, ("DS", [HEADER, GOOD, second])))
    assert table["records"][1]["values"]["ethnicity_code"] == "01"
    assert table["records"][1]["values"]["agency_name"] == "Sở Khoa học và Công nghệ"
    table = one_table(write(path, ("DS", [HEADER, [1, "Trần Thị Thử", "26/11/1976", "nt", "Sở Y tế"], GOOD])))
    assert "ditto.nothing_above" in codes(table)


def test_a_row_without_a_name_is_refused_and_kept_raw(path: Path) -> None:
    write(path, ("DS", [HEADER, GOOD, [2, "12345", "26/11/1976", "Kinh", "Sở Y tế"]]))
    table = one_table(path)
    assert [r["row"] for r in table["records"]] == [2]
    assert {"name.unusable", "row.refused"} <= set(codes(table))
    inside = one_table(path, internal=True)
    assert [r["row"] for r in inside["records"]] == [2, 3]
    assert inside["records"][1]["raw"] == {
        "A": "2",
        "B": "12345",
        "C": "26/11/1976",
        "D": "Kinh",
        "E": "Sở Y tế",
    }
    assert "full_name" not in inside["records"][1]["values"]


def test_an_unreadable_value_is_absent_and_the_row_stays(path: Path) -> None:
    table = one_table(write(path, ("DS", [HEADER, [*GOOD[:2], "31/02/1975", "Sao Hỏa", GOOD[4]], GOOD])))
    values = table["records"][0]["values"]
    assert {"birth_date", "birth_date_precision", "ethnicity_code"} & set(values) == set()
    assert {(p["code"], p["cell"]) for p in table["problems"] if p["severity"] == "error"} == {
        ("date.impossible", "C2"),
        ("ethnicity.unknown", "D2"),
    }


def test_titles_in_a_name_fill_what_no_column_gave(path: Path) -> None:
    table = one_table(write(path, ("DS", [HEADER, [1, "PGS.TS. Nguyễn Văn Mẫu", *GOOD[2:]], GOOD])))
    values = table["records"][0]["values"]
    assert (values["full_name"], values["academic_title"], values["qualification"]) == (
        "Nguyễn Văn Mẫu",
        "associate_professor",
        "doctorate",
    )


def test_agencies_are_resolved_where_the_list_knows_them(path: Path) -> None:
    table = one_table(
        write(path, ("DS", [HEADER, GOOD, [2, "Trần Thị Thử", "1976", "Kinh", "Tổ hợp tác Không Tên"]]))
    )
    assert table["records"][0]["values"]["agency_code"]
    assert "agency_code" not in table["records"][1]["values"]


def test_birth_dates_in_both_columns_leave_the_sex_open(path: Path) -> None:
    rows = [["STT", "Họ và tên", "Nam", "Nữ", "Dân tộc"]]
    rows += [[i, f"Nguyễn Văn {g}", "25/11/1975", None, "Kinh"] for i, g in enumerate(["Mẫu", "Thử", "Ví"], 1)]
    rows.append([4, "Lê Thị Hai", "25/11/1975", "26/11/1975", "Kinh"])
    table = one_table(write(path, ("DS", rows)))
    assert [r["values"].get("sex") for r in table["records"]] == ["male", "male", "male", None]
    assert "birth.two_columns" in codes(table)


def test_the_form_is_chosen_by_evidence(path: Path) -> None:
    courses = ["STT", "Họ và tên", "Đơn vị công tác", "Tên khóa học", "Từ ngày", "Đến ngày", "Số chứng chỉ"]
    course = [1, "Nguyễn Văn Mẫu", "Sở Y tế", "Chuyển đổi số", "20/03/2026", "26/03/2026", "CC-01"]
    table = one_table(write(path, ("DS", [courses, course, [*course[:3], "Ngoại ngữ", *course[4:]]])))
    assert table["form"] == "trainings"
    assert table["records"][0]["values"]["training_end"] == "2026-03-26"
    assert one_table(write(path, ("DS", [HEADER, GOOD])))["form"] == "people"


def test_a_table_of_no_form_says_so(path: Path) -> None:
    rows = [["STT", "Tên đơn vị", "Địa chỉ", "Điện thoại"], [1, "Sở Y tế", "Phố Hiến", "02213863123"]]
    document = read(write(path, ("DS", rows)))
    tables = [t for s in document["sheets"] for t in s["tables"]]
    assert [t["form"] for t in tables] == [None] * len(tables)
    assert all(c["field"] is None for t in tables for c in t["columns"])
    assert all("form.unknown" in codes(t) for t in tables)
    assert [p["code"] for p in document["problems"]] == ["file.no_data"]


def test_a_missing_required_column_is_an_error_when_the_form_is_given(path: Path) -> None:
    rows = [["STT", "Dân tộc", "Điện thoại", "Đơn vị công tác"], [1, "Kinh", "0912345678", "Sở Y tế"]]
    table = one_table(write(path, ("DS", rows)), form="people")
    assert "column.required_missing" in codes(table)


def test_identifiers_repeat_across_sheets(path: Path) -> None:
    header = ["STT", "Họ và tên", "Số CCCD"]
    row = [1, "Nguyễn Văn Mẫu", "033075001234"]
    document = read(write(path, ("A", [header, row]), ("B", [header, row])))
    found = [p for s in document["sheets"] for t in s["tables"] for p in t["problems"]]
    assert [p["code"] for p in found] == ["national_id.repeated"]


def test_a_cell_far_right_is_kept_and_its_column_named(path: Path) -> None:
    table = one_table(write(path, ("DS", [HEADER, GOOD, [*GOOD[:5], None, None, "lạc lõng"]])), internal=True)
    assert table["records"][1]["raw"]["H"] == "lạc lõng"
    assert {"column.unknown", "row.orphan_cell"} & set(codes(table))


def test_cells_outside_every_column_are_named() -> None:
    columns = tuple(HeaderColumn(i, "ABCDE"[i], (h,)) for i, h in enumerate(HEADER))
    table = Table((1,), 2, 2, columns, (BodyRow(2),), ())
    sheet = Sheet("DS", False, 1, [tuple(HEADER), (*GOOD, None, "lạc lõng")])
    people = load_form("people")
    reading = read_table(sheet, table, people, map_columns(table, sheet, people), False, {})
    assert [p.cell for p in reading.problems if p.code == "row.orphan_cell"] == ["G2"]
    beside = read_table(sheet, table, people, map_columns(table, sheet, people), False, {}, frozenset({6}))
    assert "row.orphan_cell" not in [p.code for p in beside.problems]
    assert "G" not in beside.as_json(internal=True)["records"][0]["raw"]


def test_what_an_agency_settled_is_used(path: Path) -> None:
    rows = [[*HEADER, "Màu xe"], [*GOOD, "đỏ"], [*GOOD, "xanh"]]
    table = one_table(write(path, ("DS", rows)), remembered={"Màu xe": "expertise"})
    assert table["records"][0]["values"]["expertise"] == ["đỏ"]
    assert "column.unknown" in codes(one_table(path))


def test_the_limited_child_gives_the_same(path: Path) -> None:
    write(path, ("DS", [HEADER, GOOD]))
    assert read_file(path) == read(path)
    assert read_file(path, name="gốc.xlsx")["file"] == "gốc.xlsx"


def test_an_unreadable_file_is_an_error_value_with_its_digest(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 rac" * 50)
    document = read_file(path)
    assert document["error"]["code"]
    assert len(document["sha256"]) == 64
    assert document["sheets"] == []


def test_an_unknown_form_is_wrong_usage(path: Path) -> None:
    write(path, ("DS", [HEADER, GOOD]))
    with pytest.raises(UsageError):
        read_file(path, "khong_co")


CELLS = st.one_of(st.none(), st.text('abđấ 019/.-x"', max_size=8), st.integers(0, 10**12), st.booleans())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=6))
def test_every_filled_row_is_a_record_or_skipped_or_has_a_problem(tmp_path: Path, rows: list[list[Any]]) -> None:
    document = read(write(tmp_path / "x.xlsx", ("DS", [HEADER, GOOD, *rows])), internal=True)
    (sheet,) = document["sheets"]
    told = {p["row"] for p in sheet["problems"]} | {s["row"] for s in sheet["skipped"]}
    for table in sheet["tables"]:
        told |= {
            *table["header_rows"],
            *(r["row"] for r in table["records"]),
            *(s["row"] for s in table["skipped"]),
        }
    filled = {i for i, row in enumerate(rows, 3) if any(c is not None and str(c).strip() for c in row)}
    assert filled <= told
    assert not any(p["code"] == "conservation.lost" for p in sheet["problems"])

"""Writes a gold population as agencies would send it: one workbook an agency and year, with ordinary headers."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import xlsxwriter

from talentdb.codes import code_list
from tests.bench.identity.population import GoldRow, Population

__all__ = ["SHEET", "Workbook", "write_workbooks"]

SHEET: Final = "Danh sách"
_SEX: Final = {"male": "Nam", "female": "Nữ"}


@dataclass(frozen=True, slots=True)
class Workbook:
    """One written list; `rows` leads from the row in the sheet to the record of the population."""

    path: Path
    agency_code: str
    as_of: date
    rows: dict[int, int]


def _label(name: str, code: str | None) -> str | None:
    found = code_list(name).get(code) if code else None
    return found.label if found else code


def _birth(row: GoldRow) -> str:
    return str(row.birth_date.year) if row.birth_precision == "year" else row.birth_date.strftime("%d/%m/%Y")


def _day(text: str | None) -> str | None:
    return date.fromisoformat(text).strftime("%d/%m/%Y") if text else None


_COLUMNS: Final[tuple[tuple[str, int, Callable[[GoldRow], str | int | None]], ...]] = (
    ("Họ và tên", 26, lambda row: row.full_name),
    ("Ngày, tháng, năm sinh", 14, _birth),
    ("Giới tính", 8, lambda row: _SEX.get(row.sex or "")),
    ("Số CCCD", 15, lambda row: row.national_id),
    ("Mã cán bộ", 9, lambda row: row.staff_code),
    ("Điện thoại", 13, lambda row: row.phone),
    ("Email", 30, lambda row: row.email),
    ("Dân tộc", 9, lambda row: _label("ethnic_group", row.ethnicity_code)),
    ("Nơi ở hiện nay (xã, phường)", 20, lambda row: row.commune),
    ("Quê quán", 36, lambda row: row.native_place),
    ("Đơn vị công tác", 36, lambda row: row.employer.name if row.names_employer else None),
    ("Chức vụ, chức danh", 22, lambda row: row.position_title),
    ("Mã số CDNN", 12, lambda row: row.professional_title_code),
    ("Ngày tuyển dụng", 13, lambda row: _day(row.recruitment_date)),
    ("Trình độ chuyên môn", 16, lambda row: _label("qualification", row.qualification)),
    ("Chuyên ngành", 26, lambda row: row.field_of_training),
    ("Cơ sở đào tạo", 30, lambda row: row.training_institution),
    ("Năm tốt nghiệp", 10, lambda row: row.graduation_year),
)
"""Header, width, what stands in the cell; a column that no row fills is not written."""


def _write(path: Path, rows: list[GoldRow]) -> dict[int, int]:
    columns = [column for column in _COLUMNS if any(column[2](row) is not None for row in rows)]
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write(0, 0, rows[0].agency.name.upper())
        sheet.write(2, 3, f"DANH SÁCH ĐỘI NGŨ TRÍ THỨC NĂM {rows[0].as_of.year}")
        sheet.write_row(4, 0, ["TT", *(header for header, _, _ in columns)])
        for at, (_, width, _) in enumerate(columns, 1):
            sheet.set_column(at, at, width)
        for number, row in enumerate(rows):
            sheet.write_row(5 + number, 0, [number + 1, *(value(row) for _, _, value in columns)])
    return {6 + number: row.record_id for number, row in enumerate(rows)}


def write_workbooks(folder: Path, population: Population) -> Iterator[Workbook]:
    """Write all lists, oldest first, agencies by code within a year."""
    folder.mkdir(parents=True, exist_ok=True)
    lists: dict[tuple[date, str], list[GoldRow]] = defaultdict(list)
    for row in population.rows:
        lists[row.as_of, row.agency.code].append(row)
    for (as_of, code), rows in sorted(lists.items()):
        path = folder / f"{code.lower()}_{as_of.year}.xlsx"
        yield Workbook(path, code, as_of, _write(path, rows))

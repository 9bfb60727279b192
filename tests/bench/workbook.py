"""One large, plain workbook of fictional people, 25 columns: what a department's own program exports.

Its people are the sample's; its headers are written here. Speed is measured on it, quality is not.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from ingest.sample.catalogue import agencies
from ingest.sample.model import Person
from ingest.sample.province import make_province
from talentdb.codes import code_list

__all__ = ["COLUMNS", "make_people", "write_workbook"]

_Writer = Callable[[Person], Any]


def _plain(field: str) -> _Writer:
    return lambda person: person.values.get(field)


def _day(field: str) -> _Writer:
    return lambda person: date.fromisoformat(person.values[field])


def _label(field: str, list_name: str) -> _Writer:
    codes = code_list(list_name)

    def write(person: Person) -> str | None:
        found = codes.get(person.values.get(field) or "")
        return found.label if found else None

    return write


def _agency(person: Person) -> str:
    names = {agency.code: agency.name for agency in agencies()}
    return names.get(person.agency, person.agency)


def _member(person: Person) -> str:
    return "x" if person.values["party_member"] else ""


COLUMNS: dict[str, _Writer] = {
    "Mã cán bộ": _plain("staff_code"),
    "Họ và tên": _plain("full_name"),
    "Ngày sinh": _day("birth_date"),
    "Giới tính": _label("sex", "sex"),
    "Dân tộc": _label("ethnicity_code", "ethnic_group"),
    "Số CCCD": _plain("national_id"),
    "Điện thoại": _plain("phone"),
    "Email": _plain("email"),
    "Địa chỉ": _plain("address"),
    "Cơ quan công tác": _agency,
    "Phòng, khoa": _plain("sub_unit"),
    "Chức vụ": _plain("position_title"),
    "Đối tượng": _label("employment_category", "employment_category"),
    "Mã chức danh nghề nghiệp": _plain("professional_title_code"),
    "Trình độ chuyên môn": _label("qualification", "qualification"),
    "Học hàm": _label("academic_title", "academic_title"),
    "Chuyên ngành đào tạo": _plain("field_of_training"),
    "Nơi đào tạo": _plain("training_institution"),
    "Năm tốt nghiệp": _plain("graduation_year"),
    "Lý luận chính trị": _label("political_theory", "political_theory"),
    "Quản lý nhà nước": _label("state_management", "state_management"),
    "Tin học": _label("it_level", "it_level"),
    "Đảng viên": _member,
    "Ngày tuyển dụng": _day("recruitment_date"),
}
"""Header -> what stands below it; the running number in front makes 25."""


def make_people(count: int, seed: int) -> list[Person]:
    """So many fictional people, the same for the same seed."""
    return list(make_province(max(count, 60), seed).persons.values())[:count]


def write_workbook(path: Path, people: list[Person]) -> Path:
    """One sheet with a header in row 1 and one row a person; real dates, ids as text."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, ["STT", *COLUMNS])
        for number, person in enumerate(people, start=1):
            sheet.write_number(number, 0, number)
            for column, write in enumerate(COLUMNS.values(), start=1):
                value = write(person)
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write(number, column, value)
    return path

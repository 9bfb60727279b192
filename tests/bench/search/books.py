"""The experts as two plain workbooks, people and works, as agencies would send them. Draws nothing."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from talentdb.codes import code_list
from tests.bench.search.population import Expert

__all__ = ["in_words", "write_people", "write_works"]

_PEOPLE: Final = (
    "STT", "Mã cán bộ", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Xã/phường nơi ở", "Cơ quan công tác",
    "Phòng, khoa", "Chức vụ", "Trình độ chuyên môn", "Học hàm", "Chuyên ngành đào tạo", "Hướng nghiên cứu, sở trường",
)  # fmt: skip
_WORKS: Final = (
    "STT", "Tên công trình, nhiệm vụ", "Loại công trình", "Cấp", "Năm", "Kết quả", "Họ và tên", "Vai trò",
    "Mã cán bộ", "Ngày sinh", "Số CCCD", "Đơn vị công tác",
)  # fmt: skip


def in_words(list_name: str, code: str | None) -> str | None:
    """How a list says a code; None without one."""
    found = code_list(list_name).get(code or "")
    return found.label if found else None


def _write(path: Path, heads: Sequence[str], lines: Iterable[Sequence[Any]]) -> Path:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, heads)
        for number, line in enumerate(lines, start=1):
            sheet.write_number(number, 0, number)
            for column, value in enumerate(line, start=1):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write(number, column, value)
    return path


def _person(one: Expert) -> tuple[Any, ...]:
    return (
        one.code, one.full_name, one.birth, in_words("sex", one.sex), one.national_id,
        f"{one.place.kind} {one.place.name}", one.body.name, one.unit, one.post,
        in_words("qualification", one.qualification), in_words("academic_title", one.academic_title), one.field,
        "; ".join(one.skills) or None,
    )  # fmt: skip


def _works(experts: Iterable[Expert]) -> Iterable[tuple[Any, ...]]:
    for one in experts:
        for part in one.works:
            work = part.work
            yield (
                work.title, in_words("work_type", work.kind), in_words("work_level", work.level), work.year,
                in_words("work_result", work.result), one.full_name, in_words("member_role", part.role), one.code,
                one.birth, one.national_id, one.body.name,
            )  # fmt: skip


def write_people(path: Path, experts: Iterable[Expert]) -> Path:
    """One row a person."""
    return _write(path, _PEOPLE, map(_person, experts))


def write_works(path: Path, experts: Iterable[Expert]) -> Path:
    """One row a member of a work."""
    return _write(path, _WORKS, _works(experts))

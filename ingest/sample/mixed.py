"""Workbooks whose form, columns, words, levels and habits are drawn by chance, with gold answers; a file a layout.

The witness for lists nobody has described: deterministic by seed; knows nothing of how the reader reads.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from ingest.sample.catalogue import texts
from ingest.sample.cells import Cell, Habits, draw_habits, write_cell
from ingest.sample.drawn import FORMS, Slot, draw_slots
from ingest.sample.facts import make_facts
from ingest.sample.files import write_workbook
from ingest.sample.model import CellValue, Province
from ingest.sample.sheets import SheetDraft, column_letter

__all__ = ["write_mixed"]

_WEIGHTS = {"people": 50, "trainings": 12, "works": 10, "awards": 10, "institutions": 5, "needs": 6, "overseas": 7}
_TITLES = {
    "people": ("DANH SÁCH CÁN BỘ, VIÊN CHỨC", "DANH SÁCH TRÍ THỨC", "THỐNG KÊ ĐỘI NGŨ", "BIỂU TỔNG HỢP NHÂN SỰ"),
    "trainings": ("KẾT QUẢ ĐÀO TẠO, BỒI DƯỠNG", "DANH SÁCH CÁN BỘ ĐƯỢC CỬ ĐI BỒI DƯỠNG"),
    "works": ("DANH MỤC NHIỆM VỤ KHOA HỌC VÀ SÁNG KIẾN", "THỐNG KÊ CÔNG TRÌNH"),
    "awards": ("DANH SÁCH CÁ NHÂN ĐƯỢC KHEN THƯỞNG", "TỔNG HỢP KHEN THƯỞNG"),
    "institutions": ("TÌNH HÌNH CÁC CƠ SỞ GIÁO DỤC, ĐÀO TẠO",),
    "needs": ("NHU CẦU TUYỂN DỤNG VÀ ĐÀO TẠO NHÂN LỰC",),
    "overseas": ("DANH SÁCH TRÍ THỨC NGƯỜI VIỆT NAM Ở NƯỚC NGOÀI",),
}
_NOISE: dict[str, tuple[CellValue, ...]] = {
    "account": ("1012345678", "1098765432", None), "allowance": (None, 0.2, 0.35, "0,4"),
    "coefficient": (2.34, 3.0, 3.33, "4,98"), "decision": ("55/QĐ-UB", "/QĐ-SNV", None),
    "family": ("Hoàng Văn Phụ", "Đinh Thị Thân", None), "health": ("Tốt", "Loại II", "A"),
    "id_date": ("12/05/2021", "23/08/2021", "30/01/2022"), "id_place": ("Cục CS QLHC về TTXH", "Bộ Công an"),
    "insurance": ("3012345678", "3398765432"), "note": (None, None, "Biệt phái", "Đi học"),
    "party_date": (None, "03/02/2010", "19/05/2015"), "religion": ("Không", "Không", "Phật giáo"), "step": (1, 3, 5),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Plan:
    """One workbook to be: its form and kind, columns, habits, and what stands about the rows."""

    form: str
    kind: str
    slots: Sequence[Slot]
    style: str
    habits: Habits
    agency: str


def _values(province: Province, plan: _Plan, count: int, rng: Random) -> list[Mapping[str, Any]]:
    names = {agency.code: agency.name for agency in province.agencies}
    persons = rng.sample(sorted(province.persons), min(count, len(province.persons)))
    rows: list[Mapping[str, Any]] = []
    for number, key in enumerate(persons):
        person = province.persons[key]
        values = {**person.values, "agency_name": names.get(person.agency)}
        if plan.form == "trainings":
            if not person.courses:
                continue
            values |= person.courses[0].values
        rows.append(make_facts(plan.form, plan.kind, number, values, rng))
    return rows


def _own_cell(slot: Slot, values: Mapping[str, Any], habits: Habits, number: int, rng: Random) -> Cell:
    """The cell of a slot, the split and ticked ones and columns of no field included."""
    if slot.key == "stt":
        return Cell(number, {})
    if slot.key in _NOISE:
        return Cell(rng.choice(_NOISE[slot.key]), {})
    if slot.key in ("name_front", "name_last"):
        front, _, last = write_cell("full_name", values, habits, rng).value.rpartition(" ")  # type: ignore[union-attr]
        return Cell(front if slot.key == "name_front" else last, {"full_name": values["full_name"]})
    if slot.key == "born":
        cell = write_cell("birth_date", values, habits, rng)
        return (
            Cell(cell.value, {**cell.gold, "sex": slot.says}, cell.doubt)
            if values["sex"] == slot.says
            else Cell(None, {})
        )
    if slot.key == "tick_sex":
        return Cell("x", {"sex": slot.says}) if values["sex"] == slot.says else Cell(None, {})
    if slot.key == "tick_degree":
        return Cell("x", {"qualification": slot.says}) if values["qualification"] == slot.says else Cell(None, {})
    return write_cell(slot.key, values, habits, rng)


def _put_header(draft: SheetDraft, slots: Sequence[Slot], top: int, merged: bool) -> None:
    """One or two rows; `merged` says whether a single header is merged down over both."""
    levels = max(len(slot.header) for slot in slots)
    above = ""
    for column, slot in enumerate(slots, 1):
        parent = slot.header[0] if len(slot.header) == 2 else ""
        if not parent:
            draft.put(top, column, slot.header[-1])
            if levels == 2 and merged:
                draft.merges.append((top, column, top + 1, column))
        else:
            draft.put(top + 1, column, slot.header[-1])
            if parent == above:
                first, left, last, _ = draft.merges.pop()
                draft.merges.append((first, left, last, column))
            else:
                draft.put(top, column, parent)
                draft.merges.append((top, column, top, column))
        above = parent
    draft.gold["header_rows"] += [] if draft.gold["header_rows"] else range(top, top + levels)


def _put_title(draft: SheetDraft, plan: _Plan, rng: Random) -> int:
    text, right = texts(), max(3, len(plan.slots) // 2 + 1)
    shape = (
        rng.choice(("none", "block", "unit", "single", "padded"))
        if plan.style in ("plain", "upper", "bare_upper")
        else "none"
    )
    lines: list[list[tuple[int, str]]] = {
        "none": [],
        "block": [[(1, "UBND TỈNH HƯNG YÊN"), (right, text["state"])],
                  [(1, plan.agency.upper()), (right, text["motto"])],
                  [], [(1, rng.choice(_TITLES[plan.form]))], [(1, "(Tính đến ngày 30/9/2026)")]],
        "unit": [[(1, f"Đơn vị: {plan.agency}")], [(1, rng.choice(_TITLES[plan.form]))]],
        "single": [[(1, rng.choice(_TITLES[plan.form]))]],
        "padded": [[(1, f"  {plan.agency.upper()}{' ' * 40}{text['state']}")],
                   [(1, rng.choice(_TITLES[plan.form]))], []],
    }[shape]  # fmt: skip
    for row, placed in enumerate(lines, 1):
        for column, value in placed:
            draft.put(row, column, value)
        if placed:
            draft.skip(row, "title")
        if len(placed) == 1 and rng.random() < 0.7:
            draft.merges.append((row, 1, row, len(plan.slots)))
    if shape == "unit":
        draft.gold["context"]["agency_name"] = plan.agency
    if shape == "block":
        draft.gold["context"]["as_of"] = "2026-09-30"
    return len(lines) + 1


def _put_record(draft: SheetDraft, plan: _Plan, at: int, number: int, values: Mapping[str, Any], salt: str) -> None:
    record: dict[str, Any] = {"row": at, "person": "", "values": {}, "from": {}, "doubt": [], "form": plan.form}
    for column, slot in enumerate(plan.slots, 1):
        # the two parts of a name are one drawing
        own = Random(f"{salt}/{at}" if slot.key.startswith("name_") else f"{salt}/{at}/{column}")  # noqa: S311
        cell = _own_cell(slot, values, plan.habits, number, own)
        draft.put(at, column, cell.value)
        record["values"].update(cell.gold)
        record["from"].update(dict.fromkeys(cell.gold, column_letter(column)))
        record["doubt"] += cell.doubt
    draft.gold["rows"].append(record)


def _put_numbers(draft: SheetDraft, width: int, at: int, rng: Random) -> int:
    shape = rng.choice(("none", "none", "plain", "paren", "letters", "formula"))
    if shape == "none":
        return at
    for column in range(1, width + 1):
        sums = f"{column} (={column + 1}+{column + 2})" if column % 4 == 0 else str(column)
        shown: dict[str, CellValue] = {
            "plain": column, "paren": f"({column})", "letters": column_letter(column), "formula": sums,
        }  # fmt: skip
        draft.put(at, column, shown[shape])
    draft.skip(at, "column_numbers")
    return at + 1


def _put_body(
    draft: SheetDraft, plan: _Plan, rows: Sequence[Mapping[str, Any]], at: int, merged: bool, rng: Random
) -> int:
    groups = rng.choice((0, 0, 0, 2, 3)) if plan.style in ("plain", "upper") and len(rows) >= 6 else 0
    repeat, restart, salt = rng.random() < 0.4, rng.random() < 0.6, str(rng.random())
    levels = max(len(slot.header) for slot in plan.slots)
    number = 0
    for index, values in enumerate(rows):
        if groups and index % -(-len(rows) // groups) == 0:
            part = index // -(-len(rows) // groups)
            draft.put(
                at, 1, f"{('I', 'II', 'III')[part]}. {('PHÒNG TỔ CHỨC', 'PHÒNG CHUYÊN MÔN', 'CÁC TỔ KHÁC')[part]}"
            )
            draft.merges.append((at, 1, at, len(plan.slots)))
            draft.skip(at, "group")
            at += 1
            number = 0 if restart else number
            if repeat and part:
                _put_header(draft, plan.slots, at, merged)
                for row in range(at, at + levels):
                    draft.skip(row, "repeated_header")
                at += levels
        number += 1
        _put_record(draft, plan, at, number, values, salt)
        at += 1
    return at


def _put_end(draft: SheetDraft, plan: _Plan, at: int, count: int, rng: Random) -> None:
    text, right = texts(), max(3, len(plan.slots) - 2)
    if rng.random() < 0.35:
        draft.put(
            at,
            rng.choice((1, 2)),
            rng.choice((f"Tổng cộng: {count} người", "Tổng số", f"Danh sách này có {count} người", "Cộng")),
        )
        draft.skip(at, "total")
        at += 1
    if rng.random() < 0.4 and plan.style in ("plain", "upper", "bare_upper"):
        names = ("Nguyễn Thị Người Lập", "Trần Văn Thủ Trưởng")
        for row, left, other in (
            (at + 1, text["preparer"], text["head"]),
            (at + 2, "(Ký, ghi rõ họ tên)", text["seal"]),
            (at + 5, *names),
        ):
            draft.put(row, 2, left)
            draft.put(row, right, other)
            draft.skip(row, "signature")


def _draft(province: Province, number: int, rng: Random) -> tuple[SheetDraft, _Plan]:
    form = rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    kind = rng.choice(("research_task", "initiative", "publication")) if form == "works" else ""
    slots, style = draw_slots(form, kind, rng)
    agency = rng.choice(province.agencies).name
    plan = _Plan(form, kind, slots, style, draw_habits(rng), agency)
    draft = SheetDraft(rng.choice(("Sheet1", "DS", "Danh sách", f"Biểu {number}")), stray=rng.random() < 0.1)
    columns = [
        {"column": column_letter(n), "header": " > ".join(slot.header), "fields": list(slot.fields)}
        for n, slot in enumerate(slots, 1)
    ]
    draft.gold = {"sheet": draft.name, "ignored": False, "form": form, "header_rows": [], "context": {},
                  "columns": columns, "rows": [], "refused": [], "skipped": [],
                  "codes": ["row.repeated"]}  # fmt: skip
    rows = _values(province, plan, rng.randint(10, 30), rng)
    at = _put_title(draft, plan, rng)
    merged = rng.random() < 0.8
    _put_header(draft, slots, at, merged)
    at = draft.gold["header_rows"][-1] + 1
    if style == "plain":
        at = _put_numbers(draft, len(slots), at, rng)
    at = _put_body(draft, plan, rows, at, merged, rng)
    _put_end(draft, plan, at, len(rows), rng)
    return draft, plan


def write_mixed(province: Province, count: int, folder: Path) -> dict[str, Any]:
    """Write `count` drawn workbooks and their gold.json into `folder`; gives the gold, as of a province."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number in range(1, count + 1):
        rng = Random(f"mixed/{province.seed}/{number}")  # noqa: S311 - repeatable fiction
        draft, plan = _draft(province, number, rng)
        kind = rng.choices(("xlsx", "xls", "xls_is_xlsx", "csv"), (75, 10, 5, 10))[0]
        name = write_workbook(
            folder, f"{number:03d}-{plan.form}", "xlsx" if draft.merges and kind == "csv" else kind, [draft]
        )
        if name.endswith(".csv"):
            draft.gold["sheet"] = "csv"
        files.append(
            {"file": name, "form": plan.form, "layout": f"{plan.form}, {plan.style} headers", "sheets": [draft.gold]}
        )
    gold = {"seed": province.seed, "persons": {}, "files": files, "forms": sorted(FORMS)}
    (folder / "gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    return gold

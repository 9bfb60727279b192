"""Workbooks typed as text, a line a row, with the gold beside each row; gives a file and its entry as in gold.json.

Knows the plainest writings only (dd/mm/yyyy, Nam, Đại học); anything else has its value typed out after "=>", so that
no guess of a reader is repeated here. All people are fictional. Nothing of the reader is used.

A line: kind, a blank, cells apart by " | ", then " => " and the gold that is not plain. Kinds: t title, h header,
n column numbers, g group, r record, e repeated header, s signature, + total, o note, b blank or numbered only,
c collective, x example, q refused, - nothing. Cells: "<" merged with the left one, "^" with the one above,
#12.5 a number, @1995-08-30 a date, "_" a blank of a line's edge.
"% any_row": the one record may carry any row of the sheet, and its columns are not judged.
Directives: "# FORM field field …" names the columns from here on ("." none, "a/b" one of them, "~a" it or none,
"f[v]" a tick or a date that says v; "G:" before it starts the table at that column), "= key: value" the context.
Gold: "field: value", "field! value" with a problem asked for, "field!" only the problem, "field~ value" a problem
allowed, "field: ~" must be absent, "field: ?" not judged; apart by ";"; " && " between several records of one row.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

__all__ = ["Grid", "parse"]

Cell = None | str | int | float | date

_REASONS = {
    "t": "title", "h": "header", "n": "column_numbers", "g": "group", "e": "repeated_header", "s": "signature",
    "+": "total", "o": "note", "b": "blank", "c": "collective", "x": "example",
}  # fmt: skip
_PLAIN: dict[str, dict[str, Any]] = {
    "sex": {"Nam": "male", "Nữ": "female"},
    "qualification": {"Trung cấp": "intermediate", "Cao đẳng": "college", "Đại học": "university",
                      "Thạc sĩ": "master", "Tiến sĩ": "doctorate"},
    "academic_title": {"Phó giáo sư": "associate_professor", "Giáo sư": "professor"},
    "political_theory": {"Sơ cấp": "elementary", "Trung cấp": "intermediate", "Cao cấp": "advanced",
                         "Cử nhân": "bachelor"},
    "ethnicity_code": {"Kinh": "01", "Tày": "02", "Thái": "03", "Hoa": "04", "Mường": "06", "Nùng": "07"},
    "employment_category": {"Công chức": "civil_servant", "Viên chức": "public_employee", "Hợp đồng": "contract"},
    "party_member": {"x": True, "X": True},
    "country_of_residence": {"Nhật Bản": "JP", "Hàn Quốc": "KR", "Hoa Kỳ": "US", "Đức": "DE", "Pháp": "FR"},
}  # fmt: skip
_DATES = frozenset({"birth_date", "recruitment_date", "training_start", "training_end", "accreditation_valid_to"})
_NUMBERS = frozenset(
    {"graduation_year", "work_year", "award_year", "need_year", "need_count", "quota", "staff_total", "staff_female",
     "staff_minority", "staff_trained", "teachers_total", "teachers_at_standard"}
)  # fmt: skip
_TYPED_OUT = frozenset(
    {"annual_ratings", "applied", "associations", "award_code", "award_level", "commune_code", "expertise",
     "graduation_grade", "it_level", "languages", "member_role", "need_type", "position_level", "research_fields",
     "state_management", "status", "student", "talent_groups", "training_country", "training_mode",
     "training_status", "training_type", "work_level", "work_result", "work_type", "accredited", "key_programme",
     "programme_accredited", "full_time", "outcome_standard_updated", "required_qualification", "doctoral_student",
     "recruitment_form", "institution_kind", "sti_posts"}
)  # fmt: skip
_NAME_PARTS = ("family_name", "middle_name", "given_name")


@dataclass(slots=True)
class Grid:
    """One sheet: cells by (row, column) from 1, merges as (top, left, bottom, right), its gold, named as columns."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    gold: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Head:
    """Columns of one table from here on: (number, allowed fields, what a tick says)."""

    form: str
    columns: tuple[tuple[int, tuple[str | None, ...], str], ...]


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _cell(text: str) -> Cell:
    if text.startswith("#") and re.fullmatch(r"#-?[\d.]+", text):
        return float(text[1:]) if "." in text else int(text[1:])
    if re.fullmatch(r"@\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text[1:])
    return text.replace("_", " ").replace("\\n", "\n").replace("\\u", "_") if text else None


def _head(line: str) -> _Head:
    first = 1
    words = line.split()
    if words[0].endswith(":") and words[0][:-1].isalpha():
        first = ord(words[0][0]) - 64
        words = words[1:]
    columns = []
    for number, word in enumerate(words[1:], first):
        match = re.fullmatch(r"(~?)([\w/.]+)(?:\[(\w+)\])?", word)
        if match is None:
            raise ValueError(word)
        names = tuple(None if name == "." else name for name in match[2].split("/") if match[2] != ".")
        columns.append((number, (*names, None) if match[1] or not names else names, match[3] or ""))
    return _Head(words[0], tuple(columns))


def _day(value: Cell) -> dict[str, str] | None:
    if isinstance(value, date):
        return {"day": value.isoformat(), "precision": "day"}
    text = str(value)
    if match := re.fullmatch(r"(\d\d?)/(\d\d?)/((?:19|20)\d\d)", text):
        return {"day": f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}", "precision": "day"}
    if re.fullmatch(r"(19|20)\d\d", text):
        return {"day": f"{text}-01-01", "precision": "year"}
    return None


def _plain(name: str, value: Cell, says: str) -> dict[str, Any] | None:
    """The value of a cell written in the plainest way; None when it has to be typed out."""
    if name in _DATES:
        day = _day(value)
        if day is None:
            return None
        found: dict[str, Any] = {name: day["day"]}
        if name == "birth_date":
            found["birth_date_precision"] = day["precision"]
        return {**found, **({"sex": says} if says else {})}
    if says:
        return {name: says}
    if name in _PLAIN:
        return {name: _PLAIN[name][str(value)]} if str(value) in _PLAIN[name] else None
    if name in _NUMBERS:
        return {name: int(str(value))} if str(value).isdigit() else None
    return None if name in _TYPED_OUT else {name: str(value)}


def _value(text: str) -> Any:
    try:
        return ast.literal_eval(text) if text[:1] in ("[", "{", "'") or text in ("True", "False") else text
    except (SyntaxError, ValueError) as error:
        raise ValueError(text) from error


def _typed(text: str) -> dict[str, tuple[str, Any]]:
    """Field -> (mark, value) of the gold after "=>"."""
    found = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        match = re.fullmatch(r"(\w+)\s*([:!~])\s*(.*)", part, re.DOTALL)
        if match is None:
            raise ValueError(part)
        value = _value(match[3])
        found[match[1]] = (match[2], int(value) if match[1] in _NUMBERS and str(value).isdigit() else value)
    return found


def _record(row: int, cells: Mapping[int, Cell], head: _Head, text: str) -> dict[str, Any]:
    typed = _typed(text)
    record: dict[str, Any] = {"row": row, "person": "", "values": {}, "from": {}, "absent": [], "flag": [], "may": []}
    parts: list[str] = []
    for number, names, says in head.columns:
        value = cells.get(number)
        if value is None or None in names:
            continue
        for name in names:
            if name is not None:
                record["from"].setdefault(name, _letter(number))
        if names[0] in _NAME_PARTS:
            parts.append(str(value).strip())
        elif not any(name in typed for name in names):
            plain = _plain(str(names[0]), value, says)
            if plain is None:
                raise ValueError(f"row {row} {names[0]}: {value!r} has to be typed out")
            record["values"].update(plain)
    if parts and "full_name" not in typed:
        record["values"]["full_name"] = " ".join(parts)
    for name, (mark, value) in typed.items():
        _judge(record, name, mark, value)
    return record


def _judge(record: dict[str, Any], name: str, mark: str, value: Any) -> None:
    record["values"].pop(name, None)
    if mark == "!":
        record["flag"].append(name)
    if mark == "~":
        record["may"].append(name)
    if value == "~":
        record["absent"].append(name)
    elif value not in ("?", ""):
        record["values"][name] = value
        if name == "birth_date" and "birth_date_precision" not in record["values"]:
            record["values"]["birth_date_precision"] = "day"


def _columns(heads: list[_Head]) -> list[dict[str, Any]]:
    return [
        {"column": _letter(number), "header": "", "fields": list(names), "says": says}
        for number, names, says in (column for head in heads for column in head.columns)
    ]


def _place(grid: Grid, row: int, texts: list[str]) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    for number, text in enumerate(texts, 1):
        if text == "<":
            _grow(grid, row, number - 1, row, number)
        elif text == "^":
            _grow(grid, row - 1, number, row, number)
        elif (value := _cell(text)) is not None:
            cells[number] = grid.cells[row, number] = value
    return cells


def _grow(grid: Grid, from_row: int, from_column: int, row: int, column: int) -> None:
    for index, (top, left, bottom, right) in enumerate(grid.merges):
        if top <= from_row <= bottom and left <= from_column <= right:
            grid.merges[index] = (top, left, max(bottom, row), max(right, column))
            return
    grid.merges.append((from_row, from_column, row, column))


def parse(name: str, text: str, *, ignored: bool = False, **options: Any) -> Grid:
    """The sheet typed in `text`; `ignored` for one that is no list. Raises ValueError for gold not typed out."""
    grid = Grid(gold={"sheet": name, "ignored": ignored, "form": None, "header_rows": [], "columns": [], "rows": [],
                      "context": {}, "skipped": [], "refused": [], **options})  # fmt: skip
    gold, row = grid.gold, 0
    heads: list[_Head] = []
    every: list[_Head] = []
    for line in text.strip("\n").splitlines():
        if line.startswith("= "):
            key, _, value = line[2:].partition(": ")
            gold["context"][key] = value
        elif line.startswith("% "):
            gold[line[2:]] = True
        elif re.match(r"# ([A-Z]: ?)?[a-z]+ ", line):
            head = _head(line[2:])
            beside = line[3:4] == ":"
            heads = [*heads, head] if beside and heads else [head]
            every.append(head)
            gold["form"] = gold["form"] or head.form
        else:
            row += 1
            _line(grid, row, line, heads)
    gold["columns"] = _columns(every)
    return grid


def _line(grid: Grid, row: int, line: str, heads: list[_Head]) -> None:
    kind, (body, _, typed) = line[:1], line[2:].partition("=>")
    texts = [part.strip() for part in body.split("|")]
    cells = _place(grid, row, texts)
    gold = grid.gold
    if kind == "r":
        for head, piece in zip(heads, [*typed.split("||"), *[""] * len(heads)], strict=False):
            if len(heads) == 1 or any(number in cells for number, _, _ in head.columns[1:]):
                for part, own in enumerate(piece.split("&&")):
                    gold["rows"].append({**_record(row, cells, head, own), "form": head.form, "part": part})
    elif kind == "q":
        gold["refused"].append({"row": row, "values": {}, "from": {}})
    elif kind == "h":
        gold["header_rows"].append(row)
    elif kind in _REASONS:
        gold["skipped"].append({"row": row, "reason": _REASONS[kind]})
    elif kind != "-":
        raise ValueError(line)

"""Readers of values by the type a form states for a field, so that a new form needs no code.

Knows no field; what a code list calls its values comes from the list.
"""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from ingest.model import CellValue, display
from ingest.normalise import dates, plain
from ingest.normalise.codelists import find_code, find_inside
from ingest.normalise.result import EMPTY, Evidence, Normaliser, Result, cell_text, failure, single
from ingest.problems import problem
from talentdb.codes import code_list
from talentdb.text import alias_key, clean, fold

__all__ = ["by_type", "count", "last_year", "named_codes", "yes_or_no"]

_PAREN = re.compile(r"\([^)]*\)")
_PARTS = re.compile(r"[,;/+&\n]|\s-\s")
_SPLIT = re.compile(r"[;,\n|•]+")
_YEAR = re.compile(r"(?<!\d)((?:19[3-9]|20\d)\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)20(\d\d)\s*[-–/]\s*(\d\d)(?!\d)")
# How long something takes under "Thời gian thực hiện" is no year, and nothing wrong.
_DURATION = re.compile(r"(?:trong )?(?:vong )?\d{1,3}(?:[.,]\d)?\s*(?:thang|nam|quy|tuan|ngay)")
_THOUSANDS = re.compile(r"^\d{1,3}(?:[.,\s]\d{3})+$")
_NUMBER = re.compile(r"^[+]?(\d+)(?:[.,](\d+))?$")
_UNIT = re.compile(
    r"^([\d.,\s]*\d)\s*(?:người|giáo viên|gv|cán bộ|cb|viên chức|chỉ tiêu|biên chế|suất)?\.?$", re.IGNORECASE
)
# The years a work, an award or a need of today's people can be of.
_FIRST_YEAR: Final = 1945
_YEARS_AHEAD: Final = 30
# No agency of a province counts more; a longer cell is no number.
_MOST: Final = 1_000_000_000
_LONGEST: Final = 24


def named_codes(name: str, text: str) -> tuple[str, ...]:
    """Codes of a list that a text names as a whole, without its brackets, by its parts, or inside it."""
    found = find_code(name, text) or find_code(name, _PAREN.sub(" ", text).strip(" ,;-"))
    if not found:
        found = tuple(dict.fromkeys(c for part in _PARTS.split(text) if part.strip() for c in find_code(name, part)))
    return found or find_inside(name, text)


def _labels(name: str, codes: tuple[str, ...]) -> str:
    entries = (code_list(name).get(code) for code in codes)
    return ", ".join(entry.label for entry in entries if entry is not None)


def _code_reader(name: str, label: str) -> Normaliser:
    @lru_cache(maxsize=10_000)
    def found(text: str) -> tuple[str, ...]:
        return named_codes(name, text)

    def read(value: CellValue, evidence: Evidence) -> Result:
        text = cell_text(value)
        codes = found(text)
        if not codes and (not alias_key(text) or alias_key(text) in ("khong", "0")):
            return EMPTY
        if not codes:
            return failure("code.unknown", value, list=label.lower())
        if len(codes) > 1:
            return failure("code.ambiguous", value, candidates=_labels(name, codes))
        return single(evidence.field, codes[0])

    return read


def _code_list_reader(name: str, label: str) -> Normaliser:
    def read(value: CellValue, evidence: Evidence) -> Result:
        pieces = [clean(p) for p in _SPLIT.split(display(value)) if clean(p)]
        whole = find_code(name, cell_text(value))
        of = [whole] if len(whole) == 1 else [find_code(name, p) or find_inside(name, p) for p in pieces]
        codes = list(dict.fromkeys(c[0] for c in of if len(c) == 1))
        unknown = tuple(
            problem("code.unknown", p, list=label.lower()) for p, c in zip(pieces, of, strict=False) if len(c) != 1
        )
        return Result({evidence.field: codes} if codes else {}, problems=unknown)

    return read


def last_year(text: str) -> int | None:
    """The last year that a text names; of "2024-25" the second."""
    years = [int(y) for y in _YEAR.findall(text)]
    years += [2000 + int(end) for start, end in _SHORT_YEAR.findall(text) if int(end) == int(start) + 1]
    return max(years, default=None)


def _year(value: CellValue, evidence: Evidence) -> Result:
    """A year; of a span the last, of a date or a decision's number and day its year."""
    if isinstance(value, (datetime, date)):
        return single(evidence.field, value.year)
    text = cell_text(value)
    found = last_year(text)
    if found is None and not text.isdigit():
        parsed = dates.parse_date(value, evidence)
        if isinstance(parsed, tuple):
            return Result({evidence.field: parsed[0].year}, {}, parsed[2])
    if found is None and isinstance(value, (int, float)) and 20000 <= value <= 60000:
        parsed = dates.parse_date(value, evidence)
        found = parsed[0].year if isinstance(parsed, tuple) else None
    if found is None and _DURATION.fullmatch(fold(text)):
        return EMPTY
    if found is None or not _FIRST_YEAR <= found <= evidence.this_year + _YEARS_AHEAD:
        return failure("year.invalid", value)
    return single(evidence.field, found)


def count(value: CellValue, evidence: Evidence) -> Result:
    """A whole number of people or things: "1.200", "1 200", "12 người"; a share or a broken number is none."""
    if isinstance(value, (bool, datetime, date)):
        return failure("number.invalid", value)
    if isinstance(value, (int, float)):
        if not 0 <= value <= _MOST or value != int(value):
            return failure("number.invalid", value)
        return single(evidence.field, int(value))
    text = cell_text(value)
    if len(text) > _LONGEST:
        return failure("number.invalid", value)
    unit = _UNIT.match(text)
    bare = unit.group(1).strip() if unit else text
    if _THOUSANDS.match(bare):
        return single(evidence.field, int(re.sub(r"\D", "", bare)))
    match = _NUMBER.match(bare)
    if match and not int(match.group(2) or 0):
        return single(evidence.field, int(match.group(1)))
    if alias_key(text) in ("khong", "khong co"):
        return single(evidence.field, 0)
    return failure("number.invalid", value)


def _number(value: CellValue, evidence: Evidence) -> Result:
    """A number with a decimal comma or point; a share in per cent becomes its hundredth."""
    text = cell_text(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return single(evidence.field, value) if abs(value) <= _MOST else failure("number.invalid", value)
    if len(text) > _LONGEST:
        return failure("number.invalid", value)
    share = text.endswith("%")
    bare = text.rstrip("% ").replace(" ", "")
    if not share and _THOUSANDS.match(bare) and bare.count(",") + bare.count(".") > 1:
        return single(evidence.field, int(re.sub(r"\D", "", bare)))
    match = _NUMBER.match(bare)
    if not match:
        return failure("number.invalid", value)
    number = float(f"{match.group(1)}.{match.group(2) or 0}")
    return single(evidence.field, number / 100 if share else number)


_YES = frozenset(
    {"x", "v", "√", "✓", "✔", "☑", "☒", "1", "co", "yes", "true", "y", "dung", "+", "*", "dat", "roi", "duoc"}
)
_NO = frozenset({"khong", "k", "ko", "no", "false", "0", "n", "chua", "kg", "khong co", "chua co", "sai", "☐"})
_YES_START = re.compile(r"^(?:da|co|dat|duoc|dang ap dung|ap dung|ung dung|toan thoi gian|chuyen trach|full time)\b")
_NO_START = re.compile(r"^(?:khong|chua|dang|ban thoi gian|kiem nhiem|part time|du kien|sap|het han)\b")


def yes_or_no(value: CellValue, evidence: Evidence) -> Result:
    """true or false: a mark, a word, what was done ("Đã cập nhật 2024", "Chưa đạt"), or the day it was done."""
    if isinstance(value, bool):
        return single(evidence.field, value)
    if isinstance(value, (datetime, date)):
        return single(evidence.field, True)
    text = cell_text(value)
    key = alias_key(text) or text
    if text in _YES or key in _YES:
        return single(evidence.field, True)
    if key in _NO or _NO_START.match(key):
        return single(evidence.field, False)
    if _YES_START.match(key) or (any(c.isdigit() for c in key) and last_year(text)):
        return single(evidence.field, True)
    return failure("boolean.unknown", value)


def by_type(kind: str, list_name: str | None, label: str) -> Normaliser:
    """The reader of a type of `ingest.forms.TYPES`; coded types read the values of `list_name`, called `label`."""
    if kind == "code" and list_name:
        return _code_reader(list_name, label)
    if kind == "code_list" and list_name:
        return _code_list_reader(list_name, label)
    return _BY_TYPE.get(kind, plain.text)


_BY_TYPE: Final[dict[str, Normaliser]] = {
    "date": dates.date_field,
    "year": _year,
    "integer": count,
    "number": _number,
    "flag": yes_or_no,
}

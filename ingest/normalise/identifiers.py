"""Identifiers that Excel damages: national ids, staff codes, codes of professional titles.

A lost zero is put back always with a warning; a digit that is gone is never made up.
"""

import re
from typing import Final

from ingest.model import CellValue, display
from ingest.normalise.codelists import find_code, has_code
from ingest.normalise.exported import is_masked
from ingest.normalise.result import EMPTY, Evidence, Result, cell_text, failure, single
from ingest.problems import problem
from talentdb.text import alias_key

__all__ = [
    "PROVINCES",
    "id_birth_year",
    "id_sex",
    "national_id",
    "professional_title",
    "professional_title_code",
    "staff_code",
]

PROVINCES: Final = frozenset(
    f"{number:03d}"
    for number in (
        1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44,
        45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87,
        89, 91, 92, 93, 94, 95, 96,
    )
)  # fmt: skip
"""Province codes of birth registration in a twelve-digit number (Thông tư 59/2021/TT-BCA, annex)."""

_RUN = re.compile(r"(?<!\d)[0-9]{8,12}(?!\d)")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d{1,14}))?[eE]\+?(\d{1,2})")
_BETWEEN = re.compile(r"(?<=\d)[\s.\-']{1,3}(?=\d)")
_LETTERS = str.maketrans("OoIl", "0011")


def id_sex(number: str) -> str:
    """Sex in a twelve-digit number: the fourth digit is even for men (0 and 2: 20th and 21st century)."""
    return "male" if int(number[3]) % 2 == 0 else "female"


def id_birth_year(number: str) -> int:
    """Year of birth in a twelve-digit number."""
    return 1900 + int(number[3]) // 2 * 100 + int(number[4:6])


def _id_digits(value: CellValue) -> tuple[tuple[str, ...], bool]:
    """The numbers a cell may hold, best first, and whether digits or letters had to be made good."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        whole = 0 < value < 1e13 and float(value).is_integer()
        return ((str(int(value)),) if whole else ()), False
    text = cell_text(value)
    if match := _SCIENTIFIC.fullmatch(text):
        digits = match.group(1) + (match.group(2) or "")
        return ((digits,) if len(digits) == int(match.group(3)) + 1 else ()), True
    runs = [r for r in _RUN.findall(text) if len(r) in (9, 12)] or [
        r for r in _RUN.findall(_BETWEEN.sub("", text)) if len(r) in (9, 12)
    ]
    if runs:
        return tuple(sorted(dict.fromkeys(runs), key=len, reverse=True)), False
    bare = re.sub(r"[\s']", "", text)
    if bare.isascii() and bare.isdigit():
        return (bare,), False
    typed = bare.translate(_LETTERS)
    return ((typed,), True) if len(typed) in (9, 12) and typed.isascii() and typed.isdigit() else ((), False)


def _whole_id(digits: str) -> str | None:
    """The number with the zeros Excel ate, where what comes out is one; None otherwise."""
    padded = digits
    if len(digits) in (10, 11):
        padded = digits.zfill(12)
        # fourth digit: sex and century, 0 to 3 for the 20th and 21st
        if padded[:3] not in PROVINCES or padded[3] > "3":
            return None
    elif len(digits) == 8:
        padded = "0" + digits
    return padded if len(padded) in (9, 12) and len(set(padded)) > 1 else None


def national_id(value: CellValue, evidence: Evidence) -> Result:
    """Twelve digits, or nine of an old card; eleven, ten and eight get their lost zeros back with a warning."""
    if (shown := display(value).strip()) in ("0", "không", "Không") or is_masked(shown):
        return EMPTY
    found, mended = _id_digits(value)
    if not found and mended:
        return failure("national_id.scientific", value)
    number = _whole_id(found[0]) if found else None
    if number is None:
        return failure("national_id.invalid", value, digits=sum(c.isdigit() for c in display(value)))
    problems = []
    if number != found[0]:
        problems.append(problem("national_id.padded", display(value), suggestion=number))
    elif mended:
        problems.append(problem("national_id.mended", display(value), suggestion=number))
    if len(found) > 1 and len(found[1]) == len(number):
        problems.append(problem("national_id.several", display(value), suggestion=number))
    if len(number) == 12 and number[:3] not in PROVINCES:
        problems.append(problem("national_id.province", display(value), province=number[:3]))
    if len(number) == 12 and id_birth_year(number) > evidence.this_year:
        problems.append(problem("national_id.century", display(value), year=id_birth_year(number)))
    return single("national_id", number, *problems)


def staff_code(value: CellValue, evidence: Evidence) -> Result:
    """The code as text. A number shorter than the usual width of a zero-led column is padded with a warning."""
    text = display(value).strip() if isinstance(value, float) else cell_text(value)
    text = re.sub(r"^(\d+)\.0$", r"\1", text.lstrip("'`"))
    if evidence.width and text.isdigit() and len(text) < evidence.width:
        padded = text.zfill(evidence.width)
        return single("staff_code", padded, problem("staff_code.padded", text, suggestion=padded))
    return single("staff_code", text) if text and len(text) <= 40 else EMPTY


_V_CODE = re.compile(r"^V\.?\s?(\d{1,2})[.\s]?(\d{2})[.\s]?(\d{1,3})$", re.IGNORECASE)
_OLD_CODE = re.compile(r"^(\d{1,2})\s*([ab])?[.,\s]?\s*(\d{3})([ab]?)$", re.IGNORECASE)
_LOST_ZERO = re.compile(r"^(\d{1,2})[.,](\d{1,2})$")
_CODE_INSIDE = re.compile(r"V\.?\s?\d{2}\.\d{2}\.\d{2}|(?<![\d.])\d{2}[ab]?\.\d{3}(?!\d)", re.IGNORECASE)


def _repair(text: str) -> tuple[str, ...]:
    """Well-formed codes that a damaged text may have been; Excel eats leading and last zeros."""
    if match := _V_CODE.match(text):
        group, number, tail = match.group(1).zfill(2), match.group(2), match.group(3)
        code = f"V.{group}.{number}.{tail[:2].zfill(2)}"
        # a digit too many or too few is made good only into a code that exists
        return (code,) if len(tail) == 2 or has_code("professional_title", code) else ()
    if match := _OLD_CODE.match(text):
        return (
            f"{match.group(1).zfill(2)}{(match.group(2) or '').lower()}.{match.group(3)}{match.group(4).lower()}",
        )
    if match := _LOST_ZERO.match(text):
        code = f"{match.group(1).zfill(2)}.{match.group(2).ljust(3, '0')}"
        return (code,) if has_code("professional_title", code) else ()
    return ()


def professional_title_code(value: CellValue, _evidence: Evidence) -> Result:
    """NN.NNN or V.NN.NN.NN; damage of Excel is repaired with a warning, a title in words goes to its own field."""
    text = cell_text(value).replace(" .", ".").replace(". ", ".").rstrip(".")
    found = _repair(text)
    if not found and (inside := _CODE_INSIDE.search(text)):
        found = _repair(inside.group())
        if found and len(text) > len(inside.group()) + 2:
            rest = (text[: inside.start()] + text[inside.end() :]).strip(" -–:,;()")
            return Result({"professional_title_code": found[0]}, {"professional_title": rest} if rest else {})
    if not found:
        by_name = find_code("professional_title", text) if not any(c.isdigit() for c in text) else ()
        if len(by_name) == 1:
            return Result({"professional_title_code": by_name[0]}, {"professional_title": text})
        if alias_key(text) and not any(c.isdigit() for c in text):
            return Result(hints={"professional_title": text})
        return failure("code.unknown", value, list="ngạch, chức danh nghề nghiệp")
    code = found[0]
    problems = []
    if code.lower() != text.lower():
        problems.append(problem("code.repaired", display(value), suggestion=code))
    elif not has_code("professional_title", code):
        problems.append(problem("code.not_listed", display(value)))
    return single("professional_title_code", code, *problems)


def professional_title(value: CellValue, evidence: Evidence) -> Result:
    """The title as text; a code in the cell, or a name that is one title's only, gives the code as a hint."""
    text = cell_text(value)
    if _CODE_INSIDE.search(text) or _repair(text):
        result = professional_title_code(value, evidence)
        hints = {k: v for k, v in result.values.items() if k == "professional_title_code"}
        title = result.hints.get("professional_title")
        return Result({"professional_title": title} if title else {}, hints, result.problems)
    by_name = find_code("professional_title", text)
    return Result({"professional_title": text}, {"professional_title_code": by_name[0]} if len(by_name) == 1 else {})

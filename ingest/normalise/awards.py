"""Awards: the code and level of an award out of its name or abbreviation.

Whole spellings live in the code list; here stand the rules of composed names ("GK của HT", "BK của GĐ ĐHQG").
"""

import re
from functools import lru_cache
from typing import Any, Final

from ingest.model import CellValue
from ingest.normalise.codelists import find_code, find_inside, has_code
from ingest.normalise.result import EMPTY, Evidence, Result, cell_text, failure
from talentdb.codes import code_list
from talentdb.text import alias_key

__all__ = ["award_code", "award_name", "code_of", "level_of"]

_NO = frozenset({"khong", "0", "k", "ko", "chua co"})
_YEAR = re.compile(r"\b(?:năm(?:\s+học)?\s*)?(?:19|20)\d\d(?:\s*[-–]\s*(?:20)?\d\d)?\b|\(\s*\)", re.IGNORECASE)
_PRIME = r"(?:thu tuong|tt ?cp|ttg(?: ?cp)?|tt chinh phu|chinh phu)\b"
_HIGH = r"(?:bo|tinh|nganh|thanh pho|tp|trung uong|tw|ubnd tinh|ubnd tp|dhqg|bt)\b"
_CLASS: Final = {"nhat": 0, "1": 0, "i": 0, "nhi": 1, "2": 1, "ii": 1, "ba": 2, "3": 2, "iii": 2}
_ORDERS: Final = (
    (r"(?:huan chuong|hc) ?(?:doc lap|dl)", 3), (r"(?:huan chuong|hc) ?(?:quan cong|qc)", 6),
    (r"(?:huan chuong|hc) ?(?:lao dong|ld)", 9), (r"(?:huan chuong|hc) ?(?:bao ve to quoc|bvtq)", 12),
    (r"(?:huan chuong|hc) ?(?:chien cong|cc)", 15),
)  # fmt: skip
_RULES: Final = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (rf"\b(?:bang khen|bk)\b.*\b{_PRIME}", "39"),
        (r"\b(?:bang khen|bk)\b", "40"),
        (r"\b(?:giay khen|gk)\b", "41"),
        (r"\b(?:chien si thi dua|cst[dđ])\b.*\b(?:toan quoc|tq)\b", "42"),
        (r"\b(?:chien si thi dua|cst[dđ])\b.*\b(?:co so|cs)\b", "44"),
        (rf"\b(?:chien si thi dua|cst[dđ])\b.*\b{_HIGH}", "43"),
        (r"\b(?:lao dong tien tien|ld ?tt)\b", "45"),
        (r"\b(?:ky niem chuong|knc|huy hieu)\b", "38"),
    )
)
_LEVELS: Final = {
    **{f"{n:02d}": "state" for n in (*range(1, 38), 24)},
    "39": "government",
    "41": "institution",
    "42": "government",
    "44": "institution",
    "45": "institution",
    "46": "institution",
    "47": "government",
}
"""Award -> its level where the name alone says it (Luật Thi đua, khen thưởng 06/2022/QH15, Điều 74-80)."""

_LEVEL_WORDS: Final = (
    (re.compile(rf"\b{_PRIME}|\btoan quoc\b"), "government"),
    (re.compile(r"\bchu tich nuoc\b|\bnha nuoc\b"), "state"),
    (re.compile(r"\b(?:tinh|thanh pho|ubnd tp)\b|\bubnd$"), "province"),
    (re.compile(r"\b(?:bo|bo truong|nganh|trung uong|tw|dhqg|tong lien doan)\b"), "ministry"),
    (re.compile(r"\b(?:hieu truong|ht|so|truong|co so|huyen|xa|phuong|giam doc|gd|don vi)\b"), "institution"),
)


@lru_cache(maxsize=20_000)
def code_of(text: str) -> str | None:
    """The code of the award that a text names; None when it names none or several."""
    bare = " ".join(_YEAR.sub(" ", text).split()).strip(" ,;.-()")
    for written in (text, bare):
        found = find_code("award", written) if written else ()
        if len(found) == 1:
            return found[0]
    key = alias_key(bare)
    for pattern, first in _ORDERS:
        if match := re.search(rf"\b{pattern}(?: hang)? (\w+)", key):
            place = _CLASS.get(match.group(1))
            return f"{first + place:02d}" if place is not None else None
    for rule, code in _RULES:
        if rule.search(key):
            return code
    inside = find_inside("award", bare)
    return inside[0] if len(inside) == 1 else None


@lru_cache(maxsize=20_000)
def level_of(text: str, code: str | None) -> str | None:
    """The level that an award's name says; None when it does not."""
    if code in _LEVELS:
        return _LEVELS[code]
    key = alias_key(_YEAR.sub(" ", text))
    if "bo tinh" in key:
        return None
    found = next((level for words, level in _LEVEL_WORDS if words.search(key)), None)
    # "KNC VSN GD": no medal and no bằng khen is given by an institution, so its letters meant something else
    return None if found == "institution" and code in ("38", "40", "43") else found


def _hints(text: str, code: str | None) -> dict[str, Any]:
    hints: dict[str, Any] = {}
    if level := level_of(text, code):
        hints["award_level"] = level
    years = re.findall(r"(?<!\d)((?:19[5-9]|20\d)\d)(?!\d)", text)
    if years:
        hints["award_year"] = int(max(years))
    return hints


def award_name(value: CellValue, _evidence: Evidence) -> Result:
    """The award as written and its code; level and year, where the name says them, as hints."""
    text = cell_text(value)
    if alias_key(text) in _NO or not alias_key(text):
        return EMPTY
    if text.isdigit():
        return award_code(value, _evidence)
    code = code_of(text)
    values: dict[str, Any] = {"award_name": text[:300]}
    return Result(values | ({"award_code": code} if code else {}), _hints(text, code))


def award_code(value: CellValue, _evidence: Evidence) -> Result:
    """A code of the list, or an abbreviation in the column of codes; the name comes with it as a hint."""
    text = cell_text(value)
    if alias_key(text) in _NO or not alias_key(text):
        return EMPTY
    padded = text.zfill(2) if text.isdigit() else text
    code = padded if has_code("award", padded) else code_of(text)
    if code is None:
        return failure("code.unknown", value, list="hình thức khen thưởng")
    entry = code_list("award").get(code)
    name = entry.label if entry and has_code("award", padded) else text
    return Result({"award_code": code}, {"award_name": name, **_hints(name, code)})

"""The shapes in which agencies write a date as text or as a number: which digits stand where, and nothing more.

Knows no field, no window of years and no column; decides no order of day and month.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from talentdb.text import fold

__all__ = ["LONGEST", "Shape", "make_date", "shape_of"]

LONGEST: Final = 60
"""No date met was longer; a longer text is a sentence, and sentences are not searched for dates."""

_MONTHS = {name: at for at, name in enumerate(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec"), 1)}
_PLAIN = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4})")
_CLOCK = re.compile(
    r"^\d{1,2}:\d{2}(?::\d{2})?\s(?=\d)|[\st]\s?\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:\s?[ap]m)?(?:z|[+\-]\d{2}:?\d{2})?$"
)
_PARENS = re.compile(r"\s?\([^()]*\)$")
# "sn" and "s.n" are "sinh năm"; a word is a word only between other characters than letters.
_WORDS = re.compile(
    r"(?<![a-z])(?:ngay thang nam sinh|ngay sinh|nam sinh|sinh ngay|sinh nam|sinh|s\.n|sn|ngay|thang|thg|th|t|nam"
    r"|tu|den|duong lich|dl|x{1,4}|y{2,4}|d{2}|m{2})(?![a-z])"
)
_DOUBT = re.compile(r"(?<![a-z])(?:khoang|chung|do chung|uoc|dau|cuoi|giua)(?![a-z])|\?")
_ENGLISH = re.compile(r"(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?![a-z])")
_TYPED = re.compile(r"[\doli\s./\-,]+")
_OTHER = re.compile(r"[^\d\s./\\\-,_|:;…?*'`\"()]")
_MONTH_WORD = re.compile(r"(?<![a-z])(?:thang|thg|th|t)(?=\.?\s?\d)")
_ORDERED = re.compile(r"\D{0,12}\d{1,2}[\s./\-,]{0,3}(?:thang|thg|th|t)\.?\s?\d")
_GAP = re.compile(r"\d\s?[./\-]\s?[./\-]\s?\d{4}$")
_LETTERS = str.maketrans("oli", "011")


@dataclass(frozen=True, slots=True)
class Shape:
    """The digit groups of a date in the order written.

    `month` when it was written as a word in English; `mended` when letters stood for digits or a separator was
    missing; `doubted` when the writer doubts it ("1975?"); `gap` when the month between day and year is missing;
    `ordered` when the word "tháng" stands before the second group, so that day and month cannot be confused.
    """

    parts: tuple[str, ...]
    month: int = 0
    mended: bool = False
    doubted: bool = False
    gap: bool = False
    ordered: bool = False


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=50_000)
def shape_of(text: str) -> Shape | None:
    """The shape of cleaned text; None when it holds words or signs no date has.

    "25/11/1975", "ngày 25 tháng 11 năm 1975", "25-thg 11-75", "Nov 25, 1975", "xx/11/1975", "SN 1975", "25.11/l975".
    """
    if match := _PLAIN.fullmatch(text):
        return Shape(match.groups())
    if len(text) > LONGEST or not any(c.isdigit() for c in text):
        return None
    key = fold(text).strip("'`\" .,;")
    key = _CLOCK.sub("", key)
    shorter = _PARENS.sub("", key)
    key = shorter if any(c.isdigit() for c in shorter) else key.strip("() ")
    key, mended = _mend_letters(key)
    doubted = _DOUBT.search(re.sub(r"\?+(?=\s?[./\-])", "", key)) is not None
    month, key = _english_month(_DOUBT.sub(" ", key))
    ordered = _ORDERED.match(key) is not None
    key = _MONTH_WORD.sub("/", _WORDS.sub("/", key))
    if _OTHER.search(key):
        return None
    parts = tuple(re.findall(r"\d+", key))
    if not parts or not "".join(parts).isascii():
        return None
    joined = "".join(parts)
    if len(parts) == 2 and len(joined) == 8 and len(parts[0]) > 2 and not _both_years(parts):
        parts, mended = (joined,), True
    if len(parts) == 2 and len(parts[0]) <= 2 and len(parts[1]) == 6:
        parts, mended = (parts[0], parts[1][:2], parts[1][2:]), True
    return Shape(parts, month, mended, doubted, _GAP.search(key) is not None and len(parts) == 2, ordered)


def _both_years(parts: tuple[str, ...]) -> bool:
    return all(len(p) == 4 and p[:2] in ("19", "20") for p in parts)


def _mend_letters(key: str) -> tuple[str, bool]:
    """Letters O and l typed for 0 and 1, where nothing but digits and separators stands around them."""
    letters = sum(c in "oli" for c in key)
    if 0 < letters <= 3 and letters < sum(c.isdigit() for c in key) and _TYPED.fullmatch(key):
        return key.translate(_LETTERS), True
    return key, False


def _english_month(key: str) -> tuple[int, str]:
    match = _ENGLISH.search(key)
    if match is None:
        return 0, key
    return _MONTHS[match.group(1)], f"{key[: match.start()]}/{key[match.end() :]}".replace("st", " ").replace(
        "th", " "
    )

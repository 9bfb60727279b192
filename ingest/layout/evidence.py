"""What a cell's contents say whatever its column is called: a name, a date, an identifier. Knows no sheet."""

import itertools
import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from ingest.layout.grid import is_integer
from ingest.model import CellValue
from ingest.normalise.legacy import decode_legacy
from ingest.normalise.names import looks_like_name
from talentdb.codes.name_words import FAMILY_NAMES, NAME_WORDS
from talentdb.text import clean, fold, place_tones

__all__ = ["is_datum", "kind_of", "names_person", "runs"]

_DATE = re.compile(
    r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2,4}|\d{4}-\d{2}-\d{2}(?:[ T][\d:.]+)?|\d{1,2}/(?:19|20)\d\d"
)
_IDENTIFIER = re.compile(r"'?\+?\d[\d .\-]{6,18}\d")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}\S*")
_TITLE = re.compile(r"^(?:(?:ông|bà|anh|chị|cô|thầy|gs|pgs|ts|ths|bs|ks|cn)\b[.,:/ ]*)+", re.IGNORECASE)
_LONGEST: Final = 60
_UNITS: Final = frozenset({"đoàn", "to", "doan", "ban", "hoi"})
"""First words of names and of units alike: "Đoàn Thanh niên"."""
_SEX: Final = frozenset({"nam", "nu", "male", "female"})


def is_datum(value: CellValue) -> bool:
    """Whether a cell holds what no header does: a whole date, an e-mail address, an identifier of eight digits up."""
    if not isinstance(value, str):
        return isinstance(value, date)
    text = value.strip()
    if len(text) > _LONGEST:
        return False
    return bool(_DATE.fullmatch(text) or _EMAIL.fullmatch(text) or _IDENTIFIER.fullmatch(text))


def names_person(text: str) -> bool:
    """Whether a text is surely a person's name: a family name first, and words that names are made of after it.

    Stricter than the shape of a name ("Cao đẳng", "Đoàn Thanh niên" have it too); meant for many cells together.
    """
    return 3 < len(text) <= _LONGEST and _names_person(text)


@lru_cache(maxsize=65_536)
def _names_person(text: str) -> bool:
    shown = _TITLE.sub("", clean(text if text.isascii() else decode_legacy(text)[0])).strip()
    if not looks_like_name(shown) or not all(word[:1].isupper() for word in shown.split()):
        return False
    words = [place_tones(word) for word in shown.lower().split()]
    if {"thị", "văn"} & set(words[1:2]) and len(words) > 2:
        return True
    plain = shown.isascii()
    if fold(words[0]) not in FAMILY_NAMES or (words[0] not in NAME_WORDS and not plain):
        return False
    known = _FOLDED if plain else NAME_WORDS
    share = sum(word in known for word in words[1:]) / max(1, len(words) - 1)
    return share > 0.5 or (share == 0.5 and words[0] not in _UNITS)


_FOLDED: Final = frozenset(fold(word) for word in NAME_WORDS)


def kind_of(value: CellValue) -> str:
    """The kind of one cell: "number", "date", "email", "identifier", "person", "sex", "text" or "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, (datetime, date)):
        return "date"
    if not isinstance(value, str):
        return "identifier" if isinstance(value, (int, float)) and abs(value) >= 1e7 else "number"
    text = value.strip()
    if not text:
        return ""
    if len(text) <= _LONGEST:
        for pattern, kind in ((_DATE, "date"), (_EMAIL, "email"), (_IDENTIFIER, "identifier")):
            if pattern.fullmatch(text):
                return kind
        if is_integer(value) or text.replace(",", "").replace(".", "").isdigit():
            return "number"
        if names_person(text):
            return "person"
        if fold(text) in _SEX:
            return "sex"
    return "text"


def runs(values: Sequence[CellValue]) -> bool:
    """Whether the numbers of a column run 1, 2, 3 (starting again at 1 is allowed); blanks are passed over."""
    numbers = [int(float(str(value).strip(" ().") or 0)) for value in values if is_integer(value)]
    if len(numbers) < 2 or numbers[0] not in (0, 1):
        return False
    steps = sum(b == a + 1 or b == 1 for a, b in itertools.pairwise(numbers))
    return steps >= 0.8 * (len(numbers) - 1)

"""The short way for cells that plainly are what their column holds: values without a doubt, without a question asked.

Says nothing (None) about every other cell, which then goes the whole way. Must never say anything else than the whole
way would: a property test holds the two together.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from ingest.model import CellValue
from ingest.normalise.identifiers import PROVINCES
from ingest.normalise.result import Evidence
from talentdb.codes.name_words import FAMILY_NAMES, NAME_WORDS, NO_NAME
from talentdb.text import fold

__all__ = ["Short", "short_way"]

Short = Callable[[CellValue], Mapping[str, Any] | None]
"""Values of a plain cell, None for any other."""

_ID: Final = re.compile(r"(\d{3})[01]\d{8}")
_MOBILE: Final = re.compile(r"0[35789]\d{8}")
_EMAIL: Final = re.compile(r"[a-z0-9][a-z0-9._\-]{0,40}@[a-z0-9](?:[a-z0-9\-]{0,30}\.){1,4}[a-z]{2,12}")
# Years of age; everybody else goes the whole way, which asks about them.
_YOUNGEST, _OLDEST = 20, 70
_CODE: Final = re.compile(r"[A-Z]{0,6}[.\-]?\d{2,12}")
# Before a name these are words of address or of position, so the whole way looks at them.
_FIRST: Final = frozenset(
    word for word in NAME_WORDS if fold(word) in FAMILY_NAMES and not any(no.split()[0] == word for no in NO_NAME)
) - {"ông", "bà", "cô", "chị", "anh"}
_FAMILIES: Final = frozenset(word.capitalize() for word in _FIRST)
_GIVEN: Final = frozenset(word.capitalize() for word in NAME_WORDS)


def short_way(evidence: Evidence) -> Short | None:
    """The short way of a column; None where every cell goes the whole way."""
    if evidence.also or evidence.variant or evidence.encoding:
        return None
    if evidence.field == "staff_code":
        return _staff_code(evidence.width)
    if evidence.field == "birth_date":
        return None if evidence.serials_suspect else _birth_date(evidence.this_year)
    return _SHORT.get(evidence.field)


def _full_name(value: CellValue) -> Mapping[str, Any] | None:
    """Two to five common words, each with its one capital, a family name first."""
    if not isinstance(value, str):
        return None
    words = value.split(" ")
    if not 2 <= len(words) <= 5 or words[0] not in _FAMILIES:
        return None
    return {"full_name": value} if all(word in _GIVEN for word in words) else None


def _national_id(value: CellValue) -> Mapping[str, Any] | None:
    """Twelve digits of a province and the 20th century, not all alike."""
    if isinstance(value, str) and (match := _ID.fullmatch(value)) and match[1] in PROVINCES:
        return {"national_id": value}
    return None


def _phone(value: CellValue) -> Mapping[str, Any] | None:
    """A mobile number of ten digits."""
    if isinstance(value, str) and _MOBILE.fullmatch(value) and len(set(value)) > 2:
        return {"phone": value}
    return None


def _email(value: CellValue) -> Mapping[str, Any] | None:
    """One address in small letters."""
    return {"email": value} if isinstance(value, str) and _EMAIL.fullmatch(value) else None


def _staff_code(width: int) -> Short:
    """Capitals and digits, none of them fewer than the column's usual width."""

    def read(value: CellValue) -> Mapping[str, Any] | None:
        plain = isinstance(value, str) and len(value) >= width and _CODE.fullmatch(value)
        return {"staff_code": value} if plain else None

    return read


def _birth_date(this_year: int) -> Short:
    """A true day on which somebody of working age was born."""
    first, last = this_year - _OLDEST, this_year - _YOUNGEST

    def read(value: CellValue) -> Mapping[str, Any] | None:
        if value.__class__ is date and first <= value.year <= last:
            return {"birth_date": value.isoformat(), "birth_date_precision": "day"}
        return None

    return read


_SHORT: Final[Mapping[str, Short]] = {
    "email": _email,
    "full_name": _full_name,
    "national_id": _national_id,
    "phone": _phone,
}

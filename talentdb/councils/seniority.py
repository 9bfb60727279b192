"""Rank of a person in a council, from degree, academic title and post. One table; the rule of the chair reads it."""

from collections.abc import Mapping
from typing import Final

__all__ = ["HIGHEST", "rank_of"]

HIGHEST: Final = 6
_DEGREE: Final[Mapping[str, int]] = {
    "university": 1,
    "specialist_1": 2,
    "resident_physician": 2,
    "master": 2,
    "specialist_2": 3,
    "doctorate": 3,
    "doctor_of_science": 4,
}
_TITLE: Final[Mapping[str, int]] = {"associate_professor": 4, "professor": 5}


def rank_of(qualification: str | None, academic_title: str | None = None, position_level: str | None = None) -> int:
    """0 (no degree) to 6: the degree or the title, and one more for the head of a body.

    A master who heads a body ranks with a doctor: councils of a province are often chaired by a director.
    """
    rank = max(_DEGREE.get(qualification or "", 0), _TITLE.get(academic_title or "", 0))
    return rank + (position_level == "leader" and rank > 0)

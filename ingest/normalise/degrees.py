"""Degrees and academic titles out of their hundred spellings; several at once give the highest.

NCS is a state, not a degree. Field, school, year and form of training beside the degree are handed on as hints.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from ingest.model import CellValue
from ingest.normalise.codelists import find_code, labels
from ingest.normalise.degree_reading import QUALIFICATION_RANK, Reading, read_text
from ingest.normalise.result import EMPTY, Evidence, Result, cell_text, failure
from ingest.normalise.study_fields import field_beside
from ingest.problems import problem
from talentdb.text import alias_key, clean

__all__ = [
    "QUALIFICATION_RANK",
    "Degrees",
    "academic_title",
    "degree_title",
    "field_told",
    "qualification",
    "read_degrees",
    "required_qualification",
]

_MODES: Final = (
    ("part_time", re.compile(r"\b(?:vlvh|vhvl|vua lam vua hoc|vua hoc vua lam)\b")),
    ("in_service", re.compile(r"\b(?:tai chuc)\b|(?<=dh )\(?tc\b|(?<=dai hoc )\(?tc\b")),
    ("distance", re.compile(r"\b(?:tu xa|dttx)\b")),
    ("full_time", re.compile(r"\b(?:chinh quy|cq)\b")),
)  # fmt: skip
_NO_DEGREE = frozenset({
    "khong", "khong bang", "khong co bang", "khong co bang cap", "chua qua dao tao", "chua dao tao", "0",
    "lao dong pho thong", "ldpt", "khong bang cap", "chua co bang", "khong qua dao tao",
})  # fmt: skip
_NO_TITLE = frozenset({"khong", "k", "ko", "khong co", "chua", "chua co", "0", "00"})
_NAME: Final = "qualification"
_LIST: Final = "trình độ chuyên môn"
_YEAR = re.compile(r"(?<!\d)((?:19[4-9]|20[0-4])\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Degrees:
    """What a text says about education: highest degree, academic title, NCS, title of the degree, its field.

    `either` holds the levels between which an unclear text leaves the choice; then there is no `qualification`.
    `doubtful`: letters that may be a second, higher degree were read as part of the field ("ThS Kinh tế TS").
    """

    qualification: str | None = None
    academic_title: str | None = None
    doctoral_student: bool = False
    studying: bool = False
    degree_title: str | None = None
    field_of_training: str | None = None
    training_mode: str | None = None
    graduation_year: int | None = None
    training_institution: str | None = None
    either: tuple[str, ...] = ()
    doubtful: bool = False

    def as_hints(self) -> dict[str, Any]:
        """The fields that were found."""
        found = {
            "qualification": self.qualification,
            "academic_title": self.academic_title,
            "doctoral_student": self.doctoral_student or None,
            "degree_title": self.degree_title,
            "field_of_training": self.field_of_training,
            "training_mode": self.training_mode,
            "graduation_year": self.graduation_year,
            "training_institution": self.training_institution,
        }
        return {name: value for name, value in found.items() if value is not None}


@lru_cache(maxsize=100_000)
def read_degrees(text: str) -> Degrees:
    """All degrees and titles in a text. An academic title without a degree means at least a doctorate."""
    if text in QUALIFICATION_RANK:
        return Degrees(text)
    reading = read_text(text)
    ranks = [QUALIFICATION_RANK.index(m.level) for m in reading.earned if m.level in QUALIFICATION_RANK]
    highest = QUALIFICATION_RANK[max(ranks)] if ranks else None
    if reading.vague and (highest is None or (ranks and max(ranks) <= QUALIFICATION_RANK.index("university"))):
        highest = None
    if reading.either:
        highest = None
    title = next((t for t in ("professor", "associate_professor") if t in reading.academic), None)
    if title and (highest is None or QUALIFICATION_RANK.index(highest) < QUALIFICATION_RANK.index("doctorate")):
        highest = "doctorate"
    return Degrees(
        highest,
        title,
        reading.doctoral_student,
        reading.studying,
        reading.title if highest else None,
        field_beside(reading) if highest else None,
        _only_mode(reading.folded) if highest else None,
        _year(reading) if highest else None,
        reading.school if highest else None,
        reading.either,
        reading.doubtful,
    )


def _only_mode(folded: str) -> str | None:
    found = [mode for mode, pattern in _MODES if pattern.search(folded)]
    return found[0] if len(found) == 1 else None


def _year(reading: Reading) -> int | None:
    """The one year beside the one degree."""
    years = _YEAR.findall(reading.folded)
    levels = {m.level for m in reading.earned}
    return int(years[0]) if len(years) == 1 and len(levels) == 1 and not reading.studying else None


def field_told(text: str) -> str | None:
    """The field beside the degree in a cell whose header says that both stand there."""
    return field_beside(read_text(text), told=True)


def qualification(value: CellValue, evidence: Evidence) -> Result:
    """The highest degree earned; academic title, NCS, degree title, field and form go to the hints."""
    text = cell_text(value)
    if alias_key(text) in _NO_DEGREE:
        return EMPTY
    degrees = read_degrees(text)
    hints = degrees.as_hints()
    highest = hints.pop("qualification", None)
    if highest is not None:
        doubts = (problem("degree.second_unclear", text),) if degrees.doubtful else ()
        return Result({evidence.field: highest}, hints, doubts)
    if (
        not (degrees.either or degrees.studying or degrees.doctoral_student)
        and len(listed := find_code(_NAME, text)) == 1
    ):
        return Result({evidence.field: listed[0]}, hints)
    if degrees.either:
        return failure("code.ambiguous", value, candidates=labels(_NAME, degrees.either))
    if degrees.studying:
        return Result(hints=hints, problems=(problem("value.studying", text),))
    return Result(hints=hints) if degrees.doctoral_student else failure("code.unknown", value, list=_LIST)


def required_qualification(value: CellValue, evidence: Evidence) -> Result:
    """The least degree that a post asks for: "ĐH trở lên"; nothing is said of a person."""
    found = qualification(value, evidence)
    return Result(found.values, problems=found.problems)


def academic_title(value: CellValue, _evidence: Evidence) -> Result:
    """GS or PGS; a degree beside it goes to the hints. "TS" alone in the column is a hint, not a problem."""
    text = cell_text(value)
    if alias_key(text) in _NO_TITLE:
        return EMPTY
    degrees = read_degrees(text)
    hints = degrees.as_hints()
    title = hints.pop("academic_title", None)
    if title is None:
        return Result(hints=hints) if hints else failure("code.unknown", value, list="học hàm")
    return Result({"academic_title": title}, hints)


def degree_title(value: CellValue, _evidence: Evidence) -> Result:
    """Cử nhân, Kỹ sư, Bác sĩ …; other text is kept as it is."""
    text = clean(cell_text(value))
    degrees = read_degrees(text)
    hints = degrees.as_hints()
    title = hints.pop("degree_title", None) or text
    return Result({"degree_title": title}, hints)

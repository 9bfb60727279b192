"""Degrees and academic titles out of their hundred spellings; several at once give the highest.

NCS is a state, not a degree. A field that follows the degree ("Cử nhân điều dưỡng") is handed on as a hint.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from ingest.model import CellValue
from ingest.normalise.result import Evidence, Result, cell_text, failure
from talentdb.text import clean, fold

__all__ = ["QUALIFICATION_RANK", "Degrees", "academic_title", "degree_title", "qualification", "read_degrees"]

QUALIFICATION_RANK: Final = (
    "elementary", "intermediate", "college", "university", "specialist_1", "resident_physician", "master",
    "specialist_2", "doctorate", "doctor_of_science",
)  # fmt: skip
"""Lowest first: the order of the contract."""

# Over folded text with dots taken out. Order matters: each match is cut out before the next pattern looks.
_S = r"s[iy]"
_PEOPLE = rf"(?:bac {_S}|duoc {_S}|dieu duong|ho sinh|bs|ds|dd|hs|ktv)?"
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("doctoral_student", ("ncs", "nghien cuu sinh", "dang hoc (?:ts|tien si)")),
    ("studying", ("dang (?:hoc|theo hoc|dao tao|lam)", "hoc vien cao hoc", "chua tot nghiep")),
    # says only that it is more than a degree of university
    ("vague", ("(?:tren|sau) (?:dai hoc|dh)",)),
    ("associate_professor", ("pho giao su", "p ?gs")),
    ("professor", ("giao su", "gs", "g s")),
    ("doctor_of_science", (rf"tien {_S} khoa hoc", "ts ?kh", "ts ?khoa hoc", "t s k h")),
    ("specialist_2", (rf"{_PEOPLE} ?(?:chuyen khoa|ck) ?(?:cap )?(?:ii|2)",)),
    ("specialist_1", (rf"{_PEOPLE} ?(?:chuyen khoa|ck) ?(?:cap )?(?:i|1)",)),
    ("resident_physician", (rf"(?:bac {_S}|bs) ?(?:noi tru|nt)", "noi tru", "bsnt")),
    ("doctorate", (rf"tien {_S}", rf"tie {_S}", "t ?s", "ph ?d", "tien s", rf"ts {_S}")),
    ("master", (rf"thac {_S}", "th ?s", rf"th ?{_S}", "thac s", "cao hoc", "m ?b ?a", "m ?sc", rf"ths {_S}",
                "thac xi")),
    ("college", (r"(?:cn|cu nhan) (?:cd|cao dang) ?\w*", "cao dang", "cd(?:sp|dd|n|y|yt|kt|kt ?vxn|ps)?",
                 "cn cdps", "cn cdsp", "c d")),
    ("intermediate", ("trung cap", "trung hoc chuyen nghiep", "trung hoc", "tccn", "thcn", "tc(?:cn|sp|y|n)?", "thsp",
                      "dd ?th", "dieu duong trung hoc", "y s[iy]", "trung cap nghe")),
    ("university", ("dai hoc", "dh(?:sp|y|kt|qg|bk)?", "cu nhan", "ky su", "ki su", rf"bac {_S}", rf"duoc {_S}",
                    "kien truc su", "cn", "ks", "bs(?: ?(?:yk|dk|cc))?", "ds", "kts", "d h", "ksu", "luat su",
                    "engineer", "bachelor")),
    ("elementary", ("so cap", "sc", "so cap nghe", "cong nhan ky thuat", "cnkt")),
)  # fmt: skip
_PATTERNS = tuple((value, re.compile(rf"(?<![a-z0-9])(?:{'|'.join(words)})(?![a-z0-9])")) for value, words in _WORDS)
_TITLES = (
    ("Kỹ sư", re.compile(r"(?<![a-z])(?:k[yi] su|ks)(?![a-z])")),
    ("Bác sĩ", re.compile(r"(?<![a-z])(?:bac s[iy]|bs(?:ck|nt|cc)?\w{0,2})(?![a-z])")),
    ("Dược sĩ", re.compile(r"(?<![a-z])(?:duoc s[iy]|ds(?:ck)?\w{0,2})(?![a-z])")),
    ("Kiến trúc sư", re.compile(r"(?<![a-z])(?:kien truc su|kts)(?![a-z])")),
    ("Cử nhân", re.compile(r"(?<![a-z])(?:cu nhan|cn)(?![a-z])")),
)
_ENGLISH = (
    ("doctor of science", "tskh"), ("associate professor", "pgs"), ("assoc prof", "pgs"), ("professor", "gs"),
    ("doctorate", "ts"), ("doctor", "ts"), ("master", "ths"), ("college", "cao dang"), ("university", "dai hoc"),
    ("intermediate", "trung cap"), ("elementary", "so cap"),
)  # fmt: skip
_PLACE = re.compile(r"\b(?:truong|dai hoc|dh\w*|hoc vien|hv|cd|cao dang|tai|nam|loai|he|xep|khoa|lop)\b|\d")
_LEAD = re.compile(r"^(?:ngành|chuyên ngành|về|:|,|-|–|\s)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Degrees:
    """What a text says about education: highest degree, academic title, NCS, title of the degree, its field."""

    qualification: str | None = None
    academic_title: str | None = None
    doctoral_student: bool = False
    studying: bool = False
    degree_title: str | None = None
    field_of_training: str | None = None

    def as_hints(self) -> dict[str, Any]:
        """The fields that were found."""
        found = {
            "qualification": self.qualification,
            "academic_title": self.academic_title,
            "doctoral_student": self.doctoral_student or None,
            "degree_title": self.degree_title,
            "field_of_training": self.field_of_training,
        }
        return {name: value for name, value in found.items() if value is not None}


@lru_cache(maxsize=100_000)
def read_degrees(text: str) -> Degrees:
    """All degrees and titles in a text. An academic title without a degree means at least a doctorate."""
    shown = clean(text)
    key = re.sub(r"\s+", " ", re.sub(r"[.,;:()/+&_\-–]", " ", fold(shown))).strip()
    key = re.sub(r"\b([ptgd]?g?)(?<=\b[tg]) (?=s\b)", r"\1", key)
    for english, vietnamese in _ENGLISH:
        key = key.replace(english, vietnamese)
    found: set[str] = set()
    rest = key
    studying: set[str] = set()
    for value, pattern in _PATTERNS:
        if not pattern.search(rest):
            continue
        if value == "studying":
            # "Đang học cao học": what follows is not earned yet
            studying = _values(pattern.split(rest, maxsplit=1)[1])
            rest = pattern.split(rest, maxsplit=1)[0]
            found.add(value)
            continue
        found.add(value)
        rest = pattern.sub(" ; ", rest)
    earned = [q for q in QUALIFICATION_RANK if q in found]
    title = next((t for t in ("professor", "associate_professor") if t in found), None)
    highest = earned[-1] if earned else None
    if title and QUALIFICATION_RANK.index(highest or "elementary") < QUALIFICATION_RANK.index("doctorate"):
        highest = "doctorate"
    student = "doctoral_student" in found or bool({"doctorate"} & studying)
    return Degrees(
        highest,
        title,
        student,
        "studying" in found,
        _degree_title(key) if highest else None,
        _field(shown, rest),
    )


def _values(key: str) -> set[str]:
    return {value for value, pattern in _PATTERNS if pattern.search(key)}


def _degree_title(key: str) -> str | None:
    return next((title for title, pattern in _TITLES if pattern.search(key)), None)


def _field(shown: str, rest: str) -> str | None:
    """The words after the last degree word, when they can only be a field: lower-case words, no school, no number."""
    tail = rest.rsplit(";", 1)[-1].strip() if ";" in rest else ""
    words = len(tail.split())
    if not words or len(tail) < 4 or _PLACE.search(tail):
        return None
    text = _LEAD.sub("", " ".join(shown.split()[-words:])).strip(" ,.;-()")
    if fold(text).replace("-", " ") != tail or (text.isupper() and words == 1):
        return None
    return text[:1].upper() + text[1:]


def qualification(value: CellValue, _evidence: Evidence) -> Result:
    """The highest degree earned; academic title, NCS, degree title and field go to the hints."""
    text = cell_text(value)
    degrees = read_degrees(text)
    hints = degrees.as_hints()
    highest = hints.pop("qualification", None)
    if highest is None:
        if degrees.doctoral_student:
            return Result(hints=hints)
        return failure("value.studying" if degrees.studying else "code.unknown", value, list="trình độ chuyên môn")
    return Result({"qualification": highest}, hints)


def academic_title(value: CellValue, _evidence: Evidence) -> Result:
    """GS or PGS; a degree beside it goes to the hints. "TS" alone in the column is a hint, not a problem."""
    degrees = read_degrees(cell_text(value))
    hints = degrees.as_hints()
    title = hints.pop("academic_title", None)
    if title is None:
        return Result(hints=hints) if hints else failure("code.unknown", value, list="học hàm")
    return Result({"academic_title": title}, hints)


def degree_title(value: CellValue, _evidence: Evidence) -> Result:
    """Cử nhân, Kỹ sư, Bác sĩ …; other text is kept as it is."""
    text = cell_text(value)
    degrees = read_degrees(text)
    hints = degrees.as_hints()
    title = hints.pop("degree_title", None) or text
    return Result({"degree_title": title}, hints)

"""Cells that hold several fields: cut into parts, each given to the field it fits best under the header's order.

Knows which fields the header names; a part that fits none is a problem, never a silent value, and none is dropped.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, permutations
from typing import Any, Final

from ingest.model import CellValue
from ingest.normalise.codelists import find_code
from ingest.normalise.degrees import field_told, read_degrees
from ingest.normalise.names import looks_like_name
from ingest.normalise.result import EMPTY, Evidence, Result, cell_text, is_placeholder
from ingest.problems import Problem, problem
from talentdb.text import alias_key, clean

__all__ = ["Reader", "read_composite", "read_named_mark"]

Reader = Callable[[CellValue, Evidence], Result]
"""Reads one part as one field: `ingest.normalise.normalise`."""

# "HIV/AIDS" is one word, as "KH/CN" is.
# A stroke inside "K/s", "Th/S" belongs to the degree.
_STROKE = r"/(?!(?<=\b[KkTtBb]/)[Ss]\b)(?!(?<=\b[Tt][Hh]/)[Ss])"
_HARD = re.compile(
    rf"\s*(?:[\n;|()]|,(?!\d)|(?<=\D),|(?<!\d)(?<![A-ZĐ]{{2}}){_STROKE}|{_STROKE}(?!\d)(?![A-ZĐ]{{2}})|\s[-–—]\s)\s*"
)
_AGENCY = (
    "sở|ban|ubnd|ủy ban|uỷ ban|trường|bệnh viện|bv|trung tâm|viện|học viện|hội|liên hiệp|công ty|chi cục|cục"
    "|văn phòng|tỉnh đoàn|báo|đài|thanh tra|tổng công ty|đại học|đh|cao đẳng|cđ|phòng gd|thpt|thcs|kho bạc|huyện"
    "|tỉnh ủy|đảng ủy"
    "|liên đoàn|trạm|mầm non|tiểu học|nhà máy|tập đoàn|quỹ|ngân hàng|bảo hiểm|bộ"
)
_SCHOOL = r"(?:trường|đại học|đh\w*|học viện|hv\w*|cao đẳng|cđ\w*|viện|university|college|institute|trung cấp)\b"
_UNIT = re.compile(r"(?:phòng|khoa|ban|tổ|bộ môn|trung tâm|bộ phận|đội|trạm|văn phòng|viện|xưởng)\b", re.IGNORECASE)
_STARTS_AGENCY = re.compile(rf"(?:{_AGENCY})\b", re.IGNORECASE)
_STARTS_SCHOOL = re.compile(_SCHOOL, re.IGNORECASE)
_POSITION = re.compile(
    r"(?:trưởng|phó|p\.|giám đốc|gđ|pgđ|chủ tịch|bí thư|hiệu trưởng|hiệu phó|viện trưởng|giáo viên|giảng viên|gv"
    r"|chuyên viên|cv|nhân viên|nv|bác sĩ|bs|điều dưỡng|kỹ thuật viên|ktv|kế toán|văn thư|thư ký|ủy viên|uỷ viên"
    r"|tổ trưởng|cán bộ|công chức|viên chức|nghiên cứu viên|kỹ sư|chánh|thanh tra viên|quản lý|hội viên|thành viên"
    r"|lãnh đạo|chủ nhiệm|đội trưởng|trạm trưởng|tổng)\b",
    re.IGNORECASE,
)
# A new part may begin without any mark: an employer after a post, a year or a number after a name.
_SOFT: Final[Mapping[str, re.Pattern[str]]] = {
    "agency_name": re.compile(
        r"\s+(?=(?:Sở|SỞ|Trường|TRƯỜNG|Bệnh viện|UBND|Ủy ban|Viện|Trung tâm|Công ty|Hội|Chi cục|Cục|Đại học|Học viện"
        r"|BVĐK|THPT|THCS)\b)"
    ),
    "training_institution": re.compile(r"\s+(?=(?:Trường|Đại học|Học viện|ĐH[A-Z]*|HV[A-Z]*|Viện)\b)"),
    "birth_date": re.compile(r"\s+(?=(?:(?:sinh|SN|sn|Sinh|năm|ngày)\b[^\d]{0,12})?\d)"),
    "graduation_year": re.compile(r"\s+(?=(?:(?:năm|TN|tốt nghiệp)\s*)?(?:19|20)\d\d\b)"),
    "phone": re.compile(r"\s+(?=(?:\+84|0)\d)"),
    "email": re.compile(r"\s+(?=\S+@)"),
    "sex": re.compile(r"\s+(?=(?:Nam|Nữ|nam|nữ)$)"),
}  # fmt: skip
_LEAD = re.compile(
    r"^(?:sinh (?:năm|ngày)|sn|năm sinh|ngày sinh|năm|ngày|tel|đt|sđt|điện thoại|e-?mail|mail|tốt nghiệp|tn)[\s:.]+",
    re.IGNORECASE,
)
_MOST_PARTS, _MOST_FIELDS = 9, 4
# Under this the parts are not told apart and the cell is asked about.
_CLEAR, _PART = 0.45, 0.4


@dataclass(frozen=True, slots=True)
class _Cut:
    """Parts of a cell; `marks[i]` joins part i to the one before, `soft[i]` whether it begins without a mark."""

    parts: tuple[str, ...]
    soft: tuple[bool, ...]
    marks: tuple[str, ...]


def read_composite(value: CellValue, evidence: Evidence, read: Reader) -> Result:
    """The values of a cell whose header names several fields.

    Args:
        value: the cell.
        evidence: of the column; `field` is the first named, `also` the others in their order.
        read: the reader of one part.

    Returns:
        Values of all named fields found; what only contents say in the hints; `cell.parts_unclear` where the cell
        cannot be told apart.
    """
    fields = (evidence.field, *evidence.also)[:_MOST_FIELDS]
    if not isinstance(value, str):
        return _single(value, fields, evidence, read)
    cut = _cut(value, fields)
    if not cut.parts:
        return EMPTY
    if len(cut.parts) > _MOST_PARTS:
        return _unclear(value, evidence)
    known: dict[tuple[str, str], tuple[float, Result]] = {}

    def judged(name: str, text: str) -> tuple[float, Result]:
        if (name, text) not in known:
            result = read(_bare(name, text), replace(evidence, field=name, also=()))
            known[name, text] = _fit(name, text, result), result
        return known[name, text]

    best: tuple[float, dict[str, str]] = (-1.0, {})
    for share, inside in _shares(cut, fields):
        score = _worth(share, inside, cut, fields, judged)
        if score > best[0]:
            best = score, share
    if best[0] < _CLEAR:
        return _unclear(value, evidence)
    return _joined(value, best[1], fields, judged)


def _single(value: CellValue, fields: Sequence[str], evidence: Evidence, read: Reader) -> Result:
    """A cell that is a number or a date belongs whole to the field that takes it best."""
    read_as = [(name, read(value, replace(evidence, field=name, also=()))) for name in fields]
    fit, result = max(((_fit(name, cell_text(value), found), found) for name, found in read_as), key=lambda of: of[0])
    return result if fit >= 0.5 else _unclear(value, evidence)


def _unclear(value: CellValue, evidence: Evidence) -> Result:
    return Result(problems=(problem("cell.parts_unclear", cell_text(value), header=evidence.header),))


def _cut(text: str, fields: Sequence[str]) -> _Cut:
    parts: list[str] = []
    soft: list[bool] = []
    marks: list[str] = []
    shown = text.strip()
    borders = [(m.start(), m.end(), _mark(m.group())) for m in _HARD.finditer(shown)]
    starts = [(0, ""), *((end, mark) for _, end, mark in borders)]
    for (start, mark), stop in zip(starts, [*(at for at, _, _ in borders), len(shown)], strict=True):
        piece = clean(shown[start:stop])
        if not piece or is_placeholder(piece):
            continue
        places = {m.start() for name in fields if name in _SOFT for m in _SOFT[name].finditer(piece)} - {0}
        ends = [*sorted(places), len(piece)]
        at = 0
        for end in ends:
            parts.append(piece[at:end].strip())
            soft.append(at > 0)
            marks.append(" " if at else mark)
            at = end
    return _Cut(tuple(parts), tuple(soft), tuple(marks))


def _mark(written: str) -> str:
    """What stands between two parts that stay together: a dash or a stroke as written, else a comma."""
    bare = written.strip()
    return f" {bare} " if bare in ("-", "–", "—") else bare if bare == "/" else ", "


def _shares(cut: _Cut, fields: Sequence[str]) -> Iterator[tuple[dict[str, str], int]]:
    """Every way to give all parts, neighbours together, to some of the fields in some order; marks left inside."""
    count = len(cut.parts)
    for size in range(1, min(len(fields), count) + 1):
        for names in permutations(fields, size):
            for borders in combinations(range(1, count), size - 1):
                ends = (0, *borders, count)
                inside = sum(not cut.soft[at] and at not in borders for at in range(1, count))
                yield {n: _text(cut, ends[i], ends[i + 1]) for i, n in enumerate(names)}, inside


def _text(cut: _Cut, first: int, last: int) -> str:
    text = cut.parts[first]
    for i in range(first + 1, last):
        text += cut.marks[i] + cut.parts[i]
    return text


def _worth(
    share: Mapping[str, str],
    inside: int,
    cut: _Cut,
    fields: Sequence[str],
    judged: Callable[[str, str], tuple[float, Result]],
) -> float:
    """How good a share is: the parts' fits; less for another order, for fields left out and marks left inside."""
    fits, said = [], set(share)
    for name, text in share.items():
        fit, result = judged(name, text)
        fits.append(fit)
        said |= set(result.hints)
    order = [fields.index(name) for name in share]
    missing = sum(name not in said for name in fields)
    borders = len(share) - 1
    hard = sum(not soft for soft in cut.soft[1:])
    # a border without a mark costs a little, so that "Phó Giám đốc Sở" is cut only when both sides gain
    loose = max(0, borders - hard)
    return (
        sum(fits) / len(fits)
        - 0.12 * (order != sorted(order))
        - 0.12 * missing
        - 0.06 * inside
        - 0.04 * loose
        - 0.3 * sum(fit < _PART for fit in fits)
    )


def _joined(
    value: CellValue,
    share: Mapping[str, str],
    fields: Sequence[str],
    judged: Callable[[str, str], tuple[float, Result]],
) -> Result:
    values: dict[str, Any] = {}
    hints: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, text in share.items():
        fit, result = judged(name, text)
        if fit < _PART and not result.problems:
            problems.append(problem("cell.parts_unclear", cell_text(value), header=text))
            continue
        values |= result.values
        problems += result.problems
        for other, found in result.hints.items():
            hints.setdefault(other, found)
    for name in fields:
        if name in hints and name not in values:
            values[name] = hints.pop(name)
    if "field_of_training" in fields and "field_of_training" not in values and "qualification" in share:
        values |= {"field_of_training": field} if (field := field_told(share["qualification"])) else {}
    return Result(values, hints, tuple(p for at, p in enumerate(problems) if p not in problems[:at]))


def _bare(name: str, text: str) -> str:
    """A part without the word that says what it is: "SN 1975", "ĐT: 0912…"."""
    if name in ("birth_date", "graduation_year", "phone", "email"):
        return _LEAD.sub("", text).strip()
    return text


_FREE = frozenset({
    "position_title", "agency_name", "sub_unit", "training_institution", "field_of_training", "address",
    "place_of_birth", "native_place", "job_position", "training_name", "professional_title", "other_name",
})  # fmt: skip


def _fit(name: str, text: str, result: Result) -> float:
    """0..1: how much a part looks like a value of the field."""
    if name not in result.values:
        return 0.0
    if any(p.severity in ("error", "warning") for p in result.problems):
        return 0.55 if name not in _FREE else 0.35
    if name == "full_name":
        return 1.0 if looks_like_name(str(result.values[name])) and not any(c.isdigit() for c in text) else 0.2
    if name in _FREE:
        return _free_fit(name, text)
    if name == "qualification":
        return 0.7 if _STARTS_SCHOOL.match(text) and len(text.split()) > 3 else 0.95
    return 1.0


def _free_fit(name: str, text: str) -> float:
    digits = sum(c.isdigit() for c in text)
    if "@" in text or digits >= 4 or not alias_key(text):
        return 0.1
    agency, school = bool(_STARTS_AGENCY.match(text)), bool(_STARTS_SCHOOL.match(text))
    if name == "position_title":
        return 0.95 if _POSITION.match(text) else 0.15 if agency else 0.55
    if name == "agency_name":
        return 0.95 if agency else 0.15 if _POSITION.match(text) else 0.5
    if name == "training_institution":
        return 0.95 if school else 0.4
    if name == "sub_unit":
        return 0.95 if _UNIT.match(text) else 0.4
    if name == "field_of_training":
        return 0.2 if school or _degree(text) or find_code("country", text) else 0.7
    return 0.55


@lru_cache(maxsize=10_000)
def _degree(text: str) -> bool:
    return read_degrees(text).qualification is not None


def read_named_mark(value: CellValue, evidence: Evidence, result: Result) -> Result:
    """A tick column of a degree in which the field of study or the year stands instead of a mark.

    Args: value: the cell; evidence: of the column; result: what reading it as a mark gave.
    """
    if evidence.field != "qualification" or not any(p.code == "tick.unknown" for p in result.problems):
        return result
    text = cell_text(value)
    if re.fullmatch(r"(?:19[5-9]|20[0-4])\d(?:\.0)?", text):
        year = int(text[:4])
        return Result(
            {"qualification": evidence.variant}, {"graduation_year": year} if year <= evidence.this_year else {}
        )
    degree = read_degrees(text).qualification
    words = sum(c.isalpha() for c in text) >= 3 and not any(c.isdigit() for c in text)
    if degree not in (None, evidence.variant) or not words:
        return result
    field = read_degrees(text).field_of_training if degree else text[:1].upper() + text[1:]
    return Result({"qualification": evidence.variant}, {"field_of_training": field} if field else {})

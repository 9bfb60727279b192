"""How well a column's contents fit a field, judged by the field's own normaliser on a sample. Looks at no header."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ingest.model import CellValue, Sheet, Table, is_blank
from ingest.normalise import NORMALISERS, Evidence, normalise
from ingest.normalise.coded import is_tick
from ingest.normalise.legacy import column_encoding, decode_as
from ingest.normalise.names import looks_like_name
from ingest.normalise.result import cell_text, is_placeholder
from talentdb.settings import today
from talentdb.text import fold

__all__ = ["STRENGTH", "Sample", "content_fit", "sample_column", "samples_of", "value_fit"]

# Enough to be sure of a column, few enough that 25 columns against 50 fields stay far under a second.
_ROWS, _DISTINCT = 200, 30

STRENGTH: Final = {
    "email": 0.95, "national_id": 0.85, "sex": 0.85, "full_name": 0.85, "professional_title_code": 0.85,
    "ethnicity_code": 0.8, "phone": 0.8, "birth_date": 0.7, "qualification": 0.7, "political_theory": 0.5,
    "academic_title": 0.5, "employment_category": 0.5, "status": 0.5, "training_mode": 0.6, "state_management": 0.5,
    "languages": 0.5, "commune_code": 0.5, "graduation_year": 0.4, "given_name": 0.5, "position_title": 0.3,
    "training_type": 0.5, "annual_ratings": 0.5, "graduation_grade": 0.5, "agency_name": 0.3, "sub_unit": 0.2,
    "training_start": 0.3, "training_end": 0.3, "recruitment_date": 0.3, "field_of_training": 0.2, "it_level": 0.4,
}  # fmt: skip
"""How much contents can add to a header that says the field: an e-mail address nearly everything, a date little."""

_FAMILY_NAMES = """
nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan trinh dinh lam mai to ta ha luu
luong truong cao chu tong thai quach vuong la tang dam nghiem kieu khuc lai bach lo quan khong an au cu giang
khuat cam dau hau diep nham tram kha khuong on tiet vien vang
hua kim luc ma mac nong phung ton trieu tu vi giap phi dong thach son chau than ngu ninh nhu bo tieu ung y
"""
_FAMILIES = frozenset(_FAMILY_NAMES.split())


@dataclass(frozen=True, slots=True)
class Sample:
    """A column seen through a sample: filled cells of it, distinct values, how many rows were looked at."""

    filled: tuple[CellValue, ...]
    distinct: tuple[CellValue, ...]
    rows: int
    tick_share: float
    number_share: float
    counting: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing at all stands in the column."""
        return not self.filled


def sample_column(sheet: Sheet, table: Table, index: int) -> Sample:
    """A sample of one column, taken evenly over the body."""
    # running numbers are only seen in rows that follow each other
    step = max(1, len(table.rows) // _ROWS)
    cells = [sheet.cell(row.row, index) for row in table.rows[::step]]
    filled = tuple(c for c in _decoded(cells) if not is_blank(c) and not is_placeholder(cell_text(c)))
    distinct = tuple({(type(c), c): c for c in filled}.values())
    distinct = distinct[:: max(1, len(distinct) // _DISTINCT)][: _DISTINCT + 4]
    ticks = sum(is_tick(cell_text(c)) for c in filled)
    numbers = sum(isinstance(c, (int, float)) or cell_text(c).replace(".", "").isdigit() for c in filled)
    share = 1 / len(filled) if filled else 0.0
    return Sample(filled, distinct, len(cells), ticks * share, numbers * share, step == 1 and _counts(filled))


def _decoded(cells: Sequence[CellValue]) -> Sequence[CellValue]:
    """Cells in Unicode, when the column was typed in an old encoding."""
    texts = [c for c in cells if isinstance(c, str)]
    if all(text.isascii() for text in texts) or not (encoding := column_encoding(texts)):
        return cells
    return [decode_as(c, encoding)[0] if isinstance(c, str) else c for c in cells]


def _counts(cells: Sequence[CellValue]) -> bool:
    """Running numbers: each one more than that above, or a new start at 1."""
    texts = [cell_text(c).rstrip(".") for c in cells]
    if len(texts) < 3 or not all(t.isdigit() and len(t) <= 5 for t in texts):
        return False
    numbers = [int(t) for t in texts]
    follows = sum(b - a == 1 or b == 1 for a, b in pairwise(numbers))
    return numbers[0] <= 2 and follows >= 0.9 * (len(numbers) - 1) and numbers.count(1) < len(numbers) / 2


def samples_of(sheet: Sheet, table: Table) -> tuple[Sample, ...]:
    """The samples of all columns of a table; kept for the table asked for last, since every form asks."""
    if _last and _last[0][0] is table and _last[0][1] is sheet:
        return _last[0][2]
    samples = tuple(sample_column(sheet, table, column.index) for column in table.columns)
    _last[:] = [(table, sheet, samples)]
    return samples


_last: list[tuple[Table, Sheet, tuple[Sample, ...]]] = []


@lru_cache(maxsize=4_000)
def _cached_fit(field: str, _types: tuple[type, ...], values: tuple[CellValue, ...]) -> float:
    if field in _SPECIAL:
        return _SPECIAL[field](values)
    if field not in NORMALISERS:
        return _text_fit(values)
    return _normalised_share(field, values)


def content_fit(field: str, sample: Sample) -> float | None:
    """0..1; None when the contents say nothing about this field."""
    if sample.blank:
        return None
    return _cached_fit(field, tuple(type(v) for v in sample.distinct), sample.distinct)


def value_fit(field: str, value: CellValue) -> float:
    """0..1: how well one cell fits a field."""
    return _cached_fit(field, (type(value),), (value,))


def _normalised_share(field: str, values: Sequence[CellValue]) -> float:
    # a rating's year usually stands in the header; any year serves to see whether the words are ratings
    evidence = Evidence(field, variant="2025" if field == "annual_ratings" else "")
    good = 0
    for value in values:
        result = normalise(value, evidence)
        # "TS" in a column of academic titles gives no title, yet it is what stands there
        good += field in result.values or (field == "academic_title" and bool(result.hints))
    return good / len(values)


def _text_fit(values: Sequence[CellValue]) -> float:
    """Free text has words; numbers, dates and marks are something else."""
    words = sum(isinstance(v, str) and sum(c.isalpha() for c in v) >= 2 for v in values)
    return 0.6 * words / len(values) if values else 0.0


def _name_fit(values: Sequence[CellValue]) -> float:
    good = 0.0
    for value in values:
        result = normalise(value, Evidence("full_name"))
        name = str(result.values.get("full_name", ""))
        if looks_like_name(name):
            first, *others = fold(name).split()
            # "Thị" and "Văn" make a name of any family, those of minorities too
            good += 1.0 if first in _FAMILIES or {"thi", "van"} & set(others[:-1]) else 0.4
    return good / len(values)


def _given_name_fit(values: Sequence[CellValue]) -> float:
    words = [cell_text(v).split() for v in values if isinstance(v, str)]
    return sum(len(w) <= 2 and all(x.isalpha() for x in w) for w in words) / len(values)


def _family_name_fit(values: Sequence[CellValue]) -> float:
    words = [fold(v).split() for v in values if isinstance(v, str)]
    return sum(bool(w) and w[0] in _FAMILIES and len(w) <= 4 for w in words) / len(values)


def _years(field: str, values: Sequence[CellValue]) -> list[int]:
    found = []
    for value in values:
        result = normalise(value, Evidence(field))
        if field in result.values:
            found.append(int(str(result.values[field])[:4]))
    return found


def _birth_fit(values: Sequence[CellValue]) -> float:
    this_year = today().year
    return sum(1930 <= y <= this_year - 15 for y in _years("birth_date", values)) / len(values)


def _training_day_fit(values: Sequence[CellValue]) -> float:
    return sum(y >= 2005 for y in _years("training_end", values)) / len(values)


def _staff_code_fit(values: Sequence[CellValue]) -> float:
    texts = [cell_text(v) for v in values if not isinstance(v, (datetime, date))]
    short = sum(any(c.isdigit() for c in t) and len(t) <= 16 and t.count(" ") <= 1 for t in texts)
    return 0.8 * short / len(values)


def _phone_fit(values: Sequence[CellValue]) -> float:
    # eleven and twelve digits are identity numbers, not telephones
    plausible = [v for v in values if sum(c.isdigit() for c in cell_text(v)) not in (11, 12) or "/" in cell_text(v)]
    return _normalised_share("phone", plausible) * len(plausible) / len(values) if plausible else 0.0


def _position_fit(values: Sequence[CellValue]) -> float:
    texts = [v for v in values if isinstance(v, str)]
    return sum(len(t) <= 80 and not any(c.isdigit() for c in t[:3]) for t in texts) / len(values) * 0.7


def _agency_fit(values: Sequence[CellValue]) -> float:
    """Words, and not those that a part of an employer is called by."""
    return _text_fit(values) - 0.4 * _inner_share(values)


def _sub_unit_fit(values: Sequence[CellValue]) -> float:
    return _text_fit(values) + 0.4 * _inner_share(values)


def _inner_share(values: Sequence[CellValue]) -> float:
    words = [fold(v).split() for v in values if isinstance(v, str)]
    inside = ("khoa", "phong", "to", "bo", "doi", "ban", "van")
    return sum(bool(w) and w[0] in inside and w[:2] != ["bo", "y"] for w in words) / len(values)


def _title_code_fit(values: Sequence[CellValue]) -> float:
    """Only codes: a title in words may name one too, but then the column is one of titles."""
    coded = [v for v in values if any(c.isdigit() for c in cell_text(v))]
    return _normalised_share("professional_title_code", coded) * len(coded) / len(values) if coded else 0.0


def _training_type_fit(values: Sequence[CellValue]) -> float:
    """A kind of course is said in few words, and the same few again and again; the rest are names of courses."""
    short = [v for v in values if len(cell_text(v).split()) <= 5]
    if len(values) >= 8 and len(short) == len(values) > 12:
        return 0.3
    return _normalised_share("training_type", short) * len(short) / len(values) if short else 0.0


def _course_fit(values: Sequence[CellValue]) -> float:
    """A course is named in several words; "K25", "Khóa 3" count courses or years of students."""
    words = [sum(any(c.isalpha() for c in w) for w in cell_text(v).split()) for v in values]
    return 0.6 * sum(count >= 3 for count in words) / len(values)


_SPECIAL = {
    "training_name": _course_fit,
    "training_type": _training_type_fit,
    "professional_title_code": _title_code_fit,
    "full_name": _name_fit,
    "given_name": _given_name_fit,
    "family_name": _family_name_fit,
    "birth_date": _birth_fit,
    "training_start": _training_day_fit,
    "training_end": _training_day_fit,
    "staff_code": _staff_code_fit,
    "phone": _phone_fit,
    "position_title": _position_fit,
    "agency_name": _agency_fit,
    "sub_unit": _sub_unit_fit,
}

"""What the cells of a column prove where its header says nothing. Looks at no header."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from ingest.columns.contents import Sample, content_fit, value_fit
from ingest.model import CellValue
from ingest.normalise.result import cell_text

__all__ = ["PROOF", "proof"]

PROOF: Final = {
    "email": 0.97, "national_id": 0.93, "sex": 0.94, "full_name": 0.9, "professional_title_code": 0.93,
    "ethnicity_code": 0.92, "phone": 0.9, "birth_date": 0.84, "qualification": 0.86, "academic_title": 0.84,
    "languages": 0.8, "training_mode": 0.8, "position_title": 0.8,
}  # fmt: skip
"""How sure a field is when all cells look like it and no header says anything; other fields are never proven so."""

# Fields of few values: a slip seen once stands among many cells, though it is one of three distinct ones.
_FEW = frozenset({"sex", "ethnicity_code", "qualification", "academic_title", "training_mode"})
_MANY = 8

_POST = re.compile(
    r"(?:(?:tổ |hiệu |viện |đội |trạm )?trưởng|phó|giám đốc|chủ tịch|bí thư|giáo viên|giảng viên|chuyên viên"
    r"|nhân viên|kế toán|văn thư|thư ký|thủ quỹ|bảo vệ|chánh|nghiên cứu viên|kỹ thuật viên|ủy viên|cán bộ|lái xe)\b",
    re.IGNORECASE,
)


def proof(field: str, sample: Sample) -> float:
    """0..1: how sure the contents alone make a field. Few cells prove little; numbers alone prove no code or word.

    The share of cells that fit counts twice over: one stranger in ten is a doubt, three in ten are a refusal.
    """
    if field not in PROOF or sample.blank:
        return 0.0
    values = [v for v in sample.distinct if _plain(field, v)]
    fit = _fit_of_plain(field, sample, values)
    if field == "position_title":
        fit /= 0.7
    if field == "full_name":
        # a family name that is not in our list is no stranger
        fit = min(1.0, fit / 0.85)
    return max(0.0, PROOF[field] * (1 - 0.4 ** len(sample.filled)) * (2 * fit - 1))


def _fit_of_plain(field: str, sample: Sample, values: Sequence[CellValue]) -> float:
    """The share of cells that fit, every cell counted; one slip among several cells weighs half."""
    if field in _FEW:
        times = Counter((type(c), c) for c in sample.filled)
        good = sum(times[type(v), v] for v in values if value_fit(field, v) >= 1.0)
        fit, cells = good / len(sample.filled), len(sample.filled)
    else:
        fit = (content_fit(field, sample) or 0.0) * len(values) / len(sample.distinct)
        cells = len(sample.distinct)
    slips = (1 - fit) * cells
    return fit + (0.5 * slips / cells if cells >= _MANY and slips < 1.5 else 0.0)


def _plain(field: str, value: CellValue) -> bool:
    """Whether a cell looks like the field to somebody who has not read the header."""
    text = cell_text(value)
    digits = "".join(c for c in text if c.isdigit())
    if field == "national_id":
        whole = digits == text.replace(" ", "")
        return whole and (
            (len(digits) == 12 and digits[0] == "0" and digits[1:3] != "00")
            or (len(digits) == 11 and not isinstance(value, str))
        )
    if field == "phone":
        return (
            len(digits) in (9, 10, 11)
            and not any(c.isalpha() for c in text)
            and (digits.startswith(("0", "84")) or (len(digits) == 9 and not isinstance(value, str)))
            and not isinstance(value, (datetime, date))
        )
    if field in ("sex", "ethnicity_code", "qualification", "academic_title", "languages", "training_mode"):
        return any(c.isalpha() for c in text) and len(text.split()) <= 7
    if field == "position_title":
        return bool(_POST.match(text)) and len(text.split()) <= 8
    if field == "professional_title_code":
        return isinstance(value, str) and "." in text and len(digits) >= 4 and len(text) <= 14 and "/" not in text
    if field == "birth_date":
        return isinstance(value, (datetime, date)) or len(digits) >= 6
    return True

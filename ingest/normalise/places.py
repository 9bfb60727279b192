"""Communes as codes of the division since 1 July 2025, and employers' names. An unclear place stays a problem."""

import re
from functools import lru_cache
from typing import Final

from ingest.agencies import split_unit
from ingest.model import CellValue, display
from ingest.normalise import plain
from ingest.normalise.result import Evidence, Result, cell_text, failure, single
from ingest.problems import problem
from talentdb.text import alias_key

__all__ = ["address", "agency_name", "commune"]

# "tỉnh Bình Định" is a province, "Bình Định" alone a commune of this one
_PROVINCE_WORD = re.compile(r"^\s*(?:tỉnh|tinh|thành phố|thanh pho|tp|t)\b[.\s]*", re.IGNORECASE)
_MOST_SHOWN = 6


@lru_cache(maxsize=20_000)
def _find(text: str) -> tuple[tuple[str, ...], bool, bool]:
    """Candidates; read as an old name; not clear."""
    from talentdb.codes.communes import find_commune

    match = find_commune(text)
    return match.candidates, match.legacy, match.ambiguous


@lru_cache(maxsize=20_000)
def _elsewhere(text: str) -> bool:
    """Whether an address ends with another province."""
    from talentdb.codes.provinces import is_other_province

    parts = [p.strip(" .") for p in re.split(r"[,;()]|\s[-–]\s|(?=\btỉnh\s)|(?=\bTP\.?\s)", text) if p.strip(" .")]
    if parts and alias_key(parts[-1]) in {"viet nam", "vn"}:
        parts.pop()
    if not parts:
        return False
    last = _PROVINCE_WORD.sub("", parts[-1])
    return is_other_province(last) or is_other_province(parts[-1])


def _names(codes: tuple[str, ...]) -> str:
    from talentdb.codes.communes import communes

    known = communes()
    return "; ".join(f"{known[code].full_name} ({code})" for code in codes[:_MOST_SHOWN] if code in known)


def commune(value: CellValue, _evidence: Evidence) -> Result:
    """The five-digit code; an old name is converted with an info, a name of several places is a problem."""
    text = cell_text(value)
    problems = []
    if text.isdigit() and len(text) == 4:
        text = text.zfill(5)
        problems.append(problem("commune.padded", display(value), suggestion=text))
    codes, legacy, unclear = _find(text)
    if not codes:
        return failure("commune.elsewhere" if _elsewhere(text) else "commune.unknown", value)
    if unclear or len(codes) > 1:
        return failure("commune.ambiguous", value, candidates=_names(codes))
    if legacy:
        problems.append(problem("commune.legacy", display(value), suggestion=codes[0]))
    return single("commune_code", codes[0], *problems)


# Only a place that calls itself a commune or ward, or that stands right before the province or a former district and
# is all that is said: "Tân Hưng" alone may be a village or a street.
_NAMED = re.compile(r"(?:^|[,;\-]\s*)(?:xã|phường|x\.|p\.|tt\.|thị trấn)\s*\S", re.IGNORECASE)
_PROVINCES: Final = frozenset({"hung yen", "thai binh"})
_WITH_DISTRICT: Final = 3
# Streets of any town bear these names too.
_STREETS: Final = frozenset(
    {"chi minh", "hoang hoa tham", "le loi", "le quy don", "nguyen du", "nguyen trai", "nguyen van linh",
     "pham ngu lao", "tong tran", "tran hung dao", "tran lam", "trieu viet vuong"}
)  # fmt: skip


def address(value: CellValue, evidence: Evidence) -> Result:
    """The text; where it names exactly one commune or ward, its code is a hint for rows without such a column."""
    result = plain.text(value, evidence)
    shown = str(result.values.get(evidence.field, ""))
    codes, legacy, unclear = _find(shown)
    if len(codes) != 1 or unclear or not (_NAMED.search(shown) or _is_all(shown, legacy)):
        return result
    return Result(result.values, {"commune_code": codes[0]}, result.problems)


def _is_all(text: str, legacy: bool) -> bool:
    """Whether an address is a commune of today and the province, or a former one, its district and the province."""
    parts = [alias_key(part) for part in text.split(",")]
    if alias_key(_PROVINCE_WORD.sub("", text.rsplit(",", 1)[-1])) not in _PROVINCES:
        return False
    return len(parts) == _WITH_DISTRICT if legacy else len(parts) == _WITH_DISTRICT - 1 and parts[0] not in _STREETS


def agency_name(value: CellValue, evidence: Evidence) -> Result:
    """The employer as written; of "Phòng Tổ chức - Sở Y tế" the employer, and the unit inside it as a hint."""
    result = plain.text(value, evidence)
    shown = str(result.values.get(evidence.field, ""))
    if (parts := split_unit(shown)) is None:
        return result
    agency, unit = parts
    return Result({**result.values, evidence.field: agency}, {**result.hints, "sub_unit": unit}, result.problems)

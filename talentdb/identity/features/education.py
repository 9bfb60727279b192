"""Highest degree, field, institution and year of graduation. Pure.

A degree rises over the years; then field, institution and year may all be others, and that speaks against nobody.
"""

from functools import lru_cache
from typing import Final

from talentdb.codes.code_lists import code_list
from talentdb.identity.features.place import texts_agree
from talentdb.identity.record import MatchRecord

__all__ = ["degree", "field", "graduation", "institution"]

_NEAR: Final = 1
"""Defended in December, handed out in March: one year apart is the same degree."""


@lru_cache(maxsize=64)
def _rank(code: str) -> int | None:
    found = code_list("qualification").get(code)
    return None if found is None else found.rank


def _earlier_first(a: MatchRecord, b: MatchRecord) -> tuple[MatchRecord, MatchRecord]:
    return (b, a) if b.as_of < a.as_of else (a, b)


def degree(a: MatchRecord, b: MatchRecord) -> str | None:
    """Trình độ: cùng, về sau cao hơn (bình thường), về sau thấp hơn (trái lẽ thường), khác trong cùng một năm."""
    if not a.qualification or not b.qualification:
        return None
    if a.qualification == b.qualification:
        return "same"
    first, last = _earlier_first(a, b)
    before, after = _rank(first.qualification or ""), _rank(last.qualification or "")
    if before is None or after is None:
        return None
    if first.as_of == last.as_of:
        return "different"
    return "higher_later" if after > before else "lower_later" if after < before else "different"


def _another_degree(a: MatchRecord, b: MatchRecord) -> bool:
    return not a.qualification or not b.qualification or a.qualification != b.qualification


def field(a: MatchRecord, b: MatchRecord) -> str | None:
    """Ngành đào tạo: cùng, gần, hoặc khác ở cùng một trình độ."""
    if not a.field_of_training or not b.field_of_training:
        return None
    return _unless_another_degree(a, b, texts_agree(a.field_of_training, b.field_of_training))


def institution(a: MatchRecord, b: MatchRecord) -> str | None:
    """Nơi đào tạo: cùng, gần, hoặc khác ở cùng một trình độ."""
    if not a.training_institution or not b.training_institution:
        return None
    return _unless_another_degree(a, b, texts_agree(a.training_institution, b.training_institution))


def graduation(a: MatchRecord, b: MatchRecord) -> str | None:
    """Năm tốt nghiệp: cùng, lệch một năm, hoặc khác ở cùng một trình độ."""
    if a.graduation_year is None or b.graduation_year is None:
        return None
    apart = abs(a.graduation_year - b.graduation_year)
    return _unless_another_degree(a, b, "same" if apart == 0 else "near" if apart <= _NEAR else "different")


def _unless_another_degree(a: MatchRecord, b: MatchRecord, level: str) -> str | None:
    return None if level in ("different", "near") and _another_degree(a, b) else level

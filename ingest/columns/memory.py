"""What an agency settled about its columns before, found again under headers that moved or changed a little."""

from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz

from talentdb.text import alias_key

__all__ = ["of_form", "recall"]

# A header renamed a little ("Chức vụ hiện nay" -> "Chức vụ hiên nay"); short ones must be the same.
_LIKE, _SHORT = 92, 6
_SAME, _NEAR = 0.99, 0.96


def of_form(remembered: Mapping[str, Any] | None, form: str) -> Mapping[str, str]:
    """Header -> field of one form, out of form -> (header -> field); a flat mapping counts for every form."""
    if not remembered:
        return {}
    flat = {alias_key(key): value for key, value in remembered.items() if isinstance(value, str)}
    own = remembered.get(form)
    if isinstance(own, Mapping):
        flat |= {alias_key(key): value for key, value in own.items()}
    return flat


def recall(header: str, remembered: Mapping[str, str]) -> tuple[str, float] | None:
    """The field settled for a header ("" to leave it aside) and how sure that is; the nearest header counts."""
    key = alias_key(header)
    if not key or not remembered:
        return None
    if key in remembered:
        return remembered[key], _SAME
    if len(key) < _SHORT:
        return None
    nearest = max(remembered, key=lambda known: (fuzz.ratio(key, known), known))
    # "Trình độ 1" and "Trình độ 2" are near and not the same
    same_digits = [c for c in key if c.isdigit()] == [c for c in nearest if c.isdigit()]
    if same_digits and fuzz.ratio(key, nearest) >= _LIKE:
        return remembered[nearest], _NEAR
    return None

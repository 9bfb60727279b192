"""Figures in the shape of the engine's answer, made up for the tests of what draws them."""

from typing import Any

__all__ = ["PLAN", "entry", "row"]

PLAN = "hung-yen-2711"


def _share(numerator: int | None, denominator: int | None) -> float | None:
    return numerator / denominator if numerator is not None and denominator else None


def row(key: str | None, numerator: int | None, denominator: int | None, **more: Any) -> dict[str, Any]:
    """A row of a cut."""
    value = _share(numerator, denominator)
    return {
        "by": "agency", "key": key, "name": f"Cơ quan {key}", "numerator": numerator, "denominator": denominator,
        "value": value, "low": value, "high": value, "unknown": {}, "suppressed": False, **more,
    }  # fmt: skip


def entry(*, numerator: int = 3, denominator: int = 10, gap: int | None = 2, **more: Any) -> dict[str, Any]:
    """An indicator: the first one, behind its target of one half, unless told otherwise."""
    value = _share(numerator, denominator)
    return {
        "code": "I1", "parent": None, "name": "Phụ nữ ở vị trí khoa học", "kind": "people", "place": "Mục II",
        "stage": "output", "comparison": "at_least", "wording": "tối thiểu", "beside": [], "why_not": "",
        "headline": True, "numerator": numerator, "denominator": denominator, "value": value, "low": value,
        "high": value, "unknown": {}, "suppressed": False, "target": 0.5, "target_year": 2030, "tolerance": 0.0,
        "expected_now": None,
        "gap_people": gap, "status": "behind", "unknown_effects": {}, "definition": "Cách tính của chỉ tiêu.",
        "readings": [], "rows": [], "coverage": {"agencies_reported": 6, "agencies_total": 117}, **more,
    }  # fmt: skip

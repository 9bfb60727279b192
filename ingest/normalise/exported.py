"""Values as our own exports write them: lists of objects as JSON, national ids masked. Reads nothing else."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

__all__ = ["exported_list", "is_masked"]

_MASK: Final = "•"
_LONGEST: Final = 20_000


def is_masked(text: str) -> bool:
    """Whether a number was hidden by an export ("033•••••1234"): nothing is said, and nothing is wrong."""
    return _MASK in text and all(c.isdigit() or c == _MASK for c in text)


def exported_list(text: str, fits: Callable[[Mapping[str, Any]], bool]) -> list[dict[str, Any]] | None:
    """The objects of a cell such as [{"year": 2025, "rating": "good"}]; None for any other text.

    Args:
        fits: whether an object is one that the field may hold; one that does not fit makes the whole cell other text.
    """
    if not text.startswith("[{") or not text.endswith("}]") or len(text) > _LONGEST:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, list) or not all(isinstance(one, dict) and fits(one) for one in found):
        return None
    return found

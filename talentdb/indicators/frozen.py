"""What frozen figures are: their digest, and what differs between two of them. Pure; neither takes nor stores any."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

__all__ = ["Change", "InputChange", "changes", "digest", "input_changes"]

_FIGURE: Final = ("numerator", "denominator", "value", "low", "high", "target", "status")
_TOTAL: Final = "total"


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that is not the same in both; None where one of them does not have it.

    Args:
        code: indicator; cut, key: "total" and None for the figure of all.
        name: of the indicator, or of the group.
        before, after: the values that make the figure up, by name.
    """

    code: str
    cut: str
    key: str | None
    name: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class InputChange:
    """One thing that figures rest on and that is another now; None where one of them does not name it."""

    name: str
    before: Any
    after: Any


def digest(plan: str, period: str, as_of: date, body: Mapping[str, Any], inputs: Mapping[str, Any]) -> bytes:
    """SHA-256 over everything that is vouched for, 32 bytes.

    The same after a way through the database: keys are sorted, and numbers are written as the database gives them.
    """
    whole = {"plan": plan, "period": period, "as_of": as_of.isoformat(), "body": body, "inputs": inputs}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).digest()


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """What differs between two answers of `engine.compute`, in the order of the older one, what is new behind it."""
    one, other = ({place: _values(entry) for place, entry in _entries(body)} for body in (before, after))
    names = {place: entry["name"] for body in (before, after) for place, entry in _entries(body)}
    found = []
    for place in dict.fromkeys([*one, *other]):
        left, right = one.get(place), other.get(place)
        if left != right:
            found.append(Change(*place, names[place], left, right))
    return tuple(found)


def input_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[InputChange, ...]:
    """What figures rest on and differs, in the order of the older ones."""
    names = dict.fromkeys([*before, *after])
    return tuple(
        InputChange(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    )


_Place = tuple[str, str, str | None]
"""Indicator, cut and key."""


def _entries(body: Mapping[str, Any]) -> Iterator[tuple[_Place, Mapping[str, Any]]]:
    for entry in body["indicators"]:
        yield (entry["code"], _TOTAL, None), entry
        for row in entry["rows"]:
            yield (entry["code"], row["by"], row["key"]), row


def _values(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: entry[name] for name in _FIGURE if name in entry}

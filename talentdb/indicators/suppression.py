"""Hides small groups from leaders, and as many others as it takes that no hidden one can be got by subtraction.

Owns the choice of what is hidden, by denominators alone, and takes it out of answers; alters no figure.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from talentdb.access.principal import Principal, Role

__all__ = ["SMALL", "hidden_agencies", "hidden_keys", "shown_to"]

SMALL: Final = 5
"""Fewer people than this are a small group (trust.md: k of 5)."""

K = TypeVar("K")


def hidden_keys(sizes: Mapping[K, int], *, total_hidden: bool = False) -> frozenset[K]:
    """Which groups of a partition to hide.

    What is hidden can be summed up from the total, so it must be two groups or more, and SMALL people or more.

    Args:
        sizes: people in each group; empty groups hide nobody and stay.
        total_hidden: the total is not shown; then it is enough that one group is hidden.
    """
    filled = sorted((size, str(key), key) for key, size in sizes.items() if size > 0)
    if sum(size for size, _, _ in filled) < SMALL:
        return frozenset(key for _, _, key in filled)
    hidden: list[K] = []
    people = 0
    for size, _, key in filled:
        needed = 1 if total_hidden else 2
        safe = len(hidden) >= needed and people >= SMALL
        nothing_small = not hidden and not total_hidden
        if size >= SMALL and (safe or nothing_small):
            break
        hidden.append(key)
        people += size
    return frozenset(hidden)


def hidden_agencies(sizes: Mapping[K, int], sector_of: Mapping[K, str]) -> frozenset[K]:
    """Which agencies to hide: sector by sector, because the figures of sectors are shown too.

    Raises: KeyError when the sector of an agency is missing.
    """
    groups: dict[str, dict[K, int]] = defaultdict(dict)
    for key, size in sizes.items():
        groups[sector_of[key]][key] = size
    totals = {sector: sum(group.values()) for sector, group in groups.items()}
    hidden_sectors = hidden_keys(totals)
    return frozenset(
        key for sector, group in groups.items() for key in hidden_keys(group, total_hidden=sector in hidden_sectors)
    )


def shown_to(principal: Principal, body: Mapping[str, Any]) -> dict[str, Any]:
    """An answer of `engine.compute` as far as this role may see it: leaders do not see small groups.

    What bodies report of themselves tells nobody's secret.
    """
    if principal.role is not Role.LEADER:
        return dict(body)
    entries = (_guarded(entry) if entry["kind"] == "people" else entry for entry in body["indicators"])
    return {**body, "indicators": list(entries)}


_TAKEN: Final[Mapping[str, Any]] = {
    "numerator": None, "denominator": None, "value": None, "low": None, "high": None, "unknown": {},
    "suppressed": True,
}  # fmt: skip


def _guarded(entry: Mapping[str, Any]) -> dict[str, Any]:
    cuts: dict[str, dict[str | None, int]] = defaultdict(dict)
    for row in entry["rows"]:
        cuts[row["by"]][row["key"]] = row["denominator"]
    sectors = {row["key"]: row.get("sector", "") for row in entry["rows"] if row["by"] == "agency"}
    hidden = {
        cut: hidden_agencies(sizes, sectors) if cut == "agency" else hidden_keys(sizes) for cut, sizes in cuts.items()
    }
    rows = [_without_figures(row) if row["key"] in hidden[row["by"]] else row for row in entry["rows"]]
    if 0 < entry["denominator"] < SMALL:
        return {**entry, **_TAKEN, "certainty": [], "gap_people": None, "status": "no_data", "rows": rows}
    return {**entry, "rows": rows}


def _without_figures(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of which only the name is left, and its target: how it stands to it would tell the counts."""
    standing = {"gap_people": None, "status": "no_data", "expected_now": None}
    return {**row, **_TAKEN, **{key: value for key, value in standing.items() if key in row}}

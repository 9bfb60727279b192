"""Hides small groups from leaders, and as many others as it takes that no hidden one can be got by subtraction.

Owns the choice of what is hidden; works on denominators alone and alters no figure.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final, TypeVar

__all__ = ["SMALL", "hidden_agencies", "hidden_keys"]

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

"""Rows of one list that may be one person twice. Pure; merges nobody."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from talentdb.submissions.pairing import may_be_one, strong_keys

__all__ = ["repeats"]

_MOST: Final = 60
"""Rows of one name and year beyond which only equal keys are compared: the work would grow with the square."""


def repeats(rows: Sequence[Any]) -> list[list[Any]]:
    """Groups of rows that share an id, a staff number with the name, or a name that nothing contradicts.

    Rows of one name without any birth date in one of them count: the list leaves open who they are.
    """
    ties: dict[int, int] = {}
    by_key: dict[tuple[Any, ...], list[Any]] = {}
    by_name: dict[str, list[Any]] = {}
    for row in rows:
        for key in strong_keys(row):
            by_key.setdefault(key, []).append(row)
        if row.name_key:
            by_name.setdefault(row.name_key, []).append(row)
    for key, group in by_key.items():
        for one, other in pairwise(group):
            if key[0] == "id" or may_be_one(one, other):
                _tie(ties, one.source_record_id, other.source_record_id)
    for group in by_name.values():
        _tie_unclear(ties, group)
    return _groups(ties, rows)


def _tie_unclear(ties: dict[int, int], group: Sequence[Any]) -> None:
    """Tie rows of one name that nothing tells apart, different staff numbers of one body included."""
    if len(group) > _MOST:
        return
    for at, one in enumerate(group):
        for other in group[at + 1 :]:
            numbered = one.body_id == other.body_id and one.staff_code and other.staff_code
            if may_be_one(one, other) and not (numbered and one.staff_code != other.staff_code):
                _tie(ties, one.source_record_id, other.source_record_id)


def _root(ties: dict[int, int], record: int) -> int:
    while (up := ties.setdefault(record, record)) != record:
        ties[record] = ties[up]
        record = up
    return record


def _tie(ties: dict[int, int], one: int, other: int) -> None:
    low, high = sorted((_root(ties, one), _root(ties, other)))
    ties[high] = low


def _groups(ties: dict[int, int], rows: Iterable[Any]) -> list[list[Any]]:
    groups: dict[int, list[Any]] = {}
    for row in rows:
        if row.source_record_id in ties:
            groups.setdefault(_root(ties, row.source_record_id), []).append(row)
    return list(groups.values())

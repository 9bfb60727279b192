"""Which number each cluster of records carries: stable numbers, redirects of merged ones. Pure; knows no table.

a number stays with the records that carried it: with the part that holds its founding record, else with the part
    that holds its smallest record; a cluster that several numbers come to takes the smallest of them, the others
    become redirects to it;
a cluster that no number comes to takes back the smallest redirect that one of its records once founded, else the
    number of its smallest founding record; while another person still carries that number, it plus the smallest
    free multiple of 10^12;
a number whose records are all gone is withdrawn; it comes back with them;
a redirect follows its founding record.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["GENERATION", "Numbering", "number"]

GENERATION: Final = 10**12
"""Larger than any record number, small enough for exact integers in every client (2^53)."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """Numbers of the clusters in their order, redirects (number -> number that it stands for now), withdrawn numbers.

    `redirects` holds only redirects that are new or lead elsewhere than before.
    """

    numbers: tuple[int, ...]
    redirects: Mapping[int, int]
    withdrawn: tuple[int, ...]


def number(
    clusters: Sequence[Sequence[int]],
    founders: Sequence[int],
    before: Mapping[int, Collection[int]],
    former: Mapping[int, int],
    taken: Callable[[Collection[int]], Collection[int]],
) -> Numbering:
    """Numbers for clusters of records.

    Args:
        clusters: records of each cluster; founders: the smallest founding record of each.
        before: number -> records that carried it until now, also those that count no more.
        former: redirects to the numbers of `before` or founded by the records; withdrawn numbers founded by the
            records stand for themselves, and redirects to those are among them too.
        taken: tells which of some numbers, or of their later generations, are carried by persons not in `before`.
    """
    place = {record: at for at, records in enumerate(clusters) for record in records}
    target = {found: _stays_with(found, records, place) for found, records in before.items()}
    numbers: dict[int, int] = {}
    for found in sorted(before):
        at = target[found]
        if at is not None:
            numbers[at] = min(numbers.get(at, found), found)
    _take_back(numbers, former, place)
    _found(numbers, founders, taken, used={*before, *former})
    redirects = {
        found: numbers[at] for found, at in target.items() if at is not None and numbers[at] != found
    } | _follow(numbers, former, place, target)
    kept = set(numbers.values())
    withdrawn = sorted(found for found, at in target.items() if at is None and found not in kept)
    return Numbering(tuple(numbers[at] for at in range(len(clusters))), redirects, tuple(withdrawn))


def _stays_with(found: int, records: Collection[int], place: Mapping[int, int]) -> int | None:
    """The cluster that a number stays with; None when none of its records is there any more."""
    founder = found % GENERATION
    if founder in records and founder in place:
        return place[founder]
    left = min((record for record in records if record in place), default=None)
    return None if left is None else place[left]


def _take_back(numbers: dict[int, int], former: Mapping[int, int], place: Mapping[int, int]) -> None:
    for found in former:
        at = place.get(found % GENERATION)
        if at is not None:
            numbers[at] = min(numbers.get(at, found), found)


def _found(
    numbers: dict[int, int],
    founders: Sequence[int],
    taken: Callable[[Collection[int]], Collection[int]],
    used: Collection[int],
) -> None:
    """Numbers for the clusters that no number came to, each by its founder."""
    new = [at for at in range(len(founders)) if at not in numbers]
    if not new:
        return
    occupied = {*used, *numbers.values(), *taken([founders[at] for at in new])}
    for at in new:
        found = founders[at]
        while found in occupied:
            found += GENERATION
        numbers[at] = found
        occupied.add(found)


def _follow(
    numbers: Mapping[int, int], former: Mapping[int, int], place: Mapping[int, int], target: Mapping[int, int | None]
) -> dict[int, int]:
    """Earlier redirects that lead elsewhere now: where their founding record is, else where their target went."""
    moved: dict[int, int] = {}
    carried = set(numbers.values())
    for found, stood_for in former.items():
        at = place.get(found % GENERATION)
        if at is None:
            at = target.get(stood_for, place.get(stood_for % GENERATION))
        if found not in carried and at is not None and numbers[at] != stood_for:
            moved[found] = numbers[at]
    return moved

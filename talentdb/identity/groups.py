"""Groups of records that grow by joining, with what is needed to tell that two groups cannot be one person. Pure.

Each group keeps a summary (ids by kind, dates, spellings of given names, sexes), so that a question about two groups
costs their few different values, never their records squared.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from talentdb.identity.features.birth import compare_births
from talentdb.identity.features.name import name_parts
from talentdb.identity.record import MatchRecord

__all__ = ["Groups"]

_COMPATIBLE_DATES = frozenset({"day", "first_of_january", "swapped", "one_digit", "year"})


ListKey = tuple[int, int, date]
"""Agency that handed in, employer, day that it describes."""


@dataclass(slots=True)
class _Summary:
    founds: bool
    ids: dict[str, set[bytes]] = field(default_factory=dict)
    days: set[date] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    lists: dict[ListKey, set[int]] = field(default_factory=dict)


def _summary(record: MatchRecord) -> _Summary:
    summary = _Summary(record.founds)
    if record.id_hash is not None and record.id_kind is not None:
        summary.ids[record.id_kind] = {record.id_hash}
    if record.birth_date is not None:
        summary.years.add(record.birth_date.year)
        if record.birth_precision in (None, "day"):
            summary.days.add(record.birth_date)
    # A name written without any mark may be any of them, and tells nobody apart.
    if not record.name_toned.isascii():
        summary.given.update(name_parts(record.name_toned)[-1:])
    if record.sex:
        summary.sexes.add(record.sex)
    if record.form == "people":
        summary.lists[record.agency_id, record.employer_id, record.as_of] = {record.record_id}
    return summary


class Groups:
    """Union-find over records; refuses nothing by itself, answers whether two groups may be one."""

    def __init__(
        self, nodes: Sequence[MatchRecord], apart: Iterable[tuple[int, int]], ties: Collection[tuple[int, int]] = ()
    ) -> None:
        """Every record by itself.

        Args:
            apart: pairs that no tie may bring together.
            ties: pairs (smaller first) that are tied themselves: two rows of one list may then be one person.
        """
        self._ties = ties
        self._records = {node.record_id: node for node in nodes}
        self._parent = {node.record_id: node.record_id for node in nodes}
        self._summaries = {node.record_id: _summary(node) for node in nodes}
        for one, other in apart:
            if one in self._parent and other in self._parent:
                self._summaries[one].apart.add(other)
                self._summaries[other].apart.add(one)

    def founds(self, record: int) -> bool:
        """Whether the record itself makes a person known."""
        return self._records[record].founds

    def group_founds(self, record: int) -> bool:
        """Whether any record of the group makes a person known."""
        return self._summaries[self.find(record)].founds

    def find(self, record: int) -> int:
        """The record that stands for the group: its smallest."""
        parent = self._parent
        root = record
        while parent[root] != root:
            root = parent[root]
        while parent[record] != root:
            parent[record], record = root, parent[record]
        return root

    def may_join(self, one: int, other: int, *, by_hand: bool = False, scored: bool = False) -> bool:
        """Whether the groups of two records may be one.

        Args:
            by_hand: a person said so: only a judgement "different" stands against it.
            scored: the tie is only a weight: dates, spellings and sexes of the other records count as well.
        """
        left, right = self.find(one), self.find(other)
        if left == right:
            return True
        mine, yours = self._summaries[left], self._summaries[right]
        if self._kept_apart(mine, yours, left, right):
            return False
        if by_hand:
            return True
        if any(mine.ids[kind].isdisjoint(yours.ids[kind]) for kind in mine.ids.keys() & yours.ids.keys()):
            return False
        return not scored or self._plausible(one, other, mine, yours)

    def at_one(self, record: int) -> bool:
        """Whether no two records of the group of this one tell two people."""
        group = self._summaries[self.find(record)]
        told: tuple[Collection[object], ...] = (
            *group.ids.values(),
            *group.lists.values(),
            group.days,
            group.years,
            group.given,
            group.sexes,
        )
        return not group.apart and all(len(values) <= 1 for values in told)

    def join(self, one: int, other: int) -> int:
        """Make one group of two; returns the record that stands for it."""
        keep, go = sorted((self.find(one), self.find(other)))
        if keep == go:
            return keep
        self._parent[go] = keep
        mine, yours = self._summaries[keep], self._summaries.pop(go)
        mine.founds |= yours.founds
        for kind, hashes in yours.ids.items():
            mine.ids.setdefault(kind, set()).update(hashes)
        for key, rows in yours.lists.items():
            mine.lists.setdefault(key, set()).update(rows)
        for held, more in (
            (mine.days, yours.days), (mine.years, yours.years), (mine.given, yours.given), (mine.sexes, yours.sexes),
            (mine.apart, yours.apart),
        ):  # fmt: skip
            held.update(more)  # type: ignore[arg-type]
        return keep

    def _kept_apart(self, mine: _Summary, yours: _Summary, left: int, right: int) -> bool:
        if len(mine.apart) > len(yours.apart):
            mine, right = yours, left
        return any(self.find(record) == right for record in mine.apart)

    def _lists_agree(self, mine: _Summary, yours: _Summary) -> bool:
        """Whether no list would name the person in two rows that nothing ties: there, they are two people."""
        for key in mine.lists.keys() & yours.lists.keys():
            rows, others = mine.lists[key], yours.lists[key]
            if not any((min(x, y), max(x, y)) in self._ties for x in rows for y in others):
                return False
        return True

    def _plausible(self, one: int, other: int, mine: _Summary, yours: _Summary) -> bool:
        """Whether nothing beyond the two tied records tells two people; what both state themselves was weighed."""
        a, b = self._records[one], self._records[other]
        if not self._lists_agree(mine, yours):
            return False
        if mine.given and yours.given and mine.given.isdisjoint(yours.given) and not _both_given(a, b):
            return False
        if mine.sexes and yours.sexes and mine.sexes.isdisjoint(yours.sexes) and not (a.sex and b.sex):
            return False
        if a.birth_date is not None and b.birth_date is not None and _to_the_day(a) and _to_the_day(b):
            return True
        return _dates_agree(mine, yours)


def _to_the_day(record: MatchRecord) -> bool:
    return record.birth_precision in (None, "day")


def _both_given(a: MatchRecord, b: MatchRecord) -> bool:
    return not (a.name_toned.isascii() or b.name_toned.isascii())


def _dates_agree(mine: _Summary, yours: _Summary) -> bool:
    """Whether some date of the one may be some date of the other, by a slip at most; unknown ones agree."""
    if mine.days and yours.days:
        return any(compare_births(x, "day", y, "day") in _COMPATIBLE_DATES for x in mine.days for y in yours.days)
    if mine.years and yours.years:
        return any(abs(x - y) <= 1 for x in mine.years for y in yours.years)
    return True

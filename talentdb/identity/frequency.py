"""How rare a name is among our own records: term frequency, with a shipped guess for small registries. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log2
from typing import Final

__all__ = ["Rarity", "rarity"]

_FAMILIES: Final = {
    "nguyen": 0.34, "tran": 0.11, "pham": 0.08, "le": 0.08, "vu": 0.05, "hoang": 0.04, "do": 0.035, "bui": 0.035,
    "dang": 0.025, "ngo": 0.015, "duong": 0.015, "dao": 0.015, "phan": 0.02, "dinh": 0.01, "ha": 0.01, "luong": 0.01,
}  # fmt: skip
"""Shares of family names in the north of Viet Nam, folded; all others together have the rest."""
_OTHER_FAMILY: Final = 0.002
_GIVEN: Final = 0.012
"""A given name has about one in eighty: the head of that distribution is flat."""
_MIDDLES: Final = {"van": 0.25, "thi": 0.45}
_OTHER_MIDDLE: Final = 0.03
_GUESS_RECORDS: Final = 5_000
"""The guess counts as much as this many records."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """Shares of names among the active records, and telephones and mail addresses that several people give.

    Args:
        size: active records.
        shared: telephone or mail address -> number of different names that carry it, where it is two or more.
    """

    size: int
    names: Mapping[str, int]
    ends: Mapping[tuple[str, str], int]
    givens: Mapping[str, int]
    shared: Mapping[str, int]
    bits_of: dict[str, float] = field(default_factory=dict)

    def name(self, name_key: str) -> float:
        """Chance that a random person has this folded name."""
        return _share(self.names.get(name_key, 0), self.size, _guess(name_key))

    def bits(self, name_key: str) -> float:
        """-log2 of `name`, remembered."""
        found = self.bits_of.get(name_key)
        if found is None:
            found = self.bits_of[name_key] = -log2(self.name(name_key))
        return found

    def family_and_given(self, family: str, given: str) -> float:
        """Chance that a random person has this family and this given name, folded."""
        guess = _FAMILIES.get(family, _OTHER_FAMILY) * _GIVEN
        return _share(self.ends.get((family, given), 0), self.size, guess)

    def given(self, given: str) -> float:
        """Chance that a random person has this given name, folded."""
        return _share(self.givens.get(given, 0), self.size, _GIVEN)

    def bearers(self, name_key: str) -> float:
        """How many would bear this folded name by the shipped guess if all records were of different people: what is
        expected, not what is found. In a small registry most people of the province are still missing."""
        return max(self.size, _GUESS_RECORDS) * _guess(name_key)

    def sharers(self, value: str) -> int:
        """Number of different names that give this telephone or mail address; at least one."""
        return max(self.shared.get(value, 1), 1)


def rarity(counts: Mapping[str, int], total: int, shared: Mapping[str, int] | None = None) -> Rarity:
    """Count names once for many comparisons.

    Args:
        counts: folded name -> active records that carry it; `total`: all active records.
        shared: telephone or mail address -> number of different names; only those of two and more matter.
    """
    ends: Counter[tuple[str, str]] = Counter()
    givens: Counter[str] = Counter()
    for name, count in counts.items():
        words = name.split()
        if words:
            ends[words[0], words[-1]] += count
            givens[words[-1]] += count
    return Rarity(total, counts, ends, givens, shared or {})


def _share(count: int, total: int, guess: float) -> float:
    return (count + _GUESS_RECORDS * guess) / (total + _GUESS_RECORDS)


def _guess(name_key: str) -> float:
    words = name_key.split()
    if not words:
        return 1.0
    share = _FAMILIES.get(words[0], _OTHER_FAMILY) * _GIVEN
    for word in words[1:-1]:
        share *= _MIDDLES.get(word, _OTHER_MIDDLE)
    return max(share, 1e-8)

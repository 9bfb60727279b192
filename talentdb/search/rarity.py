"""How rare a word is among our own people: of several things asked for, the rare one tells more.

Counted over a sample that is the same for the same data, and kept for some minutes; a reader's own view decides what
is in it.
"""

import time
from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from math import log
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, ColumnElement, Connection, Engine, cast, func, select

from talentdb.access.principal import Principal
from talentdb.search.people import People
from talentdb.search.understanding import Slot

__all__ = ["Rarity", "known_rarity", "sampled"]

_SECONDS: Final = 600.0
# Enough for shares of a tenth of a percent; read in some 0.1 s.
_SAMPLE: Final = 10_000
_LEAST: Final = 0.15


@dataclass(frozen=True, slots=True)
class Rarity:
    """People of the sample, and in how many of them a word stands."""

    size: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    def of(self, slot: Slot) -> float:
        """0.15 for a word that everybody has to 1 for one that nobody has; that of its rarest word for a phrase."""
        if not self.size:
            return 1.0
        fewest = min(self.counts.get(word.key, 0) for word in slot.words)
        return max(_LEAST, log((self.size + 1) / (fewest + 1)) / log(self.size + 1))


_known: Final[MutableMapping[Engine, dict[tuple[str, int | None], tuple[float, Rarity]]]] = WeakKeyDictionary()


def known_rarity(connection: Connection, principal: Principal, people: People) -> Rarity:
    """The rarity of words among the people that the actor searches in."""
    kept = _known.setdefault(connection.engine, {})
    key = (principal.role.value, principal.agency_id)
    read_at, found = kept.get(key, (0.0, Rarity()))
    if not found.size or time.monotonic() - read_at > _SECONDS:
        texts = select(people.relation.c.search_key).where(sampled(people, _SAMPLE))
        found = _counted(connection.execute(texts).scalars())
        kept[key] = (time.monotonic(), found)
    return found


def sampled(people: People, size: int) -> ColumnElement[bool]:
    """Whether somebody is among about so many persons at equal distances between the first and the last number."""
    c = people.relation.c
    ends = select(func.min(c.person_id).label("low"), func.max(c.person_id).label("high")).subquery()
    step = func.greatest((ends.c.high - ends.c.low) / size, 1)
    numbers = select(func.generate_series(ends.c.low, ends.c.high, cast(step, BigInteger)))
    return c.person_id == func.any(func.array(numbers.scalar_subquery()))


def _counted(texts: Iterable[str]) -> Rarity:
    counts: Counter[str] = Counter()
    size = 0
    for text in texts:
        counts.update(set(text.split()))
        size += 1
    return Rarity(size, counts)

"""How rare a word is among our own people: of several things asked for, the rare one tells more.

Counted over a sample that is the same for the same data, and kept for some minutes; a reader's own view decides what
is in it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, Connection, cast, func, select

from talentdb.access.principal import Principal
from talentdb.search.figures import Figures
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


def known_rarity(connection: Connection, principal: Principal, people: People) -> Rarity:
    """The rarity of words among the people that the actor searches in, as far as it is known."""
    return _FIGURES.known(connection, principal, people)


def _read(connection: Connection, people: People) -> Rarity:
    texts = select(people.relation.c.search_key).where(sampled(people, _SAMPLE))
    return _counted(connection.execute(texts).scalars())


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


_FIGURES: Final = Figures(_read, lambda found: _SECONDS if found.size else 0.0, Rarity())

"""What queries are drawn from and what drawing one gives: its words, and how to grade anybody for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tests.bench.search.grades import who_knows
from tests.bench.search.population import Expert

__all__ = ["Drawn", "Facts", "facts_of"]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everybody, the day on which ages are counted, and topic -> staff code -> grade."""

    people: Mapping[str, Expert]
    on: date
    knows: Mapping[str, Mapping[str, int]]

    def grade(self, one: Expert, topic: str) -> int:
        """What a person is worth to who asks for the topic alone."""
        return self.knows[topic].get(one.code, 0)


def facts_of(people: Sequence[Expert], on: date) -> Facts:
    """The facts that queries are drawn from and graded by."""
    return Facts({one.code: one for one in people}, on, who_knows(people))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A query before everybody is graded; `about` says what it was drawn from."""

    words: str
    grade: Callable[[Expert], int]
    about: str

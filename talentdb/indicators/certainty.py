"""The interval of a figure from everything that is open: each open thing has a few ways to turn out, and the lowest
and the highest share over all of them are the bounds. Pure and exact; counts nobody.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Final

from talentdb.indicators.figures import Tally

__all__ = [
    "Choice",
    "Choices",
    "Member",
    "Parts",
    "bounds",
    "may_be_one",
    "of_group",
    "of_tally",
    "unlisted",
    "widths",
]

Point = tuple[int, int]
"""How many fulfil, and how many are counted."""
Choice = frozenset[Point]
"""The ways in which one open thing can turn out."""

Choices = Mapping[Choice, int]
"""How many things have the same ways to turn out."""

_LARGEST_GROUP: Final = 8
"""The ways of more persons than these are not enumerated one by one: the work grows with the square."""

_NOBODY: Final[Point] = (0, 0)
_NOT: Final[Point] = (0, 1)
_FULFILS: Final[Point] = (1, 1)


@dataclass(frozen=True, slots=True)
class Member:
    """One person of several who may be the same; None: a missing value leaves it open."""

    counted: bool | None
    fulfils: bool | None


@dataclass(frozen=True, slots=True)
class Parts:
    """What is open, by kind; `sure` is not open, `stored` says how the open things count as long as nobody knows.

    Args:
        sure: people of whom all is known.
        open: name of the part -> its things and their ways to turn out.
        stored: name of the part -> how many fulfil and are counted by the values as stored.
    """

    sure: Point = _NOBODY
    open: Mapping[str, Choices] = field(default_factory=dict)
    stored: Mapping[str, Point] = field(default_factory=dict)


def of_tally(tally: Tally) -> tuple[Point, Counter[Choice]]:
    """The people of a tally: those who are sure, and the ways of those whom missing values leave open."""
    sure_not = tally.sure - tally.sure_yes - tally.sure_perhaps
    maybe_not = tally.maybe - tally.maybe_yes - tally.maybe_perhaps
    ways = {
        frozenset({_NOT, _FULFILS}): tally.sure_perhaps,
        frozenset({_NOBODY, _FULFILS}): tally.maybe_yes,
        frozenset({_NOBODY, _NOT}): maybe_not,
        frozenset({_NOBODY, _NOT, _FULFILS}): tally.maybe_perhaps,
    }
    return (tally.sure_yes, tally.sure_yes + sure_not), Counter({way: n for way, n in ways.items() if n})


def unlisted(count: int) -> Counter[Choice]:
    """People of whom nothing is known: rows that wait, staff whom nobody has listed."""
    return Counter({frozenset({_NOBODY, _NOT, _FULFILS}): count} if count else {})


def may_be_one(members: Sequence[Member]) -> Choice:
    """The ways of persons who may be the same, all of them or some.

    All are persons of their own, or there are fewer. Whoever is made of several takes each value from any of them:
    counted by what one says, fulfilling by another.
    """
    apart = _sums([_points([member]) for member in members])
    joined = _points(members)
    fewer = (_sums([joined] * persons) for persons in range(1, len(members)))
    return frozenset(apart.union(*fewer))


def of_group(members: Sequence[Member]) -> Counter[Choice]:
    """`may_be_one`, for groups of any size: of a large one each may vanish and take any value that one of them has,
    which holds all that can be and a little more."""
    if len(members) <= _LARGEST_GROUP:
        return Counter([may_be_one(members)])
    return Counter({frozenset(_points(members) | {_NOBODY}): len(members)})


def _points(members: Iterable[Member]) -> set[Point]:
    """The ways of one person who is made of these."""
    known = list(members)
    counted = {way for member in known for way in _ways(member.counted)}
    fulfils = {way for member in known for way in _ways(member.fulfils)}
    return {_point(c, f) for c, f in product(counted, fulfils)}


def _sums(persons: Iterable[Collection[Point]]) -> set[Point]:
    totals = {_NOBODY}
    for ways in persons:
        totals = {(y + a, d + b) for y, d in totals for a, b in ways}
    return totals


def _ways(value: bool | None) -> tuple[bool, ...]:
    return (True, False) if value is None else (value,)


def _point(counted: bool, fulfils: bool) -> Point:
    return (int(fulfils), 1) if counted else _NOBODY


def bounds(sure: Point, choices: Iterable[Choices]) -> tuple[Fraction, Fraction] | None:
    """The lowest and the highest share that the open things allow; None where nobody can be counted at all.

    Dinkelbach's method (1967): the best ratio of two sums is found by taking for each thing the way that is best at
    the ratio found so far, until nothing changes. Exact in fractions; ends after a few rounds, for each makes the
    ratio strictly better and there are finitely many.
    """
    together: Counter[Choice] = Counter()
    for part in choices:
        together.update(part)
    start = _some(sure, together)
    if start is None:
        return None
    return _extreme(sure, together, start, 1), _extreme(sure, together, start, -1)


def _some(sure: Point, together: Choices) -> Fraction | None:
    """The share of some way in which somebody is counted."""
    fulfil, counted = sure
    for choice, n in together.items():
        y, d = max(choice, key=lambda point: point[1])
        fulfil, counted = fulfil + n * y, counted + n * d
    return Fraction(fulfil, counted) if counted else None


def _extreme(sure: Point, together: Choices, share: Fraction, sign: int) -> Fraction:
    """The lowest share (`sign` 1) or the highest (-1)."""
    while True:
        fulfil, counted = sure
        part, whole = share.numerator, share.denominator
        for choice, n in together.items():
            # y - share * d in whole numbers: the order is the same, and fractions are slow.
            y, d = min(choice, key=lambda point: (sign * (point[0] * whole - part * point[1]), -point[1]))
            fulfil, counted = fulfil + n * y, counted + n * d
        if not counted or Fraction(fulfil, counted) == share:
            return share
        share = Fraction(fulfil, counted)


def widths(parts: Parts) -> dict[str, tuple[Fraction, Fraction] | None]:
    """The interval that each part leaves for itself, the others as they are stored: which to chase first."""
    found = {}
    for name, choices in parts.open.items():
        others = [point for other, point in parts.stored.items() if other != name]
        fulfil = parts.sure[0] + sum(y for y, _ in others)
        counted = parts.sure[1] + sum(d for _, d in others)
        found[name] = bounds((fulfil, counted), [choices])
    return found

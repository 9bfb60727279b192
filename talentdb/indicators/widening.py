"""The interval of each figure of people with everything that is open, and what each part leaves open for itself.

Weighs what `opened` has read by the rules of `certainty`; asks the database nothing. Nobody is counted twice: who is
in an open pair, or spoken of by a row that waits, is taken out of the tally of missing values.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from talentdb.indicators.certainty import Choice, Member, Parts, bounds, of_group, of_tally, unlisted, widths
from talentdb.indicators.counting import without
from talentdb.indicators.figures import Tally
from talentdb.indicators.intervals import Interval, floats, of_values, part, unknown
from talentdb.indicators.opened import Named, Opened, Stated
from talentdb.indicators.sql import Facts

__all__ = ["PARTS", "WIDENED_CUTS", "Widening"]

PARTS: Final = ("values", "duplicates", "waiting", "silent")
"""What leaves a figure open: missing values, persons that may be one, rows that wait, staff nobody has listed."""

WIDENED_CUTS: Final = ("total", "agency", "sector")
"""Where the interval is of all parts; rows by commune, field and post are of missing values only: of people who are
not listed yet nobody knows them."""

_MOST_BODIES: Final = 10
_TOTAL: Final = ("total", None)
_Place = tuple[str, str | None]
"""Cut and key."""
_Pattern = tuple[bool, bool, bool, tuple[int, ...]]
"""Of a member of a group: counts at this place, belongs, spoken of by a row that waits, packed facts."""


_Facts = tuple[bool, tuple[int, ...]]
"""Whether somebody belongs to the population, and the packed facts."""


@dataclass(slots=True)
class _Open:
    """What is open at one place.

    Args:
        apart: people who are taken out of the tally; touched: those of them whom rows that wait speak of.
        coming: people counted elsewhere or nowhere of whom a row that waits says that they belong here.
        fresh: rows of nobody known; missing: staff whom nobody has listed, of the bodies `short`.
    """

    apart: Counter[_Facts] = field(default_factory=Counter)
    touched: Counter[_Facts] = field(default_factory=Counter)
    groups: Counter[tuple[_Pattern, ...]] = field(default_factory=Counter)
    coming: int = 0
    fresh: int = 0
    missing: int = 0
    short: list[Stated] = field(default_factory=list)


_ALL_SURE: Final = _Open()


class Widening:
    """All that is open, laid out by the places of the answer.

    A person in a group of which a row that waits speaks too stays in the group, with every way open.

    Args:
        facts: of the plan on the day; opened: what is open; named: the persons it is about, as `opened.read_named`.
        scope: bodies whose people are counted; None for all.
        cuts: those of WIDENED_CUTS that are asked for are laid out too.
    """

    def __init__(
        self,
        facts: Facts,
        opened: Opened,
        named: Mapping[int, Named],
        scope: Collection[int] | None = None,
        cuts: Collection[str] = (),
    ) -> None:
        self._facts, self._opened, self._named = facts, opened, named
        self._scope = None if scope is None else frozenset(scope)
        self._cuts = [cut for cut in cuts if cut in WIDENED_CUTS]
        self._open: dict[_Place, _Open] = defaultdict(_Open)
        self._judged: dict[tuple[str, bool, tuple[int, ...]], Tally] = {}
        self._known_ways: dict[tuple[Member, ...], Counter[Choice]] = {}
        self._lay_out()

    def interval(self, code: str, tally: Tally, cut: str = "total", key: str | None = None) -> Interval:
        """The interval of one figure.

        Args:
            tally: of the place as counted, with everybody.
        """
        found = self._open.get((cut, key), _ALL_SURE)
        unsized = self._opened.unsized if cut == "total" else 0
        if found is _ALL_SURE and not unsized:
            return of_values(tally)
        apart, touched = self._sum(code, found.apart), self._sum(code, found.touched)
        rest = without(tally, apart)
        sure, ways = of_tally(rest)
        groups, doubtful = self._groups(code, found.groups)
        parts = Parts(
            sure,
            {
                "values": ways,
                "duplicates": groups,
                "waiting": unlisted(found.touched.total() + found.coming + found.fresh),
                "silent": unlisted(found.missing),
            },
            {
                "values": (rest.numerator - sure[0], rest.denominator - sure[1]),
                "duplicates": (apart.numerator - touched.numerator, apart.denominator - touched.denominator),
                "waiting": (touched.numerator, touched.denominator),
            },
        )
        low, high = floats(bounds(sure, parts.open.values()))
        if cut != "total":
            return Interval(low, high)
        alone = widths(parts)
        people = {name: sum(choices.values()) for name, choices in parts.open.items()} | {"duplicates": doubtful}
        shown = [
            part(name, people[name], alone[name], self._who(name, found, tally))
            for name in PARTS
            if people[name] or (name == "silent" and unsized)
        ]
        shown.sort(key=lambda one: (one["low"] or 0.0) - (one["high"] or 0.0))
        return Interval(low, high, tuple(shown))

    # ------------------------------------------------------------------------------------------------- laying out

    def _lay_out(self) -> None:
        present = [[self._named[one] for one in group if one in self._named] for group in self._opened.groups]
        # Who has no version on the day is counted by no figure of it, and nobody is the same as nobody.
        groups = [group for group in present if len(group) > 1]
        grouped = {one.person_id for group in groups for one in group}
        for group in groups:
            self._lay_group(group)
        for person, bodies in self._opened.touched.items():
            if person not in grouped:
                self._lay_touched(self._named.get(person), bodies)
        for body, rows in self._opened.fresh.items():
            for place in self._places_of(body, self._opened.sectors[body]):
                self._open[place].fresh += rows
        self._lay_missing(groups, grouped)

    def _lay_missing(self, groups: Iterable[list[Named]], grouped: Collection[int]) -> None:
        """Staff whom nobody has listed, and those who would be missing beside them if fewer are listed than it seems:
        persons may be one, and a row that waits may tell of somebody that they left."""
        stands = {body: stated.agency_id for stated in self._opened.stated for body in stated.bodies}
        lost: Counter[int | None] = Counter()
        for group in groups:
            found = Counter(stands.get(one.agency_id) for one in group)
            moves = len({one.agency_id for one in group}) > 1 or any(self._is_touched(one) for one in group)
            lost.update(found if moves else {body: n - 1 for body, n in found.items()})
        lost.update(
            stands.get(self._named[person].agency_id)
            for person in self._opened.touched
            if person in self._named and person not in grouped
        )
        for stated in self._opened.stated:
            fewest = max(0, stated.listed - lost[stated.agency_id])
            missing = stated.stated - fewest
            if missing <= 0:
                continue
            # Nobody knows at which of the bodies they work.
            places = {place for body in stated.bodies for place in self._places_of(body, self._opened.sectors[body])}
            for place in places:
                self._open[place].missing += missing
                self._open[place].short.append(stated)

    def _is_touched(self, one: Named) -> bool:
        return one.person_id in self._opened.touched

    def _lay_touched(self, known: Named | None, bodies: Iterable[int]) -> None:
        here = [] if known is None else self._places(known)
        for place in here:
            if known is not None:
                self._open[place].apart[known.belongs, known.numbers] += 1
                self._open[place].touched[known.belongs, known.numbers] += 1
        there = {place for body in bodies for place in self._places_of(body, self._opened.sectors[body])}
        for place in there.difference(here):
            self._open[place].coming += 1

    def _lay_group(self, members: list[Named]) -> None:
        """A group counts wherever one of its members counts: whoever is made of several may belong to either."""
        places = {one.person_id: self._places(one) for one in members}
        for one in members:
            for place in places[one.person_id]:
                self._open[place].apart[one.belongs, one.numbers] += 1
        for place in set().union(*places.values()):
            pattern = sorted(
                (place in places[one.person_id], one.belongs, self._is_touched(one), one.numbers) for one in members
            )
            self._open[place].groups[tuple(pattern)] += 1

    def _places(self, known: Named) -> list[_Place]:
        return self._places_of(known.agency_id, known.sector)

    def _places_of(self, body: int, sector: str) -> list[_Place]:
        if self._scope is not None and body not in self._scope:
            return []
        keys = {"agency": str(body), "sector": sector}
        return [_TOTAL, *((cut, keys[cut]) for cut in self._cuts)]

    # --------------------------------------------------------------------------------------------------- weighing

    def _judge(self, code: str, belongs: bool, numbers: tuple[int, ...]) -> Tally:
        """The tally of one person."""
        place = (code, belongs, numbers)
        if (found := self._judged.get(place)) is None:
            found = self._judged[place] = self._tally(code, belongs, numbers)
        return found

    def _tally(self, code: str, belongs: bool, numbers: tuple[int, ...]) -> Tally:
        if not belongs:
            return Tally()
        parts = self._facts.parts[code]
        counted, sure, fulfils = (
            self._facts.value(text, numbers) for text in (parts.denominator, parts.certain, parts.numerator)
        )
        return Tally(
            denominator=int(counted is True),
            numerator=int(counted is True and fulfils is True),
            sure=int(sure is True),
            sure_yes=int(sure is True and fulfils is True),
            sure_perhaps=int(sure is True and fulfils is None),
            maybe=int(sure is None),
            maybe_yes=int(sure is None and fulfils is True),
            maybe_perhaps=int(sure is None and fulfils is None),
        )

    def _sum(self, code: str, people: Mapping[_Facts, int]) -> Tally:
        sums: dict[str, Any] = dict.fromkeys(_COUNTS, 0)
        for (belongs, numbers), n in people.items():
            tally = self._judge(code, belongs, numbers)
            for name in _COUNTS:
                sums[name] += n * getattr(tally, name)
        return Tally(**sums)

    def _groups(self, code: str, groups: Mapping[tuple[_Pattern, ...], int]) -> tuple[Counter[Choice], int]:
        """The ways of all groups, and how many people are in those that can turn out in more than one way."""
        found: Counter[Choice] = Counter()
        doubtful = 0
        for group, n in groups.items():
            ways = self._ways_of(tuple(self._member(code, pattern) for pattern in group))
            for choice, times in ways.items():
                found[choice] += n * times
            doubtful += n * len(group) * any(len(choice) > 1 for choice in ways)
        return found, doubtful

    def _ways_of(self, members: tuple[Member, ...]) -> Counter[Choice]:
        """As `of_group`; thousands of pairs are of a few kinds."""
        if (found := self._known_ways.get(members)) is None:
            found = self._known_ways[members] = of_group(members)
        return found

    def _member(self, code: str, pattern: _Pattern) -> Member:
        here, belongs, touched, numbers = pattern
        if touched:
            return Member(None, None)
        parts = self._facts.parts[code]
        counted = self._facts.value(parts.certain, numbers) if here and belongs else False
        return Member(counted, self._facts.value(parts.numerator, numbers))

    def _who(self, name: str, found: _Open, tally: Tally) -> dict[str, Any]:
        opened = self._opened
        if name == "values":
            return unknown(tally)
        if name == "duplicates":
            return {"groups": found.groups.total()}
        if name == "waiting":
            known = found.touched.total() + found.coming
            return {"submissions": opened.submissions, "rows_of_nobody_known": found.fresh, "known_people": known}
        short = [one for one in found.short if one.listed < one.stated]
        known = sum(one.stated - one.listed for one in short)
        listed = [
            {"code": one.code, "name": one.name, "stated": one.stated, "listed": one.listed}
            for one in short[:_MOST_BODIES]
        ]
        return {
            "agencies": listed,
            "n_agencies": len(short),
            "unsized": opened.unsized,
            "if_listed_twice": found.missing - known,
        }


_COUNTS: Final = tuple(name for name in Tally.__dataclass_fields__ if name != "unknown")

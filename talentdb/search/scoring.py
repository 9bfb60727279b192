"""The score of a person for a line, in parts that add up, with the texts that earned it. Pure.

The figures stand in ranking.toml. The same data gives the same order: what is equal goes by merit, then by number.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final

from talentdb.search.concepts import concepts_in
from talentdb.search.features import Person
from talentdb.search.fitting import EXACT_NAME, Matcher, fit_name
from talentdb.search.merit import degree_share, is_led, is_own, merit, title_share
from talentdb.search.pointers import Gram, grams
from talentdb.search.understanding import Understanding
from talentdb.search.weights import weights
from talentdb.search.words import read_words

__all__ = ["Scored", "order", "score"]

# A fit below this is no evidence: another field under the same roof.
EVIDENCE: Final = 0.4
_NEAREST: Final = 0.02
_MEANT: Final = 0.02
"""For the sex that a pronoun says."""
_FEW_LED: Final = 2
_FEW_PUBLISHED: Final = 4
_SEVERAL: Final = 3


@dataclass(frozen=True, slots=True)
class Scored:
    """One person's score.

    Args:
        total: 0 to 1; `parts`: what it is made of.
        tier: of the name, see `labels.NAME_MATCH`; 0 where the name was not asked for or not found.
        texts: field -> its texts that fit; `matched`: words of the line that were found.
        on_topic: works (places in `Person.works`) that fit.
    """

    total: float
    parts: Mapping[str, float]
    tier: float = 0.0
    texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    matched: Sequence[str] = ()
    on_topic: frozenset[int] = frozenset()


def score(
    asked: Understanding, person: Person, matcher: Matcher, labels: Mapping[tuple[str, str], str], day: date
) -> Scored:
    """Weigh a person.

    Args:
        matcher: the slots of the line; labels: (list, code) -> label; `day`: today, for how long ago works are.
    """
    if asked.empty:
        return Scored(1.0, {})
    nearest = _nearest(asked, person) + _MEANT * (asked.sex is not None and person.values.get("sex") == asked.sex)
    if asked.name:
        return _by_name(asked, person, matcher, labels, nearest)
    fits = _Fits(matcher, person, labels)
    w = weights("score")
    on_topic = frozenset(place for place, fit in fits.works.items() if fit >= EVIDENCE)
    works = [person.works[place] for place in sorted(on_topic)]
    led = sum(map(is_led, works))
    published = sum(work["type"] == "publication" for work in works)
    years = [work["year"] for work in works if work["year"]]
    topic = fits.total
    parts = {
        "topic": w["topic"] * topic,
        "degree": w["degree"] * degree_share(person.values.get("qualification")) * topic,
        "title": w["title"] * title_share(person.values.get("academic_title")) * topic,
        "lead": w["lead"] * min(1.0, led / _FEW_LED),
        "publication": w["publication"] * min(1.0, published / _FEW_PUBLISHED),
        "recent": w["recent"] * (_recent(max(years), day) if years else 0.0),
    }
    if asked.echoes:
        parts["echo"] = weights("sentence")["echo"] * _echo(asked, person)
    if nearest:
        parts["place"] = nearest
    kept = {name: round(value, 4) for name, value in parts.items()}
    return Scored(min(1.0, sum(kept.values())), kept, 0.0, fits.texts, fits.matched, on_topic)


def order(
    scored: Mapping[int, Scored], people: Mapping[int, Person], asked: Understanding, most: int | None = None
) -> list[int]:
    """Numbers of the persons, best first: so many (None: all), and those who are equal to the last of them."""
    totals = {one: round(found.total, 4) for one, found in scored.items()}
    last = sorted(totals.values(), reverse=True)[:most][-1:]
    # Merit decides among equals; for whom nobody will see it is not reckoned.
    return sorted(
        (one for one, total in totals.items() if last and total >= last[0]),
        key=lambda one: (
            -totals[one],
            -merit(people[one].values, people[one].works),
            people[one].name_key if asked.empty else "",
            one,
        ),
    )


def _nearest(asked: Understanding, person: Person) -> float:
    """People of the very commune that has the name of a former district come first."""
    wanted = {one.nearest for one in asked.filters if one.nearest}
    return _NEAREST if wanted and person.commune_code in wanted else 0.0


def _recent(year: int, day: date) -> float:
    return max(0.0, min(1.0, 1.0 - (day.year - year) / (2 * weights("years")["recent"])))


def _by_name(
    asked: Understanding, person: Person, matcher: Matcher, labels: Mapping[tuple[str, str], str], nearest: float
) -> Scored:
    tier, found = fit_name(asked.name, person.name_toned, person.name_key)
    matched = [word.written for word in asked.name if word.key in person.name_key.split()]
    if not asked.slots:
        total = min(1.0, found + (nearest if tier < EXACT_NAME else 0.0))
        return Scored(round(total, 4), {"name": round(found, 4)}, tier, matched=matched)
    fits = _Fits(matcher, person, labels)
    demanded = bool(asked.demanded)
    share = 0.3 if demanded else 0.02
    parts = {"name": round((1 - share) * min(1.0, found + nearest), 4), "topic": round(share * fits.total, 4)}
    return Scored(sum(parts.values()), parts, tier, fits.texts, [*matched, *fits.matched])


def _echo(asked: Understanding, person: Person) -> float:
    """0 to 1: how much of a sentence the title of one work says in the same words."""
    w = weights("sentence")
    best = 0.0
    for work in person.works:
        held = _title_grams(work["title"])
        told = sum(weight for gram, weight in asked.echoes if gram in held)
        best = max(best, told / (told + w["echo_half"]) * (1.0 if is_own(work) else w["echo_part"]))
    return best


@lru_cache(maxsize=100_000)
def _title_grams(title: str) -> frozenset[Gram]:
    return frozenset(grams(read_words(title)))


class _Fits:
    """The fit of each thing asked for in each field of one person."""

    def __init__(self, matcher: Matcher, person: Person, labels: Mapping[tuple[str, str], str]) -> None:
        self.texts: dict[str, list[str]] = {}
        self.matched: list[str] = []
        self.works: dict[int, float] = {}
        self._matcher = matcher
        self._surest = 0.0
        fields, match = weights("fields"), weights("match")
        # By a sign of it, asked for by another one: what says less does not name it.
        named = match["sign"] * match["same"]
        held = _texts(person)
        codes = [
            (code, labels.get(("research_field", code), "")) for code in person.values.get("research_fields") or ()
        ]
        own = [is_own(work) for work in person.works]
        found = 0.0
        for place, slot in enumerate(matcher.slots):
            # What several fields say adds up, each of them taking its share of the doubt that the others left.
            left = 1.0
            self._surest = 0.0
            for name, texts in held:
                if best := self._best(name, [(text, matcher.text(place, text)) for text in texts]):
                    left *= 1.0 - fields[name] * best
            if codes:
                said = [(label, matcher.code(place, code, label)) for code, label in codes]
                left *= 1.0 - fields["research_fields"] * self._best("research_fields", said)
            if own:
                left = self._titles(place, person, own, left)
            best = (1.0 - left) * (1.0 if self._surest >= named else match["unnamed"])
            if person.agency_name:
                # Whoever works there need not know of it: the name of a body backs what the person's own words say.
                body = fields[_BODY] * self._best(
                    _BODY, [(person.agency_name, matcher.text(place, person.agency_name))]
                )
                best += (1.0 - best) * body * max(best, fields["body_alone"])
            if best >= EVIDENCE * fields["training_institution"] and not slot.clue:
                self.matched.append(slot.text)
            found += matcher.shares[place] * best
        self.total = found / sum(matcher.shares) if matcher.slots else 0.0
        """0 to 1: the things asked for by their weight and rarity."""

    def _best(self, name: str, said: Iterable[tuple[str, float]]) -> float:
        best = 0.0
        for text, fit in said:
            if fit > best:
                best = fit
                self._surest = max(self._surest, fit)
            if fit >= EVIDENCE and text not in self.texts.setdefault(name, []):
                self.texts[name].append(text)
        return best

    def _titles(self, place: int, person: Person, own: Sequence[bool], left: float) -> float:
        """The doubt that is left after own works, more of them weighing more, and works of others that the person
        has a part in."""
        fields = weights("fields")
        fits = [self._matcher.text(place, work["title"]) for work in person.works]
        if any(fits) and (astray := self._matcher.astray(place, _trained(person))) < 1.0:
            # Of another trade: what only points at the thing asked for counts less.
            sure = weights("match")["same"]
            fits = [fit if fit >= sure else astray * fit for fit in fits]
        self._surest = max(self._surest, *fits)
        for number, fit in enumerate(fits):
            if fit >= self.works.get(number, 0.0):
                self.works[number] = fit
        if not any(fits):
            return left
        mine = [fit for fit, is_mine in zip(fits, own, strict=True) if is_mine]
        several = sum(fit >= EVIDENCE for fit in mine) >= _SEVERAL
        left *= 1.0 - fields["own_works" if several else "own_work"] * max(mine, default=0.0)
        part = max((fit for fit, is_mine in zip(fits, own, strict=True) if not is_mine), default=0.0)
        return left * (1.0 - fields["part_in_work"] * part)


_BODY: Final = "agency_name"
_TRAINED: Final = ("field_of_training", "expertise")
_READ: Final = (
    "expertise", "field_of_training", "position_title", "job_position", "sub_unit", "professional_title",
    "degree_title", "associations", "training_institution", "other_name",
)  # fmt: skip


def _texts(person: Person) -> list[tuple[str, Sequence[str]]]:
    """Fields whose texts are read, as lists."""
    found: list[tuple[str, Sequence[str]]] = [("full_name", (person.full_name,))]
    values = person.values
    for name in _READ:
        value: Any = values.get(name)
        if isinstance(value, str):
            found.append((name, (value,)))
        elif isinstance(value, list) and (texts := [one for one in value if isinstance(one, str)]):
            found.append((name, texts))
    return found


def _trained(person: Person) -> frozenset[str]:
    """What the training and the skills of a person name."""
    found: frozenset[str] = frozenset()
    for name in _TRAINED:
        value = person.values.get(name)
        for text in value if isinstance(value, list) else (value,):
            found |= concepts_in(text)[0] if isinstance(text, str) else frozenset()
    return found

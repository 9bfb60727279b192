"""The score of a person for a line, in parts that add up, with the texts that earned it. Pure.

The figures stand in ranking.toml. The same data gives the same order: what is equal goes by merit, then by number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import heappush, heappushpop
from typing import Final

from talentdb.search.features import Person
from talentdb.search.fitting import EXACT_NAME, Matcher, fit_name
from talentdb.search.merit import degree_share, is_led, is_own, merit, title_share
from talentdb.search.person_fits import EVIDENCE, Fits
from talentdb.search.pointers import heard, holds
from talentdb.search.understanding import Understanding
from talentdb.search.weights import weights

__all__ = ["Scored", "order", "score", "score_best"]

_NEAREST: Final = 0.02
_MEANT: Final = 0.02
"""For the sex that a pronoun says."""
# Parts of a score are rounded one by one.
_ROUNDED: Final = 0.0005
_FEW_LED: Final = 2
_FEW_PUBLISHED: Final = 4


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
    nearest = _nearest(asked, person)
    if asked.name:
        return _by_name(asked, person, matcher, labels, nearest)
    return _by_topic(asked, person, Fits(matcher, person, labels), nearest, day)


def score_best(
    asked: Understanding, people: Sequence[Person], matcher: Matcher, labels: Mapping[tuple[str, str], str],
    day: date, most: int,
) -> dict[int, Scored]:  # fmt: skip
    """Weigh people as `score` does, but for those who cannot be among so many of the best, whatever their works say.

    Args:
        most: how many are looked for; of those equal to the last of them none is missing.
    """
    if asked.empty or asked.name or most >= len(people):
        return {one.person_id: score(asked, one, matcher, labels, day) for one in people}
    fits_of = [(one, Fits(matcher, one, labels)) for one in people]
    drafts = sorted(((_at_most(asked, *pair, day), *pair) for pair in fits_of), key=lambda draft: -draft[0])
    found: dict[int, Scored] = {}
    best: list[float] = []
    for bound, person, fits in drafts:
        if len(best) == most and bound < best[0]:
            break
        scored = found[person.person_id] = _by_topic(asked, person, fits, _nearest(asked, person), day)
        (heappushpop if len(best) == most else heappush)(best, round(scored.total, 4))
    return found


def _at_most(asked: Understanding, person: Person, fits: Fits, day: date) -> float:
    """What the score of a person can be at most, as far as it is plain without the titles of works."""
    w, works, values = weights("score"), person.works, person.values
    degree, title = degree_share(values.get("qualification")), title_share(values.get("academic_title"))
    found = fits.most() * (w["topic"] + w["degree"] * degree + w["title"] * title) + _nearest(asked, person)
    if works:
        years = [work["year"] for work in works if work["year"]]
        found += w["lead"] + w["publication"] + w["recent"] * (_recent(max(years), day) if years else 0.0)
        found += weights("sentence")["echo"] if asked.echoes else 0.0
    return min(1.0, found + _ROUNDED)


def _by_topic(asked: Understanding, person: Person, fits: Fits, nearest: float, day: date) -> Scored:
    fits.read_titles()
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
    kept = {name: value and round(value, 4) for name, value in parts.items()}
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
    """People of the very commune that has the name of a former district come first, and who is of the sex meant."""
    here = any(one.nearest and one.nearest == person.commune_code for one in asked.filters)
    meant = asked.sex is not None and person.values.get("sex") == asked.sex
    return _NEAREST * here + _MEANT * meant


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
    fits = Fits(matcher, person, labels)
    fits.read_titles()
    demanded = bool(asked.demanded)
    share = 0.3 if demanded else 0.02
    parts = {"name": round((1 - share) * min(1.0, found + nearest), 4), "topic": round(share * fits.total, 4)}
    return Scored(sum(parts.values()), parts, tier, fits.texts, [*matched, *fits.matched])


def _echo(asked: Understanding, person: Person) -> float:
    """0 to 1: how much of a sentence the title of one work says in the same words."""
    w = weights("sentence")
    best = 0.0
    for work in person.works:
        title = heard(work["title"])
        told = sum(weight for gram, weight in asked.echoes if holds(title, gram))
        best = max(best, told / (told + w["echo_half"]) * (1.0 if is_own(work) else w["echo_part"]))
    return best

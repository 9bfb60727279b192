"""How relevant a person is, from the facts of the population alone: 3 just what was asked for, 0 not at all.

Rules are written from what a searcher of the department would say; nothing here knows how any engine works.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from talentdb.text import fold
from tests.bench.search.catalogue import topics
from tests.bench.search.population import OWN_ROLES, Expert

__all__ = [
    "Demand", "fits", "name_grade", "partial_grade", "points", "swapped_grade", "topic_grade", "who_knows",
]  # fmt: skip

_STRONG: Final = 4
_FAIR: Final = 2


def points(one: Expert) -> dict[str, int]:
    """Evidence of what a person knows, by topic: degree 2, own works 2 (3 from the third on), part in others' works
    1, keywords 1, a department named after it 1."""
    own = Counter(part.work.topic for part in one.works if part.role in OWN_ROLES)
    found = Counter({topic: 3 if count >= 3 else 2 for topic, count in own.items()})
    found.update({part.work.topic for part in one.works if part.role not in OWN_ROLES})
    found.update(set(one.skills.values()))
    found.update({one.field_topic: 2})
    if one.unit_topic:
        found.update({one.unit_topic: 1})
    return dict(found)


def topic_grade(evidence: int) -> int:
    """3 for at least four points, 2 for two or three, 1 for one."""
    return 3 if evidence >= _STRONG else 2 if evidence >= _FAIR else int(evidence > 0)


def who_knows(people: Iterable[Expert]) -> dict[str, dict[str, int]]:
    """Topic -> staff code -> grade of everybody with any evidence."""
    found: dict[str, dict[str, int]] = {topic: {} for topic in topics()}
    for one in people:
        for topic, evidence in points(one).items():
            found[topic][one.code] = topic_grade(evidence)
    return found


def _tone_slips(typed: Sequence[str], real: Sequence[str]) -> int:
    return sum(a != b for a, b in zip(typed, real, strict=True))


def name_grade(one: Expert, typed: str, *, toned: bool) -> int:
    """A whole name in its order, the letters right.

    Typed without tones every bearer is right. Typed with tones: 3 for the very tones, or for one syllable off where
    nobody bears the name as typed (the caller asks for that with a name that nobody bears); 1 for the letters alone.
    """
    if fold(one.full_name) != fold(typed):
        return 0
    if not toned:
        return 3
    slips = _tone_slips(typed.lower().split(), one.full_name.lower().split())
    return 3 if slips == 0 else 1


def swapped_grade(one: Expert, typed: str, *, toned: bool) -> int:
    """The words of the name in another order."""
    if sorted(fold(one.full_name).split()) != sorted(fold(typed).split()):
        return 0
    return 3 if not toned or sorted(one.full_name.lower().split()) == sorted(typed.lower().split()) else 1


def partial_grade(one: Expert, words: Sequence[str], body: str, *, toned: bool) -> int:
    """Some words of a name, the given name last, and where the person works: 3 all words and the tones, 2 all words,
    1 the given name only; nobody of another body."""
    own = one.full_name.lower().split()
    plain = [fold(word) for word in own]
    asked = [word.lower() for word in words]
    if one.body.code != body or plain[-1] != fold(asked[-1]):
        return 0
    if not all(fold(word) in plain for word in asked):
        return int(not toned or own[-1] == asked[-1])
    return 3 if not toned or all(word in own for word in asked) else 2


@dataclass(frozen=True, slots=True)
class Demand:
    """What a line asks for beside the topic; empty parts ask nothing.

    Args:
        degrees, titles: any of these codes.
        ages: youngest and oldest, both included.
        born: first and last year of birth.
        communes: codes, any of them.
        body: code of the employer.
    """

    degrees: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    sex: str = ""
    ages: tuple[int, int] | None = None
    born: tuple[int, int] | None = None
    communes: frozenset[str] = frozenset()
    body: str = ""


def _age(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def fits(one: Expert, demand: Demand, on: date) -> bool:
    """Whether everything asked for beside the topic holds on that day."""
    return (
        (not demand.degrees or one.qualification in demand.degrees)
        and (not demand.titles or one.academic_title in demand.titles)
        and (not demand.sex or one.sex == demand.sex)
        and (demand.ages is None or demand.ages[0] <= _age(one.birth, on) <= demand.ages[1])
        and (demand.born is None or demand.born[0] <= one.birth.year <= demand.born[1])
        and (not demand.communes or one.place.code in demand.communes)
        and (not demand.body or one.body.code == demand.body)
    )

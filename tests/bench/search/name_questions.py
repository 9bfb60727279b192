"""Queries that look for one person: names as typed well and badly, part of a name with the employer. Pure in rng."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Final

from talentdb.text import fold
from tests.bench.search.drawn import Drawn
from tests.bench.search.grades import name_grade, partial_grade, swapped_grade
from tests.bench.search.population import Expert
from tests.bench.search.typing_slips import keys_of, slip, wrong_tone

__all__ = ["NAME_KINDS"]

_Kind = Callable[[Random, Expert, Sequence[Expert]], Drawn | None]


def _like(name: str, toned: bool) -> Callable[[Expert], int]:
    return lambda one: name_grade(one, name, toned=toned)


def _exact(rng: Random, target: Expert, _: Sequence[Expert]) -> Drawn:
    name = target.full_name
    return Drawn(rng.choice((name, name, name.lower(), name.upper())), _like(name, True), name)


def _plain(rng: Random, target: Expert, _: Sequence[Expert]) -> Drawn:
    words = fold(target.full_name)
    return Drawn(words if rng.random() < 0.7 else words.title(), _like(words, False), target.full_name)


def _wrong_tones(rng: Random, target: Expert, people: Sequence[Expert]) -> Drawn | None:
    typed = wrong_tone(rng, target.full_name)
    if any(one.full_name.lower() == typed.lower() for one in people):
        return None
    # Whoever reads it as a name of these letters is right; the tones tell nothing sure.
    return Drawn(typed, _like(fold(typed), False), target.full_name)


def _keyboard(method: str) -> _Kind:
    def draw(rng: Random, target: Expert, _: Sequence[Expert]) -> Drawn | None:
        words = target.full_name.split()
        late = rng.random() < 0.6
        whole = rng.random() < 0.6
        typed = [keys_of(word, method, late=late) for word in words]
        changed = [at for at, word in enumerate(words) if typed[at] != word.lower()]
        if not changed:
            return None
        if not whole:
            left = rng.choice(changed)
            typed = [typed[at] if at == left else word for at, word in enumerate(words)]
        shown = " ".join(word[:1].upper() + word[1:] if rng.random() < 0.4 else word for word in typed)
        return Drawn(shown, _like(target.full_name, True), target.full_name)

    return draw


def _slip(rng: Random, target: Expert, people: Sequence[Expert]) -> Drawn | None:
    toned = rng.random() < 0.5
    typed = slip(rng, target.full_name if toned else fold(target.full_name))
    if any(fold(one.full_name) == fold(typed) for one in people):
        return None
    return Drawn(typed, _like(target.full_name, toned), target.full_name)


def _swapped(rng: Random, target: Expert, _: Sequence[Expert]) -> Drawn | None:
    words = target.full_name.split()
    if len(words) < 3:
        return None
    family, *middle, given = words
    order = rng.choice(([*middle, given, family], [given, family, *middle], [given, *middle, family]))
    toned = rng.random() < 0.5
    typed = " ".join(order) if toned else fold(" ".join(order))
    return Drawn(typed, lambda one: swapped_grade(one, typed, toned=toned), target.full_name)


_CALLED: Final = {"female": ("chị", "bà", "cô"), "male": ("anh", "ông", "thầy")}


def _partial(rng: Random, target: Expert, _: Sequence[Expert]) -> Drawn | None:
    words = target.full_name.split()
    if len(words) < 3:
        return None
    asked = rng.choice((words[-2:], words[-2:], [words[0], words[-1]], words[-1:]))
    toned = rng.random() < 0.7
    if not toned:
        asked = [fold(word) for word in asked]
    call = f"{rng.choice(_CALLED[target.sex])} " if rng.random() < 0.25 else ""
    place = rng.choice(target.body.asked)
    body = target.body.code
    return Drawn(
        call + " ".join(asked) + " " + (place if toned else fold(place)),
        lambda one: partial_grade(one, asked, body, toned=toned),
        f"{target.full_name}, {target.body.name}",
    )


NAME_KINDS: Final[Mapping[str, _Kind]] = {
    "name": _exact,
    "name without tones": _plain,
    "name, wrong tone": _wrong_tones,
    "name, Telex left": _keyboard("telex"),
    "name, VNI left": _keyboard("vni"),
    "name, slip": _slip,
    "name, other order": _swapped,
    "part of name, body": _partial,
}
"""Kind -> how to draw one from a person; None where the draw does not fit the kind."""

"""Two hundred searches as people type them, drawn by seed: names with and without tones, slips, topics, filters."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from ingest.sample.model import Person
from talentdb.text import fold

__all__ = ["Question", "draw_questions"]

_LETTERS = "abcdeghiklmnopqrstuvxy"
_FILTERS = (
    ("qualification", "master,doctorate"),
    ("sex", "female"),
    ("qualification", "university"),
    ("sector", "public_service"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """Words, and filters as (field, values with commas)."""

    kind: str
    words: str
    filters: tuple[tuple[str, str], ...] = ()


def _slip(rng: Random, person: Person) -> str:
    """The name without tones, with one letter of its longest word changed."""
    words = fold(person.values["full_name"]).split()
    at = max(range(len(words)), key=lambda place: len(words[place]))
    spot = rng.randrange(1, len(words[at]))
    words[at] = words[at][:spot] + rng.choice(_LETTERS) + words[at][spot + 1 :]
    return " ".join(words)


def _topic(rng: Random, person: Person) -> str:
    values = person.values
    topic = rng.choice([values["field_of_training"], *values.get("expertise", ())])
    return str(topic if rng.random() < 0.5 else fold(topic))


_KINDS: dict[str, tuple[int, Callable[[Random, Person], str]]] = {
    "name": (5, lambda _, person: person.values["full_name"]),
    "no tones": (5, lambda _, person: fold(person.values["full_name"])),
    "beginning": (2, lambda _, person: " ".join(person.values["full_name"].split()[-2:])[:-1]),
    "slip": (3, _slip),
    "topic": (5, _topic),
    "post and topic": (2, lambda rng, person: f"{person.values['position_title']} {_topic(rng, person)}"),
}
"""Kind -> weight among the searches, how to write it."""


def draw_questions(people: list[Person], count: int, seed: int) -> list[Question]:
    """So many searches; every fourth has a filter."""
    rng = Random(seed)
    kinds = list(_KINDS)
    questions = []
    for number in range(count):
        kind = rng.choices(kinds, [_KINDS[name][0] for name in kinds])[0]
        words = _KINDS[kind][1](rng, rng.choice(people))
        questions.append(Question(kind, words, (rng.choice(_FILTERS),) if number % 4 == 0 else ()))
    return questions

"""Gold queries by kind, drawn by seed from the population, each with the grade of everybody. Knows no engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.bench.search.catalogue import topics
from tests.bench.search.drawn import Drawn, Facts
from tests.bench.search.name_questions import NAME_KINDS
from tests.bench.search.topic_questions import TOPIC_KINDS, is_training_topic

__all__ = ["KINDS", "NAME_LIKE", "Question", "draw_questions"]

KINDS: Final = (*NAME_KINDS, *TOPIC_KINDS)
NAME_LIKE: Final = frozenset(NAME_KINDS)
_TRIES: Final = 60


@dataclass(frozen=True, slots=True)
class Question:
    """One query.

    Args:
        training: in the half that weights may be tuned on; the other half only measures.
        grades: staff code -> 1 to 3.
        about: what it was drawn from, for reading failures.
    """

    kind: str
    words: str
    training: bool
    grades: Mapping[str, int]
    about: str


def draw_questions(facts: Facts, each: int, seed: int) -> list[Question]:
    """`each` queries a kind and half; fewer where the data of a kind is used up.

    Halves share no topic and no person: half of the topics and half of the people are for training.
    """
    found: list[Question] = []
    for kind in KINDS:
        for training in (True, False):
            found += _of_kind(facts, kind, each, Random(f"{seed} {kind} {training}"), training=training)
    return found


def _drawn(rng: Random, facts: Facts, kind: str, *, training: bool) -> Drawn | None:
    if kind in NAME_KINDS:
        own = [one for code, one in facts.people.items() if (int(code) % 2 == 0) == training]
        return NAME_KINDS[kind](rng, rng.choice(own), list(facts.people.values()))
    return TOPIC_KINDS[kind](rng, rng.choice([key for key in topics() if is_training_topic(key) == training]), facts)


def _of_kind(facts: Facts, kind: str, each: int, rng: Random, *, training: bool) -> list[Question]:
    asked: dict[str, Question] = {}
    for _ in range(each * _TRIES):
        if len(asked) == each:
            break
        drawn = _drawn(rng, facts, kind, training=training)
        if drawn is None or drawn.words in asked:
            continue
        grades = {code: grade for code, one in facts.people.items() if (grade := drawn.grade(one))}
        # Somebody is just right or nearly, else the query is about nobody.
        if max(grades.values(), default=0) >= 2:
            asked[drawn.words] = Question(kind, drawn.words, training, grades, drawn.about)
    return list(asked.values())

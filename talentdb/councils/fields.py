"""Sub-fields of a topic, found in what the candidates for it know: research fields, keywords, fields of training.

Pure: works on the words of people that were found already, and asks nobody.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from talentdb.text import alias_key

__all__ = ["Knowledge", "sub_fields", "worth_of"]

_AGAIN: Final = 0.3
"""What somebody counts for a further sub-field who is covered already: sub-fields should part the candidates."""
_LEAST: Final = 0.08
"""A sub-field is worth naming when it adds this share of the candidates' relevance."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What one candidate knows: subject in words -> how well, 0 to 1; and the relevance to the topic."""

    relevance: float
    subjects: Mapping[str, float] = field(default_factory=dict)


def worth_of(knowledge: Knowledge, name: str) -> float:
    """How well a sub-field is covered: the best of the subjects that are called so, whatever the tones and case."""
    wanted = alias_key(name)
    return max((worth for subject, worth in knowledge.subjects.items() if alias_key(subject) == wanted), default=0.0)


def sub_fields(people: Sequence[Knowledge], most: int) -> tuple[str, ...]:
    """Up to `most` subjects that together cover the relevant candidates best, the weightiest first.

    Each is held by two people at least; two names with the same letters are one, called as most people call it.
    """
    holders: dict[str, set[int]] = defaultdict(set)
    names: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for at, one in enumerate(people):
        for subject in one.subjects:
            if key := alias_key(subject):
                holders[key].add(at)
                names[key][subject] += 1
    left = {key: held for key, held in holders.items() if len(held) > 1}
    whole = sum(one.relevance for one in people)
    done: set[int] = set()
    chosen: list[str] = []
    while left and len(chosen) < most:
        gains = {
            key: sum(people[at].relevance * (_AGAIN if at in done else 1.0) for at in held)
            for key, held in left.items()
        }
        best = min(gains, key=lambda key: (-gains[key], key))
        if gains[best] < _LEAST * whole:
            break
        chosen.append(min(names[best], key=lambda name: (-names[best][name], name)))
        done |= left.pop(best)
    return tuple(chosen)

"""How good a member and a council are: the parts of the score, and the objective of a set of people.

The weights stand here and nowhere else; rules are not scores and are not looked at.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from talentdb.councils.model import Candidate, Rules
from talentdb.councils.seniority import HIGHEST

__all__ = ["COVERED_FROM", "DEPTH", "FIELD_BONUS", "WEIGHTS", "covered", "objective", "parts_of", "score_of"]

WEIGHTS: Final[Mapping[str, float]] = {"relevance": 0.6, "seniority": 0.25, "rotation": 0.15}
"""A council is asked about a topic first of all; rank must not outweigh knowledge, nor rotation either of them."""
FIELD_BONUS: Final = 0.1
"""For each member who covers a sub-field, up to DEPTH of them: two can argue, a third adds little."""
DEPTH: Final = 2
COVERED_FROM: Final = 0.5
"""A sub-field counts as covered from here on."""


def parts_of(candidate: Candidate) -> dict[str, float]:
    """The parts of a member's score, each weighted; their sum is the score."""
    return {
        "relevance": WEIGHTS["relevance"] * candidate.relevance,
        "seniority": WEIGHTS["seniority"] * candidate.seniority / HIGHEST,
        # The first call costs half of the part, the next ones less and less: nobody becomes impossible.
        "rotation": WEIGHTS["rotation"] / (1 + candidate.uses),
    }


def score_of(candidate: Candidate) -> float:
    """A member's own score, 0 to 1."""
    return sum(parts_of(candidate).values())


def covered(candidate: Candidate, rules: Rules) -> frozenset[str]:
    """Sub-fields of the rules that the candidate covers."""
    return frozenset(name for name in rules.cover if candidate.fields.get(name, 0.0) >= COVERED_FROM)


def objective(members: Iterable[Candidate], rules: Rules) -> float:
    """What the best council has most of: the members' scores and the bonus for covered sub-fields."""
    chosen = list(members)
    held = [covered(member, rules) for member in chosen]
    bonus = sum(min(DEPTH, sum(name in fields for fields in held)) for name in rules.cover)
    return sum(map(score_of, chosen)) + FIELD_BONUS * bonus

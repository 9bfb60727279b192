"""What a council is asked to be and what it became: candidates, rules, seats, changes of rules. Values only.

Knows nothing of databases, solvers or words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

__all__ = [
    "CHAIR",
    "MEMBER",
    "REVIEWER",
    "ROLES",
    "SECRETARY",
    "VICE_CHAIR",
    "Candidate",
    "Change",
    "ChangeKind",
    "Panel",
    "Relaxation",
    "Rules",
    "RunnerUp",
    "Seat",
]

CHAIR: Final = "chair"
VICE_CHAIR: Final = "vice_chair"
REVIEWER: Final = "reviewer"
SECRETARY: Final = "secretary"
MEMBER: Final = "member"
ROLES: Final = (CHAIR, VICE_CHAIR, REVIEWER, SECRETARY, MEMBER)
"""In the order in which a decision names them."""

ChangeKind = Literal[
    "uses", "apart", "cover", "vice_chair", "reviewer", "secretary", "women", "chair_seniority", "per_agency", "size",
    "excluded_agency", "tie",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could sit.

    Args:
        person_id: number in the registry; an outside expert has a negative one of the caller's choice.
        agencies: codes of all bodies of the person, the main one first; empty when unknown.
        fields: sub-field of the topic -> how well it is covered, 0 to 1.
        relevance: to the whole topic, 0 to 1.
        seniority: rank of `seniority.rank_of`.
        sex: `male`, `female` or None.
        uses: how often in a council within the time that counts.
        last_used: day of the last one.
        works: keys of common works; who shares one is not independent of the other.
    """

    person_id: int
    name: str
    agencies: tuple[str, ...] = ()
    fields: Mapping[str, float] = field(default_factory=dict)
    relevance: float = 0.0
    seniority: int = 0
    sex: str | None = None
    uses: int = 0
    last_used: date | None = None
    works: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the council must keep.

    Args:
        size: how many sit.
        seats: role -> how many, beside plain members; their sum is at most `size`.
        cover: sub-field -> how many members at least must cover it.
        chair_seniority: least rank of the chair; the vice chair may stand one lower.
        min_women: women at least; an unknown sex is not counted.
        per_agency: members of one body at most.
        excluded_agencies: bodies that may send nobody.
        ties: person -> kind of tie to the applicant; such people may not sit.
        accepted_ties: of those, whom the department takes all the same.
        apart: no two members have a common work.
        most_uses: who sat oftener does not sit again; None sets no limit.
        include: must sit, in any role; `roles` fixes the role of some of them.
        exclude: may not sit.
        alternates: how many stand by.
    """

    size: int
    seats: Mapping[str, int] = field(default_factory=dict)
    cover: Mapping[str, int] = field(default_factory=dict)
    chair_seniority: int = 3
    min_women: int = 0
    per_agency: int = 1
    excluded_agencies: frozenset[str] = frozenset()
    ties: Mapping[int, str] = field(default_factory=dict)
    accepted_ties: frozenset[int] = frozenset()
    apart: bool = False
    most_uses: int | None = None
    include: frozenset[int] = frozenset()
    roles: Mapping[int, str] = field(default_factory=dict)
    exclude: frozenset[int] = frozenset()
    alternates: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One rule changed: from what to what, of which sub-field, body or person.

    Args:
        subject: sub-field, code of a body or number of a person, as the kind asks; "" otherwise.
        before, after: numbers of the rule; a rule that is given up has 0 after.
    """

    kind: ChangeKind
    subject: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Changes that together make the rules possible, and how much they cost by the weights."""

    changes: tuple[Change, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """Who could take a seat with all rules kept, and how much worse the council would be."""

    candidate: Candidate
    difference: float


@dataclass(frozen=True, slots=True)
class Seat:
    """A member with the role, the parts of the score, and the words why."""

    candidate: Candidate
    role: str
    parts: Mapping[str, float]
    runner_up: RunnerUp | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A council, or what stands in its way.

    Args:
        seats: in the order of the roles; empty when the rules cannot be kept.
        alternates: stand by, best first.
        score: value of the objective; `bound` is what no council can surpass.
        relax: ways to make the rules possible, the cheapest first; empty when they are, or nothing helps.
        eased: rules nobody had asked for, that were eased to make it possible.
        considered: candidates who were looked at.
    """

    seats: tuple[Seat, ...] = ()
    alternates: tuple[Seat, ...] = ()
    score: float = 0.0
    bound: float = 0.0
    relax: tuple[Relaxation, ...] = ()
    eased: tuple[Change, ...] = ()
    considered: int = 0

    @property
    def feasible(self) -> bool:
        """All rules are kept."""
        return bool(self.seats)

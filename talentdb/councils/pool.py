"""Leaves out candidates who cannot be in the best council, so that the program stays small. Exact, no heuristic.

Of people whom no rule tells apart only the best can be needed: whoever sits could be replaced by a better one whose
body is still free. Nothing is decided here about anybody else.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from talentdb.councils.model import Candidate, Rules
from talentdb.councils.rules import excluded_bodies, has_tie, is_barred, overused
from talentdb.councils.scoring import covered, score_of
from talentdb.councils.seating import eligible

__all__ = ["possible", "reduced"]


def possible(candidates: Iterable[Candidate], rules: Rules, *, all_rules: bool = True) -> list[Candidate]:
    """Who may sit at all, in the order of person_id.

    Args:
        all_rules: leave out whom any rule bars; otherwise only those excluded by name.
    """
    ordered = sorted(candidates, key=lambda candidate: candidate.person_id)
    if all_rules:
        return [one for one in ordered if one.person_id in rules.include or not is_barred(one, rules)]
    return [one for one in ordered if one.person_id not in rules.exclude]


def _kind(candidate: Candidate, rules: Rules) -> Hashable:
    """What the rules see of a candidate, but body and works: equal kinds can stand in for each other."""
    return (
        covered(candidate, rules),
        candidate.sex == "female",
        min(candidate.seniority, rules.chair_seniority),
        eligible(candidate, "reviewer", rules),
        excluded_bodies(candidate, rules),
        has_tie(candidate, rules),
        overused(candidate, rules),
    )


def reduced(candidates: Sequence[Candidate], rules: Rules, spare: int = 0) -> list[Candidate]:
    """The candidates that can be needed, in the order of person_id.

    Args:
        spare: so many more are wanted beside the council: alternates, and one to name as the runner-up.
    """
    shared = _shared_works(candidates) if rules.apart else frozenset()
    widest = max((len(one.agencies) for one in candidates), default=0)
    # The others of a council block at most their own bodies and themselves; one more is always free.
    enough = (rules.size + spare) * (widest + 1) + 1
    kinds: dict[Hashable, list[Candidate]] = defaultdict(list)
    for one in sorted(candidates, key=lambda one: (-score_of(one), one.person_id)):
        kinds[_kind(one, rules)].append(one)
    kept: list[Candidate] = []
    for alike in kinds.values():
        bodies: set[str] = set()
        free = 0
        for one in alike:
            if free < enough or one.person_id in rules.include:
                kept.append(one)
            own = set(one.agencies)
            if len(own) <= 1 and not own & bodies and not one.works & shared:
                free += 1
                bodies |= own
    return sorted(kept, key=lambda one: one.person_id)


def _shared_works(candidates: Iterable[Candidate]) -> frozenset[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for one in candidates:
        twice |= seen & one.works
        seen |= one.works
    return frozenset(twice)

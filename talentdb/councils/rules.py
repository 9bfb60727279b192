"""The rules on a set of people, in plain Python: who is barred, which rules a set breaks, a rule changed.

Written apart from the linear program, so that each can prove the other wrong. Solves nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from talentdb.councils.model import MEMBER, Candidate, Change, Rules
from talentdb.councils.scoring import covered
from talentdb.councils.seating import can_fill

__all__ = ["apply", "broken", "excluded_bodies", "has_tie", "is_barred", "overused", "women"]


def excluded_bodies(candidate: Candidate, rules: Rules) -> frozenset[str]:
    """Excluded bodies that the candidate belongs to."""
    return rules.excluded_agencies.intersection(candidate.agencies)


def has_tie(candidate: Candidate, rules: Rules) -> bool:
    """Tied to the applicant, and not taken all the same."""
    return candidate.person_id in rules.ties and candidate.person_id not in rules.accepted_ties


def overused(candidate: Candidate, rules: Rules) -> int:
    """Councils beyond the most that the rules allow."""
    return 0 if rules.most_uses is None else max(0, candidate.uses - rules.most_uses)


def is_barred(candidate: Candidate, rules: Rules) -> bool:
    """Whether no council under these rules may hold the candidate."""
    return bool(
        candidate.person_id in rules.exclude
        or excluded_bodies(candidate, rules)
        or has_tie(candidate, rules)
        or overused(candidate, rules)
    )


def women(members: Iterable[Candidate]) -> int:
    """How many are known to be women."""
    return sum(member.sex == "female" for member in members)


def _sharing(members: Sequence[Candidate]) -> bool:
    """Whether two members have a common work."""
    works = Counter(work for member in members for work in member.works)
    return any(count > 1 for count in works.values())


def broken(members: Sequence[Candidate], rules: Rules) -> list[str]:
    """Names of the rules that this set breaks; empty when it is a council."""
    present = {member.person_id for member in members}
    bodies = Counter(body for member in members for body in set(member.agencies))
    known = [covered(member, rules) for member in members]
    tests = {
        "size": len(members) != rules.size or len(present) != len(members),
        "include": not rules.include <= present,
        "exclude": bool(rules.exclude & present),
        "women": women(members) < rules.min_women,
        "per_agency": any(count > rules.per_agency for count in bodies.values()),
        "excluded_agency": any(excluded_bodies(member, rules) for member in members),
        "tie": any(has_tie(member, rules) for member in members),
        "uses": any(overused(member, rules) for member in members),
        "cover": any(sum(name in fields for fields in known) < least for name, least in rules.cover.items()),
        "apart": rules.apart and _sharing(members),
        "seats": not can_fill(members, rules),
    }
    return [name for name, failed in tests.items() if failed]


def apply(rules: Rules, changes: Iterable[Change]) -> Rules:
    """The rules with these changes."""
    for change in changes:
        rules = _apply_one(rules, change)
    return rules


def _apply_one(rules: Rules, change: Change) -> Rules:
    number = change.after
    match change.kind:
        case "uses":
            return replace(rules, most_uses=number)
        case "apart":
            return replace(rules, apart=False)
        case "cover":
            return replace(rules, cover={**rules.cover, change.subject: number})
        case "women":
            return replace(rules, min_women=number)
        case "chair_seniority":
            return replace(rules, chair_seniority=number)
        case "per_agency":
            return replace(rules, per_agency=number)
        case "size":
            return replace(rules, size=number)
        case "excluded_agency":
            return replace(rules, excluded_agencies=rules.excluded_agencies - {change.subject})
        case "tie":
            return replace(rules, accepted_ties=rules.accepted_ties | {int(change.subject)})
        case "vice_chair" | "reviewer" | "secretary":
            return replace(
                rules, seats={**rules.seats, change.kind: number}, roles=_fewer(rules, change.kind, number)
            )


def _fewer(rules: Rules, role: str, number: int) -> dict[int, str]:
    """Roles fixed by name when a role has fewer seats: who has none left is a member."""
    holders = sorted(person for person, held in rules.roles.items() if held == role)[number:]
    return {**rules.roles, **dict.fromkeys(holders, MEMBER)}

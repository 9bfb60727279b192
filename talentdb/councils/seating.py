"""Roles in a council: how many of each a size has, who may hold which, and who of a chosen set gets which seat.

Whether a set can fill all seats is Hall's condition over the roles (Hall 1935): each group of roles needs as many
eligible members as it has seats. It is linear in the members, so the search for the set need not know the seats.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final

from talentdb.councils.model import CHAIR, MEMBER, REVIEWER, ROLES, SECRETARY, VICE_CHAIR, Candidate, Rules
from talentdb.councils.program import Program
from talentdb.councils.scoring import covered

__all__ = [
    "OPEN_ROLES",
    "can_fill",
    "default_seats",
    "eligible",
    "groups_of_roles",
    "in_order",
    "may_help",
    "open_seats",
    "seat_members",
]

OPEN_ROLES: Final = (CHAIR, VICE_CHAIR, REVIEWER, SECRETARY)
"""Roles with a number of seats; everybody else is a member."""


def default_seats(size: int) -> dict[str, int]:
    """Seats of a council of this size, as councils of the department are made up: from five on with a vice chair and
    two reviewers (Circular 06/2023/TT-BKHCN names chair, vice chair, reviewers, members; a secretary takes notes)."""
    reviewers = 2 if size >= 5 else 1 if size >= 3 else 0
    return {CHAIR: min(1, size), VICE_CHAIR: int(size >= 5), REVIEWER: reviewers, SECRETARY: int(size >= 2)}


def eligible(candidate: Candidate, role: str, rules: Rules) -> bool:
    """Whether the candidate may hold the role: rank for the chairs, a sub-field of the topic for reviewers."""
    fixed = rules.roles.get(candidate.person_id)
    if fixed is not None:
        return role == fixed
    if role == CHAIR:
        return candidate.seniority >= rules.chair_seniority
    if role == VICE_CHAIR:
        return candidate.seniority >= rules.chair_seniority - 1
    return role != REVIEWER or not rules.cover or bool(covered(candidate, rules))


def open_seats(rules: Rules) -> dict[str, int]:
    """Role -> seats that nobody holds by name yet."""
    held = list(rules.roles.values())
    return {role: max(0, rules.seats.get(role, 0) - held.count(role)) for role in OPEN_ROLES}


def groups_of_roles(rules: Rules) -> list[tuple[str, ...]]:
    """Every group of roles with open seats, for Hall's condition."""
    wanted = [role for role, count in open_seats(rules).items() if count]
    return [group for length in range(1, len(wanted) + 1) for group in combinations(wanted, length)]


def may_help(candidate: Candidate, group: Iterable[str], rules: Rules) -> bool:
    """Whether the candidate may take an open seat of one of these roles."""
    return candidate.person_id not in rules.roles and any(eligible(candidate, role, rules) for role in group)


def can_fill(members: Sequence[Candidate], rules: Rules) -> bool:
    """Whether these members can fill all open seats."""
    seats = open_seats(rules)
    return all(
        sum(may_help(member, group, rules) for member in members) >= sum(seats[role] for role in group)
        for group in groups_of_roles(rules)
    )


def _suits(candidate: Candidate, role: str) -> float:
    """How well a role fits: rank leads, knowledge reviews, and the keeper of the minutes is rather a junior."""
    if role in (CHAIR, VICE_CHAIR):
        weight = 2.0 if role == CHAIR else 1.0
        return weight * candidate.seniority + 0.5 * candidate.relevance
    if role == REVIEWER:
        return 2.0 * candidate.relevance + 0.1 * candidate.seniority
    return 0.1 * candidate.relevance - 0.5 * candidate.seniority if role == SECRETARY else 0.0


def seat_members(members: Sequence[Candidate], rules: Rules) -> dict[int, str]:
    """Person -> role, best as a whole; `can_fill` holds for the members."""
    seats = open_seats(rules)
    roles = {member.person_id: rules.roles.get(member.person_id, MEMBER) for member in members}
    free = sorted((member for member in members if member.person_id not in rules.roles), key=lambda m: m.person_id)
    program = Program()
    column = {
        (member.person_id, role): program.column(_suits(member, role))
        for member in free
        for role in OPEN_ROLES
        if seats[role] and eligible(member, role, rules)
    }
    for member in free:
        program.row([(at, 1.0) for (person, _), at in column.items() if person == member.person_id], upper=1.0)
    for role, count in seats.items():
        program.row([(at, 1.0) for (_, name), at in column.items() if name == role], lower=count, upper=count)
    solution = program.solve()
    if solution is not None:
        roles.update({person: role for (person, role), at in column.items() if solution.values[at] > 0.5})
    return roles


def in_order(roles: Mapping[int, str]) -> list[int]:
    """The persons in the order of their roles."""
    return sorted(roles, key=lambda person: (ROLES.index(roles[person]), person))

"""The rules of a council as a linear program: a column a candidate, a row a rule, slack where a rule may give way.

Owns the rows; the check in plain Python is `rules.broken`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from talentdb.councils.model import Candidate, ChangeKind, Rules
from talentdb.councils.program import Program
from talentdb.councils.rules import excluded_bodies, has_tie, overused
from talentdb.councils.scoring import DEPTH, FIELD_BONUS, covered, score_of
from talentdb.councils.seating import OPEN_ROLES, groups_of_roles, may_help, open_seats

__all__ = ["SLACK_COST", "Formulation", "formulate"]

SLACK_COST: Final[Mapping[ChangeKind, float]] = {
    "uses": 1.0,
    "apart": 2.0,
    "cover": 2.0,
    "vice_chair": 2.0,
    "reviewer": 2.5,
    "secretary": 3.0,
    "women": 3.0,
    "chair_seniority": 3.5,
    "per_agency": 4.0,
    "size": 5.0,
    "excluded_agency": 8.0,
    "tie": 20.0,
}
"""What giving way by one costs: what the department decides for itself is cheap, a tie to the applicant is dear."""


@dataclass(slots=True)
class Formulation:
    """A program with the meaning of its columns.

    Args:
        members: column -> candidate, the first columns in the same order.
        slack: (kind of rule, subject) -> column.
    """

    program: Program
    members: Sequence[Candidate]
    slack: dict[tuple[ChangeKind, str], int] = field(default_factory=dict)


def formulate(members: Sequence[Candidate], rules: Rules, loose: Collection[ChangeKind] = ()) -> Formulation:
    """The program for these candidates.

    Args:
        loose: rules that may give way; then the program looks for the cheapest way and the scores only break ties.
    """
    program = Program()
    built = Formulation(program, members)
    # Small against the cheapest slack: a council's score stays below its size and two bonuses for each sub-field.
    scale = 0.5 / (rules.size + 2 * len(rules.cover) + len(rules.include)) if loose else 1.0
    for member in members:
        program.column(scale * score_of(member))

    def slack(kind: ChangeKind, subject: str, upper: float) -> list[tuple[int, float]]:
        """A column that eases a row by its value, where this rule may give way."""
        if kind not in loose or upper <= 0:
            return []
        if (kind, subject) not in built.slack:
            built.slack[kind, subject] = program.column(-SLACK_COST[kind], upper)
        return [(built.slack[kind, subject], 1.0)]

    _size_and_names(built, rules, slack)
    _women(built, rules, slack)
    _cover(built, rules, slack, scale)
    _bodies(built, rules, slack)
    _seats(built, rules, slack)
    _apart(built, rules, slack)
    _barred(built, rules, slack)
    return built


_Slack = Callable[[ChangeKind, str, float], list[tuple[int, float]]]


def _all(members: Sequence[Candidate]) -> list[tuple[int, float]]:
    return [(at, 1.0) for at in range(len(members))]


def _size_and_names(built: Formulation, rules: Rules, slack: _Slack) -> None:
    """As many as asked for; fewer, or more where more than that are named, when the size may give way."""
    short = slack("size", "fewer", rules.size - 1)
    over = [(at, -factor) for at, factor in slack("size", "more", len(rules.include) - rules.size)]
    built.program.row([*_all(built.members), *short, *over], lower=rules.size, upper=rules.size)
    for at, member in enumerate(built.members):
        if member.person_id in rules.include:
            built.program.row([(at, 1.0)], lower=1.0)


def _women(built: Formulation, rules: Rules, slack: _Slack) -> None:
    if rules.min_women:
        women = [(at, 1.0) for at, member in enumerate(built.members) if member.sex == "female"]
        built.program.row([*women, *slack("women", "", rules.min_women)], lower=rules.min_women)


def _cover(built: Formulation, rules: Rules, slack: _Slack, scale: float) -> None:
    """Each sub-field as often as asked for, and a bonus for up to DEPTH members who cover it."""
    held = [covered(member, rules) for member in built.members]
    for name, least in rules.cover.items():
        holders = [(at, 1.0) for at, fields in enumerate(held) if name in fields]
        if least:
            built.program.row([*holders, *slack("cover", name, least)], lower=least)
        bonus = built.program.column(scale * FIELD_BONUS, DEPTH, integer=False)
        built.program.row([*holders, (bonus, -1.0)], lower=0.0)


def _bodies(built: Formulation, rules: Rules, slack: _Slack) -> None:
    bodies: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, member in enumerate(built.members):
        for body in dict.fromkeys(member.agencies):
            bodies[body].append((at, 1.0))
    more = [(at, -factor) for at, factor in slack("per_agency", "", rules.size - rules.per_agency)]
    for holders in bodies.values():
        if len(holders) > rules.per_agency:
            built.program.row([*holders, *more], upper=rules.per_agency)


def _seats(built: Formulation, rules: Rules, slack: _Slack) -> None:
    """Hall's condition: each group of roles has as many eligible members as open seats."""
    seats = open_seats(rules)
    fewer: dict[str, list[tuple[int, float]]] = {role: [] for role in OPEN_ROLES}
    kinds: tuple[ChangeKind, ...] = ("vice_chair", "reviewer", "secretary")
    for kind in kinds:
        fewer[kind] = slack(kind, "", seats[kind])
    for group in groups_of_roles(rules):
        able = [(at, 1.0) for at, member in enumerate(built.members) if may_help(member, group, rules)]
        eased = [entry for role in group for entry in fewer[role]]
        built.program.row([*able, *eased], lower=sum(seats[role] for role in group))


def _apart(built: Formulation, rules: Rules, slack: _Slack) -> None:
    """Of the people of one work one at most: a row a work, not a row a pair."""
    if not rules.apart:
        return
    works: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, member in enumerate(built.members):
        for work in member.works:
            works[work].append((at, 1.0))
    given_up = [(at, -float(rules.size + len(rules.include))) for at, _ in slack("apart", "", 1)]
    for work in sorted(works):
        if len(works[work]) > 1:
            built.program.row([*works[work], *given_up], upper=1.0)


def _barred(built: Formulation, rules: Rules, slack: _Slack) -> None:
    """Who is barred stays out, unless the rule that bars gives way."""
    beyonds = [overused(member, rules) for member in built.members]
    most = float(max(beyonds, default=0))
    for at, (member, beyond) in enumerate(zip(built.members, beyonds, strict=True)):
        person = [(at, 1.0)]
        for body in sorted(excluded_bodies(member, rules)):
            built.program.row([*person, *_negative(slack("excluded_agency", body, 1))], upper=0.0)
        if has_tie(member, rules):
            built.program.row([*person, *_negative(slack("tie", str(member.person_id), 1))], upper=0.0)
        if beyond:
            built.program.row([(at, float(beyond)), *_negative(slack("uses", "", most))], upper=0.0)


def _negative(entries: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    return [(at, -factor) for at, factor in entries]

"""Who could take one seat of a council with all rules kept, and how much worse the council would be for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from talentdb.councils.model import MEMBER, Candidate, Rules, RunnerUp
from talentdb.councils.rules import broken, is_barred, women
from talentdb.councils.scoring import FIELD_BONUS, objective, score_of
from talentdb.councils.seating import eligible

__all__ = ["runner_up"]


def runner_up(
    members: Sequence[Candidate],
    leaving: Candidate,
    roles: Mapping[int, str],
    pool: Sequence[Candidate],
    rules: Rules,
) -> RunnerUp | None:
    """The best one to take the seat and the role of `leaving`; None when nobody can.

    Args:
        pool: who may be asked, the best score first.
        roles: the roles of the members; the others keep theirs.
    """
    staying = [member for member in members if member is not leaving]
    seated = {member.person_id for member in members}
    role = roles[leaving.person_id]
    kept = {person: held for person, held in roles.items() if person != leaving.person_id and held != MEMBER}
    # The seat may be taken by anybody who may hold it, so the demand of its name falls.
    asked = replace(rules, include=rules.include - {leaving.person_id}, roles=kept)
    base = objective(staying, asked)
    bodies = {body for member in staying for body in member.agencies} if rules.per_agency == 1 else set()
    woman_needed = women(staying) < rules.min_women
    whole = objective(members, rules)
    best: RunnerUp | None = None
    for one in pool:
        # The best that this one could add; those that follow have less.
        most = base + score_of(one) + FIELD_BONUS * len(rules.cover)
        if best is not None and most <= whole - best.difference:
            break
        if one.person_id in seated or is_barred(one, rules) or not bodies.isdisjoint(one.agencies):
            continue
        if (woman_needed and one.sex != "female") or not eligible(one, role, asked):
            continue
        difference = whole - objective([*staying, one], rules)
        if best is not None and difference >= best.difference:
            continue
        if not broken([*staying, one], asked):
            best = RunnerUp(one, difference)
    return best

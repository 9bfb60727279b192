"""The best council for candidates and rules: solved by a mixed-integer program, seated, explained.

Pure: the same candidates in any order and the same rules give the same panel. Reads no database.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from talentdb.councils.explain import explained
from talentdb.councils.formulation import formulate
from talentdb.councils.model import MEMBER, Candidate, ChangeKind, Panel, Rules, Seat
from talentdb.councils.pool import possible, reduced
from talentdb.councils.program import OutOfTime, Solution
from talentdb.councils.relax import cheapest_way, relaxed, ways_out
from talentdb.councils.scoring import objective, parts_of, score_of
from talentdb.councils.seating import in_order, seat_members
from talentdb.councils.swap import runner_up
from talentdb.errors import EnvironmentProblem

__all__ = ["propose"]


def propose(candidates: Sequence[Candidate], rules: Rules, soft: Collection[ChangeKind] = ()) -> Panel:
    """The best panel that keeps all rules; without one, `relax` says what to change by how much.

    The objective is that of `scoring.objective`; a panel is within 0.01 % of the best one. Roles are given to the
    chosen ones, best as a whole. Each seat names who would have come next.

    Args:
        candidates: each person once.
        soft: kinds of rules that are only a wish: they give way by as little as possible before anything is refused.
    """
    panel = _proposed(candidates, rules)
    if panel.feasible:
        return panel
    way = cheapest_way(candidates, rules, soft) if soft else None
    eased = _proposed(candidates, relaxed(rules, way)) if way else panel
    if way and eased.feasible:
        return replace(eased, eased=way.changes)
    return replace(panel, relax=ways_out(candidates, rules))


def _proposed(candidates: Sequence[Candidate], rules: Rules) -> Panel:
    """The panel under all rules; without a seat when there is none."""
    able = possible(candidates, rules)
    pool = reduced(able, rules, spare=rules.alternates + 1)
    chosen, solution = _chosen(pool, rules)
    if solution is None:
        return Panel(considered=len(able))
    roles = seat_members(chosen, rules)
    seats = _seats(chosen, roles, pool, rules)
    return Panel(
        seats=explained(seats, able, rules),
        alternates=tuple(Seat(one, MEMBER, parts_of(one)) for one in _alternates(chosen, pool, rules)),
        score=objective(chosen, rules),
        bound=solution.bound,
        considered=len(able),
    )


def _chosen(pool: Sequence[Candidate], rules: Rules) -> tuple[list[Candidate], Solution | None]:
    """The best set.

    Raises: EnvironmentProblem when the machine was too slow to tell whether there is one.
    """
    built = formulate(pool, rules)
    try:
        solution = built.program.solve()
    except OutOfTime as error:
        raise EnvironmentProblem(
            "Máy đang quá bận, chưa tính xong hội đồng trong thời gian cho phép.", "Thử lại sau ít phút."
        ) from error
    if solution is None:
        return [], None
    return [one for at, one in enumerate(pool) if solution.values[at] > 0.5], solution


def _seats(chosen: Sequence[Candidate], roles: dict[int, str], pool: Sequence[Candidate], rules: Rules) -> list[Seat]:
    by_number = {one.person_id: one for one in chosen}
    best_first = sorted(pool, key=lambda one: (-score_of(one), one.person_id))
    return [
        Seat(one, roles[number], parts_of(one), runner_up(chosen, one, roles, best_first, rules))
        for number in in_order(roles)
        for one in (by_number[number],)
    ]


def _alternates(chosen: Sequence[Candidate], pool: Sequence[Candidate], rules: Rules) -> list[Candidate]:
    """Who stands by, best first: the council grown by so many, all rules kept; fewer when there are no more."""
    seated = {one.person_id for one in chosen}
    for count in range(rules.alternates, 0, -1):
        grown = replace(rules, size=rules.size + count, include=frozenset(seated))
        together, solution = _chosen(pool, grown)
        if solution is not None:
            extra = (one for one in together if one.person_id not in seated)
            return sorted(extra, key=lambda one: (-score_of(one), one.person_id))
    return []

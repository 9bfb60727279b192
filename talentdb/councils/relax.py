"""Rules that cannot be kept: which one to change, and by how much, so that a council becomes possible.

The same program is solved with priced slack: once with all rules loose, then with one kind of rule at a time.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from talentdb.councils.formulation import SLACK_COST, formulate
from talentdb.councils.model import Candidate, Change, ChangeKind, Relaxation, Rules
from talentdb.councils.pool import possible, reduced
from talentdb.councils.program import OutOfTime
from talentdb.councils.rules import apply, excluded_bodies, has_tie, overused

__all__ = ["cheapest_way", "relaxed", "ways_out"]

_SMALLER: Final[tuple[ChangeKind, ...]] = ("vice_chair", "reviewer", "secretary")
_ALONE: Final[tuple[tuple[ChangeKind, ...], ...]] = (
    ("uses",), ("apart",), ("cover",), _SMALLER, ("women",), ("chair_seniority",), ("per_agency",),
    ("size", *_SMALLER), ("excluded_agency",), ("tie",),
)  # fmt: skip
"""Kinds that may suffice alone; a smaller council may need fewer seats with it."""
_MOST: Final = 4
_SECONDS: Final = 6.0
"""A guard only, each solve takes some tenths of one: what was found by then is a way out, if not the cheapest."""


def ways_out(candidates: Iterable[Candidate], rules: Rules) -> tuple[Relaxation, ...]:
    """Up to four ways to make the rules possible, the cheapest first; empty when nobody is left to sit."""
    pool = reduced(possible(candidates, rules, all_rules=False), rules)
    if not pool:
        return ()
    best = _cheapest(pool, rules, tuple(SLACK_COST))
    if best is None:
        return ()
    used = {change.kind for change in best.changes}
    # Of kinds that hold all that the best way changes, the cheapest way is that way: it is not looked for again.
    others = (kinds for kinds in _ALONE if not used <= set(kinds) and _applies(kinds[0], pool, rules))
    found = [best, *(_cheapest(pool, rules, kinds) for kinds in others)]
    different = {way.changes: way for way in found if way is not None and way.changes}
    return tuple(sorted(different.values(), key=lambda way: (way.cost, len(way.changes)))[:_MOST])


def cheapest_way(candidates: Iterable[Candidate], rules: Rules, loose: Collection[ChangeKind]) -> Relaxation | None:
    """The cheapest changes of rules of these kinds alone; None when they do not suffice."""
    return _cheapest(reduced(possible(candidates, rules, all_rules=False), rules), rules, loose)


def _applies(kind: ChangeKind, pool: Sequence[Candidate], rules: Rules) -> bool:
    """Whether there is such a rule at all."""
    return {
        "uses": rules.most_uses is not None,
        "apart": rules.apart,
        "cover": any(rules.cover.values()),
        "women": rules.min_women > 0,
        "excluded_agency": bool(rules.excluded_agencies),
        "tie": any(has_tie(one, rules) for one in pool),
    }.get(kind, True)


def _cheapest(pool: Sequence[Candidate], rules: Rules, loose: Collection[ChangeKind]) -> Relaxation | None:
    """The cheapest changes of these kinds; the rank of the chair is lowered step by step, being no sum of people."""
    best = _at_rank(pool, rules, loose, rules.chair_seniority)
    if "chair_seniority" not in loose or not rules.chair_seniority:
        return best
    step = SLACK_COST["chair_seniority"]
    if best is not None and best.cost <= _unavoidable(pool, rules) + step:
        return best
    # With any chair at all the rest costs the least: no step can pay that does not stay below the best by that.
    freest = _at_rank(pool, rules, loose, 0)
    if freest is None:
        return best
    rest = freest.cost - step * rules.chair_seniority
    for down in range(1, rules.chair_seniority + 1):
        if best is not None and best.cost <= rest + step * down:
            break
        rank = rules.chair_seniority - down
        found = _at_rank(pool, rules, loose, rank) if rank else freest
        if found is not None and (best is None or found.cost < best.cost):
            best = found
    return best


def _unavoidable(pool: Sequence[Candidate], rules: Rules) -> float:
    """What letting in the named people costs, whatever else is changed."""
    named = [one for one in pool if one.person_id in rules.include]
    bodies = frozenset[str]().union(*(excluded_bodies(one, rules) for one in named))
    tied = sum(has_tie(one, rules) for one in named)
    return SLACK_COST["tie"] * tied + SLACK_COST["excluded_agency"] * len(bodies)


def _at_rank(pool: Sequence[Candidate], rules: Rules, loose: Collection[ChangeKind], rank: int) -> Relaxation | None:
    """The cheapest changes once the chair may have this rank, that change with them."""
    changes = _solved(pool, replace(rules, chair_seniority=rank), loose)
    if changes is None:
        return None
    if rank < rules.chair_seniority:
        changes = (*changes, Change("chair_seniority", "", rules.chair_seniority, rank))
    return Relaxation(changes, round(sum(_price(change) for change in changes), 4))


def _price(change: Change) -> float:
    return SLACK_COST[change.kind] * abs(change.after - change.before)


def _solved(pool: Sequence[Candidate], rules: Rules, loose: Collection[ChangeKind]) -> tuple[Change, ...] | None:
    able = [one for one in pool if _may_come_in(one, rules, loose)]
    if not rules.include <= {one.person_id for one in able}:
        return None
    built = formulate(able, rules, loose)
    try:
        solution = built.program.solve(seconds=_SECONDS)
    except OutOfTime:
        return None
    if solution is None:
        return None
    eased = ((kind, subject, round(solution.values[at])) for (kind, subject), at in built.slack.items())
    return tuple(_change(rules, kind, subject, amount) for kind, subject, amount in eased if amount)


def _may_come_in(one: Candidate, rules: Rules, loose: Collection[ChangeKind]) -> bool:
    """Barred by nothing but what may give way."""
    bars: dict[ChangeKind, bool] = {
        "excluded_agency": bool(excluded_bodies(one, rules)),
        "tie": has_tie(one, rules),
        "uses": bool(overused(one, rules)),
    }
    return all(kind in loose for kind, barred in bars.items() if barred)


def _change(rules: Rules, kind: ChangeKind, subject: str, amount: int) -> Change:
    match kind:
        case "uses":
            before = rules.most_uses or 0
            return Change(kind, "", before, before + amount)
        case "cover":
            return Change(kind, subject, rules.cover[subject], rules.cover[subject] - amount)
        case "women":
            return Change(kind, "", rules.min_women, rules.min_women - amount)
        case "per_agency":
            return Change(kind, "", rules.per_agency, rules.per_agency + amount)
        case "size":
            return Change(kind, "", rules.size, rules.size + (amount if subject == "more" else -amount))
        case "vice_chair" | "reviewer" | "secretary":
            return Change(kind, "", rules.seats[kind], rules.seats[kind] - amount)
        case _:
            # A body, a person or the rule of common works: it holds or it does not.
            return Change(kind, subject, 1, 0)


def relaxed(rules: Rules, way: Relaxation) -> Rules:
    """The rules after this way out."""
    return apply(rules, way.changes)

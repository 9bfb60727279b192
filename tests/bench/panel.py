"""Councils: random demands at many candidates; every rule looked at again, the optimum by another formulation.

The reference knows nothing of `formulation`: people of one body or work are kept apart pair by pair, seats are
columns of their own, nobody is left out beforehand; it is solved to proven optimality without a gap.
"""

import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from talentdb.councils.model import Candidate, Rules
from talentdb.councils.panel import propose
from talentdb.councils.program import Program
from talentdb.councils.relax import relaxed
from talentdb.councils.rules import broken, is_barred
from talentdb.councils.scoring import DEPTH, FIELD_BONUS, covered, score_of
from talentdb.councils.seating import OPEN_ROLES, default_seats, eligible
from tests.bench.measure import percentile, timed
from tests.bench.table import Row, seconds

__all__ = ["candidates", "demand", "measure_panels", "optimum"]

_FIELDS = tuple(f"lĩnh vực {number}" for number in range(1, 13))
_BODIES = 400


def candidates(count: int, seed: int) -> list[Candidate]:
    """Fictional candidates: few are relevant, few are of high rank, bodies are of very different sizes."""
    draw = random.Random(seed)
    bodies = [f"CQ{number:03d}" for number in range(_BODIES)]
    weights = [1 / (1 + at) for at in range(_BODIES)]
    return [
        Candidate(
            number,
            f"Người {number}",
            tuple(dict.fromkeys(draw.choices(bodies, weights, k=1 + (draw.random() < 0.1)))),
            {name: round(draw.random(), 3) for name in draw.sample(_FIELDS, draw.randint(0, 4))},
            round(draw.random() ** 3, 4),
            draw.choices(range(7), (5, 35, 35, 15, 6, 3, 1))[0],
            draw.choices(("male", "female", None), (50, 45, 5))[0],
            draw.choices(range(5), (70, 15, 8, 4, 3))[0],
            date(2026, 1, 1),
            frozenset(f"w{draw.randrange(count)}" for _ in range(draw.choices((0, 1, 3, 6), (5, 3, 1, 1))[0])),
        )
        for number in range(1, count + 1)
    ]


def demand(people: Sequence[Candidate], seed: int) -> Rules:
    """Rules of one random demand; some cannot be kept."""
    draw = random.Random(seed)
    size = draw.randint(3, 15)
    numbers = draw.sample([one.person_id for one in people], min(len(people), 40))
    return Rules(
        size,
        default_seats(size),
        {name: draw.choices((0, 1, 2), (1, 7, 2))[0] for name in draw.sample(_FIELDS, draw.randint(0, 6))},
        draw.randint(2, 6),
        draw.randint(0, size) if draw.random() < 0.7 else 0,
        draw.choices((1, 2), (9, 1))[0],
        frozenset(f"CQ{draw.randrange(_BODIES):03d}" for _ in range(draw.randint(0, 6))),
        dict.fromkeys(numbers[:20], "co_author"),
        frozenset(),
        draw.random() < 0.5,
        draw.choice((None, 1, 3)),
        frozenset(numbers[19 : 19 + draw.choices((0, 1, 3), (8, 1, 1))[0]]),
        {},
        frozenset(numbers[30:]),
    )


def optimum(people: Sequence[Candidate], rules: Rules) -> float | None:
    """Value of the best council; None when there is none. `mip_rel_gap` 0, all candidates in."""
    program = Program()
    pool = [one for one in people if not is_barred(one, rules) or one.person_id in rules.include]
    if any(is_barred(one, rules) for one in pool):
        return None
    sits = {one.person_id: program.column(score_of(one)) for one in pool}
    program.row([(at, 1.0) for at in sits.values()], lower=rules.size, upper=rules.size)
    for number in rules.include:
        program.row([(sits[number], 1.0)] if number in sits else [], lower=1.0)
    program.row([(sits[one.person_id], 1.0) for one in pool if one.sex == "female"], lower=rules.min_women)
    _seat_columns(program, pool, sits, rules)
    for name, least in rules.cover.items():
        holders = [(sits[one.person_id], 1.0) for one in pool if name in covered(one, rules)]
        program.row(holders, lower=least)
        # A column for the first and one for the second who covers it.
        steps = [program.column(FIELD_BONUS) for _ in range(DEPTH)]
        program.row([*holders, *((step, -1.0) for step in steps)], lower=0.0)
    bodies: dict[str, list[tuple[int, float]]] = {}
    for one in pool:
        for body in one.agencies:
            bodies.setdefault(body, []).append((sits[one.person_id], 1.0))
    for entries in bodies.values():
        program.row(entries, upper=rules.per_agency)
    _pairs_apart(program, pool, sits, rules)
    solution = program.solve(gap=0.0)
    return None if solution is None else solution.objective


def _seat_columns(program: Program, pool: Sequence[Candidate], sits: dict[int, int], rules: Rules) -> None:
    """Who holds which seat, in place of Hall's condition."""
    held: dict[str, list[tuple[int, float]]] = {role: [] for role in OPEN_ROLES}
    for one in pool:
        own = []
        for role in OPEN_ROLES:
            if rules.seats.get(role) and eligible(one, role, rules):
                # An assignment of whole members to seats is whole by itself.
                column = program.column(0.0, integer=False)
                held[role].append((column, 1.0))
                own.append((column, 1.0))
        program.row([*own, (sits[one.person_id], -1.0)], upper=0.0)
    for role, entries in held.items():
        program.row(entries, lower=rules.seats.get(role, 0))


def _pairs_apart(program: Program, pool: Sequence[Candidate], sits: dict[int, int], rules: Rules) -> None:
    if not rules.apart:
        return
    by_work: dict[str, list[int]] = {}
    for one in pool:
        for work in one.works:
            for other in by_work.setdefault(work, []):
                program.row([(sits[one.person_id], 1.0), (sits[other], 1.0)], upper=1.0)
            by_work[work].append(one.person_id)


@dataclass(slots=True)
class _Tally:
    took: list[float]
    gaps: list[float]
    reference: list[float]
    counts: Counter[str]


def measure_panels(count: int, demands: int, seed: int) -> list[Row]:
    """So many random demands at so many candidates."""
    people = candidates(count, seed)
    tally = _Tally([], [], [], Counter())
    for number in range(demands):
        _one(people, demand(people, seed * 100_000 + number), tally)
    return _rows(tally, count, demands)


def _one(people: Sequence[Candidate], rules: Rules, tally: _Tally) -> None:
    took, panel = timed(lambda: propose(people, rules))
    tally.took.append(took)
    started = time.perf_counter()
    best = optimum(people, rules)
    tally.reference.append(time.perf_counter() - started)
    tally.counts["judged otherwise"] += panel.feasible != (best is not None)
    if panel.feasible:
        tally.counts["feasible"] += 1
        tally.counts["broken"] += bool(broken([seat.candidate for seat in panel.seats], rules))
        tally.gaps.append(((best or 0.0) - panel.score) / max(best or 0.0, 1e-9))
        return
    tally.counts["advised"] += bool(panel.relax) and all(
        propose(people, replace(relaxed(rules, way), alternates=0)).feasible for way in panel.relax
    )


def _rows(tally: _Tally, count: int, demands: int) -> list[Row]:
    counts, impossible = tally.counts, demands - tally.counts["feasible"]
    size = f"{demands} demands, {count:,} candidates"
    return [
        Row("panel", f"panels that break a rule ({size})", f"{counts['broken']} of {counts['feasible']}", bar="0"),
        Row("panel", "possible or not, judged unlike the reference", str(counts["judged otherwise"]), bar="0"),
        Row("panel", "worst below the optimum", f"{100 * max(tally.gaps, default=0.0):.3f} %", bar="1 %"),
        Row("panel", "impossible demands whose every advice makes them possible",
            f"{counts['advised']} of {impossible}", bar="all"),
        Row("panel", "longest panel, reference beside", seconds(max(tally.took)), seconds(max(tally.reference)),
            bar="2 s"),
        Row("panel", "panel at the median, reference beside", seconds(percentile(tally.took, 0.5)),
            seconds(percentile(tally.reference, 0.5))),
    ]  # fmt: skip

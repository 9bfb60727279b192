"""Relevance and latency of all sides in one run: a table by kind, halves apart, and what ours gets wrong."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Final

from talentdb.settings import today
from tests.bench.measure import percentile
from tests.bench.registry import Servers, open_servers
from tests.bench.search.drawn import facts_of
from tests.bench.search.freshness import measure_freshness
from tests.bench.search.loading import Known, load_experts
from tests.bench.search.measures import ndcg, reciprocal_rank
from tests.bench.search.population import make_experts
from tests.bench.search.questions import KINDS, NAME_LIKE, Question, draw_questions
from tests.bench.search.sides import SIDES, Answer, open_sides
from tests.bench.table import Row, grid, seconds

__all__ = ["Judged", "judge", "measure_search", "tables"]

_BAR: Final = 0.85
_SHOW_BELOW: Final = 0.9
_SHOWN: Final = 10
_WARM: Final = 20
_CHANGES: Final = 30


@dataclass(frozen=True, slots=True)
class Judged:
    """One query answered by one side."""

    question: Question
    side: str
    score: float
    rank: float
    spent: float
    found: tuple[int, ...]


def judge(questions: Sequence[Question], sides: Mapping[str, Answer], number_of: Mapping[str, int]) -> list[Judged]:
    """Every side answers every query, in turns, after a few queries to warm up."""
    for question in questions[:: max(1, len(questions) // _WARM)]:
        for answer in sides.values():
            answer(question.words)
    judged = []
    for question in questions:
        grades = {number_of[code]: grade for code, grade in question.grades.items() if code in number_of}
        for side, answer in sides.items():
            started = time.perf_counter()
            found = answer(question.words)
            spent = time.perf_counter() - started
            score, rank = ndcg(found, grades), reciprocal_rank(found, grades)
            judged.append(Judged(question, side, score, rank, spent, tuple(found)))
    return judged


def _of(judged: Sequence[Judged], side: str, kind: str = "", training: bool | None = None) -> list[Judged]:
    return [
        one
        for one in judged
        if one.side == side
        and (not kind or one.question.kind == kind)
        and (training is None or one.question.training == training)
    ]


def _mean(found: Sequence[Judged]) -> float:
    return mean(one.score for one in found) if found else 0.0


def _half(training: bool) -> str:
    return "training" if training else "held out"


def tables(judged: Sequence[Judged]) -> list[str]:
    """nDCG@10 by kind and side for each half; MRR beside it for names; the latency of each side."""
    made = []
    for training in (True, False):
        lines = []
        for kind in KINDS:
            found = {side: _of(judged, side, kind, training) for side in SIDES}
            ranks = mean(one.rank for one in found["ours"]) if kind in NAME_LIKE and found["ours"] else None
            lines.append([
                kind, str(len(found["ours"])), *(f"{_mean(one):.3f}" for one in found.values()),
                "" if ranks is None else f"{ranks:.3f}",
            ])  # fmt: skip
        lines.append([
            "all kinds alike", str(len(_of(judged, "ours", "", training))),
            *(f"{mean(_mean(_of(judged, side, kind, training)) for kind in KINDS):.3f}" for side in SIDES), "",
        ])  # fmt: skip
        made.append(grid([f"nDCG@10, {_half(training)}", "queries", *SIDES, "ours: MRR"], lines))
    spent = {side: [one.spent for one in _of(judged, side)] for side in SIDES}
    lines = [[f"p{share * 100:.0f}", *(seconds(percentile(spent[side], share)) for side in SIDES)]
             for share in (0.5, 0.95)]  # fmt: skip
    by_kind = [[kind, *(seconds(percentile([one.spent for one in _of(judged, side, kind)], 0.5)) for side in SIDES)]
               for kind in KINDS]  # fmt: skip
    return [*made, grid(["latency", *SIDES], [*lines, *by_kind])]


def _told(known: Known, number: int, grade: int) -> str:
    row = known.rows[number]
    works = [f"{work.get('member_role')}: {work['work_title']}" for work in row["works"]][:5]
    return (
        f"    {grade}  {number} {row['full_name']} · {row.get('qualification')} {row.get('academic_title') or ''}"
        f" · {row.get('sex')} {str(row.get('birth_date'))[:4]} · {row.get('agency_name')} · {row.get('sub_unit')}"
        f" · {row.get('field_of_training')} · {row.get('expertise')} · {works}"
    )


def failures(judged: Sequence[Judged], known: Known) -> list[str]:
    """The worst queries of each kind below the mark, of the training half only: the other half stays unseen."""
    lines = []
    for kind in KINDS:
        found = _of(judged, "ours", kind, True)
        if not found or _mean(found) >= _SHOW_BELOW:
            continue
        lines.append(f"## {kind}: {_mean(found):.3f} (training half)")
        worst = sorted((one for one in found if one.score < 1), key=lambda one: one.score)
        for one in worst[:_SHOWN]:
            grades = {known.number_of[code]: grade for code, grade in one.question.grades.items()}
            best = sorted(grades, key=lambda number: -grades[number])[:3]
            lines.append(f"- {one.score:.2f} «{one.question.words}» ({one.question.about}); right, then got:")
            lines += [_told(known, number, grades[number]) for number in best]
            lines.append("    --")
            lines += [_told(known, number, grades.get(number, 0)) for number in one.found[:4]]
            if not one.found:
                lines.append("    nobody")
    return lines


def _rows(judged: Sequence[Judged], people: int) -> list[Row]:
    rows = []
    for kind in (*KINDS, ""):
        mine = [_mean(_of(judged, "ours", kind, training)) for training in (True, False)]
        others = [f"{side} {_mean(_of(judged, side, kind, False)):.2f}" for side in SIDES[1:]]
        rows.append(
            Row("search", f"nDCG@10 of {kind or 'all queries'} among {people:,}, training / held out",
                f"{mine[0]:.3f} / {mine[1]:.3f}", ", ".join(others), "", f"≥ {_BAR}" if kind else "≥ 0.95")
        )  # fmt: skip
    for share in (0.5, 0.95):
        spent = {side: percentile([one.spent for one in _of(judged, side)], share) for side in SIDES}
        others = [f"{side} {seconds(spent[side])}" for side in SIDES[1:]]
        ratio = f"{spent['ours'] / spent['Meilisearch']:.2f}"
        rows.append(Row("search", f"p{share * 100:.0f} of {len(_of(judged, 'ours')):,} searches among {people:,}",
                        seconds(spent["ours"]), ", ".join(others), ratio,
                        "≤ 1.3 of Meilisearch at 1,000,000" if share > 0.9 else ""))  # fmt: skip
    return rows


def _measured(
    servers: Servers, folder: Path, people: int, each: int, seed: int, say: Callable[[str], None]
) -> tuple[list[Row], list[str], list[str], Known]:
    experts = make_experts(people, seed)
    known = load_experts(servers, folder, experts)
    questions = draw_questions(facts_of(experts, today()), each, seed)
    with open_sides(servers, known) as sides:
        judged = judge(questions, sides, known.number_of)
    rows = [*_rows(judged, people), Row("search", "facts of the gold that the intake lost", f"{len(known.lost):,}")]
    rows += measure_freshness(servers, known, max(3, min(_CHANGES, each)), say)
    return rows, tables(judged), [*known.lost[:_SHOWN], *failures(judged, known)], known


def measure_search(
    folder: Path, people: int, each: int, seed: int, say: Callable[[str], None]
) -> tuple[list[Row], list[str], list[str]]:
    """Rows for the table, the full tables, and the failures of the training half."""
    with open_servers(folder / "search") as servers:
        rows, made, failed, known = _measured(servers, folder, people, each, seed, say)
        known.loaded.engine.dispose()
    return rows, made, failed

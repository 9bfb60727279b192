"""Searching: our query (rights, exact total, page out of PostgreSQL) against the bare search server, same index."""

import time
from collections import defaultdict

import meilisearch

from ingest.sample.model import Person
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal, Role
from talentdb.search.query import search
from tests.bench.measure import alternate, median_ratio, percentile
from tests.bench.queries import Question, draw_questions
from tests.bench.registry import Loaded, Servers
from tests.bench.table import Row, seconds

__all__ = ["measure_searching"]

_QUESTIONS = 200
_PAGE = 20
_READER = Principal(Role.SEARCHER, "bench")


def measure_searching(servers: Servers, loaded: Loaded, people: list[Person], runs: int, seed: int) -> list[Row]:
    """p50 and p95 of both sides, warm; a run asks all questions once.

    Raises: RuntimeError when PostgreSQL had to answer in place of the search server.
    """
    raw_index = meilisearch.Client(servers.search.url, servers.search.key).index(loaded.index_name)
    questions = draw_questions(people, _QUESTIONS, seed)

    def ours(question: Question) -> float:
        started = time.perf_counter()
        with unit_of_work(loaded.engine, _READER) as connection:
            answer = search(connection, _READER, loaded.index, question.words, filters=question.filters, limit=_PAGE)
        spent = time.perf_counter() - started
        if answer["degraded"]:
            raise RuntimeError("the search server did not answer")
        return spent

    def raw(question: Question) -> float:
        conditions = [f"{name} IN [{values}]" for name, values in question.filters]
        started = time.perf_counter()
        raw_index.search(question.words, {"limit": _PAGE, "filter": conditions})
        return time.perf_counter() - started

    for question in questions:
        ours(question)
        raw(question)
    times = alternate(runs, {"ours": lambda _: [*map(ours, questions)], "raw": lambda _: [*map(raw, questions)]})
    loaded.engine.dispose()
    return [*_totals(times, len(people)), *_by_kind(questions, times)]


def _totals(times: dict[str, list[list[float]]], people: int) -> list[Row]:
    rows = []
    for share, bar in ((0.5, ""), (0.95, "≤ 1.3 at 1,000,000")):
        mine = [percentile(run, share) for run in times["ours"]]
        theirs = [percentile(run, share) for run in times["raw"]]
        what = f"p{share * 100:.0f} of {_QUESTIONS} searches among {people:,}, against raw Meilisearch"
        rows.append(
            Row("searching", what, seconds(percentile(mine, 0.5)), seconds(percentile(theirs, 0.5)),
                f"{median_ratio(mine, theirs):.2f}", bar)
        )  # fmt: skip
    return rows


def _by_kind(questions: list[Question], times: dict[str, list[list[float]]]) -> list[Row]:
    """Medians by kind of search: shows which one a ratio comes from."""
    grouped: dict[str, dict[str, list[float]]] = defaultdict(lambda: {"ours": [], "raw": []})
    for side, runs in times.items():
        for run in runs:
            for question, spent in zip(questions, run, strict=True):
                grouped[question.kind][side].append(spent)
    rows = []
    for kind, sides in sorted(grouped.items()):
        mine, theirs = (percentile(sides[side], 0.5) for side in ("ours", "raw"))
        rows.append(
            Row("searching", f"p50 of searches by {kind}", seconds(mine), seconds(theirs), f"{mine / theirs:.2f}")
        )
    return rows

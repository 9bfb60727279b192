"""How soon an approved change is found while the worker runs, and whether searches go on while the index is rebuilt.

Changes go the way of a submission; the worker is the product's own, in a thread.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Engine

from ingest.sample.catalogue import names
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.db.lookup import find_agency_id
from talentdb.registry.decisions import approve
from talentdb.search.query import search
from talentdb.search.rebuild import rebuild
from talentdb.search.worker import run_worker
from talentdb.settings import today
from talentdb.submissions.draft import RecordDraft, SubmissionDraft
from talentdb.submissions.receive import receive
from tests.bench.measure import percentile
from tests.bench.registry import Servers
from tests.bench.search.loading import Known
from tests.bench.table import Row, seconds

__all__ = ["measure_freshness"]

_READER: Final = Principal(Role.SEARCHER, "bench")
_LONGEST: Final = 30.0
_POLL: Final = 0.05
_FAMILIES: Final = ("Âu Dương", "Tôn Thất", "Hoàng Phủ", "Công Tằng")
"""Families that the population does not have, so that a new person's name is nobody's."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One search: how long it took, and whether it found what is there."""

    spent: float
    right: bool


def _ask(known: Known, words: str, expected: str) -> _Asked:
    started = time.perf_counter()
    with unit_of_work(known.loaded.engine, _READER) as connection:
        answer = search(connection, _READER, known.loaded.index, words, limit=10)
    found = not answer["degraded"] and any(hit["full_name"] == expected for hit in answer["hits"])
    return _Asked(time.perf_counter() - started, found)


@contextmanager
def _worker(known: Known) -> Iterator[None]:
    stop = threading.Event()
    arguments = (known.loaded.engine, lambda: known.loaded.index, stop.is_set)
    thread = threading.Thread(target=run_worker, args=arguments)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _approved(servers: Servers, engine: Engine, number: int) -> str:
    """Approve a submission of one new person; the name."""
    given = names()["given"]["female"]
    name = f"{_FAMILIES[number % len(_FAMILIES)]} {given[number // len(_FAMILIES) % len(given)]} {given[-1]}"
    values: dict[str, Any] = {
        "full_name": name, "birth_date": "1980-02-03", "birth_date_precision": "day", "sex": "female",
        "staff_code": f"F{number:05d}", "qualification": "master", "field_of_training": "Chăn nuôi",
    }  # fmt: skip
    with unit_of_work(engine, OPERATOR) as connection:
        agency_id = find_agency_id(connection, "SO-KHCN")
        record = RecordDraft("DS", 1, 2, agency_id, values, {})
        draft = SubmissionDraft(
            agency_id, "people", today() - timedelta(days=1), f"new {number}", f"new {number}".encode(), "xlsx",
            (record,), (), {"sheets": []}, "bench",
        )  # fmt: skip
        submission = receive(connection, OPERATOR, servers.runtime.keyring, draft, "submitted").submission_id
    with unit_of_work(engine, OPERATOR) as connection:
        approve(connection, OPERATOR, submission)
    return name


def _waits(servers: Servers, known: Known, changes: int) -> list[float]:
    """Seconds from the commit of each approval until a search finds it, at most `_LONGEST`."""
    waits = []
    with _worker(known):
        for number in range(changes):
            name = _approved(servers, known.loaded.engine, number)
            started = time.perf_counter()
            while time.perf_counter() - started < _LONGEST and not _ask(known, name, name).right:
                time.sleep(_POLL)
            waits.append(time.perf_counter() - started)
    return waits


def _during_rebuild(known: Known) -> tuple[float, list[_Asked]]:
    """Searches for people who are there, one after another, for as long as a rebuild takes."""
    people = [row["full_name"] for row in list(known.rows.values())[:50]]
    asked: list[_Asked] = []
    built: list[float] = []

    def build() -> None:
        started = time.perf_counter()
        rebuild(known.loaded.engine, known.loaded.index)
        built.append(time.perf_counter() - started)

    thread = threading.Thread(target=build)
    thread.start()
    while thread.is_alive():
        name = people[len(asked) % len(people)]
        asked.append(_ask(known, name, name))
    thread.join()
    return built[0], asked


def measure_freshness(servers: Servers, known: Known, changes: int, say: Callable[[str], None]) -> list[Row]:
    """Rows on how fresh the index is and how it stands a rebuild."""
    say("changes …")
    waits = _waits(servers, known, changes)
    say("rebuild …")
    spent, asked = _during_rebuild(known)
    failed = sum(not one.right for one in asked)
    return [
        Row("search", f"approved change found, p50 of {changes} (worker running)", seconds(percentile(waits, 0.5))),
        Row("search", f"approved change found, p95 of {changes}", seconds(percentile(waits, 0.95)), bar="≤ 5 s"),
        Row("search", f"searches that failed of {len(asked)} during a rebuild of {seconds(spent)}", str(failed),
            bar="0"),
        Row("search", "p95 of searches during a rebuild", seconds(percentile([one.spent for one in asked], 0.95))),
    ]  # fmt: skip

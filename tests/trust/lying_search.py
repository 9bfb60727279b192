"""Figures 12 and 13: a search server that is slow, fails or lies, by a real proxy before the real server.

Lists are handed in and approved all the same, searches are answered by PostgreSQL with the banner, the outbox keeps
what is to be done, and when the server is itself again the index holds what the registry holds.
"""

import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import outbox
from talentdb.errors import SearchUnavailable
from talentdb.search.check import check
from talentdb.search.client import SearchIndex, open_index
from talentdb.search.outbox import drain
from talentdb.search.query import search
from talentdb.search.worker import run_worker
from tests.trust.fault_proxy import FAULTS, FaultProxy, open_proxy
from tests.trust.figure import Figure, Scale
from tests.trust.pair import Pair, open_pair

__all__ = ["SHORT", "Faced", "faced", "measure"]

SHORT: Final = ("error", "failed", "late", "empty", "old")
_STILL_ANSWERS: Final = frozenset({"slow", "failed", "old"})
"""Faults under which searches go on by the server: who was found is read in PostgreSQL anyway."""
_LATE: Final = 4.0
_PATIENCE: Final = 90.0


@dataclass(frozen=True)
class Faced:
    """What became of one list and of searches under one fault."""

    fault: str
    struck: int
    seconds: tuple[float, ...]
    wrong: tuple[str, ...]


def faced(pair: Pair, proxy: FaultProxy, fault: str, late_seconds: float = _LATE) -> Faced:
    """Hand in, approve, search and index under a fault; then let the server be itself.

    Args:
        late_seconds: as of `run_worker`.
    """
    registry = pair.troubled
    index = open_index(proxy.url, registry.servers.search.key, registry.name)
    wrong: list[str] = []
    struck = proxy.struck
    with registry.application() as application:
        _search(application, index)
        proxy.fault = fault
        told: list[str] = []
        registry.hand_in(application, *pair.next_list(), told.append)
        if told != ["received", "submitted", "approved"]:
            wrong.append(f"told only {told}")
        for _ in range(2):
            try:
                drain(application.engine, index)
            except SearchUnavailable:
                continue
        kept = _waiting(application)
        if fault not in ("slow", "old") and not kept:
            wrong.append("the outbox forgot")
        answers = [_search(application, index) for _ in range(5)]
        wrong += _wrong_answers(fault, answers)
        hits = proxy.struck - struck
        proxy.fault = ""
        wrong += _recovers(application, index, late_seconds)
    return Faced(fault, hits, tuple(took for took, _answer in answers), tuple(wrong))


def _search(application: Application, index: SearchIndex) -> tuple[float, dict[str, Any]]:
    since = time.monotonic()
    with unit_of_work(application.engine, OPERATOR) as connection:
        answer = search(connection, OPERATOR, index, "chuyên viên", limit=20)
    return time.monotonic() - since, answer


def _waiting(application: Application) -> int:
    with unit_of_work(application.engine, OPERATOR) as connection:
        return int(connection.execute(select(func.count()).select_from(outbox)).scalar_one())


def _wrong_answers(fault: str, answers: list[tuple[float, dict[str, Any]]]) -> Iterator[str]:
    for _took, answer in answers:
        by_database = answer["engine"] == "postgres"
        if by_database != answer["degraded"]:
            yield "no banner"
        if not by_database and fault not in _STILL_ANSWERS:
            yield f"answered by {answer['engine']}"
        if not answer["hits"]:
            yield "nobody found"
    if len({answer["total"] for _took, answer in answers}) != 1:
        yield "different totals"


def _recovers(application: Application, index: SearchIndex, late_seconds: float) -> Iterator[str]:
    """The worker, as in production: it drains, and some time later mends what a late request has overwritten."""
    stop = threading.Event()
    options = {"late_seconds": late_seconds}
    worker = threading.Thread(
        target=run_worker, args=(application.engine, lambda: index, stop.is_set), kwargs=options
    )  # fmt: skip
    worker.start()
    begun = time.monotonic()
    report = check(application.engine, index)
    while time.monotonic() < begun + _PATIENCE:
        report = check(application.engine, index)
        if report.agrees and not report.pending and time.monotonic() > begun + 2 * late_seconds:
            break
        time.sleep(0.5)
    stop.set()
    worker.join()
    if not report.agrees or report.pending:
        yield f"{report.summary()} {report.pending} wait"


def measure(scale: Scale) -> list[Figure]:
    """One line for the index, one for searches and uploads."""
    faults = FAULTS if scale == "full" else SHORT
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        (base / "files").mkdir()
        with open_pair(base / "h", base / "files") as pair, open_proxy(pair.troubled.servers.search.url) as proxy:
            done = [faced(pair, proxy, fault) for fault in faults]
    wrong = [f"{one.fault}: {'; '.join(one.wrong)}" for one in done if one.wrong]
    longest = ", ".join(f"{one.fault} {max(one.seconds):.1f}" for one in done)
    return [
        Figure(
            13,
            "search server slow, failing and lying: uploads, searches, outbox, index",
            "0 uploads refused, searches by PostgreSQL with the banner, 0 stale documents afterwards",
            f"{len(done)} faults ({', '.join(f'{one.fault} ×{one.struck}' for one in done)}): {len(wrong)} wrong"
            f"{' – ' + ' | '.join(wrong) if wrong else ''}; longest search in s: {longest}",
            holds=not wrong,
        )
    ]

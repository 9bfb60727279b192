"""Figure 6: files that kill or choke the reader, beside requests of others; and the same file eight times at once.

All in the threads of one process over one pool of connections, as the web app has them: the services of its pages,
not its HTTP.
"""

import os
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier, Event, Lock
from typing import Final

from dashboards.application import Application
from dashboards.intake import read_and_store, submission_table
from dashboards.people_data import own_people
from ingest.limits import Limits
from ingest.process import run_limited
from talentdb.access.accounts import principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import DataError
from talentdb.search.query import search
from tests.ingest.hostile.containers import containers
from tests.ingest.hostile.markup import markup
from tests.trust.figure import Figure, Scale
from tests.trust.pair import Pair, open_pair

__all__ = ["Beside", "abort", "beside", "measure", "same_at_once"]

_HOSTILE: Final = ("bomb_blanks_in_sheet.xlsx", "bomb_string.xlsx", "merge_whole_sheet.xlsx")
_READERS: Final = 3
_ASKERS: Final = 8
_SAME: Final = 8
_ONE_AT_A_TIME: Final = Lock()


def abort(path: Path) -> None:
    """A job of the reader's child that ends as a parser ends that gives up: SIGABRT, no word."""
    assert path
    os.abort()


@dataclass
class Beside:
    """What became of requests while hostile files were sent in."""

    asked: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    hostile: int = 0
    died: int = 0
    not_told: Counter[str] = field(default_factory=Counter)


def beside(pair: Pair, requests: int) -> Beside:
    """Ask while three senders do nothing but send hostile files."""
    chosen = [file for file in (*containers(), *markup()) if file.name in _HOSTILE]
    found, stop = Beside(), Event()
    with pair.troubled.application() as application:
        with unit_of_work(application.engine, OPERATOR) as connection:
            officer = principal_of(connection, "canbo")

        def send(number: int) -> None:
            while not stop.is_set():
                if number == 0:
                    told = run_limited("tests.trust.hostile:abort", Path(__file__), {}, Limits())
                    found.died += told["error"]["code"] == "file.reader_died"
                    found.hostile += 1
                    continue
                file = chosen[(found.hostile + number) % len(chosen)]
                try:
                    read_and_store(application, officer, file.name, file.content, None)
                except DataError:
                    found.hostile += 1
                except Exception as error:
                    found.not_told[f"{file.name}: {type(error).__name__}"] += 1

        def ask(number: int) -> None:
            since = time.monotonic()
            try:
                _request(pair, application, officer, number)
            except Exception as error:
                found.failed[f"{type(error).__name__}: {error}"[:80]] += 1
            found.seconds.append(time.monotonic() - since)

        with ThreadPoolExecutor(_READERS) as senders:
            sending = [senders.submit(send, number) for number in range(_READERS)]
            while not found.hostile:
                time.sleep(0.05)
            with ThreadPoolExecutor(_ASKERS) as askers:
                list(askers.map(ask, range(requests)))
            stop.set()
            for one in sending:
                one.result()
    found.asked = requests
    return found


def _request(pair: Pair, application: Application, officer: Principal, number: int) -> None:
    kind = number % 5
    if kind == 0:
        with _ONE_AT_A_TIME:
            name, content = pair.next_list(2)
        assert read_and_store(application, officer, name, content, None)[0].receipt.created
    elif kind == 1:
        assert len(submission_table(application, officer, "x"))
    elif kind == 2:
        assert own_people(application, officer, "", (), limit=20, offset=0).total
    else:
        index = pair.troubled.index if kind == 3 else None
        with unit_of_work(application.engine, OPERATOR) as connection:
            assert search(connection, OPERATOR, index, "chuyên viên", limit=20)["hits"]


def same_at_once(pair: Pair) -> tuple[int, int, int]:
    """The same bytes from eight at once: how many were told "received", "received before", another receipt."""
    name, content = pair.next_list(4)
    together = Barrier(_SAME)
    with pair.troubled.application() as application:
        with unit_of_work(application.engine, OPERATOR) as connection:
            officer = principal_of(connection, "canbo")

        def send(_number: int) -> tuple[bool, str]:
            together.wait(60)
            [loaded] = read_and_store(application, officer, name, content, None)
            return loaded.receipt.created, loaded.receipt.receipt

        with ThreadPoolExecutor(_SAME) as pool:
            answers = list(pool.map(send, range(_SAME)))
    created = sum(new for new, _receipt in answers)
    return created, _SAME - created, len({receipt for _new, receipt in answers}) - 1


def measure(scale: Scale) -> list[Figure]:
    """One line for the requests, one for the same file at once."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        (base / "files").mkdir()
        with open_pair(base / "h", base / "files") as pair:
            found = beside(pair, 200 if scale == "full" else 20)
            created, before, others = same_at_once(pair)
    slowest = sorted(found.seconds)[int(0.95 * (len(found.seconds) - 1))]
    return [
        Figure(
            6,
            "requests of others beside files that kill or choke the reader (service threads of one process)",
            "0 failed of 200",
            f"{sum(found.failed.values())} failed of {found.asked}, p95 {slowest:.1f} s; {found.hostile} hostile"
            f" files beside them, {found.died} of which killed the reader"
            f"; {dict(found.failed) or ''} {dict(found.not_told) or ''}".rstrip("; "),
            holds=not found.failed and not found.not_told and found.died > 0,
        ),
        Figure(
            6,
            "the same file eight times at once",
            "1 accepted, 7 told the same receipt",
            f"{created} accepted, {before} told the earlier receipt, {others} other receipts",
            holds=(created, before, others) == (1, _SAME - 1, 0),
        ),
    ]

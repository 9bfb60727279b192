"""Figures 1 and 12: PostgreSQL, Meilisearch, `talentdb serve` and its index worker are killed while lists are handed
in, by a browser at that server and by processes of services.

What a user was told is there afterwards, nothing is half there, and the index holds what the registry holds.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import uuid4

import psycopg

from dashboards.server import free_port
from talentdb.access.accounts import create_account, principal_of
from talentdb.access.chain import verify_chain
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.db.engine import make_engine
from talentdb.db.lookup import find_agency_id
from talentdb.errors import TalentdbError
from talentdb.registry.rebuild import digest, rebuild
from talentdb.runtime import Runtime
from talentdb.search.check import check
from talentdb.search.outbox import drain
from talentdb.services import revive
from talentdb.services.cluster import Cluster
from talentdb.services.meilisearch import SearchServer
from talentdb.services.privileges import choose_runner
from talentdb.services.processes import is_alive
from tests.bench.registry import open_servers
from tests.trust.desk import Desk
from tests.trust.figure import Figure, Scale
from tests.trust.senders import Sender, Teller, Told
from tests.trust.streamlit_client import Site

__all__ = ["Storm", "found_wrong", "measure"]

_AGENCIES: Final = ("SO-KHCN", "SO-YTE", "SO-GDDT")
_AT_THE_DESK: Final = "SO-NV"
_TARGETS: Final = {
    "uploads": 10_000,
    "PostgreSQL": 25,
    "Meilisearch": 10,
    "worker": 50,
    "web app": 25,
    "services": 10,
}
_SHORT: Final = {"uploads": 12, "PostgreSQL": 1, "Meilisearch": 1, "worker": 1, "web app": 1, "services": 1}
_MOST_SECONDS: Final = {"full": 3_600.0, "short": 90.0}
_BUDGET: Final = "TALENTDB_TRUST_SECONDS"
"""Environment variable that shortens the full run; the result says how much was done."""
_BETWEEN: Final = {"full": (3.0, 8.0), "short": (0.5, 1.5)}
_UP_SECONDS: Final = 60.0
_ENOUGH_BLOWS: Final = 5
"""So many times longer is waited between blows when all that is still wanted is lists."""

# Everything of one list is there or nothing; what one statement tells, the others must tell too.
_HALF: Final = """
    select count(*) from submission s
    where s.n_records <> (select count(*) from source_record r where r.submission_id = s.submission_id)
       or s.n_errors + s.n_warnings
            > (select count(*) from submission_problem p where p.submission_id = s.submission_id)
       or 1 <> (select count(*) from submission_event e where e.submission_id = s.submission_id and kind = 'received')
       or 1 <> (select count(*) from audit_event a where a.object_kind = 'submission'
            and a.object_id = s.submission_id::text and a.action = 'submission.received')
       or (s.state = 'approved') <> exists (select from submission_event e
            where e.submission_id = s.submission_id and kind = 'approved')
       or (s.state = 'approved') <> exists (select from audit_event a where a.object_kind = 'submission'
            and a.object_id = s.submission_id::text and a.action = 'submission.approved')
       or (s.state = 'approved') <> exists (select from source_record r
            join person_source using (source_record_id) where r.submission_id = s.submission_id)
"""
_ORPHANS: Final = """
    select (select count(*) from submission_file f
                where not exists (select from submission s where s.file_sha256 = f.sha256))
         + (select count(*) from audit_event a where a.action = 'submission.received'
                and not exists (select from submission s where s.submission_id::text = a.object_id))
         + (select count(*) from person p where p.state = 'active'
                and not exists (select from person_source x where x.person_id = p.person_id))
         + (select count(*) from (select 1 from submission where state <> 'withdrawn'
                group by agency_id, file_sha256, form having count(*) > 1) twice)
"""


@dataclass
class Storm:
    """Senders, a web app with its worker, the servers, and blows to all of them."""

    runtime: Runtime
    senders: list[Sender]
    desk: Desk
    wanted: dict[str, int]
    seconds: float
    between: tuple[float, float]
    kills: Counter[str] = field(default_factory=Counter)
    pids: dict[int, int] = field(default_factory=dict)
    served: "subprocess.Popen[bytes] | None" = None

    def rage(self) -> None:
        """Until all that is wanted has happened or the time is over; everything runs again at the end."""
        chance, until = random.Random(20_261_122), time.monotonic() + self.seconds
        self._serve()
        for teller in self.tellers:
            self.pids[teller.number] = teller.start()
        try:
            while time.monotonic() < until and any((missing := self._missing()).values()):
                slower = 1 if any(count for kind, count in missing.items() if kind != "uploads") else _ENOUGH_BLOWS
                time.sleep(slower * chance.uniform(*self.between))
                self._wait_for_web_app()
                self._strike(chance)
                self._mend()
        finally:
            for pid in self.pids.values():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            self._mend()
            if self.served is not None:
                self.served.terminate()
                self.served.wait(60)

    @property
    def tellers(self) -> list[Teller]:
        return [*self.senders, self.desk]

    def _missing(self) -> dict[str, int]:
        done = {"uploads": self.uploads(), **self.kills}
        return {name: max(0, count - done.get(name, 0)) for name, count in self.wanted.items()}

    def uploads(self) -> int:
        """How many lists a user was told to be received."""
        return sum(one.kind == "received" for teller in self.tellers for one in teller.told())

    def _strike(self, chance: random.Random) -> None:
        """A blow, the likelier the more of its kind are still wanted."""
        kinds = [kind for kind in self.wanted if kind != "uploads"]
        missing = self._missing()
        kind = chance.choices(kinds, [1 + missing[one] for one in kinds])[0]
        runner = choose_runner(self.runtime.home)
        hit = False
        if kind == "PostgreSQL":
            hit = _kill_family(Cluster(self.runtime.settings, runner).pid())
        elif kind == "Meilisearch":
            hit = _kill_family(SearchServer(self.runtime.settings, runner).pid())
        elif kind == "worker" and self.served is not None:
            hit = _kill_one(_worker_of(self.served.pid))
        elif kind == "web app" and self.served is not None and _worker_of(self.served.pid):
            # It has begun to serve: the worker is started then.
            self.served.kill()
            self.served.wait()
            hit = True
        elif kind == "services":
            sender = chance.choice(self.senders)
            os.kill(self.pids[sender.number], signal.SIGKILL)
            os.waitpid(self.pids[sender.number], 0)
            self.pids[sender.number] = sender.start()
            hit = True
        self.kills[kind] += hit

    def _mend(self) -> None:
        """What the supervisor of a server does: start again what is gone."""
        with suppress(TalentdbError):
            revive(self.runtime.settings, need_search=True)
        self._serve()

    def _wait_for_web_app(self) -> None:
        """Until it serves and has its worker: blows that fall quicker than a slow machine can get up keep it down."""
        until = time.monotonic() + _UP_SECONDS
        while time.monotonic() < until and (self.served is None or _worker_of(self.served.pid) is None):
            time.sleep(0.2)

    def _serve(self) -> None:
        """The web app at the address at which the browser looks for it; its worker and its watch come with it."""
        if self.served is not None and self.served.poll() is None:
            return
        environment = {**os.environ, "TALENTDB_HOME": str(self.runtime.home)}
        command = [sys.executable, "-m", "talentdb", "serve", "--port", self.desk.site.place.rpartition(":")[2]]
        quiet = subprocess.DEVNULL
        self.served = subprocess.Popen(command, env=environment, stdin=quiet, stdout=quiet, stderr=quiet)


def _worker_of(web_app: int) -> int | None:
    """The index worker that a web app has started."""
    for pid in _children(web_app):
        with suppress(OSError):
            if b"\0index\0work" in (Path("/proc") / str(pid) / "cmdline").read_bytes():
                return pid
    return None


def _kill_one(pid: int | None) -> bool:
    if pid is None:
        return False
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


def _children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError):
                stat = (entry / "stat").read_bytes().rpartition(b")")[2].split()
                found += [int(entry.name)] if int(stat[1]) == parent else []
    return found


def _kill_family(pid: int | None) -> bool:
    """kill -9 of a process and of its children."""
    if pid is None or not is_alive(pid):
        return False
    family = [pid, *_children(pid)]
    for one in family:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    return True


def _tellers(runtime: Runtime, folder: Path) -> tuple[list[Sender], Desk]:
    officers: list[Principal] = []
    password = f"mật khẩu {uuid4().hex}"
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        for code in (*_AGENCIES, _AT_THE_DESK):
            create_account(
                connection, OPERATOR, login=code.lower(), password=password, role=Role.AGENCY, display_name=code,
                agency_id=find_agency_id(connection, code), is_demo=True,
            )  # fmt: skip
        officers += [principal_of(connection, code.lower()) for code in _AGENCIES]
    senders = [Sender(folder, number, runtime, who) for number, who in enumerate([*officers, None])]
    place = f"127.0.0.1:{free_port(0)}"
    return senders, Desk(folder, len(senders), Site(place), _AT_THE_DESK.lower(), password)


def found_wrong(runtime: Runtime, told: list[Told], owner_url: str) -> dict[str, int]:
    """Lost, half, orphans, stale documents; whether the audit chain broke and whether a rebuild differs (0 or 1)."""
    with psycopg.connect(owner_url) as connection:
        rows = {
            receipt: (state, count)
            for receipt, state, count in connection.execute(
                "select receipt, s.state, count(source_record_id) from submission s"
                " left join source_record using (submission_id) group by receipt, s.state"
            )
        }
        [(half,)] = connection.execute(_HALF).fetchall()  # type: ignore[arg-type]
        [(orphans,)] = connection.execute(_ORPHANS).fetchall()  # type: ignore[arg-type]
    states = {"received": {"draft", "submitted", "approved"}, "submitted": {"submitted", "approved"},
              "approved": {"approved"}}  # fmt: skip
    lost = [
        one for one in told
        if one.receipt not in rows or rows[one.receipt][0] not in states[one.kind] or rows[one.receipt][1] != one.rows
    ]  # fmt: skip
    for one in lost:
        sys.stdout.write(f"lost: {one}, is {rows.get(one.receipt)}\n")
    engine = make_engine(runtime.services.database.app_url())
    index = runtime.index()
    assert index is not None
    drain(engine, index)
    report = check(engine, index)
    with unit_of_work(engine, OPERATOR) as connection:
        broken = not verify_chain(connection, runtime.keyring, runtime.home / "no-anchors").intact
        before = digest(connection)
        rebuild(connection, OPERATOR)
        other = digest(connection) != before
    engine.dispose()
    stale = len(report.stale) + len(report.missing) + len(report.extra) + report.pending
    return {"lost": len(lost), "partial": half, "orphan": orphans, "stale": stale, "chain broken": int(broken),
            "rebuild differs": int(other)}  # fmt: skip


def measure(scale: Scale) -> list[Figure]:
    """Both figures from one storm."""
    seconds = float(os.environ.get(_BUDGET, _MOST_SECONDS[scale]))
    wanted = _TARGETS if scale == "full" else _SHORT
    with tempfile.TemporaryDirectory() as folder:
        lists = Path(folder) / "lists"
        lists.mkdir()
        with open_servers(Path(folder) / "h") as servers:
            runtime = servers.runtime
            storm = Storm(runtime, *_tellers(runtime, lists), dict(wanted), seconds, _BETWEEN[scale])
            runtime.engine.dispose()
            storm.rage()
            told = [one for teller in storm.tellers for one in teller.told()]
            by_hand = sum(one.kind == "received" for one in storm.desk.told())
            owner_url = servers.owner_url(runtime.services.database.dbname)
            wrong = found_wrong(runtime, told, owner_url)
            runtime.engine.dispose()
    kills, counts = storm.kills, Counter(one.kind for one in told)
    uploads, approved = counts["received"], counts["approved"]
    blows = ", ".join(f"{name} {kills[name]}" for name in wanted if name != "uploads")
    enough = uploads >= wanted["uploads"] and by_hand > 0 and kills["PostgreSQL"] >= wanted["PostgreSQL"]
    kept = ("lost", "partial", "orphan", "chain broken", "rebuild differs")
    return [
        Figure(
            1, "lists told to be received, after kill -9 of PostgreSQL (all of it), Meilisearch, web app, its worker",
            "≥10,000 lists, ≥25 kills of PostgreSQL: 0 lost, 0 partial, 0 orphans",
            f"{uploads:,} received ({by_hand} by a browser), {approved:,} approved; kill -9: {blows}; "
            + ", ".join(f"{name} {wrong[name]}" for name in kept),
            holds=enough and not any(wrong[name] for name in kept),
        ),
        Figure(
            12, "index against registry after the same kills",
            "≥50 kills of the worker, ≥10 of Meilisearch: 0 stale documents",
            f"worker {kills['worker']}, Meilisearch {kills['Meilisearch']}; {wrong['stale']} stale, missing or extra",
            holds=kills["worker"] >= wanted["worker"] and kills["Meilisearch"] >= wanted["Meilisearch"]
            and not wrong["stale"],
        ),
    ]  # fmt: skip

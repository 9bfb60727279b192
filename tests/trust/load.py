"""Figure 17: fifty people of all roles browse a large registry while five lists are handed in; then a soak.

The real web app with its worker, PostgreSQL and Meilisearch, asked over real WebSockets on this machine. By itself:

    python -m tests.trust.load --people 100000 --users 50 --uploads 5 --minutes 5 --soak 30 --home FOLDER

A home that was made once is used again; without `--home` it is made in a temporary folder.
"""

import argparse
import asyncio
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import psycopg

from talentdb.access.principal import Role
from talentdb.services import open_services
from talentdb.services.cluster import Cluster
from talentdb.services.meilisearch import SearchServer
from talentdb.services.privileges import choose_runner
from tests.bench.measure import percentile
from tests.integration.system import people as typed_people
from tests.integration.system import workbook
from tests.trust.browsing import Seen, Upload, browse, hand_in
from tests.trust.figure import Figure, Scale
from tests.trust.load_home import Account, Province, made
from tests.trust.registries import home_at
from tests.trust.streamlit_client import BrowserError, Site, run_alone
from tests.trust.usage import Growth, Usage, growth, usage_of

__all__ = ["FULL", "SHORT", "Plan", "Result", "carry_out", "figures", "measure"]

_PAGE: Final = 1.5
_UPLOAD: Final = 30.0
_MEMORY: Final = 6 * 1024
_START_SECONDS: Final = 300
_STOP_SECONDS: Final = 120
_SHARE, _MORE_MIB, _MORE_FILES, _MORE_CONNECTIONS = 0.05, 64, 20, 3
"""Over the second half of a soak memory may vary by so much; a leak of one page in a thousand does more."""


@dataclass(frozen=True)
class Plan:
    """What is to be done.

    Args:
        think: seconds between two pages, on average.
        load, soak: seconds with the uploads, and seconds of browsing alone afterwards.
        every: seconds between two looks at memory.
        originals: people who are not copies; 0 for a registry of a few lists.
    """

    people: int
    bodies: int
    users: int
    uploads: int
    rows: int
    load: float
    soak: float
    think: float
    every: float = 10.0
    originals: int = 5_000


SHORT: Final = Plan(people=60, bodies=20, users=5, uploads=1, rows=60, load=12, soak=6, think=0.6, every=0.5,
                    originals=0)  # fmt: skip
FULL: Final = Plan(people=100_000, bodies=200, users=50, uploads=5, rows=5_000, load=300, soak=1800, think=6)

_OF_FIFTY: Final = {
    Role.AGENCY: 16, Role.SEARCHER: 10, Role.STEWARD: 8, Role.LEADER: 6, Role.HOME_AFFAIRS: 4, Role.FINANCE: 2,
    Role.ADMINISTRATOR: 1, Role.AUDITOR: 1, Role.COUNCIL_MEMBER: 1, Role.NOMINATOR: 1,
}  # fmt: skip


@dataclass
class Result:
    """What was seen: pages during the uploads, pages of the soak, uploads, and what it all took."""

    province: Province
    loaded: Seen = field(default_factory=Seen)
    soaked: Seen = field(default_factory=Seen)
    uploads: list[Upload] = field(default_factory=list)
    usage: list[Usage] = field(default_factory=list)
    soak_usage: list[Usage] = field(default_factory=list)


def roles_of(users: int) -> dict[Role, int]:
    """So many people by role: fifty as they are in a province, fewer with the largest groups first."""
    if users == sum(_OF_FIFTY.values()):
        return dict(_OF_FIFTY)
    order = list(_OF_FIFTY)
    return dict(Counter(order[number % len(order)] for number in range(users)))


@contextmanager
def served(home: Path) -> Iterator[tuple[Site, subprocess.Popen[bytes]]]:
    """`talentdb serve` as a process of its own; ended by its own number."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TALENTDB_")}
    said = home / "served.log"
    with said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "talentdb", "serve", "--port", "0"], env={**kept, "TALENTDB_HOME": str(home)},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=out, start_new_session=True,
        )  # fmt: skip
    try:
        yield _answering(said, process), process
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answering(said: Path, process: subprocess.Popen[bytes]) -> Site:
    import httpx

    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        told = re.search(r"http://(127\.0\.0\.1:\d+)", said.read_text(encoding="utf-8", errors="replace"))
        if told:
            try:
                httpx.get(f"{told[0]}/_stcore/health", timeout=10)
            except httpx.HTTPError:
                pass
            else:
                return Site(told[1])
        time.sleep(0.2)
    raise RuntimeError(f"the web app did not start: {said.read_text(encoding='utf-8', errors='replace')[-1000:]}")


class _Watch:
    """Looks at all processes again and again while the visitors browse."""

    def __init__(self, home: Path, server: int, owner_url: str, every: float) -> None:
        settings = home_at(home, search=True)
        runner = choose_runner(home)
        pids = {"web": server, "PostgreSQL": Cluster(settings, runner).pid(),
                "Meilisearch": SearchServer(settings, runner).pid()}  # fmt: skip
        self._roots = {name: pid for name, pid in pids.items() if pid is not None}
        self._url, self._every = owner_url, every

    def look(self) -> Usage:
        """Now."""
        with psycopg.connect(self._url, autocommit=True) as owner:
            [(connections,)] = owner.execute(
                "select count(*) from pg_stat_activity where usename = 'talentdb_app'"
            ).fetchall()
        return usage_of(self._roots, connections)

    async def keep_looking(self, seen: list[Usage], until: float) -> None:
        """Every few seconds until then."""
        while time.monotonic() < until:
            seen.append(await asyncio.to_thread(self.look))
            await asyncio.sleep(self._every)


def carry_out(plan: Plan, home: Path, say: Callable[[str], None]) -> Result:
    """Make the home if need be, serve it, browse it."""
    province = made(
        home, people=plan.people, bodies=plan.bodies, roles=roles_of(plan.users), senders=plan.uploads, say=say,
        originals=plan.originals,
    )  # fmt: skip
    say(f"{province.people:,} people in {province.bodies} bodies")
    contents = [_list(home, plan.rows, number) for number in range(plan.uploads)]
    with open_services(home_at(home, search=True), need_search=True) as services, served(home) as (site, process):
        url = services.database.owner_url
        if url is None:
            raise RuntimeError("no owner account")
        watch = _Watch(home, process.pid, url, plan.every)
        result = Result(province)
        run_alone(_visited(plan, site, result, watch, contents, say))
    return result


def _list(home: Path, rows: int, number: int) -> bytes:
    """A list that nobody has handed in before."""
    path = home / "list.xlsx"
    workbook(path, typed_people(rows, number * rows, mark=f"{time.time():.0f}"))
    content = path.read_bytes()
    path.unlink()
    return content


async def _visited(
    plan: Plan, site: Site, result: Result, watch: _Watch, contents: list[bytes], say: Callable[[str], None]
) -> None:
    async def crowd(seen: Seen, seconds: float, seed: int) -> None:
        until = time.monotonic() + seconds
        await asyncio.gather(
            *(browse(site, who, result.province, seen, until=until, think=plan.think, seed=seed + number)
              for number, who in enumerate(result.province.visitors))
        )  # fmt: skip

    async def sender(number: int, who: Account) -> None:
        try:
            # All press the button at the same moment, when everybody browses.
            done = await hand_in(site, who, f"ds-{number}.xlsx", contents[number], result.loaded, wait=plan.load / 4)
        except BrowserError as error:
            result.loaded.failed(f"upload {number}", error)
        else:
            result.uploads.append(done)

    until = time.monotonic() + plan.load
    await asyncio.gather(
        crowd(result.loaded, plan.load, 0), watch.keep_looking(result.usage, until),
        *(sender(number, who) for number, who in enumerate(result.province.senders)),
    )  # fmt: skip
    say(f"browsed with uploads: {_told(result.loaded.runs)}, {len(result.loaded.errors)} errors")
    if plan.soak:
        until = time.monotonic() + plan.soak
        await asyncio.gather(crowd(result.soaked, plan.soak, 1000), watch.keep_looking(result.soak_usage, until))
        say(f"soaked: {_told(result.soaked.runs)}, {len(result.soaked.errors)} errors")


def _told(runs: list[float]) -> str:
    if not runs:
        return "no runs"
    return (f"p50 {percentile(runs, 0.5):.2f} s, p95 {percentile(runs, 0.95):.2f} s, max {max(runs):.2f} s"
            f" of {len(runs)}")  # fmt: skip


def processor(usage: list[Usage], runs: int) -> str:
    """What the processors did meanwhile: on a machine that is busy with others it tells more than the clock."""
    if len(usage) < 2 or not runs:
        return ""
    spent = {name: usage[-1].busy[name] - one for name, one in usage[0].busy.items()}
    told = ", ".join(f"{name} {one:.1f} s" for name, one in spent.items())
    return f"processor: {told} in {usage[-1].at - usage[0].at:.0f} s; {sum(spent.values()) / runs:.3f} s a run"


def table(seen: Seen) -> str:
    """Page by page, the slowest first."""
    lines = [f"{'page':28} {'runs':>5} {'p50':>7} {'p95':>7} {'max':>7} {'KiB':>7}"]
    for name, times in sorted(seen.seconds.items(), key=lambda one: -percentile(one[1], 0.95)):
        size = percentile([float(one) for one in seen.sizes[name]], 0.5) / 1024
        lines.append(f"{name:28} {len(times):5} {percentile(times, 0.5):7.2f} {percentile(times, 0.95):7.2f}"
                     f" {max(times):7.2f} {size:7.0f}")  # fmt: skip
    lines.append(f"runs that said that more is coming: {seen.coming} of {len(seen.runs)}")
    lines += [f"error: {words} ({count} times)" for words, count in Counter(seen.errors).most_common(20)]
    return "\n".join(lines)


def _grown(plan: Plan, result: Result) -> dict[str, tuple[Growth, bool]]:
    times = [one.at for one in result.soak_usage]
    memory = growth(times, (one.total for one in result.soak_usage))
    files = growth(times, (float(one.files) for one in result.soak_usage))
    connections = growth(times, (float(one.connections) for one in result.soak_usage))
    return {
        "memory (MiB)": (memory, memory.bounded(_SHARE, _MORE_MIB)),
        "open files": (files, files.bounded(_SHARE, _MORE_FILES)),
        "connections": (connections, connections.bounded(_SHARE, _MORE_CONNECTIONS)),
    }


def figures(plan: Plan, result: Result) -> list[Figure]:
    """The lines of the table of trust."""
    with_whom = f"{result.province.people:,} people, {result.province.bodies} bodies, {plan.users} users"
    slowest = max(result.loaded.seconds.items(), key=lambda one: percentile(one[1], 0.95), default=("", [0.0]))
    reads = [one.read for one in result.uploads]
    errors = [*result.loaded.errors, *result.soaked.errors]
    most = max((one for one in [*result.usage, *result.soak_usage]), key=lambda one: one.total, default=Usage(0))
    by_family = ", ".join(f"{name} {mib:,.0f}" for name, mib in most.memory.items())
    lines = [
        Figure(17, f"pages while {plan.uploads} lists of {plan.rows:,} rows are read ({with_whom})",
               f"p95 ≤ {_PAGE} s",
               f"{_told(result.loaded.runs)}; slowest: {slowest[0]}, p95 {percentile(slowest[1], 0.95):.2f} s",
               holds=bool(result.loaded.runs) and percentile(result.loaded.runs, 0.95) <= _PAGE),
        Figure(17, f"{plan.uploads} uploads of {plan.rows:,} rows at once, received and read",
               f"each ≤ {_UPLOAD:.0f} s", ", ".join(f"{one:.1f} s" for one in sorted(reads)) or "none",
               holds=len(reads) == plan.uploads and max(reads, default=0.0) <= _UPLOAD),
        Figure(17, "errors on pages and of connections", "0",
               f"{len(errors)} in {len(result.loaded.runs) + len(result.soaked.runs):,} runs"
               + (f"; {errors[0][:120]}" if errors else ""), holds=not errors),
        Figure(17, "memory of all processes, shared pages once", f"≤ {_MEMORY:,} MiB",
               f"{most.total:,.0f} MiB at most ({by_family})", holds=0 < most.total <= _MEMORY),
    ]  # fmt: skip
    if plan.soak:
        grown = _grown(plan, result)
        told = "; ".join(f"{name} {one.first:,.0f} to {one.last:,.0f}, {one.hourly:+,.1f} an hour"
                         for name, (one, _) in grown.items())  # fmt: skip
        lines += [
            Figure(17, f"a soak of {plan.soak / 60:.0f} minutes does not grow (middle third to last third)",
                   "memory ≤ +5 % + 64 MiB, files ≤ +20, connections ≤ +3", told,
                   holds=all(fine for _, fine in grown.values())),
            Figure(17, f"pages during the soak ({with_whom})", f"p95 ≤ {_PAGE} s", _told(result.soaked.runs),
                   holds=bool(result.soaked.runs) and percentile(result.soaked.runs, 0.95) <= _PAGE),
        ]  # fmt: skip
    return lines


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def measure(scale: Scale) -> list[Figure]:
    """The figures, in a home of their own."""
    plan = FULL if scale == "full" else SHORT
    with TemporaryDirectory(prefix="load-") as folder:
        result = carry_out(plan, Path(folder) / "h", _say)
        _say(table(result.loaded))
        return figures(plan, result)


def _plan() -> tuple[Plan, Path | None]:
    parser = argparse.ArgumentParser(prog="python -m tests.trust.load", description=__doc__)
    parser.add_argument("--people", type=int, default=FULL.people)
    parser.add_argument("--bodies", type=int, default=FULL.bodies)
    parser.add_argument("--users", type=int, default=FULL.users)
    parser.add_argument("--uploads", type=int, default=FULL.uploads)
    parser.add_argument("--rows", type=int, default=FULL.rows)
    parser.add_argument("--minutes", type=float, default=FULL.load / 60, help="with the uploads")
    parser.add_argument("--soak", type=float, default=FULL.soak / 60, help="minutes; 0 leaves it out")
    parser.add_argument("--think", type=float, default=FULL.think, help="seconds between two pages")
    parser.add_argument("--originals", type=int, default=FULL.originals, help="people who are not copies")
    parser.add_argument("--home", type=Path, help="folder that is kept and used again")
    asked = parser.parse_args()
    plan = Plan(asked.people, asked.bodies, asked.users, asked.uploads, asked.rows, 60 * asked.minutes,
                60 * asked.soak, asked.think, originals=asked.originals)  # fmt: skip
    return plan, asked.home


def main() -> int:
    """By hand: all of it, page by page; 1 when a figure does not hold."""
    plan, home = _plan()
    with TemporaryDirectory(prefix="load-") as folder:
        result = carry_out(plan, home or Path(folder) / "h", _say)
    for title, seen, usage in (("with uploads", result.loaded, result.usage),
                               ("soak", result.soaked, result.soak_usage)):  # fmt: skip
        if seen.runs:
            _say(f"\n{title}\n{table(seen)}\n{processor(usage, len(seen.runs))}")
    lines = figures(plan, result)
    for one in lines:
        _say(f"{'holds' if one.holds else 'DOES NOT HOLD'} | {one.name} | {one.target} | {one.measured}")
    return 0 if all(one.holds for one in lines) else 1


if __name__ == "__main__":
    sys.exit(main())

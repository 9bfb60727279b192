"""`demo --check`: everything the demo promises, checked on the running system, with one line a promise."""

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboards import labels
from dashboards.browser import launch, new_page, open_page, problem_with_browser, sign_in
from dashboards.demo_accounts import DemoAccount, demo_accounts
from dashboards.pages import pages_of
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Role
from talentdb.db.schema import differences
from talentdb.errors import EnvironmentProblem
from talentdb.indicators.engine import compute
from talentdb.people.profile import list_people
from talentdb.plans import load_plan
from talentdb.runtime import Runtime
from talentdb.search.check import check as compare_index
from talentdb.settings import today

__all__ = ["Report", "check_demo", "running_app"]

# Only stops what hangs: a busy machine is no broken promise.
_START_SECONDS = 300


@dataclass
class Report:
    """Promises and whether they were kept."""

    summary: Mapping[str, object]
    lines: list[tuple[bool, str]] = field(default_factory=list)

    def add(self, kept: bool, words: str) -> None:
        """One more promise."""
        self.lines.append((kept, words))

    @property
    def passed(self) -> bool:
        """Whether all were kept."""
        return all(kept for kept, _words in self.lines)

    def words(self) -> str:
        """For people."""
        return "\n".join(f"{'ĐẠT     ' if kept else 'KHÔNG ĐẠT'} {words}" for kept, words in self.lines)

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        checks = [{"kept": kept, "check": words} for kept, words in self.lines]
        return {"passed": self.passed, "summary": dict(self.summary), "checks": checks}


def check_demo(runtime: Runtime, summary: Mapping[str, object]) -> Report:
    """Check registry, index, figures and every page under each role."""
    report = Report(summary)
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        people = list_people(connection, OPERATOR, limit=1).total
        report.add(people > 0, f"{people} người trong cơ sở dữ liệu")
        report.add(not differences(connection), "cơ sở dữ liệu đúng như schema.sql")
        plan = load_plan("hung-yen-2711")
        figures = compute(connection, OPERATOR, plan, today())["indicators"]
    # What nothing of ours can tell has a reason instead of a figure.
    told = {one.code for one in plan.indicators if one.kind != "none"}
    for item in (one for one in figures if one["code"] in told):
        report.add(item["value"] is not None, f"chỉ tiêu {item['code']}: {item['numerator']}/{item['denominator']}")
    _check_index(runtime, report)
    with running_app(runtime) as address:
        _check_pages(address, demo_accounts(runtime.home), report)
    return report


def _check_index(runtime: Runtime, report: Report) -> None:
    index = runtime.index()
    if index is None:
        report.add(False, labels.NO_SEARCH.format(problem=runtime.services.search_problem))
        return
    runtime.drain()
    state = compare_index(runtime.engine, index)
    report.add(state.agrees, state.summary())


@contextmanager
def running_app(runtime: Runtime) -> Iterator[str]:
    """The web app of this home as a process of its own; gives its address."""
    with tempfile.NamedTemporaryFile("rb") as said:
        # It chooses its port itself: one that is free now may be another's by the time it gets there.
        process = subprocess.Popen(
            [sys.executable, "-m", "talentdb", "serve", "--port", "0"],
            env={**os.environ, "TALENTDB_HOME": str(runtime.home)},
            stdin=subprocess.DEVNULL,
            stderr=said.fileno(),
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield _address_when_up(Path(said.name), process)
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            if process.poll() is None:
                process.kill()
                process.wait()


def _address_when_up(said: Path, process: subprocess.Popen[bytes]) -> str:
    """What the app says on its standard error, once it answers there."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        told = re.search(r"http://127\.0\.0\.1:\d+(?= )", said.read_text(encoding="utf-8", errors="replace"))
        with suppress(OSError):
            if told:
                urllib.request.urlopen(f"{told[0]}/_stcore/health", timeout=30).close()  # noqa: S310 - our own address
                return told[0]
        time.sleep(0.2)
    raise EnvironmentProblem("Ứng dụng web không khởi động được.", "Chạy `talentdb serve` để xem lý do.")


def _check_pages(address: str, accounts: tuple[DemoAccount, ...], report: Report) -> None:
    """Every page once under each role that may open it, in a browser where there is one."""
    reason = problem_with_browser()
    if reason:
        with urllib.request.urlopen(f"{address}/sign-in", timeout=120) as answer:  # noqa: S310 - our own address
            report.add(answer.status == 200, f"trang đăng nhập mở được ({reason}: không mở từng trang)")
        return
    one_of_each: dict[Role, DemoAccount] = {}
    for account in accounts:
        one_of_each.setdefault(account.role, account)
    with launch() as browser:
        # One context for all: another would load and compile the program of the pages again for each role.
        page = new_page(browser)
        for role, account in one_of_each.items():
            page.context.clear_cookies()
            sign_in(page, address, account.login, account.password)
            for entry in pages_of(role):
                state = open_page(page, address, entry.key)
                kept = entry.title in state.title and not state.errors and not state.foreign
                note = "" if kept else f" — {state.title!r} {state.errors} {state.foreign}"
                report.add(kept, f"{labels.ROLE[role]}: trang {entry.title}{note}")
        page.context.close()

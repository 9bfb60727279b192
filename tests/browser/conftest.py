"""One small demo province and one served app for all browser tests of a worker; one browser, a context an account."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dashboards import labels
from dashboards.browser import launch, open_page, problem_with_browser, settle, sign_in

_PEOPLE = "150"
_START_SECONDS = 600


@dataclass(frozen=True)
class Site:
    """A running app: where it answers, its home, and the passwords of its demo accounts."""

    address: str
    home: Path
    passwords: dict[str, str]
    process: subprocess.Popen[bytes]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder are browser tests; say why when they cannot be run."""
    reason = problem_with_browser()
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo of an empty home, served; stopped at the end."""
    home = tmp_path_factory.mktemp("site") / "h"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "talentdb", "demo", "--people", _PEOPLE, "--port", str(port)],
        env={**os.environ, "TALENTDB_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        rows = json.loads((home / "demo" / "accounts.json").read_text(encoding="utf-8"))
        yield Site(address, home, {row["login"]: row["password"] for row in rows}, process)
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(30)
        if process.poll() is None:
            process.kill()
            process.wait()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
            return
        time.sleep(0.3)
    pytest.fail(f"the demo did not start (exit code {process.poll()})")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with launch() as running:
        yield running


@pytest.fixture(scope="session")
def open_as(site: Site, browser: Any) -> Iterator[Callable[..., Any]]:
    """A page signed in under a login; the same one again for the same login and width, unless `fresh`."""
    kept: dict[tuple[str, int], Any] = {}

    def opened(login: str, *, width: int = 1366, fresh: bool = False) -> Any:
        if fresh or (login, width) not in kept:
            context = browser.new_context(locale="vi-VN", viewport={"width": width, "height": 900})
            page = context.new_page()
            sign_in(page, site.address, login, site.passwords[login])
            if fresh:
                return page
            kept[login, width] = page
        return kept[login, width]

    yield opened
    for page in kept.values():
        page.context.close()


def drop(page: Any, address: str, path: Path) -> None:
    """Choose a file on the upload page and have it read."""
    open_page(page, address, "upload")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(path)
    button = page.get_by_role("button", name=labels.READ_FILE)
    button.click()
    page.get_by_test_id("stMain").locator("[data-testid='stAlert'], [data-testid='stTabs']").first.wait_for()
    settle(page)

"""One small demo province and one served app for all browser tests of a worker; one browser, a context an account."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dashboards import labels
from dashboards.browser import PATIENCE_MS, launch, new_page, open_page, problem_with_browser, settle, sign_in
from tests.server_home import server_home

_PEOPLE = "150"
# These only stop what hangs.
_START_SECONDS = 1200
_STOP_SECONDS = 300
# Who does nothing for a quarter of an hour is signed out; on a slow machine that may lie between two tests.
_REST_SECONDS = 240


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
    said = tmp_path_factory.mktemp("site") / "said"
    with server_home(tmp_path_factory) as home:
        yield from _served(home, said)


def _served(home: Path, said: Path) -> Iterator[Site]:
    with said.open("wb") as out:
        # Port 0: a number looked up now might be another's by the time the demo has been made.
        process = subprocess.Popen(
            [sys.executable, "-m", "talentdb", "demo", "--people", _PEOPLE, "--port", "0"],
            env={**os.environ, "TALENTDB_HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=out,
            start_new_session=True,
        )
    try:
        address = _wait(said, process)
        rows = json.loads((home / "demo" / "accounts.json").read_text(encoding="utf-8"))
        yield Site(address, home, {row["login"]: row["password"] for row in rows}, process)
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_STOP_SECONDS)
        if process.poll() is None:
            process.kill()
            process.wait()


def _wait(said: Path, process: subprocess.Popen[bytes]) -> str:
    """The address that the demo tells, once the app answers there."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        told = re.search(r"http://127\.0\.0\.1:\d+(?= )", said.read_text(encoding="utf-8", errors="replace"))
        with suppress(OSError):
            if told:
                urllib.request.urlopen(f"{told[0]}/_stcore/health", timeout=30).close()
                return told[0]
        time.sleep(0.3)
    pytest.fail(f"the demo did not start (exit code {process.poll()}): {said.read_text(errors='replace')[-2000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import expect

    expect.set_options(timeout=PATIENCE_MS)
    with launch() as running:
        yield running


@pytest.fixture(scope="session")
def open_as(site: Site, browser: Any) -> Iterator[Callable[..., Any]]:
    """A page signed in under a login; the same one again for the same login and width, unless `fresh`."""
    kept: dict[tuple[str, int], Any] = {}
    used: dict[tuple[str, int], float] = {}

    def opened(login: str, *, width: int = 1366, fresh: bool = False) -> Any:
        place = (login, width)
        page = new_page(browser, width=width) if fresh or place not in kept else kept[place]
        if fresh or time.monotonic() - used.get(place, -_REST_SECONDS) >= _REST_SECONDS:
            page.context.clear_cookies()
            sign_in(page, site.address, login, site.passwords[login])
        if not fresh:
            kept[place], used[place] = page, time.monotonic()
        return page

    yield opened
    for page in kept.values():
        page.context.close()


def drop(page: Any, address: str, path: Path) -> None:
    """Choose a file on the upload page and have it read."""
    from playwright.sync_api import expect

    open_page(page, address, "upload")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(path)
    button = page.get_by_role("button", name=labels.READ_FILE)
    # It moves down when the name of the file comes: a click before that may fall beside it.
    expect(button).to_be_enabled()
    settle(page)
    button.click()
    # Other boxes may stand on the page before the file is read: what is due, lists without a basis.
    read = ".st-key-another_file, [data-testid='stMain'] [data-testid='stAlertContentError']"
    page.locator(read).first.wait_for()
    settle(page)


def open_options(page: Any, opener: Any, text: str = "") -> Any:
    """The options of a list that hold a text; the list is opened again when what moves under it shuts it."""
    from playwright.sync_api import TimeoutError as NotYet

    options = page.get_by_role("option").filter(has_text=text)
    for last in (*[False] * 20, True):
        if not options.first.is_visible():
            opener.click()
        with nullcontext() if last else suppress(NotYet):
            options.first.wait_for(timeout=5_000)
            break
    return options


def choose_option(page: Any, opener: Any, text: str) -> None:
    """Choose the first option that holds a text."""
    from playwright.sync_api import TimeoutError as NotYet

    for last in (*[False] * 5, True):
        with nullcontext() if last else suppress(NotYet):
            open_options(page, opener, text).first.click(timeout=5_000)
            break
    settle(page)


def success(page: Any) -> Any:
    """The box that says that it was done, once the page is at rest."""
    told = page.get_by_test_id("stAlertContentSuccess").first
    told.wait_for()
    settle(page)
    return told


def receipt_of(page: Any) -> str:
    """The number that the page tells after handing in."""
    return str(success(page).locator("strong").first.inner_text())


def follow(page: Any, name: str) -> None:
    """A link to one list, until its page is drawn."""
    page.get_by_role("link", name=name).click()
    page.wait_for_url("**submission=*")
    settle(page)

"""Runs the web app: Streamlit's own server with our routes and middleware, and the indexing worker beside it.

Owns the options of the server and the life of the worker; knows no page.
"""

import gc
import logging
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from dashboards import labels
from dashboards.application import Application, install
from dashboards.scratch import clear_leftovers
from dashboards.server_limits import MAX_UPLOAD_MB
from dashboards.style import THEME_OPTIONS
from talentdb.errors import EnvironmentProblem, TalentdbError

__all__ = ["free_port", "serve"]

_LOGGER = logging.getLogger("talentdb.web")
_GARBAGE: Final = 20_000
"""Containers that are made between two looks for garbage; a page makes about so many. Python's own 700 took an eighth
of the time of fifty users' pages."""
_TURN: Final = 0.001
"""Seconds after which a thread that computes lets another one on. A page asks the database dozens of times and waits
for its turn after each: with Python's own 0.005 the p95 beside five long lists was 3.0 s, now 1.7 s."""


_OPTIONS: Final[dict[str, Any]] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "server.address": "127.0.0.1",
    "server.headless": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": MAX_UPLOAD_MB,
    "server.disconnectedSessionTTL": 120,
    "runner.magicEnabled": False,
    # After each run of each page the framework would walk all objects there are, for half a second, while nobody else
    # gets on; Python's own collector does it when there is something to collect.
    "runner.postScriptGC": False,
    "logger.hideWelcomeMessage": True,
    "logger.level": "warning",
    **THEME_OPTIONS,
}


def free_port(wanted: int) -> int:
    """`wanted`, if nothing listens there.

    Raises: EnvironmentProblem when the port is taken.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError as error:
            raise EnvironmentProblem(
                f"Cổng {wanted} đang có chương trình khác dùng.", "Chọn cổng khác bằng --port, ví dụ --port 8600."
            ) from error
        port: int = probe.getsockname()[1]
        return port


def _show_error(error: Exception) -> bool:
    """Expected failures are told in their own words; others get a code that also stands in the log."""
    import streamlit as st

    from dashboards.widgets import show_error

    if isinstance(error, TalentdbError):
        show_error(error)
        return True
    code = uuid4().hex[:8]
    _LOGGER.error("unexpected failure %s", code, exc_info=error)
    st.error(labels.UNEXPECTED.format(code=code))
    return True


@contextmanager
def _worker(home: Path, revive: Callable[[], None]) -> Iterator[None]:
    """The indexing worker as a process of its own, started again when it dies; servers are revived likewise."""
    stopping = threading.Event()
    environment = {**os.environ, "TALENTDB_HOME": str(home)}

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "talentdb", "index", "work", "--bound"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def watch() -> None:
        process = start()
        while not stopping.wait(2):
            if process.poll() is not None:
                process = start()
            try:
                revive()
            except TalentdbError as error:
                _LOGGER.warning("%s", error.message)
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        if process.poll() is None:
            process.kill()
            process.wait()

    watcher = threading.Thread(target=watch, name="watch")
    watcher.start()
    try:
        yield
    finally:
        stopping.set()
        watcher.join()


def _share_the_interpreter() -> None:
    """Everybody waits while Python looks for rings of garbage: what stands at the start is left out of it, and the
    looks come when some pages were drawn, not several times a page. Who computes long hands over sooner."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE, 10, 10)
    sys.setswitchinterval(_TURN)


def serve(
    application: Application, port: int, *, cookie_secret: bytes, revive: Callable[[], None], worker: bool = True
) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Args:
        application: the shared resources.
        port: on 127.0.0.1; a reverse proxy stands before it in production.
        cookie_secret: kept in the home, so that a restart signs nobody out.
        revive: starts PostgreSQL or Meilisearch again if they died.
        worker: also run the indexing worker.
    """
    os.environ["STREAMLIT_SERVER_COOKIE_SECRET"] = cookie_secret.hex()
    # Streamlit reads config files of the working directory and the home; ours are the options below alone.
    import streamlit as st
    from starlette.middleware import Middleware

    from dashboards.document import Document
    from dashboards.gate import SignInGate
    from dashboards.pages import PAGES
    from dashboards.signin import ROUTES
    from dashboards.single_sign_on import SSO_ROUTES

    install(application)
    addresses = frozenset({"", *(page.key for page in PAGES)})
    app = st.App(
        Path(__file__).parent / "app.py",
        routes=[*ROUTES, *SSO_ROUTES],
        middleware=[Middleware(SignInGate, addresses=addresses), Middleware(Document, addresses=addresses)],
        on_script_error=_show_error,
    )
    options = {**_OPTIONS, "server.port": free_port(port)}
    clear_leftovers(application.home)
    _share_the_interpreter()
    try:
        with _worker(application.home, revive) if worker else nullcontext():
            app.run(config=options)
    finally:
        application.kept.close()

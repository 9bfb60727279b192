"""A browser without a screen: signs in by the form, then speaks the protocol of the pages over a real WebSocket.

Owns the wire alone: cookies, runs of a page, widgets that were drawn, files that are sent. Does what a browser does
between two clicks (looks again when a page asks for it, keeps large parts that come again); judges nothing.
"""

import asyncio
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, Self, TypeVar
from urllib.parse import urlencode

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

__all__ = ["Browser", "BrowserError", "Run", "Site", "run_alone"]

_DONE: Final = frozenset({
    ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
})  # fmt: skip
_ERROR_BOX: Final = 1
_KEPT_RUNS: Final = 2
"""After so many runs without it a browser forgets a part of a page."""
_LONGEST: Final = 120.0


Given = TypeVar("Given")


def run_alone(work: Coroutine[Any, Any, Given]) -> Given:
    """Do the work in a thread and loop of its own: a browser of other tests may keep a loop running in this one."""
    with ThreadPoolExecutor(1) as own:
        return own.submit(asyncio.run, work).result()


class BrowserError(Exception):
    """The page did not come: refused, cut off, or not finished in time."""


@dataclass
class Run:
    """What one run of a page brought.

    Args:
        seconds: from the question to the end of the script, with the runs that it asked for itself.
        problems: boxes of errors and exceptions, in their own words.
        again: the page says that something is on its way and looks again.
    """

    seconds: float = 0.0
    size: int = 0
    parts: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    again: bool = False


@dataclass(frozen=True)
class Site:
    """Where the web app answers, as 127.0.0.1:8501."""

    place: str

    @property
    def http(self) -> str:
        return f"http://{self.place}"

    @property
    def stream(self) -> str:
        return f"ws://{self.place}/_stcore/stream"


class Browser:
    """One person at a desk; one tab.

    Args:
        site: of the app.
        longest: seconds after which a page that has not come never will.
    """

    def __init__(self, site: Site, longest: float = _LONGEST) -> None:
        self._site = site
        self._longest = longest
        # A connection for each request: the server closes what lay idle for five seconds, at times just when it is
        # used again. A real browser then asks once more by itself; httpx does not, and would blame the server.
        self._http = httpx.AsyncClient(
            base_url=site.http, timeout=longest, headers={"origin": site.http},
            limits=httpx.Limits(max_keepalive_connections=0),
        )  # fmt: skip
        self._socket: ClientConnection | None = None
        self._pages: dict[str, str] = {}
        self._script = ""
        self._session = ""
        self._query = ""
        self._wanted = ""
        self._drawn: dict[tuple[int, ...], Any] = {}
        self._states: dict[str, WidgetState] = {}
        self._kept: dict[str, tuple[ForwardMsg, int]] = {}
        self._turn = 0
        self._looks: dict[str, float] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.leave()
        await self._http.aclose()

    async def sign_in(self, login: str, password: str) -> None:
        """By the form of the sign-in page; the session is the product's own."""
        await self._http.get("/sign-in")
        answer = await self._http.post("/sign-in", data={"login": login, "password": password})
        if answer.status_code != 303 or "talentdb_session" not in self._http.cookies:
            raise BrowserError(f"sign-in of {login}: {answer.status_code}")
        await self._http.get("/_stcore/health")

    async def leave(self) -> None:
        """Close the tab."""
        if self._socket is not None:
            with suppress(WebSocketException, OSError, TimeoutError):
                await self._socket.close()
        self._socket = None
        self._pages.clear()
        self._states.clear()
        self._kept.clear()
        self._looks.clear()
        self._script = ""

    async def open(self, page: str, /, **asked: str) -> Run:
        """Open an address in a new tab, as by a link: the document, a new connection, the page."""
        await self.leave()
        answer = await self._http.get(f"/{page}")
        if answer.status_code != 200:
            raise BrowserError(f"/{page}: {answer.status_code}")
        cookies = "; ".join(f"{name}={value}" for name, value in self._http.cookies.items())
        try:
            self._socket = await connect(
                self._site.stream, subprotocols=["streamlit", self._token()], origin=self._site.http, max_size=None,
                additional_headers={"cookie": cookies}, ping_interval=None, open_timeout=self._longest,
                compression=None,
            )  # fmt: skip
        except (OSError, WebSocketException) as error:
            raise BrowserError(f"no connection: {error!r}") from error
        self._wanted, self._query = page, urlencode(asked)
        return await self._run()

    async def go(self, page: str, /, **asked: str) -> Run:
        """On to another page of the menu, or by a link inside the page."""
        if self._socket is None or page not in self._pages:
            return await self.open(page, **asked)
        if self._pages[page] != self._script:
            self._states.clear()
        self._script, self._query = self._pages[page], urlencode(asked)
        return await self._run()

    async def fill(self, key: str, text: str) -> Run:
        """Type into the field of this key and leave it."""
        self._state(key).string_value = text
        return await self._run()

    async def press(self, key: str) -> Run:
        """Press the button of this key."""
        state = self._state(key)
        state.trigger_value = True
        try:
            return await self._run()
        finally:
            self._states.pop(state.id, None)

    async def attach(self, key: str, name: str, content: bytes) -> Run:
        """Choose a file: sent to the address that the server gives, then told to the page."""
        asked = BackMsg()
        asked.file_urls_request.request_id = "file"
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self._session
        await self._send(asked)
        while True:
            message = await self._receive(time.monotonic() + self._longest)
            if message.WhichOneof("type") == "file_urls_response":
                break
        [urls] = message.file_urls_response.file_urls
        answer = await self._http.put(
            urls.upload_url, files={"file": (name, content)}, headers={"x-xsrftoken": self._token()}
        )
        if answer.status_code != 204:
            raise BrowserError(f"file {name}: {answer.status_code}")
        info = self._state(key).file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size = urls.file_id, name, len(content)
        info.file_urls.CopyFrom(urls)
        return await self._run()

    async def rest(self, seconds: float) -> list[Run]:
        """Read what is on the page; where it says that more is coming, look again as the browser does."""
        until = time.monotonic() + seconds
        runs = []
        while self._looks and time.monotonic() + min(self._looks.values()) < until:
            fragment, every = min(self._looks.items(), key=lambda one: one[1])
            await asyncio.sleep(every)
            runs.append(await self._run(fragment))
        await asyncio.sleep(max(0.0, until - time.monotonic()))
        return runs

    def keys(self, prefix: str) -> list[str]:
        """Keys of the widgets on the page that begin so."""
        numbers = (_number(one).split("-", 2)[-1] for one in self._drawn.values())
        return [key for key in numbers if key.startswith(prefix)]

    def texts(self) -> str:
        """All words of the page, as they were sent."""
        return "\n".join(str(one) for one in self._drawn.values())

    def _token(self) -> str:
        return self._http.cookies.get("_streamlit_xsrf") or ""

    def _state(self, key: str) -> WidgetState:
        for element in self._drawn.values():
            if _is_of(element, key):
                found = getattr(element, element.WhichOneof("type")).id
                return self._states.setdefault(found, WidgetState(id=found))
        raise BrowserError(f"no widget {key} on the page")

    async def _send(self, message: BackMsg) -> None:
        if self._socket is None:
            raise BrowserError("not connected")
        try:
            await self._socket.send(message.SerializeToString())
        except (WebSocketException, OSError) as error:
            raise BrowserError(f"cut off: {error!r}") from error

    async def _receive(self, until: float) -> ForwardMsg:
        if self._socket is None:
            raise BrowserError("not connected")
        try:
            raw = await asyncio.wait_for(self._socket.recv(decode=False), max(0.0, until - time.monotonic()))
        except TimeoutError as error:
            raise BrowserError(f"no end within {self._longest:.0f} s") from error
        except (WebSocketException, OSError) as error:
            raise BrowserError(f"cut off: {error!r}") from error
        message = ForwardMsg()
        message.ParseFromString(raw)
        return message

    async def _run(self, fragment: str = "") -> Run:
        """Ask for a run, and take what comes until the script has ended."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_script_hash = self._query, self._script
        state.page_name = "" if self._script else self._wanted
        state.fragment_id, state.is_auto_rerun = fragment, bool(fragment)
        state.widget_states.widgets.extend(self._states.values())
        state.cached_message_hashes.extend(self._kept)
        state.context_info.timezone = "Asia/Ho_Chi_Minh"
        self._turn += 1
        run, started = Run(), time.monotonic()
        await self._send(asked)
        while True:
            message = await self._receive(started + self._longest)
            run.size += message.ByteSize()
            if self._take(message, run):
                break
        run.seconds, run.again = time.monotonic() - started, bool(self._looks)
        self._kept = {name: one for name, one in self._kept.items() if self._turn - one[1] <= _KEPT_RUNS}
        return run

    def _take(self, message: ForwardMsg, run: Run) -> bool:
        """Take one message in; true when the script has ended."""
        message = self._whole(message)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._begin(message, run)
        elif kind == "navigation":
            self._pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            self._script = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self._looks[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "stop_auto_rerun":
            for one in message.stop_auto_rerun.fragment_ids:
                self._looks.pop(one, None)
        elif kind == "page_not_found":
            run.problems.append(f"page not found: {message.page_not_found.page_name}")
        elif kind == "delta":
            self._draw(message, run)
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                run.problems.append("the script cannot be compiled")
            return message.script_finished in _DONE
        return False

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        """The message, or the kept one that it only names."""
        if message.WhichOneof("type") == "ref_hash":
            whole = ForwardMsg()
            whole.CopyFrom(self._kept[message.ref_hash][0])
            whole.metadata.CopyFrom(message.metadata)
            message = whole
        if message.metadata.cacheable:
            self._kept[message.hash] = (message, self._turn)
        return message

    def _begin(self, message: ForwardMsg, run: Run) -> None:
        """A script begins: what the last one said does not count, and a whole page forgets what it drew."""
        self._session = message.new_session.initialize.session_id or self._session
        run.problems.clear()
        run.notes.clear()
        if not message.metadata.run.fragment_ids:
            self._drawn.clear()
            self._looks.clear()

    def _draw(self, message: ForwardMsg, run: Run) -> None:
        if message.delta.WhichOneof("type") != "new_element":
            return
        run.parts += 1
        element = message.delta.new_element
        self._drawn[tuple(message.metadata.delta_path)] = element
        kind = element.WhichOneof("type")
        if kind == "exception":
            run.problems.append(f"{element.exception.type}: {element.exception.message}")
        elif kind == "alert":
            words = element.alert.body
            (run.problems if element.alert.format == _ERROR_BOX else run.notes).append(words)


def _number(element: Any) -> str:
    """The number of a widget; nothing for what is none."""
    return str(getattr(getattr(element, element.WhichOneof("type") or "empty"), "id", ""))


def _is_of(element: Any, key: str) -> bool:
    """Whether an element is the widget of a key: the framework puts it at the end of its number."""
    return _number(element).endswith(f"-{key}")

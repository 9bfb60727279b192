"""Opens pages in a headless Chromium as a person would: signs in, waits until a page has settled, says what it shows.

Used by `demo --check` and by the browser tests. Playwright comes with the development libraries only.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from dashboards import labels

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["PATIENCE_MS", "PageState", "launch", "new_page", "open_page", "problem_with_browser", "settle", "sign_in"]

_ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
# Only stops what hangs: a busy machine is no fault of the page.
PATIENCE_MS: Final = 180_000

# Between a click and the server's first word Streamlit calls itself "not running", and the last words of the run
# before may come after the click: noted in the page is therefore whether a run was asked for that has not begun. Both
# kinds of message are told by their first field beyond the address (Streamlit's BackMsg.proto and ForwardMsg.proto).
# Asked for during another run (a part that looks again by itself), the run may come after that one or in its place,
# and the first words do not tell which: that is noted as `talentdbUnsure`.
_LISTEN: Final = """(() => {
    const RERUN = 11, NEW_SESSION = 4, FINISHED = 6, FOR_RERUN = 2, LAST_OF_THE_ADDRESS = 2;
    // Number of the field, and its first byte.
    const kind = data => {
        const bytes = new Uint8Array(data.buffer || data, data.byteOffset || 0, data.byteLength);
        let at = 0;
        const number = () => {
            let value = 0, scale = 1, byte;
            do { byte = bytes[at++]; value += (byte & 127) * scale; scale *= 128; } while (byte & 128);
            return value;
        };
        while (at < bytes.length) {
            const field = Math.floor(number() / 8);
            if (field > LAST_OF_THE_ADDRESS) return [field, bytes[at]];
            const length = number();
            at += length;
        }
        return [0, 0];
    };
    const send = WebSocket.prototype.send, heard = new WeakSet();
    WebSocket.prototype.send = function (data) {
        if (!heard.has(this)) {
            heard.add(this);
            this.addEventListener('message', event => {
                const [field, value] = kind(event.data);
                window.talentdbHeard = performance.now();
                if (field === NEW_SESSION) window.talentdbAwaited = false;
                if (field === NEW_SESSION || field === FINISHED) window.talentdbRunning = field === NEW_SESSION;
                // The script asked for itself once more.
                if (field === FINISHED && value === FOR_RERUN) window.talentdbAwaited = true;
            });
        }
        if (kind(data)[0] === RERUN) {
            window.talentdbUnsure = Boolean(window.talentdbAwaited || window.talentdbRunning);
            window.talentdbAwaited = true;
        }
        return send.call(this, data);
    };
})();"""

# Three looks in a row, a frame apart: an effect of a click may ask one frame later. A page that says that figures are
# coming asks for itself again when they are there: until then it shows no figure and no fault of theirs. Where one
# run may follow another unasked, half a second without a word tells that none does: the server starts it at once.
_SETTLED: Final = """computing => {
    const app = document.querySelector('[data-testid="stApp"]');
    const quiet = app && app.getAttribute('data-test-script-state') === 'notRunning'
        && app.getAttribute('data-test-connection-state') === 'CONNECTED'
        && !window.talentdbAwaited
        && !(window.talentdbUnsure && performance.now() - window.talentdbHeard < 500)
        && document.querySelector('h1, [data-testid="stAlert"]')
        && !document.querySelector('[data-testid="stSkeleton"]')
        && ![...document.querySelectorAll('[data-testid="stAlert"]')]
            .some(alert => alert.textContent.includes(computing));
    window.talentdbQuiet = quiet ? (window.talentdbQuiet || 0) + 1 : 0;
    if (window.talentdbQuiet < 3) return false;
    window.talentdbQuiet = 0;
    window.talentdbUnsure = false;
    return true;
}"""


@dataclass(frozen=True, slots=True)
class PageState:
    """What a settled page shows.

    Args:
        title: text of its first heading; empty when it has none.
        errors: texts of error boxes and of Streamlit's own exceptions.
        foreign: requests that went to another host than the app's.
    """

    title: str
    errors: tuple[str, ...]
    foreign: tuple[str, ...]


def problem_with_browser() -> str:
    """Why no browser can be driven here; empty when one can."""
    if chromium_path() is None:
        return "không có Chromium (apt install chromium)"
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "không có thư viện playwright"
    return ""


def chromium_path() -> str | None:
    """Debian's Chromium, or the one that CHROMIUM names."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def launch() -> Iterator["Browser"]:
    """A headless Chromium; ended with the block."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium_path(), args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def new_page(browser: "Browser", *, width: int = 1366, trusting: bool = False) -> "Page":
    """A window of its own, signed in under no account, that waits for as long as a busy machine needs.

    Args:
        browser: of `launch`.
        width: of the screen in pixels.
        trusting: takes any certificate: for servers of a test that made their own.
    """
    context = browser.new_context(
        locale="vi-VN", viewport={"width": width, "height": 900}, ignore_https_errors=trusting
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(_LISTEN)
    return context.new_page()


def sign_in(page: "Page", address: str, login: str, password: str) -> None:
    """Through the sign-in form, as a person does; the page is one of `new_page`."""
    page.goto(f"{address}/sign-in")
    page.fill("#login", login)
    page.fill("#password", password)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    settle(page)


def settle(page: "Page") -> None:
    """Wait until Streamlit has run the script and drawn it, with figures wherever it said that they are coming."""
    page.wait_for_selector('[data-testid="stApp"]')
    page.wait_for_function(_SETTLED, arg=labels.COMPUTING)


def open_page(page: "Page", address: str, path: str) -> PageState:
    """Open one page of the app and tell what it shows."""
    foreign: list[str] = []

    def note(request: Any) -> None:
        if not request.url.startswith((address, address.replace("http", "ws"), "data:", "blob:")):
            foreign.append(request.url)

    page.on("request", note)
    try:
        page.goto(f"{address}/{path}")
        settle(page)
    finally:
        page.remove_listener("request", note)
    heading = page.locator("h1").first
    title = heading.inner_text().strip() if page.locator("h1").count() else ""
    boxes = page.locator('[data-testid="stException"], [data-testid="stAlertContentError"]')
    errors = tuple(text.strip() for text in boxes.all_inner_texts())
    return PageState(title, errors, tuple(foreign))

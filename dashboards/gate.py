"""Middleware before everything: sends browsers without a session to the sign-in, and adds security headers.

Opens and ends no session. Knows the addresses of pages, not the pages.
"""

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboards.application import current
from dashboards.auth import COOKIE, SIGN_IN_PATH, SIGN_OUT_PATH
from dashboards.signin_page import missing_page
from talentdb.access.sessions import resume_session

__all__ = ["SignInGate"]

# Streamlit's bundle evaluates no foreign script; plotly needs blob workers and data images, styles are inline.
_HEADERS: Final = {
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss: blob:; "
        "worker-src 'self' blob:; "
        "frame-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
    ),
}
_OPEN_PREFIXES: Final = (SIGN_IN_PATH, SIGN_OUT_PATH, "/static/", "/_stcore/health", "/_stcore/host-config")
# All that Streamlit serves there, so that what a later version adds (an API for programs, say) is not open by itself.
_GUARDED_PREFIXES: Final = ("/_stcore/", "/media/")


class SignInGate:
    """Middleware: pages, uploads and media files need a live session; every answer carries security headers.

    Args:
        app: what is guarded.
        addresses: the pages there are, without slashes; others are answered in Vietnamese, which Streamlit cannot.
    """

    def __init__(self, app: ASGIApp, addresses: frozenset[str]) -> None:
        self.app = app
        self.addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass, or answer with the way to sign in."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if _needs_session(request.url.path) and not await run_in_threadpool(_alive, request.cookies.get(COOKIE)):
            guarded = request.url.path.startswith(_GUARDED_PREFIXES) or request.method != "GET"
            answer = Response(status_code=401) if guarded else RedirectResponse(SIGN_IN_PATH, status_code=303)
            await answer(scope, receive, _with_headers(send))
            return
        path = request.url.path
        if _is_document(path) and not path.startswith(_OPEN_PREFIXES) and path.strip("/") not in self.addresses:
            await missing_page()(scope, receive, _with_headers(send))
            return
        await self.app(scope, receive, _with_headers(send))


def _needs_session(path: str) -> bool:
    if path.startswith(_OPEN_PREFIXES):
        return False
    return _is_document(path) or path.startswith(_GUARDED_PREFIXES)


def _is_document(path: str) -> bool:
    """Whether the path is an address of a page, not a file or a channel that a page uses."""
    return "." not in path.rsplit("/", 1)[-1] and not path.startswith(("/_stcore/", "/component/", "/media/"))


def _alive(token: str | None) -> bool:
    return resume_session(current().engine, current().keyring, token) is not None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending

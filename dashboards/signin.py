"""Sign-in and sign-out as plain HTTP routes, so that the cookie is HttpOnly and never in reach of a script.

Also the middleware that sends browsers without a session here and adds security headers. Knows no page.
"""

from html import escape
from typing import Final
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboards import labels
from dashboards.application import current
from dashboards.auth import COOKIE, SIGN_IN_PATH, SIGN_OUT_PATH
from dashboards.style import PALETTE
from talentdb.access.accounts import authenticate
from talentdb.access.sessions import ABSOLUTE, close_session, open_session, resume_session
from talentdb.errors import TalentdbError

__all__ = ["ROUTES", "SignInGate"]

_MAX_FORM_BYTES: Final = 4096

_SHELL: Final = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
*{{box-sizing:border-box}}body{{margin:0;min-height:100vh;display:grid;place-items:center;background:#f3f6f7;
font:16px/1.5 system-ui,"Noto Sans",sans-serif;color:#1b2a2f}}
main{{width:min(27rem,calc(100vw - 2rem));background:#fff;border-radius:14px;padding:2rem;
box-shadow:0 6px 28px rgba(11,93,107,.13);margin:1.5rem 0}}
h1{{font-size:1.5rem;margin:0;color:{primary}}}p.sub{{margin:.2rem 0 1.4rem;color:{muted}}}
label{{display:block;font-weight:600;margin:.9rem 0 .3rem}}
input{{width:100%;padding:.7rem .8rem;border:1px solid #c3cfd3;border-radius:8px;font:inherit}}
input:focus{{outline:2px solid {primary};border-color:{primary}}}
button,a.go{{display:block;width:100%;margin-top:1.4rem;padding:.75rem;border:0;border-radius:8px;
background:{primary};color:#fff;font:inherit;font-weight:600;cursor:pointer;text-align:center;text-decoration:none}}
.error{{background:#fbeae7;color:{bad};border-radius:8px;padding:.7rem .9rem;margin:0 0 .6rem}}
table{{width:100%;border-collapse:collapse;font-size:.85rem}}td{{padding:.28rem .3rem;border-top:1px solid #e3eaec;
vertical-align:top}}details{{margin-top:1.4rem}}summary{{cursor:pointer;color:{muted}}}code{{font-size:.85rem}}
</style></head><body><main><h1>{title}</h1><p class="sub">{subtitle}</p>{content}</main></body></html>"""
_FORM: Final = """{error}<form method="post" action="{action}"><label for="login">{login}</label>
<input id="login" name="login" autocomplete="username" autocapitalize="none" autofocus required>
<label for="password">{password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">{submit}</button></form>{demo}"""


def _html(title: str, subtitle: str, content: str, status: int) -> HTMLResponse:
    html = _SHELL.format(title=title, subtitle=subtitle, content=content, **PALETTE)
    return HTMLResponse(html, status_code=status, headers={"cache-control": "no-store"})


def _missing_page() -> HTMLResponse:
    return _html(labels.NOT_FOUND_TITLE, labels.NOT_FOUND, f'<a class="go" href="/">{labels.GO_HOME}</a>', 404)


def _demo_table() -> str:
    accounts = current().demo_accounts
    if not accounts:
        return ""
    rows = "".join(
        f"<tr><td>{escape(what)}</td><td><code>{escape(login)}</code><br><code>{escape(password)}</code></td></tr>"
        for login, password, what in accounts
    )
    return f"<details open><summary>{labels.DEMO_ACCOUNTS}</summary><table>{rows}</table></details>"


def _page(error: str = "", status: int = 200) -> HTMLResponse:
    shown = f'<p class="error" role="alert">{escape(error)}</p>' if error else ""
    form = _FORM.format(
        login=labels.LOGIN,
        password=labels.PASSWORD,
        submit=labels.SIGN_IN,
        action=SIGN_IN_PATH,
        error=shown,
        demo=_demo_table(),
    )
    return _html(labels.APP_TITLE, labels.APP_SUBTITLE, form, status)


async def _show(_request: Request) -> Response:
    return _page()


def _same_origin(request: Request) -> bool:
    origin = request.headers.get("origin")
    return origin is None or origin.split("://", 1)[-1] == request.headers.get("host")


async def _sign_in(request: Request) -> Response:
    body = await request.body()
    if not _same_origin(request) or len(body) > _MAX_FORM_BYTES:
        return _page(labels.PAGE_FORBIDDEN, 403)
    form = {key: values[0] for key, values in parse_qs(body.decode("utf-8", "replace")).items()}
    try:
        token = await run_in_threadpool(_open, form.get("login", ""), form.get("password", ""))
    except TalentdbError as error:
        return _page(str(error), 403)
    response = RedirectResponse("/", status_code=303)
    response.set_cookie(
        COOKIE,
        token,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
        path="/",
        max_age=int(ABSOLUTE.total_seconds()),
    )
    return response


def _open(login: str, password: str) -> str:
    engine = current().engine
    return open_session(engine, authenticate(engine, login, password))


async def _sign_out(request: Request) -> Response:
    token = request.cookies.get(COOKIE)
    if token:
        await run_in_threadpool(close_session, current().engine, token)
    response = RedirectResponse(SIGN_IN_PATH, status_code=303)
    response.delete_cookie(COOKIE, path="/")
    return response


ROUTES: Final = (
    Route(SIGN_IN_PATH, _show, methods=["GET"]),
    Route(SIGN_IN_PATH, _sign_in, methods=["POST"]),
    Route(SIGN_OUT_PATH, _sign_out, methods=["GET"]),
)

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
_GUARDED_PREFIXES: Final = ("/_stcore/upload_file", "/media/")


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
            await _missing_page()(scope, receive, _with_headers(send))
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
    return resume_session(current().engine, token) is not None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending

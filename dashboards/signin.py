"""Sign-in and sign-out as plain HTTP routes, so that the cookies are HttpOnly and never in reach of a script.

Password, then the second factor where one is needed, then our own session. Draws nothing itself; knows no page.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboards import labels, signin_labels
from dashboards.application import current
from dashboards.auth import COOKIE, SIGN_IN_PATH, SIGN_OUT_PATH
from dashboards.devices import device_of
from dashboards.signin_page import CODE_PATH, ENROL_PATH, code_page, codes_page, enrol_page, password_page
from talentdb.access.identity import Entered, Identified, LocalIdentity, complete, enter
from talentdb.access.principal import Principal
from talentdb.access.second_factor import begin_enrolment, check_code, confirm_enrolment
from talentdb.access.sessions import (
    ABSOLUTE,
    Awaiting,
    awaiting_session,
    close_session,
    resume_session,
    strengthen_session,
)
from talentdb.errors import TalentdbError

__all__ = ["ROUTES", "STEP_COOKIE", "device", "entered", "sign_in_page"]

STEP_COOKIE: Final = "talentdb_step"
_MAX_FORM_BYTES: Final = 4096
_STEP_SECONDS: Final = 600


def sign_in_page(error: str = "", status: int = 200) -> Response:
    """The first page."""
    application = current()
    return password_page(
        application.demo_accounts,
        sso=application.single_sign_on is not None,
        action=SIGN_IN_PATH,
        error=error,
        status=status,
    )


def device(request: Request) -> str:
    """Kind of browser and system that asks."""
    return device_of(request.headers.get("user-agent", ""))


def _same_origin(request: Request) -> bool:
    origin = request.headers.get("origin")
    return origin is None or origin.split("://", 1)[-1] == request.headers.get("host")


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a form of ours; None when it comes from elsewhere or is none."""
    body = await request.body()
    if not _same_origin(request) or len(body) > _MAX_FORM_BYTES:
        return None
    return {key: values[0] for key, values in parse_qs(body.decode("utf-8", "replace")).items()}


def _set_cookie(request: Request, response: Response, name: str, token: str, seconds: int, path: str) -> None:
    response.set_cookie(
        name, token, httponly=True, samesite="lax", secure=request.url.scheme == "https", path=path, max_age=seconds
    )


def entered(request: Request, outcome: Entered, response: Response | None = None) -> Response:
    """Hand the browser its token and send it to the pages, or to the step that comes."""
    if outcome.step is None:
        response = response or RedirectResponse("/", status_code=303)
        _set_cookie(request, response, COOKIE, outcome.token, int(ABSOLUTE.total_seconds()), "/")
        response.delete_cookie(STEP_COOKIE, path=SIGN_IN_PATH)
        return response
    response = RedirectResponse(CODE_PATH if outcome.step == "code" else ENROL_PATH, status_code=303)
    _set_cookie(request, response, STEP_COOKIE, outcome.token, _STEP_SECONDS, SIGN_IN_PATH)
    return response


async def _show(_request: Request) -> Response:
    return sign_in_page()


async def _sign_in(request: Request) -> Response:
    form = await _form(request)
    if form is None:
        return sign_in_page(labels.PAGE_FORBIDDEN, 403)
    try:
        outcome = await run_in_threadpool(_enter_by_password, form, device(request))
    except TalentdbError as error:
        return sign_in_page(str(error), 403)
    return entered(request, outcome)


def _enter_by_password(form: dict[str, str], kind: str) -> Entered:
    application = current()
    who = LocalIdentity().identify(application.engine, form)
    return enter(application.engine, application.keyring, who, kind)


def _awaiting(request: Request) -> Awaiting | None:
    application = current()
    return awaiting_session(application.engine, application.keyring, request.cookies.get(STEP_COOKIE))


async def _show_code(request: Request) -> Response:
    if await run_in_threadpool(_awaiting, request) is None:
        return sign_in_page(signin_labels.STEP_ENDED, 403)
    return code_page(SIGN_IN_PATH)


async def _take_code(request: Request) -> Response:
    form = await _form(request)
    waiting = await run_in_threadpool(_awaiting, request)
    if form is None or waiting is None or waiting.step != "code":
        return sign_in_page(signin_labels.STEP_ENDED, 403)

    def take() -> Entered:
        application = current()
        check_code(application.engine, application.keyring, waiting.principal, form.get("code", ""))
        return _completed(request, waiting)

    try:
        return entered(request, await run_in_threadpool(take))
    except TalentdbError as error:
        return code_page(SIGN_IN_PATH, str(error), 403)


def _completed(request: Request, waiting: Awaiting) -> Entered:
    """A session in the place of the one that waited for this step."""
    application = current()
    close_session(application.engine, application.keyring, request.cookies.get(STEP_COOKIE))
    who = Identified(waiting.principal, waiting.identity, strong=True)
    return complete(application.engine, application.keyring, who, device(request))


def _enrolling(request: Request) -> tuple[Principal, Awaiting | None] | None:
    """Who may set up the second factor: a sign-in that waits for it, or whoever is signed in and wants it."""
    application = current()
    waiting = _awaiting(request)
    if waiting is not None:
        return (waiting.principal, waiting) if waiting.step == "enrolment" else None
    signed_in = resume_session(application.engine, application.keyring, request.cookies.get(COOKIE))
    return None if signed_in is None else (signed_in, None)


async def _show_enrolment(request: Request) -> Response:
    def begin() -> Response:
        who = _enrolling(request)
        if who is None:
            return sign_in_page(signin_labels.STEP_ENDED, 403)
        return enrol_page(begin_enrolment(current().engine, current().keyring, who[0]))

    return await _told(begin)


async def _confirm_enrolment(request: Request) -> Response:
    form = await _form(request)

    def confirm() -> Response:
        application, who = current(), _enrolling(request)
        if form is None or who is None:
            return sign_in_page(signin_labels.STEP_ENDED, 403)
        principal, waiting = who
        shown = begin_enrolment(application.engine, application.keyring, principal)
        try:
            codes = confirm_enrolment(application.engine, application.keyring, principal, form.get("code", ""))
        except TalentdbError as error:
            return enrol_page(shown, str(error), 403)
        page = codes_page(codes)
        # Who was signed in already goes on, in a session that has shown both.
        if waiting is None:
            return _exchanged(request, principal, page)
        return entered(request, _completed(request, waiting), page)

    return await _told(confirm)


def _exchanged(request: Request, principal: Principal, page: Response) -> Response:
    application, before = current(), request.cookies.get(COOKIE, "")
    token = strengthen_session(application.engine, application.keyring, before, principal, device(request))
    return entered(request, Entered(token, None), page)


async def _told(make: Callable[[], Response]) -> Response:
    """The answer, or the first page with what is wrong."""
    try:
        return await run_in_threadpool(make)
    except TalentdbError as error:
        return sign_in_page(str(error), 403)


async def _sign_out(request: Request) -> Response:
    application = current()
    await run_in_threadpool(close_session, application.engine, application.keyring, request.cookies.get(COOKIE))
    response = RedirectResponse(SIGN_IN_PATH, status_code=303)
    response.delete_cookie(COOKIE, path="/")
    return response


_Handler = Callable[[Request], Awaitable[Response]]


def _route(path: str, handler: _Handler, method: str) -> Any:
    return Route(path, handler, methods=[method])


ROUTES: Final = (
    _route(SIGN_IN_PATH, _show, "GET"),
    _route(SIGN_IN_PATH, _sign_in, "POST"),
    _route(CODE_PATH, _show_code, "GET"),
    _route(CODE_PATH, _take_code, "POST"),
    _route(ENROL_PATH, _show_enrolment, "GET"),
    _route(ENROL_PATH, _confirm_enrolment, "POST"),
    _route(SIGN_OUT_PATH, _sign_out, "GET"),
)

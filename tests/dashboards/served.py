"""The sign-in of the web app on a real server of its own port: our routes and middleware, and one page behind them.

Streamlit stays away: what it runs behind the gate is for the browser tests.
"""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from dashboards.application import Application, install
from dashboards.gate import SignInGate
from dashboards.signin import ROUTES
from dashboards.single_sign_on import SSO_ROUTES, SingleSignOn

__all__ = ["PAGE", "serving"]

PAGE = "behind the gate"


async def _page(_request: Request) -> Response:
    return PlainTextResponse(PAGE)


async def _upload(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


def _file(together: int) -> Route:
    """A file of a page, answered when as many are asked for at once."""
    all_asked = asyncio.Barrier(together)

    async def answer(_request: Request) -> Response:
        async with asyncio.timeout(40):
            await all_asked.wait()
        return PlainTextResponse("")

    return Route("/static/{name}", answer)


async def _stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(f"heard {await socket.receive_text()}")
    await socket.close()


@contextmanager
def serving(database: Any, sso: SingleSignOn | None = None, port: int = 0, together: int = 1) -> Iterator[str]:
    """Serve until the block ends; gives the address.

    Args:
        sso: single sign-on; none when None.
        port: any free one when 0.
        together: how many files of a page are asked for at once.
    """
    install(Application(database.engine, database.keyring, lambda: None, Path(database.home), (), sso))
    app = Starlette(
        routes=[
            *ROUTES,
            *SSO_ROUTES,
            Route("/account", _page),
            Route("/_stcore/upload_file/x", _upload, methods=["PUT"]),
            _file(together),
            WebSocketRoute("/_stcore/stream", _stream),
        ],
        middleware=[
            Middleware(SignInGate, addresses=frozenset({"", "account"})),
            Middleware(SessionMiddleware, secret_key="of this test", same_site="lax"),
        ],
    )
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, name="served")
    thread.start()
    try:
        deadline = time.monotonic() + 60
        while not server.started:
            assert thread.is_alive()
            assert time.monotonic() < deadline
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(60)

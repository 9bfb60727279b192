"""A real HTTP proxy before the real search server, that fails or lies as told. Knows nothing of the registry."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final
from urllib.parse import urlsplit

__all__ = ["FAULTS", "FaultProxy", "open_proxy"]

FAULTS: Final = ("error", "cut", "hang", "slow", "failed", "late", "garbage", "empty", "old")
"""error: 500 to everything; cut: the connection ends without an answer; hang: no answer before the asker gives up;
slow: each answer takes a second; failed: writing is accepted and its task fails; late: cut, and what was sent comes
to the server some seconds later; garbage: no JSON; empty: JSON without what was asked for; old: searches are answered
as they were first answered."""

_SLOW: Final = 1.0
_HANG: Final = 12.0
_INVENTED: Final = 1_000_000_000


@dataclass
class FaultProxy:
    """The proxy; `fault` is "" for none, and may be set at any time."""

    target: str
    fault: str = ""
    late_seconds: float = 3.0
    requests: int = 0
    struck: int = 0
    url: str = ""
    first: dict[bytes, tuple[int, bytes]] = field(default_factory=dict)
    late: list[threading.Timer] = field(default_factory=list)

    def forward(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        """Status and content of the real server's answer."""
        parts = urlsplit(self.target)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes] | None:
        """What the asker gets; None: the connection is cut."""
        self.requests += 1
        fault, writes = self.fault, method != "GET" and "multi-search" not in path
        self.struck += bool(fault)
        if fault == "late" and writes:
            timer = threading.Timer(self.late_seconds, self.forward, (method, path, headers, body))
            timer.start()
            self.late.append(timer)
        if fault in ("cut", "late"):
            return None
        if fault == "hang":
            time.sleep(_HANG)
            return None
        told: dict[str, tuple[int, object]] = {
            "error": (500, {"message": "x", "code": "internal", "type": "internal", "link": ""}),
            "garbage": (200, "no"),
            "empty": (200, {}),
        }
        if fault in told:
            status, content = told[fault]
            return status, json.dumps(content).encode() if fault != "garbage" else b"<html>"
        if fault == "failed" and (writes or f"tasks/{_INVENTED}" in path):
            return _task_that_fails(writes=writes)
        if fault == "slow":
            time.sleep(_SLOW)
        known = self.first.get(body) if fault == "old" and "multi-search" in path else None
        found = known or self.forward(method, path, headers, body)
        if "multi-search" in path:
            self.first.setdefault(body, found)
        return found


def _task_that_fails(*, writes: bool) -> tuple[int, bytes]:
    day = "2026-01-01T00:00:00Z"
    if writes:
        task = {"taskUid": _INVENTED, "indexUid": "x", "status": "enqueued", "type": "documentAdditionOrUpdate",
                "enqueuedAt": day}  # fmt: skip
        return 202, json.dumps(task).encode()
    error = {"message": "x", "code": "internal", "type": "internal", "link": ""}
    return 200, json.dumps({"uid": _INVENTED, "status": "failed", "error": error}).encode()


@contextmanager
def open_proxy(target: str) -> Iterator[FaultProxy]:
    """A proxy before the server at `target`, on a port of its own, until the block ends."""
    proxy = FaultProxy(target)

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kept = {name: value for name, value in self.headers.items() if name.lower() != "host"}
            found = proxy.answer(self.command, self.path, kept, body)
            self.close_connection = True
            if found is None:
                return
            status, content = found
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                return  # whoever asked has gone

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815 - names of the library

        def log_message(self, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    proxy.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield proxy
    finally:
        for timer in proxy.late:
            timer.join()
        server.shutdown()
        thread.join()
        server.server_close()

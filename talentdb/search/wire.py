"""Questions to the search server over plain HTTP, and what became of tasks. Knows the wire, not what is asked; what
writes goes by the SDK.

The SDK opens a session of `requests` for each call, and a call through one session at a time is not safe in threads:
for a question that is answered within a few milliseconds, that is more work than the question.
"""

import json
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from urllib.parse import urlsplit

__all__ = ["AnswerRefused", "Wire"]

_REFUSED: Final = 400
# Whoever asks a server that hangs waits until the limit; the next ones need not.
_SILENT_SECONDS: Final = 20.0
_silent_until: Final[dict[tuple[str, int | None], float]] = {}


class AnswerRefused(Exception):  # noqa: N818 - what happened, as in talentdb.errors
    """The server answered with an error; `code` is its word for it, empty where it had none."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.code = code


class Wire:
    """One server; each question has a connection of its own, so threads share nothing.

    Connections are not kept for the next question: under load the server (actix) now and then never answers on a kept
    one, and opening one on the same machine takes a tenth of a millisecond.

    Args:
        url: with scheme, host, port and any path before the server's own.
        seconds: longest wait for the server.
    """

    def __init__(self, url: str, key: str, seconds: float) -> None:
        parts = urlsplit(url)
        self._kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._host, self._port, self._path = parts.hostname or "", parts.port, parts.path.rstrip("/")
        self._seconds = seconds
        self._headers = {
            "Authorization": f"Bearer {key}", "Content-Type": "application/json", "Connection": "close",
            # Compressing for this machine costs more than it saves.
            "Accept-Encoding": "identity",
        }  # fmt: skip

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """The server's answer as JSON.

        A server that let somebody of this process wait in vain is not asked for a while.
        Raises: AnswerRefused; OSError or ValueError where there is no answer, or none that can be read.
        """
        place = self._host, self._port
        if time.monotonic() < _silent_until.get(place, 0.0):
            raise ConnectionError("silent")
        try:
            return self._ask("POST", path, json.dumps(body).encode())
        except TimeoutError:
            _silent_until[place] = time.monotonic() + _SILENT_SECONDS
            raise

    def get(self, path: str) -> Any:
        """The same without a body."""
        return self._ask("GET", path, None)

    def _ask(self, method: str, path: str, body: bytes | None) -> Any:
        connection = self._kind(self._host, self._port, timeout=self._seconds)
        try:
            connection.request(method, f"{self._path}/{path}", body, self._headers)
            answer = connection.getresponse()
            content = answer.read()
        except HTTPException as error:
            raise ConnectionError(type(error).__name__) from error
        finally:
            connection.close()
        if answer.status >= _REFUSED:
            raise AnswerRefused(answer.status, _code(content))
        return json.loads(content)


def _code(content: bytes) -> str:
    try:
        told = json.loads(content)
    except ValueError:
        return ""
    return str(told.get("code") or "") if isinstance(told, dict) else ""

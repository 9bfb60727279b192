"""The wire to the search server, against a small server of our own that answers what the real one seldom does."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from talentdb.errors import SearchUnavailable
from talentdb.search.client import Ask, open_index
from talentdb.search.wire import AnswerRefused, Wire

_ANSWERS = {
    "/below/good": (200, b'{"results": [1]}'),
    "/below/refused": (400, b'{"message": "x", "code": "invalid_search_q"}'),
    "/below/broken": (502, b"<html>"),
    "/below/text": (200, b"<html>"),
}


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/below/hangs":
            time.sleep(0.6)
        if self.path == "/below/away" or self.headers["Authorization"] != "Bearer key":
            self.close_connection = True
            return
        status, content = _ANSWERS.get(self.path, (200, asked))
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self) -> None:
        assert "Content-Length" not in self.headers
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"asked": "' + self.path.encode() + b'"}')

    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def wire() -> Iterator[Wire]:
    server = HTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Wire(f"http://127.0.0.1:{server.server_port}/below", "key", 5)
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_answer_comes_as_json_and_the_question_arrives_as_asked(wire: Wire) -> None:
    assert wire.post("good", {}) == {"results": [1]}
    assert wire.get("tasks/7") == {"asked": "/below/tasks/7"}
    assert wire.post("echo", {"q": "nguyễn 😀"}) == {"q": "nguyễn 😀"}


def test_a_refusal_names_its_code_where_there_is_one(wire: Wire) -> None:
    with pytest.raises(AnswerRefused) as refused:
        wire.post("refused", {})
    assert refused.value.code == "invalid_search_q"
    with pytest.raises(AnswerRefused) as broken:
        wire.post("broken", {})
    assert broken.value.code == ""


def test_no_answer_and_no_json_are_errors_that_the_caller_expects(wire: Wire) -> None:
    with pytest.raises(OSError):
        wire.post("away", {})
    with pytest.raises(ValueError):
        wire.post("text", {})


def test_a_server_that_hangs_keeps_only_the_first_waiting(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("talentdb.search.wire._silent_until", {})
    impatient = Wire(f"http://127.0.0.1:{wire._port}/below", "key", 0.2)
    with pytest.raises(TimeoutError):
        impatient.post("hangs", {})
    with pytest.raises(ConnectionError, match="silent"):
        wire.post("good", {})
    monkeypatch.setattr("talentdb.search.wire._silent_until", {})
    assert wire.post("good", {}) == {"results": [1]}


def test_an_answer_to_another_question_is_no_answer(wire: Wire) -> None:
    """The server here gives back what it is asked; a real one may be another program on the same port."""
    index = open_index(f"http://127.0.0.1:{wire._port}/below", "key", "x")
    with pytest.raises(SearchUnavailable):
        index.ask([Ask("nguyễn")])

"""The nginx file of the production folder, run by a real nginx on loopback before a real server of ours."""

import select
import shutil
import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.sync.client import connect

from dashboards.auth import COOKIE, SIGN_IN_PATH
from talentdb.access.accounts import create_account
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Role
from tests.dashboards.proxied import Proxy, nginx_before
from tests.dashboards.served import PAGE, serving

PASSWORD = "năm từ rời rạc để nhớ"
pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="không có nginx (apt install nginx-light)")


@pytest.fixture
def proxy(database: Any, tmp_path: Path) -> Iterator[Proxy]:
    with serving(database) as app, nginx_before(app, tmp_path) as running:
        yield running


@pytest.fixture
def browser(proxy: Proxy) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=proxy.address, verify=proxy.trust()) as client:
        yield client


def test_every_answer_carries_each_header_once(proxy: Proxy, browser: httpx.Client) -> None:
    answers = [
        browser.get(SIGN_IN_PATH),
        browser.get("/account"),
        browser.get("/khong-co"),
        browser.post(SIGN_IN_PATH, content=b"x" * 9000),
    ]
    assert [answer.status_code for answer in answers] == [200, 303, 303, 413]
    for answer in answers:
        for name, value in (
            ("x-frame-options", "DENY"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ):
            assert answer.headers.get_list(name) == [value]
        [policy] = answer.headers.get_list("content-security-policy")
        assert "frame-ancestors 'none'" in policy
        assert "nginx/" not in answer.headers.get("server", "")


def test_plain_http_is_sent_to_tls(proxy: Proxy) -> None:
    answer = httpx.get(f"http://localhost:{proxy.plain}/account?person=1")
    assert (answer.status_code, answer.headers["location"][:8]) == (301, "https://")


def test_a_page_opens_with_a_secure_cookie_and_the_channel_is_upgraded(
    database: Any, proxy: Proxy, browser: httpx.Client
) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        create_account(connection, OPERATOR, login="timkiem", password=PASSWORD, role=Role.SEARCHER, display_name="T")
    answer = browser.post(SIGN_IN_PATH, data={"login": "timkiem", "password": PASSWORD})
    [cookie] = [one for one in answer.headers.get_list("set-cookie") if one.startswith(COOKIE)]
    flags = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"secure", "httponly", "samesite=lax"} <= flags
    assert browser.get("/account").text == PAGE
    at = f"wss://localhost:{proxy.secure}/_stcore/stream"
    with connect(at, ssl=proxy.trust(), additional_headers={"cookie": f"{COOKIE}={browser.cookies[COOKIE]}"}) as line:
        line.send("xin chào")
        assert line.recv() == "heard xin chào"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(browser: httpx.Client) -> None:
    answer = browser.put("/_stcore/upload_file/x", content=b"x" * (20 * 1024 * 1024 + 1))
    assert answer.status_code == 413


def test_guessing_from_one_address_is_slowed_down(browser: httpx.Client) -> None:
    told = [browser.post(SIGN_IN_PATH, data={"login": "ai", "password": "do"}).status_code for _ in range(12)]
    assert told[:5] == [403] * 5
    assert 429 in told
    # Only the sign-in is slowed down.
    assert browser.get("/account").status_code == 303


def test_all_files_of_a_page_may_be_asked_for_at_once(database: Any, tmp_path: Path) -> None:
    """Over HTTP/2 a browser asks for all that the page names together, and nginx counts each as a connection: one
    that is refused leaves the page blank."""
    named = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8").count('"./static/')
    assert named > 40

    with (
        serving(database, together=named) as app,
        nginx_before(app, tmp_path) as running,
        httpx.Client(base_url=running.address, verify=running.trust(), timeout=60) as client,
        ThreadPoolExecutor(named) as asking,
    ):
        answers = asking.map(client.get, (f"/static/{number}.js" for number in range(named)))
        assert [answer.status_code for answer in answers] == [200] * named


def test_one_address_cannot_take_all_connections(proxy: Proxy) -> None:
    """Requests whose body never comes: nginx waits for each."""
    asked = b"POST /account HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"
    with ExitStack() as open_requests:
        waiting = []
        for _ in range(300):
            plain = open_requests.enter_context(socket.create_connection(("127.0.0.1", proxy.secure), 60))
            waiting.append(open_requests.enter_context(proxy.trust().wrap_socket(plain, server_hostname="localhost")))
            waiting[-1].sendall(asked)
            waiting[-1].setblocking(False)
        refused: list[bytes] = []
        while len(refused) < 100:
            readable, _, _ = select.select(waiting, [], [], 60)
            assert readable, "nothing is refused"
            for one in readable:
                # What can be read may be a word of TLS alone.
                with suppress(ssl.SSLWantReadError):
                    refused.append(one.recv(12))
                    waiting.remove(one)
    assert set(refused) == {b"HTTP/1.1 429"}

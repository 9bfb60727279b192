"""The nginx file of the production folder, run by a real nginx on loopback before a real server of ours."""

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from websockets.sync.client import connect

import talentdb.services
from dashboards.auth import COOKIE, SIGN_IN_PATH
from talentdb.access.accounts import create_account
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Role
from tests.dashboards.served import PAGE, serving

CONF = Path(str(talentdb.services.__file__)).parent / "production" / "nginx.conf"
PASSWORD = "năm từ rời rạc để nhớ"
pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="không có nginx (apt install nginx-light)")


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its ports and the certificate to trust."""

    plain: int
    secure: int
    certificate: Path

    @property
    def address(self) -> str:
        return f"https://localhost:{self.secure}"

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    moment = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - timedelta(days=1))
        .not_valid_after(moment + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, private


def _free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@pytest.fixture
def proxy(database: Any, tmp_path: Path) -> Iterator[Proxy]:
    """nginx with the file as it is shipped, but for its names, ports and the place of its log."""
    certificate, private = _certificate(tmp_path)
    plain, secure = _free_ports(2)
    with serving(database) as app:
        text = CONF.read_text(encoding="utf-8")
        for old, new in (
            ("SERVER_NAME", "localhost"),
            ("CERTIFICATE_FILE", str(certificate)),
            ("PRIVATE_KEY_FILE", str(private)),
            ("127.0.0.1:8501", app.removeprefix("http://")),
            ("/var/log/nginx/talentdb.log", str(tmp_path / "access.log")),
            ("listen 80;", f"listen 127.0.0.1:{plain};"),
            ("listen 443 ssl http2;", f"listen 127.0.0.1:{secure} ssl http2;"),
        ):
            assert old in text
            text = text.replace(old, new)
        text = re.sub(r"\n *listen \[::\][^\n]*", "", text)
        scratch = "".join(
            f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        whole = tmp_path / "nginx.conf"
        whole.write_text(
            f"worker_processes 1; pid {tmp_path}/pid; error_log {tmp_path}/error.log; daemon off;"
            f"events {{ worker_connections 256; }} http {{ {scratch}\n{text}\n}}",
            encoding="utf-8",
        )
        # Its workers run as another account, which has to reach the folder of the bodies.
        for folder in (tmp_path, *tmp_path.parents[:3]):
            if folder.stat().st_uid == Path.home().stat().st_uid and folder != Path(folder.anchor):
                folder.chmod(folder.stat().st_mode | 0o011)
        process = subprocess.Popen(
            ["nginx", "-p", str(tmp_path), "-e", f"{tmp_path}/error.log", "-c", str(whole)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait(secure, process, tmp_path / "error.log")
            yield Proxy(plain, secure, certificate)
        finally:
            process.terminate()
            process.wait(60)


def _wait(port: int, process: "subprocess.Popen[bytes]", said: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, said.read_text(encoding="utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), 5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx did not start")


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

"""A real nginx on loopback with the file of the production folder, before a server of ours."""

import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

import talentdb.services

__all__ = ["Proxy", "nginx_before"]

CONF = Path(str(talentdb.services.__file__)).parent / "production" / "nginx.conf"


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


@contextmanager
def nginx_before(app: str, folder: Path) -> Iterator[Proxy]:
    """nginx with the file as it is shipped, but for its names, ports and the place of its log, until the block ends.

    Args:
        app: address of what answers behind it.
        folder: an empty one, for its files.
    """
    certificate, private = _certificate(folder)
    plain, secure = _free_ports(2)
    text = CONF.read_text(encoding="utf-8")
    for old, new in (
        ("SERVER_NAME", "localhost"),
        ("CERTIFICATE_FILE", str(certificate)),
        ("PRIVATE_KEY_FILE", str(private)),
        ("127.0.0.1:8501", app.removeprefix("http://")),
        ("/var/log/nginx/talentdb.log", str(folder / "access.log")),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{secure} ssl http2;"),
    ):
        assert old in text
        text = text.replace(old, new)
    text = re.sub(r"\n *listen \[::\][^\n]*", "", text)
    scratch = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = folder / "nginx.conf"
    whole.write_text(
        f"worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; daemon off;"
        f"events {{ worker_connections 1024; }} http {{ {scratch}\n{text}\n}}",
        encoding="utf-8",
    )
    # Its workers run as another account, which has to reach the folder of the bodies.
    for above in (folder, *folder.parents[:3]):
        if above.stat().st_uid == Path.home().stat().st_uid and above != Path(above.anchor):
            above.chmod(above.stat().st_mode | 0o011)
    process = subprocess.Popen(
        ["nginx", "-p", str(folder), "-e", f"{folder}/error.log", "-c", str(whole)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(secure, process, folder / "error.log")
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

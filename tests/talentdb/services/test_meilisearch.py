"""The embedded Meilisearch: closed, found, missing, killed. Real servers only."""

import contextlib
import os
import signal
import stat
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from talentdb.errors import SearchUnavailable
from talentdb.services import SearchAddress, open_services, revive
from talentdb.services.meilisearch import SearchServer, key_works
from talentdb.services.privileges import choose_runner
from talentdb.settings import Settings


def _server(settings: Settings) -> SearchServer:
    return SearchServer(settings, choose_runner(settings.home_path))


def _listening(pid: int) -> set[str]:
    """Local addresses, in the hexadecimal of /proc/net, on which the process listens."""
    inodes = set()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed since the folder was listed
            inodes.add(os.readlink(entry))
    lines = [
        line.split() for name in ("tcp", "tcp6") for line in Path("/proc/net", name).read_text().splitlines()[1:]
    ]
    return {line[1].split(":")[0] for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in inodes}


def test_listens_on_loopback_and_wants_the_key(own_settings: Settings) -> None:
    with open_services(own_settings, need_search=True) as services:
        assert services.search is not None
        assert services.search_problem == ""
        pid = _server(own_settings).pid()
        assert pid is not None
        assert _listening(pid) == {"0100007F"}
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{services.search.url}/indexes")
        with refused.value as answer:
            assert answer.code == 401
        assert key_works(services.search) is True
        assert key_works(SearchAddress(services.search.url, "wrong")) is False
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes()
        assert services.search.key.encode() not in arguments
        assert b"--no-analytics" in arguments
        assert b"production" in arguments
    home = own_settings.home_path
    assert stat.S_IMODE((home / "secrets/meilisearch-master-key").stat().st_mode) == 0o600
    assert key_works(services.search) is None


def test_killed_server_is_revived_at_its_old_address(own_settings: Settings) -> None:
    with open_services(own_settings, need_search=True) as services:
        first = _server(own_settings).pid()
        assert first is not None
        assert revive(own_settings) == services
        assert _server(own_settings).pid() == first
        os.kill(first, signal.SIGKILL)
        assert revive(own_settings) == services
        assert _server(own_settings).pid() not in (None, first)


def test_taken_port_is_left_to_its_owner(own_settings: Settings) -> None:
    import socket

    with open_services(own_settings, need_search=True) as services:
        assert services.search is not None
        pid = _server(own_settings).pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        port = int(services.search.url.rpartition(":")[2])
        with socket.socket() as squatter:
            squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            # The killed one frees its port within moments.
            deadline = time.monotonic() + 300
            while squatter.getsockname()[1] != port:
                try:
                    squatter.bind(("127.0.0.1", port))
                except OSError:
                    assert time.monotonic() < deadline
                    time.sleep(0.01)
            squatter.listen()
            moved = revive(own_settings, need_search=True).search
            assert moved is not None
            assert moved.url != services.search.url


def test_missing_binary_leaves_search_out_and_says_how_to_get_it(own_home: Path) -> None:
    settings = Settings(home=own_home, meili_bin=Path("/nonexistent/meilisearch"))
    with open_services(settings) as services:
        assert services.search is None
        assert "Không tìm thấy Meilisearch" in services.search_problem
        assert "make setup" in services.search_problem
    with pytest.raises(SearchUnavailable) as raised, open_services(settings, need_search=True):
        pass
    assert raised.value.exit_code == 3


def test_program_that_does_not_start_is_told(own_home: Path) -> None:
    broken = own_home.parent / "meilisearch"
    broken.write_text("#!/bin/sh\necho 'error: broken on purpose'\nexit 1\n")
    with open_services(Settings(home=own_home, meili_bin=broken)) as services:
        assert services.search is None
        assert "broken on purpose" in services.search_problem


def test_index_of_another_version_is_told_and_left(own_settings: Settings) -> None:
    with open_services(own_settings, need_search=True):
        pass
    server = _server(own_settings)
    (server.data / "VERSION").write_text("1.2.0")
    with open_services(own_settings) as services:
        assert services.search is None
        assert "phiên bản Meilisearch khác" in services.search_problem
    assert server.data.is_dir()


def test_real_server_by_url(own_home: Path, own_settings: Settings) -> None:
    with open_services(own_settings, need_search=True) as running:
        assert running.search is not None
        other = own_home.parent / "other"
        real = {"home": other, "database_url": running.database.owner_url, "meili_url": running.search.url}
        with open_services(Settings(**real, meili_key=running.search.key), need_search=True) as services:
            assert services.search == running.search
            assert services.database.owner_url == running.database.owner_url
            assert "talentdb_app_" in services.database.app_url()
            assert not (other / "postgres").exists()
        with open_services(Settings(**real, meili_key="wrong")) as services:
            assert "không nhận khóa" in services.search_problem
        with open_services(Settings(**{**real, "meili_url": "http://127.0.0.1:9"})) as services:
            assert "không trả lời" in services.search_problem

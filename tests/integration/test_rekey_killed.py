"""Changing keys, killed in the middle: whatever was reached, everything stays readable and findable, and the next run
goes on.

The rotation is stopped at a table by a lock that somebody else holds, and dies there by kill -9.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from talentdb.access.keyring import Keyring
from talentdb.people.standing import standings
from talentdb.registry.rebuild import digest
from talentdb.registry.rekeying import CIPHERS, count_generations, destroy_unused
from talentdb.runtime import open_runtime
from talentdb.services import open_services
from tests.integration.system import Home, held, people, wait_for
from tests.trust.registries import BODIES, hand_in, home_at

_LISTS, _ROWS = 3, 10
_NUMBERS = [one.national_id for one in people(_LISTS * _ROWS)]
_ROTATE = """
import os, sys
from pathlib import Path
from talentdb.registry.rekeying import rotate
done = rotate(Path(sys.argv[1]), os.environ["OWNER_URL"], sys.argv[2])
print(done.generation, done.resumed)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A home with three lists in it; its servers stay up."""
    folder = tmp_path_factory.mktemp("i")
    settings = home_at(folder / "h")
    with open_services(settings) as services:
        with open_runtime(settings) as runtime:
            for number in range(_LISTS):
                hand_in(runtime, folder, number, _ROWS, BODIES[number])
        yield Home(settings.home_path, services)


def _start(home: Home, purpose: str) -> "subprocess.Popen[str]":
    """The use case of `talentdb keys rotate`; the command itself wants the home for itself alone."""
    owner = home.services.database.owner_url
    assert owner is not None
    return subprocess.Popen(
        [sys.executable, "-c", _ROTATE, str(home.path), purpose], env={**os.environ, "OWNER_URL": owner},
        cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def _killed_at(home: Home, purpose: str, table: str) -> None:
    """Rotate, and kill it while it waits to write that table."""
    with held(home, table):
        process = _start(home, purpose)
        wait_for(
            lambda: home.query(
                "select 1 from pg_locks join pg_class on pg_class.oid = relation"
                f" where relname = '{table}' and not granted"
            ),
            f"waiting for {table}",
        )
        process.kill()
        process.communicate()
    # Its session ends when the server sees that nobody is there.
    wait_for(
        lambda: (
            not home.query(
                "select 1 from pg_stat_activity where datname = current_database() and xact_start is not null"
                " and pid <> pg_backend_pid() and application_name <> 'test'"
            )
        ),
        "end of the session",
    )


def _finished(home: Home, purpose: str) -> str:
    out, err = (process := _start(home, purpose)).communicate(timeout=300)
    assert process.returncode == 0, err
    return out.strip()


def _generations(home: Home) -> dict[str, dict[int, int]]:
    with open_runtime(home_at(home.path)) as runtime, runtime.work() as connection:
        return count_generations(connection)


def _assert_whole(home: Home) -> str:
    """Every ciphertext opens at its place, every number is found, and the registry is what its decisions make it;
    gives how it stands."""
    with open_runtime(home_at(home.path)) as runtime, runtime.work() as connection:
        opened = Counter[str]()
        for column in CIPHERS:
            facts = "".join(f", {name}" for name in column.facts)
            rows = connection.execute(
                text(f"select {column.key} as number, {column.column} as cipher{facts} from {column.table}"
                     f" where {column.column} is not null")
            ).mappings()  # fmt: skip
            for row in rows:
                opened[column.column] += _opens(runtime.keyring, bytes(row["cipher"]), column.place(dict(row)))
        assert opened["national_id_cipher"] == len(_NUMBERS)
        assert opened["content_cipher"] == _LISTS
        hashes = [runtime.keyring.national_id_hmac(one) for one in _NUMBERS]
        assert set(standings(connection, hashes)) == set(hashes)
        return digest(connection)


def _opens(keyring: Keyring, cipher: bytes, place: str) -> bool:
    return len(keyring.decrypt(cipher, place)) > 0


def test_encryption_killed_between_two_tables_is_gone_on_with(home: Home) -> None:
    before = _assert_whole(home)
    _killed_at(home, "encryption", "submission_file")
    half = _generations(home)["encryption"]
    assert set(half) == {1, 2}, "nothing, or all, was done before it died"
    assert _assert_whole(home) == before
    assert _finished(home, "encryption") == "2 True"
    assert _generations(home)["encryption"] == {2: sum(half.values())}
    assert _assert_whole(home) == before
    owner = home.services.database.owner_url
    assert owner is not None
    assert destroy_unused(home.path, owner)["encryption"] == [1]
    assert _assert_whole(home) == before


def test_blind_index_killed_in_its_middle_is_as_it_was_and_then_made_anew(home: Home) -> None:
    before = _assert_whole(home)
    _killed_at(home, "blind-index", "match_key")
    assert set(_generations(home)["blind-index"]) == {1}
    assert _assert_whole(home) == before
    assert _finished(home, "blind-index") == "2 True"
    assert set(_generations(home)["blind-index"]) == {2}
    _assert_whole(home)

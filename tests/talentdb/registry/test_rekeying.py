"""Changing keys: everything stays readable and findable, a stopped run is gone on with, older keys can then go."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from talentdb.access.context import unit_of_work
from talentdb.access.keyring import open_keyring
from talentdb.access.principal import OPERATOR
from talentdb.access.sessions import open_session, resume_session
from talentdb.errors import DataError, UsageError
from talentdb.people.profile import reveal_national_id, show
from talentdb.people.standing import standings
from talentdb.programmes.nominee import nominee, record_keys
from talentdb.registry import rekeying
from talentdb.registry.rebuild import digest, rebuild
from talentdb.registry.rekeying import CIPHERS, count_generations, destroy_unused, rotate
from talentdb.services import key_generations
from talentdb.submissions.query import original_file
from tests.talentdb.conftest import Province

LAN = {"full_name": "Nguyễn Thị Lan", "birth_date": "1980-03-02", "national_id": "033180001234"}
ROWS = [LAN, {"full_name": "Trần Văn Bình", "birth_date": "1975-01-05", "national_id": "145678901"},
        {"full_name": "Lê Thị Chi", "birth_date": "1990-07-08"}]  # fmt: skip


@pytest.fixture
def own_home(database: Any, tmp_path: Path) -> Path:
    """A home with the keys of the database, which the test may change."""
    made = tmp_path / "h"
    made.mkdir(mode=0o700)
    shutil.copytree(database.home / "secrets", made / "secrets")
    return made


@pytest.fixture
def filled(province: Province) -> Province:
    province.load("SO-KHCN", ROWS)
    province.load("SO-YTE", [LAN], as_of="2026-07-01")
    return province


def _nominated(database: Any, keyring: Any) -> None:
    who = nominee({**LAN, "national_id": "033180009999"}, keyring)
    with database.as_owner() as owner:
        owner.execute(
            """insert into nomination (plan_code, instrument, "values", full_name, nominator, reason, login,
                   national_id_cipher, national_id_hmac, national_id_kind, match_keys)
               select plan_code, 'x', '{}', %s, 'x', 'x', 'x', %s, %s, %s, %s from plan limit 1""",
            (who.full_name, who.id_cipher, who.id_hash, who.id_kind, list(record_keys(who.values, who.id_hash, 0))),
        )


def _digest(database: Any) -> str:
    with unit_of_work(database.engine, OPERATOR) as connection:
        return digest(connection)


def _used(database: Any) -> dict[str, dict[int, int]]:
    with unit_of_work(database.engine, OPERATOR) as connection:
        return count_generations(connection)


def test_every_column_of_ciphertexts_is_known(database: Any) -> None:
    with database.as_owner() as owner:
        columns = owner.execute(
            "select table_name, column_name from information_schema.columns"
            " where table_schema = 'public' and column_name like '%cipher%'"
        ).fetchall()
    assert {(one.table, one.column) for one in CIPHERS} == set(columns)


def test_everything_is_encrypted_anew_also_after_a_stop(
    database: Any, filled: Province, own_home: Path, as_role: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _nominated(database, filled.keyring)
    monkeypatch.setattr(rekeying, "_BATCH", 2)

    class StoppedError(Exception):
        pass

    def stop(done: int) -> None:
        if done >= 4:
            raise StoppedError

    with pytest.raises(StoppedError):
        rotate(own_home, database.owner_url, "encryption", stop)
    half = _used(database)["encryption"]
    assert set(half) == {1, 2}
    # Between the two, all is readable.
    keyring = open_keyring(own_home)
    with unit_of_work(database.engine, OPERATOR) as connection:
        for number in filled.persons():
            show(connection, OPERATOR, number, keyring=keyring)
    done = rotate(own_home, database.owner_url, "encryption")
    assert (done.generation, done.resumed) == (2, True)
    assert _used(database)["encryption"] == {2: sum(half.values())}
    assert destroy_unused(own_home, database.owner_url)["encryption"] == [1]
    keyring, steward = open_keyring(own_home), as_role("steward")
    with unit_of_work(database.engine, steward) as connection:
        shown = {
            reveal_national_id(connection, steward, keyring, number, "thử")
            for number in filled.persons()
            if show(connection, steward, number, keyring=keyring).get("national_id")
        }
        assert original_file(connection, steward, keyring, 1)[1].startswith(b"file")
    assert shown == {"033180001234", "145678901"}
    with unit_of_work(database.engine, OPERATOR) as connection, pytest.raises(DataError):
        original_file(connection, OPERATOR, filled.keyring, 1)
    assert rotate(own_home, database.owner_url, "encryption").generation == 3


def test_the_blind_index_is_made_anew_as_a_whole(database: Any, filled: Province, own_home: Path) -> None:
    _nominated(database, filled.keyring)
    before = filled.persons()
    done = rotate(own_home, database.owner_url, "blind-index")
    assert (done.generation, done.rows) == (2, 3)
    assert set(_used(database)["blind-index"]) == {2}
    keyring = open_keyring(own_home).for_blind_index(2)
    # The same as if everything had come in with the new key.
    again = nominee({**LAN, "national_id": "033180009999"}, keyring)
    with database.as_owner() as owner:
        kept = owner.execute("select national_id_hmac, match_keys from nomination").fetchone()
    assert (bytes(kept[0]), tuple(kept[1])) == (again.id_hash, record_keys(again.values, again.id_hash, 0))
    live = _digest(database)
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = standings(connection, [keyring.national_id_hmac(LAN["national_id"])])
        rebuild(connection, OPERATOR)
    assert found
    assert _digest(database) == live
    assert filled.persons() == before
    changed = Province(filled.engine, keyring, filled.codes)
    changed.load("SO-TC", [{**LAN, "full_name": "Nguyễn Thị Lan"}], as_of="2026-07-02")
    assert len(changed.persons()) == len(before)


def test_a_program_with_the_older_key_is_refused(database: Any, filled: Province, own_home: Path) -> None:
    rotate(own_home, database.owner_url, "blind-index")
    with pytest.raises(DBAPIError, match="another generation"):
        filled.load("SO-TC", [LAN])


def test_a_blind_index_that_fails_stays_as_it_was(
    database: Any, filled: Province, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _digest(database)

    def fail(*_: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched, pytest.raises(ZeroDivisionError):
        patched.setattr(rekeying, "refresh", fail)
        rotate(own_home, database.owner_url, "blind-index")
    assert _digest(database) == before
    assert set(_used(database)["blind-index"]) == {1}
    done = rotate(own_home, database.owner_url, "blind-index")
    assert (done.generation, done.resumed) == (2, True)


def test_sessions_live_on_until_they_end(database: Any, own_home: Path, as_role: Any) -> None:
    token = open_session(database.engine, open_keyring(own_home), as_role("leader"))
    rotate(own_home, database.owner_url, "sessions")
    keyring = open_keyring(own_home)
    assert resume_session(database.engine, keyring, token) is not None
    assert destroy_unused(own_home, database.owner_url)["sessions"] == []
    with database.as_owner() as owner:
        owner.execute("update session set expires_at = now()")
    assert destroy_unused(own_home, database.owner_url)["sessions"] == [1]
    assert resume_session(database.engine, open_keyring(own_home), token) is None


def test_only_keys_there_are_can_be_changed(database: Any, own_home: Path) -> None:
    with pytest.raises(UsageError, match="encryption"):
        rotate(own_home, database.owner_url, "cookies")
    rotate(own_home, database.owner_url, "audit")
    assert list(key_generations(own_home, "audit")) == [1, 2]

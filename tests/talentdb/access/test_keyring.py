"""Encryption bound to its place, generations of keys, the blind index, signatures; no key in any message."""

import copy
import os
import pickle
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.access.keyring import PURPOSES, Keyring, open_keyring, record_place
from talentdb.access.rights import mask_national_id
from talentdb.errors import DataError, EnvironmentProblem
from talentdb.services import add_key_generation, drop_key_generation, key_generations


def _keyring(**changed) -> Keyring:
    keys = {name: {1: os.urandom(32)} for name in ("encryption", "blind_index", "audit", "sessions")}
    return Keyring(**{**keys, **changed})


KEYRING = _keyring()


@given(st.binary(max_size=200), st.text(max_size=30))
def test_round_trip(clear: bytes, place: str) -> None:
    assert KEYRING.decrypt(KEYRING.encrypt(clear, place), place) == clear


def test_a_ciphertext_moved_to_another_row_is_refused() -> None:
    cipher = KEYRING.encrypt(b"033090001234", record_place(1, "DS", 1, 9, 0, "national_id"))
    with pytest.raises(DataError):
        KEYRING.decrypt(cipher, record_place(1, "DS", 1, 10, 0, "national_id"))


@given(st.integers(0, 40), st.integers(1, 255))
def test_any_changed_byte_is_refused(position: int, flip: int) -> None:
    cipher = bytearray(KEYRING.encrypt(b"033090001234", "p"))
    cipher[position % len(cipher)] ^= flip
    with pytest.raises(DataError):
        KEYRING.decrypt(bytes(cipher), "p")


@pytest.mark.parametrize("cipher", [b"", b"\x01", b"\x01" + bytes(12)])
def test_what_is_no_ciphertext_is_refused(cipher: bytes) -> None:
    with pytest.raises(DataError):
        KEYRING.decrypt(cipher, "p")


def test_another_key_is_refused() -> None:
    with pytest.raises(DataError):
        _keyring().decrypt(KEYRING.encrypt(b"x", "p"), "p")


def test_a_value_names_its_generation_and_older_ones_stay_readable() -> None:
    old = KEYRING.encrypt(b"x", "p")
    both = _keyring(encryption={1: KEYRING.encryption[1], 2: os.urandom(32)})
    new = both.encrypt(b"x", "p")
    assert (old[0], new[0]) == (1, 2)
    assert both.decrypt(old, "p") == both.decrypt(new, "p") == b"x"


def test_a_running_program_learns_of_a_new_key(tmp_path) -> None:
    running = open_keyring(tmp_path / "h")
    assert add_key_generation(tmp_path / "h", "encryption") == 2
    cipher = open_keyring(tmp_path / "h").encrypt(b"x", "p")
    assert cipher[0] == 2
    assert running.decrypt(cipher, "p") == b"x"


def test_the_blind_index_needs_the_key_and_keeps_kinds_apart() -> None:
    other = _keyring(blind_index={1: os.urandom(32)})
    assert KEYRING.national_id_hmac("033090001234") == KEYRING.national_id_hmac("033090001234")
    assert KEYRING.national_id_hmac("033090001234") != other.national_id_hmac("033090001234")
    assert KEYRING.national_id_hmac("090001234") != KEYRING.national_id_hmac("000090001234")


def test_the_blind_index_is_of_the_generation_that_the_database_holds() -> None:
    both = _keyring(blind_index={1: KEYRING.blind_index[1], 2: os.urandom(32)})
    assert both.national_id_hmac("033090001234")[0] == 2
    assert both.for_blind_index(1).national_id_hmac("033090001234") == KEYRING.national_id_hmac("033090001234")
    with pytest.raises(EnvironmentProblem, match="đời 3"):
        both.for_blind_index(3)


def test_a_signature_is_of_one_key_and_one_message() -> None:
    name, signature = KEYRING.sign(b"head")
    assert list(KEYRING.public_keys()) == [name]
    assert KEYRING.verifies(name, signature, b"head")
    assert not KEYRING.verifies(name, signature, b"heads")
    assert not _keyring().verifies(name, signature, b"head")
    assert not KEYRING.verifies(name, bytes(64), b"head")


def test_signatures_of_an_older_key_stay_good() -> None:
    name, signature = KEYRING.sign(b"head")
    both = _keyring(audit={1: KEYRING.audit[1], 2: os.urandom(32)})
    assert both.sign(b"head")[0] != name
    assert both.verifies(name, signature, b"head")


def test_a_token_is_known_by_every_generation_newest_first() -> None:
    both = _keyring(sessions={1: KEYRING.sessions[1], 2: os.urandom(32)})
    assert [one[0] for one in both.token_hashes("t")] == [2, 1]
    assert both.token_hashes("t")[1] == KEYRING.token_hashes("t")[0]
    assert both.token_hashes("t") != both.token_hashes("u")


def test_no_key_serves_two_purposes_and_all_are_closed_to_others(tmp_path) -> None:
    keyring = open_keyring(tmp_path / "h")
    keys = [key for name in PURPOSES for key in key_generations(tmp_path / "h", name).values()]
    assert len(set(keys)) == len(PURPOSES)
    assert open_keyring(tmp_path / "h") == keyring
    files = list((tmp_path / "h" / "secrets").iterdir())
    assert {f"{file.stat().st_mode & 0o777:o}" for file in files} == {"600"}


def test_a_dropped_key_is_gone_and_its_number_is_not_used_again(tmp_path) -> None:
    home = tmp_path / "h"
    open_keyring(home)
    add_key_generation(home, "encryption")
    drop_key_generation(home, "encryption", 1)
    assert list(key_generations(home, "encryption")) == [2]
    assert add_key_generation(home, "encryption") == 3


@pytest.mark.parametrize(("clear", "masked"), [("033090001234", "033•••••1234"), ("145678901", "145••8901")])
def test_masks_hide_the_middle(clear: str, masked: str) -> None:
    assert mask_national_id(clear) == masked


def test_keys_show_in_no_message_and_leave_in_no_pickle() -> None:
    shown = repr(KEYRING) + str(KEYRING) + f"{KEYRING!r}"
    try:
        KEYRING.decrypt(b"\x01" + bytes(40), "p")
    except DataError as error:
        shown += "".join(traceback.format_exception(error)) + repr(error.__cause__)
    for keys in (KEYRING.encryption, KEYRING.blind_index, KEYRING.audit, KEYRING.sessions):
        assert repr(keys[1])[2:10] not in shown
        assert keys[1].hex()[:8] not in shown
    with pytest.raises(TypeError):
        pickle.dumps(KEYRING)
    with pytest.raises(TypeError):
        copy.deepcopy(KEYRING)

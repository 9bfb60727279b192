"""Encryption bound to its place, and the blind index."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.access.keyring import Keyring, record_place
from talentdb.access.rights import mask_national_id
from talentdb.errors import DataError

KEYRING = Keyring(os.urandom(32), os.urandom(32), os.urandom(32))


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


def test_another_key_is_refused() -> None:
    other = Keyring(os.urandom(32), KEYRING.blind_index, KEYRING.anchor)
    with pytest.raises(DataError):
        other.decrypt(KEYRING.encrypt(b"x", "p"), "p")


def test_the_blind_index_needs_the_key_and_keeps_kinds_apart() -> None:
    other = Keyring(KEYRING.encryption, os.urandom(32), KEYRING.anchor)
    assert KEYRING.national_id_hmac("033090001234") == KEYRING.national_id_hmac("033090001234")
    assert KEYRING.national_id_hmac("033090001234") != other.national_id_hmac("033090001234")
    assert KEYRING.national_id_hmac("090001234") != KEYRING.national_id_hmac("000090001234")


@pytest.mark.parametrize(("clear", "masked"), [("033090001234", "033•••••1234"), ("145678901", "145••8901")])
def test_masks_hide_the_middle(clear: str, masked: str) -> None:
    assert mask_national_id(clear) == masked


def test_keys_show_in_no_message() -> None:
    assert "encryption" not in repr(KEYRING)
    assert repr(KEYRING.blind_index)[2:10] not in repr(KEYRING)

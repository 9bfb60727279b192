"""A locked workbook opens with its password and no other, is AES-256, and shows nothing of what is in it."""

from io import BytesIO
from zipfile import BadZipFile

import pytest
from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError
from openpyxl import Workbook, load_workbook

from talentdb.services.locked_file import locked_workbook, new_password

_CANARY = "Zuniqthay Nguyễn"


def workbook() -> bytes:
    book, out = Workbook(), BytesIO()
    book.active["A1"] = _CANARY
    book.save(out)
    return out.getvalue()


def opened(content: bytes, password: str) -> bytes:
    """What Excel would show: the file that the password opens, its digest checked."""
    found, out = OfficeFile(BytesIO(content)), BytesIO()
    found.load_key(password=password, verify_password=True)
    found.decrypt(out, verify_integrity=True)
    return out.getvalue()


def test_it_opens_with_its_password() -> None:
    plain, password = workbook(), new_password()
    found = opened(locked_workbook(plain, password), password)
    assert found == plain
    assert load_workbook(BytesIO(found)).active["A1"].value == _CANARY


def test_it_opens_with_no_other_and_not_without() -> None:
    locked = locked_workbook(workbook(), "đúng")
    with pytest.raises((InvalidKeyError, DecryptionError)):
        opened(locked, "sai")
    with pytest.raises((BadZipFile, KeyError, OSError)):
        load_workbook(BytesIO(locked))


def test_a_changed_byte_is_found() -> None:
    locked = bytearray(locked_workbook(workbook(), "x"))
    at = locked.rfind(b"\0" * 16, 0, len(locked) // 2)
    middle = at if at > 0 else len(locked) // 2
    changed = 0
    for place in range(middle, min(middle + 4096, len(locked)), 512):
        copy = bytearray(locked)
        copy[place] ^= 1
        try:
            changed += opened(bytes(copy), "x") != workbook()
        except Exception:
            changed += 1
    assert changed


def test_it_is_aes_256_and_shows_nothing_inside() -> None:
    locked = locked_workbook(workbook(), "x")
    found = OfficeFile(BytesIO(locked))
    found.load_key(password="x")
    info = found.info
    assert info["passwordKeyBits"] == 256
    assert info["spinValue"] >= 100_000
    assert b"sheet1.xml" not in locked
    assert _CANARY.encode() not in locked
    assert locked != locked_workbook(workbook(), "x"), "another salt each time"


def test_passwords_are_long_and_never_the_same() -> None:
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    assert all(len(one) == 23 and not set(one) & set("01ilo") for one in made)


def test_no_password_is_refused() -> None:
    with pytest.raises(ValueError, match="password"):
        locked_workbook(workbook(), "")

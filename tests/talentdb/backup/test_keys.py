"""The key file opens with its passphrase alone, holds all keys of a home, and eats no machine."""

import json
from pathlib import Path

import pytest

from talentdb.backup.keys import export_keys, keys_of, read_key_file, secrets_of, store_secrets
from talentdb.errors import DataError, UsageError
from talentdb.services import secret

PHRASE = "một câu dài để thử"


def _home(folder: Path) -> Path:
    for name in ("key-encryption", "place", "postgres-app"):
        secret(folder, name)
    return folder


def test_all_keys_come_back_but_what_says_where_data_lies(tmp_path: Path) -> None:
    home = _home(tmp_path / "h")
    found = read_key_file(export_keys(home, PHRASE), PHRASE)
    assert found == secrets_of(home)
    assert set(found) == {"key-encryption", "postgres-app", "key-backup", "key-backup-sign"}
    store_secrets(tmp_path / "other", found)
    assert secrets_of(tmp_path / "other") == found
    assert keys_of(tmp_path / "other") == keys_of(home)


def test_no_key_can_be_read_in_the_file(tmp_path: Path) -> None:
    home = _home(tmp_path / "h")
    content = export_keys(home, PHRASE)
    assert not any(value in content or value.hex().encode() in content for value in secrets_of(home).values())


@pytest.mark.parametrize("change", ["passphrase", "sealed", "salt", "cost", "no json", "empty"])
def test_anything_else_is_refused(tmp_path: Path, change: str) -> None:
    document = json.loads(export_keys(_home(tmp_path / "h"), PHRASE))
    if change == "sealed":
        document["sealed"] = "A" + document["sealed"][1:]
    if change == "salt":
        document["salt"] = "00" * 16
    if change == "cost":
        # 1 TiB: refused before it is tried.
        document["memory_cost"] = 1 << 30
    content = {"no json": b"\xff", "empty": b""}.get(change, json.dumps(document).encode())
    with pytest.raises(DataError):
        read_key_file(content, "một câu dài khác hẳn" if change == "passphrase" else PHRASE)


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        export_keys(_home(tmp_path / "h"), "ngắn")


def test_who_restores_must_have_the_keys(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        keys_of(_home(tmp_path / "h"))

"""The two keys of backups, and the key file: all secrets of a home under a passphrase, to be kept apart from backups.

A backup holds no secret; without the key file (or the home it came from) nobody can read it. Knows no database.
"""

import base64
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from talentdb.backup import labels
from talentdb.errors import DataError, UsageError
from talentdb.services import secret
from talentdb.services.home import write_secret

__all__ = ["BackupKeys", "export_keys", "keys_of", "read_key_file", "secrets_of", "store_secrets"]

_SEAL: Final = "key-backup"
_SIGN: Final = "key-backup-sign"
_FORMAT: Final = "talentdb-keys-1"
# Says where data of this home lies on this machine: worth nothing elsewhere.
_OF_THE_PLACE: Final = frozenset({"place"})
SHORTEST: Final = 14
"""Letters of a passphrase: what stands between a stolen key file and all keys."""
# RFC 9106, second recommended set: 64 MiB, three passes, four lanes.
_COST: Final = {"time_cost": 3, "memory_cost": 65_536, "parallelism": 4}
_MOST: Final = {"time_cost": 20, "memory_cost": 1 << 20, "parallelism": 16}


@dataclass(frozen=True)
class BackupKeys:
    """The key that seals the files of a backup, and the one that signs what belongs to it."""

    seal: bytes = field(repr=False)
    sign: bytes = field(repr=False)

    @cached_property
    def _signer(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.sign)

    def signature(self, message: bytes) -> str:
        """Ed25519, in hex."""
        return self._signer.sign(message).hex()

    def signed(self, message: bytes, signature: str) -> bool:
        """Whether this key made the signature."""
        try:
            self._signer.public_key().verify(bytes.fromhex(signature), message)
        except (InvalidSignature, ValueError):
            return False
        return True


def keys_of(home: Path, *, make: bool = False) -> BackupKeys:
    """The keys of backups that this home keeps.

    Args:
        make: the first backup of a home makes them; who restores must have them.

    Raises: UsageError when they are not there.
    """
    if not make and not all((home / "secrets" / name).is_file() for name in (_SEAL, _SIGN)):
        raise UsageError(*labels.NO_KEYS)
    return BackupKeys(secret(home, _SEAL), secret(home, _SIGN))


def secrets_of(home: Path) -> dict[str, bytes]:
    """All secrets of a home by name."""
    folder = home / "secrets"
    found = (path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith("."))
    return {path.name: path.read_bytes() for path in found if path.name not in _OF_THE_PLACE}


def store_secrets(home: Path, secrets: Mapping[str, bytes]) -> None:
    """Put secrets of a key file into a home that has none of the same name."""
    for name, value in secrets.items():
        write_secret(home, name, value)


def _derive(passphrase: str, salt: bytes, cost: Mapping[str, int]) -> bytes:
    return hash_secret_raw(passphrase.encode(), salt, hash_len=32, type=Type.ID, **cost)


def export_keys(home: Path, passphrase: str) -> bytes:
    """The key file of a home: argon2id over the passphrase, then AES-256-GCM.

    Raises: UsageError for a short passphrase.
    """
    if len(passphrase) < SHORTEST:
        raise UsageError(labels.SHORT_PASSPHRASE[0].format(n=SHORTEST), labels.SHORT_PASSPHRASE[1])
    keys_of(home, make=True)
    salt, nonce = os.urandom(16), os.urandom(12)
    head = {"format": _FORMAT, "salt": salt.hex(), "nonce": nonce.hex(), **_COST}
    clear = json.dumps({name: base64.b64encode(value).decode() for name, value in secrets_of(home).items()})
    sealed = AESGCM(_derive(passphrase, salt, _COST)).encrypt(nonce, clear.encode(), _bound(head))
    return json.dumps({**head, "sealed": base64.b64encode(sealed).decode()}, indent=1).encode() + b"\n"


def _bound(head: Mapping[str, Any]) -> bytes:
    return json.dumps(head, sort_keys=True).encode()


def read_key_file(content: bytes, passphrase: str) -> dict[str, bytes]:
    """The secrets in a key file by name.

    Raises: DataError when it is none, was changed, or the passphrase is another.
    """
    try:
        head = json.loads(content)
        sealed = base64.b64decode(head.pop("sealed"), validate=True)
        cost = {name: int(head[name]) for name in _COST}
        # What a stranger wrote must not eat the memory of this machine.
        if head["format"] != _FORMAT or any(not 1 <= cost[name] <= _MOST[name] for name in cost):
            raise ValueError
        key = _derive(passphrase, bytes.fromhex(head["salt"]), cost)
        clear = json.loads(AESGCM(key).decrypt(bytes.fromhex(head["nonce"]), sealed, _bound(head)))
        return {str(name): base64.b64decode(value) for name, value in clear.items()}
    except (ValueError, KeyError, TypeError, AttributeError, InvalidTag):
        raise DataError(*labels.BAD_KEY_FILE) from None

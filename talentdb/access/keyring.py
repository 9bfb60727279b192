"""Encryption of what must not rest in the clear, and the keyed hash that finds a national id again.

AES-256-GCM with the place of the value as associated data, so that a ciphertext moved to another row is refused.
Keys live in the secrets folder of the home, never in the database or a backup of it. Knows no table.
"""

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from talentdb.errors import DataError

__all__ = ["Keyring", "load_keyring", "record_place"]

_KEY_ID = b"\x01"
"""First byte of every ciphertext: which generation of keys made it, for rotation."""


def record_place(submission_id: int, sheet: str, table_no: int, row_no: int, part_no: int, what: str) -> str:
    """Associated data of a value of one source record: its place, which never changes."""
    return f"source_record:{submission_id}:{sheet}:{table_no}:{row_no}:{part_no}:{what}"


@dataclass(frozen=True)
class Keyring:
    """Separate keys for encryption, the blind index and the anchor of the audit chain; 32 bytes each."""

    encryption: bytes = field(repr=False)
    blind_index: bytes = field(repr=False)
    anchor: bytes = field(repr=False)

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self.encryption)

    def encrypt(self, clear: bytes, place: str) -> bytes:
        """Key id, nonce, ciphertext and tag."""
        nonce = os.urandom(12)
        return _KEY_ID + nonce + self._cipher.encrypt(nonce, clear, place.encode())

    def decrypt(self, cipher: bytes, place: str) -> bytes:
        """The clear bytes.

        Raises: DataError when the value was changed, moved to another place, or made with another key.
        """
        try:
            if cipher[:1] != _KEY_ID:
                raise InvalidTag
            return self._cipher.decrypt(cipher[1:13], cipher[13:], place.encode())
        except InvalidTag as error:
            raise DataError(
                "Không giải mã được một giá trị: khóa không đúng hoặc dữ liệu đã bị thay đổi.",
                "Báo quản trị hệ thống kiểm tra thư mục khóa và nhật ký.",
            ) from error

    def national_id_hmac(self, national_id: str) -> bytes:
        """Blind index of a national id; ids of 12 and of 9 digits never meet."""
        domain = b"citizen:" if len(national_id) == 12 else b"old:"
        return hmac.new(self.blind_index, domain + national_id.encode(), hashlib.sha256).digest()

    def sign_head(self, head: bytes) -> str:
        """Signature of the audit chain's newest hash, for the anchor outside the database."""
        return hmac.new(self.anchor, head, hashlib.sha256).hexdigest()


def load_keyring(read_secret: Callable[[str], bytes]) -> Keyring:
    """The keys of a home, made at the first call; `read_secret` maps a name to 32 bytes."""
    return Keyring(*(read_secret(name) for name in ("key-encryption", "key-blind-index", "key-anchor")))

"""Encryption of what must not rest in the clear, the keyed hash that finds a national id again, and the signature of
the audit log's head.

AES-256-GCM with the place of the value as associated data, so that a ciphertext moved to another row is refused.
Every value begins with the generation of the key it was made with. Keys live in the secrets folder of the home,
never in the database or a backup of it; no message, log or repr shows one. Knows no table.
"""

import hashlib
import hmac
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, NoReturn

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from talentdb.errors import DataError, EnvironmentProblem
from talentdb.services import key_generations

__all__ = ["PURPOSES", "Keyring", "load_keyring", "open_keyring", "record_place"]

PURPOSES: Final = ("encryption", "blind-index", "audit", "sessions")
"""What keys are for; no key serves two of them."""

Generations = Mapping[int, bytes]
"""Generation, from 1 to 255 -> 32 bytes."""


def record_place(submission_id: int, sheet: str, table_no: int, row_no: int, part_no: int, what: str) -> str:
    """Associated data of a value of one source record: its place, which never changes."""
    return f"source_record:{submission_id}:{sheet}:{table_no}:{row_no}:{part_no}:{what}"


@dataclass(frozen=True)
class Keyring:
    """The keys of a home, all generations of each purpose.

    Args:
        blind_generation: which blind index the database holds; the newest unless it says otherwise.
        look_again: gives the generations of a purpose as they are now, for one that was made after the start.
    """

    encryption: Generations = field(repr=False)
    blind_index: Generations = field(repr=False)
    audit: Generations = field(repr=False)
    sessions: Generations = field(repr=False)
    blind_generation: int = 0
    look_again: Callable[[str], Generations] | None = field(default=None, repr=False, compare=False)
    _ciphers: dict[int, AESGCM] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __reduce__(self) -> NoReturn:
        """Keys leave the process in no pickle."""
        raise TypeError("a keyring is not to be pickled")

    def encrypt(self, clear: bytes, place: str) -> bytes:
        """Generation, nonce, ciphertext and tag."""
        generation = max(self.encryption)
        nonce = os.urandom(12)
        return bytes((generation,)) + nonce + self._cipher(generation).encrypt(nonce, clear, place.encode())

    def decrypt(self, cipher: bytes, place: str) -> bytes:
        """The clear bytes.

        Raises: DataError when the value was changed, moved to another place, or made with a key that is not here.
        """
        try:
            return self._cipher(cipher[0]).decrypt(cipher[1:13], cipher[13:], place.encode())
        except (InvalidTag, IndexError, KeyError, ValueError) as error:
            raise DataError(
                "Không giải mã được một giá trị: khóa không đúng hoặc dữ liệu đã bị thay đổi.",
                "Báo quản trị hệ thống kiểm tra thư mục khóa và nhật ký.",
            ) from error

    def _cipher(self, generation: int) -> AESGCM:
        known = self._ciphers.get(generation)
        if known is None:
            keys = self.encryption
            if generation not in keys and self.look_again is not None:
                keys = self.look_again("encryption")
            known = self._ciphers[generation] = AESGCM(keys[generation])
        return known

    def for_blind_index(self, generation: int) -> "Keyring":
        """The same keys, with the blind index that the database says it holds.

        Raises: EnvironmentProblem when that key is not here: nobody could be found again by a national id.
        """
        if generation not in self.blind_index:
            raise EnvironmentProblem(
                f"Thiếu khóa của chỉ mục mù, đời {generation}.", "Khôi phục thư mục khóa của đúng cơ sở dữ liệu này."
            )
        return replace(self, blind_generation=generation)

    def national_id_hmac(self, national_id: str) -> bytes:
        """Generation and blind index of a national id; ids of 12 and of 9 digits never meet."""
        domain = b"citizen:" if len(national_id) == 12 else b"old:"
        generation = self.blind_generation or max(self.blind_index)
        key = self.blind_index[generation]
        return bytes((generation,)) + hmac.digest(key, domain + national_id.encode(), "sha256")

    def erased_mark(self, kind: str, words: str) -> bytes:
        """Generation and keyed hash by which somebody without a national id is known again after an erasure."""
        generation = self.blind_generation or max(self.blind_index)
        key = self.blind_index[generation]
        return bytes((generation,)) + hmac.digest(key, f"erased:{kind}:{words}".encode(), "sha256")

    def token_hashes(self, token: str) -> list[bytes]:
        """What a session's token is known by, by the newest key first; older ones serve until their sessions end."""
        newest_first = sorted(self.sessions, reverse=True)
        return [bytes((one,)) + hmac.digest(self.sessions[one], token.encode(), "sha256") for one in newest_first]

    def sign(self, message: bytes) -> tuple[str, bytes]:
        """Name of the newest audit key and its signature."""
        key = _private(self.audit[max(self.audit)])
        return _name(_public(key)), key.sign(message)

    def public_keys(self) -> dict[str, bytes]:
        """The public halves of the audit keys by their names, oldest first; these may be given to anybody."""
        raw = [_public(_private(self.audit[one])) for one in sorted(self.audit)]
        return {_name(one): one for one in raw}

    def verifies(self, name: str, signature: bytes, message: bytes) -> bool:
        """Whether one of our audit keys, by its name, signed this."""
        raw = self.public_keys_once.get(name)
        if raw is None:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(raw).verify(signature, message)
        except InvalidSignature:
            return False
        return True

    @property
    def public_keys_once(self) -> dict[str, bytes]:
        """`public_keys`, computed once."""
        known: dict[str, bytes] | None = self.__dict__.get("_public_keys")
        if known is None:
            known = self.__dict__["_public_keys"] = self.public_keys()
        return known


def _private(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _name(public: bytes) -> str:
    """A key is called after itself: the first 16 hexadecimal digits of the SHA-256 of its public half."""
    return hashlib.sha256(public).hexdigest()[:16]


def load_keyring(read: Callable[[str], Generations]) -> Keyring:
    """A keyring of what `read` gives for each purpose."""
    encryption, blind_index, audit, sessions = (read(purpose) for purpose in PURPOSES)
    return Keyring(encryption, blind_index, audit, sessions, look_again=read)


def open_keyring(home: Path) -> Keyring:
    """The keys of a home, made at the first call."""
    return load_keyring(lambda purpose: key_generations(home, purpose))

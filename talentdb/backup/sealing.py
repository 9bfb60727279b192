"""Sealed files: a stream that is compressed, then encrypted in chunks by AES-256-GCM with a key of each file's own.

Memory stays at a chunk. A chunk that was changed, moved, left out or cut off at the end, a file under another name,
and another key are all refused. Knows nothing of what is in a file.
"""

import hashlib
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from talentdb.backup import labels
from talentdb.errors import DataError

__all__ = ["SealedReader", "SealedWriter", "damaged", "sha256_of"]

_MAGIC: Final = b"TDBSEAL1"
_SALT_BYTES: Final = 16
_HEADER_BYTES: Final = len(_MAGIC) + _SALT_BYTES
# Large enough that the tag and the call cost nothing, small enough for any machine.
_CHUNK: Final = 1 << 20
_TAG_BYTES: Final = 16
_BLOCK: Final = 1 << 18


def damaged(name: str) -> DataError:
    """What is said of a file that is not what was written."""
    return DataError(labels.DAMAGED[0].format(file=name), labels.DAMAGED[1])


def _cipher(key: bytes, header: bytes, name: str) -> AESGCM:
    derived = HKDF(SHA256(), 32, salt=header[len(_MAGIC) :], info=b"talentdb backup " + name.encode())
    return AESGCM(derived.derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    """Counter, and whether it is the last chunk: each key is used for one file only, so no nonce comes twice."""
    return struct.pack(">3xQ?", number, last)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class SealedWriter:
    """Writes one sealed file; what it took in and what it wrote are known when the block ends.

    Args:
        path: file to make; must not exist.
        key: 32 bytes.
        name: what the content is bound to, told again to read it.
    """

    def __init__(self, path: Path, key: bytes, name: str) -> None:
        header = _MAGIC + os.urandom(_SALT_BYTES)
        self._cipher = _cipher(key, header, name)
        self._header = header
        self._packer = zlib.compressobj(1)
        self._waiting = bytearray()
        self._number = 0
        self._digest = hashlib.sha256(header)
        self._file = open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")  # noqa: SIM115 - closed by __exit__
        self._file.write(header)
        self.clear_bytes = 0
        self.size = len(header)

    @property
    def sha256(self) -> str:
        """Of the file as it lies on the disk."""
        return self._digest.hexdigest()

    def write(self, clear: bytes | memoryview) -> None:
        """Add to the content."""
        self.clear_bytes += len(clear)
        self._waiting += self._packer.compress(clear)
        # One chunk is always held back: only the end knows which one is the last.
        while len(self._waiting) > _CHUNK:
            self._put(bytes(self._waiting[:_CHUNK]), last=False)
            del self._waiting[:_CHUNK]

    def _put(self, clear: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last=last), clear, self._header)
        self._number += 1
        self._file.write(sealed)
        self._digest.update(sealed)
        self.size += len(sealed)

    def finish(self) -> None:
        """Write the last chunk and close."""
        self.__exit__(None, None, None)

    def abandon(self) -> None:
        """Close without a last chunk: what was written cannot be read."""
        # A disk that is full is so for what waits to be written, too.
        with suppress(OSError):
            self._file.close()

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write the last chunk; a block that failed leaves a file that cannot be read."""
        if kind is not None:
            self.abandon()
            return
        with self._file:
            self._waiting += self._packer.flush()
            while len(self._waiting) > _CHUNK:
                self._put(bytes(self._waiting[:_CHUNK]), last=False)
                del self._waiting[:_CHUNK]
            self._put(bytes(self._waiting), last=True)
            self._file.flush()
            os.fsync(self._file.fileno())


class SealedReader:
    """Reads one sealed file from its beginning.

    Raises (at any read): DataError when the file was changed or cut off, or the key or the name is another.
    """

    def __init__(self, path: Path, key: bytes, name: str) -> None:
        self._name = path.name
        self._path = path
        self._key = key
        self._bound = name
        self._blocks = self._clear()
        self._rest = b""

    def _chunks(self) -> Iterator[bytes]:
        """The decrypted chunks, still compressed."""
        with self._path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
            if len(header) != _HEADER_BYTES or not header.startswith(_MAGIC):
                raise damaged(self._name)
            cipher = _cipher(self._key, header, self._bound)
            held, number = file.read(_CHUNK + _TAG_BYTES), 0
            while held:
                following = file.read(_CHUNK + _TAG_BYTES)
                try:
                    yield cipher.decrypt(_nonce(number, last=not following), held, header)
                except InvalidTag:
                    raise damaged(self._name) from None
                held, number = following, number + 1
            if not number:
                raise damaged(self._name)

    def _clear(self) -> Iterator[bytes]:
        unpacker = zlib.decompressobj()
        for chunk in self._chunks():
            waiting = chunk
            while waiting:
                block = unpacker.decompress(waiting, _BLOCK)
                waiting = unpacker.unconsumed_tail
                if block:
                    yield block
        yield unpacker.flush()

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes of the content, or fewer at its end."""
        parts, wanted = [], size
        while wanted:
            if not self._rest:
                self._rest = next(self._blocks, b"")
                if not self._rest:
                    break
            part = self._rest[:wanted]
            self._rest = self._rest[len(part) :]
            parts.append(part)
            wanted -= len(part)
        return b"".join(parts)

    def __iter__(self) -> Iterator[bytes]:
        """The whole content, block by block; unlike `read`, which gives what is asked for."""
        yield from self._blocks

    def drain(self) -> int:
        """Read to the end, which proves all of it; gives how many bytes came."""
        return len(self._rest) + sum(map(len, self._blocks))

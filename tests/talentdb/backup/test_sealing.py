"""A sealed file opens only whole, unchanged, under its name and with its key; memory does not grow with it."""

import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.backup.sealing import SealedReader, SealedWriter, sha256_of
from talentdb.errors import DataError

KEY = bytes(range(32))


def _sealed(path: Path, content: bytes, name: str = "a") -> Path:
    path.unlink(missing_ok=True)
    with SealedWriter(path, KEY, name) as out:
        out.write(content)
    assert (out.size, out.sha256) == (path.stat().st_size, sha256_of(path))
    return path


def _read(path: Path, key: bytes = KEY, name: str = "a") -> bytes:
    return b"".join(SealedReader(path, key, name))


@given(st.binary(max_size=3000), st.integers(1, 900))
def test_what_went_in_comes_out_in_any_portions(tmp_path: Path, content: bytes, portion: int) -> None:
    reader = SealedReader(_sealed(tmp_path / "f", content), KEY, "a")
    parts = []
    while part := reader.read(portion):
        parts.append(part)
    assert b"".join(parts) == content


def test_several_chunks_of_what_cannot_be_packed(tmp_path: Path) -> None:
    content = os.urandom(3_200_000)
    assert _read(_sealed(tmp_path / "f", content)) == content


@given(st.data())
def test_one_flipped_bit_anywhere_is_found(tmp_path: Path, data: st.DataObject) -> None:
    path = _sealed(tmp_path / "f", b"x" * 500)
    raw = bytearray(path.read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(raw)
    with pytest.raises(DataError):
        _read(path)


@pytest.mark.parametrize("cut", [1, 17, 1_000_000, 1_048_592, 2_097_184])
def test_a_file_cut_off_is_found_even_between_two_chunks(tmp_path: Path, cut: int) -> None:
    path = _sealed(tmp_path / "f", os.urandom(3_200_000))
    os.truncate(path, path.stat().st_size - cut if cut < 1_048_592 else 24 + cut)
    with pytest.raises(DataError):
        _read(path)


def test_another_key_and_another_name_are_refused(tmp_path: Path) -> None:
    path = _sealed(tmp_path / "f", b"x")
    for key, name in ((b"\1" * 32, "a"), (KEY, "b")):
        with pytest.raises(DataError):
            _read(path, key, name)


def test_a_block_that_failed_leaves_nothing_that_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), SealedWriter(tmp_path / "f", KEY, "a") as out:
        out.write(b"x" * 10)
        raise RuntimeError
    with pytest.raises(DataError):
        _read(tmp_path / "f")


def test_memory_stays_at_some_chunks(tmp_path: Path) -> None:
    tracemalloc.start()
    with SealedWriter(tmp_path / "f", KEY, "a") as out:
        for _ in range(40):
            out.write(os.urandom(1 << 20))
    assert SealedReader(tmp_path / "f", KEY, "a").drain() == 40 << 20
    assert tracemalloc.get_traced_memory()[1] < 16 << 20
    tracemalloc.stop()

"""Generations of the keys of a home: found, made, destroyed. What a key is for, `talentdb.access.keyring` knows."""

import os
import re
import secrets
from pathlib import Path

from talentdb.errors import EnvironmentProblem
from talentdb.services import labels
from talentdb.services.faults import failure, map_os_errors
from talentdb.services.home import prepare_home, secret

__all__ = ["add_key_generation", "drop_key_generation", "key_file", "key_generations"]


def key_file(home: Path, purpose: str, generation: int) -> Path:
    """Where a key stands: the first in `key-<purpose>`, later ones in `key-<purpose>-<generation>`."""
    return home / "secrets" / _name(purpose, generation)


def key_generations(home: Path, purpose: str) -> dict[int, bytes]:
    """Generation -> key of one purpose; the first is made at the first call.

    Raises: EnvironmentProblem when a file is damaged or the home cannot be written.
    """
    folder = prepare_home(home) / "secrets"
    with map_os_errors(home):
        found = sorted(one for path in folder.iterdir() if (one := _generation(path.name, purpose)))
    return {one: secret(home, _name(purpose, one)) for one in found or [1]}


def add_key_generation(home: Path, purpose: str) -> int:
    """Make the next key of a purpose; returns its generation.

    Raises: as `key_generations`; EnvironmentProblem after 255 generations: the values have one byte for it.
    """
    generation = max(key_generations(home, purpose)) + 1
    if generation > 255:
        raise failure(EnvironmentProblem, labels.KEYS_USED_UP)
    secret(home, _name(purpose, generation))
    return generation


def drop_key_generation(home: Path, purpose: str, generation: int) -> None:
    """Destroy one key: overwritten, then removed. For one that no value needs any more."""
    path = key_file(home, purpose, generation)
    with map_os_errors(home):
        descriptor = os.open(path, os.O_WRONLY)
        try:
            os.write(descriptor, secrets.token_bytes(32))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        path.unlink()


def _name(purpose: str, generation: int) -> str:
    return f"key-{purpose}" if generation == 1 else f"key-{purpose}-{generation}"


def _generation(name: str, purpose: str) -> int | None:
    found = re.fullmatch(rf"key-{re.escape(purpose)}(?:-([1-9]\d{{0,2}}))?", name)
    return int(found[1] or 1) if found else None

"""The parts: packages of requirements.lock with their hashes, the search server of package-lock.json, Python itself.

Owns how the two lock files are read; knows no licence and no vulnerability.
"""

import json
import platform
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from packaging.utils import canonicalize_name

PROJECT: Final = Path(__file__).resolve().parents[2]
_PIN: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Part:
    """One pinned part.

    Args:
        ecosystem: pypi, npm or python (the interpreter).
        digests: what its files must hash to, as "sha256:…" or "sha512:…"; empty for the interpreter.
    """

    ecosystem: str
    name: str
    version: str
    digests: tuple[str, ...] = ()


def python_parts(lock: str) -> list[Part]:
    """Pins of a requirements file; a package may stand there once for each version of Python.

    Raises: ValueError for a pin without a hash.
    """
    found: list[Part] = []
    for block in re.split(r"\n(?=\S)", lock.strip()):
        pin = _PIN.match(block)
        if pin is None:
            continue
        digests = tuple(f"sha256:{one}" for one in _HASH.findall(block))
        if not digests:
            raise ValueError(f"requirements.lock: {pin[1]}=={pin[2]} has no hash")
        found.append(Part("pypi", canonicalize_name(pin[1]), pin[2], digests))
    return found


def npm_parts(lock: str) -> list[Part]:
    """Packages of a package-lock.json.

    Raises: ValueError for one without an integrity hash.
    """
    found: list[Part] = []
    for place, entry in json.loads(lock)["packages"].items():
        if not place:
            continue
        name = place.rpartition("node_modules/")[2]
        if not entry.get("integrity"):
            raise ValueError(f"package-lock.json: {name} has no integrity hash")
        algorithm, _, value = entry["integrity"].partition("-")
        found.append(Part("npm", name, entry["version"], (f"{algorithm}:{value}",)))
    return found


def parts(project: Path = PROJECT) -> list[Part]:
    """All pinned parts of a checkout, and the Python that runs this."""
    return [
        *python_parts((project / "requirements.lock").read_text(encoding="utf-8")),
        *npm_parts((project / "package-lock.json").read_text(encoding="utf-8")),
        Part("python", "cpython", platform.python_version()),
    ]

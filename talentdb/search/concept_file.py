"""The concepts of concepts.toml as they stand there, read once. Knows the file, not how a text is read. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Final

__all__ = ["Concept", "concepts", "version"]

_FILE: Final = "concepts.toml"


@dataclass(frozen=True, slots=True)
class Concept:
    """One line of the file: ids of the wider ones, codes of the field classification, phrases as written.

    `alone`: words that mean it where nothing but a degree stands beside them ("BSCKII Nội").
    """

    name: str
    wider: tuple[str, ...]
    codes: tuple[str, ...]
    terms: tuple[str, ...]
    signs: tuple[str, ...]
    alone: tuple[str, ...] = ()


@cache
def _source() -> str:
    return resources.files("talentdb.search").joinpath(_FILE).read_text(encoding="utf-8")


def version() -> str:
    """Changes with the file: documents carry concepts, so another file needs another index."""
    return sha256(_source().encode()).hexdigest()[:8]


@cache
def concepts() -> Mapping[str, Concept]:
    """All concepts by id, in the order of the file."""
    found = {}
    for name, line in tomllib.loads(_source()).items():
        found[name] = Concept(
            name, tuple(line.get("of", "").split()), tuple(line.get("codes", "").split()),
            _split(line["terms"]), _split(line.get("signs", "")), _split(line.get("alone", "")),
        )  # fmt: skip
    return found


def _split(phrases: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in phrases.split("|") if one.strip())

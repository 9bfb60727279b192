"""Reads the bench's own data: topics with their wordings, bodies with how they are called. Draws nothing."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Body", "Topic", "bodies", "topics"]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic; `vi` begins with the usual wording."""

    key: str
    sector: str
    vi: tuple[str, ...]
    en: tuple[str, ...]
    short: tuple[str, ...]
    field: tuple[str, ...]
    titles: tuple[str, ...]
    problems: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """An agency of the registry's own list."""

    code: str
    name: str
    asked: tuple[str, ...]
    sectors: tuple[str, ...]


def _entries(name: str) -> dict[str, dict[str, Any]]:
    found = tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return {
        key: {field: tuple(value) if isinstance(value, list) else value for field, value in entry.items()}
        for key, entry in found.items()
    }


@cache
def topics() -> dict[str, Topic]:
    """All topics by key."""
    return {key: Topic(key=key, **entry) for key, entry in _entries("topics.toml").items()}


@cache
def bodies() -> dict[str, Body]:
    """All bodies by code."""
    return {code: Body(code=code, **entry) for code, entry in _entries("agencies.toml").items()}

"""Trades that stand in for one another where nobody has the one that is asked for, as kindred.toml tells. Pure.

Knows which topics are near to a topic; when they are asked for is for `recall` to say.
"""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from talentdb.search.concepts import concepts, narrower
from talentdb.search.weights import weights

__all__ = ["kindred", "near_topics", "wider"]

_FILE: Final = "kindred.toml"


@cache
def _file() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(resources.files("talentdb.search").joinpath(_FILE).read_text(encoding="utf-8"))


@cache
def _families() -> Mapping[str, frozenset[str]]:
    """Concept -> those of its families. Raises: KeyError for an id that no concept has."""
    found: dict[str, set[str]] = {}
    for members in _file()["families"].values():
        names = {concepts()[one].name for one in members.split()}
        for name in names:
            found.setdefault(name, set()).update(names - {name})
    return {name: frozenset(others) for name, others in found.items()}


@cache
def _apart() -> frozenset[str]:
    return frozenset(concepts()[one].name for one in _file()["apart"]["above"].split())


@lru_cache(maxsize=5_000)
def kindred(names: frozenset[str]) -> frozenset[str]:
    """The concepts whose people do the work of these, without these."""
    return frozenset(one for name in names for one in _families().get(name, ())) - names


def wider(names: frozenset[str]) -> frozenset[str]:
    """The concepts directly above; those without any stay."""
    return frozenset(up for name in names for up in (concepts()[name].wider or (name,)))


@lru_cache(maxsize=5_000)
def near_topics(names: frozenset[str]) -> frozenset[str]:
    """The concepts, their kindred, and those directly above as far as these still say something: "engineering" is no
    neighbour of a trade in it."""
    most = weights("recall")["widest"]
    above = (up for up in wider(names) - _apart() if len(narrower(frozenset({up}))) <= most)
    return names | kindred(names) | frozenset(above)

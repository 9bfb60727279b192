"""Words that mean the same: read once from synonyms.toml, given to the index and used by the search without it."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

from talentdb.text import alias_key

__all__ = ["alternatives", "index_synonyms"]

Phrase = tuple[str, ...]
_LONGEST: Final = 6


@cache
def _groups() -> Mapping[Phrase, tuple[Phrase, ...]]:
    """Folded phrase -> all phrases of its group, itself first."""
    text = resources.files("talentdb.search").joinpath("synonyms.toml").read_text(encoding="utf-8")
    found: dict[Phrase, tuple[Phrase, ...]] = {}
    for group in tomllib.loads(text)["groups"]:
        phrases = list(dict.fromkeys(tuple(alias_key(item).split()) for item in group))
        for phrase in phrases:
            found[phrase] = (phrase, *(other for other in phrases if other != phrase))
    return found


def index_synonyms() -> dict[str, list[str]]:
    """Setting `synonyms` of the index."""
    return {" ".join(phrase): [" ".join(other) for other in phrases[1:]] for phrase, phrases in _groups().items()}


def alternatives(words: Sequence[str]) -> list[tuple[Phrase, ...]]:
    """The query as slots, each with the phrases that may stand in it; the longest known phrase wins.

    >>> alternatives(["ths", "luat"])
    [(('ths',), ('thac', 'si'), ('thac', 'sy')), (('luat',),)]
    """
    slots: list[tuple[Phrase, ...]] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = tuple(words[at : at + length])
            if length == 1 or phrase in _groups():
                slots.append(_groups().get(phrase, (phrase,)))
                at += length
                break
    return slots

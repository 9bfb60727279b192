"""Whether a text may say anything of some concepts, at a glance. Pure.

Most titles say nothing of what is asked for, and to read what they do say takes ten times as long.
"""

from collections.abc import Mapping
from functools import lru_cache

from talentdb.search.concepts import said_as

__all__ = ["may_say", "openings"]


def may_say(names: frozenset[str], said: str) -> bool:
    """Whether a text, as `words.joined` gives it, may name one of the concepts or point at one; no is sure."""
    known, words = openings(names), _words(said)
    if known.keys().isdisjoint(words):
        return False
    return any(phrase in said for word in words for phrase in known.get(word, ()))


@lru_cache(maxsize=100_000)
def _words(said: str) -> tuple[str, ...]:
    return tuple(said.split())


@lru_cache(maxsize=2_000)
def openings(names: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """First word -> phrases and short forms that stand for one of the concepts."""
    found: dict[str, list[str]] = {}
    for name in names:
        for phrase in said_as().get(name, ()):
            found.setdefault(phrase.split(" ", 2)[1], []).append(phrase)
    return {word: tuple(phrases) for word, phrases in found.items()}

"""Finds agencies by the names people write. Holds what it is given; never picks one of several."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from talentdb.codes.agency_names import Words, name_words, without_tail
from talentdb.codes.keys import tones_agree
from talentdb.text import fold

__all__ = ["AgencyDirectory"]

Key = TypeVar("Key", int, str)


class AgencyDirectory(Generic[Key]):
    """Agencies by name and alias.

    Args:
        entries: (key, official name, aliases) of each agency; the key is a number or a code, as the caller likes.
        parents: key of an agency -> key of the one above it; needed for `within` only.
    """

    def __init__(
        self, entries: Iterable[tuple[Key, str, Iterable[str]]], parents: Mapping[Key, Key] | None = None
    ) -> None:
        self._parents: dict[Key, Key] = dict(parents or {})
        self._names: dict[Words, dict[Key, None]] = {}
        self._aliases: dict[Words, dict[Key, None]] = {}
        for key, name, aliases in entries:
            self._names.setdefault(name_words(name), {})[key] = None
            for alias in aliases:
                self._aliases.setdefault(name_words(alias), {})[key] = None
        self._short: dict[Words, dict[Key, None]] = self._shortened()
        self._plain: dict[Words, tuple[tuple[Words, Key], ...]] = self._folded()

    def resolve(self, text: str, within: Key | None = None) -> tuple[Key, ...]:
        """Keys of the agencies the text can mean: one when clear, several when not, none when unknown.

        Order of evidence, the first that yields anything decides: official name, alias (both after abbreviations
        are spelt out); the same without "tỉnh Hưng Yên" at the end; the same without tones.

        Args:
            text: a name as written in a file.
            within: prefer agencies below this one (itself included) where several fit.
        """
        words = name_words(text)
        if not words:
            return ()
        found = self._exact(words) or self._without_marks(words)
        return self._narrow(found, within) if within is not None and len(found) > 1 else found

    def is_below(self, key: Key, above: Key) -> bool:
        """Whether an agency is another one or stands somewhere below it."""
        seen: set[Key] = set()
        current: Key | None = key
        while current is not None and current not in seen:
            if current == above:
                return True
            seen.add(current)
            current = self._parents.get(current)
        return False

    def collisions(self) -> dict[str, tuple[Key, ...]]:
        """Spellings that mean several agencies, for whoever keeps the list."""
        shared: dict[str, tuple[Key, ...]] = {}
        for words in self._names.keys() | self._aliases.keys():
            keys = tuple(self._names.get(words, {}) | self._aliases.get(words, {}))
            if len(keys) > 1:
                shared[" ".join(words)] = keys
        return shared

    def _exact(self, words: Words) -> tuple[Key, ...]:
        for index in (self._names, self._aliases, self._short):
            if words in index:
                return tuple(index[words])
        for shorter in without_tail(words, bare=True):
            for index in (self._names, self._aliases):
                if shorter in index:
                    return tuple(index[shorter])
        for shorter in without_tail(words):
            if shorter in self._short:
                return tuple(self._short[shorter])
        return ()

    def _without_marks(self, words: Words) -> tuple[Key, ...]:
        for form in (words, *without_tail(words)):
            spelt = self._plain.get(_fold_words(form), ())
            found = {key: None for full, key in spelt if tones_agree(form, full)}
            if found:
                return tuple(found)
        return ()

    def _narrow(self, found: tuple[Key, ...], within: Key) -> tuple[Key, ...]:
        return tuple(key for key in found if self.is_below(key, within)) or found

    def _shortened(self) -> dict[Words, dict[Key, None]]:
        short: dict[Words, dict[Key, None]] = {}
        for index in (self._names, self._aliases):
            for words, keys in index.items():
                for shorter in without_tail(words):
                    short.setdefault(shorter, {}).update(keys)
        return short

    def _folded(self) -> dict[Words, tuple[tuple[Words, Key], ...]]:
        plain: dict[Words, list[tuple[Words, Key]]] = {}
        for index in (self._names, self._aliases, self._short):
            for words, keys in index.items():
                plain.setdefault(_fold_words(words), []).extend((words, key) for key in keys)
        return {folded: tuple(spelt) for folded, spelt in plain.items()}


@lru_cache(maxsize=50_000)
def _fold_words(words: Words) -> Words:
    return tuple(fold(word) for word in words)

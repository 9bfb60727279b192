"""Marks the words of a question in a text of somebody's profile, as HTML. Pure; every text comes out escaped.

Finds what the search finds: without tones where the question has none, and other words for the same topic.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from talentdb.search.concepts import find_spans, narrower
from talentdb.search.words import Word, has_tones, read_words
from talentdb.text import clean

__all__ = ["Marker"]

# One word out of a longer phrase is no find: "sản" of "thủy sản" stands in "sản xuất" too.
_FEWEST: Final = 2

_COLON: Final = ": "
"""What stands before it is a label: the word "ngành" of "Chuyên ngành: …" belongs to no field."""


class Marker:
    """Marks one hit's texts.

    Args:
        matched: parts of the question that were found in this person, as typed.
    """

    def __init__(self, matched: Iterable[str]) -> None:
        self._phrases: list[tuple[Word, ...]] = [words for one in matched if (words := read_words(one))]
        spans = [span for words in self._phrases for span in find_spans(words)]
        self._concepts = narrower(frozenset(concept for span in spans for concept in span.concepts))

    def html(self, text: str) -> str:
        """The text, escaped, with what was asked for inside <mark>; nothing is marked across a colon."""
        return _COLON.join(map(self._part, clean(text).split(_COLON)))

    def _part(self, shown: str) -> str:
        words = read_words(shown)
        marked = self._marked(words)
        parts: list[str] = []
        done = place = 0
        while place < len(words):
            if not marked[place]:
                place += 1
                continue
            end = place
            while end + 1 < len(words) and marked[end + 1]:
                end += 1
            start, stop = words[place].start, words[end].end
            parts += [escape(shown[done:start]), "<mark>", escape(shown[start:stop]), "</mark>"]
            done, place = stop, end + 1
        return "".join([*parts, escape(shown[done:])])

    def _marked(self, words: Sequence[Word]) -> list[bool]:
        marked = [False] * len(words)
        if not self._phrases:
            return marked
        for span in find_spans(words):
            if span.concepts & self._concepts:
                marked[span.start : span.end] = [True] * (span.end - span.start)
        for phrase in self._phrases:
            toned = has_tones(phrase)
            text, wanted = ([word.spoken if toned else word.folded for word in part] for part in (words, phrase))
            # Half of a known topic is another one: "công nghệ thông tin" is not the "công nghệ" of an agency's name.
            _mark_runs(text, wanted, len(wanted) if find_spans(phrase) else min(_FEWEST, len(wanted)), marked)
        return marked


def _mark_runs(text: Sequence[str], wanted: Sequence[str], fewest: int, marked: list[bool]) -> None:
    """Mark words of the text, so many at least, that stand side by side as in the phrase."""
    for place in range(len(text) - fewest + 1):
        for start in range(len(wanted) - fewest + 1):
            if list(text[place : place + fewest]) == list(wanted[start : start + fewest]):
                marked[place : place + fewest] = [True] * fewest

"""What an abbreviation of a topic stands for, as a person writes it. Pure; the phrases are those of concepts.toml."""

from collections.abc import Sequence
from functools import cache

from talentdb.search.concepts import concepts
from talentdb.search.initials import first_letters
from talentdb.search.words import Word, has_tones, read_words

__all__ = ["spelt"]


@cache
def spelt(short: str, names: frozenset[str]) -> str | None:
    """What an abbreviation of these concepts stands for, as a person writes it; None for a word that is none.

    >>> spelt("ktpt", frozenset({"economics"}))
    'Kinh tế phát triển'
    """
    for name in sorted(names):
        held = [read_words(term) for term in concepts()[name].terms]
        listed = any(len(words) == 1 and words[0].key == short and words[0].written[:2].isupper() for words in held)
        full = [words for words in held if len(words) > 1]
        letters = [words for words in full if short in first_letters(words)]
        for words in sorted(letters or full * listed, key=lambda words: not has_tones(words)):
            if has_tones(words) or not any(map(has_tones, full)):
                return _written(words)
            return _written(next(words for words in full if has_tones(words)))
    return None


def _written(words: Sequence[Word]) -> str:
    text = " ".join(word.written for word in words)
    return text[:1].upper() + text[1:]

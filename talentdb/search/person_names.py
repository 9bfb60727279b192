"""Whether words of a line are the name of a person: by how Vietnamese names are built. Pure; knows no person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from talentdb.codes.name_words import FAMILY_NAMES, NAME_WORDS
from talentdb.codes.syllables import is_strict_syllable, is_syllable
from talentdb.search.concepts import Span, concepts
from talentdb.search.phrases import phrase_set, written_words
from talentdb.search.words import Word, has_tones, read_words
from talentdb.text import fold

__all__ = ["NameSpan", "find_name", "name_words", "near_syllables"]

_PARTS: Final = frozenset(fold(word) for word in NAME_WORDS) | {one[0] for one in phrase_set("names", "words")}
_TONED: Final = NAME_WORDS | {one.toned for one in written_words("names", "words")}
_MIDDLES: Final = frozenset({"van", "thi"})
_TONED_MIDDLES: Final = frozenset({"văn", "thị"})
_LONGEST: Final = 5
_FIRST: Final = 2
_LEAST_SWAPPED: Final = 3


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Words `start` to `end` are a name."""

    start: int
    end: int


def find_name(words: Sequence[Word], spans: Sequence[Span], closed: Collection[int] = ()) -> NameSpan | None:
    """The name in a line; None where there is none.

    A line that is nothing but syllables of names, with a family name at either end, is a name as a whole, whatever
    else its words could mean ("Trần Văn Nam", "Lê Hưng Yên", "Đức Nguyễn Văn"). Inside a longer line a name has to
    begin with a family name and to show itself: by "Văn" or "Thị", or by capitals where other words have none.

    Args:
        closed: places of words that are no part of a name: a degree at the beginning, "xã" and the place behind it.
    """
    first = next(place for place in range(len(words) + 1) if place not in closed)
    behind = [replace(one, start=one.start - first, end=one.end - first) for one in spans if one.start >= first]
    if not any(place > first for place in closed) and _whole(words[first:], behind):
        return NameSpan(first, len(words))
    if len(words) == 1:
        return None
    covered = {place: span for span in spans for place in range(span.start, span.end) if span.end - span.start > 1}
    for start, word in enumerate(words):
        if word.key not in FAMILY_NAMES or start in covered or start in closed or _is_speech(words, start):
            continue
        end = _end(words, start, {*covered, *closed})
        part = words[start:end]
        if end - start >= _FIRST and (_has_middle(part) or _stands_out(words, start, end)):
            return NameSpan(start, end)
    return None


def _is_speech(words: Sequence[Word], start: int) -> bool:
    """Whether a word of a long line is no family name as it is written: "thị trấn", "giáo viên văn"."""
    word = words[start]
    if len(words) <= _LONGEST or word.written[:1].isupper() or not has_tones(words):
        return False
    return word.toned not in NAME_WORDS or word.key in _MIDDLES


def _whole(words: Sequence[Word], spans: Sequence[Span]) -> bool:
    if not _FIRST <= len(words) <= _LONGEST or not all(word.key.isalpha() for word in words):
        return False
    if _begins_with_topic(words, spans):
        return False
    if any(span.end - span.start > 1 for span in spans) and not _has_middle(words):
        return False
    if spans and all(word.toned != word.key and word.toned not in _TONED for word in words):
        return False  # "viện lúa": each word has tones that no name has
    if _has_middle(words) and (words[0].key in FAMILY_NAMES or all(map(_of_names, words))):
        return True
    if all(map(_of_names, words)) and len(words) >= _LEAST_SWAPPED and words[1].toned in _TONED_MIDDLES:
        return True  # the family name has a slip that makes it another word
    if all(map(_of_names, words)):
        # Swapped: the given name first, the family name at the end or before the middle name.
        swapped = len(words) >= _LEAST_SWAPPED and any(word.key in FAMILY_NAMES for word in words[1:])
        swapped = swapped and all(word.toned in _TONED or word.toned == word.key for word in words)
        return words[0].key in FAMILY_NAMES or swapped or _begins_with_slip(words)
    if len(words) == _FIRST and all(is_strict_syllable(word.toned) for word in words):
        return False  # too short to tell a slip from another word
    return _slips(words) == 1


def _begins_with_topic(words: Sequence[Word], spans: Sequence[Span]) -> bool:
    """Whether a phrase of the vocabulary with its tones is the line, or holds its "thị" or "văn" ("đô thị", "quản lý
    văn hoá"), and it is not written as names are; without any tones a long phrase has to be all of it."""
    span = next((one for one in spans if not one.start and one.end > 1), None)
    if span is None or (words[0].key in FAMILY_NAMES and all(word.written[:1].isupper() for word in words)):
        return False
    part = words[: span.end]
    if not has_tones(words):
        return _FIRST < span.end == len(words) and words[0].key not in FAMILY_NAMES
    held = (text for name in span.concepts for text in (*concepts()[name].terms, *concepts()[name].signs))
    spoken = [word.spoken for word in part]
    said = any([word.spoken for word in read_words(text)] == spoken for text in held)
    return said and (span.end == len(words) or any(word.toned in _TONED_MIDDLES for word in part))


def _begins_with_slip(words: Sequence[Word]) -> bool:
    """Three words of names, the first of them one letter away from a family name ("vy đức quý")."""
    if len(words) < _LEAST_SWAPPED or not all(word.toned in _TONED or word.toned == word.key for word in words):
        return False
    return any(OSA.distance(words[0].key, one, score_cutoff=1) <= 1 for one in FAMILY_NAMES)


def _of_names(word: Word) -> bool:
    return word.key in _PARTS or word.key in FAMILY_NAMES or word.key in _MIDDLES


def _slips(words: Sequence[Word]) -> int:
    """How many words are only nearly those of a name, a family name first; many where one is nothing alike."""
    found = 0
    for place, word in enumerate(words):
        known = FAMILY_NAMES if place == 0 else _PARTS | FAMILY_NAMES
        if word.key in known:
            continue
        # No syllable at all in a long name is one with a slip, whatever it was to be.
        slipped = place > 0 and len(words) >= _LEAST_SWAPPED and not (is_syllable(word.key) or word.written.isupper())
        if not slipped and not any(OSA.distance(word.key, one, score_cutoff=1) <= 1 for one in known):
            return len(words)
        found += 1
    return found


def _has_middle(words: Sequence[Word]) -> bool:
    """A "Văn" or "Thị" behind or before a family name; with their tones, as far as there are any."""
    for place, word in enumerate(words):
        if word.toned in _TONED_MIDDLES or (word.key in _MIDDLES and word.toned == word.key):
            around = [*words[max(0, place - 1) : place], *words[place + 1 : place + 2]]
            if any(one.key in FAMILY_NAMES for one in around):
                return True
    return False


def _end(words: Sequence[Word], start: int, covered: Collection[int]) -> int:
    end = start + 1
    while end < len(words) and end - start < _LONGEST and end not in covered:
        after_middle = words[end - 1].key in _MIDDLES and end - start == _FIRST
        if not words[end].key.isalpha() or not (words[end].key in _PARTS or after_middle):
            break
        if words[start].written[:1].isupper() and not words[end].written[:1].isupper():
            break
        end += 1
    return end


def name_words(words: Sequence[Word]) -> bool:
    """Whether all words are those of names: beside a body they are a part of somebody's name."""
    return 0 < len(words) < _LONGEST and all(map(_of_names, words))


@lru_cache(maxsize=5_000)
def near_syllables(key: str) -> tuple[str, ...]:
    """Syllables of names that a folded word is one slip of the finger away from, the first letter counting too."""
    known = sorted(_PARTS | FAMILY_NAMES | _MIDDLES)
    return tuple(one for one in known if one != key and OSA.distance(key, one, score_cutoff=1) <= 1)


def _stands_out(words: Sequence[Word], start: int, end: int) -> bool:
    """Capitals at each word of the name, three words at least, and none everywhere in the line."""
    inside = all(word.written[:1].isupper() and not word.written[1:].isupper() for word in words[start:end])
    return inside and end - start > _FIRST

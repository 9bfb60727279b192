"""Whether words of a line are the name of a person: by how Vietnamese names are built. Pure; knows no person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from talentdb.codes.name_words import FAMILY_NAMES, NAME_WORDS
from talentdb.search.concepts import Span
from talentdb.search.words import Word
from talentdb.text import fold

__all__ = ["NameSpan", "find_name"]

_PARTS: Final = frozenset(fold(word) for word in NAME_WORDS)
_MIDDLES: Final = frozenset({"van", "thi"})
_LONGEST: Final = 5
_LEAST_SLIPPED: Final = 3
_COMMON_FAMILIES: Final = frozenset(
    ("nguyen", "tran", "pham", "hoang", "huynh", "phan", "dang", "duong", "dinh", "doan", "trinh", "luong", "truong")
)
_FIRST: Final = 2


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Words `start` to `end` are a name."""

    start: int
    end: int


def find_name(words: Sequence[Word], spans: Sequence[Span]) -> NameSpan | None:
    """The name in a line; None where there is none.

    A line that is nothing but syllables of names, with a family name at either end, is a name as a whole, whatever
    else its words could mean ("Trần Văn Nam", "Lê Hưng Yên", "Đức Nguyễn Văn"). Inside a longer line a name has to
    begin with a family name and to show itself: by "Văn" or "Thị", or by capitals where other words have none.
    """
    if _whole(words, spans):
        return NameSpan(0, len(words))
    if len(words) == 1:
        return None
    covered = {place: span for span in spans for place in range(span.start, span.end) if span.end - span.start > 1}
    for start, word in enumerate(words):
        if word.key not in FAMILY_NAMES or start in covered:
            continue
        end = _end(words, start, covered)
        part = words[start:end]
        if end - start >= _FIRST and (_has_middle(part) or _stands_out(words, start, end)):
            return NameSpan(start, end)
    return None


def _whole(words: Sequence[Word], spans: Sequence[Span]) -> bool:
    if not _FIRST <= len(words) <= _LONGEST or not all(word.key.isalpha() for word in words):
        return False
    if spans and (spans[0].end - spans[0].start > 1 or len(spans) > 1) and not _has_middle(words):
        return False
    if words[0].key in FAMILY_NAMES:
        if _has_middle(words):
            return True
        return all(word.key in _PARTS or word.key in FAMILY_NAMES for word in words) or _slipped(words, spans)
    if _slipped(words, spans):
        return True
    # Swapped: the given name first. The family name stands at the end or before the middle name.
    swapped = any(word.key in FAMILY_NAMES for word in words[1:])
    return swapped and _has_middle(words) and all(word.key in _PARTS or word.key in FAMILY_NAMES for word in words)


def _slipped(words: Sequence[Word], spans: Sequence[Span]) -> bool:
    """Three words and more of a name with one of them a slip of the finger away from a word of names; the family name
    at the beginning, or so away from a common one."""
    if spans or len(words) < _LEAST_SLIPPED:
        return False
    odd = [word for word in words if word.key not in _PARTS and word.key not in FAMILY_NAMES]
    if len(odd) != 1:
        return False
    known = _COMMON_FAMILIES if odd[0] is words[0] else _PARTS
    near = any(OSA.distance(odd[0].key, one, score_cutoff=1) <= 1 for one in known)
    return near and (odd[0] is words[0] or words[0].key in FAMILY_NAMES)


def _has_middle(words: Sequence[Word]) -> bool:
    """A "Văn" or "Thị" behind or before a family name; with their tones, as far as there are any."""
    for place, word in enumerate(words):
        if word.toned in ("văn", "thị") or (word.key in _MIDDLES and word.toned == word.key):
            around = [*words[max(0, place - 1) : place], *words[place + 1 : place + 2]]
            if any(one.key in FAMILY_NAMES for one in around):
                return True
    return False


def _end(words: Sequence[Word], start: int, covered: dict[int, Span]) -> int:
    end = start + 1
    while end < len(words) and end - start < _LONGEST and end not in covered:
        after_middle = words[end - 1].key in _MIDDLES and end - start == _FIRST
        if not words[end].key.isalpha() or not (words[end].key in _PARTS or after_middle):
            break
        if words[start].written[:1].isupper() and not words[end].written[:1].isupper():
            break
        end += 1
    return end


def _stands_out(words: Sequence[Word], start: int, end: int) -> bool:
    """Capitals at each word of the name, three words at least, and none everywhere in the line."""
    inside = all(word.written[:1].isupper() and not word.written[1:].isupper() for word in words[start:end])
    return inside and end - start > _FIRST

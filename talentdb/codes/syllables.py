"""How a Vietnamese syllable is built: a loose test that no word of the language fails, and a strict one.

Knows no encoding and no list of words; names of other languages of Vietnam fail the strict test by design.
"""

import itertools
import re
from functools import lru_cache
from typing import Final

from talentdb.text import place_tones

__all__ = ["is_strict_syllable", "is_syllable"]

_ONSET = r"(ngh|ng|nh|gh|gi|kh|ch|th|tr|ph|qu|[bcdđghklmnpqrstvx])?"
_SYLLABLE = re.compile(
    _ONSET + r"(?:iêu|yêu|ươu|ươi|uôi|oai|oay|oao|oeo|uây|uya|uyê|uyu|iê|yê|ia|iu|ai|ao|au|ay|âu|ây|eo|êu|oa|oă|oe"
    r"|oi|ôi|ơi|oo|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|[aăâeêioôơuưy])(ng|nh|ch|[cmnpt])?"
)
_STRICT = re.compile(
    _ONSET + r"(?:(?:iêu|yêu|ươu|ươi|uôi|oai|oay|oao|oeo|uây|uya|uyu|ia|iu|ai|ao|au|ay|âu|ây|eo|êu|oi|ôi|ơi|ua|ui|uơ"
    r"|ưa|ưi|ưu|[aeêioôơuưy]|oa|oe|uê|uy)"
    r"|(?:iê|yê|uyê|oă|uâ|uô|ươ|[aăâeêioôơuưy]|oa|oe|uê|uy)(ng|nh|ch|[cmnpt]))"
)
_TONE_MARKS: Final = str.maketrans(
    "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ",
    "aaaaaăăăăăâââââeeeeeêêêêêiiiiioooooôôôôôơơơơơuuuuuưưưưưyyyyy",
)
_TONED = frozenset("áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")
_SHARP_OR_HEAVY = frozenset("áạắặấậéẹếệíịóọốộớợúụứựýỵ")
_OLD_STYLE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])$")


def _stopped(coda: str | None, low: str) -> bool:
    """Whether a syllable closed by c, ch, p or t has one of the two tones it can have."""
    return coda not in ("c", "ch", "p", "t") or any(c in _SHARP_OR_HEAVY for c in low)


@lru_cache(maxsize=100_000)
def is_syllable(word: str) -> bool:
    """Whether a word is built like one Vietnamese syllable with at most one tone, capitals not in its middle.

    "NguyÔn" has a capital inside and is TCVN3; "lÊ" is only the caps lock key.
    """
    low = word.lower()
    if word[:1].islower() and word[1:].isupper():
        word = low
    if sum(c in _TONED for c in low) > 1 or any(a.islower() and b.isupper() for a, b in itertools.pairwise(word)):
        return False
    match = _SYLLABLE.fullmatch(low.translate(_TONE_MARKS))
    toned = any(c in _TONED for c in low)
    return match is not None and (not toned or _stopped(match.group(2), low))


@lru_cache(maxsize=100_000)
def is_strict_syllable(word: str) -> bool:
    """Whether a lower-case word is spelled by the rules: c and k apart, the tone in its place and of its kind."""
    if sum(c in _TONED for c in word) > 1:
        return False
    bare = word.translate(_TONE_MARKS)
    match = _STRICT.fullmatch(bare)
    if match is None or not _stopped(match.group(2), word):
        return False
    onset, rest = match.group(1) or "", bare[len(match.group(1) or "") :]
    front = rest[:1] in ("e", "ê", "i", "y")
    if (onset in ("c", "ng", "g") and front) or (onset in ("k", "gh", "ngh") and not front):
        return False
    return place_tones(word) == word or _OLD_STYLE.search(word) is not None

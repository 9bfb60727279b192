"""Text in the old one-byte encodings TCVN3 (.VnTime) and VNI, decided cell by cell, never harming Unicode.

A text is changed only when it is no Vietnamese as it stands and every word of it is one after decoding.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from talentdb.text import clean

__all__ = ["column_encoding", "decode_as", "decode_legacy", "is_syllable"]

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®§ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđĐèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯ",
        strict=True,
    )
)
_TONES = {"ù": 1, "ø": 2, "û": 3, "õ": 4, "ï": 5}
_VNI_BASE = {
    "a": "aáàảãạ",
    "e": "eéèẻẽẹ",
    "o": "oóòỏõọ",
    "u": "uúùủũụ",
    "y": "yýỳỷỹỵ",
    "ô": "ơớờởỡợ",
    "ö": "ưứừửữự",
}
_VNI_HAT = {"a": "âấầẩẫậ", "e": "êếềểễệ", "o": "ôốồổỗộ"}
_VNI_SINGLE = {"æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "í": "í"}


def _vni_pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for base, forms in _VNI_BASE.items():
        for mark, tone in _TONES.items():
            pairs[base + mark] = forms[tone]
    for base, forms in _VNI_HAT.items():
        for mark, letter in zip("âáàåãä", forms, strict=True):
            pairs[base + mark] = letter
    for mark, letter in zip("êéèúüë", "ăắằẳẵặ", strict=True):
        pairs["a" + mark] = letter
    upper = {k.upper(): v.upper() for k, v in pairs.items()}
    mixed = {k[0].upper() + k[1]: v.upper() for k, v in pairs.items()}
    return mixed | upper | pairs


_VNI = _vni_pairs() | _VNI_SINGLE | {k.upper(): v.upper() for k, v in _VNI_SINGLE.items()}
_VNI_PATTERN = re.compile("|".join(re.escape(k) for k in sorted(_VNI, key=len, reverse=True)))

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ch|th|tr|ph|qu|[bcdđghklmnpqrstvx])?"
    r"(?:iêu|yêu|ươu|ươi|uôi|oai|oay|oao|oeo|uây|uya|uyê|uyu|iê|yê|ia|iu|ai|ao|au|ay|âu|ây|eo|êu|oa|oă|oe|oi|ôi|ơi"
    r"|oo|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|[aăâeêioôơuưy])(?:ng|nh|ch|[cmnpt])?"
)
_TONE_MARKS = str.maketrans(
    "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ",
    "aaaaaăăăăăâââââeeeeeêêêêêiiiiioooooôôôôôơơơơơuuuuuưưưưưyyyyy",
)
_TONED = frozenset("áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")
# The Icelandic letter that people type for Đ ("CÐ"), which is also the code of é in TCVN3.
_ETH = str.maketrans("Ðð", "Dd")
_SPLIT = re.compile(r"[\s0-9.,;:/()\[\]\-+&'\"!?%_=@#*<>|\\]+")


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
    return _SYLLABLE.fullmatch(low.translate(_TONE_MARKS)) is not None


def _marked_words(text: str) -> list[str]:
    return [w for w in _SPLIT.split(text) if any(ord(c) > 0x7F for c in w)]


def _plausible(text: str) -> bool:
    return all(is_syllable(w) or is_syllable(w.lower()) for w in _marked_words(text))


@lru_cache(maxsize=100_000)
def decode_legacy(text: str) -> tuple[str, str | None]:
    """The text in Unicode and the name of the old encoding it was in; the text itself and None otherwise.

    Only texts all within Latin-1 are looked at: one letter such as "ễ" or "đ" proves Unicode.
    """
    if text.isascii() or any(ord(c) > 0xFF for c in text):
        return text, None
    if text.translate(_ETH).isascii():
        return text, None
    if all(is_syllable(w) for w in _marked_words(clean(text))):
        return text, None
    for decoded, name in _forms(text):
        if decoded != text and _plausible(decoded):
            return decoded, name
    return text, None


def _forms(text: str) -> tuple[tuple[str, str], ...]:
    tcvn3 = "".join(_TCVN3.get(c, c) for c in text)
    return (tcvn3, "TCVN3"), (_VNI_PATTERN.sub(lambda m: _VNI[m.group()], text), "VNI")


def column_encoding(texts: Iterable[str]) -> str | None:
    """The old encoding nearly all marked cells of a column are in; None for a column of Unicode or of few.

    "Vò" is a word in Unicode and "Vũ" in TCVN3: only the cells around it tell. Nine of ten, at least three.
    """
    seen: Counter[str] = Counter()
    for text in texts:
        encoding = decode_legacy(text)[1]
        if encoding or any(ord(c) > 0xFF for c in text):
            seen[encoding or ""] += 1
    best = max(seen, key=lambda name: seen[name], default="")
    return best if best and seen[best] >= 3 and seen[best] >= 0.9 * seen.total() else None


def decode_as(text: str, encoding: str) -> tuple[str, str | None]:
    """`decode_legacy`, and where that leaves a marked text, the column's encoding if it gives Vietnamese."""
    decoded, found = decode_legacy(text)
    if found or text.isascii() or any(ord(c) > 0xFF for c in text):
        return decoded, found
    for candidate, name in _forms(text):
        if name == encoding and candidate != text and _plausible(candidate):
            return candidate, name
    return text, None

"""Text in the old one-byte encodings TCVN3 (.VnTime) and VNI, decided cell by cell, never harming Unicode.

A text is changed only when it is no Vietnamese as it stands and every word of it is one after decoding; what is
both ("Vò") is decided by the cells around it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from talentdb.codes.name_words import NAME_WORDS
from talentdb.codes.syllables import is_strict_syllable, is_syllable
from talentdb.text import clean, place_tones

__all__ = [
    "MIXED",
    "column_encoding",
    "decode_all",
    "decode_as",
    "decode_legacy",
    "doubtful",
    "encoding_beside",
    "is_syllable",
]

MIXED: Final = "?"
"""After the name of an encoding: the column holds Unicode cells too."""

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

# The Icelandic letter that people type for Đ ("CÐ"), which is also the code of é in TCVN3.
_ETH = str.maketrans("Ðð", "Đđ")
_SPLIT = re.compile(r"[\s0-9.,;:/()\[\]\-+&'\"!?%_=@#*<>|\\\u2010-\u2026]+")
_SIGN = re.compile("[A-Za-z][\u00a1-\u00bf\u00d7\u00f7]|[\u00a1-\u00bf\u00d7\u00f7][A-Za-z]")
# Signs of measures that are codes of letters too: "5 µm" is no "5 àm".
_MEASURES = frozenset({"µm", "µg", "µl", "µs", "µmol"})


def _is_unicode(text: str) -> bool:
    """Whether a letter or a mark proves Unicode: ASCII alone, or one such as "ễ" or "đ"."""
    return text.isascii() or any(c > "\u00ff" and not "\u2010" <= c <= "\u2122" for c in text)


def _marked(text: str) -> list[str]:
    return [w for w in _SPLIT.split(text) if not w.isascii()]


def _abbreviation(word: str) -> bool:
    """ "CĐ", "ĐHSP", "HĐND": capitals whose only mark is that of Đ."""
    return word.isupper() and word.replace("Đ", "D").isascii()


@lru_cache(maxsize=100_000)
def _reads_as_unicode(text: str) -> bool:
    if "\u00ad" in text and re.search("[A-Za-z]\u00ad|\u00ad[A-Za-z\u00c0-\u00ff]", text):
        # a soft hyphen is the letter ư of TCVN3: as Unicode it would only vanish
        return not _plausible("".join(_TCVN3.get(c, c) for c in text))
    return all(_abbreviation(w) or is_syllable(w) for w in _marked(clean(text).translate(_ETH)))


def _plausible(decoded: str, text: str = "") -> bool:
    """Whether every word is Vietnamese, one at least strictly so or with a sign in it that no word has ("Niª")."""
    words = [w for w in _marked(decoded) if not _abbreviation(w)]
    strict = [is_strict_syllable(w.lower()) for w in words]
    if all(strict):
        return True
    loose = all(s or is_syllable(w.lower()) for w, s in zip(words, strict, strict=True))
    return loose and (any(strict) or _SIGN.search(text) is not None)


def _as_shown(decoded: str, text: str) -> str:
    """Capitals of the font .VnTimeH: where every plain letter is a capital, the marked ones are shown as such."""
    plain = [c for c in text if c.isascii() and c.isalpha()]
    return decoded.upper() if len(plain) > 1 and all(c.isupper() for c in plain) else decoded


@lru_cache(maxsize=100_000)
def _forms(text: str) -> tuple[tuple[str, str], ...]:
    """What the text says in each encoding all of whose marked letters the encoding has."""
    forms: list[tuple[str, str]] = []
    if not any("\u00c0" <= c <= "\u00ff" and c not in _TCVN3 for c in text):
        tcvn3 = "".join(_TCVN3.get(c, c) for c in text)
        # "§H" and "§oµn", not a word of one sign: "A · B", "3 × 4", "10 ÷ 20"
        words = [w for w in _marked(text) if len(w) > 1 and w not in _MEASURES]
        if words and tcvn3 != text:
            forms.append((_as_shown(tcvn3, text), "TCVN3"))
    if not any("\u00c0" <= c <= "\u00ff" for c in _VNI_PATTERN.sub("", text)):
        vni = _VNI_PATTERN.sub(lambda m: _VNI[m.group()], text)
        if vni != text:
            forms.append((vni, "VNI"))
    return tuple(forms)


@lru_cache(maxsize=100_000)
def decode_legacy(text: str) -> tuple[str, str | None]:
    """The text in Unicode and the name of the old encoding it was in; the text itself and None otherwise.

    Only texts all within Latin-1 are looked at: one letter such as "ễ" or "đ" proves Unicode.
    """
    if _is_unicode(text) or _reads_as_unicode(text):
        return text, None
    found = [(decoded, name) for decoded, name in _forms(text) if _plausible(decoded, text)]
    if found and _half_capitals(text) and _worth(text) >= max(_worth(decoded) for decoded, _ in found):
        return text, None
    # "Löu" is Lửu in TCVN3 and Lưu in VNI: the one made of words of names
    return max(found, key=lambda form: _known_words(form[0]), default=(text, None))


def column_encoding(texts: Iterable[str]) -> str | None:
    """The old encoding a column is in; None for a column of Unicode.

    "Vò" is a word in Unicode and "Vũ" in TCVN3: only the cells around it tell. Nine of ten that tell anything have
    to agree, and three where one disagrees; otherwise the name is followed by `MIXED`.
    """
    seen: Counter[str] = Counter()
    for text in texts:
        encoding = decode_legacy(text)[1]
        if encoding:
            seen[encoding] += 1
        elif not text.isascii() and (_is_unicode(text) or _reads_as_unicode(text)) and not _may_be_old(text):
            seen[""] += 1
    best = max((name for name in seen if name), key=lambda name: seen[name], default="")
    if not best:
        return None
    settled = seen[best] == seen.total() or (seen[best] >= 3 and seen[best] >= 0.9 * seen.total())
    return best if settled else best + MIXED


def encoding_beside(texts: Sequence[str], encoding: str) -> str:
    """The encoding of a column that does not show its own, in a table whose other columns are in `encoding`.

    The same where all its texts may be so ("Hé sinh"), `MIXED` where some may; "" where one is surely Unicode.
    """
    if any(_is_unicode(text) and not text.isascii() for text in texts):
        return ""
    old = [_may_be_old(text) for text in texts]
    return encoding if all(old) and old else encoding + MIXED if any(old) else ""


def _may_be_old(text: str) -> bool:
    """Whether a text that reads as Unicode reads as an old encoding just as well."""
    return not _is_unicode(text) and any(_plausible(decoded) for decoded, _ in _forms(text))


def _half_capitals(text: str) -> bool:
    """ "BùI THANH HòA": Unicode whose capitals were made by a program that knows only A to Z."""
    words = _marked(text)
    return all(is_syllable(w.lower()) for w in words) and any(
        all(c.isupper() if c.isascii() else c.islower() for c in w) for w in words
    )


def _worth(text: str) -> tuple[int, int]:
    """How much a reading speaks for itself: words that names are made of, words spelled by the rules."""
    return _known_words(text), sum(is_strict_syllable(w.lower()) for w in _marked(text))


def _known_words(text: str) -> int:
    return sum(place_tones(w.lower()) in NAME_WORDS for w in _marked(text))


def _known(text: str) -> bool:
    return _known_words(text) == len(_marked(text))


@lru_cache(maxsize=100_000)
def decode_as(text: str, encoding: str) -> tuple[str, str | None]:
    """`decode_legacy`, and where that leaves a marked text, the column's encoding if it gives Vietnamese.

    In a mixed column only words that names are made of decide, and only when they are so in one reading alone.
    """
    decoded, found = decode_legacy(text)
    wanted = encoding.rstrip(MIXED)
    if not wanted or found == wanted or _is_unicode(text):
        return decoded, found
    candidate = next((form for form, name in _forms(text) if name == wanted), None)
    if candidate is None or (found and not _plausible(candidate, text)):
        return decoded, found
    if encoding.endswith(MIXED):
        taken = not found and _plausible(candidate) and _known(candidate) and not _known(text)
    else:
        taken = _plausible(candidate, text) or not _reads_as_unicode(text)
    return (candidate, wanted) if taken else (decoded, found)


def doubtful(text: str, encoding: str) -> str | None:
    """The other reading of a text that a mixed column leaves open; None when there is no doubt."""
    if not encoding.endswith(MIXED) or text.isascii() or not _may_be_old(text) or decode_as(text, encoding)[1]:
        return None
    if _known(text):
        return None
    return next((form for form, name in _forms(text) if name == encoding.rstrip(MIXED)), None)


def decode_all(texts: Sequence[str]) -> list[str]:
    """Texts that belong together (the headers of a table), each in Unicode: "Ghi chó" beside "Hä vµ tªn"."""
    encoding = column_encoding(texts) or ""
    return [decode_as(text, encoding)[0] for text in texts]

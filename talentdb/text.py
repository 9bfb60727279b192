"""Vietnamese text: composing, folding, tone levels, tone-mark placement, capitals, sort key, formatting.

Pure functions over str. Knows no field and no code list. SQL never lowers or folds Vietnamese: it stores what
these functions return (a database with another locale would do it differently).
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

__all__ = [
    "alias_key",
    "clean",
    "fold",
    "format_date",
    "format_number",
    "format_percent",
    "join_keys",
    "mend_name_capitals",
    "place_tones",
    "same_tones",
    "sort_key",
    "tone_key",
]

# Look-alikes seen in agencies' files: Icelandic and African D for Đ; several apostrophes and dashes.
_LOOKALIKE = str.maketrans(
    {
        "Ð": "Đ",
        "ð": "đ",
        "Ɖ": "Đ",
        "ɖ": "đ",
        "’": "'",
        "‘": "'",
        "´": "'",
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
    }
)
# Letters of other alphabets that look like ours, typed from a phone or put in by a converter ("Vаn" with U+0430).
_CYRILLIC = str.maketrans("АВЕКМНОРСТУХІЅаеорсухіѕӏ", "ABEKMHOPCTYXISaeopcyxisl")
_GREEK = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo")
_FOREIGN = re.compile("[\u0370-\u04ff]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = re.compile(r"\s+")
_REMEMBERED = 120
# The marks of Vietnamese and their neighbours; every one of them combines.
_MARKS = re.compile("[\u0300-\u034e]+")

_TONES = {"\u0300": 1, "\u0301": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5}
_TONE_MARKS = {v: k for k, v in _TONES.items()}
_VOWELS = "aăâeêioôơuưy"


def clean(text: str) -> str:
    """NFC, look-alike letters mended, invisible and control characters out, runs of white space to one blank."""
    if text.isascii() and text.isprintable():  # identifiers, numbers, mail addresses: nothing but blanks to mend
        return " ".join(text.split())
    return _clean_short(text) if len(text) <= _REMEMBERED else _clean(text)


def _clean(text: str) -> str:
    if _FOREIGN.search(text):
        text = _latin(text)
    text = unicodedata.normalize("NFC", text).translate(_LOOKALIKE)
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


_clean_short = lru_cache(maxsize=200_000)(_clean)
"""A name is cleaned by each step that reads it; long texts are met once and would only fill the memory."""


def _latin(text: str) -> str:
    """Look-alikes of other alphabets as Latin letters, where nothing but look-alikes stands beside Latin ones."""
    for table in (_CYRILLIC, _GREEK):
        mended = text.translate(table)
        rest = mended if table is _GREEK else "".join(c for c in mended if not "\u0370" <= c <= "\u03ff")
        if not _FOREIGN.search(rest) and any(c.isascii() and c.isalpha() for c in text):
            text = mended
    return text


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower case without tones and marks: "Đặng Thị Hường" -> "dang thi huong". For finding, never for showing."""
    decomposed = unicodedata.normalize("NFD", clean(text).lower().replace("đ", "d"))
    plain = _MARKS.sub("", decomposed)
    return plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c))


_NOT_WORD = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=200_000)
def alias_key(text: str) -> str:
    """Key of a name in a code list: folded, only letters and digits, words joined by one blank."""
    return _NOT_WORD.sub(" ", fold(text)).strip()


def _split_tone(syllable: str) -> tuple[str, int]:
    """The syllable without its tone mark (quality marks kept), and the tone 0-5."""
    tone, rest = 0, []
    for char in unicodedata.normalize("NFD", syllable):
        if char in _TONES:
            tone = _TONES[char]
        else:
            rest.append(char)
    return unicodedata.normalize("NFC", "".join(rest)), tone


def _tone_position(bare: str) -> int | None:
    """Index of the letter that carries the tone in a syllable written without it; None when there is no vowel."""
    low = bare.lower()
    start = 2 if low.startswith(("qu", "gi")) and any(c in _VOWELS for c in low[2:]) else 0
    vowels = [i for i, c in enumerate(low) if i >= start and c in _VOWELS]
    if not vowels:
        return None
    run = [vowels[0]]
    for i in vowels[1:]:
        if i == run[-1] + 1:
            run.append(i)
        else:
            return None  # two vowel groups: no Vietnamese syllable, leave it alone
    for i in run:
        if low[i] in "ăâêôơư":
            # ươ carries the tone on ơ, every other marked vowel on itself
            return i + 1 if low[i] == "ư" and low[i + 1 : i + 2] == "ơ" else i
    if len(run) == 1:
        return run[0]
    closed = run[-1] < len(low) - 1
    if len(run) == 3 or closed:
        return run[1]
    return run[0]


@lru_cache(maxsize=200_000)
def _place_syllable(syllable: str) -> str:
    bare, tone = _split_tone(syllable)
    if tone == 0:
        return syllable
    at = _tone_position(bare)
    if at is None:
        return syllable
    return unicodedata.normalize("NFC", bare[: at + 1] + _TONE_MARKS[tone] + bare[at + 1 :])


_SYLLABLE = re.compile(r"[^\W\d_]+")


def place_tones(text: str) -> str:
    """Tone marks where school books put them: Hoà -> Hòa, Thuỷ -> Thủy, Quý stays. Text must be NFC."""
    return _SYLLABLE.sub(lambda m: _place_syllable(m.group()), text)


@lru_cache(maxsize=200_000)
def tone_key(text: str) -> str:
    """Lower case with tones, placement and look-alikes unified: equal keys mean the same spelling."""
    return place_tones(clean(text).lower())


def same_tones(one: str, other: str) -> bool:
    """Whether two names may be the same name: equal where both carry tones, word by word.

    A word written without any mark may stand for any toned word of the same letters ("Hung" for "Hùng", "Hưng").
    """
    left, right = tone_key(one).split(), tone_key(other).split()
    if fold(one) != fold(other) or len(left) != len(right):
        return False
    return all(a == b or a == fold(a) or b == fold(b) for a, b in zip(left, right, strict=True))


def _capital(word: str) -> str:
    return word[:1].title() + word[1:].lower()


_WORD_PART = re.compile(r"[^\s\-'/(]+")


def mend_name_capitals(name: str) -> str:
    """Capitals of a personal name: "NGUYễN THị LAN" -> "Nguyễn Thị Lan", "y'thơm niê" -> "Y'Thơm Niê"."""
    return _WORD_PART.sub(lambda m: _capital(m.group()), clean(name))


_ALPHABET = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
_BASE = {c: _split_tone(c) for c in _ALPHABET}
_ORDER = {c: i for i, c in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}


def _weights(words: list[str]) -> tuple[str, str]:
    """Letters in the Vietnamese order, and the tones that only break ties between equal letters."""
    letters, tones = [], []
    for word in words:
        for char in word:
            base, tone = _BASE.get(char, (char, 0))
            order = _ORDER.get(base)
            letters.append(chr(48 + order) if order is not None else base if base < "0" else "~")
            tones.append(str(tone))
        letters.append(" ")
        tones.append(" ")
    return "".join(letters).strip(), "".join(tones).strip()


def sort_key(name: str) -> str:
    """Key for ordering people as Vietnamese lists do: given name first, then family and middle name.

    Letters in the order a ă â … d đ …; tones (ngang huyền sắc hỏi ngã nặng) break ties, those of the given name
    before the family name counts: every Anh stands before every Ánh. The key is text for the collation "C".
    """
    words = tone_key(name).split()
    if not words:
        return ""
    given, rest = _weights(words[-1:]), _weights(words[:-1])
    return f"{given[0]} {given[1]} {rest[0]}|{rest[1]}"


def format_number(value: float, decimals: int = 0) -> str:
    """12345.678 -> "12.346" ("12.345,68" with two decimals)."""
    text = f"{value:,.{decimals}f}"
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def format_percent(share: float, decimals: int = 1) -> str:
    """0.3842 -> "38,4 %"."""
    return f"{format_number(share * 100, decimals)} %"


def format_date(day: date, precision: str = "day") -> str:
    """9 December 2026 -> "09/12/2026", "12/2026" (month) or "2026" (year)."""
    if precision == "year":
        return f"{day.year}"
    if precision == "month":
        return f"{day.month:02d}/{day.year}"
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def join_keys(parts: Iterable[str]) -> str:
    """Folded parts joined for one search column."""
    return " ".join(dict.fromkeys(fold(p) for p in parts if p))

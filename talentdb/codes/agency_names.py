"""One spelling for the many ways an agency's name is written: abbreviations out, fillers and province tails off.

The abbreviations are data (`lists/abbreviations.csv`); this module knows no agency.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from talentdb.codes.files import read_rows
from talentdb.codes.keys import plain_key, spoken_words, toned_key
from talentdb.text import clean, fold

__all__ = ["Words", "name_words", "starts_with", "without_tail"]

Words = tuple[str, ...]

# "UBND X. Tân Hưng": one letter for the kind of commune, only where an office or nothing stands before it.
_UNIT_LETTERS = {"x": "xã", "p": "phường"}
# "Trường" before these says nothing: "Trường THPT Ân Thi" is "THPT Ân Thi".
_AFTER_TRUONG = frozenset({"dai", "cao", "trung", "tieu", "mam", "mau", "pho"})
_TAILS: tuple[Words, ...] = (
    ("tỉnh", "hưng", "yên"), ("tinh", "hung", "yen"), ("hưng", "yên"), ("hung", "yen"), ("tỉnh",), ("tinh",)
)  # fmt: skip
_AND = frozenset({"và", "va"})


@cache
def _abbreviations() -> dict[str, Words]:
    """Key of the short form -> words of the long one."""
    return {toned_key(row["short"]): _spell(row["full"]) for row in read_rows("abbreviations")}


@cache
def _plain_abbreviations() -> dict[str, Words]:
    """The same for short forms typed without marks (DH, BVDK), where no other short form is written so."""
    found: dict[str, set[Words]] = {}
    for short, words in _abbreviations().items():
        found.setdefault(plain_key(short), set()).add(words)
    return {key: next(iter(words)) for key, words in found.items() if len(words) == 1}


@cache
def _generic() -> frozenset[Words]:
    """Names that are only a kind of body: no agency is called just that."""
    kinds = (_spell(row["words"]) for row in read_rows("agency_name_words"))
    return frozenset(_abbreviations().values()) | frozenset(kinds)


def _spell(text: str) -> Words:
    return tuple(word for word in spoken_words(text) if word not in _AND)


def _expand(token: str) -> Words:
    """Words of one blank-separated piece: an abbreviation as a whole, else piece by piece."""
    key = toned_key(token)
    if key in _abbreviations():
        return _abbreviations()[key]
    if fold(token) == token.lower() and key in _plain_abbreviations():
        return _plain_abbreviations()[key]
    words = spoken_words(token)
    if len(words) < 2:
        return words
    return tuple(part for word in words for part in _abbreviations().get(word, (word,)))


@lru_cache(maxsize=50_000)
def name_words(text: str) -> Words:
    """Canonical words of an agency's name: "Sở KH&CN" and "SỞ KHOA HỌC VÀ CÔNG NGHỆ" give the same."""
    # "KH & CN" is one abbreviation
    text = clean(text).replace(" &", "&").replace("& ", "&")
    words = [word for token in text.split() for word in _expand(token) if word not in _AND]
    for at, word in enumerate(words):
        if word in _UNIT_LETTERS and len(words) > 1 and (at == 0 or words[at - 1] == "dân"):
            words[at] = _UNIT_LETTERS[word]
    if len(words) > 2 and words[0] in {"trường", "truong"} and fold(words[1]) in _AFTER_TRUONG:
        words = words[1:]
    return tuple(words)


def without_tail(words: Words, *, bare: bool = False) -> Iterator[Words]:
    """The name without "tỉnh Hưng Yên", "Hưng Yên", "tỉnh" at its end, longest tail first, never a mere kind.

    With `bare` a mere kind or a single word too, for a caller that compares it with names given as such (SYT).
    """
    for tail in _TAILS:
        rest = words[: -len(tail)]
        if words[-len(tail) :] == tail and rest and (bare or (len(rest) > 1 and rest not in _generic())):
            yield rest


def starts_with(words: Words, beginning: Words) -> bool:
    """Whether a name begins with these words."""
    return words[: len(beginning)] == beginning

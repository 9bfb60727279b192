"""How names come out of a keyboard: Telex and VNI left unconverted, wrong tones, slips of a finger. Pure."""

import unicodedata
from random import Random
from typing import Final

__all__ = ["keys_of", "slip", "wrong_tone"]

_MARKS: Final = {
    "telex": {"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"},
    "vni": {"ă": "a8", "â": "a6", "đ": "d9", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7"},
}
_TONES: Final = {
    "telex": {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"},
    "vni": {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"},
}
_ALL: Final = "".join(_TONES["telex"])
_CONFUSED: Final = {"\u0309": "\u0303", "\u0303": "\u0309"}
_NEIGHBOURS: Final = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "g": "fh", "h": "gj", "i": "uo", "k": "jl", "l": "k",
    "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb",
    "x": "zc", "y": "tu",
}  # fmt: skip


def _split(syllable: str) -> tuple[str, str, int]:
    """The syllable without its tone (composed), the tone, and the index of the letter that bore it."""
    letters: list[str] = []
    tone, at = "", -1
    for char in syllable:
        parts = unicodedata.normalize("NFD", char)
        found = next((mark for mark in parts if mark in _ALL), "")
        if found:
            tone, at = found, len(letters)
        letters.append(unicodedata.normalize("NFC", parts.replace(found, "") if found else parts))
    return "".join(letters), tone, at


def keys_of(syllable: str, method: str, *, late: bool) -> str:
    """The keys pressed for a syllable; `late` puts the tone's key at the end, else after its vowel."""
    bare, tone, at = _split(syllable.lower())
    out = []
    for place, char in enumerate(bare):
        out.append(_MARKS[method].get(char, char))
        if tone and not late and place == at:
            out.append(_TONES[method][tone])
    return "".join(out) + (_TONES[method][tone] if tone and late else "")


def wrong_tone(rng: Random, name: str) -> str:
    """The name with another tone on one syllable; hook and tilde are taken for each other where there is one."""
    words = name.split()
    at = rng.randrange(len(words))
    bare, tone, place = _split(words[at])
    new = _CONFUSED.get(tone) or rng.choice([mark for mark in _ALL if mark != tone])
    if place < 0:
        vowels = [i for i, c in enumerate(bare.lower()) if unicodedata.normalize("NFD", c)[0] in "aeiouy"]
        place = vowels[-1]
    words[at] = unicodedata.normalize("NFC", bare[: place + 1] + new + bare[place + 1 :])
    return " ".join(words)


def slip(rng: Random, name: str) -> str:
    """One slip in a syllable of at least three letters: a neighbour's key, a letter left out, doubled, or two turned
    round."""
    words = name.split()
    long = [at for at, word in enumerate(words) if len(word) >= 3]
    at = rng.choice(long or [len(words) - 1])
    word = words[at]
    spot = rng.randrange(1, len(word))
    kind = rng.choice(("neighbour", "left out", "doubled", "turned"))
    if kind == "neighbour":
        base = unicodedata.normalize("NFD", word[spot].lower().replace("đ", "d"))[0]
        word = word[:spot] + rng.choice(_NEIGHBOURS.get(base, "x")) + word[spot + 1 :]
    elif kind == "left out":
        word = word[:spot] + word[spot + 1 :]
    elif kind == "doubled":
        word = word[:spot] + word[spot] + word[spot:]
    else:
        word = word[: spot - 1] + word[spot] + word[spot - 1] + word[spot + 1 :]
    words[at] = word
    return " ".join(words)

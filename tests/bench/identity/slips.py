"""The slips that people make in names, dates and numbers when they type a list. Pure in a random.Random."""

import unicodedata
from datetime import date
from random import Random
from typing import Final

__all__ = ["date_typo", "middle_lost", "name_typo", "number_typo", "swap_day_and_month", "tone_slip", "unmark"]

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_SWAPS: Final = (
    ("y", "i"), ("i", "y"), ("tr", "ch"), ("ch", "tr"), ("s", "x"), ("x", "s"), ("l", "n"), ("n", "l"), ("d", "gi"),
    ("đ", "d"), ("ng", "n"), ("n", "ng"), ("ươ", "ưo"), ("h", ""), ("o", "ô"), ("â", "a"), ("ê", "e"), ("u", "ư"),
)  # fmt: skip
"""Sounds that the north mixes up, and letters missed by the keyboard."""


def unmark(name: str) -> str:
    """Without any mark, as an old export writes it."""
    flat = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


def tone_slip(rng: Random, name: str) -> str:
    """One tone of one word is wrong or missing."""
    words = [unicodedata.normalize("NFD", word) for word in name.split(" ")]
    number = rng.randrange(len(words))
    word = words[number]
    places = [at for at, letter in enumerate(word) if letter in _TONES]
    if places:
        at = rng.choice(places)
        word = word[:at] + rng.choice(["", "", *_TONES]) + word[at + 1 :]
    else:
        vowels = [at for at, letter in enumerate(word) if letter.lower() in "aeiouy"]
        at = vowels[-1] + 1 if vowels else len(word)
        while at < len(word) and unicodedata.combining(word[at]):
            at += 1
        word = word[:at] + rng.choice(_TONES) + word[at:]
    words[number] = word
    return unicodedata.normalize("NFC", " ".join(words))


def name_typo(rng: Random, name: str) -> str:
    """One letter wrong, missing, doubled or swapped with its neighbour; never the first of the name."""
    if rng.random() < 0.5:
        fitting = [(old, new) for old, new in _SWAPS if old in name[1:]]
        if fitting:
            old, new = rng.choice(fitting)
            at = rng.choice([at for at in range(1, len(name)) if name.startswith(old, at)])
            return name[:at] + new + name[at + len(old) :]
    at = rng.choice([at for at in range(1, len(name) - 1) if name[at] != " " and name[at + 1] != " "])
    way = rng.randrange(4)
    if way == 0:
        return name[:at] + name[at + 1 :]
    if way == 1:
        return name[:at] + name[at] + name[at:]
    if way == 2:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + rng.choice("aeiounhgtm") + name[at + 1 :]


def middle_lost(rng: Random, name: str) -> str:
    """A word between family and given name is left out."""
    words = name.split(" ")
    if len(words) > 2:
        del words[rng.randrange(1, len(words) - 1)]
    return " ".join(words)


def swap_day_and_month(day: date) -> date:
    """Read the American way; the same day where that is none."""
    return day.replace(day=day.month, month=day.day) if day.day <= 12 else day


def date_typo(rng: Random, day: date) -> date:
    """One digit of the date is another, the year is one off, or two digits changed places."""
    for _ in range(20):
        text = list(day.strftime("%d%m%Y"))
        way = rng.random()
        at = rng.choice((0, 1, 2, 3, 6, 7))
        if way < 0.7:
            text[at] = str(rng.randrange(10))
        elif way < 0.85:
            text = list(day.replace(day=min(day.day, 28), year=day.year + rng.choice((-1, 1))).strftime("%d%m%Y"))
        else:
            at = rng.choice((0, 2, 6))
            text[at], text[at + 1] = text[at + 1], text[at]
        shown = "".join(text)
        try:
            found = date(int(shown[4:]), int(shown[2:4]), int(shown[:2]))
        except ValueError:
            continue
        if found != day and 1940 <= found.year <= 2006:
            return found
    return day


def number_typo(rng: Random, digits: str, first: int = 0) -> str:
    """One digit from place `first` on is another, or two neighbours changed places."""
    at = rng.randrange(first, len(digits) - 1)
    if rng.random() < 0.3 and digits[at] != digits[at + 1]:
        return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    return digits[:at] + str((int(digits[at]) + rng.randrange(1, 10)) % 10) + digits[at + 1 :]

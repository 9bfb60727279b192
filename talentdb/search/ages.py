"""Ages and years of birth in a line of a search: "dưới 40", "từ 30 đến 45 tuổi", "sinh năm 1985". Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from talentdb.search.labels import AGE, BORN
from talentdb.search.phrases import longest, phrase_set
from talentdb.search.words import Word

__all__ = ["Range", "find_range", "impossible_words"]

_AGE: Final = re.compile(r"1[6-9]|[2-9]\d")
_YEAR: Final = re.compile(r"19[2-9]\d|20[0-2]\d")
# Nobody is of such an age, or born in such a year; "trẻ em dưới 5 tuổi" is a topic.
_NO_AGE: Final = re.compile(r"0|\d{3,}")
_NO_YEAR: Final = re.compile(r"\d{3,}")
_DECADE: Final = re.compile(r"([5-9])x")
# "trên 10 năm kinh nghiệm", "40 %": a number with another unit behind it is no age.
_OTHER_UNITS: Final = frozenset({"nam", "nguoi", "ha", "trieu", "ty", "dong", "hoc", "bai", "de", "phan", "m2", "kg"})


@dataclass(frozen=True, slots=True)
class Range:
    """So many words; `name` is age or birth_year, `value` as the filter writes it ("..39"), `label` for people."""

    count: int
    name: str
    value: str
    label: str


def find_range(words: Sequence[Word], at: int) -> Range | None:
    """The age or year of birth that begins at a word; None where there is none."""
    return _born(words, at) or _led(words, at) or _compared(words, at) or _between(words, at)


def impossible_words(words: Sequence[Word], at: int) -> int:
    """How many words from here on ask for an age or a year of birth that nobody has; 0 where none do."""
    for name in ("below", "above", "from"):
        count = _has(words, at, name)
        unit = _has(words, at + count + 1, "unit") if count else 0
        if unit and _number(words, at + count, _NO_AGE) is not None:
            return count + 1 + unit
    count = max(_has(words, at, name) for name in ("born", "born_after", "born_before"))
    year = _number(words, at + count, _NO_YEAR) if count else None
    return count + 1 if year is not None and _number(words, at + count, _YEAR) is None else 0


def _has(words: Sequence[Word], at: int, name: str) -> int:
    return longest(phrase_set("ages", name), words, at)


def _number(words: Sequence[Word], at: int, shape: re.Pattern[str]) -> int | None:
    return int(words[at].folded) if at < len(words) and shape.fullmatch(words[at].folded) else None


def _range(count: int, name: str, low: int | None, high: int | None) -> Range | None:
    labels = AGE if name == "age" else BORN
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)  # "từ 50 đến 30 tuổi": either end may be told first
        if low == high:
            return Range(count, name, str(low), labels["one"].format(low))
        return Range(count, name, f"{low}..{high}", labels["both"].format(low, high))
    if low is not None:
        return Range(count, name, f"{low}..", labels["from"].format(low))
    return Range(count, name, f"..{high}", labels["to"].format(high))


def _born(words: Sequence[Word], at: int) -> Range | None:
    if decade := _DECADE.fullmatch(words[at].folded):
        first = 1900 + 10 * int(decade[1])
        return _range(1, "birth_year", first, first + 9)
    for name, sign in (("born_after", 1), ("born_before", -1), ("born", 0)):
        count = _has(words, at, name)
        year = _number(words, at + count, _YEAR) if count else None
        if year is None:
            continue
        count += 1
        to = _has(words, at + count, "to")
        second = _number(words, at + count + to, _YEAR)
        if second is not None:
            return _range(count + to + 1, "birth_year", year, second)
        if not sign:
            if ending := _has(words, at + count, "since"):
                return _range(count + ending, "birth_year", year, None)
            if ending := _has(words, at + count, "until"):
                return _range(count + ending, "birth_year", None, year)
        exclusive = 0 if words[at + 1].folded == "tu" else sign
        low = year + exclusive if sign >= 0 else None
        high = year - 1 if sign < 0 else year if sign == 0 else None
        return _range(count, "birth_year", low, high)
    return None


def _led(words: Sequence[Word], at: int) -> Range | None:
    """tuổi từ 30 đến 40, độ tuổi dưới 45: the unit comes first."""
    lead = _has(words, at, "lead")
    start = at + lead
    if not lead or start >= len(words):
        return None
    if found := _compared(words, start):
        return replace(found, count=lead + found.count)
    within = lead + _has(words, start, "within")
    found = _between(words, at + within, said=True)
    return replace(found, count=within + found.count) if found else None


def _compared(words: Sequence[Word], at: int) -> Range | None:
    """dưới 40 (tuổi), trên 50 tuổi, từ 40 tuổi trở lên."""
    for name in ("below", "above", "from"):
        count = _has(words, at, name)
        number = _number(words, at + count, _AGE) if count else None
        if number is None:
            continue
        including = _has(words, at, "including") == count
        end = at + count + 1
        if name == "from" and (pair := _between(words, at + count)) and ".." in pair.value:
            return replace(pair, count=count + pair.count)
        unit = _has(words, end, "unit")
        if not unit and (name == "from" or _other_unit(words, end)):
            continue
        ending = _has(words, end + unit, "up")
        count = end + unit + ending - at
        if name == "below":
            return _range(count, "age", None, number if including else number - 1)
        return _range(count, "age", number + (name == "above"), None)
    return None


def _between(words: Sequence[Word], at: int, *, said: bool = False) -> Range | None:
    """30-45 tuổi, 30 đến 45 tuổi, 40 tuổi trở xuống, 40 tuổi; `said`: that it is an age was said before."""
    first = _number(words, at, _AGE)
    if first is None:
        return None
    to = _has(words, at + 1, "to")
    second = _number(words, at + 1 + to, _AGE)
    unit = _has(words, at + 2 + to, "unit")
    if second is not None and (unit or said):
        return _range(2 + to + unit, "age", first, second)
    unit = _has(words, at + 1, "unit")
    if not (unit or said):
        return None
    for name in ("down", "up"):
        if ending := _has(words, at + 1 + unit, name):
            low, high = (first, None) if name == "up" else (None, first)
            return _range(1 + unit + ending, "age", low, high)
    return _range(1 + unit, "age", first, first)


def _other_unit(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].folded in _OTHER_UNITS

"""Works as a condition in a line of a search: "chủ nhiệm đề tài cấp bộ", "đề tài năm 2020". Pure."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from talentdb.codes import code_list
from talentdb.people.related import ANY_LEVEL
from talentdb.search.ages import Range
from talentdb.search.labels import LED_ANY, WORK_YEARS
from talentdb.search.phrases import longest, phrase_set
from talentdb.search.words import Word, read_words

__all__ = ["find_works"]

_YEAR: Final = re.compile(r"19[5-9]\d|20[0-4]\d")
_LEVEL: Final = "cấp "
_MOST: Final = 3
"""Words of the longest kind of a work."""


def find_works(words: Sequence[Word], at: int) -> Range | None:
    """The condition on works that begins at a word; None where there is none.

    Whoever led a task, with its level where it is told; works of a level; behind either, their years.
    """
    lead = _has(words, at, "lead")
    kind = _has(words, at + lead, "kind")
    level, code = _level(words, at + lead + kind) if kind else (0, "")
    if lead and kind:
        label = _label(code) if code else LED_ANY
        return Range(lead + kind + level, "led_task", code or ANY_LEVEL, label)
    if kind and code:
        return Range(kind + level, "work_level", code, _label(code))
    return _years(words, at) if at and _behind_works(words, at) else None


def _has(words: Sequence[Word], at: int, name: str) -> int:
    return longest(phrase_set("works", name), words, at)


@cache
def _levels() -> Mapping[tuple[str, ...], str]:
    """Folded words of a level ("cấp bộ") -> its code."""
    return {
        tuple(word.folded for word in read_words(text)): code.code
        for code in code_list("work_level").codes
        for text in (f"{_LEVEL}{code.label}", *code.aliases)
        if text.lower().startswith(_LEVEL)
    }


def _level(words: Sequence[Word], at: int) -> tuple[int, str]:
    count = longest(_levels(), words, at)
    return count, _levels()[tuple(word.folded for word in words[at : at + count])] if count else ""


def _label(code: str) -> str:
    known = code_list("work_level").get(code)
    return f"{_LEVEL}{known.label}" if known else code


def _behind_works(words: Sequence[Word], at: int) -> bool:
    """Whether the words directly before name works, or their level."""
    for start in range(max(0, at - _MOST - 2), at):
        kind = _has(words, start, "kind")
        if kind and (start + kind == at or start + kind + _level(words, start + kind)[0] == at):
            return True
    return False


def _years(words: Sequence[Word], at: int) -> Range | None:
    for name, low, high in (("within", 0, 0), ("since", 0, None), ("after", 1, None), ("before", None, -1),
                            ("until", None, 0)):  # fmt: skip
        count = _has(words, at, name)
        year = _year(words, at + count) if count else None
        if year is None:
            continue
        first = year + low if low is not None else None
        last = year + high if high is not None else None
        end = at + count + 1
        to = _has(words, end, "to")
        if low is not None and (second := _year(words, end + to)) is not None and second >= year:
            return _range(end + to + 1 - at, first, second)
        if low is not None and (going := _has(words, end, "on")):
            return _range(end + going - at, first, None)
        return _range(end - at, first, last)
    return None


def _year(words: Sequence[Word], at: int) -> int | None:
    return int(words[at].folded) if at < len(words) and _YEAR.fullmatch(words[at].folded) else None


def _range(count: int, first: int | None, last: int | None) -> Range:
    if first == last:
        return Range(count, "work_year", str(first), WORK_YEARS["one"].format(first))
    if first is None:
        return Range(count, "work_year", f"..{last}", WORK_YEARS["to"].format(last))
    if last is None:
        return Range(count, "work_year", f"{first}..", WORK_YEARS["from"].format(first))
    return Range(count, "work_year", f"{first}..{last}", WORK_YEARS["both"].format(first, last))

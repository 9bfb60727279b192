"""Levels and certificates of languages in a line of a search: "B1 tiếng Anh", "tiếng Nhật N2", "IELTS 7.0". Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from talentdb.codes import code_list
from talentdb.search.ages import Range
from talentdb.search.labels import LANGUAGE_LEVEL, LEAST
from talentdb.search.phrases import language_leads, longest, phrase_set
from talentdb.search.words import Word

__all__ = ["find_level", "language_at"]

_LADDER: Final = ("A1", "A2", "B1", "B2", "C1", "C2")
_JAPANESE: Final = ("N5", "N4", "N3", "N2", "N1")
_TESTS: Final[Mapping[str, str]] = {
    "ielts": "en", "toeic": "en", "toefl": "en", "vstep": "en", "hsk": "zh", "topik": "ko", "jlpt": "ja",
}  # fmt: skip
_STEPPED: Final[Mapping[str, tuple[str, ...]]] = {
    "hsk": ("1", "2", "3", "4", "5", "6"), "topik": ("1", "2", "3", "4", "5", "6"), "jlpt": _JAPANESE,
    "vstep": _LADDER,
}  # fmt: skip
_SCORE: Final = re.compile(r"\d{1,3}")
_HALF: Final = re.compile(r"[.,]\d{1,2}")


def language_at(words: Sequence[Word], at: int) -> tuple[int, str, str]:
    """How many words from here on name a language ("tiếng Anh"), its code and its label; 0 where none do."""
    if at < len(words) and words[at].folded == "tieng":
        for count in (3, 2):
            found = code_list("language").find(" ".join(word.toned for word in words[at : at + count]))
            if len(found) == 1 and at + count <= len(words):
                return count, found[0].code, found[0].label
    return 0, "", ""


def find_level(line: str, words: Sequence[Word], at: int) -> Range | None:
    """The level of a language, or the certificate, that begins at a word; None where there is none.

    Who has a higher level has it too.
    """
    start = at + longest(language_leads(), words, at)
    found = _test(line, words, start) or _level(words, start)
    if found is None:
        return None
    end, value, label = found
    end += longest(phrase_set("ages", "up"), words, end)
    return Range(end - at, "languages", value, label)


def _level(words: Sequence[Word], start: int) -> tuple[int, str, str] | None:
    """ "B1 tiếng Anh", "tiếng Anh trình độ B1", "tiếng Nhật N2"."""
    if start >= len(words):
        return None
    before = _step(words, start)
    count, code, label = language_at(words, start + bool(before))
    if not count:
        return None
    end = start + bool(before) + count
    if not before:
        end += longest(phrase_set("languages", "level"), words, end)
        before = _step(words, end)
        end += 1
    if not before:
        return None
    ladder = _JAPANESE if before in _JAPANESE else _LADDER
    return end, _from(code, before, ladder), LANGUAGE_LEVEL.format(label, before)


def _step(words: Sequence[Word], at: int) -> str:
    told = words[at].written.upper() if at < len(words) else ""
    return told if told in _LADDER or told in _JAPANESE else ""


def _test(line: str, words: Sequence[Word], at: int) -> tuple[int, str, str] | None:
    name = words[at].folded if at < len(words) else ""
    code = _TESTS.get(name)
    if code is None:
        return None
    end = at + 1
    end += longest(phrase_set("languages", "level"), words, end)
    told = words[end].written.upper() if end < len(words) else ""
    if name in _STEPPED:
        if told in _STEPPED[name]:
            return end + 1, _from(code, told, _STEPPED[name]), LEAST.format(name.upper(), told)
    elif _SCORE.fullmatch(told):
        score, end = told, end + 1
        if end < len(words) and _HALF.fullmatch(half := line[words[end - 1].end : words[end].end]):
            score, end = f"{score}.{half[1:]}", end + 1
        return end, f"{code}:{name.upper()}:{score}", LEAST.format(name.upper(), score)
    return at + 1, f"{code}:{name.upper()}", name.upper()


def _from(code: str, step: str, ladder: Sequence[str]) -> str:
    steps = ladder[ladder.index(step) :]
    # The six steps of the Vietnamese framework are those of the European one.
    ours = (str(_LADDER.index(one) + 1) for one in steps) if code == "en" and ladder is _LADDER else ()
    return ",".join(f"{code}:{one}" for one in (*steps, *ours))

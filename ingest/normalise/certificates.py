"""Certificates of languages in a text: framework, level, score, issuer and last day. Knows no cell and no column."""

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from talentdb.text import fold

__all__ = ["Certificate", "cut_issuer", "find_certificate", "last_day"]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a text says; `language` is the one that the framework implies, `broken` a score no such test gives."""

    framework: str | None = None
    level: str | None = None
    score: float | None = None
    language: str | None = None
    broken: bool = False


_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?)(?![\d/])"


def _test(name: str) -> re.Pattern[str]:
    """The test's name with its score after it, before it, or without one."""
    return re.compile(rf"{name}[^\d]*(?:[24]\s*ky nang[^\d]*)?{_NUMBER}|{_NUMBER}\s*(?:diem\s*)?{name}|{name}")


# Name, language, pattern, lowest and highest score there is
_SCORED: Final = (
    ("IELTS", "en", _test("ielts"), 1.0, 9.0),
    ("TOEIC", "en", _test("to[ei]{2}c"), 10.0, 990.0),
    ("TOEFL", "en", _test("toe?fl"), 10.0, 677.0),
)
_DATES = re.compile(r"(?:\d{1,2}[/.-]){0,2}(?<!\d)(?:19|20)\d\d(?!\d)")
_VSTEP = re.compile(r"v\s?-?step")
_VSTEP_SCORE = re.compile(r"(?<!\d)(\d(?:[.,]\d))(?!\d)")
_LEVELLED: Final = (
    ("HSK", "zh", re.compile(r"hsk\W*(?:cap|bac|level)?\W*([1-9](?!\d))?")),
    ("TOPIK", "ko", re.compile(r"topik\W*(?:ii|i)?(?![a-z])\W*(?:cap|bac|level)?\W*([1-6](?!\d))?")),
    ("JLPT", "ja", re.compile(r"(?:jlpt\W*)?(?<![a-z0-9])(n[1-5])(?![a-z0-9])|jlpt")),
)
_CEFR = re.compile(r"(?<![a-z0-9])([abc][12])(?![0-9a-z])")
_STEP = re.compile(
    r"(?:bac|knlnn|nang luc|cap do|level)\W*(?:bac)?\W*([1-6])(?!\d)(?:\s*/\s*6)?|(?<!\d)([1-6])\s*/\s*6(?!\d)"
)
_ABC = re.compile(r"(?:trinh do|chung chi|cc|bang|loai)?\W*(?:(?<![a-z0-9])|(?<=\bcc))([abc])(?![a-z0-9])")
_DEGREE = re.compile(
    r"dai hoc|cu nhan|thac s[iy]|tien s[iy]|cao dang|(?<![a-z])(?:ths|dh[a-z]{0,4}|cn|cd|cdsp|ts|su pham)(?![a-z])"
    r"|van bang 2"
)
_NAMED: Final = {"ket": "A2", "pet": "B1", "fce": "B2", "cae": "C1", "cpe": "C2"}
_NAMED_TEST = re.compile(rf"(?<![a-z])({'|'.join(_NAMED)})(?![a-z])")
_IMPLIED: Final = (
    ("en", re.compile(r"aptis|cambridge|linguaskill|(?<![a-z])pte(?![a-z])")),
    ("fr", re.compile(r"(?<![a-z])(?:delf|dalf|tcf)(?![a-z])")),
    ("de", re.compile(r"goethe|testdaf")), ("zh", re.compile(r"tocfl|hskk")), ("ru", re.compile(r"torfl|trki")),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def find_certificate(text: str) -> Certificate:
    """The certificate that a text names; an empty one when it names none."""
    key = fold(text)
    for framework, language, pattern, low, high in _SCORED:
        if match := pattern.search(_DATES.sub(" ", key)):
            return _scored(framework, language, next((g for g in match.groups() if g), None), low, high)
    level = _CEFR.search(key)
    if _VSTEP.search(key):
        step = _STEP.search(key) or re.search(r"v\s?-?step\W*([1-6])(?![\d.,/])", key)
        named = level.group(1).upper() if level else next((g for g in step.groups() if g), None) if step else None
        score = _VSTEP_SCORE.search(key)
        return Certificate("VSTEP", named, float(score.group(1).replace(",", ".")) if score else None, "en")
    for framework, language, levelled in _LEVELLED:
        if match := levelled.search(key):
            return Certificate(framework, match.group(1).upper() if match.group(1) else None, None, language)
    implied = next((language for language, pattern in _IMPLIED if pattern.search(key)), None)
    if level:
        return Certificate("CEFR", level.group(1).upper(), None, implied)
    if test := _NAMED_TEST.search(key):
        return Certificate("CEFR", _NAMED[test.group(1)], None, "en")
    return _unnamed(key, implied)


def _unnamed(key: str, implied: str | None) -> Certificate:
    if step := _STEP.search(key):
        return Certificate("KNLNN", step.group(1) or step.group(2), None, implied)
    if _DEGREE.search(key):
        return Certificate("degree", None, None, implied)
    if implied is None and (match := _ABC.search(key)):
        return Certificate("ABC", match.group(1).upper())
    return Certificate(language=implied)


def _scored(framework: str, language: str, number: str | None, low: float, high: float) -> Certificate:
    if number is None:
        return Certificate(framework, None, None, language)
    score = float(number.replace(",", "."))
    steps = {"IELTS": 0.5, "TOEIC": 5.0}.get(framework, 1.0)
    if not low <= score <= high or score % steps:
        return Certificate(framework, None, None, language, broken=True)
    return Certificate(framework, None, score, language)


_ISSUERS = re.compile(
    r"hội đồng anh|british council|\bidp\b|\bets\b|\biig(?: việt nam)?\b|viện goethe"
    r"|\bbộ (?:gd ?(?:&|-|và)? ?đt|giáo dục và đào tạo)\b",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"(?:\bdo\s+(.{3,80}?)\s+cấp|(?:nơi|đơn vị) cấp:?\s+(.{3,80}?))\s*(?=[,;()]|$)", re.IGNORECASE)


def cut_issuer(text: str) -> tuple[str, str | None]:
    """The text without the body that issued the certificate, and that body."""
    for pattern in (_ISSUED, _ISSUERS):
        if match := pattern.search(text):
            name = next((g for g in match.groups() if g), match.group()).strip()
            return text.replace(match.group(), " "), name[:120]
    return text, None


_VALID = re.compile(
    r"(?:het han|thoi han|han dung|hsd|gia tri den|hieu luc den|co gia tri|den ngay|den|han)\W*"
    r"(?:den|thang|ngay|nam|:)?\W*"
    r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(20\d\d)(?!\d)"
)


def last_day(text: str) -> str | None:
    """The last day of validity as an ISO date: of a month or a year alone its last day."""
    match = _VALID.search(fold(text))
    if match is None:
        return None
    year, month = int(match.group(3)), int(match.group(2) or 12)
    if not 1 <= month <= 12:
        return None
    end = monthrange(year, month)[1]
    day = int(match.group(1)) if match.group(1) else end
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= end else None

"""Foreign languages and their certificates: "Tiếng Anh B1", "TOEIC 900", "B (Anh)", "IELTS 6.5" and more.

Knows languages and frameworks; assumes English only where nothing else is said, with an info.
"""

import re
from functools import lru_cache
from typing import Any

from ingest.model import CellValue
from ingest.normalise.codelists import find_code
from ingest.normalise.result import EMPTY, Evidence, Result, cell_text, failure
from ingest.problems import Problem, problem
from talentdb.text import alias_key, fold

__all__ = ["language_of", "languages"]

_NAMES = {
    "en": r"tieng anh|anh van|anh ngu|t ?anh|english|anh|av|n ngu anh", "ru": r"tieng nga|nga van|russian|nga",
    "fr": r"tieng phap|phap van|french|phap", "de": r"tieng duc|german|duc",
    "zh": r"tieng trung(?: quoc)?|trung van|hoa ngu|chinese|trung quoc|trung(?! cap)|tieng hoa|han ngu",
    "ja": r"tieng nhat(?: ban)?|nhat ngu|japanese|nhat", "ko": r"tieng han(?: quoc)?|korean|han quoc|han",
    "lo": r"tieng lao|lao", "km": r"tieng khmer|khmer", "vi": r"tieng viet",
}  # fmt: skip
_LANGUAGE = {code: re.compile(rf"(?<![a-z0-9])(?:{names})(?![a-z0-9])") for code, names in _NAMES.items()}
_TESTS = (
    ("IELTS", "en", re.compile(r"ielts\W*(?:academic|general)?\W*(\d(?:[.,]\d)?)?")),
    ("TOEIC", "en", re.compile(r"toeic\W*(\d{3})?")),
    ("TOEFL", "en", re.compile(r"toefl\W*(?:ibt|itp|pbt|cbt)?\W*(\d{2,3})?")),
    ("VSTEP", "en", re.compile(r"vstep\W*(?:bac)?\W*([abc][12]|[1-6](?![.,\d]))?(\d[.,]\d)?")),
    ("HSK", "zh", re.compile(r"hsk\W*(?:cap|bac)?\W*([1-9])?")),
    ("JLPT", "ja", re.compile(r"(?:jlpt\W*)?(?<![a-z0-9])(n[1-5])(?![a-z0-9])")),
    ("TOPIK", "ko", re.compile(r"topik\W*(?:cap|bac|ii|i)?\W*([1-6])?")),
)  # fmt: skip
_CEFR = re.compile(r"(?<![a-z0-9])([abc][12])(?![0-9a-z])")
_STEP = re.compile(r"(?:bac|knlnn|kung nang luc|nang luc)\W*(?:bac)?\W*([1-6])(?:\s*/\s*6)?")
_ABC = re.compile(r"(?:trinh do|chung chi|cc|bang|loai)?\W*(?<![a-z0-9])([abc])(?![a-z0-9])")
_DEGREE = re.compile(
    r"dai hoc|cu nhan|thac s|tien s|cao dang|ths|(?<![a-z])(?:dh|cn|cd|ts)(?![a-z])|van bang 2|su pham"
)
_YEAR = re.compile(r"\b(20\d\d)\b")
_SPLIT = re.compile(r"[;\n+&]|,(?!\d)|\s-\s|(?<=[a-zA-Z0-9)])\s*/\s*(?=[A-Za-zĐđ])")
_NONE = frozenset({"khong", "khong biet", "chua co", "biet", "0"})


@lru_cache(maxsize=10_000)
def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a language named in a text."""
    key = fold(text)
    for code, pattern in _LANGUAGE.items():
        if pattern.search(key):
            return code
    found = find_code("language", text)
    return found[0] if len(found) == 1 else None


def _certificate(key: str) -> tuple[str | None, str | None, str | None, str | None]:
    """Framework, level, score and the language that the framework implies."""
    for framework, language, pattern in _TESTS:
        if match := pattern.search(key):
            groups = [g for g in match.groups() if g] if match.groups() else []
            result = groups[0].replace(",", ".") if groups else None
            scored = framework in {"IELTS", "TOEIC", "TOEFL"} or (result is not None and "." in result)
            level = None if scored or result is None else result.upper()
            return framework, level, result if scored else None, language
    if match := _CEFR.search(key):
        return "CEFR", match.group(1).upper(), None, None
    if match := _STEP.search(key):
        return "KNLNN", match.group(1), None, None
    if _DEGREE.search(key):
        return "degree", None, None, None
    if match := _ABC.search(key):
        return "ABC", match.group(1).upper(), None, None
    return None, None, None, None


def _entry(part: str, default: str) -> dict[str, Any] | None:
    key = fold(part)
    framework, level, score, implied = _certificate(key)
    language = language_of(part) or implied or default or None
    if framework is None and language_of(part) is None:
        return None
    valid = _YEAR.search(part) if re.search(r"han|den|het", key) else None
    return {
        "language": language,
        "framework": framework,
        "level": level,
        "score": float(score) if score else None,
        "issuer": None,
        "valid_to": f"{valid.group(1)}-12-31" if valid else None,
    }


def languages(value: CellValue, evidence: Evidence) -> Result:
    """All skills named in a cell; `evidence.variant` is the language of a column such as "Tiếng Anh"."""
    text = cell_text(value)
    if alias_key(text) in _NONE:
        return EMPTY
    entries = [e for part in _SPLIT.split(text) if part.strip() and (e := _entry(part.strip(), evidence.variant))]
    if not entries and evidence.variant and alias_key(text) in {"x", "co", "v"}:
        entries = [
            {
                "language": evidence.variant,
                "framework": None,
                "level": None,
                "score": None,
                "issuer": None,
                "valid_to": None,
            }
        ]
    if not entries:
        return failure("language.unknown", value)
    problems: tuple[Problem, ...] = ()
    if any(e["language"] is None for e in entries):
        problems = (problem("language.assumed_english", value),)
    known = [{**e, "language": e["language"] or "en"} for e in entries]
    return Result({"languages": _merge(known)}, {}, problems)


def _merge(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """ "Tiếng Anh; B1" is one skill: a language without a level takes the level that follows without a language."""
    unique = {(e["language"], e["framework"], e["level"], e["score"]): e for e in entries}
    full = {e["language"] for e in unique.values() if e["framework"]}
    return [e for e in unique.values() if e["framework"] or e["language"] not in full]

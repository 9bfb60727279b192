"""Names of people: titles off, capitals mended, tones placed; titles are handed on as hints.

Must not guess a person's sex, and refuses what is no name (totals, signatures, numbers).
"""

import re
from typing import Any

from ingest.model import CellValue
from ingest.normalise.degrees import read_degrees
from ingest.normalise.result import EMPTY, Evidence, Result, cell_text, failure
from ingest.problems import Problem, problem
from talentdb.text import clean, fold, mend_name_capitals, place_tones

__all__ = ["full_name", "looks_like_name", "mend_name", "name_part"]

# Longest first, so that "TSKH" is not read as "TS" and a rest. Dots between the letters are optional.
_TITLES = (
    "giáo sư|phó giáo sư|tiến s[ĩỹ] khoa học|tiến s[ĩỹ]|thạc s[ĩỹ]|bác s[ĩỹ]|dược s[ĩỹ]|kỹ sư|cử nhân|"
    r"g\.?\s?s\.?\s?v\.?\s?s|p\.?\s?g\.?\s?s|g\.\s?s|gs|t\.?s\.?\s?k\.?h|t\.\s?s|ts|th\.?\s?s[ĩỹ]?|bs\.?\s?ck\s?(?:ii|i|2|1)|"
    r"bs\.?\s?cc|bs\.?\s?nt|b\.?s|ds\.?\s?ck\s?(?:ii|i|2|1)|d\.?s|đd\.?\s?ck\s?(?:ii|i|2|1)|đd|ck\s?(?:ii|i|2|1)|k\.?t\.?s|"
    r"k\.?s|c\.?n|cđ|ncs|ngnd|ngưt|ttnd|ttưt|nsnd|nsưt|ông|bà|anh|chị|đ/c|đồng chí|luật sư|ls|"
    r"nhà giáo|pgs|mba|ph\.?d|dr|mr|mrs|ms"
)
# A title in front must end in a dot, comma, dash or blank: "Ngs" in a name is not "GS".
_FRONT = re.compile(rf"^(?:(?:{_TITLES})(?=[.,\s\-/:]|$)[.,\s\-/:&]*)+", re.IGNORECASE)
_GLUED = re.compile(
    r"^(?:(?:GS|PGS|TSKH|TS|ThS|Th\.S|BSCKI{1,2}|BSCK[12]|BSNT|BSCC|BS|DS|KS|CN|TTƯT|TTND|NGƯT|NGND)\.\s*)+"
)
_BACK = re.compile(rf"[,;\-–(]\s*((?:(?:{_TITLES})[.,\s\-/)]*)+)$", re.IGNORECASE)
_ORDINAL = re.compile(r"^\d{1,4}\s*[.)\-/:]\s*|^\d{1,4}\s+(?=\D)")
_PAREN = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?\s*$")
_YEAR = re.compile(r"\b(19[3-9]\d|20[01]\d)\b")
_LETTERS = re.compile(r"[^\W\d_]")
_NOT_NAME = re.compile(r"[\d@#$%^*=+<>?!|\\{}~…:]")
_SEVERAL = re.compile(r"\n|;|\s\+\s|,\s*(?=[^\W\d_]+\s+[^\W\d_]+)")
_WORDS_NO_NAME = frozenset(
    {
        "ho va ten", "ho ten", "ten", "cong", "tong", "tong cong", "tong so", "nguoi lap", "nguoi lap bieu",
        "nguoi lap bang",
        "thu truong don vi", "hieu truong", "giam doc", "noi nhan", "ky ten", "ghi ro ho ten", "khong", "khong co",
        "danh sach", "stt", "tt", "ghi chu", "vi du", "full name", "name", "chu tich", "ky ten dong dau",
    }
)  # fmt: skip


def mend_name(text: str) -> str:
    """Capitals and tone marks of a name as the registry writes it. Idempotent."""
    return place_tones(mend_name_capitals(text.replace(".", " ").strip(" ,;-'\"")))


def _strip_titles(text: str) -> tuple[str, list[str]]:
    titles: list[str] = []
    while match := _FRONT.match(text) or _GLUED.match(text):
        if not text[match.end() :].strip(" .,-"):
            break
        titles.append(match.group())
        text = text[match.end() :].strip()
    while match := _BACK.search(text):
        titles.append(match.group(1))
        text = text[: match.start()].strip(" ,;-–(")
    return text, titles


def looks_like_name(text: str) -> bool:
    """Two to seven words of letters, and no word that only forms and signatures use."""
    words = text.split()
    if not 2 <= len(words) <= 7 or len(text) > 60 or _NOT_NAME.search(text) or fold(text) in _WORDS_NO_NAME:
        return False
    return all(_LETTERS.search(w) for w in words)


def _hints(titles: list[str], note: str) -> dict[str, Any]:
    hints: dict[str, Any] = {}
    if titles:
        degrees = read_degrees(" ".join(titles))
        hints = {k: v for k, v in degrees.as_hints().items() if k != "field_of_training"}
    if titles and "sex" not in hints:
        first = fold(titles[0]).strip(" .,-")
        if first in {"ong", "ba"}:
            hints["sex"] = "male" if first == "ong" else "female"
    if year := _YEAR.search(note):
        hints |= {"birth_date": f"{year.group()}-01-01", "birth_date_precision": "year"}
    return hints


def full_name(value: CellValue, _evidence: Evidence) -> Result:
    """A whole name; titles before and after go to the hints, "(1975)" becomes a birth-year hint."""
    if not isinstance(value, str):
        return failure("name.unusable", value)
    if "\n" in value.strip() and all(looks_like_name(clean(part)) for part in value.strip().split("\n")):
        return failure("name.several", value)
    text, note = _ORDINAL.sub("", cell_text(value)), ""
    while match := _PAREN.search(text):
        note += " " + match.group(1)
        text = text[: match.start()]
    text, titles = _strip_titles(text.strip(" .,;-_"))
    if ";" in text or (text.count(",") and _SEVERAL.search(text)):
        return failure("name.several", value)
    name = mend_name(text.replace(",", " "))
    if not _usable(name):
        return failure("name.unusable", value)
    problems: tuple[Problem, ...] = ()
    if len(name.split()) == 1:
        problems = (problem("name.single_word", value, suggestion=name),)
    return Result({"full_name": name}, _hints(titles, note), problems)


def _usable(name: str) -> bool:
    if len(_LETTERS.findall(name)) < 2 or _NOT_NAME.search(name) or fold(name) in _WORDS_NO_NAME:
        return False
    return len(name) <= 80 and len(name.split()) <= 9


def name_part(value: CellValue, evidence: Evidence) -> Result:
    """Family, middle or given name written in its own column; titles in front go to the hints."""
    if not isinstance(value, str):
        return failure("name.unusable", value)
    text, titles = _strip_titles(_PAREN.sub("", cell_text(value)).strip(" .,;-_"))
    name = mend_name(text)
    if not name or _NOT_NAME.search(name) or not _LETTERS.search(name):
        return EMPTY if not name else failure("name.unusable", value)
    return Result({evidence.field: name}, _hints(titles, ""))

"""Names of people: titles off, capitals mended, tones placed; titles are handed on as hints.

Must not guess a person's sex, and refuses what is no name (totals, signatures, numbers).
"""

import re
from typing import Any

from ingest.model import CellValue
from ingest.normalise.degrees import read_degrees
from ingest.normalise.result import EMPTY, Evidence, Result, cell_text, failure
from ingest.problems import Problem, problem
from talentdb.codes.name_words import FAMILY_NAMES, NO_NAME
from talentdb.text import clean, fold, mend_name_capitals, place_tones, tone_key

__all__ = ["full_name", "looks_like_name", "mend_name", "name_part"]

# Longest first, so that "TSKH" is not read as "TS" and a rest. Dots between the letters are optional.
_TITLES = (
    "giáo sư|phó giáo sư|tiến s[ĩỹ] khoa học|tiến s[ĩỹ]|thạc s[ĩỹ]|bác s[ĩỹ]|dược s[ĩỹ]|kỹ sư|cử nhân|"
    r"g\.?\s?s\.?\s?v\.?\s?s|p\.?\s?g\.?\s?s|g\.\s?s|gs|t\.?s\.?\s?k\.?h|t\.\s?s|ts|th\.?\s?s[ĩỹ]?|bs\.?\s?ck\s?(?:ii|i|2|1)|"
    r"bs\.?\s?cc|bs\.?\s?nt|b\.?s|ds\.?\s?ck\s?(?:ii|i|2|1)|d\.?s|đd\.?\s?ck\s?(?:ii|i|2|1)|đd|ck\s?(?:ii|i|2|1)|k\.?t\.?s|"
    r"k\.?s|c\.?n|cđ|ncs|ngnd|ngưt|ttnd|ttưt|nsnd|nsưt|ahlđ|đ/c|đ\.c|đồng chí|luật sư|ls|"
    r"nhà giáo|pgs|mba|ph\.?d|dr|mr|mrs|ms|y sĩ|y sỹ|ktv|kỹ thuật viên|điều dưỡng|nữ hộ sinh|"
    r"(?:thiếu|trung|thượng|đại) (?:tá|úy|uý|tướng)|đại đức|thượng tọa|hòa thượng|ni sư|sư cô|linh mục|mục sư"
)
# A title in front must end in a dot, comma, dash or blank: "Ngs" in a name is not "GS".
_FRONT = re.compile(rf"^(?:(?:{_TITLES})(?=[.,\s\-/:]|$)[.,\s\-/:&]*)+", re.IGNORECASE)
_GLUED = re.compile(
    r"^(?:(?:GS|PGS|TSKH|TS|ThS|Th\.S|BSCKI{1,2}|BSCK[12]|BSNT|BSCC|BS|DS|KS|CN|TTƯT|TTND|NGƯT|NGND)\.\s*)+"
)
# Words of address are names too ("Ông Thị Trúc", "Anh Thư"): taken off only before a family name.
_ADDRESS = re.compile(r"^(ông|bà|anh|chị|thầy|cô)(?:\s?/\s?(?:ông|bà|anh|chị|cô))?\s?([:.]?)\s+(?=\S)", re.IGNORECASE)
_BACK = re.compile(rf"[,;\-–(]\s*((?:(?:{_TITLES})[.,\s\-/)]*)+)$", re.IGNORECASE)
_ORDINAL = re.compile(r"^\d{1,4}\s*[.)\-/:]\s*|^\d{1,4}\s+(?=\D)")
_PAREN = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?\s*$")
_YEAR = re.compile(r"\b(19[3-9]\d|20[01]\d)\b")
_LETTERS = re.compile(r"[^\W\d_]")
_TRAILING = re.compile(r"(?<=[^\W\d_])\s?[.\-_]?\s?\d{1,2}$")
_JOINED = re.compile("(?<=[^\\W\\d_])[\u200b\u200c\u2060\ufeff]+(?=[^\\W\\d_])")
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
    return place_tones(mend_name_capitals(clean(text).replace(".", " ").strip(" ,;-'\"/")))


def _strip_titles(text: str) -> tuple[str, list[str]]:
    titles: list[str] = []
    while match := _FRONT.match(text) or _GLUED.match(text) or _address(text):
        if not text[match.end() :].strip(" .,-"):
            break
        titles.append(match.group())
        text = text[match.end() :].strip()
    while match := _BACK.search(text):
        titles.append(match.group(1))
        text = text[: match.start()].strip(" ,;-–(")
    return text, titles


def _address(text: str) -> re.Match[str] | None:
    """A word of address in front, where a whole name follows; before "Thị" or "Văn" it is the family name."""
    match = _ADDRESS.match(text)
    if match is None:
        return None
    rest = fold(text[match.end() :]).split()
    if match.group(2) or "/" in match.group():
        return match
    if rest[:1] in (["thi"], ["van"]):
        return None
    if len(rest) == 1:
        return match if fold(match.group(1)) in ("ong", "ba") else None
    return match if rest and rest[0].strip(".") in FAMILY_NAMES else None


def _is_no_name(text: str) -> bool:
    """Whether a text is a position, a unit, a total or a signature line."""
    words = tone_key(text).split(maxsplit=3)[:3]
    return fold(text) in _WORDS_NO_NAME or any(" ".join(words[:n]) in NO_NAME for n in range(1, len(words) + 1))


def _position_off(text: str) -> tuple[str, str]:
    """ "Nguyễn Thị Mẫu - Hiệu trưởng" -> the name, and the position behind the dash or comma."""
    for mark in (" - ", " – ", ", "):
        name, found, tail = text.partition(mark)
        if found and _is_no_name(tail) and len(name.split()) >= 2:
            return name, tail.strip()
    return text, ""


def looks_like_name(text: str) -> bool:
    """Two to seven words of letters, and no word that only forms and signatures use."""
    words = text.split()
    if not 2 <= len(words) <= 7 or len(text) > 60 or _NOT_NAME.search(text) or _is_no_name(text):
        return False
    return all(_LETTERS.search(w) for w in words)


def _hints(titles: list[str], notes: list[str], position: str = "") -> dict[str, Any]:
    hints: dict[str, Any] = {}
    titles = titles + [note for note in notes if _FRONT.fullmatch(note.strip() + " ")]
    if titles:
        degrees = read_degrees(" ".join(titles))
        hints = {k: v for k, v in degrees.as_hints().items() if k != "field_of_training"}
    words = {fold(t).strip(" .,-:") for t in [*titles, *notes]}
    if len(found := {_SEX_WORDS[w] for w in words if w in _SEX_WORDS}) == 1:
        hints["sex"] = found.pop()
    if year := _YEAR.search(" ".join(notes)):
        hints |= {"birth_date": f"{year.group()}-01-01", "birth_date_precision": "year"}
    return hints | ({"position_title": position} if position else {})


_SEX_WORDS = {
    "ong": "male",
    "ba": "female",
    "nam": "male",
    "nu": "female",
    "mr": "male",
    "mrs": "female",
    "ms": "female",
}


def _several(value: str) -> bool:
    """Whether the lines of a cell are whole names, each beginning with a family name."""
    lines = [_strip_titles(_ORDINAL.sub("", clean(line)))[0] for line in value.strip().split("\n") if line.strip()]
    return len(lines) > 1 and all(looks_like_name(n) and fold(n).split()[0] in FAMILY_NAMES for n in lines)


def full_name(value: CellValue, _evidence: Evidence) -> Result:
    """A whole name; titles before and after go to the hints, "(1975)" becomes a birth-year hint."""
    if not isinstance(value, str):
        return failure("name.unusable", value)
    if _several(value):
        return failure("name.several", value)
    # a title on a line of its own stands behind the name
    text = cell_text(
        _JOINED.sub(" ", value.strip().replace("\n", ", " if "," not in value and _titled(value) else " "))
    )
    text, notes = _ORDINAL.sub("", text).strip("*•+†‡ "), []
    while match := _PAREN.search(text):
        notes.append(match.group(1))
        text = text[: match.start()].strip("*•+†‡ ")
    text, position = _position_off(text)
    text, titles = _strip_titles(text.strip(" .,;-_*"))
    if ";" in text or (text.count(",") and _SEVERAL.search(text)):
        return failure("name.several", value)
    whole = _TRAILING.sub("", text)
    name = mend_name(whole.replace(",", " "))
    if not _usable(name):
        return failure("name.unusable", value)
    problems: tuple[Problem, ...] = ()
    if len(name.split()) == 1:
        problems = (problem("name.single_word", value, suggestion=name),)
    elif whole != text:
        problems = (problem("name.trimmed", value, suggestion=name),)
    return Result({"full_name": name}, _hints(titles, notes, position), problems)


def _titled(value: str) -> bool:
    """Whether the last line of a cell is nothing but titles."""
    return _FRONT.fullmatch(clean(value.strip().rsplit("\n", 1)[-1]) + " ") is not None


def _usable(name: str) -> bool:
    if len(_LETTERS.findall(name)) < 2 or _NOT_NAME.search(name) or _is_no_name(name):
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
    return Result({evidence.field: name}, _hints(titles, []))

"""The words of `words.toml` and the small questions asked with them. Knows no sheet."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from ingest.normalise.names import looks_like_name as has_name_shape
from talentdb.text import clean, fold, tone_key

__all__ = [
    "group_style",
    "is_collective",
    "is_date_line",
    "is_group_label",
    "is_neutral_header",
    "is_number_header",
    "is_signature",
    "is_total_label",
    "looks_like_name",
    "ordinal_style",
    "starts_with",
    "without_ordinal",
]


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    content = tomllib.loads(files("ingest.layout").joinpath("words.toml").read_text(encoding="utf-8"))
    return {name: tuple(entries) for name, entries in content.items()}


def starts_with(kind: str, text: str) -> bool:
    """Whether a text begins with a word of a list of words.toml."""
    folded = fold(text)
    for word in _words()[kind]:
        if folded.startswith(word):
            rest = folded[len(word) : len(word) + 1]
            if not (word[-1].isalnum() and rest.isalnum()):
                return True
    return False


def is_number_header(text: str) -> bool:
    """Whether a header is that of the running number ("STT", "S\\nT\\nT", "Số TT")."""
    return fold(text).strip(" .()*") in _words()["number_header"]


def is_neutral_header(text: str) -> bool:
    """Whether a header stands in lists of any kind and so says nothing about this one ("STT", "Ghi chú")."""
    return is_number_header(text) or fold(text).strip(" .()*") in _words()["neutral_header"]


_TOTAL_REST = re.compile(r"\W*(\d|$|:|\(|so |chung|toan |cac |nguoi)")

# Words that begin with "cộng" and add nothing up; no family is called so.
_NO_SUM = re.compile(r"(?:tac|hoa|dong|su|san|cu|huong|sinh|huu)\b")


def is_total_label(text: str) -> bool:
    """Whether a text labels a total ("Cộng", "Danh sách này có 25 người"); the family name "Công" does not."""
    if starts_with("closing", text) and any(letter.isdigit() for letter in text):
        return True
    key = tone_key(text)
    rests = [(word, fold(key[len(word) :])) for word in _words()["total"] if key.startswith(word)]
    # "Cộng tổ Toán", "Cộng tăng", but "Tổng công ty", "Cộng tác viên"
    return any(
        _TOTAL_REST.match(rest)
        or (word != "tổng" and starts_with("group", rest))
        or (word == "cộng" and key[4:5] == " " and not _NO_SUM.match(rest))
        for word, rest in rests
    )


_DATE_LINE = re.compile(r"ngay\W*\d{0,2}\W*thang\W*\d{0,2}\W*nam\b")


def is_date_line(text: str) -> bool:
    """Whether a text is the line of place and date over a signature."""
    return bool(_DATE_LINE.search(fold(text))) and len(text) < 90


def is_signature(text: str) -> bool:
    """Whether a text announces a signature: a title, an instruction, or the line of place and date."""
    return is_date_line(text) or (len(text) < 80 and starts_with("signature", text))


def is_collective(text: str) -> bool:
    """Whether a cell says that the row is a collective or household."""
    return fold(text) in _words()["collective"]


_ORDINAL = re.compile(
    r"\s*(?:(?P<roman>[IVXLC]{1,6})|(?P<letter>[A-HK-Z])|(?P<part>\d{1,2}(?:\.\d{1,2})*))\s*(?P<mark>[.\-/:)–—]|\Z)"
)


def ordinal_style(text: str) -> str | None:
    """How a group is numbered: "roman", "letter", "arabic", or "arabic2" (1.1); None without a number."""
    match = _ORDINAL.match(text)
    if not match or (match["part"] and not match["mark"]):
        return None
    if match["roman"]:
        return "roman"
    if match["letter"]:
        return "letter"
    return "arabic" + str(match["part"].count(".") + 1)


def without_ordinal(text: str) -> str:
    """A text without the number of its group: "II. DANH SÁCH" -> "DANH SÁCH"."""
    match = _ORDINAL.match(text)
    return text[match.end() :].strip() if match and match["mark"] else text


def is_group_label(text: str) -> bool:
    """Whether a text standing alone reads like the label of a group: numbered, or begun by a word of units."""
    style = ordinal_style(text)
    return (style is not None and len(text) > 3 and not text.strip().isdigit()) or starts_with("group", text)


def group_style(text: str) -> str:
    """What tells levels of groups apart: the numbering, else the first word ("khoi" over "lop")."""
    return ordinal_style(text) or fold(text).partition(" ")[0]


_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*\Z")


def looks_like_name(text: str) -> bool:
    """Whether a text has the shape of a person's name: two to six words, each with a capital."""
    words = clean(text).split()
    return (
        2 <= len(words) <= 6 and has_name_shape(text) and all(_NAME_WORD.match(w) and w[:1].isupper() for w in words)
    )

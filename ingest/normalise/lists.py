"""Fields that hold lists: research fields, keywords, posts, associations, talent groups, yearly ratings."""

import re
from collections.abc import Mapping
from typing import Any

from ingest.model import CellValue, display
from ingest.normalise.coded import is_tick
from ingest.normalise.coded_words import refused
from ingest.normalise.codelists import find_code, find_inside, has_code
from ingest.normalise.exported import exported_list
from ingest.normalise.result import EMPTY, Evidence, Result, cell_text, failure
from ingest.problems import problem
from talentdb.fields import MAY_BE_NONE
from talentdb.text import alias_key, clean

__all__ = ["annual_ratings", "associations", "coded_list", "expertise", "research_fields", "states_none"]

_STRONG = re.compile(r"[;\n|•]+|(?:^|\s)[-+*]\s+")
_WEAK = re.compile(r"[;,\n|/•]+|(?:^|\s)[-+*]\s+")
_NO = frozenset({"khong", "k", "ko", "khong co", "0", "chua", "chua co"})
_STATED_NONE = re.compile(
    r"0|no|false|k|(?:k|khong|ko|chua)"
    r"(?: (?:co|giu|thuoc|tham gia|phai|lam|dam nhiem|dam nhan|hoat dong|cong tac))?"
    r"(?: (?:vi tri|viec lam|linh vuc|doi tuong|nao|ca|gi|trong|thuoc|ve|va|khcn|kh cn|kh|cn|khoa hoc|cong nghe"
    r"|doi moi sang tao|dmst))*"
)
_DENIED = re.compile(r"(?:khong|ko|chua)\b")
_LEAD = re.compile(r"^\s*(?:\d{1,2}[.)]\s+|\([a-z0-9]\)\s*)")
_LIST_NAMES = {"sti_posts": ("sti_post", "vị trí KH&CN"), "talent_groups": ("talent_group", "nhóm nhân tài")}


def _split(value: CellValue, pattern: re.Pattern[str]) -> list[str]:
    # line ends separate entries, so the text is cut before it is cleaned
    parts = (clean(_LEAD.sub("", part)).strip(" .,-") for part in pattern.split(display(value)))
    return [p for p in dict.fromkeys(parts) if p and alias_key(p)]


def research_fields(value: CellValue, _evidence: Evidence) -> Result:
    """Codes of the S&T classification by code or name; names it does not know become keywords of expertise."""
    codes: list[str] = []
    other: list[str] = []
    lost: list[str] = []
    # a name may hold a semicolon; numbers are never the whole cell, others may stand behind them
    whole = _named_research(cell_text(value).strip(" .;"))
    if whole:
        return Result({"research_fields": list(whole)})
    for part in _split(value, _STRONG):
        found = _research_codes(part)
        if not found:
            pieces = [(p, _research_codes(p)) for p in _split(part, _WEAK)]
            found = tuple(c for _, codes_of in pieces for c in codes_of)
            other += [p for p, codes_of in pieces if not codes_of and any(c.isalpha() for c in p)]
            lost += [p for p, codes_of in pieces if not codes_of and not any(c.isalpha() for c in p)]
        codes += found
    codes = list(dict.fromkeys(codes))
    hints: dict[str, Any] = {"expertise": other} if other else {}
    if not codes:
        # a number that is no code is lost as a field; words survive as keywords
        return Result(hints=hints) if hints else failure("code.unknown", value, list="lĩnh vực nghiên cứu")
    problems = tuple(problem("code.unknown", part, list="lĩnh vực nghiên cứu") for part in lost)
    return Result({"research_fields": codes}, hints, problems)


def _research_codes(part: str) -> tuple[str, ...]:
    if (
        (lead := re.match(r"^(\d{1,5})\b", part))
        and has_code("research_field", lead.group(1))
        and len(lead.group(1)) >= 3
    ):
        return (lead.group(1),)
    if (tail := re.search(r"\((\d{3,5})\)\s*$", part)) and has_code("research_field", tail.group(1)):
        return (tail.group(1),)
    return _named_research(part)


def _named_research(part: str) -> tuple[str, ...]:
    found = find_code("research_field", part)
    # a field of the second level and one below it bear one name: the wider one is meant
    widest = min(found, key=len, default="")
    return (widest,) if widest and all(code.startswith(widest) for code in found) else ()


def expertise(value: CellValue, _evidence: Evidence) -> Result:
    """Keywords, cut at semicolons, commas and lines; at most thirty."""
    words = [w[:120] for w in _split(value, _WEAK)][:30]
    return Result({"expertise": words}) if words else EMPTY


def associations(value: CellValue, evidence: Evidence) -> Result:
    """Names of associations; a tick takes the header's name."""
    if is_tick(cell_text(value)):
        return Result({"associations": [evidence.header.split(" > ")[-1]]}) if evidence.header else EMPTY
    if alias_key(cell_text(value)) in _NO:
        return EMPTY
    names = _split(value, re.compile(r"[;,\n|•]+"))
    return Result({"associations": names}) if names else EMPTY


def coded_list(value: CellValue, evidence: Evidence) -> Result:
    """Several codes of a list; a tick takes what the header names. A post stated as none is an empty list."""
    name, label = _LIST_NAMES[evidence.field]
    text = cell_text(value)
    if states_none(evidence.field, text):
        return _none_of(name, evidence)
    if alias_key(text) in _NO:
        return EMPTY
    if evidence.field in MAY_BE_NONE and _DENIED.match(alias_key(text)):
        # "Không tham gia nghiên cứu" names a post and says that it is not held
        return failure("code.unknown", value, list=label)
    if is_tick(text) and not text.isdigit():
        codes = find_code(name, evidence.header.split(" > ")[-1]) or find_inside(name, evidence.header)
    else:
        codes = find_code(name, text) or find_inside(name, text)
        parts = [find_code(name, p) for p in _split(value, _WEAK)]
        if sum(len(p) == 1 for p in parts) > 1 or len(codes) != 1:
            codes = tuple(p[0] for p in parts if len(p) == 1) or codes
    codes = tuple(dict.fromkeys(codes))
    return Result({evidence.field: list(codes)}) if codes else failure("code.unknown", value, list=label)


def states_none(field: str, text: str) -> bool:
    """Whether cleaned text says of a field that knows "none" that there is none: "Không", "Không giữ vị trí nào"."""
    return field in MAY_BE_NONE and bool(_STATED_NONE.fullmatch(alias_key(text)))


def _none_of(name: str, evidence: Evidence) -> Result:
    """A stated "none": nothing where the header names some kinds of post, as it says nothing of the other kinds."""
    kinds = {*find_code(name, evidence.header.split(" > ")[-1]), *find_inside(name, evidence.header)}
    if "vi tri" in alias_key(evidence.header):
        # "Vị trí việc làm KHCN" is a header of the whole field.
        kinds -= {"employment"}
    return EMPTY if len(kinds) in (1, 2) else Result({evidence.field: []})


_YEAR = re.compile(r"(?<!\d)(20[012]\d)(?!\d)")


def _is_rating(entry: Mapping[str, Any]) -> bool:
    """Whether an object is a rating as the registry keeps it."""
    year = entry.get("year")
    return set(entry) == {"year", "rating"} and isinstance(year, int) and has_code("rating", str(entry["rating"]))


def annual_ratings(value: CellValue, evidence: Evidence) -> Result:
    """Ratings by year; the year stands in the cell or, as `variant`, in the header."""
    text = cell_text(value)
    if (entries := exported_list(text, _is_rating)) is not None:
        return Result({"annual_ratings": entries})
    ratings: list[dict[str, Any]] = []
    unknown: list[str] = []
    for part in _split(value, re.compile(r"[;,\n|]+")):
        year = _YEAR.search(part)
        rest = _YEAR.sub(" ", part)
        rest = re.sub(r"(?:^|\s)năm(?=\s|$)|[:()–-]", " ", rest, flags=re.IGNORECASE).strip()
        found = find_code("rating", rest) or (() if refused("annual_ratings", rest) else find_inside("rating", rest))
        if len(found) != 1:
            unknown.append(part)
        elif year or evidence.variant:
            ratings.append({"year": int(year.group() if year else evidence.variant), "rating": found[0]})
        else:
            return Result(problems=(problem("rating.no_year", text),))
    if unknown and not ratings:
        return failure("code.unknown", value, list="xếp loại năm")
    problems = tuple(problem("code.unknown", part, list="xếp loại năm") for part in unknown)
    return Result({"annual_ratings": ratings}, problems=problems) if ratings else EMPTY

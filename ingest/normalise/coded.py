"""Values of closed lists: a word, an abbreviation or a tick to a code; and yes or no.

Spellings live in the code lists; here stand only the rules a list cannot say (the highest of several,
"đang học" is not earned, a level out of a position's title).
"""

import re
from collections.abc import Mapping
from typing import Final

from ingest.model import CellValue
from ingest.normalise.coded_words import earned_part, nothing_said, refused, without_fillers
from ingest.normalise.codelists import find_code, find_inside, labels
from ingest.normalise.result import EMPTY, Evidence, Result, cell_text, failure, single
from ingest.problems import problem
from talentdb.text import alias_key, fold, tone_key

__all__ = [
    "LIST_LABELS", "RANKED", "coded", "ethnicity", "flag", "is_tick", "it_level", "position_level_of",
    "position_title", "sex", "tick",
]  # fmt: skip

LIST_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "employment_category": ("employment_category", "loại cán bộ"),
    "position_level": ("position_level", "cấp chức vụ"),
    "political_theory": ("political_theory", "lý luận chính trị"),
    "state_management": ("state_management", "quản lý nhà nước"),
    "training_mode": ("training_mode", "hình thức đào tạo"),
    "training_country": ("country", "quốc gia"),
    "graduation_grade": ("graduation_grade", "xếp loại tốt nghiệp"),
    "recruitment_form": ("recruitment_form", "hình thức tuyển dụng"),
    "status": ("status", "trạng thái"),
    "training_type": ("training_type", "loại đào tạo, bồi dưỡng"),
    "training_status": ("training_status", "tình trạng khóa học"),
}
"""Field -> its code list, and what the list is called to people."""

RANKED: Final[Mapping[str, tuple[str, ...]]] = {
    "political_theory": ("elementary", "intermediate", "advanced", "bachelor"),
    "state_management": ("officer", "specialist", "principal", "senior"),
}
"""Fields of which a person has the highest, lowest first."""

_SAYS_NO = frozenset({"khong", "k", "ko", "khong co"})
_PAREN = re.compile(r"\([^)]*\)|\b(?:19|20)\d\d\b")
_PARTS = re.compile(r"[,;/+&\n]|\s-\s")
_TICKS = frozenset({"x", "v", "√", "✓", "✔", "☑", "☒", "1", "co", "yes", "true", "y", "dung", "+", "*"})
_NO = frozenset(
    {
        "khong",
        "k",
        "ko",
        "no",
        "false",
        "0",
        "n",
        "chua",
        "kg",
        "quan chung",
        "doan vien",
        "dtn",
        "khong phai",
    }
)
_DASHES = re.compile(r"[^\w√✓✔☑☒+*]+")


def is_tick(text: str) -> bool:
    """Whether cleaned text is a mark in a tick column."""
    return (_DASHES.sub("", fold(text)) or text) in _TICKS


def coded(value: CellValue, evidence: Evidence) -> Result:
    """A value of the field's code list; the highest where several are named and the field is ranked."""
    name, label = LIST_LABELS[evidence.field]
    text = cell_text(value)
    ranked = RANKED.get(evidence.field)
    found = find_code(name, text)
    studying = False
    if not found:
        if text in {"0", "00"} or (nothing_said(text) and (ranked or alias_key(text) in _SAYS_NO)):
            return EMPTY
        if ranked:
            text, studying = earned_part(text)
        found = _named(evidence.field, name, text) if text else ()
        if not found and evidence.field == "position_level" and (level := _level_of_title(alias_key(text))):
            found = (level,)
    if not found:
        return failure("value.studying", value) if studying else failure("code.unknown", value, list=label)
    if len(found) > 1 and ranked:
        found = (max(found, key=ranked.index),)
    if len(found) > 1:
        return failure("code.ambiguous", value, candidates=labels(name, found))
    if evidence.field == "status" and _is_future(text, evidence.this_year):
        return failure("code.unknown", value, list=label)
    return single(evidence.field, found[0])


def _named(field: str, name: str, text: str) -> tuple[str, ...]:
    """Codes named by the whole text, without its brackets, its parts, without idle words, or inside it."""
    bare = _PAREN.sub(" ", text).strip(" ,;-")
    found = find_code(name, text) or find_code(name, bare) or _parts(name, text)
    if found or refused(field, text):
        return found
    rest = without_fillers(field, bare) or without_fillers(field, text)
    return (find_code(name, rest) if rest else ()) or find_inside(name, text)


def _is_future(text: str, this_year: int) -> bool:
    """ "Nghỉ hưu từ 01/2030" says what will be."""
    return any(int(year) > this_year for year in re.findall(r"(?<!\d)20\d\d(?!\d)", text))


def _parts(name: str, text: str) -> tuple[str, ...]:
    codes = [code for part in _PARTS.split(text) if part.strip() for code in find_code(name, part)]
    return tuple(dict.fromkeys(codes))


def tick(value: CellValue, evidence: Evidence) -> Result:
    """A mark in a column that stands for one value (`evidence.variant`); the value's own name counts too."""
    text = cell_text(value)
    if is_tick(text) or (len(text) <= 30 and fold(text) not in _NO and _names_variant(text, evidence)):
        return single(evidence.field, evidence.variant)
    if fold(text) in _NO:
        return EMPTY
    return failure("tick.unknown", value, header=evidence.header)


def _names_variant(text: str, evidence: Evidence) -> bool:
    name = LIST_LABELS.get(evidence.field, (evidence.field, ""))[0]
    if evidence.field == "sex":
        return _sex_of(text) == evidence.variant
    return evidence.variant in find_code(name, text)


_SEX = {
    **dict.fromkeys(("nam", "m", "1", "01", "male", "ông", "ong", "trai", "nam giới", "anh", "mr", "năm"), "male"),
    **dict.fromkeys(("nữ", "nu", "f", "2", "02", "female", "bà", "ba", "gái", "gai", "nữ giới", "nư"), "female"),
    **dict.fromkeys(("nử", "nũ", "nừ", "nứ", "chị", "mrs", "ms"), "female"),
}
"""Spellings met, slips of the tone key among them."""


def _sex_of(text: str) -> str:
    key = tone_key(text).strip(" .")
    return _SEX.get(key, "")


def sex(value: CellValue, _evidence: Evidence) -> Result:
    """male or female; "0" is refused, since lists use it for either."""
    text = cell_text(value)
    found = _sex_of(_PAREN.sub(" ", text)) if text not in {"0", "00"} else ""
    return single("sex", found) if found else failure("sex.unknown", value)


def flag(value: CellValue, evidence: Evidence) -> Result:
    """true or false; a date or a membership number in the column means yes."""
    text = cell_text(value)
    key = alias_key(text)
    if is_tick(text) or (
        evidence.field == "party_member"
        and (key in {"dang vien", "dv", "dcsvn"} or (any(c.isdigit() for c in key) and len(key) >= 4))
    ):
        return single(evidence.field, True)
    if key in _NO or not key:
        return single(evidence.field, False)
    own = {
        "doctoral_student": ("ncs", "nghien cuu sinh"),
        "student": ("sinh vien", "hoc sinh", "hssv", "sv", "hs"),
    }
    if any(word in key for word in own.get(evidence.field, ())) or key.startswith("da "):
        return single(evidence.field, True)
    if isinstance(value, bool):
        return single(evidence.field, value)
    return failure("boolean.unknown", value)


_PEOPLE = re.compile(r"^\s*(?:(?:dân tộc|dan toc|người|nguoi|d[.\s]*t[ộo]c|dt|đt)\b[\s.:]*)+(?=\w)", re.IGNORECASE)
_UNSPECIFIED = frozenset({"00", "55", "56"})


def ethnicity(value: CellValue, _evidence: Evidence) -> Result:
    """Two digits of the official list; foreign and unspecified are absent, said as an info."""
    text = cell_text(value)
    text = text.zfill(2) if text.isdigit() else _PEOPLE.sub("", text)
    found = find_code("ethnic_group", text) or find_code("ethnic_group", re.sub(r"\([^)]*\)", "", text).strip())
    if not found:
        return failure("ethnicity.unknown", value)
    if len(found) > 1:
        return failure("code.ambiguous", value, candidates=labels("ethnic_group", found))
    if found[0] in _UNSPECIFIED:
        return Result(problems=(problem("ethnicity.unspecified", value),))
    return single("ethnicity_code", found[0])


def it_level(value: CellValue, evidence: Evidence) -> Result:
    """`basic`, `advanced`, or the text the list does not know (A, B, C, a degree); a tick means its header."""
    text = cell_text(value)
    if nothing_said(text):
        return EMPTY
    if is_tick(text):
        found = find_inside("it_level", evidence.header.split(" > ")[-1])
        return single("it_level", found[0]) if len(found) == 1 else failure("code.unknown", value, list="tin học")
    found = find_code("it_level", text) or find_inside("it_level", text)
    return single("it_level", found[0] if len(found) == 1 else text[:120])


# Over alias keys. Deputies of a unit lead it too; heads inside a unit manage.
_LEADER = re.compile(
    r"^(?:q |quyen )?(?:pho )?(?:giam doc|tong giam doc|hieu truong|vien truong|chu tich|bi thu|tong bien tap"
    r"|cuc truong|chi cuc truong|truong ban|chanh thanh tra tinh|chu nhiem uy ban|thu truong)\b"
    r"|^(?:p(?:ho)? ?)?(?:gd|ht|ct|bt|vt|giam doc|hieu truong|chu tich|bi thu|vien truong)\b|^(?:hp|hieu pho)\b"
)
_MANAGER = re.compile(
    r"^(?:q |quyen )?(?:pho )?(?:truong|chanh van phong|chanh thanh tra|to truong|chu nhiem|doi truong|quan doc"
    r"|dieu duong truong|ke toan truong)\b"
    r"|^(?:p(?:ho)? ?)?(?:tp|cvp|tk|tbm|truong)\b|^(?:tt|ttcm|tpcm|ktt)\b"
    r"|^(?:tram|dd|ho sinh|cua hang|chi huy|ca|kip) truong\b|^phu trach (?:phong|khoa|ban|to|bo mon|ke toan|tram)\b"
    r"|^p(?:ho)? (?:phong|khoa|ban|bo mon|trung tam|tram)\b|^(?:to pho|doi pho|pho (?:chanh|chu nhiem|to))\b"
)
_INNER_DIRECTOR = re.compile(r"\b(?:trung tam|xuong|chi nhanh) (?:cua|thuoc|truc thuoc)\b")


def _level_of_title(key: str) -> str | None:
    if _LEADER.match(key) and not _INNER_DIRECTOR.search(key):
        return "leader"
    return "manager" if _MANAGER.match(key) else None


def position_level_of(title: str) -> str | None:
    """leader, manager or staff out of a position's title; None when the title does not say."""
    key = alias_key(title)
    if not key or key in _NO:
        return None
    if level := _level_of_title(key):
        return level
    staff = find_code("position_level", title)
    return staff[0] if len(staff) == 1 else "staff"


_WITH_AGENCY = re.compile(
    r"\s*[,;]\s*(?=(?:sở|trường|bệnh viện|ubnd|viện|trung tâm|công ty|ban|hội|tỉnh|báo|văn phòng)\b)",
    re.IGNORECASE,
)


def position_title(value: CellValue, _evidence: Evidence) -> Result:
    """The title as text; "Trưởng phòng, Sở Y tế" hands the employer on, the level is a hint."""
    text = cell_text(value)
    if nothing_said(text):
        return EMPTY
    hints: dict[str, str] = {}
    if len(parts := _WITH_AGENCY.split(text, maxsplit=1)) == 2:
        text, hints["agency_name"] = parts[0], parts[1]
    level = position_level_of(text)
    if level:
        hints["position_level"] = level
    return Result({"position_title": text[:300]}, hints) if alias_key(text) else EMPTY

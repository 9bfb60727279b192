"""Fields written over several columns: Nam | Nữ, ĐH | ThS | TS, day | month | year, family | given name.

Found before the one-to-one assignment, from headers and contents together.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.columns.contents import Sample, content_fit
from ingest.columns.headers import IGNORED, header_keys, header_scores, text_scores
from ingest.forms import Form
from ingest.model import HeaderColumn
from ingest.normalise.coded import is_tick
from ingest.normalise.codelists import find_code
from ingest.normalise.degrees import read_degrees
from ingest.normalise.result import cell_text
from talentdb.text import alias_key, clean, tone_key

__all__ = ["Variant", "find_variants"]

_SEX = {
    "nam": "male",
    "nữ": "female",
    "nu": "female",
    "giới tính nữ": "female",
    "nữ giới": "female",
    "nam giới": "male",
    "là nữ": "female",
    "la nu": "female",
    "nu x": "female",
    "nam x": "male",
    "là nam": "male",
}
_WHOLE_PARTS = {"ngay sinh": "day", "thang sinh": "month", "nam sinh": "year"}
_PARTS = {"ngày": "day", "tháng": "month", "năm": "year", "ngay": "day", "thang": "month", "nam": "year"}


# "Nữ (*)", "ThS (x)", "Nam (2)": what stands in brackets is no part of the value
_MARKS = re.compile(r"\([^)]*\)|[*:]|\s\(.*$")


# "Nam (nữ)" is one column of both words, no column of marks
_BOTH_SEXES = re.compile(r"\(\s*(?:nam|nữ|nu)\s*\)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")
_LAST_YEAR = 2049


@dataclass(frozen=True, slots=True)
class Variant:
    """A column that is one part of a spread field."""

    field: str
    variant: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Seen:
    """A column with all that the rules below ask about it."""

    column: HeaderColumn
    sample: Sample
    leaf: str
    parents: tuple[str, ...]
    scores: Mapping[str, float]


def find_variants(columns: Sequence[HeaderColumn], samples: Sequence[Sample], form: Form) -> dict[int, Variant]:
    """Column index -> the variant it is; columns that are none are left to the assignment."""
    seen = [_look(column, sample, form) for column, sample in zip(columns, samples, strict=True)]
    found: dict[int, Variant] = {}
    for rule in (_birth_parts, _birth_by_sex, _sex_ticks, _value_ticks, _split_names):
        free = [s for s in seen if s.column.index not in found]
        found |= {i: v for i, v in rule(free, form).items() if v.field in form.fields}
    return found


def _look(column: HeaderColumn, sample: Sample, form: Form) -> _Seen:
    texts = list(dict.fromkeys(clean(p) for p in column.path if clean(p)))
    leaf = texts[-1] if texts else ""
    leaf = leaf if _BOTH_SEXES.search(leaf) else _MARKS.sub(" ", leaf).strip()
    return _Seen(column, sample, leaf, tuple(texts[:-1]), header_scores(form.name, texts))


def _parent_says(one: _Seen, form: Form, field: str) -> float:
    return max((text_scores(form.name, p).get(field, 0.0) for p in one.parents), default=0.0)


def _sex_named(leaf: str) -> str | None:
    """The sex that a header names, also as an export writes it ("nuX", "la_nu")."""
    typed = header_keys(leaf) if leaf.isascii() and len(leaf) >= 3 else ()
    return next((sex for key in (tone_key(leaf), *typed) if (sex := _SEX.get(key))), None)


def _birth_by_sex(seen: list[_Seen], form: Form) -> dict[int, Variant]:
    """Birth dates in a column Nam or a column Nữ."""
    found = {}
    for one in seen:
        sex = _sex_named(one.leaf)
        if sex is None:
            continue
        fit = content_fit("birth_date", one.sample)
        under_birth = _parent_says(one, form, "birth_date") >= 0.6
        if (fit is not None and fit >= 0.6 and one.sample.tick_share < 0.5) or (fit is None and under_birth):
            found[one.column.index] = Variant("birth_date", sex, 0.97 if under_birth else 0.85)
    return found


def _birth_parts(seen: list[_Seen], form: Form) -> dict[int, Variant]:
    """Day, month and year of birth in columns of their own, under one parent or each with its whole name."""
    parts: dict[int, Variant] = {}
    for one in seen:
        part = _PARTS.get(tone_key(one.leaf))
        if part and _parent_says(one, form, "birth_date") >= 0.6:
            parts[one.column.index] = Variant("birth_date", part, 0.95)
    kinds = {v.variant for v in parts.values()}
    # "Nam" alone under "Năm sinh" is men; beside a day or a month it is a year typed without marks
    if len(kinds) >= 2 and "year" in kinds and len(parts) == len(kinds):
        return parts
    if parts := _three_in_a_row(seen):
        return parts
    whole = {i: part for i, one in enumerate(seen) if (part := _WHOLE_PARTS.get(alias_key(one.leaf)))}
    months = [seen[i] for i, part in whole.items() if part in ("day", "month")]
    small = all(one.sample.number_share >= 0.8 and _at_most(one.sample, 31) for one in months)
    if sorted(whole.values()) == ["day", "month", "year"] and small:
        return {seen[i].column.index: Variant("birth_date", part, 0.95) for i, part in whole.items()}
    return {}


def _three_in_a_row(seen: list[_Seen]) -> dict[int, Variant]:
    """Ngày | Tháng | Năm sinh next to each other: the last says of what, and the cells that they are parts."""
    for three in zip(seen, seen[1:], seen[2:], strict=False):
        keys = [alias_key(one.leaf) for one in three]
        parts = [
            _PARTS.get(tone_key(one.leaf)) or _WHOLE_PARTS.get(key) for one, key in zip(three, keys, strict=True)
        ]
        together = three[2].column.index - three[0].column.index == 2
        if not together or sorted(filter(None, parts)) != ["day", "month", "year"] or "sinh" not in " ".join(keys):
            continue
        limits = {"day": 31, "month": 12, "year": _LAST_YEAR}
        if all(_at_most(one.sample, limits[part or ""]) for one, part in zip(three, parts, strict=True)):
            return {o.column.index: Variant("birth_date", p or "", 0.95) for o, p in zip(three, parts, strict=True)}
    return {}


def _at_most(sample: Sample, limit: int) -> bool:
    """Whether all cells are numbers up to a limit, as days of a month are."""
    texts = [cell_text(value) for value in sample.distinct]
    return all(text.isdecimal() and len(text) <= 4 and int(text) <= limit for text in texts)


def _sex_ticks(seen: list[_Seen], form: Form) -> dict[int, Variant]:
    """Marks in a column Nam or Nữ."""
    found = {}
    for one in seen:
        sex = _sex_named(one.leaf)
        if sex is None or (one.sample.blank and _parent_says(one, form, "sex") < 0.6):
            continue
        named = content_fit("sex", one.sample) or 0.0
        if one.sample.tick_share >= 0.8 or named >= 0.8 or one.sample.blank:
            found[one.column.index] = Variant("sex", sex, 0.95 if one.parents else 0.9)
    return found


def _named_value(field: str, form: Form, leaf: str) -> str | None:
    """The value of a coded field that a column header names."""
    if field in ("qualification", "academic_title"):
        degrees = read_degrees(leaf)
        value = degrees.qualification if field == "qualification" else degrees.academic_title
        return value if len(leaf.split()) <= 4 else None
    codes = find_code(form.fields[field].code_list or "", leaf)
    return codes[0] if len(codes) == 1 else None


def _value_ticks(seen: list[_Seen], form: Form) -> dict[int, Variant]:
    """One mark column a value: ĐH | ThS | TS under "Trình độ", Trung cấp | Cao cấp under "LLCT"."""
    spread = [name for name, field in form.fields.items() if field.spread]
    candidates: dict[str, list[tuple[_Seen, str, float]]] = {name: [] for name in spread}
    for one in seen:
        marked = one.sample.blank or one.sample.tick_share >= 0.8
        if not one.leaf:
            continue
        # a row of sums among the people is no reason to lose the marks of all
        counted = one.sample.tick_share >= 0.5 and one.sample.tick_share + one.sample.number_share >= 0.99
        for name in spread:
            # the field of study or the year may stand in place of a mark, under a parent that says degrees
            told = name == "qualification" and _parent_says(one, form, name) >= 0.6 and _told(one.sample)
            sure = counted and _parent_says(one, form, name) >= 0.6
            value = _named_value(name, form, one.leaf) if marked or told or sure else None
            if value is not None:
                candidates[name].append((one, value, _parent_says(one, form, name)))
    found: dict[int, tuple[float, Variant]] = {}
    for name, columns in candidates.items():
        for one, value, parent in columns:
            fellows = sum(other.parents == one.parents for other, _, _ in columns)
            # a lone unparented mark column named like a value may be anything; marks must be there for it
            if parent < 0.6 and (fellows < 2 or one.sample.blank):
                continue
            score = parent + 0.1 * fellows
            if one.column.index not in found or score > found[one.column.index][0]:
                found[one.column.index] = score, Variant(name, value, 0.93 if parent >= 0.6 else 0.75)
    return {index: variant for index, (_, variant) in found.items()}


def _told(sample: Sample) -> bool:
    """Whether words without a degree of their own, or years, stand where marks would."""
    texts = [cell_text(value) for value in sample.distinct]
    plain = [t for t in texts if is_tick(t) or _YEAR.fullmatch(t) or not any(c.isdigit() for c in t)]
    return bool(texts) and len(plain) == len(texts) and all(read_degrees(t).qualification is None for t in plain)


def _split_names(seen: list[_Seen], form: Form) -> dict[int, Variant]:
    """A header "Họ và tên" over two columns, or one cut in two: "Họ và | tên", the given name in the second.

    Left of a column of given names, words that begin with family names are the rest of the name, whatever their
    header says that nobody knows.
    """
    for one, following in pairwise(seen):
        if following.column.index != one.column.index + 1:
            continue
        cut = _cut_in_two(one, following, form)
        if not cut and one.scores.get("full_name", 0.0) < 0.85:
            continue
        same_header = alias_key(following.leaf) in ("", alias_key(one.leaf))
        given = content_fit("given_name", following.sample) or 0.0
        family = content_fit("family_name", one.sample) or 0.0
        names_only = following.scores.get(f"{IGNORED}ordinal", 0.0) < 0.5
        if (same_header or cut) and names_only and given >= 0.8 and family >= 0.5:
            return {
                one.column.index: Variant("family_name", "", 0.9),
                following.column.index: Variant("given_name", "", 0.9),
            }
    return {}


def _cut_in_two(one: _Seen, following: _Seen, form: Form) -> bool:
    """Whether two headers only together say a whole name."""
    others = [score for name, score in one.scores.items() if name not in ("family_name", "full_name")]
    if not (one.leaf and following.leaf) or max(others, default=0.0) >= 0.6:
        return False
    whole = text_scores(form.name, f"{one.leaf} {following.leaf}").get("full_name", 0.0) >= 0.9
    named = following.scores.get("given_name", 0.0) >= 0.85 and not one.sample.blank
    return whole or (named and (content_fit("family_name", one.sample) or 0.0) >= 0.8)

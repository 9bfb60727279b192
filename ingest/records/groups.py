"""What stands over rows and is true of them: labels of group rows and lines of the title block.

Gives values for fields that no column of the table has; knows no form by name.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from ingest.forms import Form, FormField
from ingest.normalise import Evidence, normalise
from ingest.normalise.by_type import last_year, named_codes
from ingest.normalise.coded import coded
from ingest.normalise.codelists import find_inside
from ingest.normalise.result import cell_text
from ingest.normalise.units import names_body
from talentdb.codes import code_list
from talentdb.text import alias_key, fold

__all__ = ["bare_label", "group_values", "header_values", "title_text", "title_values"]

_UNIT_WORDS: Final = frozenset(
    ("khoa", "phong", "ban", "to", "bo", "trung", "tam", "vien", "truong", "khoi", "doi", "tram", "van", "chi", "cum")
)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BEHIND = re.compile(r"\s*(?:\(.*|\b(?:khóa|khoá|k)\s*[ivx\d]+\b.*|\bnăm\s+\d{4}\b.*)$", re.IGNORECASE)
# "KHỐI CAO ĐẲNG", "Nhóm ngành Y": several bodies, the name of none.
_KIND_OF_BODIES = re.compile(r"(?:khoi|nhom|cum|cac|lop)\b")
_SIGNED = re.compile(r"\bngay\b")
_DECISION = re.compile(r"\b(?:quyet dinh|qd|to trinh|ke hoach|cong van)\b")


def bare_label(label: str) -> str:
    """ "I. PHÒNG NỘI VỤ — 14 người" -> "PHÒNG NỘI VỤ"."""
    text = cell_text(label)
    first, _, rest = text.partition(" ")
    if rest and (first.rstrip(".):").isdigit() or (first[-1] in ".):/-" and len(first) <= 6)):
        text = rest
    for mark in (" - ", " — ", ":", "("):
        head, found, tail = text.partition(mark)
        if found and any(c.isdigit() for c in tail):
            text = head
    return text.strip(" .:-–—")


def group_values(labels: Sequence[str], fields: Collection[str | None], form: Form | None) -> dict[str, Any]:
    """What the labels of group rows say: a category of staff, an employer, a unit, or what the form lets them say.

    Args:
        labels: outermost first.
        fields: fields that have a column; a label never stands against them.
        form: the table's form.
    """
    values: dict[str, Any] = {}
    persons = form is None or "full_name" in form.fields
    for label in labels:
        text = bare_label(label)
        said = _said(text, fields, form)
        if said:
            values |= said
            continue
        if not persons:
            continue
        category = coded(text, Evidence("employment_category")).values.get("employment_category")
        if category and "employment_category" not in fields and _has(form, "employment_category"):
            values["employment_category"] = category
        elif _is_agency(text) and "agency_name" not in fields and _has(form, "agency_name"):
            values["agency_name"] = text
        elif "sub_unit" not in fields and _has(form, "sub_unit") and {*fold(text).split()[:1]} & _UNIT_WORDS:
            values["sub_unit"] = text
    return values


def _has(form: Form | None, name: str) -> bool:
    return form is None or name in form.fields


def _is_agency(text: str) -> bool:
    from ingest.agencies import resolve_offline

    return len(alias_key(text).split()) >= 2 and len(resolve_offline(text)) == 1


def _said(text: str, fields: Collection[str | None], form: Form | None) -> dict[str, Any]:
    """The value of the first field that the form lets a group row name, and that this label names."""
    for field in form.fields.values() if form else ():
        if not field.from_group or field.name in fields or not text:
            continue
        if field.code_list:
            codes = named_codes(field.code_list, text)
            if len(codes) == 1:
                return dict(normalise(text, Evidence(field.name)).values)
        elif names_body(text) and not _KIND_OF_BODIES.match(fold(text)):
            return {field.name: text}
    return {}


def title_values(form: Form, titles: Sequence[str], fields: Collection[str | None]) -> dict[str, Any]:
    """What the title block says for every row: a year, an award, a kind of need; nothing where two are named."""
    values: dict[str, Any] = {}
    for field in form.fields.values():
        if not field.from_title or field.name in fields or _coded_beside(field, form, fields):
            continue
        if field.title_after:
            text = title_text(field, titles)
            values |= {field.name: text} if text else {}
        elif field.type == "year":
            year = _title_year(titles)
            values |= {field.name: year} if year else {}
        elif field.code_list:
            name = field.code_list
            codes = {c for text in titles for c in find_inside(name, text)}
            entry = code_list(name).get(codes.pop()) if len(codes) == 1 else None
            if entry is not None:
                values |= normalise(entry.label, Evidence(field.name)).values
    return values


def title_text(field: FormField, titles: Sequence[str]) -> str:
    """What a line of the title says after one of the field's words: "LỚP bồi dưỡng …"; "" when none does.

    Numbers of courses and years behind it, and what stands in brackets, are left out.
    """
    for line in titles:
        text = cell_text(line)
        low = f" {text.lower()} "
        for words in field.title_after:
            at = low.find(f" {words.lower()} ")
            if at >= 0 and (found := _BEHIND.sub("", text[at + len(words) :].strip(" :-–")).strip(" .,;:-–")):
                return found[:1].upper() + (found[1:].lower() if found.isupper() else found[1:])
    return ""


def header_values(form: Form, headers: Mapping[str, str]) -> dict[str, Any]:
    """What the header of one field says of another that has no column: "Tên sáng kiến" is of initiatives.

    Args: headers: field -> the header of its column.
    """
    values: dict[str, Any] = {}
    for field in form.fields.values():
        header = headers.get(field.from_header, "")
        if not header or not field.code_list or field.name in headers:
            continue
        codes = find_inside(field.code_list, header.split(" > ")[-1])
        if len(codes) == 1:
            values[field.name] = codes[0]
    return values


def _coded_beside(field: FormField, form: Form, fields: Collection[str | None]) -> bool:
    """Whether another column speaks of the same list: "Mã danh hiệu" says what "Danh hiệu" would."""
    if not field.code_list:
        return False
    return any(f.code_list == field.code_list and f.name in fields for f in form.fields.values())


def _title_year(titles: Sequence[str]) -> int | None:
    """The one year that the title names; of a school year the second, of a decision its own where no line has one."""
    found: dict[bool, set[int]] = {True: set(), False: set()}
    for text in titles:
        key = fold(text)
        decision = _DECISION.search(key) is not None
        if _SIGNED.search(key) and not decision:
            continue
        years = sorted({int(y) for y in _YEARS.findall(text)})
        if len(years) == 2 and years[1] != years[0] + 1:
            return None
        if (year := last_year(text)) is not None and len(years) <= 2:
            found[decision].add(year)
    for of in (found[False], found[True]):
        if len(of) == 1:
            return of.pop()
        if of:
            return None
    return None

"""Which normaliser reads which field, and reading a cell through it. Works on one value at a time, without state."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ingest.forms import field_types
from ingest.model import CellValue
from ingest.normalise import (
    awards,
    coded,
    contacts,
    dates,
    degrees,
    identifiers,
    languages,
    lists,
    names,
    places,
    plain,
)
from ingest.normalise.by_type import by_type
from ingest.normalise.composite import read_composite, read_named_mark
from ingest.normalise.legacy import MIXED, decode_as, doubtful
from ingest.normalise.result import EMPTY, Evidence, Normaliser, Result, cell_text, is_placeholder
from ingest.problems import problem

__all__ = ["NORMALISERS", "Evidence", "Result", "is_ditto", "normalise"]

NORMALISERS: Final[Mapping[str, Normaliser]] = {
    **{name: by_type(field.type, field.code_list, field.label) for name, field in field_types().items()},
    "full_name": names.full_name,
    "family_name": names.name_part,
    "middle_name": names.name_part,
    "given_name": names.name_part,
    "sex": coded.sex,
    "birth_date": dates.date_field,
    "recruitment_date": dates.date_field,
    "training_start": dates.date_field,
    "training_end": dates.date_field,
    "graduation_year": dates.graduation_year,
    "ethnicity_code": coded.ethnicity,
    "national_id": identifiers.national_id,
    "staff_code": identifiers.staff_code,
    "professional_title_code": identifiers.professional_title_code,
    "professional_title": identifiers.professional_title,
    "phone": contacts.phone,
    "email": contacts.email,
    "commune_code": places.commune,
    "address": places.address,
    "agency_name": places.agency_name,
    "position_title": coded.position_title,
    "qualification": degrees.qualification,
    "required_qualification": degrees.required_qualification,
    "academic_title": degrees.academic_title,
    "degree_title": degrees.degree_title,
    "doctoral_student": coded.flag,
    "party_member": coded.flag,
    "student": coded.flag,
    "it_level": coded.it_level,
    "languages": languages.languages,
    "research_fields": lists.research_fields,
    "expertise": lists.expertise,
    "associations": lists.associations,
    "sti_posts": lists.coded_list,
    "talent_groups": lists.coded_list,
    "annual_ratings": lists.annual_ratings,
    "award_name": awards.award_name,
    "award_code": awards.award_code,
    **dict.fromkeys(coded.LIST_LABELS, coded.coded),
}
"""Field -> function: its own, or that of the type which a form's file states; any other field is free text."""

# Variants that mean "a mark in this column", by field; other variants are read by the field's own function.
_TICKED: Final = (
    "qualification",
    "academic_title",
    "political_theory",
    "state_management",
    "employment_category",
    "sex",
)

_NAME_PARTS: Final = ("family_name", "middle_name", "given_name")

_DITTOS = frozenset(
    {'"', "''", "nt", "như trên", "-nt-", "-nt", "n.t", "nhu tren", '"nt"', "- nt -", "//", "-//-", "”", "“"}
)


def is_ditto(text: str) -> bool:
    """Whether a cell's text says "as above"."""
    return text.strip().lower() in _DITTOS


def _is_said(text: str, field: str) -> bool:
    """Whether words that elsewhere stand for nothing say something in their own column: "Na" of a name, "không có"
    of posts that an agency states."""
    return (field in _NAME_PARTS and text.lower() == "na") or lists.states_none(field, text)


def normalise(value: CellValue, evidence: Evidence) -> Result:
    """The value of one cell for the field of its column; an empty result for nothing and placeholders.

    Args:
        value: the cell; text in an old encoding is decoded first, with an info.
        evidence: field, variant and what the whole column says.

    Returns:
        Values, hints and problems; never raises because of the value.
    """
    if isinstance(value, str):
        decoded, encoding = decode_as(value, evidence.encoding)
        if encoding:
            return _noted("text.legacy", value, decoded, encoding, _read(decoded, evidence))
        if other := doubtful(value, evidence.encoding):
            return _either(value, other, evidence)
    return _read(value, evidence)


def _noted(code: str, raw: str, other: str, encoding: str, result: Result) -> Result:
    if result is EMPTY:
        return result
    note = problem(code, raw, suggestion=other, encoding=encoding)
    return replace(result, problems=(note, *result.problems))


def _either(value: str, other: str, evidence: Evidence) -> Result:
    """A text that two encodings let stand: the reading that the field knows, where only one is; asked otherwise."""
    result, second = _read(value, evidence), _read(other, evidence)
    encoding = evidence.encoding.rstrip(MIXED)
    if result.values and not result.problems and (second.problems or second.values == result.values):
        return result
    if result.problems and second.values and not second.problems:
        return _noted("text.legacy", value, other, encoding, second)
    return _noted("text.maybe_legacy", value, other, encoding, result)


def _read(value: CellValue, evidence: Evidence) -> Result:
    if value is None or (is_placeholder(text := cell_text(value)) and not _is_said(text, evidence.field)):
        return EMPTY
    if evidence.also:
        return read_composite(value, evidence, normalise)
    if evidence.variant and evidence.field in _TICKED:
        return read_named_mark(value, evidence, coded.tick(value, evidence))
    return NORMALISERS.get(evidence.field, plain.text)(value, evidence)

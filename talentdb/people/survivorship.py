"""Which value wins where several records of one person differ. Pure; the order of the records never matters.

Architecture, decision 3: the main employer's word, then the newest as-of day, then completeness; then the smallest
record number. Rows of the form `trainings` only fill gaps.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from talentdb.fields import PEOPLE_FIELDS
from talentdb.people.records import Record
from talentdb.text import fold

__all__ = ["QUALIFICATIONS", "Golden", "current_posts", "golden", "main_employer"]

QUALIFICATIONS: Final = (
    "elementary", "intermediate", "college", "university", "specialist_1", "resident_physician", "master",
    "specialist_2", "doctorate", "doctor_of_science",
)  # fmt: skip
"""Degrees in rising order, as in the contract of the field `qualification`."""

# A full post weighs more than a contract or a place in an association beside it.
_CATEGORY_ORDER: Final = {
    name: rank
    for rank, name in enumerate(
        ("party_official", "civil_servant", "public_employee", "enterprise", "contract", "freelance", "retired")
    )
}
_ONE_ROUND: Final = 366
"""Days: agencies report once a year, so two employers that both reported within a year are both current."""

_GONE: Final = frozenset({"moved", "left", "deceased", "retired"})
_PRECISION: Final = {"day": 0, "month": 1, "year": 2}
_NAME: Final = ("full_name", "family_name", "middle_name", "given_name")
_BIRTH: Final = ("birth_date", "birth_date_precision")
_POST: Final = ("position_title", "position_level", "sub_unit", "job_position")
_TITLE: Final = ("professional_title_code", "professional_title")
_DEGREE: Final = (
    "qualification", "degree_title", "field_of_training", "training_institution", "training_country",
    "graduation_year", "training_mode", "graduation_grade",
)  # fmt: skip
# What only the employer itself can say: never filled from another body's row.
_OF_EMPLOYER: Final = ("staff_code", "employment_category", "recruitment_date", "recruitment_form")
_GROUPED: Final = frozenset(
    {*_NAME, *_BIRTH, *_POST, *_TITLE, *_DEGREE, *_OF_EMPLOYER, "agency_name", "agency_code", "national_id",
     "sti_posts_evidence"}
)  # fmt: skip
_SINGLE: Final = tuple(name for name in PEOPLE_FIELDS if name not in _GROUPED)


@dataclass(frozen=True, slots=True)
class Golden:
    """Golden values and, for each, the record it is from; the winning national id as hash."""

    values: dict[str, Any]
    provenance: dict[str, int]
    id_hash: bytes | None


def _newest_by_employer(records: Iterable[Record]) -> dict[int, Record]:
    newest: dict[int, Record] = {}
    for record in sorted(records, key=Record.freshness):
        newest.setdefault(record.employer_id, record)
    return newest


def _about_person(records: Sequence[Record]) -> Sequence[Record]:
    """Rows of the form `people`; all rows when there is none."""
    return [record for record in records if record.is_people] or records


def main_employer(records: Sequence[Record]) -> Record:
    """Newest row of the main employer.

    Of each employer the newest row counts. In order: where the person still works; employers that reported within
    one yearly round of the newest; the fuller post (public employee or civil servant before contract); the newest
    as-of day; the fullest row; the smallest number.
    """
    newest = _newest_by_employer(_about_person(records)).values()
    last = max(record.as_of for record in newest)

    def order(record: Record) -> tuple[Any, ...]:
        category = _CATEGORY_ORDER.get(record.values.get("employment_category", ""), len(_CATEGORY_ORDER))
        stale = (last - record.as_of).days > _ONE_ROUND
        return record.values.get("status") in _GONE, stale, category, *record.freshness()

    return min(newest, key=order)


def current_posts(records: Sequence[Record]) -> list[Record]:
    """Newest row of each employer that still employs the person: within one round of the newest, not left."""
    newest = _newest_by_employer(record for record in records if record.is_people).values()
    last = max((record.as_of for record in newest), default=None)
    return [
        record
        for record in sorted(newest, key=lambda r: r.source_record_id)
        if last is not None and (last - record.as_of).days <= _ONE_ROUND and record.values.get("status") not in _GONE
    ]


def _present(value: Any) -> bool:
    return value is not None and value not in ("", [])


def _take(found: Golden, record: Record, names: Iterable[str]) -> None:
    for name in names:
        if name not in found.values and _present(record.values.get(name)):
            found.values[name] = record.values[name]
            found.provenance[name] = record.source_record_id


def golden(records: Sequence[Record], main: Record) -> Golden:
    """Golden values of one person; `main` is the newest row of the main employer."""

    def order(record: Record) -> tuple[Any, ...]:
        return not record.is_people, record.employer_id != main.employer_id, *record.freshness()

    ranked = sorted(records, key=order)
    at_main = [record for record in ranked if record.employer_id == main.employer_id and record.is_people]
    found = Golden({}, {}, None)
    _take_name(found, ranked)
    _take_birth(found, ranked)
    _take_group(found, at_main, _POST)
    _take_group(found, at_main, _TITLE)
    _take_degree(found, ranked, order)
    for record in at_main:
        _take(found, record, _OF_EMPLOYER)
    for record in ranked:
        _take(found, record, _SINGLE)
    holder = _holder_of_id(ranked)
    if holder is not None:
        found.provenance["national_id"] = holder.source_record_id
    return Golden(found.values, found.provenance, holder.id_hash if holder else None)


def _take_group(found: Golden, ranked: Iterable[Record], names: Sequence[str]) -> None:
    """All fields of a group from the first record that has any: an old post never completes a new one."""
    for record in ranked:
        if any(_present(record.values.get(name)) for name in names):
            _take(found, record, names)
            return


def _take_name(found: Golden, ranked: Sequence[Record]) -> None:
    """The first name; when it is written without marks, the first marked spelling of the same letters."""
    named = [record for record in ranked if _present(record.values.get("full_name"))]
    first = named[0]
    name = first.values["full_name"]
    if name.lower() == fold(name):
        same = (r for r in named if fold(r.values["full_name"]) == fold(name))
        first = next((r for r in same if r.values["full_name"].lower() != fold(name)), first)
    _take(found, first, _NAME)


def _take_birth(found: Golden, ranked: Sequence[Record]) -> None:
    """The first birth date; when it is only a year or month, the first fuller date that agrees with it."""
    dated = [record for record in ranked if _present(record.values.get("birth_date"))]
    if not dated:
        return
    first = dated[0]
    shared = {"year": 4, "month": 7}.get(first.values.get("birth_date_precision", "day"))
    if shared is not None:
        prefix = first.values["birth_date"][:shared]
        agreeing = [r for r in dated if r.values["birth_date"][:shared] == prefix]
        first = min(agreeing, key=lambda r: _PRECISION.get(r.values.get("birth_date_precision", ""), 3))
    _take(found, first, _BIRTH)


def _take_degree(found: Golden, ranked: Sequence[Record], order: Any) -> None:
    """The degree of the first record that names one, the highest of that file; details only from the same degree."""
    with_level = [record for record in ranked if record.values.get("qualification") in QUALIFICATIONS]
    if not with_level:
        for record in ranked:
            _take(found, record, _DEGREE)
        return

    def degree_order(record: Record) -> tuple[Any, ...]:
        coarse = order(record)[:3]  # form, main employer, as-of day
        return *coarse, -QUALIFICATIONS.index(record.values["qualification"]), *order(record)[3:]

    with_level.sort(key=degree_order)
    level = with_level[0].values["qualification"]
    for record in with_level:
        if record.values["qualification"] == level:
            _take(found, record, _DEGREE)


def _holder_of_id(ranked: Sequence[Record]) -> Record | None:
    """Record with the winning national id: twelve digits before nine."""
    for kind in ("citizen", "old"):
        for record in ranked:
            if record.id_kind == kind:
                return record
    return None

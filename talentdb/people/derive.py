"""From the source records of one person to all its derived rows. Pure: the same records give the same rows.

Versions lie on the time of validity: one starts on each day from which another record counts; neighbours with the
same content are one version.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from talentdb.people.achievements import awards, works
from talentdb.people.columns import COLUMNS
from talentdb.people.employers import current_posts, main_employer, settled
from talentdb.people.keys import known_languages, search_key, search_texts, search_words, standing
from talentdb.people.recognitions import Span, bounds, evidence, groups_on
from talentdb.people.records import Record, as_date, newest_by
from talentdb.people.reference import Reference
from talentdb.people.retirement import retirement_day
from talentdb.people.rules import (
    POLITICAL_TYPES,
    STANDARD_TYPES,
    courses_about,
    ended_on,
    field_group,
    is_intellectual,
    planned_on,
    trained_on,
    training_counts,
)
from talentdb.people.sti import research_tasks, sti_posts, task_days
from talentdb.people.survivorship import QUALIFICATIONS, golden
from talentdb.text import fold, sort_key, tone_key

__all__ = ["PersonRows", "derive", "under_heir"]

Row = dict[str, Any]

_TYPED: Final = (
    "sex", "birth_date_precision", "ethnicity_code", "employment_category", "position_level",
    "professional_title_code", "qualification", "academic_title", "political_theory", "state_management", "status",
    "recruitment_form",
)  # fmt: skip


_UNTOLD: Final = frozenset({"sti_posts_evidence"})
"""What may differ between two versions that say the same."""


@dataclass(frozen=True, slots=True)
class PersonRows:
    """Rows of one person by table, as dicts by column, and the digest of them all."""

    person_id: int
    tables: Mapping[str, list[Row]]
    content_hash: str


def derive(
    person_id: int,
    records: Sequence[Record],
    reference: Reference,
    spans: Sequence[Span] = (),
    day: date | None = None,
) -> PersonRows:
    """All rows of a person.

    Args:
        records: not empty, in any order.
        spans: what cases have recognised the person as, oldest first; day: today: nothing ends after it yet.
    """
    by_id = sorted(records, key=lambda r: r.source_record_id)
    versions, main = _versions(person_id, by_id, reference, spans, day or date.min)
    counting = settled(by_id)
    tables = {
        "person_version": versions,
        # What a corrected row said of the post stays: that its sender had reported by then is true.
        "employment": _employments(person_id, by_id, main.source_record_id),
        "qualification": _qualifications(person_id, counting),
        "training": _trainings(person_id, counting),
        "language_skill": _languages(person_id, counting),
        "work_member": works(person_id, counting),
        "award": awards(person_id, counting),
    }
    titles = (row["work_title"] for row in tables["work_member"])
    tables["person_search"] = [_searched(person_id, versions[-1], by_id, titles, reference)]
    text = json.dumps(tables, sort_keys=True, default=_plain, ensure_ascii=False)
    return PersonRows(person_id, tables, hashlib.sha256(text.encode()).hexdigest())


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _versions(
    person_id: int, records: Sequence[Record], reference: Reference, spans: Sequence[Span], until: date
) -> tuple[list[Row], Record]:
    """All versions, and the newest row of the main employer in the last one.

    Days of training are those of all records in every version: what ended by a day was true on it, whenever it was
    handed in, and who asks tests the day itself.
    """
    rows: list[Row] = []
    main, every = records[0], settled(records)
    told = {record.day for record in records}
    # A task that grows old makes a version between two lists; none lies ahead of what was told.
    days = told | {day for day in task_days(records) if min(told) < day < max(told)}
    # A recognition begins and ends by itself: what lists say is as old then as it was.
    days |= {day for day in bounds(spans, until) if min(told) < day}
    for day in sorted(days):
        listed = min(day, max(told))
        known = [under_heir(record, listed, reference) for record in records if record.day <= listed]
        row, main = _version(settled(known), reference, listed, spans, day)
        row.update(_days_of_training(every, listed))
        if rows and _same_content(rows[-1], row):
            rows[-1]["provenance"], rows[-1]["values"] = row["provenance"], row["values"]
            continue
        if rows:
            rows[-1]["valid_to"] = day
        row.update(person_id=person_id, version=len(rows) + 1, valid_from=day, valid_to=None)
        rows.append(row)
    return rows, main


def _recognise(
    values: dict[str, Any], provenance: dict[str, int], records: Iterable[Record], spans: Sequence[Span], day: date
) -> None:
    """Put the groups of talents among the values that cases have recognised the person in on a day."""
    if not spans:
        return
    by = provenance.pop("talent_groups", None)
    stated = values.pop("talent_groups", ())
    stating = sorted((one for one in records if one.values.get("talent_groups")), key=Record.freshness)
    stated_on = next((one.as_of for one in stating if one.source_record_id == by), None)
    earlier = [(one.as_of, one.values["talent_groups"]) for one in stating if stated_on and one.as_of < stated_on]
    groups = groups_on(stated, stated_on, spans, day, earlier)
    if groups:
        values["talent_groups"] = groups
    if by is not None and set(groups).intersection(stated):
        provenance["talent_groups"] = by
    if why := evidence(spans, day):
        values["talent_groups_evidence"] = why


def under_heir(record: Record, day: date, reference: Reference) -> Record:
    """The record, with the body that has taken over its employer by that day."""
    now = reference.heir(record.employer_id, day)
    return record if now == record.employer_id else replace(record, heir_id=now)


def _same_content(one: Row, other: Row) -> bool:
    """Whether two versions say the same; which newer record repeats a value makes no new version."""
    if any(one[name] != value for name, value in other.items() if name not in {"provenance", "values"}):
        return False
    left, right = one["values"], other["values"]
    names = left.keys() | right.keys()
    return all(left.get(name) == right.get(name) for name in names - _UNTOLD)


def _version(
    records: Sequence[Record], reference: Reference, day: date, spans: Sequence[Span], recognised_on: date
) -> tuple[Row, Record]:
    """One version without its number, range and days of training, and the newest row of the main employer.

    Args:
        day: until which the lists tell something; recognised_on: the day of the version, which may lie behind it.
    """
    main = main_employer(records)
    found = golden(records, main)
    values, provenance = found.values, found.provenance
    posts = current_posts(records)
    agency = reference.agencies[main.employer_id]
    values["agency_name"], values["agency_code"] = agency.name, agency.code
    provenance["agency_name"] = provenance["agency_code"] = main.source_record_id
    if agency.kind == "commune" and agency.commune_code and not values.get("commune_code"):
        # The people of a commune's own body work there; elsewhere the seat says nothing about the person.
        values["commune_code"], provenance["commune_code"] = agency.commune_code, main.source_record_id
    stated = (values["sti_posts"], provenance["sti_posts"]) if "sti_posts" in values else None
    tasks = research_tasks(records, day)
    held, evidence = sti_posts(posts, reference.agencies, values.get("qualification"), stated, tasks)
    if held:
        values["sti_posts"] = held
        values["sti_posts_evidence"] = [item.as_json() for item in evidence]
        provenance.setdefault("sti_posts", evidence[0].source_record_id)
    _recognise(values, provenance, records, spans, recognised_on)
    row = {
        "values": values,
        "provenance": provenance,
        **_typed(values),
        "agency_id": main.employer_id,
        "agency_ids": _bodies([main, *posts], reference),
        "sector": agency.sector,
        "is_public": agency.is_public,
        "commune_code": values.get("commune_code"),
        "sti_posts": held,
        "planned_on": planned_on(records),
        "national_id_hmac": found.id_hash,
        "search_key": search_key(values, _beside(values, records, reference), reference.labels),
    }
    return row, main


def _days_of_training(records: Sequence[Record], day: date) -> Row:
    return {
        "trained_on": trained_on(records, day),
        "standard_on": ended_on(records, STANDARD_TYPES, day),
        "political_on": ended_on(records, POLITICAL_TYPES, day),
        **courses_about(records),
    }


def _bodies(posts: Sequence[Record], reference: Reference) -> list[int]:
    """All bodies that somebody works at: the employers, and units of theirs that are bodies of their own."""
    found = {record.employer_id for record in posts}
    units = (reference.unit_body(record.employer_id, record.values.get("sub_unit")) for record in posts)
    return sorted(found.union(unit for unit in units if unit is not None))


def _typed(values: Mapping[str, Any]) -> Row:
    name, level, born = values["full_name"], values.get("qualification"), as_date(values.get("birth_date"))
    fields = list(values.get("research_fields") or ())
    return {
        **{column: values.get(column) for column in _TYPED},
        "full_name": name,
        "name_key": fold(name),
        "name_toned": tone_key(name),
        "name_sort": sort_key(name),
        "birth_date": born,
        "qualification_rank": QUALIFICATIONS.index(level) + 1 if level in QUALIFICATIONS else None,
        "research_fields": fields,
        "field_group": field_group(fields, values.get("field_of_training")),
        "is_intellectual": is_intellectual(values),
        "recruitment_date": as_date(values.get("recruitment_date")),
        "talent_groups": sorted(values.get("talent_groups") or ()),
        "retires_on": retirement_day(born, values.get("birth_date_precision"), values.get("sex")),
    }


def _searched(
    person_id: int, newest: Row, records: Sequence[Record], titles: Iterable[str], reference: Reference
) -> Row:
    """The row that PostgreSQL finds the person by: words and columns of the newest version, and titles of works."""
    values = newest["values"]
    texts = search_texts(values, _beside(values, records, reference), reference.labels)
    return {
        **{name: newest[name] for name in COLUMNS["person_search"] if name in newest},
        "languages": known_languages(values),
        "standing": standing(values.get("academic_title"), values.get("qualification")),
        "words": search_words([*texts, *titles], [*_names(records), *filter(None, [values.get("other_name")])]),
    }


def _names(records: Iterable[Record]) -> list[str]:
    return sorted({record.values["full_name"] for record in records if record.values.get("full_name")})


def _beside(values: Mapping[str, Any], records: Sequence[Record], reference: Reference) -> list[str]:
    extra: list[str] = []
    for employer in sorted({record.employer_id for record in records}):
        agency = reference.agencies[employer]
        extra += [agency.name, *agency.aliases]
    extra += _names(records)
    for skill in values.get("languages") or ():
        extra.append(reference.labels.get(("language", skill.get("language", "")), ""))
    return extra


def _employments(person_id: int, records: Iterable[Record], main: int) -> list[Row]:
    people = [record for record in records if record.is_people]
    texts = COLUMNS["employment"][3:9]
    return [
        {
            "person_id": person_id,
            "source_record_id": record.source_record_id,
            "agency_id": record.employer_id,
            **{name: record.values.get(name) for name in texts},
            "recruitment_date": as_date(record.values.get("recruitment_date")),
            "as_of": record.as_of,
            "is_main": record.source_record_id == main,
        }
        for record in people
    ]


def _words(record: Record, *names: str) -> tuple[Any, ...]:
    return tuple(fold(v) if isinstance(v, str) else v for v in map(record.values.get, names))


def _qualifications(person_id: int, records: Iterable[Record]) -> list[Row]:
    def key(record: Record) -> tuple[Any, ...] | None:
        if not record.values.get("qualification"):
            return None
        return _words(record, "qualification", "field_of_training", "training_institution", "graduation_year")

    texts = COLUMNS["qualification"][3:]
    return [
        {
            "person_id": person_id,
            "source_record_id": record.source_record_id,
            "level": record.values["qualification"],
            **{name: record.values.get(name) for name in texts},
        }
        for record in newest_by(records, key)
    ]


def _trainings(person_id: int, records: Iterable[Record]) -> list[Row]:
    def key(record: Record) -> tuple[Any, ...] | None:
        found = _words(record, "training_type", "training_name", "training_start", "training_end", "certificate_no")
        return found if any(found) or record.values.get("training_status") else None

    return [
        {
            "person_id": person_id,
            "source_record_id": record.source_record_id,
            **{name: record.values.get(name) for name in ("training_type", "training_name", "training_status")},
            "training_start": as_date(record.values.get("training_start")),
            "training_end": as_date(record.values.get("training_end")),
            "certificate_no": record.values.get("certificate_no"),
            "counts": training_counts(record),
        }
        for record in newest_by(records, key)
    ]


def _languages(person_id: int, records: Iterable[Record]) -> list[Row]:
    rows, seen = [], set()
    for record in sorted(records, key=Record.freshness):
        for ordinal, skill in enumerate(record.values.get("languages") or (), 1):
            key = tuple(skill.get(name) for name in ("language", "framework", "level", "score", "issuer"))
            if not skill.get("language") or key in seen:
                continue
            seen.add(key)
            rows.append(
                {
                    "person_id": person_id,
                    "source_record_id": record.source_record_id,
                    "ordinal": ordinal,
                    **{name: skill.get(name) for name in COLUMNS["language_skill"][3:8]},
                    "valid_to": as_date(skill.get("valid_to")),
                }
            )
    return sorted(rows, key=lambda row: (row["source_record_id"], row["ordinal"]))

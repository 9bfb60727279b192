"""Reads source records as matching sees them. Compares nothing and decides nothing."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.identity.record import MatchRecord
from talentdb.people.records import FOUNDING_FORMS
from talentdb.text import fold

__all__ = ["load_records"]

_CHUNK: Final = 20_000
# One look into the index for each: the server, who overrates what the policies cost, would rather go through all.
_RECORDS: Final = text("""
    with named as materialized (select unnest(cast(:records as bigint[])) as record)
    select r.source_record_id, r.form, r.agency_id, r.employer_id, s.as_of, r.name_key, r.name_toned, r.sex,
        r.birth_date, r.birth_date_precision, r.national_id_hmac, r.national_id_kind, r.id_sex, r.id_birth_year,
        r.staff_code, r."values" ->> 'phone' as phone, r."values" ->> 'email' as email,
        r."values" ->> 'commune_code' as commune_code, r."values" ->> 'native_place' as native_place,
        r."values" ->> 'ethnicity_code' as ethnicity_code, r."values" ->> 'qualification' as qualification,
        r."values" ->> 'field_of_training' as field_of_training,
        r."values" ->> 'training_institution' as training_institution,
        cast(r."values" ->> 'graduation_year' as integer) as graduation_year,
        r."values" ->> 'position_title' as position_title,
        r."values" ->> 'professional_title_code' as professional_title_code,
        r."values" ->> 'recruitment_date' as recruitment_date,
        ps.person_id, r.corrects_record_id
    from named cross join lateral (select * from source_record where source_record_id = record offset 0) as r
        join submission s on s.submission_id = r.submission_id
        left join person_source ps on ps.source_record_id = record
    where r.name_key is not null
""")


def load_records(connection: Connection, records: Iterable[int]) -> Iterator[MatchRecord]:
    """The records, those that do not count (yet) too, in the order of their numbers; rows that name nobody are left
    out."""
    numbers = sorted(records)
    for start in range(0, len(numbers), _CHUNK):
        rows = connection.execute(_RECORDS, {"records": numbers[start : start + _CHUNK]}).all()
        yield from sorted(map(_record, rows), key=lambda found: found.record_id)


def _record(row: Any) -> MatchRecord:
    (record, form, agency, employer, as_of, name_key, name_toned, sex, birth, precision, digest, kind, id_sex,
     id_year, staff, phone, email, commune, native, ethnicity, qualification, field, institution, year, position,
     title, recruited, person, corrects) = row  # fmt: skip
    return MatchRecord(
        record_id=record, form=form, agency_id=agency, employer_id=employer, as_of=as_of, name_key=name_key,
        name_toned=name_toned, sex=sex, birth_date=birth, birth_precision=precision,
        id_hash=bytes(digest) if digest is not None else None, id_kind=kind, id_sex=id_sex, id_birth_year=id_year,
        staff_code=staff or None, phone=phone, email=email, commune_code=commune,
        native_place=fold(native) if native else None, ethnicity_code=ethnicity, qualification=qualification,
        field_of_training=fold(field) if field else None,
        training_institution=fold(institution) if institution else None, graduation_year=year,
        position_title=position, professional_title_code=title, recruitment_date=recruited, person_id=person,
        founds=form in FOUNDING_FORMS, corrects=corrects,
    )  # fmt: skip

"""What identity looks at in one source record. Knows no table and decides nothing."""

from dataclasses import dataclass
from datetime import date

__all__ = ["MatchRecord"]


@dataclass(frozen=True, slots=True)
class MatchRecord:
    """One source record as the matching sees it.

    Args:
        name_key: folded name; `name_toned`: lower case with tones (talentdb.people.keys.name_keys).
        birth_precision: "day", "month" or "year".
        id_hash, id_kind: keyed hash of the national id and its kind ("citizen" 12 digits, "old" 9), or both None.
        id_sex, id_birth_year: what the digits of a citizen id say.
        recruitment_date: ISO text of a day, a month or a year.
        person_id: person that the record belongs to already.
        founds: False for a row that makes nobody known by itself (a work, an award).
        corrects: record that this one, typed on a page, corrects.
        topics: what the title of a work is about, or what a person beside a work studied (participants.with_topics).
        sole_name: of a work: one person alone bears exactly this name, and it is rare.
    """

    record_id: int
    form: str
    agency_id: int
    employer_id: int
    as_of: date
    name_key: str
    name_toned: str
    sex: str | None = None
    birth_date: date | None = None
    birth_precision: str | None = None
    id_hash: bytes | None = None
    id_kind: str | None = None
    id_sex: str | None = None
    id_birth_year: int | None = None
    staff_code: str | None = None
    phone: str | None = None
    email: str | None = None
    commune_code: str | None = None
    native_place: str | None = None
    ethnicity_code: str | None = None
    qualification: str | None = None
    field_of_training: str | None = None
    training_institution: str | None = None
    graduation_year: int | None = None
    position_title: str | None = None
    professional_title_code: str | None = None
    recruitment_date: str | None = None
    person_id: int | None = None
    founds: bool = True
    corrects: int | None = None
    topics: frozenset[str] = frozenset()
    sole_name: bool = False

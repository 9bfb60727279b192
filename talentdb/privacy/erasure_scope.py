"""Whose rows an erasure is about, found before anything is touched: numbers, records, what tells of them in words.

Reads as the operator, for drafts and rows that wait are searched too. Changes nothing.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select, text

from talentdb.access.keyring import Keyring
from talentdb.db.tables import person, person_redirect, source_record
from talentdb.errors import NotFoundError
from talentdb.privacy import erasure_labels as words
from talentdb.privacy.erasure_traces import whole_words
from talentdb.submissions.erased import Facts, each_record
from talentdb.text import fold

__all__ = ["Doubtful", "Needles", "Scope", "find_scope", "numbers_of"]

_LINKED: Final = text("select source_record_id from person_source where person_id = any(:numbers)")
_PERSONS: Final = text("""
    select distinct person_id from person_source where source_record_id = any(:records) and person_id is not null
""")
_NOT_OTHERS: Final = """
    not (r.source_record_id = any(:known)) and not exists (select from person_source k
        where k.source_record_id = r.source_record_id and k.person_id is not null
            and not (k.person_id = any(:numbers)))
"""
# Corrections both ways; one id and one name; one name, day and employer without ids that differ.
_MORE: Final = text(f"""
    with known as materialized (
        select source_record_id, corrects_record_id, national_id_hmac, name_key, birth_date, birth_date_precision,
            employer_id
        from source_record where source_record_id = any(:known)
    ), found as (
        select r.source_record_id from known k join source_record r on r.corrects_record_id = k.source_record_id
        union select corrects_record_id from known where corrects_record_id is not null
        union select r.source_record_id from known k join source_record r
            on r.national_id_hmac = k.national_id_hmac and r.name_key = k.name_key
        union select r.source_record_id from known k join source_record r
            on r.name_key = k.name_key and r.birth_date = k.birth_date and r.employer_id = k.employer_id
                and r.birth_date_precision = k.birth_date_precision
                and (r.national_id_hmac is null or k.national_id_hmac is null
                    or r.national_id_hmac = k.national_id_hmac)
    )
    select r.source_record_id from source_record r join found f using (source_record_id) where {_NOT_OTHERS}
""")  # noqa: S608 - parts of this file
_MAYBE: Final = text(f"""
    with known as materialized (
        select national_id_hmac, name_key, birth_date, employer_id from source_record
        where source_record_id = any(:known)
    ), found as (
        select r.source_record_id from known k join source_record r on r.national_id_hmac = k.national_id_hmac
        union select r.source_record_id from known k join source_record r
            on r.name_key = k.name_key and (r.employer_id = k.employer_id or r.birth_date = k.birth_date)
                and (r.national_id_hmac is null or k.national_id_hmac is null)
    )
    select r.source_record_id, r.submission_id, r.sheet, r.row_no, r.form
    from source_record r join found f using (source_record_id) where {_NOT_OTHERS}
    order by r.source_record_id
""")  # noqa: S608 - parts of this file
# As whole words: who is called Trần Anh must not take the name of Trần Anh Tuấn along.
_NAMESAKES: Final = text("""
    select n from unnest(cast(:names as text[])) n where exists (select from source_record r
        where strpos(' ' || r.name_key || ' ', ' ' || n || ' ') > 0 and not (r.source_record_id = any(:records)))
""")
_SHARED: Final = text("""
    select distinct v from source_record r, unnest(array[r."values" ->> 'email', r."values" ->> 'phone']) v
    where v = any(:contacts) and not (r.source_record_id = any(:records))
""")
_CONTACTS: Final = ("email", "phone")
_LONG: Final = 8
"""Letters from which a contact is nobody else's by chance."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A row that may be about the person and is not linked to anybody: somebody has to look."""

    record: int
    submission_id: int
    sheet: str
    row: int
    form: str


@dataclass(frozen=True, slots=True)
class Needles:
    """What tells of the person in a text.

    Args:
        sure: mail, phone, national ids.
        names: spellings of the names that nobody else in the registry bears, alone or within a longer one.
        alone: that is all of them.
    """

    sure: tuple[str, ...]
    names: tuple[str, ...]
    alone: bool

    @property
    def all(self) -> tuple[str, ...]:
        """Those that may be taken out of texts."""
        return tuple(sorted({*self.sure, *self.names}))

    def pattern(self) -> re.Pattern[str] | None:
        """Finds each of them as whole words, whatever the case; None when there are none."""
        return whole_words(self.all)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose rows.

    Args:
        numbers: the number and those merged into it; records: source records.
        facts: what each record is known by.
        submissions: in which those records came.
    """

    numbers: tuple[int, ...]
    records: tuple[int, ...]
    facts: tuple[Facts, ...]
    submissions: tuple[int, ...]
    needles: Needles
    doubtful: tuple[Doubtful, ...]


def numbers_of(connection: Connection, person_id: int) -> tuple[int, ...]:
    """The number as it is now, and all that were merged into it. Raises: NotFoundError."""
    found = connection.execute(
        text("select app_person_now(person_id) from person where person_id = :person"), {"person": person_id}
    ).scalar_one_or_none()
    if found is None:
        raise NotFoundError(words.NO_PERSON.format(person=person_id), words.PERSON_ADVICE)
    merged = select(person_redirect.c.person_id).where(person_redirect.c.target_id == found)
    return (found, *connection.execute(merged).scalars())


def find_scope(
    connection: Connection, keyring: Keyring, numbers: Collection[int], seeds: Collection[int] = ()
) -> Scope:
    """The records of these persons, those of the seeds, and whatever is surely about the same people.

    Args:
        seeds: records to start from as well; the persons they are linked to are taken whole.
    """
    known, whole = set(seeds), set(numbers)
    while True:
        before = len(known) + len(whole)
        known |= set(connection.execute(_LINKED, {"numbers": list(whole)}).scalars())
        if known:
            whole |= _with_merged(connection, connection.execute(_PERSONS, {"records": list(known)}).scalars())
            known |= set(connection.execute(_MORE, {"known": list(known), "numbers": list(whole)}).scalars())
        if len(known) + len(whole) == before:
            break
    records = tuple(sorted(known))
    rows = connection.execute(
        select(source_record).where(source_record.c.source_record_id.in_(records)).order_by("source_record_id")
    ).all()
    facts = tuple(one for _, one in each_record(rows, keyring))
    asked = {"known": list(records), "numbers": sorted(whole)}
    doubtful = tuple(Doubtful(*row) for row in connection.execute(_MAYBE, asked)) if records else ()
    return Scope(
        tuple(sorted(whole)), records, facts, tuple(sorted({row.submission_id for row in rows})),
        _needles(connection, rows, facts, records), doubtful,
    )  # fmt: skip


def _with_merged(connection: Connection, numbers: Any) -> set[int]:
    found = set(numbers)
    merged = select(person_redirect.c.person_id).where(person_redirect.c.target_id.in_(found))
    there = select(person.c.person_id).where(person.c.person_id.in_(found))
    return {*connection.execute(there).scalars(), *connection.execute(merged).scalars()}


def _needles(connection: Connection, rows: Sequence[Any], facts: Sequence[Facts], records: Sequence[int]) -> Needles:
    contacts: set[str] = set()
    names: set[str] = set()
    for row in rows:
        given = row._mapping["values"]
        contacts |= {
            given[name] for name in _CONTACTS if isinstance(given.get(name), str) and len(given[name]) >= _LONG
        }
        spellings = {given.get("full_name"), row.name_toned, row.name_key, given.get("other_name")}
        names |= {one for one in spellings if isinstance(one, str) and " " in one}
    keys = sorted({one.name_key for one in facts if one.name_key} | {fold(one) for one in names})
    others = set(connection.execute(_NAMESAKES, {"names": keys, "records": list(records)}).scalars())
    # The telephone of an office is nobody's own.
    shared = connection.execute(_SHARED, {"contacts": sorted(contacts), "records": list(records)}).scalars()
    sure = {one.national_id for one in facts if one.national_id} | (contacts - set(shared))
    return Needles(tuple(sorted(sure)), tuple(sorted(one for one in names if fold(one) not in others)), not others)

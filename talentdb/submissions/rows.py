"""Reads the rows that a comparison of submissions is about. Compares nothing.

Which rows are seen is decided by the policies of schema.sql; every question stays within one agency and one form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, TextClause, text

from talentdb.people.successors import heirs

__all__ = ["ListRow", "SentRow", "earlier_items", "earlier_rows", "rows_of", "sent_back"]


@dataclass(frozen=True, slots=True)
class ListRow:
    """One accepted row of a submission.

    Args:
        employer: name of the employer; `body_id`: the employer, or the body that took it over by the day of the list.
        person_id: whom the row belongs to now; None while it waits, and for a row that fits nobody.
        corrects_person: whom the row belongs to that this one corrects.
        values: normalised values; empty for older rows of a person that stand here by their keys only.
    """

    source_record_id: int
    submission_id: int
    as_of: date
    sheet: str
    row_no: int
    employer_id: int
    body_id: int
    employer: str
    person_id: int | None
    corrects_person: int | None
    national_id_hmac: bytes | None
    national_id_kind: str | None
    staff_code: str | None
    name_key: str | None
    birth_date: date | None
    birth_date_precision: str | None
    sex: str | None
    values: Mapping[str, Any]

    @property
    def full_name(self) -> str:
        """As the agency wrote it; empty where the form names nobody."""
        return str(self.values.get("full_name") or "")


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row that was sent back, why and when."""

    row: ListRow
    reason: str
    at: datetime


_COLUMNS: Final = """r.source_record_id, r.submission_id, s.as_of, r.sheet, r.row_no, r.employer_id,
    a.name as employer, ps.person_id, r.national_id_hmac, r.national_id_kind, r.staff_code, r.name_key, r.birth_date,
    r.birth_date_precision, r.sex"""
_ROWS: Final = text(f"""
    select {_COLUMNS}, pc.person_id as corrects_person, r."values"
    from source_record r join submission s on s.submission_id = r.submission_id
        join agency a on a.agency_id = r.employer_id
        left join person_source ps on ps.source_record_id = r.source_record_id
        left join person_source pc on pc.source_record_id = r.corrects_record_id
    where r.submission_id = :id and r.state = 'accepted' order by r.source_record_id
""")  # noqa: S608
# An approved list is compared with what stood before it, whatever came for the same day later.
_BEFORE: Final = """this.submission_id = :id and s.agency_id = this.agency_id and s.form = this.form
    and s.submission_id <> this.submission_id and s.state = 'approved' and s.as_of <= this.as_of
    and (this.state <> 'approved' or s.as_of < this.as_of or s.submission_id < this.submission_id)"""
# Values of the newest row of each person only: a registry of ten years holds ten rows of everybody.
_EARLIER: Final = text(f"""
    with known as materialized (
        select {_COLUMNS}, row_number() over (
            partition by ps.person_id order by s.as_of desc, r.source_record_id desc) as age
        from submission this join submission s on {_BEFORE}
            join source_record r on r.submission_id = s.submission_id
            join agency a on a.agency_id = r.employer_id
            join person_source ps on ps.source_record_id = r.source_record_id
        where ps.person_id is not null
    )
    select k.*, null::bigint as corrects_person, case when k.age = 1 then r."values" end as "values"
    from known k join source_record r on r.source_record_id = k.source_record_id
    order by k.as_of desc, k.source_record_id desc
""")  # noqa: S608
_ITEMS: Final = text(f"""
    select {_COLUMNS}, null::bigint as corrects_person, r."values"
    from submission this join submission s on {_BEFORE}
        join source_record r on r.submission_id = s.submission_id and r.state = 'accepted'
        join agency a on a.agency_id = r.employer_id
        left join person_source ps on ps.source_record_id = r.source_record_id
    where ps.source_record_id is not null or r.name_key is null and not exists (
        select from record_return rr where rr.source_record_id = r.source_record_id and rr.event_id = (
            select max(e.event_id) from submission_event e
            where e.submission_id = s.submission_id and e.kind = 'approved'))
    order by s.as_of desc, r.source_record_id desc
""")  # noqa: S608
_SENT: Final = text(f"""
    select distinct on (r.source_record_id) {_COLUMNS}, null::bigint as corrects_person, r."values",
        rr.reason, e.at
    from source_record r join submission s on s.submission_id = r.submission_id
        join agency a on a.agency_id = r.employer_id
        join record_return rr on rr.source_record_id = r.source_record_id
        join submission_event e on e.event_id = rr.event_id
        left join person_source ps on ps.source_record_id = r.source_record_id
    where r.submission_id = any(:ids) and ps.source_record_id is null
    order by r.source_record_id, rr.event_id desc
""")  # noqa: S608


def _read(connection: Connection, question: TextClause, values: Mapping[str, Any]) -> list[Any]:
    return list(connection.execute(question, values).all())


def _row(found: Any, handed: Mapping[int, int]) -> ListRow:
    hashed = found.national_id_hmac
    return ListRow(
        found.source_record_id, found.submission_id, found.as_of, found.sheet, found.row_no, found.employer_id,
        handed.get(found.employer_id, found.employer_id), found.employer, found.person_id, found.corrects_person,
        None if hashed is None else bytes(hashed), found.national_id_kind, found.staff_code, found.name_key,
        found.birth_date, found.birth_date_precision, found.sex, found.values or {},
    )  # fmt: skip


def _listed(connection: Connection, found: list[Any]) -> list[ListRow]:
    handed = heirs(connection, max(row.as_of for row in found)) if found else {}
    return [_row(row, handed) for row in found]


def rows_of(connection: Connection, submission_id: int) -> list[ListRow]:
    """The accepted rows of a submission in the order of the file."""
    return _listed(connection, _read(connection, _ROWS, {"id": submission_id}))


def earlier_rows(connection: Connection, submission_id: int) -> list[ListRow]:
    """All rows that count of the same agency and form, up to the day of the submission, newest first.

    Only the first row of each person has values.
    """
    return _listed(connection, _read(connection, _EARLIER, {"id": submission_id}))


def earlier_items(connection: Connection, submission_id: int) -> list[ListRow]:
    """As `earlier_rows`, for forms whose rows are no persons: each row that counts, with its values."""
    return _listed(connection, _read(connection, _ITEMS, {"id": submission_id}))


def sent_back(connection: Connection, submission_ids: list[int]) -> list[SentRow]:
    """Rows of the submissions that were sent back and do not count, with the newest reason, in the files' order."""
    found = _read(connection, _SENT, {"ids": submission_ids})
    rows = _listed(connection, found)
    return [SentRow(row, one.reason, one.at) for row, one in zip(rows, found, strict=True)]

"""Rows that hang on persons, read for many persons at once: degrees, employments, courses, sources, masked ids.

Policies decide which of them a principal sees; fields that its role may not see are taken out here.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.access.keyring import Keyring, record_place
from talentdb.access.principal import Principal
from talentdb.access.rights import hidden_fields, mask_national_id

__all__ = ["NESTED", "details", "masked_ids", "sources_of"]

NESTED: Final = ("qualifications", "employments", "trainings", "works", "awards")
"""Lists of a registry row."""

# As of a day: what had happened by then by its own date; what carries no date is shown.
_QUERIES: Final = {
    "qualifications": """
        select q.* from qualification q where q.person_id = any(:persons)
            and (cast(:day as date) is null or q.graduation_year is null
                or q.graduation_year <= extract(year from cast(:day as date)))
    """,
    # Of each employer what its newest day says; older rows are history.
    "employments": """
        select e.*, a.code as agency_code, a.name as agency_name
        from (select *, max(as_of) over (partition by person_id, agency_id) as newest from employment
                where person_id = any(:persons) and (cast(:day as date) is null or as_of <= :day)) e
            join agency a on a.agency_id = e.agency_id
        where e.as_of = e.newest
    """,
    "trainings": """
        select t.* from training t where t.person_id = any(:persons)
            and (cast(:day as date) is null or coalesce(t.training_start, t.training_end, :day) <= :day)
    """,
    "works": """
        select w.* from work_member w where w.person_id = any(:persons)
            and (cast(:day as date) is null or w.work_year is null
                or w.work_year <= extract(year from cast(:day as date)))
    """,
    "awards": """
        select a.* from award a where a.person_id = any(:persons)
            and (cast(:day as date) is null or a.award_year is null
                or a.award_year <= extract(year from cast(:day as date)))
    """,
}
_PLUMBING: Final = frozenset({"person_id", "agency_id", "newest", "work_key"})


def details(
    connection: Connection,
    principal: Principal,
    persons: Sequence[int],
    *,
    numbers: bool = False,
    as_of: date | None = None,
) -> dict[int, dict[str, list[dict[str, Any]]]]:
    """Person -> list name -> rows in the order of their records; every name of NESTED is there.

    Args:
        numbers: keep `source_record_id` in the rows.
        as_of: leave out posts told later, and degrees, courses, works and awards of a later date.
    """
    dropped = _PLUMBING | hidden_fields(principal.role) | (frozenset() if numbers else {"source_record_id"})
    found: dict[int, dict[str, list[dict[str, Any]]]] = {person: {name: [] for name in NESTED} for person in persons}
    for name, query in _QUERIES.items():
        rows = connection.execute(
            text(f"select to_jsonb(d) as item from ({query}) d order by d.person_id, d.source_record_id"),  # noqa: S608
            {"persons": list(persons), "day": as_of},
        )
        for item in rows.scalars():
            kept = {key: value for key, value in item.items() if key not in dropped and value is not None}
            found[item["person_id"]][name].append(kept)
    return found


def sources_of(
    connection: Connection, persons: Sequence[int], as_of: date | None = None
) -> dict[int, list[dict[str, Any]]]:
    """Person -> the rows it comes from, oldest first; only those this account may see, and that count by `as_of`."""
    rows = connection.execute(
        text("""
            select ps.person_id, r.source_record_id, r.submission_id, s.file_name as file, r.sheet, r.row_no as row,
                a.code as agency_code, s.as_of, s.form, ps.rule
            from person_source ps
                join source_record r on r.source_record_id = ps.source_record_id
                join submission s on s.submission_id = r.submission_id
                join agency a on a.agency_id = r.agency_id
            where ps.person_id = any(:persons) and (cast(:day as date) is null or s.as_of <= :day or exists (
                select from submission_event e where e.submission_id = s.submission_id and e.kind = 'approved'
                having (max(e.at) at time zone 'Asia/Ho_Chi_Minh')::date <= :day))
            order by ps.person_id, r.source_record_id
        """),
        {"persons": list(persons), "day": as_of},
    )
    found: dict[int, list[dict[str, Any]]] = {person: [] for person in persons}
    for row in rows:
        item = {**row._mapping, "as_of": row.as_of.isoformat()}
        found[item.pop("person_id")].append(item)
    return found


def masked_ids(connection: Connection, keyring: Keyring, records: Mapping[int, int]) -> dict[int, str]:
    """Person -> masked national id, for the persons whose record (value of `records`) this account may see."""
    clear = clear_ids(connection, keyring, list(records.values()))
    return {person: mask_national_id(clear[record]) for person, record in records.items() if record in clear}


def clear_ids(connection: Connection, keyring: Keyring, records: Sequence[int]) -> dict[int, str]:
    """Source record -> national id in the clear. Only for masking and for a revelation that is audited."""
    rows = connection.execute(
        text("""
            select source_record_id, submission_id, sheet, table_no, row_no, part_no, national_id_cipher
            from source_record where source_record_id = any(:records) and national_id_cipher is not null
        """),
        {"records": list(records)},
    )
    return {
        row.source_record_id: keyring.decrypt(
            bytes(row.national_id_cipher),
            record_place(row.submission_id, row.sheet, row.table_no, row.row_no, row.part_no, "national_id"),
        ).decode()
        for row in rows
    }

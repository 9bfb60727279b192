"""Whom the rows of submissions that wait will belong to once they are approved, as far as that is known. Reads only.

A row of somebody known asks nothing that was not asked before: its pairs are pairs of that person.
"""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, text

__all__ = ["waiting_sides"]

# Pairs found for submissions that wait; a side is a person's record, a row that waits, or neither any more.
_PAIRS: Final = text("""
    select p.a_record_id, p.b_record_id, p.decision, a.source_record_id is not null as a_counts,
        b.source_record_id is not null as b_counts, a.person_id as a_person, b.person_id as b_person
    from submission s join match_pair p on p.submission_id = s.submission_id
        left join person_source a on a.source_record_id = p.a_record_id
        left join person_source b on b.source_record_id = p.b_record_id
    where s.state = 'submitted' and p.preview
""")
_STILL_WAITING: Final = text("""
    select r.source_record_id from source_record r join submission s on s.submission_id = r.submission_id
    where r.source_record_id = any(:records) and s.state = 'submitted'
""")
# By the certain rules (equal id and name, correction), and by what stewards said of the row.
_FITS: Final = text("""
    with named as materialized (select unnest(cast(:records as bigint[])) as record_id)
    select n.record_id, ps.person_id, 'same' as verdict
    from named n join source_record r on r.source_record_id = n.record_id
        join source_record k on k.national_id_hmac = r.national_id_hmac and k.name_key = r.name_key
        join person_source ps on ps.source_record_id = k.source_record_id
    union
    select n.record_id, ps.person_id, 'same'
    from named n join source_record r on r.source_record_id = n.record_id
        join person_source ps on ps.source_record_id = r.corrects_record_id
    union
    select n.record_id, ps.person_id, j.verdict
    from named n join judgement_record x on x.source_record_id = n.record_id
        join judgement_record y on y.judgement_id = x.judgement_id and y.side <> x.side
        join person_source ps on ps.source_record_id = y.source_record_id
        join judgement j on j.judgement_id = x.judgement_id
    where j.verdict <> 'unsure'
        and not exists (select from judgement_retraction t where t.judgement_id = j.judgement_id)
""")


def waiting_sides(connection: Connection) -> dict[int, int]:
    """Rows of waiting submissions that are in stored pairs -> the person that each will belong to, or minus its own
    number where that is nobody yet or not certain."""
    pairs = connection.execute(_PAIRS).all()
    absent = {number for row in pairs for number, counts in _sides(row) if not counts}
    waiting = set(connection.execute(_STILL_WAITING, {"records": sorted(absent)}).scalars()) if absent else set()
    fits: dict[int, set[int]] = {record: set() for record in waiting}
    _take(fits, ((one, person) for row in pairs if row.decision == "merge" for one, person in _crossed(row)))
    apart: set[tuple[int, int]] = set()
    for record, person, verdict in connection.execute(_FITS, {"records": sorted(waiting)}) if waiting else ():
        if verdict == "different":
            apart.add((record, person))
        else:
            _take(fits, [(record, person)])
    return {record: _only({person for person in found if (record, person) not in apart}, -record)
            for record, found in fits.items()}  # fmt: skip


def _sides(row: Any) -> tuple[tuple[int, bool], tuple[int, bool]]:
    return (row.a_record_id, row.a_counts), (row.b_record_id, row.b_counts)


def _crossed(row: Any) -> tuple[tuple[int, int | None], tuple[int, int | None]]:
    """Each record with the person of the other."""
    return (row.a_record_id, row.b_person), (row.b_record_id, row.a_person)


def _take(fits: dict[int, set[int]], found: Iterable[tuple[int, int | None]]) -> None:
    for record, person in found:
        if person is not None and record in fits:
            fits[record].add(person)


def _only(persons: set[int], otherwise: int) -> int:
    return next(iter(persons)) if len(persons) == 1 else otherwise

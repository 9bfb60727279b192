"""What a judgement is about: a person with all its records, or one record. Finds it or refuses; decides nothing."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

from talentdb.errors import NotFoundError, UsageError
from talentdb.people.profile import current_number

__all__ = ["Side", "find_side"]

_MOST_RECORDS: Final = 500
"""A judgement about more records than this is a mistake; a person of thirty years has some sixty."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair: its records, and the person they are (None while they wait)."""

    name: str
    person: int | None
    records: tuple[int, ...]


def find_side(connection: Connection, name: str | int) -> Side:
    """Records of a person, or one record."""
    wanted = str(name).strip()
    digits = wanted[1:] if wanted[:1] in ("r", "R") else wanted
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        raise UsageError(
            f"“{wanted}” không phải số của người, cũng không phải bản ghi.",
            "Dùng số của người, hoặc r và số bản ghi.",
        )
    # One way to write each side, so that r5 and R05 are told to be the same.
    number = int(digits)
    return _record_side(connection, number) if digits != wanted else _person_side(connection, number)


def _person_side(connection: Connection, wanted: int) -> Side:
    person = current_number(connection, wanted)
    records = connection.execute(
        text("select source_record_id from person_source where person_id = :person order by source_record_id"),
        {"person": person},
    )
    found = tuple(records.scalars())
    if not found:
        raise NotFoundError(
            f"Không có người mang số {wanted} (có thể lần nộp đã bị thu hồi).", "Tải lại danh sách rồi chọn lại."
        )
    if len(found) > _MOST_RECORDS:
        raise UsageError(
            f"Người mang số {wanted} có {len(found)} bản ghi, quá nhiều để kết luận một lần.", "Tách người này trước."
        )
    return Side(str(wanted), person, found)


def _record_side(connection: Connection, record: int) -> Side:
    row = connection.execute(
        text("""
            select ps.person_id from source_record r
                join submission s on s.submission_id = r.submission_id
                left join person_source ps on ps.source_record_id = r.source_record_id
            where r.source_record_id = :record and r.state = 'accepted' and r.name_key is not null
                and (ps.source_record_id is not null or s.state in ('draft', 'submitted', 'rolled_back'))
        """),
        {"record": record},
    ).one_or_none()
    if row is None:
        raise NotFoundError(
            f"Không có bản ghi r{record} (có thể lần nộp đã bị trả lại hoặc rút).", "Tải lại danh sách rồi chọn lại."
        )
    return Side(f"r{record}", row.person_id, (record,))

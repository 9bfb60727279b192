"""Works and awards of a person out of the rows that name them. Pure; decides nothing about who the person is."""

from collections.abc import Hashable, Iterable
from typing import Any

from talentdb.people.records import Record, newest_by
from talentdb.text import fold

__all__ = ["awards", "works"]

Row = dict[str, Any]


def works(person_id: int, records: Iterable[Record]) -> list[Row]:
    """Rows of `work_member`: one a work and part in it, the newest telling, in the order of the records.

    The same title in the same year is one work.
    """

    def key(record: Record) -> tuple[Hashable, ...] | None:
        title = record.values.get("work_title")
        return (fold(title), record.values.get("work_year"), record.values.get("member_role")) if title else None

    return [
        {
            "person_id": person_id,
            "source_record_id": record.source_record_id,
            "work_key": fold(record.values["work_title"]),
            **_values(record, "work_title", "work_type", "work_level", "work_year", "work_result", "member_role"),
            "applied": record.values.get("applied"),
        }
        for record in newest_by(records, key)
    ]


def awards(person_id: int, records: Iterable[Record]) -> list[Row]:
    """Rows of `award`: one an award and year, the newest telling, in the order of the records."""

    def key(record: Record) -> tuple[Hashable, ...] | None:
        code, name = record.values.get("award_code"), record.values.get("award_name")
        if not code and not name:
            return None
        return (code or fold(name), record.values.get("award_level"), record.values.get("award_year"))

    return [
        {
            "person_id": person_id,
            "source_record_id": record.source_record_id,
            **_values(record, "award_name", "award_code", "award_level", "award_year"),
        }
        for record in newest_by(records, key)
    ]


def _values(record: Record, *names: str) -> Row:
    return {name: record.values.get(name) for name in names}

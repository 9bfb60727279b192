"""One source record as deriving a person sees it, and the small questions about it. Pure."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

__all__ = ["FOUNDING_FORMS", "PERSON_FORMS", "Record", "as_date", "newest_by"]

FOUNDING_FORMS: Final = ("people", "trainings", "overseas")
"""Forms whose rows make a person known. A row of works or awards that fits nobody is kept, and makes nobody up: it
often holds a name alone."""

PERSON_FORMS: Final = (*FOUNDING_FORMS, "works", "awards")
"""Forms whose rows name a person; without a name such a row is refused."""


@dataclass(frozen=True, slots=True)
class Record:
    """An approved source record.

    Args:
        agency_id: who handed it in; `employer_id`: who employs the person by it.
        as_of: day that it describes; `day`: first day on which it counts: as_of, but never later than its approval.
        values: normalised values without the national id.
        id_hash, id_kind: keyed hash and kind ("citizen", "old") of the national id.
    """

    source_record_id: int
    submission_id: int
    agency_id: int
    employer_id: int
    form: str
    as_of: date
    day: date
    values: Mapping[str, Any]
    id_hash: bytes | None = None
    id_kind: str | None = None

    @property
    def is_people(self) -> bool:
        """Whether it describes the person; rows of courses only name them."""
        return self.form == "people"

    def freshness(self) -> tuple[int, int, int]:
        """Sort key: newest as-of day first, then the fullest row, then the smallest number."""
        return -self.as_of.toordinal(), -len(self.values), self.source_record_id


def as_date(value: Any) -> date | None:
    """A JSON date; None for anything else (the reader has reported it)."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def newest_by(records: Iterable[Record], key: Callable[[Record], tuple[Hashable, ...] | None]) -> list[Record]:
    """Of the records with the same key the newest one, in the order of the records; None leaves a record out.

    A list handed in every year repeats degrees, courses and works.
    """
    kept: dict[tuple[Hashable, ...], Record] = {}
    for record in sorted(records, key=Record.freshness):
        if (found := key(record)) is not None:
            kept.setdefault(found, record)
    return sorted(kept.values(), key=lambda r: r.source_record_id)

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
        corrects: record that this one, typed on a page, replaces.
        heir_id: body that took over the employer, where that has ended.
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
    corrects: int | None = None
    heir_id: int | None = None

    @property
    def body_id(self) -> int:
        """The employer, or whoever took it over: merged bodies speak as one."""
        return self.employer_id if self.heir_id is None else self.heir_id

    @property
    def is_people(self) -> bool:
        """Whether it describes the person; rows of courses only name them."""
        return self.form == "people"

    def freshness(self) -> tuple[int, bool, int, int]:
        """Sort key: newest as-of day first, then corrections, then the fullest row, then the smallest number."""
        return -self.as_of.toordinal(), self.corrects is None, -len(self.values), self.source_record_id

    def word(self, name: str) -> Any:
        """What the record says of a field; of the national id its hash."""
        return self.id_hash if name == "national_id" else self.values.get(name)


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

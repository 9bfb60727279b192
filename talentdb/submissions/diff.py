"""What a submission changes against the last approved rows of the same agency. Works with that agency's own rights.

Tells the reviewer what to look at; the registry itself decides identity by its own rules when it is approved.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.fields import AWARD_FIELDS, INSTITUTION_FIELDS, NEED_FIELDS, TRAINING_FIELDS, WORK_FIELDS
from talentdb.people.employers import GONE
from talentdb.submissions.changes import changes, meaning
from talentdb.submissions.pairing import pair
from talentdb.submissions.repeats import repeats
from talentdb.submissions.returns import came_back, open_returns
from talentdb.submissions.rows import ListRow, SentRow, earlier_items, earlier_rows, rows_of

__all__ = ["ROSTERS", "Change", "Diff", "DiffRow", "SentBack", "diff"]

ROSTERS: Final = ("people", "overseas")
"""Forms with one row a person, where a person who is not listed any more is missing."""


@dataclass(frozen=True, slots=True)
class DiffRow:
    """A record in short.

    Args:
        sheet, row, as_of, submission_id: where it stands; of the earlier submission for a missing person.
        employer: name of the employer by it.
        person_id: person that the earlier row, or for a new record nobody, belongs to.
    """

    source_record_id: int
    sheet: str
    row: int
    full_name: str
    person_id: int | None = None
    employer: str = ""
    as_of: date | None = None
    submission_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A person whose values differ: field -> (before, after); a national id shows as "•" only."""

    record: DiffRow
    fields: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class SentBack:
    """A row that was sent back before, and the row of this submission in its place (None: it did not come)."""

    record: DiffRow
    reason: str
    now: DiffRow | None


@dataclass(frozen=True, slots=True)
class Diff:
    """New, same and changed records; groups that may be one person twice; people who are not listed any more; rows
    that an earlier decision about this agency, form and day sent back."""

    new: tuple[DiffRow, ...]
    same: tuple[DiffRow, ...]
    changed: tuple[Change, ...]
    duplicates: tuple[tuple[DiffRow, ...], ...]
    missing: tuple[DiffRow, ...]
    returned: tuple[SentBack, ...] = ()


_CONTENT: Final = frozenset({*TRAINING_FIELDS, *WORK_FIELDS, *AWARD_FIELDS, *INSTITUTION_FIELDS, *NEED_FIELDS})
_HEAD: Final = text("select form, origin, as_of from submission where submission_id = :id")


def _short(row: ListRow, person_id: int | None = None) -> DiffRow:
    return DiffRow(
        row.source_record_id, row.sheet, row.row_no, row.full_name, person_id, row.employer, row.as_of,
        row.submission_id,
    )  # fmt: skip


def diff(connection: Connection, submission_id: int) -> Diff:
    """Compare a submission with what its agency had approved before; empty when nothing is visible.

    People are found again by id, staff number, name with birth date, and then by what is left over only once on both
    sides. Rows of courses, works, awards and of bodies are compared as wholes: they are new or the same.
    """
    head = connection.execute(_HEAD, {"id": submission_id}).one_or_none()
    if head is None:
        return Diff((), (), (), (), ())
    after = rows_of(connection, submission_id)
    returned = _returned(after, open_returns(connection, submission_id))
    if head.form not in ROSTERS:
        return _items(after, earlier_items(connection, submission_id), returned)
    before = earlier_rows(connection, submission_id)
    return _roster(after, before, returned, whole=head.origin == "workbook")


def _roster(
    after: Sequence[ListRow], before: Sequence[ListRow], returned: tuple[SentBack, ...], *, whole: bool
) -> Diff:
    newest: dict[Hashable, ListRow] = {}
    for row in before:
        newest.setdefault(row.person_id, row)
    known = _continued(after, before, newest)
    new, same, changed = [], [], []
    for row in after:
        earlier = known.get(row.source_record_id)
        if earlier is None:
            new.append(_short(row))
        elif fields := changes(earlier, row):
            changed.append(Change(_short(row, earlier.person_id), fields))
        else:
            same.append(_short(row, earlier.person_id))
    missing = _missing(after, newest.values(), {row.person_id for row in known.values()}) if whole else ()
    groups = tuple(tuple(_short(row) for row in group) for group in repeats(after))
    return Diff(tuple(new), tuple(same), tuple(changed), groups, missing, returned)


def _continued(
    after: Sequence[ListRow], before: Sequence[ListRow], newest: Mapping[Hashable, ListRow]
) -> dict[int, ListRow]:
    """Number of a row -> newest earlier row of its person; a typed correction says itself whom it corrects."""
    corrects = {row.source_record_id: newest[row.corrects_person] for row in after if row.corrects_person in newest}
    rest = [row for row in after if row.source_record_id not in corrects]
    found = pair(rest, before, lambda row: row.person_id)
    return corrects | {number: newest[row.person_id] for number, row in found.items()}


def _missing(after: Sequence[ListRow], newest: Iterable[ListRow], seen: set[int | None]) -> tuple[DiffRow, ...]:
    """People whom the last list had and this one has not.

    A file of one unit says nothing about the people of the others, and one that repeats nobody of another list of its
    own day adds to that list. Who was said to be gone is not missed.
    """
    bodies = {row.body_id for row in after}
    day = max((row.as_of for row in after), default=None)
    rows = list(newest)
    repeated = {row.submission_id for row in rows if row.person_id in seen}
    return tuple(
        _short(row, row.person_id)
        for row in rows
        if row.person_id not in seen
        and row.body_id in bodies
        and row.values.get("status") not in GONE
        and (row.as_of != day or row.submission_id in repeated)
    )


def _items(after: Sequence[ListRow], before: Iterable[ListRow], returned: tuple[SentBack, ...]) -> Diff:
    """Courses, works, awards, needs: a row that says the same as an earlier one is nothing new."""
    known = {_item(row) for row in before}
    new = tuple(_short(row) for row in after if _item(row) not in known)
    same = tuple(_short(row) for row in after if _item(row) in known)
    twice: dict[Hashable, list[ListRow]] = {}
    for row in after:
        twice.setdefault(_item(row), []).append(row)
    groups = tuple(tuple(_short(row) for row in group) for group in twice.values() if len(group) > 1)
    return Diff(new, same, (), groups, (), returned)


def _item(row: ListRow) -> Hashable:
    # Without a content of its own the row is told by its values as a whole.
    content = {name: value for name, value in row.values.items() if name in _CONTENT} or row.values
    return row.name_key, row.body_id, meaning("", content)


def _returned(after: Sequence[ListRow], sent: Sequence[SentRow]) -> tuple[SentBack, ...]:
    found = came_back(after, sent)
    return tuple(
        SentBack(_short(one.row), one.reason, None if now is None else _short(now))
        for one in sent
        for now in [found.get(one.row.source_record_id)]
    )

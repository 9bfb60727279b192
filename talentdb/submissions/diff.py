"""What a submission changes against the last approved rows of the same agency. Works with that agency's own rights.

Tells the reviewer what to look at; the registry itself decides identity by its own rules when it is approved.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, text

__all__ = ["Change", "Diff", "DiffRow", "diff"]


@dataclass(frozen=True, slots=True)
class DiffRow:
    """A record in short: its number, sheet and row (of the earlier submission for a missing person), name."""

    source_record_id: int
    sheet: str
    row: int
    full_name: str
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A person whose values differ: field -> (before, after); a national id shows as "•" only."""

    record: DiffRow
    fields: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Diff:
    """New, same and changed records; groups that may be one person twice; people who are not listed any more."""

    new: tuple[DiffRow, ...]
    same: int
    changed: tuple[Change, ...]
    duplicates: tuple[tuple[DiffRow, ...], ...]
    missing: tuple[DiffRow, ...]


_COLUMNS: Final = """r.source_record_id, r.sheet, r.row_no, r.values, r.national_id_hmac, r.staff_code, r.name_key,
    r.employer_id, r.birth_date, r.birth_date_precision, r.sex"""
_THIS: Final = text(
    f"select {_COLUMNS}, null::bigint as person_id from source_record r"  # noqa: S608
    " where r.submission_id = :id and r.state = 'accepted' order by r.source_record_id"
)
# The view own_person, but of one agency and form, without this submission, and of nobody else's later ones.
_BEFORE: Final = text(f"""
    select distinct on (ps.person_id) ps.person_id, {_COLUMNS}
    from submission this
        join submission s on s.agency_id = this.agency_id and s.form = this.form and s.state = 'approved'
            and s.submission_id <> this.submission_id and s.as_of <= this.as_of
        join source_record r on r.submission_id = s.submission_id
        join person_source ps on ps.source_record_id = r.source_record_id
    where this.submission_id = :id
    order by ps.person_id, s.as_of desc, r.source_record_id desc
""")  # noqa: S608


def _keys(row: Any) -> list[tuple[Any, ...]]:
    """Keys that make two rows of one agency the same person, strongest first; the rules of `talentdb.identity`."""
    found: list[tuple[Any, ...]] = []
    if row.national_id_hmac is not None:
        found.append(("id", bytes(row.national_id_hmac)))
    if row.staff_code:
        found.append(("staff", row.employer_id, row.staff_code, row.name_key))
    if row.birth_date is not None and row.birth_date_precision == "day" and row.sex:
        found.append(("birth", row.name_key, row.birth_date, row.sex))
    return found


def _same_id(one: Any, other: Any) -> bool:
    """False when both have a national id and the ids differ."""
    return (
        one.national_id_hmac is None
        or other.national_id_hmac is None
        or bytes(one.national_id_hmac) == bytes(other.national_id_hmac)
    )


def _short(row: Any) -> DiffRow:
    return DiffRow(row.source_record_id, row.sheet, row.row_no, row.values.get("full_name", ""), row.person_id)


def _changes(before: Any, after: Any) -> dict[str, tuple[Any, Any]]:
    names = sorted(before.values.keys() | after.values.keys())
    fields = {
        name: (before.values.get(name), after.values.get(name))
        for name in names
        if before.values.get(name) != after.values.get(name)
    }
    if (before.national_id_hmac is None) != (after.national_id_hmac is None) or not _same_id(before, after):
        fields["national_id"] = tuple("•" if row.national_id_hmac else None for row in (before, after))  # type: ignore[assignment]
    return fields


def _duplicates(rows: Iterable[Any]) -> tuple[tuple[DiffRow, ...], ...]:
    """Rows of the file that share a key or, weaker, name and year of birth."""
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        weak = ("year", row.name_key, row.birth_date.year) if row.birth_date else None
        for key in [*_keys(row), *([weak] if weak else [])]:
            groups.setdefault(key, []).append(row)
    found = {tuple(row.source_record_id for row in group): group for group in groups.values() if len(group) > 1}
    kept = [group for group in found.values() if any(_same_id(group[0], row) for row in group[1:])]
    return tuple(tuple(_short(row) for row in group) for group in kept)


def diff(connection: Connection, submission_id: int) -> Diff:
    """Compare a submission with what its agency had approved before; empty when nothing is visible."""
    after = connection.execute(_THIS, {"id": submission_id}).all()
    before = connection.execute(_BEFORE, {"id": submission_id}).all()
    index: dict[tuple[Any, ...], list[Any]] = {}
    for row in before:
        for key in _keys(row):
            index.setdefault(key, []).append(row)
    new: list[DiffRow] = []
    changed: list[Change] = []
    same, seen = 0, set()
    for row in after:
        candidates = (c for key in _keys(row) for c in index.get(key, ()) if _same_id(c, row))
        earlier = next(candidates, None)
        if earlier is None:
            new.append(_short(row))
            continue
        seen.add(earlier.person_id)
        fields = _changes(earlier, row)
        same += not fields
        if fields:
            changed.append(Change(_short(row), fields))
    # A file of one unit says nothing about the people of the others.
    employers = {row.employer_id for row in after}
    missing = [_short(row) for row in before if row.person_id not in seen and row.employer_id in employers]
    return Diff(tuple(new), same, tuple(changed), _duplicates(after), tuple(missing))

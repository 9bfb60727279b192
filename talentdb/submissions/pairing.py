"""Which rows of two lists of one agency are the same person, by the agency's own data alone. Pure.

For showing what changed; who is who in the registry is decided elsewhere, with evidence of the whole province.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import Any, Final

__all__ = ["may_be_one", "pair", "strong_keys"]

Key = tuple[Any, ...]
_Subject = Callable[[Any], Hashable]


def strong_keys(row: Any) -> list[Key]:
    """Keys that make two rows of one agency the same person, strongest first."""
    found: list[Key] = []
    if row.national_id_hmac is not None:
        found.append(("id", bytes(row.national_id_hmac)))
    if row.staff_code and row.name_key:
        found.append(("staff", row.body_id, row.staff_code, row.name_key))
    if row.birth_date is not None and row.birth_date_precision == "day" and row.name_key:
        found.append(("birth", row.name_key, row.birth_date))
    return found


def _ids_differ(one: Any, other: Any) -> bool:
    """Two numbers of one kind; an old number of nine digits beside a new one of twelve contradicts nothing."""
    if one.national_id_hmac is None or other.national_id_hmac is None:
        return False
    return bool(one.national_id_kind == other.national_id_kind and one.national_id_hmac != other.national_id_hmac)


def _differ(one: Any, other: Any) -> bool:
    return one is not None and other is not None and one != other


def _births_differ(one: Any, other: Any) -> bool:
    if one.birth_date is None or other.birth_date is None:
        return False
    if one.birth_date_precision == other.birth_date_precision == "day":
        return bool(one.birth_date != other.birth_date)
    return bool(one.birth_date.year != other.birth_date.year)


def may_be_one(one: Any, other: Any) -> bool:
    """Whether nothing in two rows contradicts: national ids of one kind, birth dates, sex."""
    return not (_ids_differ(one, other) or _births_differ(one, other) or _differ(one.sex, other.sex))


def _slip(one: date | None, other: date | None) -> bool:
    """Whether one date may be the other one corrected: the year, or day and month, are the same or swapped."""
    if one is None or other is None:
        return True
    return one.year == other.year or (one.day, one.month) == (other.day, other.month)


def _corrected_birth(one: Any, other: Any) -> bool:
    ids, sexes = _ids_differ(one, other), _differ(one.sex, other.sex)
    return not ids and not sexes and _slip(one.birth_date, other.birth_date)


def _corrected_name(one: Any, other: Any) -> bool:
    """The given name stayed: a middle name was added, a letter mended."""
    return may_be_one(one, other) and one.name_key.split()[-1:] == other.name_key.split()[-1:]


def _name_and_year(row: Any) -> Key | None:
    return (row.name_key, row.birth_date.year) if row.birth_date is not None else None


def _name_and_body(row: Any) -> Key | None:
    return (row.name_key, row.body_id)


def _staff_and_birth(row: Any) -> Key | None:
    return (row.body_id, row.staff_code, row.birth_date) if row.staff_code and row.birth_date else None


def _birth_and_body(row: Any) -> Key | None:
    exact = row.birth_date is not None and row.birth_date_precision == "day"
    return (row.body_id, row.birth_date, row.sex) if exact else None


_WEAK: Final[tuple[tuple[Callable[[Any], Key | None], Callable[[Any, Any], bool]], ...]] = (
    (_staff_and_birth, may_be_one),
    (_name_and_year, may_be_one),
    (_name_and_body, may_be_one),
    (_name_and_body, _corrected_birth),
    (_birth_and_body, _corrected_name),
)
"""Keys that count only where they name one row and one person left over, and what must hold beside."""


def pair(after: Iterable[Any], before: Sequence[Any], subject: _Subject) -> dict[int, Any]:
    """Number of a later row -> the earlier row that it continues.

    Args:
        after, before: rows with name_key, body_id (employer, or the body that took it over), staff_code, birth_date,
            birth_date_precision, sex, national_id_hmac, national_id_kind and source_record_id.
        before: newest first; several rows of one person are fine.
        subject: whom an earlier row is about.
    """
    later = [row for row in after if row.name_key]
    earlier = [row for row in before if row.name_key]
    found: dict[int, Any] = {}
    taken: set[Hashable] = set()
    if not earlier:
        return found
    for kind in ("id", "staff", "birth"):
        _strong(kind, [row for row in later if row.source_record_id not in found], earlier, subject, found, taken)
    for key, holds in _WEAK:
        rows = [row for row in later if row.source_record_id not in found]
        left = [row for row in earlier if subject(row) not in taken]
        for row, match in _only_ones(rows, left, key, holds, subject):
            found[row.source_record_id] = match
            taken.add(subject(match))
    return found


def _strong(
    kind: str,
    later: Iterable[Any],
    earlier: Iterable[Any],
    subject: _Subject,
    found: dict[int, Any],
    taken: set[Hashable],
) -> None:
    index: dict[Key, list[Any]] = {}
    for row in earlier:
        for key in strong_keys(row):
            if key[0] == kind:
                index.setdefault(key, []).append(row)
    for row in later:
        options = [one for key in strong_keys(row) if key[0] == kind for one in index.get(key, ())]
        fitting = [one for one in options if _fits(kind, row, one)]
        if fitting:
            best = min(fitting, key=lambda one: (subject(one) in taken, -_agreement(row, one)))
            found[row.source_record_id] = best
            taken.add(subject(best))


def _fits(kind: str, one: Any, other: Any) -> bool:
    """An id is enough; a staff number with the name outweighs a corrected birth date, no other id."""
    return kind == "id" or (not _ids_differ(one, other) and (kind == "staff" or not _differ(one.sex, other.sex)))


def _agreement(one: Any, other: Any) -> int:
    """How many other facts agree: tells namesakes of one birthday apart."""
    facts = ("national_id_hmac", "staff_code", "name_key", "birth_date", "sex", "body_id")
    return sum(getattr(one, name) is not None and getattr(one, name) == getattr(other, name) for name in facts)


def _only_ones(
    rows: Iterable[Any],
    left: Iterable[Any],
    key: Callable[[Any], Key | None],
    holds: Callable[[Any, Any], bool],
    subject: _Subject,
) -> list[tuple[Any, Any]]:
    """Pairs where the key names one later row and one earlier person."""
    later: dict[Key, list[Any]] = {}
    for row in rows:
        if (named := key(row)) is not None:
            later.setdefault(named, []).append(row)
    earlier: dict[Key, dict[Hashable, Any]] = {}
    for row in left:
        if (named := key(row)) in later and named is not None:
            earlier.setdefault(named, {}).setdefault(subject(row), row)
    return [
        (later[named][0], match)
        for named, people in earlier.items()
        for match in people.values()
        if len(people) == 1 and len(later[named]) == 1 and holds(later[named][0], match)
    ]

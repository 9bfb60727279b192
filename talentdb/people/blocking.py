"""Match keys of a record: what rows of one person have in common, one way or another. Pure; compares nothing.

Only records that share a key are compared. Each key survives some slip that the others do not: a changed telephone,
a swapped date, a missing middle name, a new employer. Keys are hashes; nobody reads a name or a number out of them.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from enum import IntEnum
from typing import Any, Final

from talentdb.text import alias_key

__all__ = ["KEY_CAPS", "KeyKind", "match_keys", "national_id_key"]


class KeyKind(IntEnum):
    """What a key is made of; stands in its lowest four bits."""

    NATIONAL_ID = 0
    PHONE = 1
    EMAIL = 2
    STAFF_CODE = 3
    PARTS_YEAR = 4
    """All parts of the name in any order, year of birth: survives family and given name swapped, a lost day."""
    SHORT_YEAR = 5
    """Family and given name, year of birth: survives a middle name lost or changed."""
    NAME_DAY = 6
    """Name, day and month in any order: survives a wrong year, day and month swapped."""
    BIRTH_GIVEN = 7
    """Date of birth (day and month in any order), given name: survives another family or middle name."""
    BIRTH_INITIALS = 8
    """Date of birth, initials in any order: survives a typing error in any part, names cut to initials."""
    SHORT_EMPLOYER = 9
    """Family and given name, employer: survives any birth date."""
    NAME_COMMUNE = 10
    NAME_FIELD = 11
    """Name, field of training: survives a new employer and an unknown birth date."""
    NAME = 12
    """Name alone, for rare names: survives everything else."""
    INITIALS_FIELD = 13
    """Initials, year of birth, field of training: survives a typing error where only the year is known."""
    BIRTH_REST = 14
    """Date of birth, family and middle name: survives any error in the given name."""


KEY_CAPS: Final[Mapping[int, int]] = {
    KeyKind.NATIONAL_ID: 400,
    KeyKind.PHONE: 80,  # a front desk's number says nothing of who
    KeyKind.EMAIL: 80,
    KeyKind.STAFF_CODE: 200,
    KeyKind.PARTS_YEAR: 300,
    KeyKind.SHORT_YEAR: 150,
    KeyKind.NAME_DAY: 150,
    KeyKind.BIRTH_GIVEN: 150,
    KeyKind.BIRTH_INITIALS: 150,
    KeyKind.SHORT_EMPLOYER: 150,
    KeyKind.NAME_COMMUNE: 150,
    KeyKind.NAME_FIELD: 100,
    KeyKind.INITIALS_FIELD: 100,
    KeyKind.BIRTH_REST: 150,
    KeyKind.NAME: 40,  # more namesakes than that, and a name alone leads nowhere
}
"""Records with one key beyond which the key is not followed: too common to be worth comparing all of them."""

_KIND_BITS: Final = 4


def match_keys(
    values: Mapping[str, Any],
    *,
    name_key: str | None,
    id_hash: bytes | None,
    employer_id: int,
    birth_date: str | date | None,
    birth_precision: str | None,
) -> tuple[int, ...]:
    """Sorted distinct signed 64-bit keys of one record; none for a row without a name.

    Args:
        values: normalised values; of them phone, email, staff_code, commune_code and field_of_training are used.
        name_key: folded name (talentdb.people.keys.name_keys).
        birth_date: ISO text or a date; how much of it is known says `birth_precision` ("day" when None).
    """
    words = alias_key(name_key or "").split()
    if not words:
        return ()
    given = [
        *_contact_keys(values, employer_id, id_hash),
        *_birth_keys(words, _day(birth_date), birth_precision or "day"),
        *_name_keys(words, values, employer_id),
        *_field_keys(words, values.get("field_of_training"), birth_date),
    ]
    return tuple(sorted({_digest(kind, parts) for kind, parts in given}))


def national_id_key(id_hash: bytes) -> int:
    """The match key that comes of the keyed hash of a national id."""
    return _digest(KeyKind.NATIONAL_ID, (id_hash.hex(),))


def _day(value: str | date | None) -> date | None:
    if not value:
        return None
    return value if isinstance(value, date) else date.fromisoformat(value)


_Key = tuple[KeyKind, tuple[object, ...]]


def _contact_keys(values: Mapping[str, Any], employer_id: int, id_hash: bytes | None) -> Iterator[_Key]:
    if id_hash is not None:
        yield KeyKind.NATIONAL_ID, (id_hash.hex(),)
    if values.get("phone"):
        yield KeyKind.PHONE, (values["phone"],)
    if values.get("email"):
        yield KeyKind.EMAIL, (str(values["email"]).lower(),)
    if values.get("staff_code"):
        yield KeyKind.STAFF_CODE, (employer_id, values["staff_code"])


def _birth_keys(words: list[str], born: date | None, precision: str) -> Iterator[_Key]:
    if born is None:
        return
    yield KeyKind.PARTS_YEAR, (*sorted(words), born.year)
    yield KeyKind.SHORT_YEAR, (*sorted((words[0], words[-1])), born.year)
    # The first of January stands for a lost day in many lists: with it half an agency would share a key.
    if precision != "day" or (born.month, born.day) == (1, 1):
        return
    day_month = sorted((born.day, born.month))
    yield KeyKind.NAME_DAY, (*sorted(words), *day_month)
    yield KeyKind.BIRTH_GIVEN, (words[-1], born.year, *day_month)
    yield KeyKind.BIRTH_REST, (*words[:-1], born.year, *day_month)
    yield KeyKind.BIRTH_INITIALS, (*sorted(word[0] for word in words), born.year, *day_month)


def _name_keys(words: list[str], values: Mapping[str, Any], employer_id: int) -> Iterator[_Key]:
    name = " ".join(words)
    yield KeyKind.SHORT_EMPLOYER, (*sorted((words[0], words[-1])), employer_id)
    if values.get("commune_code"):
        yield KeyKind.NAME_COMMUNE, (name, values["commune_code"])
    yield KeyKind.NAME, (name,)


def _field_keys(words: list[str], field: str | None, birth_date: str | date | None) -> Iterator[_Key]:
    if not field:
        return
    field = alias_key(field)
    yield KeyKind.NAME_FIELD, (" ".join(words), field)
    born = _day(birth_date)
    if born is not None:
        yield KeyKind.INITIALS_FIELD, (*sorted(word[0] for word in words), born.year, field)


def _digest(kind: KeyKind, parts: tuple[object, ...]) -> int:
    content = "\x1f".join(map(str, (int(kind), *parts))).encode()
    number = int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big", signed=True)
    return (number >> _KIND_BITS << _KIND_BITS) | kind

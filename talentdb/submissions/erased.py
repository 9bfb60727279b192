"""People whose data were erased, known again by keyed hashes: what comes in about them is refused at the door.

Owns the rules of the marks and reads erasure_mark; writes nothing, erases nobody (talentdb.privacy does).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, select, text

from talentdb.access.keyring import Keyring, record_place
from talentdb.db.tables import erasure_mark, erasure_release
from talentdb.errors import DataError
from talentdb.people.keys import name_keys
from talentdb.submissions.draft import RecordDraft

__all__ = [
    "KINDS",
    "Facts",
    "Known",
    "Mark",
    "each_record",
    "hit",
    "keyrings_of",
    "known_by",
    "live_marks",
    "marks_of",
    "nobody_comes_in",
    "refuse_erased",
]

_LENGTHS: Final = frozenset({9, 12})
_SHOWN: Final = 10
_COMING_IN: Final = 7_040_017
"""Shared by all who take lists in, held alone by an erasure; taken before the turn to write the registry."""
KINDS: Final = ("id", "name_birth", "name_year", "name_body")
"""Kinds of marks, the surest first."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What somebody is known by.

    Args:
        national_id: digits; birth_date: with birth_precision day it names one day.
    """

    name_key: str | None
    national_id: str | None
    birth_date: date | None
    birth_precision: str | None
    employer_id: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One keyed hash of an erasure that stands."""

    erasure_id: int
    kind: str
    mark: bytes


def marks_of(facts: Facts, keyring: Keyring) -> dict[str, bytes]:
    """Kind -> keyed hash, of every kind that the facts allow; pure."""
    found: dict[str, bytes] = {}
    number, name, born = facts.national_id, facts.name_key, facts.birth_date
    if number is not None and number.isascii() and number.isdigit() and len(number) in _LENGTHS:
        found["id"] = keyring.national_id_hmac(number)
    if not name:
        return found
    if born is not None and facts.birth_precision == "day":
        found["name_birth"] = keyring.erased_mark("name_birth", f"{name}|{born.isoformat()}")
    if born is not None:
        found["name_year"] = keyring.erased_mark("name_year", f"{name}|{born.year}|{facts.employer_id}")
    found["name_body"] = keyring.erased_mark("name_body", f"{name}|{facts.employer_id}")
    return found


def live_marks(connection: Connection) -> list[Mark]:
    """Marks of all erasures after which nobody has said that the data may come in again."""
    m = erasure_mark.c
    released = select(erasure_release.c.erasure_id)
    rows = connection.execute(
        select(m.erasure_id, m.kind, m.mark).where(m.erasure_id.not_in(released)).order_by(m.erasure_id, m.mark)
    )
    return [Mark(row.erasure_id, row.kind, bytes(row.mark)) for row in rows]


@dataclass(frozen=True, slots=True)
class Known:
    """Marks, put in order to be asked about many people.

    Args:
        kinds: erasure -> kinds of its marks; erasures: kind and keyed hash -> erasures.
    """

    kinds: Mapping[int, frozenset[str]]
    erasures: Mapping[tuple[str, bytes], frozenset[int]]


def known_by(marks: Iterable[Mark]) -> Known:
    """The marks in order; pure."""
    kinds: dict[int, frozenset[str]] = {}
    erasures: dict[tuple[str, bytes], frozenset[int]] = {}
    for one in marks:
        kinds[one.erasure_id] = kinds.get(one.erasure_id, frozenset()) | {one.kind}
        place = (one.kind, one.mark)
        erasures[place] = erasures.get(place, frozenset()) | {one.erasure_id}
    return Known(kinds, erasures)


def hit(facts: Facts, known: Known, keyrings: Mapping[int, Keyring]) -> int | None:
    """The erasure that somebody falls under; None when they are nobody who was erased. Pure.

    The best that both sides know decides alone: the national id, then name and day of birth, then name, year and
    body, then name and body. So a namesake with another id, or born on another day, is nobody who was erased.

    Args:
        keyrings: generation of the marks -> the keyring that makes such marks.
    """
    made = [(kind, mark) for one in keyrings.values() for kind, mark in marks_of(facts, one).items()]
    mine = {kind for kind, _ in made}
    for kind in KINDS:
        for place in made:
            for number in sorted(known.erasures.get(place, ())) if place[0] == kind else ():
                if kind == next(one for one in KINDS if one in mine and one in known.kinds[number]):
                    return number
    return None


def keyrings_of(marks: Iterable[Mark], keyring: Keyring) -> dict[int, Keyring]:
    """The keyring of each generation that marks were made with.

    Raises: EnvironmentProblem when the key of one is gone.
    """
    return {number: keyring.for_blind_index(number) for number in sorted({one.mark[0] for one in marks})}


def nobody_comes_in(connection: Connection) -> None:
    """Wait until every list that is being taken in is there to be searched, and let none in before this transaction
    ends: whoever is checked against the marks must not be stored after somebody looked for them."""
    connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _COMING_IN})


def refuse_erased(connection: Connection, keyring: Keyring, records: Sequence[RecordDraft]) -> None:
    """Let nobody's data come back in silence.

    Raises: DataError that names the rows of people whose data were erased.
    """
    connection.execute(text("select pg_advisory_xact_lock_shared(:lock)"), {"lock": _COMING_IN})
    marks = live_marks(connection)
    if not marks:
        return
    keyrings, known = keyrings_of(marks, keyring), known_by(marks)
    places = [f"{one.sheet}!{one.row_no}" for one in records if hit(_facts(one), known, keyrings) is not None]
    if places:
        shown = ", ".join(places[:_SHOWN]) + (f" và {len(places) - _SHOWN} dòng khác" if len(places) > _SHOWN else "")
        raise DataError(
            f"Có {len(places)} dòng về người đã được xóa dữ liệu theo luật: {shown}. Chưa ghi gì.",
            "Bỏ các dòng đó rồi nộp lại. Nếu có căn cứ mới để nhận lại, cán bộ quản lý dữ liệu ghi căn cứ ở trang"
            " “Dữ liệu cá nhân”, thẻ “Đã xóa”.",
        )


def _facts(record: RecordDraft) -> Facts:
    values = record.values
    return Facts(
        name_keys(values.get("full_name"))[0], values.get("national_id"), _day(values.get("birth_date")),
        values.get("birth_date_precision"), record.employer_id,
    )  # fmt: skip


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def each_record(rows: Iterable[Any], keyring: Keyring) -> Iterator[tuple[int, Facts]]:
    """Stored rows with what they are known by: rows of source_record with its place, see talentdb.privacy."""
    for row in rows:
        number = None
        if row.national_id_cipher is not None:
            place = record_place(row.submission_id, row.sheet, row.table_no, row.row_no, row.part_no, "national_id")
            number = keyring.decrypt(bytes(row.national_id_cipher), place).decode()
        yield (
            row.source_record_id,
            Facts(row.name_key, number, row.birth_date, row.birth_date_precision, row.employer_id),
        )

"""Two records side by side for the steward who is to say whether they are one person: values, evidence, judgements.

Each look is logged. Shows a national id masked only, and of the rest what the role may see.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.access.audit import audit
from talentdb.access.keyring import Keyring
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, mask_national_id, require, visible
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.fields import PEOPLE_FIELDS
from talentdb.identity.frequency import rarity
from talentdb.identity.judgements import list_judgements
from talentdb.identity.loading import load_records
from talentdb.identity.model import load_model
from talentdb.identity.score import compare
from talentdb.identity.sides import Clue, Side, clues, read_sides
from talentdb.people.details import clear_ids

__all__ = ["FieldPair", "Pair", "pair"]

_RECORD: Final = re.compile(r"r(\d{1,18})")
_PERSON: Final = re.compile(r"\d{1,18}")


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of both records; state: same, differs, or one (only one of them has it)."""

    name: str
    a: Any
    b: Any
    state: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, and what stands for and against their being one person.

    Args:
        fields: in the order of exports.
        evidence: strongest first; score, weight: as stored by matching, else as compared now.
        decision: merge, ask or leave.
        id_conflict: national ids of one kind differ.
        a_records, b_records: all records of each person, oldest first; the record alone where it belongs to nobody or
            both belong to one person.
        judgements: about the two, newest first, those taken back too; shape of `list_judgements`.
    """

    a: Side
    b: Side
    fields: tuple[FieldPair, ...]
    evidence: tuple[Clue, ...]
    score: float
    weight: float
    decision: str
    id_conflict: bool
    a_records: tuple[Side, ...]
    b_records: tuple[Side, ...]
    judgements: tuple[Mapping[str, Any], ...]


def pair(connection: Connection, principal: Principal, keyring: Keyring, a: str | int, b: str | int) -> Pair:
    """Two persons or records side by side.

    Args:
        a, b: number of a person (a merged number is followed) or "r123", a record that counts or waits. A person is
            shown by the record that the other's fits best.
    Raises: ForbiddenError; NotFoundError when one is not there (any more); ConflictError when both are one person
    already (two records of one person can be looked at); UsageError for anything else than a number.
    """
    require(principal, Action.REVIEW)
    sides = [_records(connection, given) for given in (a, b)]
    shown = _best(connection, *sides)
    if shown[0] == shown[1]:
        raise ConflictError("Hai số này là cùng một người.", "Chọn hai người hoặc hai dòng khác nhau.")
    found = read_sides(connection, shown)
    one, other = found[shown[0]], found[shown[1]]
    if one.person_id is None or one.person_id != other.person_id:
        sides = [_records(connection, side.person_id or side.record) for side in (one, other)]
        found = read_sides(connection, {record for side in sides for record in side})
    elif not (_is_record(a) and _is_record(b)):
        raise ConflictError("Hai hồ sơ này đã là một người.", "Xem người đó, hoặc tách hồ sơ nếu gộp nhầm.")
    for number in dict.fromkeys(side.person_id or side.record for side in (one, other)):
        audit(connection, principal, "person.view", "person", number)
    evidence, score, weight, decision = _evidence(connection, one.record_id, other.record_id)
    fields, conflict = _fields(connection, principal, keyring, one.record_id, other.record_id)
    return Pair(
        one, other, fields, evidence, score, weight, decision, conflict,
        tuple(found[record] for record in sides[0]), tuple(found[record] for record in sides[1]),
        _judgements(connection, *sides),
    )  # fmt: skip


def _is_record(given: str | int) -> bool:
    return isinstance(given, str) and given.startswith("r")


# The number stands in a select of its own: the planner takes coalesce() for something that may tell of rows, and
# reads through all of them behind the policies instead of looking the number up.
_OF_PERSON: Final = text("""
    select source_record_id from person_source
    where person_id = (select coalesce((select target_id from person_redirect where person_id = :number), :number))
    order by source_record_id
""")
# A record that counts, or one of a submission that waits.
_OF_RECORD: Final = text("""
    select r.source_record_id from source_record r join submission s on s.submission_id = r.submission_id
    where r.source_record_id = :number and r.state = 'accepted' and r.name_key is not null
        and (s.state = 'submitted'
            or exists (select from person_source ps where ps.source_record_id = r.source_record_id))
""")


def _records(connection: Connection, given: str | int) -> list[int]:
    """Records of a person, or the one record that is named."""
    named = _RECORD.fullmatch(str(given))
    if named is None and _PERSON.fullmatch(str(given)) is None:
        raise UsageError(f"Không hiểu số {given}.", "Ghi số của người (1024) hoặc của dòng (r1024).")
    number = int(named[1]) if named else int(given)
    found = connection.execute(_OF_RECORD if named else _OF_PERSON, {"number": number}).scalars().all()
    if not found:
        raise NotFoundError(
            f"Không còn {'dòng' if named else 'người'} mang số {given} trong dữ liệu.",
            "Lần nộp có thể đã bị rút; mở lại hàng chờ: talentdb identity queue.",
        )
    return list(found)


_BEST: Final = text("""
    select a_record_id, b_record_id from match_pair
    where a_record_id = any(:one) and b_record_id = any(:other)
        or a_record_id = any(:other) and b_record_id = any(:one)
    order by preview, weight desc, a_record_id, b_record_id limit 1
""")
_NEWEST: Final = text("""
    select r.source_record_id from source_record r join submission s on s.submission_id = r.submission_id
    where r.source_record_id = any(:records)
    order by r.form = 'people' desc, s.as_of desc, r.source_record_id desc limit 1
""")


def _best(connection: Connection, one: Sequence[int], other: Sequence[int]) -> tuple[int, int]:
    """The records to show: of the stored pairs the most telling one, else the newest of each."""
    row = connection.execute(_BEST, {"one": list(one), "other": list(other)}).one_or_none()
    if row is not None:
        return (row[0], row[1]) if row[0] in one else (row[1], row[0])
    newest = [connection.execute(_NEWEST, {"records": list(side)}).scalar_one() for side in (one, other)]
    return newest[0], newest[1]


_STORED: Final = text("""
    select evidence, score, weight, decision from match_pair
    where a_record_id = :low and b_record_id = :high order by preview limit 1
""")
# How often their names occur among the records that count.
_NAMES: Final = text("""
    select r.name_key, count(*) from source_record r join person_source ps using (source_record_id)
    where r.name_key = any(:names) group by r.name_key
""")


def _evidence(connection: Connection, a: int, b: int) -> tuple[tuple[Clue, ...], float, float, str]:
    """Evidence in words, score, weight, decision: as stored, else compared now (nothing is stored for pairs that an
    equal national id makes one, and for those with little in common)."""
    row = connection.execute(_STORED, {"low": min(a, b), "high": max(a, b)}).one_or_none()
    if row is not None:
        return clues(connection, [(a, b, row.evidence)])[0], row.score, row.weight, row.decision
    one, other = load_records(connection, (a, b))
    counted = connection.execute(_NAMES, {"names": [one.name_key, other.name_key]})
    total = connection.execute(text("select count(*) from person_source")).scalar_one()
    made = compare(one, other, load_model(), rarity({name: n for name, n in counted}, total))  # noqa: C416
    worded = clues(connection, [(a, b, [asdict(part) for part in made.evidence])])[0]
    return worded, made.score, made.weight, made.decision


def _fields(
    connection: Connection, principal: Principal, keyring: Keyring, a: int, b: int
) -> tuple[tuple[FieldPair, ...], bool]:
    """Values of both records by field, and whether national ids of one kind differ."""
    rows = connection.execute(
        text("""
            select source_record_id, "values", national_id_hmac, national_id_kind from source_record
            where source_record_id in (:a, :b)
        """),
        {"a": a, "b": b},
    )
    found = {row.source_record_id: row for row in rows}
    ids = clear_ids(connection, keyring, [a, b])
    left, right = (
        visible(principal, found[record]._mapping["values"])
        | ({"national_id": mask_national_id(ids[record])} if record in ids else {})
        for record in (a, b)
    )
    same_kind = found[a].national_id_kind is not None and found[a].national_id_kind == found[b].national_id_kind
    # Two different ids may look the same once masked.
    conflict = same_kind and bytes(found[a].national_id_hmac) != bytes(found[b].national_id_hmac)
    return tuple(
        FieldPair(
            name,
            left.get(name),
            right.get(name),
            _state(name, left, right, differs=name == "national_id" and conflict),
        )
        for name in _ordered(left.keys() | right.keys())
    ), conflict


def _state(name: str, left: Mapping[str, Any], right: Mapping[str, Any], *, differs: bool) -> str:
    if (name in left) != (name in right):
        return "one"
    return "differs" if differs or left[name] != right[name] else "same"


def _ordered(names: set[str]) -> list[str]:
    known = [name for name in PEOPLE_FIELDS if name in names]
    return known + sorted(names.difference(known))


_BETWEEN: Final = text("""
    select distinct x.judgement_id
    from judgement_record x join judgement_record y on y.judgement_id = x.judgement_id and y.side <> x.side
    where x.source_record_id = any(:one) and y.source_record_id = any(:other)
    order by x.judgement_id desc
""")


def _judgements(connection: Connection, one: Sequence[int], other: Sequence[int]) -> tuple[Mapping[str, Any], ...]:
    numbers = connection.execute(_BETWEEN, {"one": list(one), "other": list(other)}).scalars().all()
    return tuple(item for number in numbers for item in list_judgements(connection, number=number))

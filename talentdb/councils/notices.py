"""What has come up about the members of a kept council since they were seated: people are merged, retire, die, change
bodies, and new works tell of ties to the applicant. Values only, the words are in `labels`; changes nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.councils.candidates import Known, read_known
from talentdb.councils.store import KeptCouncil
from talentdb.councils.ties import ties_to
from talentdb.people.profile import current_number

__all__ = ["Notice", "NoticeKind", "notices_of"]

NoticeKind = Literal["duplicate", "gone", "retired", "moved", "left", "deceased", "applicant", "tie", "same_agency"]

_STATUS: Final[Mapping[str, NoticeKind]] = {
    "retired": "retired", "moved": "moved", "left": "left", "deceased": "deceased",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at.

    Args:
        subject: kind of the tie, or name of the shared body; "" for the other kinds.
    """

    kind: NoticeKind
    subject: str = ""


def notices_of(connection: Connection, principal: Principal, kept: KeptCouncil) -> dict[int, tuple[Notice, ...]]:
    """Number of the seat -> what has come up, for those who sit in a council that still is one.

    What the department accepted when it asked for the council is not told again.
    """
    sitting = [] if kept.state == "dissolved" else [seat for seat in kept.seats if seat.sits and seat.person_id]
    numbers = {seat.person_id for seat in sitting if seat.person_id is not None}
    applicant = None if kept.applicant_id is None else current_number(connection, kept.applicant_id)
    named = numbers if applicant is None else {*numbers, applicant}
    known = {one.person_id: one for one in read_known(connection, principal, {}, named)} if numbers else {}
    ties = _ties(connection, kept, known, applicant)
    crowded = _crowded([known[number] for number in numbers if number in known], int(kept.rules.get("per_agency", 1)))
    first = {seat.person_id: seat.seat_no for seat in reversed(sitting)}
    found: dict[int, tuple[Notice, ...]] = {}
    for seat in sitting:
        number = seat.person_id or 0
        told = [Notice("duplicate")] if first[number] != seat.seat_no else []
        told += _of_person(known.get(number), ties, crowded)
        if number == applicant:
            told.append(Notice("applicant"))
        if told:
            found[seat.seat_no] = tuple(told)
    return found


def _ties(
    connection: Connection, kept: KeptCouncil, known: Mapping[int, Known], applicant: int | None
) -> Mapping[int, str]:
    """Ties to the applicant that nobody has accepted."""
    if applicant is None or applicant not in known:
        return {}
    accepted = {current_number(connection, number) for number in kept.rules.get("accept", ())}
    ties = ties_to(connection, known[applicant], known.values())
    return {number: kind for number, kind in ties.items() if number not in accepted}


def _crowded(known: Sequence[Known], most: int) -> Mapping[str, str]:
    """Codes and names of the bodies that have more members than the rule allows."""
    count = Counter(body for one in known for body in one.bodies)
    return {code: name for (code, name), members in count.items() if members > most}


def _of_person(one: Known | None, ties: Mapping[int, str], crowded: Mapping[str, str]) -> Iterator[Notice]:
    if one is None:
        yield Notice("gone")
        return
    status = _STATUS.get(str(one.values.get("status")))
    if status is not None:
        yield Notice(status)
    if one.person_id in ties:
        yield Notice("tie", ties[one.person_id])
    for code, name in one.bodies:
        if code in crowded:
            yield Notice("same_agency", name)

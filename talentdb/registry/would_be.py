"""Who the rows of a submission would be when it is approved, as far as pairs say: scored, by id, corrected, judged.

An approval clusters all that hangs together and may refuse what is said here; merges nobody itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection, text

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.errors import NotFoundError
from talentdb.identity.judgements import standing
from talentdb.identity.matching import summary
from talentdb.registry.matching import preview

__all__ = ["Decision", "Found", "Pair", "Progress", "find"]

Decision = Literal["merge", "ask"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the submission beside another row; `rule` is empty for a pair that was scored and stored."""

    record: int
    other: int
    decision: Decision
    weight: float
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a submission's rows.

    Args:
        preview: its pairs were found while it waits.
        own: its accepted rows.
        pairs: without those that a judgement keeps apart.
        persons: record -> person; of its own rows who they would be, or are since the approval.
    """

    preview: bool
    own: frozenset[int]
    pairs: tuple[Pair, ...]
    persons: Mapping[int, int]


_WAITING: Final = frozenset({"submitted", "rolled_back"})
_STATE: Final = text("select state from submission where submission_id = :id")
_OWN: Final = text("select source_record_id from source_record where submission_id = :id and state = 'accepted'")
# Equal ids with equal names are one person by rule and stored as no pair; so is what a correction corrects.
_PAIRS: Final = text("""
    with own as materialized (
        select source_record_id as record, national_id_hmac, name_key, corrects_record_id from source_record
        where submission_id = :id and state = 'accepted' and name_key is not null
    )
    select a_record_id, b_record_id, decision, weight, score, '' as rule from match_pair
    where submission_id = :id and preview = :preview
    union all
    select own.record, k.source_record_id, 'merge', 1000, 1, 'national_id'
    from own join source_record k on k.national_id_hmac = own.national_id_hmac and k.name_key = own.name_key
        left join own as twin on twin.record = k.source_record_id
        left join person_source ps on ps.source_record_id = k.source_record_id
    where k.source_record_id < own.record and twin.record is not null
        or twin.record is null and ps.source_record_id is not null
    union all
    select own.record, own.corrects_record_id, 'merge', 2000, 1, 'correction'
    from own join person_source ps on ps.source_record_id = own.corrects_record_id
""")
_PERSONS: Final = text("""
    select source_record_id, person_id from person_source
    where source_record_id = any(:records) and person_id is not null
""")
_JUDGED_SAME: Final = 3_000.0
"""Above every rule: a judgement is what the stewards know."""


def find(connection: Connection, principal: Principal, submission_id: int, progress: Progress | None = None) -> Found:
    """Match a waiting submission, unless that was done; for an approved one what its approval found.

    One that was returned, withdrawn or not handed in has no pairs.
    Raises: ForbiddenError for a role that does not decide; NotFoundError.
    """
    require(principal, Action.REVIEW)
    state = connection.execute(_STATE, {"id": submission_id}).scalar_one_or_none()
    if state is None:
        raise NotFoundError(f"Không có lần nộp số {submission_id}.", "Xem danh sách: talentdb submissions list.")
    own = frozenset(connection.execute(_OWN, {"id": submission_id}).scalars())
    waiting = state in _WAITING
    # Known pairs are read without a turn of their own: somebody may be trying the approval out just now.
    if waiting and summary(connection, submission_id, preview=True) is None:
        preview(connection, principal, submission_id, progress=progress)
    if not waiting and state != "approved":
        return Found(False, own, (), {})
    rows = connection.execute(_PAIRS, {"id": submission_id, "preview": waiting})
    pairs = [_pair(own, *row) for row in rows]
    others = {one.other for one in pairs}
    persons = _persons(connection, own | others)
    pairs = _unless_judged(connection, own, pairs, persons)
    persons |= _would_be(own, pairs, persons)
    return Found(waiting, own, tuple(pairs), persons)


def _pair(own: frozenset[int], a: int, b: int, decision: Decision, weight: float, score: float, rule: str) -> Pair:
    low, high = sorted((a, b))
    record, other = (high, low) if high in own else (low, high)
    return Pair(record, other, decision, weight, score, rule)


def _persons(connection: Connection, records: Iterable[int]) -> dict[int, int]:
    return {row[0]: row[1] for row in connection.execute(_PERSONS, {"records": list(records)})}


def _unless_judged(
    connection: Connection, own: frozenset[int], pairs: Iterable[Pair], persons: dict[int, int]
) -> list[Pair]:
    """The pairs without those that were judged: different ones are no question, same ones are certain."""
    judged = [found for found in standing(connection, own) if found.verdict != "unsure"]
    if not judged:
        return list(pairs)
    persons |= _persons(connection, {record for found in judged for record in found.records})
    verdicts: dict[tuple[int, int], str] = {}
    certain: list[Pair] = []
    for found in judged:
        for low, high in found.across:
            for record, other in ((low, high), (high, low)):
                if record not in own:
                    continue
                # A judgement speaks of records and holds for the persons that they are.
                verdicts[record, other] = verdicts[record, -persons.get(other, 0)] = found.verdict
                if found.verdict == "same" and (other not in own or other < record):
                    certain.append(Pair(record, other, "merge", _JUDGED_SAME, 1.0, "judgement"))
    kept = [one for one in pairs if not {(one.record, one.other), _by_person(one, persons)} & verdicts.keys()]
    return kept + certain


def _by_person(one: Pair, persons: Mapping[int, int]) -> tuple[int, int]:
    return one.record, -persons.get(one.other, one.other)


def _would_be(own: frozenset[int], pairs: Iterable[Pair], persons: Mapping[int, int]) -> dict[int, int]:
    """The person that the strongest certain pair leads to, also over another row of the file."""
    found = {record: person for record, person in persons.items() if record in own}
    merges = sorted(
        (one for one in pairs if one.decision == "merge"), key=lambda one: (-one.weight, one.record, one.other)
    )
    for one in merges:
        if one.other not in own and one.other in persons:
            found.setdefault(one.record, persons[one.other])
    for one in merges:
        if one.other in own:
            for record, other in ((one.record, one.other), (one.other, one.record)):
                if other in found:
                    found.setdefault(record, found[other])
    return found

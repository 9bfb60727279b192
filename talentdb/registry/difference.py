"""What a submission would change, for those who decide: who each row would be, and whom it may be in the registry.

Names people of all agencies, so it is for stewards only. Agencies have `submissions.diff`, which knows their own rows
and no others.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.access.principal import Principal
from talentdb.identity.describe import FEATURE_LABELS, LEVEL_PHRASES
from talentdb.identity.model import load_model
from talentdb.identity.sides import clues
from talentdb.registry.labels import JUDGED_SAME
from talentdb.registry.would_be import Decision, Found, Pair, Progress, find
from talentdb.submissions.diff import Change, DiffRow, SentBack, diff

__all__ = ["Difference", "Matches", "PossibleDuplicate", "difference", "matches"]


_Evidence = tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A row that may be, or surely is, somebody whom this agency did not name before, or another row of its file.

    Args:
        other: the row of the registry, or of this file, that resembles it most.
        person_id: whom the other row belongs to; None for a row that waits.
        agency_name: who handed the other row in.
        evidence: (feature, what it says, weight in bits), strongest first.
        decision: merge for one person without asking, ask for the queue.
    """

    record: DiffRow
    other: DiffRow | None
    person_id: int | None
    agency_name: str | None
    score: float
    evidence: _Evidence
    decision: Decision


@dataclass(frozen=True, slots=True)
class Difference:
    """As `Diff`, but `person_id` of new, same and changed rows is who they would be: None is a new person."""

    new: tuple[DiffRow, ...]
    same: tuple[DiffRow, ...]
    changed: tuple[Change, ...]
    duplicates: tuple[PossibleDuplicate, ...]
    missing: tuple[DiffRow, ...]
    returned: tuple[SentBack, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """Rows that are surely somebody whom the registry knows, and questions that an approval would ask."""

    certain: int
    possible: int


_ROWS: Final = text("""
    select r.source_record_id, r.sheet, r.row_no, coalesce(r."values" ->> 'full_name', '') as full_name, ps.person_id,
        e.name as employer, s.as_of, r.submission_id, a.name as agency
    from source_record r join submission s on s.submission_id = r.submission_id
        join agency a on a.agency_id = r.agency_id join agency e on e.agency_id = r.employer_id
        left join person_source ps on ps.source_record_id = r.source_record_id
    where r.source_record_id = any(:records)
""")
_OWN_PERSONS: Final = text("""
    select distinct ps.person_id
    from submission this join source_record r on r.agency_id = this.agency_id
            and r.submission_id <> this.submission_id
        join person_source ps on ps.source_record_id = r.source_record_id
    where this.submission_id = :id and ps.person_id = any(:persons)
""")
_EVIDENCE: Final = text("""
    select p.a_record_id, p.b_record_id, p.evidence
    from unnest(cast(:lows as bigint[]), cast(:highs as bigint[])) as named(low, high)
        join match_pair p on p.a_record_id = low and p.b_record_id = high and p.preview = :preview
""")


def difference(
    connection: Connection, principal: Principal, submission_id: int, *, progress: Progress | None = None
) -> Difference:
    """Compare a submission with its agency's last rows and with the whole registry.

    Of a submission that waits the matching is done now, unless it was done before; of an approved one it is that of
    its approval; one that was returned or withdrawn is compared with its agency's rows alone.
    Raises: ForbiddenError for a role that does not decide; NotFoundError.
    """
    found = find(connection, principal, submission_id, progress)
    changes = diff(connection, submission_id)

    def somebody(row: DiffRow) -> DiffRow:
        return replace(row, person_id=found.persons.get(row.source_record_id))

    return Difference(
        tuple(map(somebody, changes.new)),
        tuple(map(somebody, changes.same)),
        tuple(replace(change, record=somebody(change.record)) for change in changes.changed),
        _duplicates(connection, submission_id, found),
        changes.missing,
        changes.returned,
    )


def matches(
    connection: Connection, principal: Principal, submission_id: int, *, progress: Progress | None = None
) -> Matches:
    """How many rows are surely somebody known, and how many questions there are. Errors as of `difference`."""
    found = find(connection, principal, submission_id, progress)
    outside = {one.record for one in found.pairs if one.decision == "merge" and one.other not in found.own}
    questions = _strongest(one for one in found.pairs if one.decision == "ask" and not _one_person(one, found))
    return Matches(len(outside), len(_folded(questions, found)))


def _one_person(one: Pair, found: Found) -> bool:
    """Whether both rows are the same person anyhow."""
    person = found.persons.get(one.record)
    return person is not None and person == found.persons.get(one.other)


def _strongest(pairs: Iterable[Pair]) -> list[Pair]:
    """Certain pairs first, then by weight."""
    return sorted(pairs, key=lambda one: (one.decision != "merge", -one.weight, one.record, one.other))


def _folded(pairs: Iterable[Pair], found: Found) -> list[Pair]:
    """One pair for a row and a person, or a row and another row that belongs to nobody yet; the first counts."""
    kept: dict[tuple[int, int], Pair] = {}
    for one in pairs:
        side = found.persons.get(one.other) if one.other not in found.own else None
        kept.setdefault((one.record, -one.other if side is None else side), one)
    return list(kept.values())


def _duplicates(connection: Connection, submission_id: int, found: Found) -> tuple[PossibleDuplicate, ...]:
    """Questions first, then the certain ones that bring this agency somebody new; each by its weight."""
    wanted = {person for one in found.pairs if (person := found.persons.get(one.other)) is not None}
    own_persons = set(connection.execute(_OWN_PERSONS, {"id": submission_id, "persons": list(wanted)}).scalars())
    told = [one for one in _strongest(found.pairs) if one.rule != "correction" and _tells(one, found, own_persons)]
    pairs = sorted(
        _folded(told, found), key=lambda one: (one.decision == "merge", -one.weight, one.record, one.other)
    )
    rows = _rows(connection, {number for one in pairs for number in (one.record, one.other)})
    words = _words(connection, pairs, preview=found.preview)
    return tuple(
        PossibleDuplicate(
            replace(rows[one.record][0], person_id=found.persons.get(one.record)), rows[one.other][0],
            rows[one.other][0].person_id, rows[one.other][1], one.score, evidence, one.decision,
        )
        for one, evidence in zip(pairs, words, strict=True)
    )  # fmt: skip


def _tells(one: Pair, found: Found, own_persons: Collection[int]) -> bool:
    """Whether a pair is worth telling: not the agency's own person again, nor a question that is settled."""
    if one.other in found.own:
        return one.decision == "merge" or not _one_person(one, found)
    if one.decision == "merge":
        return found.persons.get(one.other) not in own_persons
    return not _one_person(one, found)


def _rows(connection: Connection, records: Collection[int]) -> dict[int, tuple[DiffRow, str]]:
    """Record -> the row and the name of the agency that handed it in."""
    found = connection.execute(_ROWS, {"records": list(records)})
    return {
        number: (DiffRow(number, sheet, row, name, person, employer, as_of, submission), agency)
        for number, sheet, row, name, person, employer, as_of, submission, agency in found
    }


def _words(connection: Connection, pairs: Collection[Pair], *, preview: bool) -> list[_Evidence]:
    """Evidence of each pair; of a rule the rule itself."""
    scored = [one for one in pairs if not one.rule]
    ends = [sorted((one.record, one.other)) for one in scored]
    stored: Mapping[tuple[int, int], Any] = {
        (row.a_record_id, row.b_record_id): row.evidence
        for row in connection.execute(
            _EVIDENCE, {"lows": [a for a, _ in ends], "highs": [b for _, b in ends], "preview": preview}
        )
    }
    found = clues(connection, [(low, high, stored[low, high]) for low, high in ends])
    worded = {
        (one.record, one.other): tuple((clue.label, clue.detail, clue.weight) for clue in evidence)
        for one, evidence in zip(scored, found, strict=True)
    }
    return [_by_rule(one) if one.rule else worded[one.record, one.other] for one in pairs]


def _by_rule(one: Pair) -> _Evidence:
    if one.rule == "judgement":
        return ((*JUDGED_SAME, one.weight),)
    weight = load_model().weights["national_id"]["equal"]
    return ((FEATURE_LABELS["national_id"], LEVEL_PHRASES["national_id", "equal"], weight),)

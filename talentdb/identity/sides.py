"""What a steward is shown of a record that may be somebody's duplicate: where it stands, whom it names, the evidence.

Reads only; decides nothing. Holds no national id.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.identity.describe import FEATURE_LABELS, LEVEL_PHRASES, detail
from talentdb.identity.loading import load_records
from talentdb.identity.record import MatchRecord
from talentdb.identity.score import Evidence

__all__ = ["Clue", "Side", "clues", "read_sides"]


@dataclass(frozen=True, slots=True)
class Clue:
    """One piece of evidence in words; weight in bits, positive speaks for one person."""

    feature: str
    label: str
    detail: str
    weight: float


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records that may be one person.

    Args:
        person_id: the person now; None for a row that waits for approval, or of a work or award that fits nobody.
        record: "r123", as commands and pages name it.
        row: as Excel shows it.
    """

    record_id: int
    person_id: int | None
    full_name: str
    birth_date: date | None
    birth_date_precision: str | None
    form: str
    submission_id: int
    file: str
    sheet: str
    row: int
    as_of: date
    agency_code: str
    agency_name: str
    employer_code: str
    employer_name: str

    @property
    def record(self) -> str:
        """The record as commands and pages name it."""
        return f"r{self.record_id}"

    def as_json(self) -> dict[str, Any]:
        """By the contract."""
        return {"record": self.record, **asdict(self)}


_SIDES: Final = text("""
    with named as materialized (select unnest(cast(:records as bigint[])) as record_id)
    select n.record_id, ps.person_id, coalesce(r."values" ->> 'full_name', '') as full_name, r.birth_date,
        r.birth_date_precision, r.form, r.submission_id, s.file_name as file, r.sheet, r.row_no as row, s.as_of,
        a.code as agency_code, a.name as agency_name, e.code as employer_code, e.name as employer_name
    from named n join source_record r on r.source_record_id = n.record_id
        join submission s on s.submission_id = r.submission_id
        join agency a on a.agency_id = r.agency_id
        join agency e on e.agency_id = r.employer_id
        left join person_source ps on ps.source_record_id = n.record_id
    order by n.record_id
""")


def read_sides(connection: Connection, records: Collection[int]) -> dict[int, Side]:
    """Record -> what is shown of it, for those that this account may read."""
    rows = connection.execute(_SIDES, {"records": sorted(set(records))})
    return {row.record_id: Side(**row._mapping) for row in rows}


def clues(
    connection: Connection, pairs: Sequence[tuple[int, int, Sequence[Mapping[str, Any]]]]
) -> list[tuple[Clue, ...]]:
    """The evidence of pairs in words, strongest first, in the order of `pairs`.

    Args:
        pairs: two records and what is stored as evidence of them: [{"feature", "level", "weight"}].
    """
    numbers = {record for one, other, _ in pairs for record in (one, other)}
    records = {found.record_id: found for found in load_records(connection, numbers)}
    return [_worded(records.get(one), records.get(other), evidence) for one, other, evidence in pairs]


def _worded(
    one: MatchRecord | None, other: MatchRecord | None, evidence: Sequence[Mapping[str, Any]]
) -> tuple[Clue, ...]:
    if one is None or other is None:
        return ()
    found = [_clue(Evidence(**part), one, other) for part in evidence]
    return tuple(sorted(found, key=lambda clue: (-abs(clue.weight), clue.feature)))


def _clue(part: Evidence, one: MatchRecord, other: MatchRecord) -> Clue:
    label = FEATURE_LABELS.get(part.feature, part.feature)
    # Pairs keep what an earlier model found until the registry is matched anew; its levels may have no words now.
    words = detail(part, one, other) if (part.feature, part.level) in LEVEL_PHRASES else label
    return Clue(part.feature, label, words, part.weight)

"""Compares the records of a submission with all that count, and stores the pairs that may be one person.

Blocking is SQL over `match_key`; only pairs that share a key are compared. Merges nobody.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from psycopg.types.json import Jsonb
from sqlalchemy import Connection, text

from talentdb.db.overlap import overlap
from talentdb.db.staging import insert_rows
from talentdb.identity.candidates import candidates, candidates_among
from talentdb.identity.frequency import Rarity, rarity
from talentdb.identity.loading import load_records
from talentdb.identity.model import Model, load_model
from talentdb.identity.participants import TopicsOf, with_topics
from talentdb.identity.prospects import Prospects
from talentdb.identity.record import MatchRecord
from talentdb.identity.score import Comparison, compare

__all__ = ["MatchSummary", "drop_preview", "outdate_previews", "preview_pairs", "store_pairs", "summary"]

Progress = Callable[[int, int], None]

# Bounds memory: a record has some 15 candidates of 1 kB each, and two chunks are held at a time.
_CHUNK: Final = 2_000
_COLUMNS: Final = (
    "a_record_id", "b_record_id", "submission_id", "preview", "decision", "weight", "score", "evidence",
    "model_version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MatchSummary:
    """What a matching found: records, pairs compared, of those sure (`n_merge`) and to be asked (`n_ask`)."""

    submission_id: int
    model_version: str
    n_records: int
    n_compared: int
    n_merge: int
    n_ask: int


@dataclass(frozen=True, slots=True)
class _Found:
    a: int
    b: int
    comparison: Comparison


_Read = tuple[Sequence[tuple[int, int]], Mapping[int, MatchRecord]]
"""Pairs to compare, and the records in them."""


def store_pairs(
    connection: Connection,
    submission_id: int,
    fresh: Sequence[int],
    topics_of: TopicsOf,
    *,
    progress: Progress | None = None,
) -> MatchSummary:
    """Compare records that were just made to count (their keys are in `match_key`) with all others that count.

    What was stored for a pair at an earlier approval stays: the same pair keeps its score.

    Args:
        topics_of: what titles of works and fields of training are about.
        progress: called with how many records are compared and how many there are.
    """
    drop_preview(connection, submission_id)
    new = set(fresh)

    def others(record: int, found: Collection[int]) -> list[int]:
        # Two fresh records find each other twice.
        return [other for other in found if other not in new or other < record]

    return _run(connection, submission_id, fresh, others, topics_of, preview=False, progress=progress)


def preview_pairs(
    connection: Connection, submission_id: int, topics_of: TopicsOf, *, progress: Progress | None = None
) -> MatchSummary:
    """Compare the records of a waiting submission with all that count and with each other, for stewards' eyes;
    arguments as of `store_pairs`."""
    drop_preview(connection, submission_id)
    records = connection.execute(
        text("""
            select source_record_id from source_record
            where submission_id = :id and state = 'accepted' and name_key is not null order by source_record_id
        """),
        {"id": submission_id},
    )
    return _run(
        connection, submission_id, list(records.scalars()), lambda _, found: list(found), topics_of, preview=True,
        progress=progress,
    )  # fmt: skip


def drop_preview(connection: Connection, submission_id: int) -> None:
    """Forget what was found before the decision."""
    for table in ("match_pair", "match_run"):
        connection.execute(
            text(f"delete from {table} where submission_id = :id and preview"),  # noqa: S608
            {"id": submission_id},
        )


def outdate_previews(connection: Connection) -> None:
    """Other records count now than those that waiting submissions were compared with: the next look compares anew.

    The pairs stay until then; the queue shows them meanwhile.
    """
    connection.execute(text("delete from match_run where preview"))


def summary(connection: Connection, submission_id: int, *, preview: bool) -> MatchSummary | None:
    """The stored matching of a submission, if there is one."""
    row = connection.execute(
        text("""
            select submission_id, model_version, n_records, n_compared, n_merge, n_ask from match_run
            where submission_id = :id and preview = :preview
        """),
        {"id": submission_id, "preview": preview},
    ).one_or_none()
    return None if row is None else MatchSummary(*row)


def _run(
    connection: Connection,
    submission_id: int,
    records: Sequence[int],
    others: Callable[[int, Collection[int]], list[int]],
    topics_of: TopicsOf,
    *,
    preview: bool,
    progress: Progress | None,
) -> MatchSummary:
    model = load_model()
    names = _names(connection)
    rare = rarity(names, sum(names.values()) + preview * len(records))
    among = candidates_among(connection, records) if preview else {}
    waiting = submission_id if preview else None
    tally: Counter[str] = Counter()

    def read(chunk: Sequence[int]) -> _Read:
        pairs, known = _read(connection, chunk, others, among)
        return pairs, with_topics(connection, known, pairs, rare, model, topics_of, waiting=waiting)

    def compared(found: _Read) -> list[_Found]:
        pairs, known = found
        tally["compared"] += len(pairs)
        return list(_worth_storing(pairs, known, model, replace(rare, shared=_shared(known.values()))))

    def store(_: Sequence[int], found: Sequence[_Found]) -> None:
        tally.update(item.comparison.decision for item in found)
        _store(connection, submission_id, found, model, preview=preview)

    def done(chunk: Sequence[int]) -> None:
        tally["done"] += len(chunk)
        if progress is not None:
            progress(tally["done"], len(records))

    chunks = [records[start : start + _CHUNK] for start in range(0, len(records), _CHUNK)]
    overlap(chunks, read, compared, store, done)
    counts = (len(records), tally["compared"], tally["merge"], tally["ask"])
    outcome = MatchSummary(submission_id, model.version, *counts)
    _note(connection, outcome, preview=preview)
    return outcome


def _read(
    connection: Connection,
    chunk: Sequence[int],
    others: Callable[[int, Collection[int]], list[int]],
    among: Mapping[int, list[int]],
) -> _Read:
    pairs = [(record, other) for record, found in candidates(connection, chunk) for other in others(record, found)]
    pairs += [(record, other) for record in chunk for other in among.get(record, ())]
    wanted = {record for pair in pairs for record in pair}
    return pairs, {node.record_id: node for node in load_records(connection, wanted)}


def _names(connection: Connection) -> dict[str, int]:
    """How many of the records that count have a name: a submission is measured with the registry that it joins."""
    rows = connection.execute(
        text("""
            select r.name_key, count(*) from person_source ps
                join source_record r on r.source_record_id = ps.source_record_id
            group by r.name_key
        """)
    ).all()
    return {name: count for name, count in rows}  # noqa: C416


def _shared(records: Iterable[MatchRecord]) -> dict[str, int]:
    """Telephones and mail addresses under which several names are found, and how many."""
    names: dict[str, set[str]] = {}
    for record in records:
        for contact in (record.phone, record.email):
            if contact:
                names.setdefault(contact, set()).add(record.name_key)
    return {contact: len(found) for contact, found in names.items() if len(found) > 1}


def _worth_storing(
    pairs: Sequence[tuple[int, int]], records: Mapping[int, MatchRecord], model: Model, rare: Rarity
) -> Iterator[_Found]:
    prospects = Prospects(model, rare)
    for one, other in sorted((min(pair), max(pair)) for pair in pairs):
        a, b = records[one], records[other]
        # Two works of one name tell nothing about each other; each is compared with the persons.
        if not (a.founds or b.founds):
            continue
        if a.id_hash is not None and a.id_hash == b.id_hash and a.name_key == b.name_key:
            continue
        if not prospects.any(a, b):
            continue
        comparison = compare(a, b, model, rare)
        if comparison.decision != "leave":
            yield _Found(one, other, comparison)


def _store(
    connection: Connection, submission_id: int, found: Sequence[_Found], model: Model, *, preview: bool
) -> None:
    def row(item: _Found) -> tuple[Any, ...]:
        made = item.comparison
        # Spelt out: `asdict` copies deeply and costs more than the comparison.
        evidence = Jsonb([{"feature": e.feature, "level": e.level, "weight": e.weight} for e in made.evidence])
        return (
            item.a,
            item.b,
            submission_id,
            preview,
            made.decision,
            made.weight,
            made.score,
            evidence,
            model.version,
        )

    insert_rows(connection, "match_pair", _COLUMNS, map(row, found), on_conflict="on conflict do nothing")


def _note(connection: Connection, outcome: MatchSummary, *, preview: bool) -> None:
    connection.execute(
        text("""
            insert into match_run (submission_id, preview, model_version, n_records, n_compared, n_merge, n_ask)
            values (:submission_id, :preview, :model_version, :n_records, :n_compared, :n_merge, :n_ask)
            on conflict (submission_id, preview) do update set model_version = excluded.model_version,
                n_records = excluded.n_records, n_compared = excluded.n_compared, n_merge = excluded.n_merge,
                n_ask = excluded.n_ask
        """),
        {**asdict(outcome), "preview": preview},
    )

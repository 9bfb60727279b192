"""Carries changes of persons into the index. At least once, in any order, by any number of workers.

A row of the outbox goes only when the server's task has succeeded and the person has not changed since; a worker that
dies at any point leaves its rows to the next.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, Select, delete, func, or_, select, update

from talentdb.access.context import unit_of_work
from talentdb.access.principal import INDEXER
from talentdb.db.tables import outbox
from talentdb.failpoints import reach
from talentdb.search.client import SearchIndex
from talentdb.search.rebuild import ensure_built, may_write
from talentdb.search.source import CHUNK, current_versions, read_rows, read_vocabulary
from talentdb.search.writing import Written, write_chunks

__all__ = ["drain"]

# Rows in one transaction: enough chunks to keep the server busy, few enough for other workers to get some.
_BATCH: Final = 5 * CHUNK


def drain(engine: Engine, index: SearchIndex, limit: int | None = None) -> int:
    """Work off what is due now; returns how many outbox rows are done.

    Rows that were refused wait twice as long after each attempt, and never keep others waiting. Builds the index
    first if it is missing or of another version.

    Raises: SearchUnavailable, DatabaseUnavailable; nothing is lost then.
    """
    built = ensure_built(engine, index)
    if built is None:
        return 0
    done = built
    refused: set[int] = set()
    while limit is None or done < limit:
        size = _BATCH if limit is None else min(_BATCH, limit - done)
        with unit_of_work(engine, INDEXER) as connection:
            taken, finished = _work(connection, index, size, refused)
        done += finished
        if not taken:
            break
    return done


def _work(connection: Connection, index: SearchIndex, size: int, refused: set[int]) -> tuple[int, int]:
    """One batch in one transaction: rows taken, rows done. Adds to `refused`."""
    if not may_write(connection):
        return 0, 0
    rows = connection.execute(_due(size, refused)).all()
    persons = sorted({row.person_id for row in rows})
    if not persons:
        return 0, 0
    written = _written(connection, index, persons)
    gone = [one for one in persons if one not in written.versions and one not in written.refused]
    index.delete(gone)
    reach("index.written")
    # The guard against a slower worker writing an older state last: whoever writes looks once more at what holds now.
    # A person that has changed meanwhile stays in the outbox.
    now = current_versions(connection, persons)
    settled = {one for one in persons if one not in written.refused and now.get(one) == written.versions.get(one)}
    finished = [row.outbox_id for row in rows if row.person_id in settled]
    connection.execute(delete(outbox).where(outbox.c.outbox_id.in_(finished)))
    refused.update(_note_refusals(connection, rows, written.refused))
    reach("index.settled")
    return len(rows), len(finished)


def _written(connection: Connection, index: SearchIndex, persons: Sequence[int]) -> Written:
    chunks = (read_rows(connection, persons[at : at + CHUNK]) for at in range(0, len(persons), CHUNK))
    total = Written()
    for part in write_chunks(index, chunks, read_vocabulary(connection)):
        total.versions.update(part.versions)
        total.refused.update(part.refused)
    return total


def _due(size: int, refused: Collection[int]) -> Select[Any]:
    """Rows that nobody else has taken, oldest first; the k-th attempt is due 2^k seconds after the row came."""
    waited = func.extract("epoch", func.now() - outbox.c.enqueued_at)
    return (
        select(outbox.c.outbox_id, outbox.c.person_id)
        .where(
            or_(outbox.c.attempts == 0, waited > func.power(2, func.least(outbox.c.attempts, 20))),
            outbox.c.outbox_id.not_in(list(refused)),
        )
        .order_by(outbox.c.outbox_id)
        .limit(size)
        .with_for_update(skip_locked=True)
    )


def _note_refusals(connection: Connection, rows: Sequence[Row[Any]], reasons: Mapping[int, str]) -> list[int]:
    """Count the attempt and keep the reason; the outbox_ids."""
    noted = [row.outbox_id for row in rows if row.person_id in reasons]
    for row in rows:
        if row.person_id in reasons:
            statement = update(outbox).where(outbox.c.outbox_id == row.outbox_id)
            connection.execute(statement.values(attempts=outbox.c.attempts + 1, last_error=reasons[row.person_id]))
    return noted

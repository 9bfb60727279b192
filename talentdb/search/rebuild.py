"""Builds the whole index anew beside the live one and swaps. Owns index_state and the lock against workers.

While it runs no worker writes, so the outbox keeps all that changes meanwhile; it is worked off afterwards, on the
new index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Connection,
    Delete,
    Engine,
    bindparam,
    cast,
    delete,
    exists,
    func,
    insert,
    select,
)
from sqlalchemy.dialects import postgresql

from talentdb.access.audit import audit
from talentdb.access.context import unit_of_work
from talentdb.access.principal import INDEXER
from talentdb.db.tables import index_state, outbox
from talentdb.errors import SearchUnavailable
from talentdb.search.client import SearchIndex
from talentdb.search.labels import NO_INDEX, START_SEARCH
from talentdb.search.settings import SEARCH_VERSION
from talentdb.search.source import iter_rows, read_vocabulary
from talentdb.search.writing import write_chunks
from talentdb.settings import now

__all__ = ["ensure_built", "is_current", "may_write", "rebuild", "state_of"]

# One number for all of talentdb: rebuild takes it alone, workers share it.
_LOCK: Final = 7_040_002
# Asked by each search, so built once.
_STATE: Final = select(
    select(index_state.c.document_version).where(index_state.c.index_name == bindparam("name")).scalar_subquery(),
    ~exists(select(outbox.c.outbox_id)),
)


def may_write(connection: Connection) -> bool:
    """Keep rebuilds off until the end of the transaction; False while one runs."""
    return bool(connection.execute(select(func.pg_try_advisory_xact_lock_shared(_LOCK))).scalar_one())


def state_of(connection: Connection, name: str) -> tuple[bool, bool]:
    """Whether the index of that name is of this version, and whether it holds all that is committed."""
    row = connection.execute(_STATE, {"name": name}).one()
    return row[0] == SEARCH_VERSION, bool(row[1])


def is_current(connection: Connection, name: str) -> bool:
    """Whether the index of that name was built by this version of settings and documents."""
    version = connection.execute(
        select(index_state.c.document_version).where(index_state.c.index_name == name)
    ).scalar_one_or_none()
    return version == SEARCH_VERSION


def ensure_built(engine: Engine, index: SearchIndex) -> int | None:
    """Build the index if it is missing or of another version; None when somebody else is just doing that.

    Returns how many rows of the outbox the build has done.
    """
    with unit_of_work(engine, INDEXER) as connection:
        if is_current(connection, index.name) and index.exists():
            return 0
        if not connection.execute(select(func.pg_try_advisory_xact_lock(_LOCK))).scalar_one():
            return None
        if not (is_current(connection, index.name) and index.exists()):
            return _build(connection, index).done
        return 0


def rebuild(engine: Engine, index: SearchIndex) -> int:
    """Build everything anew; returns the number of documents. Searches go on meanwhile, on the old index.

    Raises: SearchUnavailable; the live index is then as it was.
    """
    with unit_of_work(engine, INDEXER) as connection:
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        return _build(connection, index).documents


@dataclass(frozen=True, slots=True)
class _Built:
    """What a build did: documents written, rows of the outbox done."""

    documents: int
    done: int


def _build(connection: Connection, index: SearchIndex) -> _Built:
    # Before anything else is read: whatever these rows tell of is in what the build reads. A change that is committed
    # later brings a row of its own, even if its number is smaller.
    waiting = connection.execute(select(outbox.c.outbox_id)).scalars().all()
    vocabulary = read_vocabulary(connection)
    built = index.beside()
    count, refused = 0, list[int]()
    for written in write_chunks(built, iter_rows(connection), vocabulary):
        count += len(written.versions)
        refused += written.refused
    if built.count() != count:
        raise SearchUnavailable(NO_INDEX, START_SEARCH)
    index.take_over(built)
    # Who was refused is tried again by the worker, where the reason is kept.
    if refused:
        connection.execute(insert(outbox).inline(), [{"person_id": one} for one in refused])
    _remember(connection, index.name, count)
    # At the end: an audit row holds the chain's head until the commit, and nobody else could log meanwhile.
    details = {"documents": count, "refused": len(refused), "version": SEARCH_VERSION}
    audit(connection, INDEXER, "index.built", "index", index.name, details=details)
    audit(connection, INDEXER, "index.swapped", "index", index.name)
    done = connection.execute(_settled(waiting, refused)).rowcount
    return _Built(count, done)


def _settled(waiting: Sequence[int], refused: Sequence[int]) -> Delete:
    return delete(outbox).where(
        outbox.c.outbox_id == func.any(cast(list(waiting), ARRAY(BigInteger))),
        outbox.c.person_id != func.all(cast(list(refused), ARRAY(BigInteger))),
    )


def _remember(connection: Connection, name: str, count: int) -> None:
    values = {"document_version": SEARCH_VERSION, "built_at": now(), "n_documents": count}
    statement = postgresql.insert(index_state).values(index_name=name, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["index_name"], set_=values))

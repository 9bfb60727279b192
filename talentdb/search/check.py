"""Compares the index with the database both ways, by person and content hash, and mends what differs."""

from dataclasses import dataclass

from sqlalchemy import Engine, func, insert, select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import INDEXER
from talentdb.db.tables import outbox
from talentdb.search.client import SearchIndex
from talentdb.search.labels import CHECK_AGREES, CHECK_DIFFERS
from talentdb.search.outbox import drain
from talentdb.search.rebuild import is_current
from talentdb.search.source import current_versions

__all__ = ["IndexReport", "check", "sync"]


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What differs, as sorted numbers of persons.

    Args:
        persons: how many belong into the index.
        missing: in the database only; `stale`: another content; `extra`: in the index only.
        pending: rows of the outbox that wait.
        current: whether the index has today's version of settings and documents.
    """

    persons: int
    missing: tuple[int, ...]
    stale: tuple[int, ...]
    extra: tuple[int, ...]
    pending: int
    current: bool

    @property
    def agrees(self) -> bool:
        """Nothing differs."""
        return self.current and not (self.missing or self.stale or self.extra)

    def as_json(self) -> dict[str, object]:
        """For --json."""
        return {
            "agrees": self.agrees,
            "persons": self.persons,
            "missing": list(self.missing),
            "stale": list(self.stale),
            "extra": list(self.extra),
            "pending": self.pending,
            "current_version": self.current,
        }

    def summary(self) -> str:
        """One line for people."""
        if self.agrees:
            return CHECK_AGREES.format(n=self.persons)
        counts = {name: len(getattr(self, name)) for name in ("missing", "stale", "extra")}
        return CHECK_DIFFERS.format(n=self.persons, **counts)


def check(engine: Engine, index: SearchIndex) -> IndexReport:
    """Compare; the index is read first, so that a change in between shows as stale and never hides one."""
    held = index.versions() if index.exists() else {}
    with unit_of_work(engine, INDEXER) as connection:
        wanted = current_versions(connection)
        pending = connection.execute(select(func.count()).select_from(outbox)).scalar_one()
        current = is_current(connection, index.name)
    return IndexReport(
        persons=len(wanted),
        missing=tuple(sorted(wanted.keys() - held.keys())),
        stale=tuple(sorted(one for one in wanted.keys() & held.keys() if wanted[one] != held[one])),
        extra=tuple(sorted(held.keys() - wanted.keys())),
        pending=pending,
        # Nobody and no index yet is agreement: the first person brings the index with it.
        current=current or not (wanted or held),
    )


def sync(engine: Engine, index: SearchIndex) -> int:
    """Work off the outbox and mend every difference; returns how many persons were written or taken out."""
    done = drain(engine, index)
    report = check(engine, index)
    differing = [*report.missing, *report.stale, *report.extra]
    if not differing:
        return done
    with unit_of_work(engine, INDEXER) as connection:
        connection.execute(insert(outbox).inline(), [{"person_id": one} for one in differing])
    return done + drain(engine, index)

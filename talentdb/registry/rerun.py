"""Matching everything anew by the present model: the replay of all decisions, and how many persons came out
different. Judgements hold; what the model says new about the rest shows in the queue."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.console import Progress
from talentdb.registry.decisions import hold_registry
from talentdb.registry.rebuild import rebuild

__all__ = ["Rerun", "rerun"]


@dataclass(frozen=True, slots=True)
class Rerun:
    """Persons now, and how many of them changed, appeared or vanished."""

    persons: int
    changed: int


def rerun(connection: Connection, principal: Principal, *, progress: Progress | None = None) -> Rerun:
    """Rebuild the registry with the present model, in one transaction.

    Raises: ForbiddenError for a role that does not decide.
    """
    require(principal, Action.REVIEW)
    # Before counting: nobody else adds to the outbox from here on.
    hold_registry(connection)
    newest = connection.execute(text("select coalesce(max(outbox_id), 0) from outbox")).scalar_one()
    label = "Dựng lại từng người"
    report = (lambda done, total: progress(label, done, total)) if progress is not None else None
    persons = rebuild(connection, principal, progress=report)
    changed = connection.execute(
        text("select count(distinct person_id) from outbox where outbox_id > :newest"), {"newest": newest}
    ).scalar_one()
    return Rerun(persons, changed)

"""Decisions of the stewards: approve, return, roll back. Each is one transaction, all or nothing.

Writers of the registry take turns by one lock, so that decisions have an order that can be replayed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.errors import UsageError
from talentdb.identity.links import link, unlink
from talentdb.people.sync import refresh
from talentdb.submissions.mappings import meanings_of
from talentdb.submissions.query import show
from talentdb.submissions.states import move

__all__ = ["Outcome", "approve", "hold_registry", "return_", "rollback"]

# One number for all writers of the registry.
_LOCK: Final = 7_040_003


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision did: persons whose records changed, and persons whose derived rows changed."""

    submission_id: int
    touched: int
    changed: int


def hold_registry(connection: Connection) -> None:
    """Wait for the turn to write the registry; held until the transaction ends."""
    connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def approve(
    connection: Connection,
    principal: Principal,
    submission_id: int,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Apply a submission to the registry and remember what its columns meant.

    Raises: ForbiddenError, NotFoundError, ConflictError when it is not waiting for approval (any more).
    """
    require(principal, Action.REVIEW)
    hold_registry(connection)
    move(connection, principal, submission_id, "approved")
    persons = link(connection, submission_id)
    changed = refresh(connection, persons, progress=progress)
    _remember_columns(connection, principal, submission_id)
    audit(
        connection, principal, "submission.approved", "submission", submission_id,
        details={"persons": len(persons), "changed": changed},
    )  # fmt: skip
    return Outcome(submission_id, len(persons), changed)


def return_(connection: Connection, principal: Principal, submission_id: int, reason: str) -> None:
    """Send a submission back to its agency with a reason; the registry stays as it is.

    Raises: UsageError without a reason; else as `approve`.
    """
    require(principal, Action.REVIEW)
    if not reason.strip():
        raise UsageError("Cần nêu lý do trả lại để đơn vị biết phải sửa gì.", "Thêm --reason \"…\".")  # fmt: skip
    move(connection, principal, submission_id, "returned", reason.strip())
    audit(connection, principal, "submission.returned", "submission", submission_id, purpose=reason.strip())


def rollback(connection: Connection, principal: Principal, submission_id: int, reason: str | None = None) -> Outcome:
    """Take an approved submission out of the registry; what came before and after it stays.

    Raises: as `approve`.
    """
    require(principal, Action.REVIEW)
    hold_registry(connection)
    move(connection, principal, submission_id, "rolled_back", reason)
    persons = unlink(connection, submission_id)
    changed = refresh(connection, persons)
    audit(
        connection, principal, "submission.rolled_back", "submission", submission_id, purpose=reason,
        details={"persons": len(persons), "changed": changed},
    )  # fmt: skip
    return Outcome(submission_id, len(persons), changed)


def _remember_columns(connection: Connection, principal: Principal, submission_id: int) -> None:
    """Headers of an approved file mean the same next time; so does what a person said to leave aside."""
    found = show(connection, submission_id)
    meanings = meanings_of(found["understanding"], found["form"])
    if not meanings:
        return
    connection.execute(
        text("""
            insert into column_mapping (agency_id, form, header_key, field, confirmed_by)
            select :agency, :form, header, field, :account
            from unnest(cast(:headers as text[]), cast(:fields as text[])) as m(header, field)
            on conflict (agency_id, form, header_key) do update set field = excluded.field,
                times_seen = column_mapping.times_seen + 1, confirmed_by = excluded.confirmed_by,
                last_seen_at = now()
        """),
        {
            "agency": found["agency_id"],
            "form": found["form"],
            "account": principal.account_id,
            "headers": list(meanings),
            "fields": list(meanings.values()),
        },
    )

"""Decisions of the stewards: approve, return, roll back. Each is one transaction, all or nothing.

Writers of the registry take turns by one lock, so that decisions have an order that can be replayed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, text

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.staging import insert_rows
from talentdb.errors import UsageError
from talentdb.failpoints import reach
from talentdb.identity.links import Foreseen, foresee, link, unlink
from talentdb.identity.matching import drop_preview, outdate_previews
from talentdb.institutions import refresh_reports
from talentdb.people.sync import refresh
from talentdb.registry.topics import topics_of
from talentdb.submissions.mappings import meanings_of
from talentdb.submissions.query import show
from talentdb.submissions.states import move

__all__ = [
    "Outcome",
    "approve",
    "foresee_approval",
    "hold_registry",
    "newest_decision",
    "nobody_decides",
    "return_",
    "rollback",
    "take_turn",
]

# One number for all writers of the registry.
_LOCK: Final = 7_040_003
_NEWEST: Final = text("""
    select greatest(
        (select coalesce(max(event_id), 0) from submission_event where kind in ('approved', 'rolled_back')),
        (select coalesce(max(judgement_id), 0) from judgement),
        (select coalesce(max(event_id), 0) from judgement_retraction))
""")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision did: persons whose records changed, and persons whose derived rows changed."""

    submission_id: int
    touched: int
    changed: int


def hold_registry(connection: Connection) -> None:
    """Wait for the turn to write the registry; held until the transaction ends."""
    connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def nobody_decides(connection: Connection) -> bool:
    """Whether no other writer has the turn just now; if so, none gets it before this transaction ends.

    Waits for nobody.
    """
    free: bool = connection.execute(
        text("select pg_try_advisory_xact_lock_shared(:lock)"), {"lock": _LOCK}
    ).scalar_one()
    return free


def take_turn(connection: Connection) -> bool:
    """Whether the turn to write the registry was free; it is held until the transaction ends. Waits for nobody."""
    free: bool = connection.execute(text("select pg_try_advisory_xact_lock(:lock)"), {"lock": _LOCK}).scalar_one()
    return free


def approve(
    connection: Connection,
    principal: Principal,
    submission_id: int,
    *,
    returned: Mapping[int, str] = MappingProxyType({}),
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Apply a submission to the registry, but for the rows sent back, and remember what its columns meant.

    Args:
        returned: source_record_id -> reason of the rows that do not count; the agency reads the reasons.
        progress: called with how many persons are written and how many there are.
    Raises: ForbiddenError, NotFoundError, ConflictError when it is not waiting for approval (any more); UsageError
        for a row that is not one of the submission, without a reason, or when no row is left to approve.
    """
    require(principal, Action.REVIEW)
    hold_registry(connection)
    event = _begin(connection, principal, submission_id, returned)
    reach("decision.noted")
    persons = link(connection, submission_id, event, topics_of)
    reach("persons.matched")
    outdate_previews(connection)
    changed = refresh(connection, persons, progress=progress)
    refresh_reports(connection)
    _remember_columns(connection, principal, submission_id)
    audit(
        connection, principal, "submission.approved", "submission", submission_id,
        details={"persons": len(persons), "changed": changed, "returned": len(returned)},
    )  # fmt: skip
    reach("decision.audited")
    return Outcome(submission_id, len(persons), changed)


def foresee_approval(
    connection: Connection, principal: Principal, submission_id: int, returned: Mapping[int, str]
) -> Foreseen:
    """Who would be whom after an approval, in a transaction that is undone; takes no turn. Errors as of `approve`."""
    require(principal, Action.REVIEW)
    event = _begin(connection, principal, submission_id, returned)
    return foresee(connection, submission_id, event, topics_of)


def newest_decision(connection: Connection) -> int:
    """Number of the last decision that changed who counts or who is who; 0 before the first."""
    newest: int = connection.execute(_NEWEST).scalar_one()
    return newest


def return_(
    connection: Connection,
    principal: Principal,
    submission_id: int,
    reason: str,
    *,
    rows: Mapping[int, str] = MappingProxyType({}),
) -> None:
    """Send a submission back to its agency with a reason, and reasons of single rows; the registry stays as it is.

    Args:
        rows: source_record_id -> what is wrong in that row.
    Raises: UsageError without a reason, for a row of another submission; else as `approve`.
    """
    require(principal, Action.REVIEW)
    if not reason.strip():
        raise UsageError("Cần nêu lý do trả lại để đơn vị biết phải sửa gì.", "Thêm --reason \"…\".")  # fmt: skip
    event = move(connection, principal, submission_id, "returned", reason.strip())
    _send_back(connection, submission_id, event, rows)
    drop_preview(connection, submission_id)
    audit(
        connection, principal, "submission.returned", "submission", submission_id, purpose=reason.strip(),
        details={"rows": len(rows)},
    )  # fmt: skip


def rollback(connection: Connection, principal: Principal, submission_id: int, reason: str | None = None) -> Outcome:
    """Take an approved submission out of the registry; what came before and after it stays.

    Raises: as `approve`.
    """
    require(principal, Action.REVIEW)
    hold_registry(connection)
    event = move(connection, principal, submission_id, "rolled_back", reason)
    persons = unlink(connection, submission_id, event)
    outdate_previews(connection)
    changed = refresh(connection, persons)
    refresh_reports(connection)
    audit(
        connection, principal, "submission.rolled_back", "submission", submission_id, purpose=reason,
        details={"persons": len(persons), "changed": changed},
    )  # fmt: skip
    return Outcome(submission_id, len(persons), changed)


def _begin(connection: Connection, principal: Principal, submission_id: int, returned: Mapping[int, str]) -> int:
    """The approval as a decision, without its consequences; gives its number."""
    event = move(connection, principal, submission_id, "approved")
    _send_back(connection, submission_id, event, returned)
    _require_a_row(connection, submission_id, returned)
    return event


def _send_back(connection: Connection, submission_id: int, event: int, rows: Mapping[int, str]) -> None:
    """Write down the rows that a decision sends back; all of them must be rows of the submission, with a reason."""
    if not rows:
        return
    if not all(reason.strip() for reason in rows.values()):
        raise UsageError("Mỗi dòng trả lại cần một lý do để đơn vị biết phải sửa gì.", "Nêu lý do cho từng dòng.")
    own = text("""
        select count(*) from source_record
        where submission_id = :id and state = 'accepted' and source_record_id = any(:rows)
    """)
    if connection.execute(own, {"id": submission_id, "rows": list(rows)}).scalar_one() != len(rows):
        raise UsageError(
            f"Có dòng trả lại không thuộc lần nộp số {submission_id}.", "Tải lại trang rồi chọn lại các dòng."
        )
    insert_rows(
        connection, "record_return", ("event_id", "source_record_id", "reason"),
        ((event, record, reason.strip()) for record, reason in sorted(rows.items())),
    )  # fmt: skip


def _require_a_row(connection: Connection, submission_id: int, returned: Mapping[int, str]) -> None:
    """An approval of nothing is a return."""
    if not returned:
        return
    accepted = text("select count(*) from source_record where submission_id = :id and state = 'accepted'")
    if connection.execute(accepted, {"id": submission_id}).scalar_one() <= len(returned):
        raise UsageError(
            "Không còn dòng nào để duyệt: mọi dòng đều bị trả lại.", "Hãy trả lại cả lần nộp thay vì duyệt một phần."
        )


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

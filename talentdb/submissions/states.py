"""States of a submission and the moves between them. The one place that changes `submission.state`.

draft ──submit──► submitted ──approve──► approved ──roll back──► rolled_back ──approve──► approved
  └──────withdraw──────┴──► withdrawn        submitted ──return──► returned
"""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import submission, submission_event
from talentdb.errors import ConflictError, NotFoundError
from talentdb.settings import now

__all__ = ["STATE_LABELS", "move", "record_event", "submit", "withdraw"]

_FROM: Final[Mapping[str, tuple[str, ...]]] = {
    "submitted": ("draft",),
    "withdrawn": ("draft", "submitted"),
    "approved": ("submitted", "rolled_back"),
    "returned": ("submitted",),
    "rolled_back": ("approved",),
}
"""Move (also the kind of its event and the new state) -> states from which it is allowed."""

STATE_LABELS: Final[Mapping[str, str]] = {
    "draft": "bản nháp",
    "submitted": "chờ duyệt",
    "approved": "đã duyệt",
    "returned": "đã trả lại",
    "rolled_back": "đã thu hồi",
    "withdrawn": "đã rút",
}


def record_event(
    connection: Connection, principal: Principal, submission_id: int, kind: str, reason: str | None = None
) -> int:
    """Append a decision to the history of a submission; returns its number, its place among all decisions."""
    event: int = connection.execute(text("select nextval('decision_order')")).scalar_one()
    connection.execute(
        insert(submission_event).values(
            event_id=event,
            submission_id=submission_id,
            kind=kind,
            at=now(),
            account_id=principal.account_id,
            login=principal.login,
            reason=reason,
        )
    )
    return event


def move(
    connection: Connection, principal: Principal, submission_id: int, kind: str, reason: str | None = None
) -> int:
    """Change the state and write the event, whose number is returned.

    The caller writes the audit row as the last thing of its transaction.
    Raises: NotFoundError when there is no such submission for this account; ConflictError when its state does not
    allow the move, also because somebody else was faster.
    """
    allowed = (submission.c.submission_id == submission_id) & submission.c.state.in_(_FROM[kind])
    statement = update(submission).where(allowed).values(state=kind).returning(submission.c.submission_id)
    try:
        with connection.begin_nested():
            moved = connection.execute(statement).scalar_one_or_none()
    except IntegrityError as error:
        raise ConflictError(
            "Đã có một lần nộp khác của cùng tệp này đang chờ duyệt hoặc đã được duyệt.",
            "Xử lý lần nộp kia trước.",
        ) from error
    if moved is None:
        _refuse(connection, submission_id)
    return record_event(connection, principal, submission_id, kind, reason)


def _refuse(connection: Connection, submission_id: int) -> None:
    state = connection.execute(
        select(submission.c.state).where(submission.c.submission_id == submission_id)
    ).scalar_one_or_none()
    if state is None:
        raise NotFoundError(f"Không có lần nộp số {submission_id}.", "Xem danh sách: talentdb submissions list.")
    raise ConflictError(
        f"Lần nộp số {submission_id} đang ở trạng thái “{STATE_LABELS[state]}”, không thực hiện được thao tác này.",
        "Tải lại trang để xem trạng thái mới nhất.",
    )


def submit(connection: Connection, principal: Principal, submission_id: int) -> None:
    """Hand a draft in for review. Errors as of `move`, and ForbiddenError."""
    _require_sender(principal)
    move(connection, principal, submission_id, "submitted")
    audit(connection, principal, "submission.submitted", "submission", submission_id)


def withdraw(connection: Connection, principal: Principal, submission_id: int, reason: str | None = None) -> None:
    """Take back what has not been decided on. Errors as of `move`, and ForbiddenError."""
    _require_sender(principal)
    move(connection, principal, submission_id, "withdrawn", reason)
    audit(connection, principal, "submission.withdrawn", "submission", submission_id, purpose=reason)


def _require_sender(principal: Principal) -> None:
    """Agencies and those who decide may send; rows are guarded by the policies."""
    require(principal, Action.UPLOAD if principal.role == "agency" else Action.REVIEW)

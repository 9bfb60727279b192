"""The matching of a submission that waits, for those who decide on it. Merges nobody."""

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, select, text

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import submission
from talentdb.errors import ConflictError, NotFoundError
from talentdb.identity.matching import MatchSummary, preview_pairs, summary
from talentdb.registry.decisions import nobody_decides
from talentdb.registry.topics import topics_of
from talentdb.submissions.states import STATE_LABELS

__all__ = ["preview"]

_NEWEST: Final = text("select max(event_id) from submission_event where kind in ('approved', 'rolled_back')")
_FORGET: Final = text("delete from match_run where submission_id = :id and preview")


def preview(
    connection: Connection,
    principal: Principal,
    submission_id: int,
    *,
    anew: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> MatchSummary:
    """Compare the rows of a waiting submission with the registry; the pairs are kept for the next look.

    Args:
        anew: compare again although it was done: the registry may have changed.
    Raises: ForbiddenError; NotFoundError; ConflictError for a submission that does not wait.
    """
    require(principal, Action.REVIEW)
    # Without waiting for writers of the registry: a look is no decision. Two looks at once take turns.
    state = connection.execute(
        select(submission.c.state).where(submission.c.submission_id == submission_id).with_for_update()
    ).scalar_one_or_none()
    if state is None:
        raise NotFoundError(f"Không có lần nộp số {submission_id}.", "Xem danh sách: talentdb submissions list.")
    if state not in ("draft", "submitted", "rolled_back"):
        raise ConflictError(
            f"Lần nộp số {submission_id} đang ở trạng thái “{STATE_LABELS[state]}”, không còn chờ đối chiếu.",
            "Tải lại trang để xem trạng thái mới nhất.",
        )
    known = None if anew else summary(connection, submission_id, preview=True)
    if known is not None:
        return known
    newest = connection.execute(_NEWEST).scalar_one()
    found = preview_pairs(connection, submission_id, topics_of, progress=progress)
    # A decision meanwhile could not tell this look that it is out of date: nobody sees its note before the commit.
    if not nobody_decides(connection) or connection.execute(_NEWEST).scalar_one() != newest:
        connection.execute(_FORGET, {"id": submission_id})
    return found

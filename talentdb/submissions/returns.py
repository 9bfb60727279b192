"""Rows that were sent back: which they are at a place of a file, and which came back corrected. Decides nothing."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, select, text

from talentdb.db.tables import submission
from talentdb.errors import NotFoundError, UsageError
from talentdb.submissions.pairing import pair
from talentdb.submissions.rows import ListRow, SentRow, rows_of, sent_back

__all__ = ["came_back", "open_returns", "resubmissions", "rows_at"]

_PLACE: Final = re.compile(r"\s*'?(?P<sheet>.+?)'?!(?P<row>\d{1,7})\s*=(?P<reason>.*)", re.DOTALL)
_ACCEPTED: Final = text("""
    select source_record_id, sheet, row_no, state from source_record where submission_id = :id
    order by source_record_id
""")
# Other lists of the same agency, form and day about which something was decided, or that answer such a decision.
_SIBLINGS: Final = text("""
    select s.submission_id, s.receipt, s.state, s.created_at, s.submission_id < this.submission_id as earlier,
        s.state = 'returned' or exists (
            select from submission_event e join record_return rr on rr.event_id = e.event_id
            where e.submission_id = s.submission_id) as sent_back
    from submission this join submission s on s.agency_id = this.agency_id and s.form = this.form
        and s.as_of = this.as_of and s.submission_id <> this.submission_id and s.state <> 'withdrawn'
    where this.submission_id = :id order by s.submission_id
""")


def rows_at(connection: Connection, submission_id: int, given: Iterable[str]) -> dict[int, str]:
    """SHEET!ROW=REASON … as source_record_id -> reason; a row of a file that holds several records is all of them.

    Raises: NotFoundError for a submission that this account does not see; UsageError for another shape, an empty
        reason, a place named twice or without a record, a row that was refused anyway.
    """
    wanted = [_parsed(item) for item in given]
    if not wanted:
        return {}
    _require_visible(connection, submission_id)
    _require_once([(sheet, number) for sheet, number, _ in wanted])
    records: dict[tuple[str, int], list[Any]] = {}
    for row in connection.execute(_ACCEPTED, {"id": submission_id}):
        records.setdefault((row.sheet, row.row_no), []).append(row)
    found: dict[int, str] = {}
    for sheet, number, reason in wanted:
        here = records.get((sheet, number), [])
        if not here:
            sheets = ", ".join(dict.fromkeys(name for name, _ in records)) or "không có trang nào"
            raise UsageError(
                f"Lần nộp số {submission_id} không có bản ghi ở dòng {number} của trang “{sheet}”.",
                f"Các trang của lần nộp: {sheets}. Dòng đếm như trong Excel.",
            )
        accepted = [row.source_record_id for row in here if row.state == "accepted"]
        if not accepted:
            raise UsageError(
                f"Dòng {number} của trang “{sheet}” không dùng được nên vốn không được duyệt.",
                "Bỏ dòng này khỏi danh sách trả lại.",
            )
        found |= dict.fromkeys(accepted, reason)
    return found


def _require_visible(connection: Connection, submission_id: int) -> None:
    seen = select(submission.c.submission_id).where(submission.c.submission_id == submission_id)
    if connection.execute(seen).scalar_one_or_none() is None:
        raise NotFoundError(f"Không có lần nộp số {submission_id}.", "Xem danh sách: talentdb submissions list.")


def _require_once(places: Sequence[tuple[str, int]]) -> None:
    """Of two reasons for one row the agency would read only one."""
    for sheet, number in places:
        if places.count((sheet, number)) > 1:
            raise UsageError(
                f"Dòng {number} của trang “{sheet}” được nêu hai lần.", "Nêu mỗi dòng một lần, gộp các lý do lại."
            )


def _parsed(item: str) -> tuple[str, int, str]:
    found = _PLACE.fullmatch(item)
    if found is None:
        raise UsageError(f"Không hiểu dòng trả lại “{item}”.", "Viết TRANG!DÒNG=LÝ DO, ví dụ 'DS!12=Thiếu năm sinh'.")
    reason = found["reason"].strip()
    if not reason:
        raise UsageError(f"Dòng {found['sheet']}!{found['row']} chưa có lý do trả lại.", "Viết TRANG!DÒNG=LÝ DO.")
    return found["sheet"], int(found["row"]), reason


def came_back(after: Sequence[ListRow], sent: Sequence[SentRow]) -> dict[int, ListRow]:
    """Number of a row that was sent back -> the row that takes its place.

    By the data first; a row whose name itself was wrong is found by its place in the file with one other fact.
    """
    if not sent:
        return {}
    by_number = {row.source_record_id: row for row in after}
    matched = pair(after, [one.row for one in sent], lambda row: row.source_record_id)
    found = {row.source_record_id: by_number[number] for number, row in matched.items()}
    free = {(row.sheet, row.row_no): row for row in after if row.source_record_id not in matched}
    for one in sent:
        here = free.get((one.row.sheet, one.row.row_no))
        if one.row.source_record_id not in found and here is not None and _resembles(one.row, here):
            found[one.row.source_record_id] = here
    return found


def _resembles(one: ListRow, other: ListRow) -> bool:
    facts = ("name_key", "birth_date", "staff_code", "national_id_hmac")
    said = any(getattr(one, name) is not None and getattr(one, name) == getattr(other, name) for name in facts)
    words = (one.name_key or "").split()[-1:], (other.name_key or "").split()[-1:]
    phones = one.values.get("phone"), other.values.get("phone")
    return said or (words[0] == words[1] != []) or (phones[0] == phones[1] is not None)


def open_returns(connection: Connection, submission_id: int) -> list[SentRow]:
    """Rows that earlier decisions about the same agency, form and day sent back and that nothing answered since."""
    siblings = connection.execute(_SIBLINGS, {"id": submission_id}).all()
    left: list[SentRow] = []
    for number in [row.submission_id for row in siblings if row.earlier]:
        sent = sent_back(connection, [number])
        if left:
            answers = came_back(rows_of(connection, number), left)
            again = {one.row.source_record_id for one in sent}
            left = [one for one in left if not _answered(answers.get(one.row.source_record_id), again)]
        left += sent
    return left


def _answered(now: ListRow | None, again: Collection[int]) -> bool:
    """Whether the row counts by now, or was sent back again: then the newer word holds."""
    return now is not None and (now.person_id is not None or now.source_record_id in again)


def resubmissions(connection: Connection, submission_id: int) -> dict[str, list[dict[str, Any]]]:
    """The lists of the same agency, form and day before and after this one: {"earlier": […], "later": […]}.

    Each is {"submission_id", "receipt", "state", "at", "rows"}. The rows of an earlier one are those that
    it got back, with the answering row of this submission; of a later one those that this submission got back, with
    the answering row there: {"source_record_id", "sheet", "row", "full_name", "reason", "came_back", "now"}.
    """
    siblings = connection.execute(_SIBLINGS, {"id": submission_id}).all()
    # The rows of a long list are read only where something of it was ever sent back.
    here = rows_of(connection, submission_id) if any(row.earlier and row.sent_back for row in siblings) else []
    mine = sent_back(connection, [submission_id]) if siblings else []
    found: dict[str, list[dict[str, Any]]] = {"earlier": [], "later": []}
    for row in siblings:
        if row.earlier and row.sent_back:
            sent = sent_back(connection, [row.submission_id])
            found["earlier"].append(_listed(row, sent, came_back(here, sent)))
        elif not row.earlier and mine:
            found["later"].append(_listed(row, mine, came_back(rows_of(connection, row.submission_id), mine)))
    return found


def _listed(sibling: Any, sent: Sequence[SentRow], answers: Mapping[int, ListRow]) -> dict[str, Any]:
    rows = []
    for one in sent:
        now = answers.get(one.row.source_record_id)
        rows.append(
            {**_place(one.row), "reason": one.reason, "came_back": now is not None, "now": now and _place(now)}
        )
    return {
        "submission_id": sibling.submission_id,
        "receipt": sibling.receipt,
        "state": sibling.state,
        "at": sibling.created_at,
        "rows": rows,
    }


def _place(row: ListRow) -> dict[str, Any]:
    return {
        "source_record_id": row.source_record_id,
        "sheet": row.sheet,
        "row": row.row_no,
        "full_name": row.full_name,
    }

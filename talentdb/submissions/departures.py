"""What became of the people whom an agency lists no more: who retired, moved, left or died, said in one go.

Makes drafts only; they go the way of every submission.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, select

from talentdb.access.keyring import Keyring
from talentdb.db.tables import source_record, submission
from talentdb.errors import DataError, NotFoundError, UsageError
from talentdb.people.employers import GONE
from talentdb.settings import today
from talentdb.submissions.draft import RecordDraft, SubmissionDraft
from talentdb.submissions.manual import correction
from talentdb.text import format_date

__all__ = ["Departure", "departures"]


@dataclass(frozen=True, slots=True)
class Departure:
    """One person gone.

    Args:
        source_record_id: the agency's newest row of the person.
        status: retired, moved, left or deceased.
        day: since when.
    """

    source_record_id: int
    status: str
    day: date


def departures(
    connection: Connection, keyring: Keyring, agency_id: int, gone: Iterable[Departure]
) -> tuple[SubmissionDraft, ...]:
    """Drafts that repeat the last rows of the people with their new status, one draft for each day, oldest first.

    Usually one: rows of a submission share their as-of day, and the day of a departure is that day.
    Raises: UsageError for nobody, another status, a person named twice, or a day to come; DataError for a day on
        which a list of the agency still named the person; NotFoundError for a row that is not the agency's.
    """
    asked = sorted(gone, key=lambda one: (one.day, one.source_record_id))
    if not asked:
        raise UsageError("Chưa chọn ai.", "Chọn người và cho biết đã nghỉ hưu, chuyển đi, thôi việc hay đã mất.")
    if len({one.source_record_id for one in asked}) < len(asked):
        raise UsageError("Một người được chọn hai lần.", "Mỗi người chỉ chọn một trạng thái.")
    told = _as_of_days(connection, agency_id, [one.source_record_id for one in asked])
    drafts: dict[date, list[RecordDraft]] = {}
    for one in asked:
        _check(one, told)
        made = correction(connection, keyring, one.source_record_id, {"status": one.status}, one.day)
        rows = drafts.setdefault(one.day, [])
        rows.append(replace(made.records[0], row_no=len(rows) + 1))
    return tuple(
        SubmissionDraft(agency_id, "people", day, "nhap-truc-tiep", None, "manual", tuple(rows))
        for day, rows in drafts.items()
    )


def _as_of_days(connection: Connection, agency_id: int, records: list[int]) -> dict[int, date]:
    r, s = source_record.c, submission.c
    rows = connection.execute(
        select(r.source_record_id, s.as_of)
        .join(submission, s.submission_id == r.submission_id)
        .where(r.source_record_id.in_(records), r.agency_id == agency_id, r.form == "people")
    )
    return {row[0]: row[1] for row in rows}


def _check(one: Departure, told: dict[int, date]) -> None:
    if one.status not in GONE:
        raise UsageError(f"Không có trạng thái “{one.status}”.", f"Chọn một trong: {', '.join(sorted(GONE))}.")
    if one.source_record_id not in told:
        raise NotFoundError("Không có bản ghi này trong dữ liệu của đơn vị.", "Tải lại danh sách rồi chọn lại.")
    if one.day > today():
        raise UsageError(f"Ngày {format_date(one.day)} chưa đến.", "Nhập ngày đã nghỉ, chuyển đi hoặc mất.")
    if one.day < told[one.source_record_id]:
        last = format_date(told[one.source_record_id])
        raise DataError(
            f"Danh sách ngày {last} của đơn vị còn người này.",
            f"Nhập ngày từ {last} trở đi, hoặc đính chính dòng ấy.",
        )

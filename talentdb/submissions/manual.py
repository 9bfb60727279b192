"""A submission typed on the page: one person added or corrected by an agency, by the same path as a workbook."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from talentdb.access.keyring import Keyring, record_place
from talentdb.db.tables import source_record
from talentdb.errors import NotFoundError
from talentdb.submissions.draft import ProblemDraft, RecordDraft, SubmissionDraft

__all__ = ["correction", "manual_entry"]


def manual_entry(
    agency_id: int,
    values: Mapping[str, Any],
    as_of: date,
    *,
    employer_id: int | None = None,
    form: str = "people",
    problems: tuple[ProblemDraft, ...] = (),
    corrects: int | None = None,
) -> SubmissionDraft:
    """Draft of one person as typed.

    Args:
        agency_id: who hands it in; `employer_id`: the employing body when it is another one (a unit below).
        values: normalised values by field name, national_id among them when it was typed.
        as_of: day that the values describe.
        problems: what the checks of the reader said about them.
        corrects: source_record_id of the row that it corrects.
    """
    record = RecordDraft(
        sheet="manual",
        table_no=1,
        row_no=1,
        employer_id=employer_id or agency_id,
        values=dict(values),
        raw={name: str(value) for name, value in values.items() if name != "national_id"},
        corrects=corrects,
    )
    # The name of the person stays out of file names: those stand in lists and logs.
    return SubmissionDraft(agency_id, form, as_of, "nhap-truc-tiep", None, "manual", (record,), problems)


def correction(
    connection: Connection, keyring: Keyring, source_record_id: int, changes: Mapping[str, Any], as_of: date
) -> SubmissionDraft:
    """Draft that repeats an approved row of this agency with some values changed (None takes a value away).

    The national id of the row is carried over unless the changes name one. The draft names the row that it corrects:
    it stays the same person even when the name was wrong.
    Raises: NotFoundError when this account does not see the row.
    """
    r = source_record.c
    row = connection.execute(select(source_record).where(r.source_record_id == source_record_id)).one_or_none()
    if row is None:
        raise NotFoundError("Không có bản ghi này trong dữ liệu của đơn vị.", "Tải lại danh sách rồi chọn lại.")
    values: dict[str, Any] = {**row._mapping["values"]}
    if row.national_id_cipher is not None:
        place = record_place(row.submission_id, row.sheet, row.table_no, row.row_no, row.part_no, "national_id")
        values["national_id"] = keyring.decrypt(bytes(row.national_id_cipher), place).decode()
    values.update(changes)
    kept = {name: value for name, value in values.items() if value is not None}
    return manual_entry(
        row.agency_id, kept, as_of, employer_id=row.employer_id, form=row.form, corrects=source_record_id
    )

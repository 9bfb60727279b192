"""Questions about submissions: lists, one with its history, problems, records, the original file. Changes nothing but
the log, which tells who opened a file.

Which rows are seen is decided by the policies of schema.sql.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from talentdb.access.audit import audit
from talentdb.access.keyring import Keyring
from talentdb.access.principal import Principal
from talentdb.db.tables import (
    agency,
    judgement,
    judgement_record,
    judgement_retraction,
    person_source,
    record_return,
    source_record,
    submission,
    submission_event,
    submission_file,
    submission_problem,
)
from talentdb.errors import NotFoundError
from talentdb.submissions.receive import file_place
from talentdb.submissions.returns import resubmissions
from talentdb.submissions.rows import sent_back

__all__ = [
    "drafts_of_file",
    "judged_rows",
    "list_submissions",
    "original_file",
    "persons_with_rows",
    "problems",
    "records",
    "resubmitted",
    "returned_rows",
    "show",
]


def _submissions() -> Select[Any]:
    return select(
        submission.c.submission_id,
        submission.c.receipt,
        agency.c.code.label("agency_code"),
        agency.c.name.label("agency_name"),
        submission.c.agency_id,
        submission.c.form,
        submission.c.origin,
        submission.c.file_name,
        submission.c.as_of,
        submission.c.state,
        submission.c.n_records,
        submission.c.n_refused,
        submission.c.n_errors,
        submission.c.n_warnings,
        submission.c.created_at,
    ).select_from(submission.join(agency, agency.c.agency_id == submission.c.agency_id))


def list_submissions(
    connection: Connection,
    *,
    states: Sequence[str] = (),
    agency_id: int | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[dict[str, Any]]:
    """Submissions that this account sees, newest first; all states when none is named."""
    statement = _submissions().order_by(submission.c.submission_id.desc()).limit(limit).offset(offset)
    if states:
        statement = statement.where(submission.c.state.in_(states))
    if agency_id is not None:
        statement = statement.where(submission.c.agency_id == agency_id)
    return [dict(row._mapping) for row in connection.execute(statement)]


def show(connection: Connection, submission_id: int) -> dict[str, Any]:
    """One submission with `understanding`, `events` and `problem_counts` (code -> number).

    Each event has the number of rows that it sent back as `returned`.

    Raises: NotFoundError when it does not exist or is not this account's.
    """
    statement = _submissions().add_columns(submission.c.understanding, submission.c.reader_version)
    row = connection.execute(statement.where(submission.c.submission_id == submission_id)).one_or_none()
    if row is None:
        raise NotFoundError(f"Không có lần nộp số {submission_id}.", "Xem danh sách: talentdb submissions list.")
    event, sent = submission_event.c, record_return.c
    returned = select(func.count()).select_from(record_return).where(sent.event_id == event.event_id)
    events = connection.execute(
        select(event.kind, event.at, event.login, event.reason, returned.scalar_subquery().label("returned"))
        .where(event.submission_id == submission_id)
        .order_by(event.event_id)
    )
    counted = connection.execute(
        select(submission_problem.c.code, func.count())
        .where(submission_problem.c.submission_id == submission_id)
        .group_by(submission_problem.c.code)
        .order_by(submission_problem.c.code)
    )
    return {
        **row._mapping,
        "events": [dict(found._mapping) for found in events],
        "problem_counts": {found.code: found[1] for found in counted},
    }


def problems(
    connection: Connection, submission_id: int, *, limit: int | None = None, offset: int = 0
) -> list[dict[str, Any]]:
    """Problems in the order of the reader."""
    columns = [column for column in submission_problem.c if column.name != "submission_id"]
    statement = (
        select(*columns)
        .where(submission_problem.c.submission_id == submission_id)
        .order_by(submission_problem.c.problem_no)
        .limit(limit)
        .offset(offset)
    )
    return [dict(row._mapping) for row in connection.execute(statement)]


def records(
    connection: Connection, submission_id: int, *, limit: int | None = None, offset: int = 0
) -> list[dict[str, Any]]:
    """Records in the order of the file: place, state, employer and normalised values (never the national id)."""
    r = source_record.c
    statement = (
        select(
            r.source_record_id, r.sheet, r.table_no, r.row_no, r.part_no, r.state, r.employer_id,
            agency.c.code.label("employer_code"), r["values"],
        )
        .join(agency, agency.c.agency_id == r.employer_id)
        .where(r.submission_id == submission_id)
        .order_by(r.source_record_id)
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    return [dict(row._mapping) for row in connection.execute(statement)]


def returned_rows(connection: Connection, submission_id: int) -> list[dict[str, Any]]:
    """Rows that were sent back and do not count, in the order of the file, each with its newest reason and moment.

    [{"source_record_id", "sheet", "row", "full_name", "reason", "at"}]
    """
    return [
        {
            "source_record_id": one.row.source_record_id,
            "sheet": one.row.sheet,
            "row": one.row.row_no,
            "full_name": one.row.full_name,
            "reason": one.reason,
            "at": one.at,
        }
        for one in sent_back(connection, [submission_id])
    ]


def resubmitted(connection: Connection, submission_id: int) -> dict[str, list[dict[str, Any]]]:
    """Which lists of the same agency, form and day this one answers, and which answer it; see `resubmissions`."""
    return resubmissions(connection, submission_id)


def judged_rows(connection: Connection, submission_id: int) -> list[dict[str, Any]]:
    """Judgements about rows of the submission, oldest first; nothing for accounts that see no judgements.

    [{"judgement_id", "at", "login", "verdict", "reason", "full_name", "retracted"}]
    """
    j, r = judgement.c, source_record.c
    name = func.min(r["values"]["full_name"].astext).label("full_name")
    taken_back = judgement_retraction.c.judgement_id.is_not(None).label("retracted")
    statement = (
        select(j.judgement_id, j.at, j.login, j.verdict, j.reason, name, taken_back)
        .join(judgement_record, judgement_record.c.judgement_id == j.judgement_id)
        .join(source_record, r.source_record_id == judgement_record.c.source_record_id)
        .join(judgement_retraction, judgement_retraction.c.judgement_id == j.judgement_id, isouter=True)
        .where(r.submission_id == submission_id)
        .group_by(j.judgement_id, judgement_retraction.c.judgement_id)
        .order_by(j.judgement_id)
    )
    return [dict(row._mapping) for row in connection.execute(statement)]


def persons_with_rows(connection: Connection, submission_id: int) -> dict[str, int]:
    """How many persons have a row of the submission now, and how many of them have no other row.

    {"persons", "only_here"}: the latter leave the registry when the submission is rolled back.
    """
    here, anywhere = person_source.alias(), person_source.alias()
    own = (
        select(here.c.person_id)
        .join(source_record, source_record.c.source_record_id == here.c.source_record_id)
        .where(source_record.c.submission_id == submission_id, here.c.person_id.is_not(None))
        .distinct()
        .cte()
    )
    elsewhere = (
        select(own.c.person_id)
        .join(anywhere, anywhere.c.person_id == own.c.person_id)
        .join(source_record, source_record.c.source_record_id == anywhere.c.source_record_id)
        .where(source_record.c.submission_id != submission_id)
        .distinct()
        .cte()
    )
    persons = connection.execute(select(func.count()).select_from(own)).scalar_one()
    others = connection.execute(select(func.count()).select_from(elsewhere)).scalar_one()
    return {"persons": persons, "only_here": persons - others}


def drafts_of_file(connection: Connection, submission_id: int) -> list[int]:
    """The drafts that came with this one out of the same file, one a form; this one among them while a draft."""
    one = submission.alias()
    statement = (
        select(submission.c.submission_id)
        .join(one, (one.c.file_sha256 == submission.c.file_sha256) & (one.c.agency_id == submission.c.agency_id))
        .where((one.c.submission_id == submission_id) & (submission.c.state == "draft"))
        .order_by(submission.c.submission_id)
    )
    return list(connection.execute(statement).scalars())


def original_file(
    connection: Connection, principal: Principal, keyring: Keyring, submission_id: int
) -> tuple[str, bytes]:
    """Name and bytes exactly as they were sent, national ids and all; the look is logged.

    Raises: NotFoundError when there is no such submission for this account, or it was typed on the page.
    """
    row = connection.execute(
        select(submission.c.file_name, submission_file.c.sha256, submission_file.c.content_cipher)
        .join(submission_file, submission_file.c.sha256 == submission.c.file_sha256)
        .where(submission.c.submission_id == submission_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError(
            f"Không có tệp gốc của lần nộp số {submission_id}.", "Xem danh sách: talentdb submissions list."
        )
    audit(connection, principal, "submission.file_read", "submission", submission_id)
    return row.file_name, keyring.decrypt(bytes(row.content_cipher), file_place(row.sha256))

"""What the upload, submission and review pages read and do: each function one unit of work in the caller's name."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection

from dashboards import intake_labels, labels
from dashboards.application import Application
from dashboards.difference_view import Shown
from dashboards.frames import link, local_time
from dashboards.scratch import scratch, temporary_copy
from dashboards.server_limits import MAX_UPLOAD_BYTES
from dashboards.submission_frames import (
    ReviewRow,
    answers,
    confirmed_frame,
    file_words,
    left_out,
    problem_frame,
    record_frame,
    review_rows,
    shown_difference,
)
from dashboards.submission_story import Step, steps
from dashboards.words import Words
from ingest.back.returned import returned_problems
from ingest.forms import form_names, load_form
from ingest.load import Loaded, read_remembering, store_document
from ingest.process import ANNOTATE_LIMITS, run_limited
from ingest.store_process import StoreRequest, store_apart
from talentdb.access.context import repeatedly, unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may, require
from talentdb.errors import DataError, UsageError
from talentdb.registry.difference import difference
from talentdb.submissions.diff import diff
from talentdb.submissions.mappings import remembered_mappings
from talentdb.submissions.query import (
    judged_rows,
    list_submissions,
    original_file,
    problems,
    records,
    resubmitted,
    returned_rows,
    show,
)
from talentdb.submissions.states import submit, withdraw

__all__ = [
    "KEPT_STATES",
    "SubmissionPage",
    "annotated_copy",
    "decided_page",
    "decisions_on",
    "read_and_store",
    "submission_page",
    "submission_table",
    "submit_draft",
    "withdraw_draft",
]


# What one look takes in; all of it stands in the file.
KEPT_STATES = tuple(state for state in labels.SUBMISSION_STATE if state != "withdrawn")
"""States of what was not left aside by its sender."""
_LONG_LIST: Final = 1_000
_LONG_FILE: Final = 100_000
"""Rows of a list from which on it takes its turn to be compared, bytes of a file from which on it is stored apart: a
second of work and more, which fifty others would wait for. For a shorter one the process would take longer to start.
"""


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """Everything that the page of one submission shows."""

    submission_id: int
    receipt: str
    form: str
    state: str
    origin: str
    agency_name: str
    file_name: str
    as_of: date
    reason: str
    n_records: int
    n_refused: int
    n_errors: int
    n_warnings: int
    understanding: Mapping[str, Any]
    left_out: Sequence[str]
    found: Sequence[Mapping[str, Any]]
    problems: pd.DataFrame
    confirmed: pd.DataFrame
    records: pd.DataFrame
    rows: Sequence[ReviewRow]
    returned: Sequence[Mapping[str, Any]]
    earlier: Sequence[Mapping[str, Any]]
    later: Sequence[Mapping[str, Any]]
    story: Sequence[Step]
    difference: Shown

    @property
    def of_people(self) -> bool:
        """Whether each row is one person; in other forms a person may stand in many rows, or in none."""
        return self.form in form_names() and load_form(self.form).once


def read_and_store(
    application: Application, principal: Principal, name: str, content: bytes, as_of: date | None
) -> list[Loaded]:
    """Read a file in the limited child and keep it as a draft; nothing is handed in yet.

    Raises: UsageError (too large), DataError (cannot be read, or holds no list of people), EnvironmentProblem (the
        process that stores a long one died).
    """
    require(principal, Action.UPLOAD)
    if len(content) > MAX_UPLOAD_BYTES:
        raise UsageError("Tệp lớn hơn 20 MB.", "Chia danh sách thành nhiều tệp.")
    agency_id = principal.agency_id
    if agency_id is None:
        raise UsageError("Tài khoản này không gắn với cơ quan nào.", "Liên hệ quản trị hệ thống.")
    with unit_of_work(application.engine, principal) as connection:
        remembered = remembered_mappings(connection, agency_id)
    with temporary_copy(application, name, content) as path:
        document = read_remembering(path, remembered, None, file_name=name)

    if len(content) > _LONG_FILE:
        return store_apart(
            StoreRequest(
                url=application.engine.url.render_as_string(hide_password=False),
                home=application.home,
                blind_generation=application.keyring.blind_generation or max(application.keyring.blind_index),
                principal=principal,
                document=document,
                agency_id=agency_id,
                as_of=as_of,
                file_name=name,
                content=content,
                state="draft",
            )
        )

    def keep(connection: Connection) -> list[Loaded]:
        return store_document(
            connection,
            principal,
            application.keyring,
            document,
            agency_id=agency_id,
            as_of=as_of,
            file_name=name,
            content=content,
            state="draft",
        )

    return repeatedly(application.engine, principal, keep)


def submit_draft(application: Application, principal: Principal, submission_id: int) -> None:
    """Hand a draft in."""
    repeatedly(application.engine, principal, lambda connection: submit(connection, principal, submission_id))


def withdraw_draft(application: Application, principal: Principal, submission_id: int) -> None:
    """Leave a draft aside."""
    repeatedly(application.engine, principal, lambda connection: withdraw(connection, principal, submission_id))


def annotated_copy(application: Application, principal: Principal, submission_id: int) -> bytes:
    """The file as it was sent, each problem marked at its cell."""
    with unit_of_work(application.engine, principal) as connection:
        name, content = original_file(connection, principal, application.keyring, submission_id)
        understanding = show(connection, submission_id)["understanding"]
        found = _for_annotation(problems(connection, submission_id))
        found += returned_problems(returned_rows(connection, submission_id), understanding)
    with scratch(application) as folder:
        source = folder / f"in{Path(name).suffix.lower()[:6]}"
        out = folder / "out.xlsx"
        source.write_bytes(content)
        outcome = run_limited("annotate", source, {"problems": found, "out": str(out)}, ANNOTATE_LIMITS)
        if outcome.get("error"):
            raise DataError(outcome["error"]["message"])
        return out.read_bytes()


def _for_annotation(found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    names = ("code", "severity", "cell", "field", "raw", "message", "suggestion")
    return [
        {**{name: item[name] for name in names}, "sheet": item["sheet"] or "", "row": item["row_no"]}
        for item in found
    ]


def submission_table(
    application: Application, principal: Principal, page: str, states: Sequence[str] = (), limit: int = 200
) -> pd.DataFrame:
    """Submissions that this actor sees, newest first, each with a link to `page` that opens it."""
    with unit_of_work(application.engine, principal) as connection:
        rows = list_submissions(connection, states=states, limit=limit)
    frame = pd.DataFrame(rows, columns=list(intake_labels.SUBMISSION_COLUMNS)).rename(
        columns=intake_labels.SUBMISSION_COLUMNS
    )
    frame[intake_labels.SUBMISSION_COLUMNS["receipt"]] = [
        link(f"/{page}?submission={row['submission_id']}", row["receipt"]) for row in rows
    ]
    frame[intake_labels.SUBMISSION_COLUMNS["file_name"]] = [file_words(row) for row in rows]
    frame[intake_labels.SUBMISSION_COLUMNS["state"]] = [labels.SUBMISSION_STATE[row["state"]] for row in rows]
    local_time(frame, intake_labels.SUBMISSION_COLUMNS["created_at"])
    return frame


def decisions_on(application: Application, principal: Principal, submission_id: int) -> int:
    """How many events a submission has had: with the next one, what was read of it before is old."""
    with unit_of_work(application.engine, principal) as connection:
        return len(show(connection, submission_id)["events"])


def submission_page(application: Application, principal: Principal, submission_id: int) -> SubmissionPage:
    """One submission with all that its page shows; what it changes is compared with the eyes of the role."""
    with unit_of_work(application.engine, principal) as connection:
        rows = show(connection, submission_id)["n_records"]
    with application.long_list if rows > _LONG_LIST else nullcontext():
        return _whole_page(application, principal, submission_id)


def decided_page(application: Application, principal: Principal, page: SubmissionPage) -> SubmissionPage:
    """The page of an own draft after it was handed in or left aside: the rows and what they change stay as they were.

    Only for the agency itself: what its reviewers see is compared with their eyes, and a draft they never see.
    """
    with unit_of_work(application.engine, principal) as connection:
        row = show(connection, page.submission_id)
    typed = row["origin"] != "workbook"
    story = steps(row["events"], (), page.later, page.returned, page="submissions", typed=typed)
    return replace(page, state=row["state"], story=story)


def _whole_page(application: Application, principal: Principal, submission_id: int) -> SubmissionPage:
    words = Words(application)
    decides = may(principal, Action.REVIEW)
    with unit_of_work(application.engine, principal) as connection:
        row = show(connection, submission_id)
        found = problems(connection, submission_id)
        people = records(connection, submission_id)
        returned = returned_rows(connection, submission_id)
        others = resubmitted(connection, submission_id)
        judgements = judged_rows(connection, submission_id) if decides else []
        changes = difference(connection, principal, submission_id) if decides else diff(connection, submission_id)
    later = [item for item in others["later"] if answers(item)]
    reasons = [event["reason"] for event in row["events"] if event["reason"]]
    row["file_name"] = file_words(row)
    kept = {name: row[name] for name in (
        "submission_id", "receipt", "form", "state", "origin", "agency_name", "file_name", "as_of", "n_records",
        "n_refused", "n_errors", "n_warnings",
    )}  # fmt: skip
    return SubmissionPage(
        **kept,
        reason=reasons[-1] if reasons and row["state"] in {"returned", "rolled_back"} else "",
        understanding=row["understanding"],
        left_out=left_out(row["understanding"]),
        found=found,
        problems=problem_frame(found),
        confirmed=confirmed_frame(row["understanding"].get("confirmed") or ()),
        records=record_frame(row["form"], people, words),
        rows=review_rows(people, found, words),
        returned=returned,
        earlier=[item for item in others["earlier"] if answers(item)],
        later=later,
        story=steps(
            row["events"],
            judgements,
            later,
            returned,
            page="review" if decides else "submissions",
            typed=row["origin"] != "workbook",
        ),
        difference=shown_difference(changes, people, row["form"], words),
    )

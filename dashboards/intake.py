"""What the upload, submission and review pages read and do: each function one unit of work in the caller's name."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from dashboards import labels
from dashboards.application import Application
from dashboards.frames import link, local_time
from dashboards.server_limits import MAX_UPLOAD_BYTES
from dashboards.words import Words
from ingest.load import Loaded, read_for_agency, store_document
from ingest.process import ANNOTATE_LIMITS, run_limited
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.errors import DataError, UsageError
from talentdb.registry.decisions import Outcome, approve, return_, rollback
from talentdb.submissions.diff import Diff, diff
from talentdb.submissions.query import list_submissions, original_file, problems, records, show
from talentdb.submissions.states import submit, withdraw
from talentdb.text import format_number

__all__ = [
    "Difference",
    "SubmissionPage",
    "UnderstoodTable",
    "annotated_copy",
    "approve_submission",
    "read_and_store",
    "return_to_agency",
    "roll_back",
    "submission_page",
    "submission_table",
    "submit_draft",
    "withdraw_draft",
]


# What one look takes in; all of it stands in the file.
_MOST_RECORDS = 500


@dataclass(frozen=True, slots=True)
class UnderstoodTable:
    """One table of the file: where it stands, and what each column was taken for."""

    sheet: str
    first_row: int
    last_row: int
    n_records: int
    columns: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Difference:
    """Against the last approved list: counts and a table a kind."""

    counts: Mapping[str, int]
    frames: Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """Everything that the page of one submission shows."""

    submission_id: int
    receipt: str
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
    tables: Sequence[UnderstoodTable]
    left_out: Sequence[str]
    problems: pd.DataFrame
    records: pd.DataFrame
    events: pd.DataFrame
    difference: Difference | None


def read_and_store(
    application: Application, principal: Principal, name: str, content: bytes, as_of: date | None
) -> list[Loaded]:
    """Read a file in the limited child and keep it as a draft; nothing is handed in yet.

    Raises: UsageError (too large), DataError (cannot be read, or holds no list of people).
    """
    require(principal, Action.UPLOAD)
    if len(content) > MAX_UPLOAD_BYTES:
        raise UsageError("Tệp lớn hơn 20 MB.", "Chia danh sách thành nhiều tệp.")
    agency_id = principal.agency_id
    if agency_id is None:
        raise UsageError("Tài khoản này không gắn với cơ quan nào.", "Liên hệ quản trị hệ thống.")
    folder = application.home / "incoming"
    folder.mkdir(mode=0o700, exist_ok=True)
    # The name on disk is ours: what the browser sends is never a path.
    handle, path = tempfile.mkstemp(dir=folder, suffix=Path(name).suffix.lower()[:6])
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        with unit_of_work(application.engine, principal) as connection:
            document = read_for_agency(connection, Path(path), agency_id, None, file_name=name)
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
    finally:
        Path(path).unlink(missing_ok=True)


def submit_draft(application: Application, principal: Principal, submission_id: int) -> None:
    """Hand a draft in."""
    with unit_of_work(application.engine, principal) as connection:
        submit(connection, principal, submission_id)


def withdraw_draft(application: Application, principal: Principal, submission_id: int) -> None:
    """Leave a draft aside."""
    with unit_of_work(application.engine, principal) as connection:
        withdraw(connection, principal, submission_id)


def approve_submission(application: Application, principal: Principal, submission_id: int) -> Outcome:
    """Apply a list to the registry; gives counts."""
    with unit_of_work(application.engine, principal) as connection:
        return approve(connection, principal, submission_id)


def return_to_agency(application: Application, principal: Principal, submission_id: int, reason: str) -> None:
    """Send a list back, with a reason."""
    with unit_of_work(application.engine, principal) as connection:
        return_(connection, principal, submission_id, reason)


def roll_back(application: Application, principal: Principal, submission_id: int, reason: str) -> None:
    """Take an approved list out of the registry again."""
    with unit_of_work(application.engine, principal) as connection:
        rollback(connection, principal, submission_id, reason.strip())


def annotated_copy(application: Application, principal: Principal, submission_id: int) -> bytes:
    """The file as it was sent, each problem marked at its cell."""
    with unit_of_work(application.engine, principal) as connection:
        name, content = original_file(connection, application.keyring, submission_id)
        found = problems(connection, submission_id)
    with tempfile.TemporaryDirectory(dir=application.home) as folder:
        source = Path(folder) / f"in{Path(name).suffix.lower()[:6]}"
        out = Path(folder) / "out.xlsx"
        source.write_bytes(content)
        outcome = run_limited(
            "annotate", source, {"problems": _for_annotation(found), "out": str(out)}, ANNOTATE_LIMITS
        )
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
    application: Application, principal: Principal, page: str, state: str | None = None, limit: int = 200
) -> pd.DataFrame:
    """Submissions that this actor sees, newest first, each with a link to `page` that opens it."""
    with unit_of_work(application.engine, principal) as connection:
        rows = list_submissions(connection, states=(state,) if state else (), limit=limit)
    frame = pd.DataFrame(rows, columns=list(labels.SUBMISSION_COLUMNS)).rename(columns=labels.SUBMISSION_COLUMNS)
    frame[labels.SUBMISSION_COLUMNS["receipt"]] = [
        link(f"/{page}?submission={row['submission_id']}", row["receipt"]) for row in rows
    ]
    frame[labels.SUBMISSION_COLUMNS["state"]] = [labels.SUBMISSION_STATE[row["state"]] for row in rows]
    local_time(frame, labels.SUBMISSION_COLUMNS["created_at"])
    return frame


def submission_page(application: Application, principal: Principal, submission_id: int) -> SubmissionPage:
    """One submission with all that its page shows."""
    with unit_of_work(application.engine, principal) as connection:
        row = show(connection, submission_id)
        found = problems(connection, submission_id)
        people = records(connection, submission_id)
        changes = diff(connection, submission_id) if row["form"] == "people" else None
    reasons = [event["reason"] for event in row["events"] if event["reason"]]
    kept = {name: row[name] for name in (
        "submission_id", "receipt", "state", "origin", "agency_name", "file_name", "as_of", "n_records", "n_refused",
        "n_errors", "n_warnings",
    )}  # fmt: skip
    return SubmissionPage(
        **kept,
        reason=reasons[-1] if reasons and row["state"] in {"returned", "rolled_back"} else "",
        tables=_tables(row["understanding"]),
        left_out=_left_out(row["understanding"]),
        problems=_problem_frame(found),
        records=_record_frame(people, Words(application)),
        events=_event_frame(row["events"]),
        difference=None if changes is None else _difference(changes, Words(application)),
    )


def _tables(understanding: Mapping[str, Any]) -> list[UnderstoodTable]:
    tables = []
    for sheet in understanding.get("sheets", ()):
        for table in sheet["tables"]:
            frame = pd.DataFrame(
                {
                    labels.COLUMN: [item["column"] for item in table["columns"]],
                    labels.HEADER: [item["header"] for item in table["columns"]],
                    labels.MEANING: [
                        labels.FIELD.get(item["field"] or "", item["field"] or labels.NOT_USED)
                        for item in table["columns"]
                    ],
                    labels.CONFIDENCE: [
                        f"{round(item['confidence'] * 100)} %" if item["field"] else "" for item in table["columns"]
                    ],
                }
            )
            tables.append(
                UnderstoodTable(sheet["sheet"], table["first_row"], table["last_row"], table["records"], frame)
            )
    return tables


def _left_out(understanding: Mapping[str, Any]) -> list[str]:
    lines = []
    for sheet in understanding.get("sheets", ()):
        if sheet["ignored"]:
            lines.append(labels.LEFT_OUT_SHEET.format(sheet=sheet["sheet"], why=sheet["ignored"]))
        skipped = [row["reason"] for table in sheet["tables"] for row in table["skipped"]]
        if skipped:
            words = ", ".join(sorted({labels.SKIP_REASON.get(reason, reason) for reason in skipped}))
            lines.append(
                labels.LEFT_OUT_ROWS.format(sheet=sheet["sheet"], n=format_number(len(skipped)), reasons=words)
            )
    return lines


def _problem_frame(found: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    order = {"error": 0, "warning": 1, "info": 2}
    rows = sorted(found, key=lambda item: order[item["severity"]])
    frame = pd.DataFrame(
        {
            labels.SEVERITY_LABEL: [labels.SEVERITY[item["severity"]] for item in rows],
            labels.CELL: [" · ".join(part for part in (item["sheet"], item["cell"]) if part) for item in rows],
            labels.RAW: [item["raw"] for item in rows],
            labels.MESSAGE: [item["message"] for item in rows],
            labels.SUGGESTION: [item["suggestion"] for item in rows],
        }
    )
    return frame if frame[labels.SUGGESTION].notna().any() else frame.drop(columns=labels.SUGGESTION)


def _record_frame(people: Sequence[Mapping[str, Any]], words: Words) -> pd.DataFrame:
    people = people[:_MOST_RECORDS]
    names = [name for name in labels.FIELD if any(name in row["values"] for row in people)]
    columns = {
        labels.FIELD[name]: [words.of(name, row["values"].get(name), row["values"]) for row in people]
        for name in names
    }
    return pd.DataFrame({**columns, labels.SHEET: [_place(row["sheet"], row["row_no"]) for row in people]})


def _place(sheet: str | None, row: int | None) -> str:
    """Where a row stands; nothing for what was typed on a page."""
    return f"{sheet} · {row}" if sheet and row else ""


def _event_frame(events: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(events, columns=list(labels.EVENT_COLUMNS)).rename(columns=labels.EVENT_COLUMNS)
    frame[labels.EVENT_COLUMNS["kind"]] = [labels.EVENT_KIND[event["kind"]] for event in events]
    local_time(frame, labels.EVENT_COLUMNS["at"])
    return frame


def _difference(changes: Diff, words: Words) -> Difference:
    rows = [
        {
            labels.FIELD["full_name"]: change.record.full_name,
            labels.CELL: _place(change.record.sheet, change.record.row),
            labels.PROVENANCE_COLUMNS["field"]: labels.FIELD.get(name, name),
            labels.BEFORE: words.of(name, before, {}),
            labels.AFTER: words.of(name, after, {}),
        }
        for change in changes.changed
        for name, (before, after) in change.fields.items()
    ]
    frames = {
        "new": _short_frame(changes.new),
        "changed": pd.DataFrame(rows),
        "duplicates": _short_frame([row for group in changes.duplicates for row in group]),
        "missing": _short_frame(changes.missing),
    }
    counts = {
        "new": len(changes.new),
        "same": changes.same,
        "changed": len(changes.changed),
        "duplicates": len(changes.duplicates),
        "missing": len(changes.missing),
    }
    return Difference(counts, frames)


def _short_frame(rows: Sequence[Any]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            labels.FIELD["full_name"]: [row.full_name for row in rows],
            labels.CELL: [_place(row.sheet, row.row) for row in rows],
        }
    )

"""What the upload, submission and review pages read and do: each function one unit of work in the caller's name."""

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
from dashboards.sheet_data import temporary_copy
from dashboards.words import Words
from ingest.forms import form_names, load_form
from ingest.load import Loaded, read_for_agency, store_document
from ingest.problems import catalogue
from ingest.process import ANNOTATE_LIMITS, run_limited
from ingest.suggestions import as_written
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
class Difference:
    """Against the last approved list: counts and a table a kind."""

    counts: Mapping[str, int]
    frames: Mapping[str, pd.DataFrame]


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
    with (
        temporary_copy(application, name, content) as path,
        unit_of_work(application.engine, principal) as connection,
    ):
        document = read_for_agency(connection, path, agency_id, None, file_name=name)
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
        "submission_id", "receipt", "form", "state", "origin", "agency_name", "file_name", "as_of", "n_records",
        "n_refused", "n_errors", "n_warnings",
    )}  # fmt: skip
    return SubmissionPage(
        **kept,
        reason=reasons[-1] if reasons and row["state"] in {"returned", "rolled_back"} else "",
        understanding=row["understanding"],
        left_out=_left_out(row["understanding"]),
        found=found,
        problems=_problem_frame(found),
        confirmed=_confirmed_frame(row["understanding"].get("confirmed") or ()),
        records=_record_frame(row["form"], people, Words(application)),
        events=_event_frame(row["events"]),
        difference=None if changes is None else _difference(changes, Words(application)),
    )


def _left_out(understanding: Mapping[str, Any]) -> list[str]:
    lines = []
    for sheet in understanding.get("sheets", ()):
        if sheet["ignored"]:
            lines.append(
                labels.LEFT_OUT_SHEET.format(sheet=sheet["sheet"], why=labels.IGNORED.get(sheet["ignored"], ""))
            )
        skipped = [row["reason"] for part in (sheet, *sheet["tables"]) for row in part.get("skipped", ())]
        skipped = [reason for reason in skipped if reason != "blank"]
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
            labels.SUGGESTION: [item["suggestion"] and as_written(item["suggestion"]) for item in rows],
        }
    )
    return frame if frame[labels.SUGGESTION].notna().any() else frame.drop(columns=labels.SUGGESTION)


def _confirmed_frame(confirmed: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    known = catalogue()
    return pd.DataFrame(
        {
            labels.CELL: [f"{item['sheet']} · {item['place']}" for item in confirmed],
            labels.MESSAGE: [known[item["code"]].title if item["code"] in known else "" for item in confirmed],
        }
    )


def _record_frame(form: str, people: Sequence[Mapping[str, Any]], words: Words) -> pd.DataFrame:
    """The values of the rows; columns in the order of the form, then what other fields of its rows hold."""
    people = people[:_MOST_RECORDS]
    own = load_form(form).fields if form in form_names() else {}
    spoken = {name: labels.FIELD.get(name, field.label) for name, field in own.items()} | {
        name: word for name, word in labels.FIELD.items() if name not in own
    }
    names = [name for name in spoken if any(row["values"].get(name) not in (None, "", []) for row in people)]
    columns = {
        spoken[name]: [words.of(name, row["values"].get(name), row["values"]) for row in people] for name in names
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

"""From a read document to a stored submission: who employs whom, as of which day, one submission a form.

Shared by the command line, the demo and the upload page. Opens no file itself: that is the limited child's work.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection

from ingest.checks.registry import registry_problems
from ingest.forms import form_names, load_form
from ingest.load_rows import Bodies, problem_draft
from ingest.pipeline import read_file
from talentdb.access.keyring import Keyring
from talentdb.access.principal import Principal
from talentdb.db.reference import agency_directory
from talentdb.errors import DataError
from talentdb.failpoints import reach
from talentdb.settings import today
from talentdb.submissions.draft import Receipt, RestRow, SubmissionDraft
from talentdb.submissions.mappings import remembered_mappings
from talentdb.submissions.receive import receive

__all__ = ["LoadError", "Loaded", "drafts_of", "read_for_agency", "read_remembering", "store_document"]

# Counts up when the same file would be understood differently.
READER_VERSION = "1"


class LoadError(DataError):
    """A file that cannot be stored; `code` says why to machines, as a code of the reader's problems does."""

    def __init__(self, code: str, message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.code = code

    def __reduce__(self) -> tuple[type["LoadError"], tuple[str, str, str]]:
        """Told from process to process with its code."""
        return LoadError, (self.code, self.message, self.advice)


@dataclass(frozen=True, slots=True)
class Loaded:
    """One stored submission with what its reader counted."""

    receipt: Receipt
    form: str
    as_of: date
    n_records: int
    n_refused: int
    n_errors: int
    n_warnings: int


def read_for_agency(
    connection: Connection,
    path: Path,
    agency_id: int,
    form: str | None,
    *,
    file_name: str | None = None,
    corrections: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Read a file in the limited child with what this agency's columns meant before.

    Args:
        corrections: how a person corrected the reading (see `read_file`); kept with the understanding.

    Raises: LoadError when the file cannot be read at all.
    """
    remembered = remembered_mappings(connection, agency_id)
    return read_remembering(path, remembered, form, file_name=file_name, corrections=corrections)


def read_remembering(
    path: Path,
    remembered: Mapping[str, Mapping[str, str | None]],
    form: str | None,
    *,
    file_name: str | None = None,
    corrections: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """`read_for_agency` without a connection, which a file that takes its 20 seconds would keep from others.

    Args:
        remembered: of `remembered_mappings` for the agency.

    Raises: LoadError when the file cannot be read at all.
    """
    document = read_file(path, form, remembered=remembered, internal=True, corrections=corrections)
    reach("upload.parsed")
    if document["error"] is not None:
        raise LoadError(document["error"]["code"], f"{file_name or path.name}: {document['error']['message']}")
    return {**document, "form": form} if form else document


def drafts_of(
    connection: Connection,
    document: Mapping[str, Any],
    *,
    agency_id: int,
    as_of: date | None,
    file_name: str,
    content: bytes,
) -> list[SubmissionDraft]:
    """One draft for each form that the file holds; none when no table was recognised."""
    bodies = Bodies(agency_directory(connection), agency_id, document)
    drafts: list[SubmissionDraft] = []
    for form in form_names():
        tables = list(_tables(document, form))
        if not tables:
            continue
        problems = [problem_draft(sheet, item) for sheet, item in _all_problems(document, form, first=not drafts)]
        records = []
        for sheet, table_no, table in tables:
            found, told = bodies.records(sheet, table_no, table, load_form(form).identity)
            records += found
            problems += told
        drafts.append(
            SubmissionDraft(
                agency_id=agency_id,
                form=form,
                as_of=as_of or _stated_day(tables) or today(),
                file_name=file_name,
                content=content,
                file_kind=document.get("kind", "xlsx"),
                records=tuple(records),
                problems=tuple(problems),
                understanding=_understanding(document),
                reader_version=READER_VERSION,
                rest=_rest(document),
            )
        )
    return drafts


def _tables(document: Mapping[str, Any], form: str) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    for sheet in document["sheets"]:
        for number, table in enumerate(sheet["tables"], start=1):
            if table["form"] == form:
                yield sheet["sheet"], number, table


def _all_problems(
    document: Mapping[str, Any], form: str, *, first: bool
) -> Iterator[tuple[str | None, Mapping[str, Any]]]:
    """Problems of the tables of this form; those of no form go to the first draft, so that none is told twice."""
    if first:
        yield from ((None, item) for item in document.get("problems", ()))
    for sheet in document["sheets"]:
        if first:
            yield from ((sheet["sheet"], item) for item in sheet.get("problems", ()))
        for table in sheet["tables"]:
            if table["form"] == form or (first and table["form"] is None):
                yield from ((sheet["sheet"], item) for item in table["problems"])


def _stated_day(tables: Sequence[tuple[str, int, Mapping[str, Any]]]) -> date | None:
    """The day that the title block states; not one in the future, which would be a slip of the keys."""
    for _sheet, _number, table in tables:
        stated = table.get("context", {}).get("as_of")
        if stated and date.fromisoformat(stated) <= today():
            return date.fromisoformat(stated)
    return None


def _rest(document: Mapping[str, Any]) -> tuple[RestRow, ...]:
    """Rows of the file that became no record of any form: titles, notes, totals, lists of no form."""
    return tuple(
        RestRow(sheet["sheet"], row["row"], row["reason"], row["cells"])
        for sheet in document["sheets"]
        for part in (sheet, *sheet["tables"])
        for row in (*part.get("skipped", ()), *part.get("unread", ()))
        if row.get("cells")
    )


def _understanding(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document without records, problems and clear cells: what the pages show of how the file was understood."""
    return {
        "kind": document.get("kind"),
        **{key: document[key] for key in ("form", "corrections", "confirmed", "mended") if document.get(key)},
        "sheets": [
            {
                "sheet": sheet["sheet"],
                "hidden": sheet["hidden"],
                "ignored": sheet["ignored"],
                "skipped": [{"row": row["row"], "reason": row["reason"]} for row in sheet.get("skipped", ())],
                "tables": [
                    {
                        **{
                            key: table[key]
                            for key in ("form", "header_rows", "first_row", "last_row", "context", "columns")
                        },
                        "records": len(table["records"]),
                        "skipped": [{"row": row["row"], "reason": row["reason"]} for row in table["skipped"]],
                    }
                    for table in sheet["tables"]
                ],
            }
            for sheet in document["sheets"]
        ],
    }


def store_document(
    connection: Connection,
    principal: Principal,
    keyring: Keyring,
    document: Mapping[str, Any],
    *,
    agency_id: int,
    as_of: date | None,
    file_name: str,
    content: bytes,
    state: Literal["draft", "submitted"],
) -> list[Loaded]:
    """Store every form of the file as a submission in `state`, inside the caller's transaction.

    Args:
        document: of `read_for_agency`; may have `confirmed`, the doubts that a person said to be right: {"sheet",
            "place" (cell, or row), "code"} of each, and `mended`, how many suggestions were written into the file.

    Raises: LoadError when no table of a known form was found, when none of them has a row, and when the file was
    changed between reading and storing.
    """
    if hashlib.sha256(content).hexdigest() != document["sha256"]:
        raise LoadError(
            "file.changed", f"{file_name}: tệp bị sửa trong lúc đang đọc.", "Lưu và đóng tệp rồi nạp lại."
        )
    drafts = drafts_of(
        connection, document, agency_id=agency_id, as_of=as_of, file_name=file_name, content=content
    )  # fmt: skip
    if drafts and not any(draft.records for draft in drafts):
        raise LoadError(
            "layout.no_rows",
            f"{file_name}: bảng có tiêu đề nhưng không có dòng dữ liệu nào.",
            "Điền dữ liệu dưới dòng tiêu đề rồi gửi lại.",
        )
    if not drafts:
        raise LoadError(
            "file.no_data",
            f"{file_name}: không nhận ra bảng nào theo các biểu mẫu.",
            "Kiểm tra hàng tiêu đề (cần ít nhất cột Họ và tên), hoặc dùng tệp mẫu của biểu mẫu.",
        )
    confirmed = document.get("confirmed", ())
    checked = [
        _still_open(_against_registry(connection, keyring, draft), confirmed) for draft in drafts if draft.records
    ]
    return [_store(connection, principal, keyring, draft, state) for draft in checked]


def _against_registry(connection: Connection, keyring: Keyring, draft: SubmissionDraft) -> SubmissionDraft:
    """The draft with what the registry knows otherwise of its persons."""
    found = registry_problems(connection, keyring, draft)
    return replace(draft, problems=(*draft.problems, *found)) if found else draft


def _still_open(draft: SubmissionDraft, confirmed: Sequence[Mapping[str, Any]]) -> SubmissionDraft:
    """The draft without the doubts that a person answered on the page with "it is right"; an error stays."""
    known = {(item["sheet"], item["place"], item["code"]) for item in confirmed}
    left = tuple(
        one
        for one in draft.problems
        if one.severity == "error" or (one.sheet, one.cell or str(one.row_no or ""), one.code) not in known
    )
    return draft if len(left) == len(draft.problems) else replace(draft, problems=left)


def _store(
    connection: Connection,
    principal: Principal,
    keyring: Keyring,
    draft: SubmissionDraft,
    state: Literal["draft", "submitted"],
) -> Loaded:
    return Loaded(
        receipt=receive(connection, principal, keyring, draft, state=state),
        form=draft.form,
        as_of=draft.as_of,
        n_records=len(draft.records),
        n_refused=sum(record.refused for record in draft.records),
        n_errors=sum(problem.severity == "error" for problem in draft.problems),
        n_warnings=sum(problem.severity == "warning" for problem in draft.problems),
    )

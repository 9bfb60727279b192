"""`ingest load` and `sample`: handing in from the command line, and a fictional province to try it on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands.common import AsOption, JsonOption, open_command, parse_day
from talentdb.console import emit_json, progress, say
from talentdb.errors import DataError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from talentdb.console import Progress
    from talentdb.runtime import Runtime

__all__ = ["load", "sample"]


class _UndoError(Exception):
    """Ends the transaction of a dry run; carries what it found."""

    def __init__(self, outcome: list[dict[str, Any]]) -> None:
        self.outcome = outcome


def load(
    files: Annotated[list[Path], typer.Argument(help="Tệp Excel, ODS hoặc CSV.")],
    agency: Annotated[str, typer.Option("--agency", help="Mã (hoặc tên) cơ quan nộp.")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="NGÀY", help="Số liệu tính đến ngày.")] = None,
    form: Annotated[str | None, typer.Option("--form", help="Biểu mẫu; bỏ trống để tự nhận ra.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem sẽ thay đổi gì, không lưu.")] = False,
    approve: Annotated[bool, typer.Option("--approve", help="Duyệt ngay vào cơ sở dữ liệu.")] = False,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Nạp danh sách của một cơ quan thành một lần nộp; --approve đưa vào cơ sở dữ liệu."""
    from ingest.forms import load_form
    from talentdb.access.rights import Action, require
    from talentdb.db.lookup import find_agency_id

    for path in files:
        if not path.is_file():
            raise UsageError(f"Không tìm thấy tệp {path.name}.", "Kiểm tra lại đường dẫn.")
    if form is not None:
        load_form(form)
    day = parse_day(as_of)
    outcomes: list[dict[str, Any]] = []
    with open_command(as_login, drains=approve and not dry_run) as runtime:
        if approve:
            require(runtime.principal, Action.REVIEW)
        elif runtime.principal.account_id is not None:
            require(runtime.principal, Action.UPLOAD)
        with runtime.work() as connection:
            agency_id = find_agency_id(connection, agency)
        with progress() as bar:
            for number, path in enumerate(files):
                bar("Nạp tệp", number, len(files))
                outcomes += _load_one(runtime, path, agency_id, day, form, bar, approve=approve, dry_run=dry_run)
            bar("Nạp tệp", len(files), len(files))
    if json:
        emit_json(outcomes)
    else:
        for item in outcomes:
            say(_line(item))
    if any(item.get("error") or item.get("n_errors") for item in outcomes):
        raise typer.Exit(1)


def _load_one(
    runtime: "Runtime",
    path: Path,
    agency_id: int,
    day: "date | None",
    form: str | None,
    bar: "Progress",
    *,
    approve: bool,
    dry_run: bool,
) -> list[dict[str, Any]]:
    """One file in one transaction; a file that cannot be read is an outcome of its own, the others go on."""
    from ingest.load import read_for_agency, store_document
    from talentdb.access.context import repeatedly

    try:
        with runtime.work() as connection:
            document = read_for_agency(connection, path, agency_id, form)

        def keep(connection: "Connection") -> list[dict[str, Any]]:
            loaded = store_document(
                connection,
                runtime.principal,
                runtime.keyring,
                document,
                agency_id=agency_id,
                as_of=day,
                file_name=path.name,
                content=path.read_bytes(),
                state="submitted",
            )
            found = [_outcome(runtime, connection, path, item, bar, approve=approve) for item in loaded]
            if dry_run:
                raise _UndoError(found)
            return found

        return repeatedly(runtime.engine, runtime.principal, keep)
    except _UndoError as undone:
        return [{**item, "dry_run": True, "submission_id": None, "receipt": None} for item in undone.outcome]
    except DataError as error:
        # The message opens with the name of the file, which stands beside it here.
        message = error.message.removeprefix(f"{path.name}: ")
        code = getattr(error, "code", "data")
        return [{"file": path.name, "error": {"code": code, "message": message, "advice": error.advice}}]


def _outcome(
    runtime: "Runtime", connection: Any, path: Path, item: Any, bar: "Progress", *, approve: bool
) -> dict[str, Any]:
    from talentdb.access.rights import Action, may
    from talentdb.registry.decisions import approve as approve_submission
    from talentdb.registry.difference import matches
    from talentdb.submissions.diff import diff
    from talentdb.submissions.query import show

    number = item.receipt.submission_id
    changes = diff(connection, number) if item.form == "people" else None
    state = show(connection, number)["state"]
    changed = None
    found = None
    if approve and state == "submitted":
        changed = approve_submission(connection, runtime.principal, number).changed
        state = "approved"
    # What others handed in is for those who decide; an agency learns of it in the review.
    if may(runtime.principal, Action.REVIEW):
        found = matches(
            connection, runtime.principal, number, progress=lambda done, total: bar("Đối chiếu", done, total)
        )
    return {
        "file": path.name,
        "error": None,
        "submission_id": number,
        "receipt": item.receipt.receipt,
        "created": item.receipt.created,
        "state": state,
        "form": item.form,
        "as_of": item.as_of.isoformat(),
        "n_records": item.n_records,
        "n_refused": item.n_refused,
        "n_errors": item.n_errors,
        "n_warnings": item.n_warnings,
        "persons_changed": changed,
        "diff": None
        if changes is None
        else {
            "new": len(changes.new),
            "same": len(changes.same),
            "changed": len(changes.changed),
            "duplicates": len(changes.duplicates),
            "missing": len(changes.missing),
            "returned": len(changes.returned),
        },
        "matching": None if found is None else {"certain": found.certain, "possible": found.possible},
    }


def _line(item: dict[str, Any]) -> str:
    if item.get("error"):
        return f"{item['file']}: {item['error']['message']} {item['error']['advice']}"
    again = "" if item["created"] else " (tệp này đã nộp trước đó)"
    found = item["matching"]
    known = f"; {found['certain']} người đã có, {found['possible']} có thể trùng" if found else ""
    return (
        f"{item['file']}: {item['n_records']} dòng, {item['n_refused']} không dùng được, {item['n_errors']} lỗi, "
        f"{item['n_warnings']} cần xem; biên nhận {item['receipt'] or '—'}, {item['state']}{again}{known}"
    )


def sample(
    out: Annotated[Path, typer.Option("-o", "--out", help="Thư mục ghi ra.")],
    people: Annotated[int, typer.Option("--people", min=50, help="Số người giả định.")] = 5000,
    seed: Annotated[int, typer.Option("--seed", help="Cùng số, cùng kết quả.")] = 1,
    json: JsonOption = False,
) -> None:
    """Soạn một tỉnh giả định: các tệp Excel lộn xộn như thật và đáp án."""
    from ingest.sample.command import sample_command

    summary = sample_command(out, people, seed)
    if json:
        emit_json(summary)
    else:
        say(f"Đã soạn {len(summary['files'])} tệp của {summary['agencies']} cơ quan trong {out}.")

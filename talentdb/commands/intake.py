"""`submissions`: what agencies handed in, and the decisions on it."""

from typing import Annotated, Any

import typer

from talentdb.commands.common import LARGEST_NUMBER, AsOption, JsonOption, new_group, open_command
from talentdb.console import answer, emit_json, say

__all__ = ["register"]

_Number = Annotated[int, typer.Argument(metavar="ID", max=LARGEST_NUMBER, help="Số của lần nộp.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = new_group(app, "submissions", "Các lần nộp: xem, duyệt, trả lại, rút lại.")
    group.command("list", epilog="Ví dụ: talentdb submissions list --state submitted")(list_)
    group.command("show", epilog="Ví dụ: talentdb submissions show 12 --json")(show)
    group.command("approve", epilog="Ví dụ: talentdb submissions approve 12")(approve)
    group.command("return", epilog="Ví dụ: talentdb submissions return 12 --reason 'Thiếu cột ngày sinh'")(return_)
    group.command("rollback", epilog="Ví dụ: talentdb submissions rollback 12 --reason 'Nộp nhầm tệp'")(rollback)


def list_(
    state: Annotated[str | None, typer.Option("--state", help="Chỉ trạng thái này.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Liệt kê các lần nộp, mới nhất trước."""
    from talentdb.errors import UsageError
    from talentdb.submissions.query import list_submissions
    from talentdb.submissions.states import STATE_LABELS

    if state is not None and state not in STATE_LABELS:
        raise UsageError(f"Không có trạng thái {state}.", f"Chọn một trong: {', '.join(STATE_LABELS)}.")
    with open_command(as_login) as runtime, runtime.work() as connection:
        rows = list_submissions(connection, states=(state,) if state else ())
    if json:
        emit_json(rows)
        return
    for row in rows:
        answer(
            f"{row['submission_id']}\t{row['state']}\t{row['agency_name']}\t{row['file_name']}\t{row['n_records']}"
        )


def show(submission_id: _Number, json: JsonOption = False, as_login: AsOption = None) -> None:
    """Xem một lần nộp: cách hiểu, các vấn đề theo ô, so với lần trước."""
    from dataclasses import asdict

    from talentdb.submissions.diff import diff
    from talentdb.submissions.query import problems
    from talentdb.submissions.query import show as show_submission

    with open_command(as_login) as runtime, runtime.work() as connection:
        document: dict[str, Any] = dict(show_submission(connection, submission_id))
        document["problems"] = problems(connection, submission_id)
        document["diff"] = asdict(diff(connection, submission_id)) if document["form"] == "people" else None
    if json:
        emit_json(document)
        return
    answer(f"{document['receipt']}\t{document['state']}\t{document['agency_name']}\t{document['file_name']}")
    for problem in document["problems"]:
        answer(f"  {problem['sheet'] or ''}!{problem['cell'] or ''}\t{problem['message']}")


def approve(submission_id: _Number, json: JsonOption = False, as_login: AsOption = None) -> None:
    """Duyệt: các dòng hợp lệ vào cơ sở dữ liệu."""
    from dataclasses import asdict

    from talentdb.registry.decisions import approve as approve_submission

    with open_command(as_login, drains=True) as runtime, runtime.work() as connection:
        outcome = asdict(approve_submission(connection, runtime.principal, submission_id))
    _tell(outcome, json, "Đã duyệt.")


def return_(
    submission_id: _Number, reason: Annotated[str, typer.Option("--reason", help="Lý do, cơ quan sẽ đọc.")],
    json: JsonOption = False, as_login: AsOption = None,
) -> None:  # fmt: skip
    """Trả lại cơ quan kèm lý do."""
    from talentdb.registry.decisions import return_ as return_submission

    with open_command(as_login) as runtime, runtime.work() as connection:
        return_submission(connection, runtime.principal, submission_id, reason)
    _tell({"submission_id": submission_id, "state": "returned"}, json, "Đã trả lại.")


def rollback(
    submission_id: _Number, reason: Annotated[str, typer.Option("--reason", help="Lý do.")] = "",
    json: JsonOption = False, as_login: AsOption = None,
) -> None:  # fmt: skip
    """Rút một lần nộp đã duyệt; dữ liệu của các lần nộp khác giữ nguyên."""
    from dataclasses import asdict

    from talentdb.registry.decisions import rollback as roll_back

    with open_command(as_login, drains=True) as runtime, runtime.work() as connection:
        outcome = asdict(roll_back(connection, runtime.principal, submission_id, reason))
    _tell(outcome, json, "Đã rút lại.")


def _tell(outcome: Any, json: bool, words: str) -> None:
    if json:
        emit_json(outcome)
    else:
        say(words)

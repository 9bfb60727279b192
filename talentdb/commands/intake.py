"""`submissions`: what agencies handed in, and the decisions on it."""

from typing import Annotated, Any

import typer

from talentdb.commands.common import LARGEST_NUMBER, AsOption, JsonOption, new_group, open_command, parse_day
from talentdb.console import answer, emit_json, progress, say

__all__ = ["register"]

_Number = Annotated[int, typer.Argument(metavar="ID", min=0, max=LARGEST_NUMBER, help="Số của lần nộp.")]

_ReturnRow = Annotated[
    list[str] | None,
    typer.Option("--return-row", metavar="TRANG!DÒNG=LÝ_DO", help="Dòng không duyệt và lý do; dùng được nhiều lần."),
]
_MATCHING = "Đối chiếu"
_WRITING = "Ghi hồ sơ"


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = new_group(app, "submissions", "Các lần nộp: xem, duyệt, trả lại, rút lại.")
    group.command("list", epilog="Ví dụ: talentdb submissions list --state submitted")(list_)
    group.command("show", epilog="Ví dụ: talentdb submissions show 12 --json")(show)
    group.command("effect", epilog="Ví dụ: talentdb submissions effect 12 --plan hung-yen-2711")(effect)
    group.command("approve", epilog="Ví dụ: talentdb submissions approve 12 --return-row 'DS!15=Năm sinh chưa đúng'")(
        approve
    )
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
    """Xem một lần nộp: cách hiểu, vấn đề theo ô, so với lần trước, người có thể trùng, dòng trả lại, các bước."""
    from talentdb.commands.intake_text import document_of, lines_of

    with progress() as bar, open_command(as_login) as runtime, runtime.work() as connection:
        document = document_of(
            connection, runtime.principal, submission_id, lambda done, total: bar(_MATCHING, done, total)
        )
    if json:
        emit_json(document)
        return
    for line in lines_of(document):
        answer(line)


def approve(
    submission_id: _Number, return_row: _ReturnRow = None, json: JsonOption = False, as_login: AsOption = None
) -> None:
    """Duyệt: các dòng hợp lệ vào cơ sở dữ liệu; --return-row giữ lại từng dòng và trả cho cơ quan kèm lý do."""
    from dataclasses import asdict

    from talentdb.access.rights import Action, require
    from talentdb.registry.decisions import approve as approve_submission
    from talentdb.submissions.returns import rows_at

    with (
        progress() as bar,
        open_command(as_login, drains=True) as runtime,
        runtime.work() as connection,
    ):
        require(runtime.principal, Action.REVIEW)
        returned = rows_at(connection, submission_id, return_row or ())
        outcome = approve_submission(
            connection, runtime.principal, submission_id, returned=returned,
            progress=lambda done, total: bar(_WRITING, done, total),
        )  # fmt: skip
    _tell({**asdict(outcome), "returned": len(returned)}, json, _approved(len(returned)))


def effect(
    submission_id: _Number,
    plan: Annotated[str, typer.Option("--plan", help="Mã kế hoạch.")],
    return_row: _ReturnRow = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="NGÀY", help="Mặc định hôm nay.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Xem việc duyệt sẽ làm các chỉ tiêu thay đổi ra sao; không duyệt và không lưu gì."""
    from dataclasses import asdict

    from talentdb.access.rights import Action, require
    from talentdb.commands.intake_text import effect_lines
    from talentdb.indicators.effect import effect as effect_of
    from talentdb.submissions.returns import rows_at

    day = parse_day(as_of)
    with progress() as bar, open_command(as_login) as runtime, runtime.work() as connection:
        require(runtime.principal, Action.REVIEW)
        returned = rows_at(connection, submission_id, return_row or ())
        found = effect_of(
            connection, runtime.principal, submission_id, plan, returned=returned, as_of=day,
            progress=lambda done, total: bar(_WRITING, done, total),
        )  # fmt: skip
    if json:
        emit_json(asdict(found))
        return
    for line in effect_lines(found):
        answer(line)


def return_(
    submission_id: _Number, reason: Annotated[str, typer.Option("--reason", help="Lý do, cơ quan sẽ đọc.")],
    row: Annotated[list[str] | None, typer.Option(
        "--row", metavar="TRANG!DÒNG=LÝ_DO", help="Điều cần sửa ở một dòng; dùng được nhiều lần.")] = None,
    json: JsonOption = False, as_login: AsOption = None,
) -> None:  # fmt: skip
    """Trả lại cơ quan kèm lý do chung và lý do của từng dòng."""
    from talentdb.access.rights import Action, require
    from talentdb.registry.decisions import return_ as return_submission
    from talentdb.submissions.returns import rows_at

    with open_command(as_login) as runtime, runtime.work() as connection:
        require(runtime.principal, Action.REVIEW)
        rows = rows_at(connection, submission_id, row or ())
        return_submission(connection, runtime.principal, submission_id, reason, rows=rows)
    _tell({"submission_id": submission_id, "state": "returned", "returned": len(rows)}, json, "Đã trả lại.")


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


def _approved(returned: int) -> str:
    return f"Đã duyệt; trả lại cơ quan {returned} dòng." if returned else "Đã duyệt."


def _tell(outcome: Any, json: bool, words: str) -> None:
    if json:
        emit_json(outcome)
    else:
        say(words)

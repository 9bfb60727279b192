"""`privacy`: requests of people about their own data, incidents, the file of everything held on a person.

Parses, calls one use case, prints.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands import consents, erasures, processing
from talentdb.commands.common import LARGEST_NUMBER, AsOption, JsonOption, new_group, open_command, parse_day
from talentdb.console import answer, emit_json, say

if TYPE_CHECKING:
    from talentdb.privacy.incidents import Incident
    from talentdb.privacy.requests import Request

__all__ = ["register"]

NumberArgument = Annotated[int, typer.Argument(metavar="SỐ", min=1, max=LARGEST_NUMBER, help="Số của yêu cầu.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = new_group(app, "privacy", "Dữ liệu cá nhân: yêu cầu của người có dữ liệu, sự cố, tệp toàn bộ dữ liệu.")
    group.command("requests", epilog="Ví dụ: talentdb privacy requests --open")(requests)
    group.command(
        "receive", epilog="Ví dụ: talentdb privacy receive see 'Lê Văn Thử' 'Cho tôi xem dữ liệu' --on 2026-11-20"
    )(receive)
    group.command(
        "record", epilog="Ví dụ: talentdb privacy record 3 refused 'Không xóa' --article 'khoản 2 Điều 14'"
    )(record)
    group.command("identify", epilog="Ví dụ: talentdb privacy identify 3 1024")(identify)
    group.command("incidents", epilog="Ví dụ: talentdb privacy incidents --json")(incidents)
    group.command(
        "file", epilog="Ví dụ: talentdb privacy file 1024 -o toan-bo.xlsx --purpose 'Trả lời yêu cầu số 3'"
    )(file)
    consents.add(group)
    erasures.add(group)
    processing.add(group)


def requests(
    open_only: Annotated[bool, typer.Option("--open", help="Chỉ yêu cầu chưa xong.")] = False,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Yêu cầu của người có dữ liệu: loại, tình trạng, hạn trả lời, hạn thực hiện."""
    from talentdb.privacy.requests import list_requests

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = list_requests(connection, open_only=open_only)
    _print([_request(one) for one in found], json)


def receive(
    kind: Annotated[str, typer.Argument(metavar="LOẠI", help="see, correct, copy, erase, withdraw, restrict, …")],
    requester: Annotated[str, typer.Argument(metavar="NGƯỜI", help="Ai yêu cầu.")],
    text: Annotated[str, typer.Argument(metavar="NỘI_DUNG", help="Yêu cầu gì.")],
    on: Annotated[str | None, typer.Option("--on", metavar="NGÀY", help="Ngày nhận; mặc định hôm nay.")] = None,
    channel: Annotated[str, typer.Option("--channel", help="paper, in_person, email, portal.")] = "paper",
    contact: Annotated[str, typer.Option("--contact", help="Nơi nhận trả lời.")] = "",
    third: Annotated[bool, typer.Option("--third", help="Bên thứ ba phải cùng thực hiện.")] = False,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Ghi một yêu cầu; thời hạn tính từ ngày nhận."""
    from talentdb.privacy.requests import receive as use_case
    from talentdb.settings import today

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = use_case(
            connection, runtime.principal, kind, requester, text, received=parse_day(on) or today(), channel=channel,
            contact=contact, third=third,
        )  # fmt: skip
    _print([_request(found)], json)


def record(
    number: NumberArgument,
    act: Annotated[str, typer.Argument(metavar="VIỆC", help="answered, extended, done, refused, withdrawn.")],
    text: Annotated[str, typer.Argument(metavar="NỘI_DUNG", help="Nội dung.")],
    article: Annotated[str, typer.Option("--article", help="Điều luật cho phép từ chối.")] = "",
    on: Annotated[str | None, typer.Option("--on", metavar="NGÀY", help="Ngày; mặc định hôm nay.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Ghi việc xử lý một yêu cầu."""
    from talentdb.privacy.consent_labels import LEDGER_LATER
    from talentdb.privacy.requests import record as use_case
    from talentdb.privacy.withdrawal_ledger import withdrawals_kept

    with open_command(as_login) as runtime:
        with runtime.work() as connection:
            found = use_case(connection, runtime.principal, number, act, text, day=parse_day(on), article=article)
        if act == "done":
            with runtime.work() as connection:
                if not withdrawals_kept(connection, runtime.home):
                    say(LEDGER_LATER)
    _print([_request(found)], json)


def identify(
    number: NumberArgument,
    person: Annotated[int, typer.Argument(metavar="NGƯỜI", min=1, max=LARGEST_NUMBER, help="Số của người đó.")],
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Gắn một yêu cầu với một người trong cơ sở dữ liệu."""
    from talentdb.privacy.requests import identify as use_case

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = use_case(connection, runtime.principal, number, person)
    _print([_request(found)], json)


def incidents(json: JsonOption = False, as_login: AsOption = None) -> None:
    """Sổ sự cố dữ liệu: phát hiện lúc nào, phải báo ai trước lúc nào, đã báo chưa."""
    from talentdb.privacy.incidents import list_incidents

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = list_incidents(connection)
    _print([_incident(one) for one in found], json)


def file(
    person: Annotated[int, typer.Argument(metavar="SỐ", min=1, max=LARGEST_NUMBER, help="Số của người đó.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="TỆP", help="Tệp .json hoặc .xlsx để ghi.")],
    purpose: Annotated[str, typer.Option("--purpose", help="Lập để làm gì; được ghi vào nhật ký.")],
    as_login: AsOption = None,
) -> None:
    """Tệp toàn bộ dữ liệu đang giữ về một người, kể cả ai đã xem; được ghi nhật ký."""
    from talentdb.errors import UsageError
    from talentdb.privacy.file_formats import as_json, as_workbook
    from talentdb.privacy.person_file import person_file
    from talentdb.services.output import replaced

    writers = {".json": as_json, ".xlsx": as_workbook}
    if out.suffix not in writers:
        raise UsageError(f"Không ghi được tệp loại “{out.suffix}”.", "Đặt tên tệp kết thúc bằng .json hoặc .xlsx.")
    # The file is whole before the log says that it was made, and in its place only after that.
    with replaced(out) as (draft,), open_command(as_login) as runtime, runtime.work() as connection:
        draft.write_bytes(writers[out.suffix](person_file(connection, runtime.principal, person, purpose)))
    say(f"Đã ghi {out}.")


def _request(one: "Request") -> dict[str, Any]:
    return {
        "number": one.number, "kind": one.kind, "state": one.state, "requester": one.requester,
        "person_id": one.person_id, "received": one.received.isoformat(),
        "answer_by": one.clock.answer_by.isoformat(), "done_by": one.clock.done_by.isoformat(),
    }  # fmt: skip


def _incident(one: "Incident") -> dict[str, Any]:
    return {
        "number": one.number, "kind": one.kind, "open": one.is_open, "detected_at": one.detected_at.isoformat(),
        "affected": one.affected,
        "notices": [
            {"act": notice.act, "due": notice.due.isoformat(), "given": notice.given and notice.given.isoformat()}
            for notice in one.notices
        ],
    }  # fmt: skip


def _print(rows: list[dict[str, Any]], json: bool) -> None:
    if json:
        emit_json(rows)
        return
    for row in rows:
        answer("\t".join("" if value is None else str(value) for value in row.values()))

"""`accounts`: who may sign in. The way to the first administrator; later accounts are made on the page as well.

Parses, asks for the password, calls one use case, prints. A password is never an argument: everybody on the machine
sees those.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from talentdb.commands.common import AsOption, JsonOption, new_group, open_command
from talentdb.console import answer, emit_json, say

__all__ = ["register"]

_Login = Annotated[str, typer.Argument(help="Tên đăng nhập.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = new_group(app, "accounts", "Tài khoản đăng nhập.")
    group.command("create", epilog="Ví dụ: talentdb accounts create quantri --role administrator")(create)
    group.command("list", epilog="Ví dụ: talentdb accounts list")(list_command)
    group.command("import", epilog="Ví dụ: talentdb accounts import tai-khoan.xlsx -o phieu.docx")(import_command)
    group.command("export", epilog="Ví dụ: talentdb accounts export -o tai-khoan.xlsx")(export)
    group.command("open", epilog="Ví dụ: talentdb accounts open quantri")(open_account)
    group.command("close", epilog="Ví dụ: talentdb accounts close so-yte")(close_account)
    group.command("reset", epilog="Ví dụ: talentdb accounts reset quantri --second-factor")(reset)


def _password() -> str:
    """Typed twice at a terminal; otherwise the first line of standard input."""
    if sys.stdin.isatty():
        typed: str = typer.prompt("Mật khẩu", hide_input=True, confirmation_prompt="Nhập lại mật khẩu", err=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def create(
    login: Annotated[str, typer.Argument(help="Tên đăng nhập.")],
    role: Annotated[
        str,
        typer.Option(
            "--role",
            help="agency, steward, searcher, leader, administrator, auditor, home_affairs, finance, council_member "
            "hoặc nominator.",
        ),
    ],
    agency: Annotated[
        str | None, typer.Option("--agency", help="Mã cơ quan; agency phải có, nominator, home_affairs, finance tùy.")
    ] = None,
    person: Annotated[
        int | None,
        typer.Option("--person", min=1, help="Số của người trong cơ sở dữ liệu; chỉ cho vai trò council_member."),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Tên hiện trên màn hình.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Tạo tài khoản; mật khẩu hỏi trên màn hình hoặc đọc dòng đầu của đầu vào chuẩn."""
    from talentdb.access.accounts import create_account
    from talentdb.access.principal import Role
    from talentdb.db.lookup import find_agency_id
    from talentdb.errors import UsageError

    assignable = sorted(item.value for item in Role if item not in (Role.OPERATOR, Role.INDEXER, Role.GATE))
    if role not in assignable:
        raise UsageError(f"Không có vai trò {role}.", f"Chọn một trong: {', '.join(assignable)}.")
    password = _password()
    with open_command(as_login) as runtime, runtime.work() as connection:
        account_id = create_account(
            connection,
            runtime.principal,
            login=login,
            password=password,
            role=Role(role),
            display_name=name or login,
            agency_id=None if agency is None else find_agency_id(connection, agency),
            person_id=person,
        )
    if json:
        emit_json({"account_id": account_id, "login": login.strip().lower(), "role": role})
    else:
        say("Đã tạo tài khoản; lần đăng nhập đầu tiên sẽ phải đổi mật khẩu.")


def list_command(json: JsonOption = False, as_login: AsOption = None) -> None:
    """Liệt kê tài khoản: tên đăng nhập, vai trò, cơ quan, tình trạng."""
    from talentdb.access.accounts import list_accounts
    from talentdb.access.rights import Action, require

    with open_command(as_login) as runtime, runtime.work() as connection:
        require(runtime.principal, Action.ADMINISTER)
        rows = [
            {
                "login": row.login,
                "role": row.role.value,
                "agency_code": row.agency_code,
                "name": row.display_name,
                "disabled": row.disabled_at is not None,
            }
            for row in list_accounts(connection)
        ]
    if json:
        emit_json(rows)
        return
    for item in rows:
        closed = "đã khóa" if item["disabled"] else ""
        answer(f"{item['login']}\t{item['role']}\t{item['agency_code'] or ''}\t{item['name']}\t{closed}".rstrip())


def _write_private(path: Path, content: bytes) -> None:
    """A file that only its owner may read."""
    from talentdb.errors import UsageError

    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
    except OSError as error:
        raise UsageError(f"Không ghi được {path}.", "Chọn tệp khác bằng -o.") from error


def import_command(
    file: Annotated[Path, typer.Argument(help="Tệp xlsx hoặc CSV: tên đăng nhập, tên hiển thị, vai trò, cơ quan.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Nơi ghi phiếu giao có mật khẩu ban đầu (docx); chỉ ghi một lần.")
    ],
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Tạo hoặc sửa nhiều tài khoản theo một tệp: cả tệp hoặc không dòng nào; nộp lại tệp cũ không làm gì thêm."""
    from talentdb.access.account_file import read_account_file
    from talentdb.access.account_import import carry_out, plan_import
    from talentdb.documents.slips import Slip, slips_document
    from talentdb.errors import DataError, UsageError

    try:
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"Không đọc được {file}.", "Kiểm tra đường dẫn.") from error
    lines, problems = read_account_file(file.name, content)
    with open_command(as_login) as runtime, runtime.work() as connection:
        planned, more = plan_import(connection, runtime.principal, lines)
        if problems or more:
            told = "; ".join(f"ô {one.cell}: {one.words}" for one in (*problems, *more))
            raise DataError(f"Chưa tạo tài khoản nào: {told}", "Sửa các ô này rồi nhập lại cả tệp.")
        done = carry_out(connection, runtime.principal, planned)
        slips = [Slip(one.line.login, one.password, one.line.name, one.agency_name) for one in done if one.password]
        if slips:
            # Before the transaction ends: without the slips nobody could ever sign in.
            _write_private(output, slips_document(slips))
    counts = {kind: sum(one.change == kind for one in done) for kind in ("new", "changed", "same")}
    if json:
        emit_json(counts)
    else:
        say(f"Thêm {counts['new']}, sửa {counts['changed']}, không đổi {counts['same']} tài khoản.")


def export(
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp xlsx để ghi.")],
    as_login: AsOption = None,
) -> None:
    """Ghi mọi tài khoản ra một tệp Excel nhập lại được; không có mật khẩu."""
    from talentdb.access.account_import import export_accounts

    with open_command(as_login) as runtime, runtime.work() as connection:
        _write_private(output, export_accounts(connection, runtime.principal))


def open_account(login: _Login, as_login: AsOption = None) -> None:
    """Mở lại tài khoản đã khóa, kể cả tài khoản quản trị cuối cùng; 45 ngày được tính lại từ đầu."""
    _switch(login, as_login, disabled=False)


def close_account(login: _Login, as_login: AsOption = None) -> None:
    """Khóa tài khoản và kết thúc các phiên của nó."""
    _switch(login, as_login, disabled=True)


def _switch(login: str, as_login: str | None, *, disabled: bool) -> None:
    from talentdb.access.account_changes import set_disabled
    from talentdb.access.accounts import find_account

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = find_account(connection, login)
        set_disabled(connection, runtime.principal, found.account_id, disabled=disabled)
    say(f"Đã {'khóa' if disabled else 'mở'} tài khoản {found.login}.")


def reset(
    login: _Login,
    second_factor: Annotated[
        bool, typer.Option("--second-factor", help="Quên cả điện thoại và mã dự phòng của tài khoản này.")
    ] = False,
    as_login: AsOption = None,
) -> None:
    """Đặt mật khẩu ban đầu mới, in ra một lần và không lưu; các phiên của tài khoản kết thúc."""
    from talentdb.access.account_changes import reset_password
    from talentdb.access.accounts import find_account
    from talentdb.access.second_factor import reset_second_factor

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = find_account(connection, login)
        password = reset_password(connection, runtime.principal, found.account_id)
        if second_factor:
            reset_second_factor(connection, runtime.principal, found.account_id)
    answer(password)

"""`accounts`: who may sign in. The way to the first administrator; later accounts are made on the page as well.

Parses, asks for the password, calls one use case, prints. A password is never an argument: everybody on the machine
sees those.
"""

import sys
from typing import Annotated

import typer

from talentdb.commands.common import AsOption, JsonOption, new_group, open_command
from talentdb.console import answer, emit_json, say

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = new_group(app, "accounts", "Tài khoản đăng nhập.")
    group.command("create", epilog="Ví dụ: talentdb accounts create quantri --role administrator")(create)
    group.command("list", epilog="Ví dụ: talentdb accounts list")(list_command)


def _password() -> str:
    """Typed twice at a terminal; otherwise the first line of standard input."""
    if sys.stdin.isatty():
        typed: str = typer.prompt("Mật khẩu", hide_input=True, confirmation_prompt="Nhập lại mật khẩu", err=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def create(
    login: Annotated[str, typer.Argument(help="Tên đăng nhập.")],
    role: Annotated[
        str, typer.Option("--role", help="agency, steward, searcher, leader, administrator hoặc auditor.")
    ],
    agency: Annotated[str | None, typer.Option("--agency", help="Mã cơ quan; chỉ cho vai trò agency.")] = None,
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

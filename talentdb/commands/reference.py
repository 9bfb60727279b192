"""`db`, `agencies`, `codes`: the schema and what the registry refers to."""

from pathlib import Path
from typing import Annotated, Any

import typer

from talentdb.commands.common import AsOption, JsonOption, new_group, open_command
from talentdb.console import answer, emit_json, say

__all__ = ["register"]

_NAMED = 5
"""Bodies named beside a problem that many of them have."""


def register(app: typer.Typer) -> None:
    """Add the groups."""
    database = new_group(app, "db", "Lược đồ cơ sở dữ liệu.")
    database.command("init", epilog="Ví dụ: talentdb db init")(db_init)
    database.command("check", epilog="Ví dụ: talentdb db check")(db_check)
    agencies = new_group(app, "agencies", "Cơ quan, đơn vị.")
    agencies.command("import", epilog="Ví dụ: talentdb agencies import co-quan.xlsx --json")(agencies_import)
    agencies.command("list", epilog="Ví dụ: talentdb agencies list --query SKHCN")(agencies_list)
    codes = new_group(app, "codes", "Danh mục mã.")
    codes.command("list", epilog="Ví dụ: talentdb codes list qualification")(codes_list)


def db_init(json: JsonOption = False) -> None:
    """Tạo vai trò, lược đồ, danh mục và kế hoạch trong cơ sở dữ liệu còn trống."""
    made: list[bool] = []
    from talentdb.console import progress
    from talentdb.runtime import open_runtime
    from talentdb.settings import Settings

    with progress() as bar, open_runtime(Settings(), progress=bar, on_initialised=lambda: made.append(True)):
        pass
    if json:
        emit_json({"initialised": bool(made)})
    else:
        say("Đã khởi tạo cơ sở dữ liệu." if made else "Cơ sở dữ liệu đã có sẵn lược đồ này.")


def db_check(json: JsonOption = False) -> None:
    """So cơ sở dữ liệu đang chạy với schema.sql; mã thoát 1 khi có khác biệt."""
    from talentdb.db.schema import differences

    with open_command() as runtime, runtime.work() as connection:
        found = differences(connection)
    if json:
        emit_json({"differences": found})
    else:
        answer("\n".join(found) if found else "Cơ sở dữ liệu đúng như schema.sql.")
    if found:
        raise typer.Exit(1)


def agencies_import(
    file: Annotated[Path, typer.Argument(help="Tệp json, csv hoặc xlsx.")], json: JsonOption = False,
    as_login: AsOption = None,
) -> None:  # fmt: skip
    """Nhập danh sách cơ quan: nhận ra theo mã, rồi tên hoặc tên gọi khác; cơ quan chưa có được thêm."""
    from talentdb.db.agency_file import parse_agencies
    from talentdb.registry.agencies import take_over_agencies

    entries = parse_agencies(file.name, _bytes_of(file))
    with open_command(as_login, drains=True) as runtime:
        outcome = take_over_agencies(runtime.engine, runtime.principal, entries)
    if json:
        emit_json(outcome)
        return
    for row in outcome:
        answer(f"{row['code']}\t{row['name']}")
    told: dict[str, list[str]] = {}
    for row in outcome:
        for problem in row["problems"]:
            told.setdefault(problem, []).append(row["code"] or "—")
    for problem, codes in told.items():
        more = f" và {len(codes) - _NAMED} dòng khác" if len(codes) > _NAMED else ""
        say(f"{problem}: {', '.join(codes[:_NAMED])}{more}.")


def _bytes_of(file: Path) -> bytes:
    from talentdb.errors import UsageError

    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"Không đọc được tệp {file.name}: {error.strerror}.", "Kiểm tra đường dẫn.") from error


def agencies_list(
    query: Annotated[str | None, typer.Option("--query", help="Một phần của tên, tên gọi khác hoặc mã.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Liệt kê cơ quan, đơn vị."""
    from talentdb.db.lookup import list_agencies

    with open_command(as_login) as runtime, runtime.work() as connection:
        rows = list_agencies(connection, query)
    _print_rows(rows, json)


def codes_list(
    name: Annotated[str | None, typer.Argument(help="Tên danh mục; bỏ trống để xem có những danh mục nào.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Liệt kê các danh mục, hoặc các mã của một danh mục."""
    from talentdb.db.lookup import list_codes

    with open_command(as_login) as runtime, runtime.work() as connection:
        rows = list_codes(connection, name)
    _print_rows(rows, json)


def _print_rows(rows: list[dict[str, Any]], json: bool) -> None:
    if json:
        emit_json(rows)
        return
    shown = ("code", "name", "label", "kind", "parent")
    for row in rows:
        answer("\t".join(str(row.get(key) or "") for key in shown if key in row))

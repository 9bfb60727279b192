"""`nominations import`: a list of nominees from a workbook of any layout."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from talentdb.commands.common import AsOption, JsonOption, open_command
from talentdb.console import answer, emit_json, say
from talentdb.errors import NotFoundError

__all__ = ["import_nominations", "register"]


def register(root: typer.Typer) -> None:
    """Add the command to the group `nominations` of the registry."""
    group = next(one.typer_instance for one in root.registered_groups if one.name == "nominations")
    if group is not None:
        group.command(
            "import",
            epilog="Ví dụ: talentdb nominations import sinh-vien.xlsx --plan hung-yen-2711 --instrument recognition "
            "--referrer 'Đại học Thử'",
        )(import_nominations)


def import_nominations(
    file: Annotated[Path, typer.Argument(help="Tệp Excel, ODS hoặc CSV, theo bố cục bất kỳ.")],
    plan: Annotated[str, typer.Option("--plan", help="Mã kế hoạch.")],
    instrument: Annotated[str, typer.Option("--instrument", help="Mã chính sách nhận đề cử.")],
    group: Annotated[str | None, typer.Option("--group", help="Nhóm nhân tài của chính sách.")] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Lý do đề cử, chung cho cả danh sách.")] = None,
    nominator: Annotated[str, typer.Option("--nominator", help="Ai đề cử; bỏ trống là tên tài khoản.")] = "",
    referrer: Annotated[str, typer.Option("--referrer", help="Ai giới thiệu.")] = "",
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Đề cử mọi người trong một danh sách; tệp nạp lại không đề cử ai lần hai."""
    from ingest.nominations import Batch, nominate_list, read_nominees
    from talentdb.plans import load_plan
    from talentdb.programmes.nomination_labels import REASON_OF_LIST

    if not file.is_file():
        raise NotFoundError(f"Không tìm thấy tệp {file.name}.", "Kiểm tra lại đường dẫn.")
    batch = Batch(load_plan(plan), instrument, group, reason or REASON_OF_LIST, nominator, referrer)
    with open_command(as_login) as runtime:
        document = read_nominees(file)
        with runtime.work() as connection:
            found = nominate_list(connection, runtime.principal, runtime.keyring, document, batch)
    if json:
        emit_json(asdict(found))
    else:
        for row in found.rows:
            place = f"{row.sheet}!{row.cell}" if row.cell else f"{row.sheet}, dòng {row.row}"
            answer(f"{place}\t{row.full_name}\t{row.message}")
        for sheet, cell, message in found.warnings:
            say(f"{sheet}!{cell}: {message}")
    if found.count("wrong"):
        raise typer.Exit(1)

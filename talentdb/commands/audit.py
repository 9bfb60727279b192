"""`audit`: the log for the auditor: its signed head, its verification, an export for a verifier that is not ours.

Parses, calls one use case, prints.
"""

from pathlib import Path
from typing import Annotated

import typer

from talentdb.commands.common import AsOption, JsonOption, new_group, open_command
from talentdb.console import answer, emit_json, say

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = new_group(app, "audit", "Nhật ký: đầu chuỗi đã ký, kiểm tra, xuất cho kiểm toán.")
    group.command("head", epilog="Ví dụ: talentdb audit head --all")(head)
    group.command("verify", epilog="Ví dụ: talentdb audit verify")(verify)
    group.command("export", epilog="Ví dụ: talentdb audit export -o nhatky.jsonl")(export)
    group.command("public-key", epilog="Ví dụ: talentdb audit public-key")(public_key)


def head(
    everything: Annotated[bool, typer.Option("--all", help="Mọi dòng neo, không chỉ dòng mới nhất.")] = False,
    json: JsonOption = False,
) -> None:
    """Ký đầu chuỗi nhật ký lúc này, ghi vào tệp neo, rồi in dòng ấy để cất hoặc gửi ra ngoài."""
    from talentdb.access.anchors import anchor_head, heads_file

    with open_command() as runtime:
        with runtime.work() as connection:
            anchor_head(connection, runtime.keyring, heads_file(runtime.home))
        lines = heads_file(runtime.home).read_text(encoding="utf-8").splitlines()
    shown = lines if everything else lines[-1:]
    if json:
        emit_json(shown)
        return
    for line in shown:
        answer(line)


def verify(json: JsonOption = False, as_login: AsOption = None) -> None:
    """Tính lại cả chuỗi và đối chiếu mọi dòng neo; mã thoát 1 khi nhật ký không còn nguyên vẹn."""
    from talentdb.access.anchors import heads_file
    from talentdb.access.chain import verify_chain
    from talentdb.access.rights import Action, require

    with open_command(as_login) as runtime, runtime.work() as connection:
        require(runtime.principal, Action.READ_AUDIT)
        found = verify_chain(connection, runtime.keyring, heads_file(runtime.home))
    if json:
        emit_json({"rows": found.rows, "intact": found.intact, "broken_at": found.broken_at,
                   "missing_heads": found.missing_heads, "last_anchor": found.last_anchor})  # fmt: skip
    elif found.intact:
        say(f"Nhật ký nguyên vẹn: {found.rows} dòng; neo gần nhất: {found.last_anchor or 'chưa có'}.")
    else:
        say(f"NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN. Dòng hỏng đầu tiên: {found.broken_at or '—'}; số dòng neo không khớp:"
            f" {found.missing_heads}.")  # fmt: skip
    if not found.intact:
        raise typer.Exit(1)


def export(
    out: Annotated[Path, typer.Option("-o", "--out", metavar="TỆP", help="Tệp JSON Lines để ghi.")],
    as_login: AsOption = None,
) -> None:
    """Xuất cả nhật ký với mã băm, để kiểm tra bằng scripts/verify_audit.py ở máy khác."""
    from talentdb.access.chain import export_chain
    from talentdb.services.output import replaced

    rows = 0
    with (
        open_command(as_login) as runtime,
        runtime.work() as connection,
        replaced(out) as (partial,),
        partial.open("w", encoding="utf-8", newline="\n") as file,
    ):
        for line in export_chain(connection, runtime.principal):
            file.write(f"{line}\n")
            rows += 1
    say(f"Đã ghi {rows} dòng vào {out}.")


def public_key(json: JsonOption = False) -> None:
    """In các khóa công khai của chữ ký đầu nhật ký, cũ trước: tên và khóa (thập lục phân)."""
    with open_command() as runtime:
        keys = {name: raw.hex() for name, raw in runtime.keyring.public_keys().items()}
    if json:
        emit_json(keys)
        return
    for name, raw in keys.items():
        answer(f"{name} {raw}")

"""`keys`: generations of the keys of a home, and changing them. Parses, calls one use case, prints; shows no key."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from talentdb.commands.backup import export_keys
from talentdb.commands.common import JsonOption, new_group, open_command
from talentdb.console import answer, emit_json, say

if TYPE_CHECKING:
    from talentdb.runtime import Runtime

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = new_group(app, "keys", "Khóa của nơi lưu dữ liệu: mã hóa, chỉ mục mù, ký nhật ký, phiên làm việc.")
    group.command("list", epilog="Ví dụ: talentdb keys list")(list_command)
    group.command("rotate", epilog="Ví dụ: talentdb keys rotate encryption")(rotate_command)
    group.command("export", epilog="Ví dụ: talentdb keys export -o khoa.talentdb")(export_keys)
    group.command("destroy-unused", epilog="Ví dụ: talentdb keys destroy-unused --yes")(destroy_command)


def _owner(runtime: "Runtime") -> str:
    from talentdb.errors import DatabaseUnavailable

    found = runtime.services.database.owner_url
    if found is None:
        raise DatabaseUnavailable(
            "Đổi khóa cần tài khoản quản trị của cơ sở dữ liệu.", "Đặt TALENTDB_DATABASE_OWNER_URL rồi chạy lại."
        )
    return found


def _refuse_company() -> None:
    """A web app that runs on would go on with the older key."""
    from talentdb.errors import ConflictError
    from talentdb.services import Claim
    from talentdb.settings import Settings

    home = Settings().home_path
    if home.is_dir() and Claim.exists(home):
        raise ConflictError(
            "Có chương trình khác đang dùng nơi lưu dữ liệu này.",
            "Dừng `talentdb serve` và các lệnh khác, rồi chạy lại.",
        )


def list_command(json: JsonOption = False) -> None:
    """Liệt kê các đời khóa: loại, đời, ngày tạo, số giá trị đang dùng. Không bao giờ in khóa."""
    from talentdb.access.keyring import PURPOSES
    from talentdb.registry.rekeying import count_generations
    from talentdb.services import key_file, key_generations
    from talentdb.settings import VIETNAM

    with open_command() as runtime, runtime.work() as connection:
        used = count_generations(connection)
        rows = []
        for purpose in PURPOSES:
            known = sorted(key_generations(runtime.home, purpose))
            for one in known:
                made = datetime.fromtimestamp(key_file(runtime.home, purpose, one).stat().st_mtime, VIETNAM)
                count = used[purpose].get(one, 0) if purpose in used else None
                rows.append({"purpose": purpose, "generation": one, "made_at": made.isoformat(timespec="seconds"),
                             "newest": one == known[-1], "values": count})  # fmt: skip
    if json:
        emit_json(rows)
        return
    for row in rows:
        used_by = "" if row["values"] is None else f"{row['values']} giá trị"
        answer(f"{row['purpose']}\t{row['generation']}\t{row['made_at']}\t{used_by}".rstrip())


def rotate_command(
    purpose: Annotated[str, typer.Argument(help="encryption, blind-index, audit hoặc sessions.")],
    json: JsonOption = False,
) -> None:
    """Đổi sang khóa mới: mã hóa lại hoặc tính lại mọi giá trị cần; dừng giữa chừng thì chạy lại là làm tiếp."""
    from talentdb.registry.rekeying import rotate

    if purpose in {"encryption", "blind-index"}:
        _refuse_company()
    with open_command() as runtime:
        done = rotate(runtime.home, _owner(runtime), purpose)
    if json:
        emit_json(asdict(done))
        return
    say(f"Khóa {done.purpose} nay là đời {done.generation}; đã làm lại {done.rows} giá trị.")
    say("Giữ các khóa cũ cùng những bản sao lưu trước lúc này; bản sao lưu ấy cần chúng.")


def destroy_command(
    yes: Annotated[bool, typer.Option("--yes", help="Xác nhận: khóa đã hủy không lấy lại được.")] = False,
    json: JsonOption = False,
) -> None:
    """Hủy các khóa cũ mà không giá trị nào của cơ sở dữ liệu còn dùng; bản sao lưu cũ vẫn cần chúng."""
    from talentdb.errors import UsageError
    from talentdb.registry.rekeying import destroy_unused

    if not yes:
        raise UsageError("Khóa đã hủy không lấy lại được.", "Cất khóa cũ cùng các bản sao lưu cũ, rồi thêm --yes.")
    _refuse_company()
    with open_command() as runtime:
        gone = destroy_unused(runtime.home, _owner(runtime))
    if json:
        emit_json(gone)
        return
    say(f"Đã hủy {sum(map(len, gone.values()))} khóa.")

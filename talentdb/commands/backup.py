"""`backup`, `restore`, `verify`: nothing is lost; and `export` of the group `keys`, which opens what was saved."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talentdb.commands.common import JsonOption
from talentdb.console import answer, emit_json, say

if TYPE_CHECKING:
    from talentdb.backup.verify import Report

__all__ = ["export_keys", "register"]

_Keys = Annotated[Path | None, typer.Option("--keys", metavar="TỆP", help="Tệp khóa của `talentdb keys export`.")]
_Passphrase = Annotated[
    Path | None, typer.Option("--passphrase-file", metavar="TỆP", help="Đọc mật khẩu của tệp khóa từ tệp này.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("backup", epilog="Ví dụ: talentdb backup -o sao-luu/2026-11-22")(backup)
    app.command("restore", epilog="Ví dụ: talentdb restore sao-luu/2026-11-22 --until 2026-11-22T08:30")(restore)
    app.command("verify", epilog="Ví dụ: talentdb verify sao-luu/2026-11-22 --json")(verify)


def backup(
    out: Annotated[Path, typer.Option("-o", "--out", metavar="THƯ_MỤC", help="Thư mục mới; không bao giờ ghi đè.")],
    log: Annotated[
        bool, typer.Option("--log", help="Chỉ chép tiếp nhật ký vào bản sao lưu đã có ở đó, ví dụ mỗi phút.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Sao lưu: toàn bộ cơ sở dữ liệu và nhật ký của nó, đã mã hóa và ký; không có khóa trong đó."""
    from talentdb.backup import labels
    from talentdb.backup.make import make_backup, ship_log
    from talentdb.console import progress
    from talentdb.runtime import open_runtime
    from talentdb.settings import Settings

    with progress() as bar, open_runtime(Settings(), progress=bar) as runtime:
        if log:
            shipped = ship_log(runtime, out)
            if json:
                emit_json({"until": shipped.until if shipped else None, "folder": str(out)})
            elif shipped:
                say(labels.SHIPPED.format(folder=out, until=shipped.until))
            return
        made = make_backup(runtime, out, bar)
    rows = sum(table.rows for table in made.tables.values())
    if json:
        emit_json(
            {
                "backup_id": made.backup_id,
                "kind": made.kind,
                "files": len(made.files),
                "bytes": made.size,
                "tables": len(made.tables),
                "rows": rows,
                "marked_at": made.marked_at,
                "folder": str(out),
            }
        )
        return
    size = made.size >> 20
    say(labels.MADE.format(folder=out, files=len(made.files), size=size, tables=len(made.tables), rows=rows))
    say(labels.KEEP_KEYS)


def restore(
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Bản sao lưu.")],
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="LÚC", help="Trạng thái lúc đó (giờ Việt Nam); mặc định mới nhất."),
    ] = None,
    keys: _Keys = None,
    passphrase_file: _Passphrase = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Dời dữ liệu đang có sang bên cạnh thay vì từ chối.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Khôi phục một bản sao lưu vào TALENTDB_HOME; hỏng giữa chừng thì mọi thứ vẫn như trước."""
    from talentdb.backup import labels
    from talentdb.backup.restore import restore as restore_backup
    from talentdb.backup.restored import bring_up
    from talentdb.console import progress
    from talentdb.settings import Settings

    moment, secrets = _moment(until), _secrets(keys, passphrase_file)
    with progress() as bar:
        done = restore_backup(Settings(), folder, bar, until=moment, secrets=secrets, replace_home=replace)
        bring_up(Settings(), done, bar)
    if json:
        emit_json({"backup_id": done.manifest.backup_id, "until": done.until, "seconds": round(done.seconds, 1),
                   "set_aside": str(done.set_aside) if done.set_aside else None})  # fmt: skip
        return
    say(labels.RESTORED.format(folder=folder, until=until or labels.NEWEST, seconds=round(done.seconds)))
    if done.set_aside:
        say(labels.SET_ASIDE.format(folder=done.set_aside))


def verify(
    folder: Annotated[
        Path | None, typer.Argument(metavar="THƯ_MỤC", help="Bản sao lưu; bỏ trống: kiểm tra dữ liệu đang chạy.")
    ] = None,
    keys: _Keys = None,
    passphrase_file: _Passphrase = None,
    json: JsonOption = False,
) -> None:
    """Chứng minh: khôi phục thử bản sao lưu rồi so từng bảng, chuỗi nhật ký, khóa, phân quyền, chỉ mục, dựng lại."""
    from talentdb.backup.verify import verify_backup, verify_home
    from talentdb.console import progress
    from talentdb.runtime import open_runtime
    from talentdb.settings import Settings

    with progress() as bar:
        if folder is not None:
            report = verify_backup(Settings(), folder, bar, _secrets(keys, passphrase_file))
        else:
            with open_runtime(Settings(), progress=bar) as runtime:
                report = verify_home(runtime, bar)
    _tell(report, json)
    if not report.good:
        raise typer.Exit(1)


def _tell(report: "Report", json: bool) -> None:
    from talentdb.backup import labels

    if json:
        emit_json(report.as_json())
        return
    words = {"good": labels.GOOD, "bad": labels.BAD, "skipped": labels.SKIPPED}
    for check in report.checks:
        answer("\t".join(part for part in (words[check.result], labels.CHECKS[check.name], check.detail) if part))
    if report.rto is not None and report.rpo is not None:
        answer(labels.VERIFIED.format(rto=round(report.rto), rpo=round(report.rpo)))


def export_keys(
    out: Annotated[Path, typer.Option("-o", "--out", metavar="TỆP", help="Tệp khóa, cất riêng với bản sao lưu.")],
    passphrase_file: _Passphrase = None,
) -> None:
    """Ghi mọi khóa ra một tệp, mã hóa bằng mật khẩu; không có tệp này thì không mở được bản sao lưu."""
    from talentdb.backup import labels
    from talentdb.backup.keys import export_keys as exported
    from talentdb.backup.restored import log_export
    from talentdb.runtime import open_runtime
    from talentdb.services.output import replaced
    from talentdb.settings import Settings

    passphrase = _passphrase(passphrase_file, twice=True)
    with open_runtime(Settings()) as runtime, replaced(out) as (partial,):
        content = exported(runtime.home, passphrase)
        log_export(runtime)
        partial.touch(mode=0o600)
        partial.write_bytes(content)
    say(labels.KEYS_WRITTEN.format(file=out))


def _secrets(keys: Path | None, passphrase_file: Path | None) -> dict[str, bytes] | None:
    """The secrets of a key file; None when none is named."""
    if keys is None:
        return None
    from talentdb.backup.keys import read_key_file

    return read_key_file(keys.read_bytes(), _passphrase(passphrase_file))


def _passphrase(file: Path | None, *, twice: bool = False) -> str:
    from talentdb.backup import labels
    from talentdb.errors import UsageError

    if file is not None:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError(*labels.NO_PASSPHRASE)
    from getpass import getpass

    given = getpass("Mật khẩu của tệp khóa: ")
    if twice and getpass("Gõ lại: ") != given:
        raise UsageError(*labels.PASSPHRASES_DIFFER)
    return given


def _moment(given: str | None) -> datetime | None:
    """A moment; without a zone, that of Hưng Yên.

    Raises: UsageError for anything else.
    """
    if given is None:
        return None
    from talentdb.backup import labels
    from talentdb.errors import UsageError
    from talentdb.settings import VIETNAM

    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        raise UsageError(labels.BAD_TIME[0].format(given=given), labels.BAD_TIME[1]) from None
    return found if found.tzinfo else found.replace(tzinfo=VIETNAM)

"""`privacy erase` and what goes with it: erasing people, what is left of that, letting data in again.

Parses, calls one use case, prints.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands.common import LARGEST_NUMBER, AsOption, JsonOption, open_command
from talentdb.console import answer, emit_json, say

if TYPE_CHECKING:
    from talentdb.privacy.erasure import Tombstone

__all__ = ["add"]


def add(group: typer.Typer) -> None:
    """Add the commands to the group `privacy`."""
    group.command("erase", epilog="Ví dụ: talentdb privacy erase 1024 request 'Yêu cầu số 3' --request 3 --yes")(
        erase
    )
    group.command("erasures", epilog="Ví dụ: talentdb privacy erasures --json")(erasures)
    group.command("release", epilog="Ví dụ: talentdb privacy release 2 'QĐ 30/QĐ-UBND' 'Tuyển dụng lại'")(release)
    group.command("reapply", epilog="Ví dụ: talentdb privacy reapply")(reapply)


def erase(
    person: Annotated[int, typer.Argument(metavar="NGƯỜI", min=1, max=LARGEST_NUMBER, help="Số của người đó.")],
    ground: Annotated[
        str, typer.Argument(metavar="CĂN_CỨ", help="request, purpose, term, decision hoặc agreement (Điều 14).")
    ],
    reason: Annotated[str, typer.Argument(metavar="VĂN_BẢN", help="Số, ngày văn bản; không nêu tên người được xóa.")],
    request: Annotated[
        int | None, typer.Option("--request", metavar="SỐ", min=1, max=LARGEST_NUMBER, help="Thực hiện yêu cầu này.")
    ] = None,
    also: Annotated[
        list[int] | None, typer.Option("--also", metavar="SỐ", help="Dòng còn ngờ cũng là của người này.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Xóa thật; không có thì chỉ cho biết sẽ xóa gì.")] = False,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Xóa mọi dữ liệu về một người mà luật không buộc giữ; không lấy lại được."""
    from talentdb.privacy import erasure_labels as words
    from talentdb.privacy.erasure import erase as use_case
    from talentdb.privacy.erasure import preview
    from talentdb.privacy.erasure_ledger import ledger_kept

    chosen = tuple(also or ())
    with open_command(as_login, drains=yes) as runtime:
        if not yes:
            with runtime.work() as connection:
                seen = preview(connection, runtime.principal, runtime.keyring, person, also=chosen)
            told: dict[str, Any] = {
                "removed": dict(seen.removed), "kept": list(seen.kept), "files": seen.files,
                "namesakes": seen.namesakes,
                "doubtful": [
                    {"record": one.record, "submission": one.submission_id, "place": f"{one.sheet}!{one.row}"}
                    for one in seen.doubtful
                ],
            }  # fmt: skip
            _told(told, json)
            say("Chưa xóa gì. Thêm --yes để xóa; không lấy lại được.")
            return
        with runtime.work() as connection:
            done = use_case(
                connection,
                runtime.principal,
                runtime.keyring,
                person,
                ground,
                reason,
                request_id=request,
                also=chosen,
            )
        with runtime.work() as connection:
            if not ledger_kept(connection, runtime.home):
                say(words.LEDGER_LATER)
    _told({**_tombstone(done.tombstone), "left": dict(done.left)}, json)


def erasures(json: JsonOption = False, as_login: AsOption = None) -> None:
    """Những lần đã xóa: ai, khi nào, căn cứ, xóa và giữ bao nhiêu dòng; không có gì về người được xóa."""
    from talentdb.privacy.erasure import list_erasures

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = [_tombstone(one) for one in list_erasures(connection)]
    if json:
        emit_json(found)
        return
    for one in found:
        answer("\t".join(str(one[name]) for name in ("number", "made_at", "ground", "article", "reason", "login")))


def release(
    number: Annotated[int, typer.Argument(metavar="SỐ", min=1, max=LARGEST_NUMBER, help="Số của lần xóa.")],
    paper: Annotated[str, typer.Argument(metavar="VĂN_BẢN", help="Số, ngày văn bản làm căn cứ mới.")],
    reason: Annotated[str, typer.Argument(metavar="LÝ_DO", help="Vì sao được nhận lại.")],
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Cho nhận lại dữ liệu của người đã xóa, khi có căn cứ mới."""
    from talentdb.privacy.erasure import release as use_case
    from talentdb.privacy.erasure_ledger import keep_ledger

    with open_command(as_login) as runtime:
        with runtime.work() as connection:
            found = use_case(connection, runtime.principal, number, paper, reason)
        with runtime.work() as connection:
            keep_ledger(connection, runtime.home)
    _told(_tombstone(found), json)


def reapply(
    ledger: Annotated[
        Path | None, typer.Option("--ledger", metavar="TỆP", help="Sổ xóa; mặc định sổ của nơi lưu này.")
    ] = None,
    withdrawals: Annotated[
        Path | None,
        typer.Option("--withdrawals", metavar="TỆP", help="Sổ rút lại đồng ý; mặc định sổ của nơi lưu này."),
    ] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Áp dụng lại các lần xóa và rút lại sự đồng ý sau khi khôi phục một bản sao lưu cũ."""
    from talentdb.privacy.erasure_ledger import keep_ledger, ledger_file, read_ledger
    from talentdb.privacy.erasure_ledger import reapply as use_case
    from talentdb.privacy.withdrawal_ledger import keep_withdrawals, read_withdrawals, withdrawals_file
    from talentdb.privacy.withdrawal_ledger import reapply as withdraw_again

    with open_command(as_login, drains=True) as runtime:
        entries = read_ledger(ledger or ledger_file(runtime.home))
        lines = read_withdrawals(withdrawals or withdrawals_file(runtime.home))
        with runtime.work() as connection:
            done = use_case(connection, runtime.principal, runtime.keyring, entries)
            withdrawn = withdraw_again(connection, runtime.principal, lines)
        with runtime.work() as connection:
            keep_ledger(connection, runtime.home)
            keep_withdrawals(connection, runtime.home)
    _told({"erasures": list(done.erasures), "records": done.records, "withdrawals": withdrawn}, json)


def _tombstone(one: "Tombstone") -> dict[str, Any]:
    return {
        "number": one.number, "made_at": one.made_at.isoformat(timespec="seconds"), "ground": one.ground,
        "article": one.article, "reason": one.reason, "request": one.request_id, "removed": dict(one.removed),
        "kept": list(one.kept), "files": list(one.files), "login": one.login, "released": one.released,
    }  # fmt: skip


def _told(found: dict[str, Any], json: bool) -> None:
    if json:
        emit_json(found)
        return
    for name, value in found.items():
        answer(f"{name}\t{'' if value is None else value}")

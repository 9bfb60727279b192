"""`nominations`: nominate, look, screen, accept, refuse, withdraw. Whole lists come by `ingest.nominations`."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands.common import (
    LARGEST_NUMBER,
    AsOption,
    JsonOption,
    new_group,
    open_command,
    parse_day,
    parse_filters,
)
from talentdb.console import answer, emit_json

if TYPE_CHECKING:
    from talentdb.programmes.nominations import Nomination

__all__ = ["register"]

_Number = Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của đề cử.")]
_Reason = Annotated[str, typer.Option("--reason", help="Lý do.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = new_group(app, "nominations", "Tiến cử, tự tiến cử và danh sách giới thiệu nhân tài.")
    group.command("list", epilog="Ví dụ: talentdb nominations list --state open --json")(nominations_list)
    group.command(
        "add",
        epilog="Ví dụ: talentdb nominations add hung-yen-2711 recognition --name 'Trần Thị Thử' "
        "--value birth_date=2001-05-06 --reason 'Giải nhất quốc gia'",
    )(nominations_add)
    group.command("screen", epilog="Ví dụ: talentdb nominations screen 12 13 --json")(nominations_screen)
    group.command("accept", epilog="Ví dụ: talentdb nominations accept 12 --agency SO-NV --person 1024")(
        nominations_accept
    )
    group.command("refuse", epilog="Ví dụ: talentdb nominations refuse 12 --reason 'Chưa đủ thành tích'")(
        nominations_refuse
    )
    group.command("withdraw", epilog="Ví dụ: talentdb nominations withdraw 12 --reason 'Đề cử nhầm'")(
        nominations_withdraw
    )


def nominations_list(
    plan: Annotated[str | None, typer.Option("--plan", help="Chỉ một kế hoạch.")] = None,
    state: Annotated[str | None, typer.Option("--state", help="open, accepted, refused hoặc withdrawn.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Liệt kê các đề cử mà tài khoản được xem, mới nhất trước."""
    from talentdb.errors import UsageError
    from talentdb.programmes.nomination_labels import STATES
    from talentdb.programmes.nominations import list_nominations

    if state is not None and state not in STATES:
        raise UsageError(f"Không có trạng thái “{state}”.", f"Chọn: {', '.join(STATES)}.")
    with open_command(as_login) as runtime, runtime.work() as connection:
        found = list_nominations(connection, runtime.principal, plan=plan, state=state)
    if json:
        emit_json([asdict(one) for one in found])
        return
    for one in found:
        answer(_line(one))


def nominations_add(
    plan: Annotated[str, typer.Argument(help="Mã kế hoạch.")],
    instrument: Annotated[str, typer.Argument(help="Mã chính sách nhận đề cử.")],
    name: Annotated[str, typer.Option("--name", help="Họ và tên người được đề cử.")],
    reason: Annotated[str, typer.Option("--reason", help="Lý do, thành tích.")],
    value: Annotated[
        list[str] | None,
        typer.Option("--value", metavar="TÊN=GIÁ_TRỊ", help="Thông tin, ví dụ birth_date=2001-05-06; lặp lại được."),
    ] = None,
    group: Annotated[str | None, typer.Option("--group", help="Nhóm nhân tài của chính sách.")] = None,
    nominator: Annotated[str, typer.Option("--nominator", help="Ai đề cử; bỏ trống là tên tài khoản.")] = "",
    referrer: Annotated[str, typer.Option("--referrer", help="Ai giới thiệu.")] = "",
    own: Annotated[bool, typer.Option("--own", help="Tự đề cử.")] = False,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Đề cử một người cho một chính sách."""
    from talentdb.plans import load_plan
    from talentdb.programmes.nominations import nominate

    told: dict[str, Any] = {"full_name": name, **dict(parse_filters(value))}
    with open_command(as_login) as runtime, runtime.work() as connection:
        one = nominate(
            connection, runtime.principal, runtime.keyring, load_plan(plan), instrument, told, reason=reason,
            group=group, nominator=nominator, referrer=referrer, is_own=own,
        )  # fmt: skip
    _tell(one, json)


def nominations_screen(
    numbers: Annotated[list[int], typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của các đề cử.")],
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Đối chiếu đề cử với cơ sở dữ liệu, hồ sơ đang có và các đề cử khác."""
    from talentdb.programmes.screening import screen

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = screen(connection, runtime.principal, numbers)
    if json:
        emit_json([asdict(one) for one in found])
        return
    for one in found:
        answer(f"{one.nomination}\t{len(one.persons)} người\t{len(one.nominations)} đề cử khác")
        for person in one.persons:
            sure = "chắc chắn" if person.decision == "merge" else "có thể"
            cases = ", ".join(f"hồ sơ {case.number}" for case in person.cases)
            answer(f"    {person.person_id}\t{person.full_name}\t{sure}\t{'; '.join(person.evidence)}\t{cases}")
        for other in one.nominations:
            answer(f"    đề cử {other.number}\t{other.instrument}\t{other.state}")


def nominations_accept(
    number: _Number,
    person: Annotated[
        int | None, typer.Option("--person", min=1, max=LARGEST_NUMBER, help="Là ai trong cơ sở dữ liệu.")
    ] = None,
    agency: Annotated[str | None, typer.Option("--agency", help="Mã cơ quan của hồ sơ.")] = None,
    need: Annotated[
        int | None, typer.Option("--need", min=1, max=LARGEST_NUMBER, help="Nhu cầu được duyệt mà hồ sơ đáp ứng.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Vì sao vẫn nhận, nếu đã có người hoặc hồ sơ.")] = "",
    day: Annotated[str | None, typer.Option("--day", metavar="NGÀY", help="Ngày mở hồ sơ.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Nhận một đề cử đã đối chiếu: hồ sơ được mở."""
    from talentdb.db.lookup import find_agency_id
    from talentdb.programmes.acceptance import accept

    opened = parse_day(day)
    with open_command(as_login) as runtime, runtime.work() as connection:
        body = find_agency_id(connection, agency) if agency else None
        one = accept(
            connection, runtime.principal, number, person_id=person, agency_id=body, approved_need_id=need,
            reason=reason, day=opened,
        )  # fmt: skip
    _tell(one, json)


def nominations_refuse(number: _Number, reason: _Reason, json: JsonOption = False, as_login: AsOption = None) -> None:
    """Không nhận một đề cử; lý do được báo cho nơi đề cử."""
    from talentdb.programmes.nominations import refuse

    with open_command(as_login) as runtime, runtime.work() as connection:
        one = refuse(connection, runtime.principal, number, reason)
    _tell(one, json)


def nominations_withdraw(
    number: _Number, reason: _Reason, json: JsonOption = False, as_login: AsOption = None
) -> None:
    """Rút đề cử của chính mình."""
    from talentdb.programmes.nominations import withdraw

    with open_command(as_login) as runtime, runtime.work() as connection:
        one = withdraw(connection, runtime.principal, number, reason)
    _tell(one, json)


def _tell(one: "Nomination", json: bool) -> None:
    if json:
        emit_json(asdict(one))
    else:
        answer(_line(one))


def _line(one: "Nomination") -> str:
    from talentdb.programmes.nomination_labels import STATES

    case = f"\thồ sơ {one.decision.case}" if one.decision and one.decision.case else ""
    return f"{one.number}\t{one.plan}\t{one.instrument}\t{one.full_name}\t{one.nominator}\t{STATES[one.state]}{case}"

"""`cases note|name-person|withdraw|recognised`: what is done to a case outside its steps, and who is recognised."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands.common import LARGEST_NUMBER, AsOption, JsonOption, open_command, parse_day
from talentdb.console import answer, emit_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from talentdb.programmes.model import Case

__all__ = ["add"]

_Number = Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của hồ sơ.")]
_Expected = Annotated[
    int | None,
    typer.Option("--expected", min=1, max=2**31 - 1, help="Số của bước mới nhất đã xem; khác thì không làm."),
]


def add(group: typer.Typer) -> None:
    """Add the commands to the group `cases`."""
    group.command("note", epilog="Ví dụ: talentdb cases note 12 --reason 'Đã gọi điện' --fact cost=1500000")(note)
    group.command("name-person", epilog="Ví dụ: talentdb cases name-person 12 345")(name_person)
    group.command("withdraw", epilog="Ví dụ: talentdb cases withdraw 12 --reason 'Người được đề nghị rút'")(withdraw)
    group.command("recognised", epilog="Ví dụ: talentdb cases recognised --plan hung-yen-2711 --on 2026-12-31")(
        recognised
    )


def note(
    number: _Number,
    reason: Annotated[str, typer.Option("--reason", help="Nội dung ghi chú.")] = "",
    fact: Annotated[
        list[str] | None, typer.Option("--fact", metavar="TÊN=GIÁ_TRỊ", help="Thông tin của hồ sơ; lặp lại được.")
    ] = None,
    expected: _Expected = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Ghi chú hoặc sửa thông tin của một hồ sơ, không chuyển chặng."""
    from talentdb.programmes import cases

    facts = _parse_facts(fact)
    _act(cases.add_note, number, expected, json, as_login, reason=reason, facts=facts)


def name_person(
    number: _Number,
    person: Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của người trong cơ sở dữ liệu.")],
    expected: _Expected = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Nói hồ sơ là của ai trong cơ sở dữ liệu, khi lúc mở người đó chưa có; chỉ làm được một lần."""
    from talentdb.programmes import cases

    _act(cases.name_person, number, expected, json, as_login, person_id=person)


def withdraw(
    number: _Number,
    reason: Annotated[str, typer.Option("--reason", help="Lý do rút.")],
    day: Annotated[str | None, typer.Option("--day", metavar="NGÀY", help="Ngày rút.")] = None,
    expected: _Expected = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Rút một hồ sơ chưa có quyết định, khi chính sách không có bước rút."""
    from talentdb.programmes import cases

    _act(cases.withdraw, number, expected, json, as_login, reason=reason, day=parse_day(day))


def _act(
    act: "Callable[..., Case]", number: int, expected: int | None, json: bool, as_login: str | None, **given: Any
) -> None:
    from talentdb.programmes.cases import read_case

    with open_command(as_login) as runtime, runtime.work() as connection:
        newest = expected or read_case(connection, runtime.principal, number).last.number
        case = act(connection, runtime.principal, number, expected=newest, **given)
    if json:
        told = {"number": case.number, "stage": case.stage, "ended": case.ended}
        emit_json({**told, "person_id": case.person_id, "newest": case.last.number})
    else:
        answer(f"{case.number}\t{case.last.number}\t{case.last.reason}".rstrip())


def recognised(
    plan: Annotated[str | None, typer.Option("--plan", help="Chỉ một kế hoạch.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="NGÀY", help="Tình hình vào ngày này.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Liệt kê người được công nhận theo hồ sơ: từ ngày nào, đến hết ngày nào, còn hiệu lực không."""
    from talentdb.programmes.recognitions import list_recognitions
    from talentdb.settings import today

    day = parse_day(on) or today()
    with open_command(as_login) as runtime, runtime.work() as connection:
        found = list_recognitions(connection, runtime.principal, plan=plan)
    lines = [
        {
            "case": one.case, "title": one.title, "person_id": one.person_id, "agency": one.agency, "plan": one.plan,
            "instrument": one.instrument and one.instrument.code,
            "in_registry": one.person_id is not None and not one.is_gone, "group": one.span.group,
            "group_name": one.group_name,
            "begins": one.span.begins, "last_day": one.last_day, "state": one.state(day), "paper": one.span.paper,
        }
        for one in found
    ]  # fmt: skip
    if json:
        emit_json(lines)
        return
    for line in lines:
        last = line["last_day"] or "không nêu thời hạn"
        answer(
            "\t".join(
                map(str, (line["case"], line["title"], line["group_name"], line["begins"], last, line["state"]))
            )
        )


def _parse_facts(given: list[str] | None) -> dict[str, str]:
    from talentdb.commands.cases import parse_facts

    return parse_facts(given)

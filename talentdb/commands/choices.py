"""`plans choose`, `plans choices`: how what a plan leaves open is read."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands.common import AsOption, JsonOption, open_command
from talentdb.console import answer, emit_json

if TYPE_CHECKING:
    from talentdb.plans.choices import Standing

__all__ = ["register"]

_Plan = Annotated[str, typer.Argument(help="Mã kế hoạch.")]


def register(plans: typer.Typer) -> None:
    """Add the commands to the group `plans`."""
    plans.command("choices", epilog="Ví dụ: talentdb plans choices hung-yen-2711")(choices)
    plans.command(
        "choose",
        epilog="Ví dụ: talentdb plans choose hung-yen-2711 minority ethnicity --reason 'VB 12/UBND'",
    )(choose)


def choices(plan: _Plan, json: JsonOption = False, as_login: AsOption = None) -> None:
    """Những điều kế hoạch để ngỏ: cách hiểu đang dùng, các cách khác, ai đã chọn, vì sao."""
    from talentdb.plans.choices import standings

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = standings(connection, plan)
    if json:
        emit_json([_document(one) for one in found])
        return
    if not found:
        answer("Kế hoạch này không để ngỏ điều gì.")
    for one in found:
        answer(f"{one.key}\t{one.reading.question}")
        for key, option in one.reading.options.items():
            mark = "→" if key == one.option else " "
            default = " (mặc định)" if key == one.reading.default else ""
            answer(f"  {mark} {key}\t{option.label}{default}")
        for past in one.history:
            answer(f"    {past.chosen_at:%d/%m/%Y} {past.login or 'người vận hành'}: {past.option}, vì {past.reason}")


def choose(
    plan: _Plan,
    reading: Annotated[str, typer.Argument(help="Điều để ngỏ, như plans choices liệt kê.")],
    option: Annotated[str, typer.Argument(help="Cách hiểu được chọn.")],
    reason: Annotated[str, typer.Option("--reason", help="Vì sao: con số của báo cáo sẽ khác đi.")],
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Chọn cách hiểu khác cho điều kế hoạch để ngỏ; lịch sử được giữ lại."""
    from talentdb.plans import choices as store

    with open_command(as_login) as runtime, runtime.work() as connection:
        counting = store.choose(connection, runtime.principal, plan, reading, option, reason)
    if json:
        emit_json(dict(counting))
    else:
        answer(f"Từ nay {reading} của {plan} được hiểu là {counting[reading]}.")


def _document(one: "Standing") -> dict[str, Any]:
    return {
        "reading": one.key,
        "question": one.reading.question,
        "option": one.option,
        "default": one.reading.default,
        "options": {key: {"label": o.label, "text": o.text} for key, o in one.reading.options.items()},
        "history": [
            {"option": past.option, "reason": past.reason, "login": past.login, "chosen_at": past.chosen_at}
            for past in one.history
        ],
    }

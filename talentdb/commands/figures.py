"""`indicators`, `plans`: the figures against the targets."""

from typing import Annotated

import typer

from talentdb.commands import choices, duties, outlook, snapshots
from talentdb.commands.common import AsOption, JsonOption, new_group, open_command, parse_day
from talentdb.console import answer, emit_json

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the groups."""
    indicators = new_group(app, "indicators", "Chỉ tiêu của các kế hoạch.")
    indicators.command(
        "compute", epilog="Ví dụ: talentdb indicators compute --plan hung-yen-2711 --by agency --json"
    )(compute)
    snapshots.register(indicators)
    outlook.register(indicators)
    plans = new_group(app, "plans", "Các kế hoạch được theo dõi.")
    plans.command("list", epilog="Ví dụ: talentdb plans list")(plans_list)
    plans.command("show", epilog="Ví dụ: talentdb plans show hung-yen-2711")(plans_show)
    choices.register(plans)
    duties.register(plans)


def compute(
    plan: Annotated[str, typer.Option("--plan", help="Mã kế hoạch.")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="NGÀY", help="Mặc định hôm nay.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="agency, commune, sector, field hoặc post.")] = None,
    agency: Annotated[str | None, typer.Option("--agency", help="Chỉ một cơ quan và các đơn vị trực thuộc.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Tính các chỉ tiêu: tử số, mẫu số, tỷ lệ, khoảng, mục tiêu, số người còn thiếu."""
    from talentdb.indicators.engine import compute as compute_indicators
    from talentdb.plans import load_plan
    from talentdb.settings import today
    from talentdb.text import format_number, format_percent

    day = parse_day(as_of) or today()
    with open_command(as_login) as runtime, runtime.work() as connection:
        document = compute_indicators(connection, runtime.principal, load_plan(plan), day, by=by, agency=agency)
    if json:
        emit_json(document)
        return
    for item in document["indicators"]:
        value = "—" if item["value"] is None else format_percent(item["value"])
        answer(f"{item['code']}\t{value}\t{item['numerator']}/{item['denominator']}\t{item['name']}")
        for row in item.get("rows") or []:
            share = "—" if row["value"] is None else format_percent(row["value"])
            answer(f"    {share}\t{format_number(row['denominator'] or 0)}\t{row['name']}")


def plans_list(json: JsonOption = False) -> None:
    """Liệt kê các kế hoạch."""
    from talentdb.plans import list_plans, load_plan

    plans = [load_plan(code) for code in list_plans()]
    rows = [{"code": plan.code, "title": plan.title, "province": plan.province} for plan in plans]
    if json:
        emit_json(rows)
        return
    for row in rows:
        answer(f"{row['code']}\t{row['title']}")


def plans_show(plan: Annotated[str, typer.Argument(help="Mã kế hoạch.")], json: JsonOption = False) -> None:
    """Xem một kế hoạch: chỉ tiêu, cách tính, mục tiêu."""
    from talentdb.plans import load_plan

    document = load_plan(plan).model_dump(mode="json")
    if json:
        emit_json(document)
        return
    answer(document["title"])
    for item in document["indicators"]:
        answer(f"{item['code']}\t{item['name']}\n    {item['definition']}")

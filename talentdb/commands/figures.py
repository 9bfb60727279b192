"""`indicators`, `plans`: the figures against the targets."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from talentdb.commands import choices, duties, outlook, page, snapshots, targets
from talentdb.commands.common import AsOption, JsonOption, figures_day, new_group, open_command
from talentdb.console import answer, emit_json, say

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the groups."""
    indicators = new_group(app, "indicators", "Chỉ tiêu của các kế hoạch.")
    indicators.command(
        "compute", epilog="Ví dụ: talentdb indicators compute --plan hung-yen-2711 --by agency --json"
    )(compute)
    snapshots.register(indicators)
    outlook.register(indicators)
    targets.register(indicators)
    page.register(indicators)
    plans = new_group(app, "plans", "Các kế hoạch được theo dõi.")
    plans.command("list", epilog="Ví dụ: talentdb plans list")(plans_list)
    plans.command("show", epilog="Ví dụ: talentdb plans show hung-yen-798 --instrument master-it")(plans_show)
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
    """Tính các chỉ tiêu: tỷ lệ, khoảng có thể và vì sao, số cơ quan đã báo cáo, mục tiêu, số người còn thiếu."""
    from talentdb.indicators.engine import compute as compute_indicators
    from talentdb.indicators.labels import CUT_NAMES
    from talentdb.plans import load_plan

    day = figures_day(as_of)
    with open_command(as_login) as runtime, runtime.work() as connection:
        document = compute_indicators(connection, runtime.principal, load_plan(plan), day, by=by, agency=agency)
    if json:
        emit_json(document)
        return
    if not document["indicators"]:
        answer(f"Kế hoạch {document['plan']} không đặt chỉ tiêu bằng số: không có gì để tính.")
    cuts = {one.code: one.cuts for one in load_plan(plan).indicators}
    for item in document["indicators"]:
        _tell(document["plan"], item)
        if by is not None and by in CUT_NAMES and by not in cuts[item["code"]]:
            answer(f"    {_without(by, cuts[item['code']])}")


def _without(by: str, cuts: Sequence[str]) -> str:
    """That an indicator has no rows of a cut, and of which it has."""
    from talentdb.indicators.labels import CUT_NAMES

    there = ", ".join(f"{CUT_NAMES[cut].lower()} ({cut})" for cut in cuts if cut in CUT_NAMES)
    told = f"Không cắt được theo {CUT_NAMES[by].lower()}"
    return f"{told}; cắt được theo: {there}." if there else f"{told}, chỉ có số chung."


def _tell(plan: str, item: Mapping[str, Any]) -> None:
    """One indicator: the share with its people, the interval and what leaves it open, the target, the rows."""
    from talentdb.indicators import open_words as words
    from talentdb.indicators.units import unit
    from talentdb.text import format_number

    counted = f"{item['numerator']}/{item['denominator']}"
    own = unit(plan, item)
    answer(f"{item['code']}\t{words.share(item)}\t{counted}\t{item['name']}")
    for line in words.beside(plan, item):
        answer(f"    {line}")
    for row in item["rows"]:
        size, aim = format_number(row["denominator"] or 0), words.own_target(row, own)
        answer(f"    {words.share(row)}\t{size}\t{row['name']}{aim}")


def plans_list(json: JsonOption = False) -> None:
    """Liệt kê các kế hoạch; tệp có lỗi được nêu rõ lỗi gì, mã thoát khi đó là 1."""
    from talentdb.plans import faulty_plans, sound_plans

    faults = faulty_plans()
    # Files that do not go together leave no plan to be read.
    plans = () if any(one.plan is None for one in faults) else sound_plans()
    for one in faults:
        say(one.words)
    rows = [{"code": plan.code, "title": plan.title, "province": plan.province} for plan in plans]
    if json:
        emit_json(rows)
    else:
        for row in rows:
            answer(f"{row['code']}\t{row['title']}")
    if faults:
        raise typer.Exit(1)


def plans_show(
    plan: Annotated[str, typer.Argument(help="Mã kế hoạch.")],
    instrument: Annotated[
        str | None, typer.Option("--instrument", metavar="MÃ", help="Một chính sách: chặng, bước, điều kiện, tiền.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Xem một kế hoạch: chỉ tiêu, cách tính, mục tiêu; các chính sách và từng bước của chúng."""
    from talentdb.plans import load_plan
    from talentdb.programmes.case_opening import instrument_of
    from talentdb.programmes.instrument_words import lines, summary

    found = load_plan(plan)
    chosen = None if instrument is None else instrument_of(found, instrument)
    if json:
        emit_json((chosen or found).model_dump(mode="json", by_alias=True))
        return
    if chosen:
        answer("\n".join(lines(found, chosen)))
        return
    answer(found.title)
    for item in found.indicators:
        answer(f"{item.code}\t{item.name}\n    {item.definition}")
    for one in found.instruments:
        answer(summary(one))

"""`indicators outlook`, `indicators renewal`: where the figures are going, and who retires when."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands.common import AsOption, JsonOption, figures_day, open_command
from talentdb.console import answer, emit_json

if TYPE_CHECKING:
    from talentdb.indicators.outlook import Path
    from talentdb.indicators.renewal import Renewal

__all__ = ["register"]

_Day = Annotated[str | None, typer.Option("--as-of", metavar="NGÀY", help="Mặc định hôm nay.")]


def register(indicators: typer.Typer) -> None:
    """Add the commands to the group `indicators`."""
    indicators.command("outlook", epilog="Ví dụ: talentdb indicators outlook --plan hung-yen-2711 --year 2030")(
        outlook
    )
    indicators.command("renewal", epilog="Ví dụ: talentdb indicators renewal --until 2030 --json")(renewal)


def outlook(
    plan: Annotated[str, typer.Option("--plan", help="Mã kế hoạch.")],
    year: Annotated[int, typer.Option("--year", min=2000, max=2100, help="Đến cuối năm nào.")] = 2030,
    as_of: _Day = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Dự báo các chỉ tiêu về người: khoảng, mục tiêu, số người còn thiếu nếu không làm gì thêm."""
    from talentdb.indicators.outlook import paths
    from talentdb.indicators.outlook_words import sentence
    from talentdb.plans import load_plan

    day = figures_day(as_of)
    with open_command(as_login) as runtime, runtime.work() as connection:
        found = paths(connection, runtime.principal, load_plan(plan), day, year)
    if json:
        emit_json({"plan": plan, "as_of": day, "year": year, "indicators": [_path(path) for path in found]})
        return
    for path in found:
        answer(f"{path.code}\t{path.points[-1].name}\n    {sentence(path.points[-1])}")
    if not found:
        answer("Kế hoạch này không có chỉ tiêu nào về người.")


def renewal(
    until: Annotated[int, typer.Option("--until", min=2000, max=2100, help="Đến hết năm nào.")] = 2030,
    as_of: _Day = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Ai đến tuổi nghỉ hưu năm nào, theo khu vực và lĩnh vực; người dưới 45 tuổi có thể kế cận."""
    from talentdb.indicators.renewal import renewal as weigh

    day = figures_day(as_of)
    with open_command(as_login) as runtime, runtime.work() as connection:
        found = weigh(connection, runtime.principal, day, until)
    if json:
        emit_json(_renewal(found))
        return
    answer(
        f"Đang làm việc: {_number(found.working)}\tđến hết {found.until} nghỉ hưu: {_number(found.retiring)}"
        f"\tdưới 45 tuổi: {_number(found.young)}\tchưa rõ ngày sinh hoặc giới tính: {_number(found.unknown)}"
    )
    for year, people in found.by_year.column_totals.items():
        answer(f"{'quá tuổi' if year == 'overdue' else year}\t{_number(people)}")
    for group in found.groups:
        answer(
            f"{_number(group.retiring)} nghỉ\t{_number(group.young)} dưới 45\t{_number(group.working)} đang làm"
            f"\t{group.sector_name}\t{group.field_name}"
        )


def _number(people: int | None) -> str:
    from talentdb.text import format_number

    return "ẩn" if people is None else format_number(people)


def _path(path: "Path") -> dict[str, Any]:
    last = path.points[-1]
    now = last.now
    return {
        "code": path.code,
        "name": last.name,
        "now": {"numerator": now.numerator, "denominator": now.denominator, "value": now.value},
        "target": last.target,
        "suppressed": last.suppressed,
        "parts": None if last.parts is None else dict(zip(("ages", "planned", "drift"), last.parts, strict=True)),
        "missing": None if last.projected is None else last.missing(last.projected.value),
        "error": path.error,
        "years": [
            {"year": point.year, "value": p.value, "low": p.low, "high": p.high, "known_years": p.known}
            for point in path.points
            if (p := point.projected) is not None
        ],
    }


def _renewal(found: "Renewal") -> dict[str, Any]:
    return {
        "as_of": found.as_of,
        "until": found.until,
        "working": found.working,
        "retiring": found.retiring,
        "young": found.young,
        "unknown": found.unknown,
        "by_year": dict(found.by_year.column_totals),
        "sectors": [
            {
                "sector": sector,
                "name": name,
                "by_year": {year: found.by_year.cells[sector, year] for year in found.by_year.columns},
            }
            for sector, name in found.names.items()
        ],
        "groups": [
            {
                "sector": group.sector,
                "sector_name": group.sector_name,
                "field": group.field or None,
                "field_name": group.field_name,
                "working": group.working,
                "retiring": group.retiring,
                "young": group.young,
                "unknown": group.unknown,
                "ratio": group.ratio,
            }
            for group in found.groups
        ],
    }

"""`indicators target`, `targets`: what was approved for one body or one sector."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from talentdb.commands.common import AsOption, JsonOption, open_command, parse_day
from talentdb.console import answer, emit_json
from talentdb.errors import UsageError

if TYPE_CHECKING:
    from talentdb.indicators.targets import OwnTarget

__all__ = ["parse_share", "register"]

_Plan = Annotated[str, typer.Option("--plan", help="Mã kế hoạch.")]


def register(indicators: typer.Typer) -> None:
    """Add the commands to the group `indicators`."""
    example = "--plan hung-yen-2711 --code I1 --agency SO-YTE --year 2028 --value 40% --paper 123/QĐ-UBND"
    indicators.command("target", epilog=f"Ví dụ: talentdb indicators target {example}")(target)
    indicators.command("targets", epilog="Ví dụ: talentdb indicators targets --plan hung-yen-2711")(targets)


def parse_share(given: str) -> float:
    """A share as people write it: 40%, 40,5 %, 0.4.

    Raises: UsageError for anything else; 40 alone may be either.
    """
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(%?)", given.strip())
    if found is not None:
        number = float(found[1].replace(",", "."))
        if found[2]:
            return round(number / 100, 9)
        if number <= 1:
            return number
    raise UsageError(f"Mức không hợp lệ: {given}.", "Viết 40% hoặc 0,4.")


def target(
    plan: _Plan,
    code: Annotated[str, typer.Option("--code", help="Mã chỉ tiêu.")],
    year: Annotated[int, typer.Option("--year", help="Năm phải đạt.")],
    paper: Annotated[str, typer.Option("--paper", help="Số hiệu văn bản giao mức.")],
    value: Annotated[str | None, typer.Option("--value", help="Mức: 40% hoặc 0,4.")] = None,
    take_back: Annotated[bool, typer.Option("--take-back", help="Thu lại mức đã giao của năm đó.")] = False,
    agency: Annotated[str | None, typer.Option("--agency", help="Mã hoặc tên cơ quan được giao.")] = None,
    sector: Annotated[str | None, typer.Option("--sector", help="Khu vực được giao.")] = None,
    decided: Annotated[str | None, typer.Option("--decided", metavar="NGÀY", help="Mặc định hôm nay.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Ghi mức của chỉ tiêu đã được giao cho một cơ quan hoặc một khu vực; mức mới nhất của một năm có hiệu lực."""
    from talentdb.indicators.targets import set_target
    from talentdb.plans import load_plan
    from talentdb.settings import today

    if (value is None) != take_back:
        raise UsageError(
            "Cần đúng một trong hai: --value hoặc --take-back.", "Xem: talentdb indicators target --help"
        )
    share = None if value is None else parse_share(value)
    with open_command(as_login) as runtime, runtime.work() as connection:
        found = set_target(
            connection, runtime.principal, load_plan(plan), code, agency=agency, sector=sector, year=year,
            value=share, paper=paper, decided_on=parse_day(decided) or today(),
        )  # fmt: skip
    _tell(found, json)


def targets(plan: _Plan, json: JsonOption = False, as_login: AsOption = None) -> None:
    """Liệt kê mức đã giao riêng cho cơ quan, khu vực: chỉ tiêu, ai, năm, mức, văn bản."""
    from talentdb.indicators.targets import targets_of
    from talentdb.plans import load_plan

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = targets_of(connection, load_plan(plan))
    _tell(found, json)


def _tell(found: Iterable["OwnTarget"], json: bool) -> None:
    from talentdb.text import format_date, format_percent

    if json:
        emit_json(
            [
                {"code": one.code, "by": one.by, "key": one.key, "year": one.year, "value": one.share,
                 "paper": one.paper, "decided_on": one.decided_on.isoformat()}
                for one in found
            ]
        )  # fmt: skip
        return
    for one in found:
        decided = format_date(one.decided_on)
        answer(f"{one.code}\t{one.key}\t{one.year}\t{format_percent(one.share)}\t{one.paper} ({decided})")

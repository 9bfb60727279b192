"""`indicators page`: the figures of a plan as one page to print and to sign."""

from pathlib import Path
from typing import Annotated

import typer

from talentdb.commands.common import LARGEST_NUMBER, AsOption, figures_day, open_command
from talentdb.console import say

__all__ = ["register"]


def register(indicators: typer.Typer) -> None:
    """Add the command to the group `indicators`."""
    indicators.command("page", epilog="Ví dụ: talentdb indicators page --plan hung-yen-2711 -o trang.pdf")(page)


def page(
    out: Annotated[Path, typer.Option("-o", "--out", metavar="TỆP", help="Tệp PDF để ghi.")],
    plan: Annotated[str | None, typer.Option("--plan", help="Mã kế hoạch.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="NGÀY", help="Mặc định hôm nay.")] = None,
    snapshot: Annotated[
        int | None,
        typer.Option(
            "--snapshot", min=1, max=LARGEST_NUMBER, metavar="SỐ", help="In số liệu đã chốt, theo số của nó."
        ),
    ] = None,
    as_login: AsOption = None,
) -> None:
    """Ghi một trang A4 (PDF) để in và ký: mọi chỉ tiêu, khoảng, mục tiêu, số còn thiếu."""
    from talentdb.errors import UsageError
    from talentdb.indicators.engine import compute
    from talentdb.indicators.page import Frozen, page_pdf
    from talentdb.indicators.snapshots import read_snapshot
    from talentdb.plans import load_plan
    from talentdb.services.output import replaced

    if (plan is None) == (snapshot is None) or (snapshot is not None and as_of is not None):
        raise UsageError(
            "Cần đúng một trong hai: --plan (số liệu lúc này) hoặc --snapshot (số liệu đã chốt, ngày của nó).",
            "Ví dụ: talentdb indicators page --plan hung-yen-2711 -o trang.pdf",
        )
    day = figures_day(as_of)
    with open_command(as_login) as runtime, runtime.work() as connection:
        if snapshot is not None:
            found = read_snapshot(connection, runtime.principal, snapshot)
            frozen = Frozen(found.snapshot_id, found.period, found.sha256)
            made = page_pdf(load_plan(found.plan), found.body, frozen)
        else:
            chosen = load_plan(str(plan))
            made = page_pdf(chosen, compute(connection, runtime.principal, chosen, day))
    with replaced(out) as (partial,):
        partial.write_bytes(made)
    say(f"Đã ghi {out}.")

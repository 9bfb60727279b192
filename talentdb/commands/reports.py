"""`report`, `reports`: a report as a document with its annex, and what has become of those that bodies write."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands.common import LARGEST_NUMBER, AsOption, JsonOption, new_group, open_command, parse_day
from talentdb.console import answer, emit_json, say

if TYPE_CHECKING:
    from talentdb.reporting.drafting import Drawn

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command and the group."""
    app.command(
        "report",
        epilog="Ví dụ: talentdb report province --plan hung-yen-2711 --from 2026-01-01 --to 2026-12-09 "
        "-o bao-cao.docx --annex phu-luc.xlsx",
    )(report)
    group = new_group(app, "reports", "Báo cáo của cơ quan và của tỉnh.")
    group.command("list", epilog="Ví dụ: talentdb reports list --plan hung-yen-2711 --period 2026")(reports_list)
    group.command("show", epilog="Ví dụ: talentdb reports show 3 --json")(reports_show)


def report(
    kind: Annotated[
        str, typer.Argument(help="agency, province, six-month, yearly, interim-review hoặc final-review.")
    ],
    plan: Annotated[str, typer.Option("--plan", help="Mã kế hoạch.")],
    out: Annotated[Path, typer.Option("--output", "-o", metavar="TỆP", help="Tệp docx sẽ ghi.")],
    agency: Annotated[str | None, typer.Option("--agency", help="Mã cơ quan, cho báo cáo của cơ quan.")] = None,
    period: Annotated[str | None, typer.Option("--period", metavar="KỲ", help="2026, 2026-H1, once.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="NGÀY", help="Ngày đầu kỳ báo cáo.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="NGÀY", help="Ngày cuối kỳ báo cáo.")] = None,
    annex: Annotated[Path | None, typer.Option("--annex", metavar="TỆP", help="Phụ lục xlsx sẽ ghi.")] = None,
    snapshot: Annotated[
        int | None,
        typer.Option("--snapshot", min=1, max=LARGEST_NUMBER, metavar="SỐ", help="Bản chốt số liệu để dùng."),
    ] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Lập báo cáo thành văn bản: bản đã ký nếu có, nếu không là dự thảo với số liệu hiện nay hoặc bản chốt."""
    from talentdb.reporting.drafting import draw
    from talentdb.reporting.paper import annex_of, document_of
    from talentdb.reporting.subject import subject_of
    from talentdb.settings import today

    days = {"since": parse_day(since), "until": parse_day(until)}
    with open_command(as_login) as runtime, runtime.work() as connection:
        subject = subject_of(
            connection, runtime.principal, plan, kind, today(), agency_code=agency, period=period, **days
        )
        drawn = draw(connection, runtime.principal, subject, today(), snapshot)
        document, workbook = document_of(drawn.sight), annex_of(drawn.sight) if annex else b""
    out.write_bytes(document)
    if annex:
        annex.write_bytes(workbook)
    _tell(drawn, out, annex, json)


def _tell(drawn: "Drawn", out: Path, annex: Path | None, json: bool) -> None:
    document = drawn.told()
    if json:
        emit_json({**document, "file": str(out), "annex": str(annex) if annex else None})
        return
    for line in drawn.remarks():
        say(line)
    answer(f"{out}")
    if annex:
        answer(f"{annex}")


def reports_list(
    plan: Annotated[str | None, typer.Option("--plan", help="Chỉ một kế hoạch.")] = None,
    period: Annotated[str | None, typer.Option("--period", metavar="KỲ", help="Chỉ một kỳ.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Liệt kê các báo cáo và việc đã làm đến đâu, mới nhất trước."""
    from dataclasses import asdict

    from talentdb.plans import load_plan
    from talentdb.reporting.report_labels import STATES
    from talentdb.reporting.report_rows import list_reports

    with open_command(as_login) as runtime, runtime.work() as connection:
        code = None if plan is None else load_plan(plan).code
        found = list_reports(connection, runtime.principal, plan=code, period=period)
    if json:
        emit_json([asdict(line) for line in found])
        return
    for line in found:
        answer(f"{line.report_id}\t{line.kind}\t{line.period}\t{STATES[line.state]}\t{line.agency}")


def reports_show(
    number: Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của báo cáo.")],
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Xem một báo cáo: các mục đã viết, các bước đã qua."""
    from dataclasses import asdict

    from talentdb.reporting.report_labels import STATES
    from talentdb.reporting.report_rows import read_report, steps_of

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = read_report(connection, runtime.principal, number)
        steps: list[dict[str, Any]] = [asdict(step) for step in steps_of(connection, number)]
    if json:
        head = {name: value for name, value in asdict(found).items() if name != "content"}
        emit_json({**head, "texts": found.content["texts"], "signed": found.content.get("signed"), "steps": steps})
        return
    answer(f"{found.agency}\t{found.content['paper']['about']}\t{STATES[found.state]}")
    for one in found.content["headings"]:
        answer(f"\n{one['heading']}\n{found.content['texts'].get(one['key']) or '—'}")
    for step in steps:
        answer(f"{step['made_at']:%d/%m/%Y %H:%M}\t{STATES[step['state']]}\t{step['login']}\t{step['reason']}")

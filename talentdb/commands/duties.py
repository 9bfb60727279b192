"""`plans due`, `plans tasks`, `plans tell-task`: what is owed by when, and how bodies stand with their tasks."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands.common import AsOption, JsonOption, open_command, parse_day
from talentdb.console import answer, emit_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talentdb.plans import Plan

__all__ = ["register"]

PlanOption = Annotated[
    str | None, typer.Option("--plan", metavar="MÃ", help="Chỉ kế hoạch này; mặc định các kế hoạch của tỉnh.")
]
OnOption = Annotated[
    str | None, typer.Option("--on", metavar="NGÀY", help="Tình hình vào ngày này; mặc định hôm nay.")
]
YearOption = Annotated[
    int | None, typer.Option("--year", min=2000, max=2100, help="Năm của kỳ; mặc định năm của ngày trên.")
]


def register(plans: typer.Typer) -> None:
    """Add the commands of duties and tasks to the group `plans`."""
    plans.command("due", epilog="Ví dụ: talentdb plans due --on 2026-12-04 --agency SO-NV --remind")(due)
    plans.command("tasks", epilog="Ví dụ: talentdb plans tasks --plan hung-yen-798")(tasks)
    plans.command(
        "tell-task", epilog="Ví dụ: talentdb plans tell-task hung-yen-2711 10 done --agency SO-NV --evidence 'KH 5'"
    )(tell_task)


def due(
    plan: PlanOption = None,
    on: OnOption = None,
    agency: Annotated[str | None, typer.Option("--agency", metavar="MÃ", help="Chỉ một cơ quan.")] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            min=2000,
            max=2100,
            help="Chỉ năm này; mặc định năm của ngày trên và việc còn nợ từ các năm trước.",
        ),
    ] = None,
    open_only: Annotated[bool, typer.Option("--open", help="Chỉ việc chưa xong.")] = False,
    remind: Annotated[bool, typer.Option("--remind", help="In lời nhắc để dán vào công văn, tin nhắn.")] = False,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Ai phải báo cáo, gửi gì cho ai, hạn nào, còn bao nhiêu ngày làm việc, đã nộp chưa, thiếu gì."""
    from talentdb.reporting.due import OPEN
    from talentdb.reporting.obligations import duties, owed
    from talentdb.reporting.reminders import as_json, reminder
    from talentdb.settings import today

    day = parse_day(on) or today()
    with open_command(as_login) as runtime, runtime.work() as connection:
        of = _body(connection, runtime.principal, agency)
        if year is None:
            found = owed(connection, _plans(plan), day, of=of)
        else:
            found = duties(connection, _plans(plan), year, day, of=of)
    if open_only:
        found = tuple(one for one in found if one.standing.state in OPEN)
    if remind:
        texts = [text for one in found if (text := reminder(one, day))]
        emit_json(texts) if json else answer("\n\n".join(texts))
        return
    if json:
        emit_json([as_json(one) for one in found])
        return
    for row in map(as_json, found):
        left = "" if row["working_days_left"] is None else f"\tcòn {row['working_days_left']} ngày làm việc"
        late = f"\tquá {row['days_late']} ngày" if row["days_late"] else ""
        missing = f"\tthiếu: {row['missing_words']}" if row["missing_words"] and not row["done_on"] else ""
        missing += f"\tchưa rõ đủ: {row['doubt_words']}" if row["doubt_words"] else ""
        answer(
            f"{row['last_day_words']}\t{row['state_words']}{left}{late}\t{row['body']}\t{row['name']}"
            f" gửi {row['to']}\t{row['plan']}{missing}"
        )


def tasks(
    plan: PlanOption = None,
    on: OnOption = None,
    year: YearOption = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Nhiệm vụ của các kế hoạch: chủ trì, phối hợp, sản phẩm, thời gian, tình hình, minh chứng, ai chưa báo."""
    from talentdb.reporting.register_labels import TASK_STATES
    from talentdb.reporting.tasks import as_json, task_standings
    from talentdb.settings import today

    day = parse_day(on) or today()
    with open_command(as_login) as runtime, runtime.work() as connection:
        rows = [
            as_json(one)
            for document in _plans(plan)
            for one in task_standings(connection, document, year or day.year, day)
        ]
    if json:
        emit_json(rows)
        return
    for row in rows:
        late = ", quá hạn" if row["is_late"] else ""
        answer(f"{row['plan']}\t{row['number']}\t{TASK_STATES[row['state']]}{late}\t{row['name']}")
        answer(
            f"    Chủ trì: {'; '.join(row['lead'])}. Thời gian: {row['time']}. Sản phẩm: {row['deliverable'] or '—'}"
        )
        for told in row["told"]:
            answer(f"    {told['agency']}: {TASK_STATES[told['state']]}. {told['note']} {told['evidence']}".rstrip())
        if row["silent"]:
            answer(f"    Chưa báo: {len(row['silent'])} cơ quan")


def tell_task(
    plan: Annotated[str, typer.Argument(help="Mã kế hoạch.")],
    number: Annotated[int, typer.Argument(help="Số của nhiệm vụ.")],
    state: Annotated[str, typer.Argument(help="not_begun, under_way, done hoặc not_applicable.")],
    agency: Annotated[str | None, typer.Option("--agency", metavar="MÃ", help="Cơ quan báo.")] = None,
    period: Annotated[str | None, typer.Option("--period", help="Kỳ; mặc định kỳ của năm nay.")] = None,
    note: Annotated[str, typer.Option("--note", help="Vài lời.")] = "",
    evidence: Annotated[str, typer.Option("--evidence", help="Số, ngày văn bản hoặc nơi xem kết quả.")] = "",
    as_login: AsOption = None,
) -> None:
    """Báo tình hình một nhiệm vụ; lời báo cũ vẫn được giữ."""
    from talentdb.plans import load_plan
    from talentdb.reporting.tasks import period_of, report_task
    from talentdb.settings import today

    with open_command(as_login) as runtime, runtime.work() as connection:
        body = _body(connection, runtime.principal, agency)
        report_task(
            connection, runtime.principal, plan, number, period or period_of(load_plan(plan), number, today().year),
            state, note=note, evidence=evidence, agency_id=body,
        )  # fmt: skip


def _plans(code: str | None) -> "Sequence[Plan]":
    from talentdb.plans import binding_plans, faulty_plans, load_plan

    if code is not None:
        return [load_plan(code)]
    for fault in faulty_plans():
        say(fault.words)
    return binding_plans()


def _body(connection: Any, principal: Any, code: str | None) -> int | None:
    """Number of the agency asked for; an agency account asks for its own, whatever it names."""
    from talentdb.access.principal import Role
    from talentdb.db.lookup import find_agency_id

    if principal.role is Role.AGENCY:
        return int(principal.agency_id)
    return None if code is None else find_agency_id(connection, code)

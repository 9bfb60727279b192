"""`cases`: the cases of the instruments of plans, their steps and papers."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands import case_acts
from talentdb.commands.common import LARGEST_NUMBER, AsOption, JsonOption, new_group, open_command, parse_day
from talentdb.console import answer, emit_json
from talentdb.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from talentdb.access.principal import Principal
    from talentdb.programmes.model import Case, CaseLine, CasePaper

__all__ = ["parse_facts", "register"]

_MOST_BYTES = 50_000_000
"""The largest paper that any kind takes."""

_Number = Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của hồ sơ.")]
_Facts = Annotated[
    list[str] | None,
    typer.Option("--fact", metavar="TÊN=GIÁ_TRỊ", help="Thông tin của hồ sơ, ví dụ cost=1500000; lặp lại được."),
]
_Day = Annotated[str | None, typer.Option("--day", metavar="NGÀY", help="Ngày của bước, của quyết định.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = new_group(app, "cases", "Hồ sơ theo các chính sách của kế hoạch.")
    group.command("list", epilog="Ví dụ: talentdb cases list --plan hung-yen-798 --late")(cases_list)
    group.command("show", epilog="Ví dụ: talentdb cases show 12 --json")(cases_show)
    group.command(
        "open",
        epilog="Ví dụ: talentdb cases open hung-yen-798 attraction-selection --title 'Trần Thị Thử' --agency SO-KHCN",
    )(cases_open)
    group.command(
        "step",
        epilog="Ví dụ: talentdb cases step 12 decide --day 2026-11-20 --paper 123/QĐ-UBND --expected 4",
    )(cases_step)
    group.command("papers", epilog="Ví dụ: talentdb cases papers 12 --json")(cases_papers)
    group.command("add-paper", epilog="Ví dụ: talentdb cases add-paper 12 diploma bang.pdf --issued 2024-06-30")(
        cases_add_paper
    )
    group.command("get-paper", epilog="Ví dụ: talentdb cases get-paper 3 -o bang.pdf")(cases_get_paper)
    case_acts.add(group)


def cases_list(
    plan: Annotated[str | None, typer.Option("--plan", help="Chỉ một kế hoạch.")] = None,
    instrument: Annotated[str | None, typer.Option("--instrument", help="Chỉ một chính sách.")] = None,
    stage: Annotated[str | None, typer.Option("--stage", help="Chỉ một chặng.")] = None,
    person: Annotated[
        int | None, typer.Option("--person", min=1, max=LARGEST_NUMBER, help="Chỉ hồ sơ của người này.")
    ] = None,
    late: Annotated[bool, typer.Option("--late", help="Chỉ hồ sơ quá hạn.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Cả hồ sơ đã kết thúc.")] = False,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Liệt kê hồ sơ: đang ở chặng nào, từ ngày nào, chờ ai, quá hạn bao lâu; mới nhất trước."""
    from talentdb.programmes.case_lines import list_lines

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = list_lines(
            connection, runtime.principal, plan=plan, instrument=instrument, stage=stage,
            persons=None if person is None else [person], running=None if every else True,
        )  # fmt: skip
    lines = [line for line in map(_line, found) if line["late"] or not late]
    if json:
        emit_json(lines)
        return
    for line in lines:
        told = f"quá hạn {line['late']} ngày làm việc" if line["late"] else ""
        answer("\t".join((
            str(line["number"]), line["title"], line["short"], line["stage_name"], str(line["since"]),
            ", ".join(line["waits_for"]), told,
        )))  # fmt: skip


def _line(case: "Case | CaseLine") -> dict[str, Any]:
    """What a list tells of a case."""
    from talentdb.plans import load_plan
    from talentdb.programmes.case_labels import ACTORS, ENDINGS
    from talentdb.programmes.cases import late
    from talentdb.programmes.moves import due_on
    from talentdb.settings import today

    instrument = load_plan(case.plan).instrument(case.instrument)
    stage = instrument.stage(case.stage) if instrument else None
    waiting = stage.waits_for if stage and not case.ended else ()
    return {
        "number": case.number, "title": case.title, "plan": case.plan, "instrument": case.instrument,
        "short": instrument.short if instrument else case.instrument, "agency": case.agency,
        "person_id": case.person_id, "stage": case.stage, "stage_name": stage.name if stage else case.stage,
        "ended": case.ended, "ending": ENDINGS[case.ended] if case.ended else "", "since": case.since,
        "waits_for": [ACTORS[actor] for actor in waiting], "newest": case.newest,
        "due": due_on(case, instrument) if instrument else None,
        "late": late(case, instrument, today()) if instrument else 0,
    }  # fmt: skip


def cases_show(number: _Number, json: JsonOption = False, as_login: AsOption = None) -> None:
    """Xem một hồ sơ: các bước đã qua, thông tin, và các bước tiếp theo còn thiếu gì."""
    from talentdb.programmes.cases import read_case

    with open_command(as_login) as runtime, runtime.work() as connection:
        case = read_case(connection, runtime.principal, number)
        document = _document(connection, runtime.principal, case)
    if json:
        emit_json(document)
        return
    _tell(document)


def _document(connection: "Connection", principal: "Principal", case: "Case") -> dict[str, Any]:
    from dataclasses import asdict

    from talentdb.plans import load_plan
    from talentdb.programmes.case_labels import EVENTS
    from talentdb.programmes.cases import moves_of

    instrument = load_plan(case.plan).instrument(case.instrument)
    names = {**EVENTS, **{step.code: step.name for step in instrument.steps}} if instrument else EVENTS
    events = [{**asdict(one), "name": names.get(one.step, one.step)} for one in case.events]
    moves = [{**asdict(move), "is_open": move.is_open} for move in moves_of(connection, principal, case)]
    return {**_line(case), "facts": case.facts, "events": events, "moves": moves}


def _tell(document: dict[str, Any]) -> None:
    answer(f"{document['number']}\t{document['title']}\t{document['short']}\t{document['agency']}")
    answer(f"{document['stage_name']}\t{document['ending']}".rstrip())
    for event in document["events"]:
        words = " · ".join(filter(None, (event["paper"], event["reason"])))
        answer(f"  {event['number']}\t{event['day']}\t{event['name']}\t{event['login']}\t{words}".rstrip())
    for code, value in document["facts"].items():
        answer(f"  {code}\t{value}")
    for move in document["moves"]:
        answer(f"→ {move['step']}\t{move['name']}")
        for lack in move["lacks"]:
            answer(f"    {lack['text']}")


def cases_open(
    plan: Annotated[str, typer.Argument(help="Mã kế hoạch.")],
    instrument: Annotated[str, typer.Argument(help="Mã chính sách của kế hoạch.")],
    title: Annotated[str, typer.Option("--title", help="Họ tên người, hoặc việc của hồ sơ.")],
    agency: Annotated[str | None, typer.Option("--agency", help="Mã cơ quan của hồ sơ.")] = None,
    person: Annotated[
        int | None, typer.Option("--person", min=1, max=LARGEST_NUMBER, help="Số của người trong cơ sở dữ liệu.")
    ] = None,
    day: _Day = None,
    fact: _Facts = None,
    reason: Annotated[str, typer.Option("--reason", help="Lý do, khi mở thêm hồ sơ cùng loại cho một người.")] = "",
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Mở một hồ sơ ở chặng đầu của một chính sách."""
    from talentdb.db.lookup import find_agency_id
    from talentdb.plans import load_plan
    from talentdb.programmes.cases import open_case

    on, facts = parse_day(day), parse_facts(fact)
    with open_command(as_login) as runtime, runtime.work() as connection:
        body = None if agency is None else find_agency_id(connection, agency)
        case = open_case(
            connection, runtime.principal, load_plan(plan), instrument, title=title, person_id=person,
            agency_id=body, day=on, facts=facts, reason=reason,
        )  # fmt: skip
    _tell_done(case, json)


def cases_step(
    number: _Number,
    step: Annotated[str, typer.Argument(help="Mã của bước; xem các bước bằng cases show.")],
    day: _Day = None,
    reason: Annotated[str, typer.Option("--reason", help="Lý do.")] = "",
    paper: Annotated[str, typer.Option("--paper", metavar="SỐ", help="Số của quyết định.")] = "",
    fact: _Facts = None,
    expected: Annotated[
        int | None,
        typer.Option("--expected", min=1, max=2**31 - 1, help="Số của bước mới nhất đã xem; khác thì không làm."),
    ] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Chuyển hồ sơ sang bước tiếp theo; thiếu gì thì nói rõ và không đổi gì."""
    from talentdb.programmes.cases import read_case, take_step

    on, facts = parse_day(day), parse_facts(fact)
    with open_command(as_login) as runtime, runtime.work() as connection:
        newest = expected or read_case(connection, runtime.principal, number).last.number
        case = take_step(
            connection, runtime.principal, number, step, expected=newest, day=on, reason=reason, paper=paper,
            facts=facts,
        )  # fmt: skip
    _tell_done(case, json)


def _tell_done(case: "Case", json: bool) -> None:
    line = _line(case)
    if json:
        emit_json(line)
    else:
        answer(f"{line['number']}\t{line['stage_name']}\t{line['ending']}".rstrip())


def cases_papers(number: _Number, json: JsonOption = False, as_login: AsOption = None) -> None:
    """Liệt kê giấy tờ của hồ sơ, cả những bản đã được thay."""
    from talentdb.programmes.cases import read_case
    from talentdb.programmes.papers import papers_of

    with open_command(as_login) as runtime, runtime.work() as connection:
        read_case(connection, runtime.principal, number)
        found = papers_of(connection, number)
    _tell_papers(found, json)


def cases_add_paper(
    number: _Number,
    kind: Annotated[str, typer.Argument(help="Mã của loại giấy tờ.")],
    file: Annotated[Path, typer.Argument(help="Tệp sẽ thêm vào hồ sơ.")],
    paper: Annotated[str, typer.Option("--paper", metavar="SỐ", help="Số của giấy tờ.")] = "",
    issued: Annotated[str | None, typer.Option("--issued", metavar="NGÀY", help="Ngày cấp.")] = None,
    valid_to: Annotated[str | None, typer.Option("--valid-to", metavar="NGÀY", help="Ngày hết hạn.")] = None,
    replaces: Annotated[
        int | None, typer.Option("--replaces", min=1, max=LARGEST_NUMBER, help="Số giấy tờ mà tệp này thay.")
    ] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Thêm một giấy tờ vào hồ sơ; tệp không được mở, chỉ kiểm tra loại và cỡ."""
    from talentdb.programmes.papers import add_paper

    days = {"issued_on": parse_day(issued), "valid_to": parse_day(valid_to)}
    with file.open("rb") as opened:
        content = opened.read(_MOST_BYTES + 1)
    with open_command(as_login) as runtime, runtime.work() as connection:
        added = add_paper(
            connection, runtime.principal, number, kind, file.name, content, number=paper, replaces=replaces, **days
        )
    _tell_papers([added], json)


def cases_get_paper(
    number: Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của giấy tờ.")],
    out: Annotated[Path, typer.Option("--output", "-o", metavar="TỆP", help="Tệp sẽ ghi.")],
    as_login: AsOption = None,
) -> None:
    """Lấy một giấy tờ ra tệp; việc lấy được ghi vào nhật ký."""
    from talentdb.programmes.papers import content_of

    with open_command(as_login) as runtime, runtime.work() as connection:
        content = content_of(connection, runtime.principal, number)
    out.write_bytes(content)
    answer(str(out))


def _tell_papers(found: Sequence["CasePaper"], json: bool) -> None:
    from dataclasses import asdict

    if json:
        emit_json([asdict(one) for one in found])
        return
    for one in found:
        told = "đã thay" if one.replaced_by else f"{one.valid_to or ''}"
        answer(f"{one.number}\t{one.kind}\t{one.name}\t{one.size}\t{one.paper_number}\t{told}".rstrip())


def parse_facts(given: list[str] | None) -> dict[str, str]:
    """TÊN=GIÁ_TRỊ … as a table. Raises: UsageError for anything else."""
    facts = {}
    for item in given or []:
        name, separator, value = item.partition("=")
        if not (separator and name.strip()):
            raise UsageError(f"Thông tin không hợp lệ: {item}.", "Viết dạng TÊN=GIÁ_TRỊ, ví dụ cost=1500000.")
        facts[name.strip()] = value
    return facts

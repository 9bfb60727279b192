"""`needs`: what bodies ask for, its approval as a frozen list, the paper of a list, and who could fill a need."""

import json as json_text
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands.common import LARGEST_NUMBER, AsOption, JsonOption, new_group, open_command, parse_day
from talentdb.console import answer, emit_json
from talentdb.errors import UsageError

if TYPE_CHECKING:
    from talentdb.programmes.need_list import Filled, NeedList
    from talentdb.programmes.needs import Line, Need

__all__ = ["register"]

_Plan = Annotated[str, typer.Option("--plan", help="Mã kế hoạch.")]
_Year = Annotated[int, typer.Option("--year", min=2000, max=2100, help="Năm của danh mục.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = new_group(app, "needs", "Nhu cầu thu hút, đào tạo của các cơ quan và danh mục được duyệt.")
    group.command("list", epilog="Ví dụ: talentdb needs list --plan hung-yen-798 --year 2026 --approved")(needs_list)
    group.command(
        "approve",
        epilog="Ví dụ: talentdb needs approve duyet.json --plan hung-yen-798 --year 2026 --paper 123/QĐ-UBND "
        "--day 2026-04-01",
    )(needs_approve)
    group.command("document", epilog="Ví dụ: talentdb needs document 1 -o danh-muc.docx")(needs_document)
    group.command("supply", epilog="Ví dụ: talentdb needs supply 12 --people 10")(needs_supply)


def needs_list(
    plan: _Plan,
    year: Annotated[int | None, typer.Option("--year", min=2000, max=2100, help="Chỉ một năm.")] = None,
    approved: Annotated[bool, typer.Option("--approved", help="Danh mục đã duyệt và hồ sơ của từng dòng.")] = False,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Liệt kê nhu cầu đã đăng ký, hoặc danh mục đã duyệt cùng số hồ sơ của từng dòng."""
    from talentdb.plans import load_plan
    from talentdb.programmes.need_list import filled, lists
    from talentdb.programmes.needs import registered

    found = load_plan(plan)
    with open_command(as_login) as runtime, runtime.work() as connection:
        if not approved:
            needs = registered(connection, runtime.principal, found, year)
            _tell_needs(needs, json)
            return
        kept = [(one, filled(connection, found, one)) for one in lists(connection, found, year)]
    if json:
        emit_json([_list_json(one, lines) for one, lines in kept])
        return
    for one, lines in kept:
        answer(f"{one.number}\t{one.year}\tlần {one.supplement}\t{one.paper}\t{one.decided_on:%d/%m/%Y}")
        for line in lines:
            need = line.need
            answer(
                f"    {need.number}\t{need.agency}\t{need.name}\tđề nghị {need.asked}\tduyệt {need.approved}"
                f"\tđang làm {line.running}\tđã đạt {line.granted}\tcòn {line.left}"
            )


def needs_approve(
    file: Annotated[
        Path,
        typer.Argument(help='JSON: [{"row": số dòng, "approved": số người, "note": lý do, "need_type": loại}].'),
    ],
    plan: _Plan,
    year: _Year,
    paper: Annotated[str, typer.Option("--paper", help="Số quyết định phê duyệt.")],
    day: Annotated[str, typer.Option("--day", metavar="NGÀY", help="Ngày quyết định.")],
    expected: Annotated[
        int | None, typer.Option("--expected", min=0, help="Số danh mục của năm đã thấy; mặc định là số đang có.")
    ] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Phê duyệt nhu cầu thành danh mục của năm, hoặc bổ sung danh mục đã có; danh mục đã duyệt không đổi nữa."""
    from talentdb.plans import load_plan
    from talentdb.programmes.need_list import lists
    from talentdb.programmes.needs import approve_list

    lines, found, decided = _lines_of(file), load_plan(plan), parse_day(day)
    if decided is None:
        raise UsageError("Cần ngày quyết định.", "Ghi --day NĂM-THÁNG-NGÀY.")
    with open_command(as_login) as runtime, runtime.work() as connection:
        seen = len(lists(connection, found, year)) if expected is None else expected
        made = approve_list(
            connection, runtime.principal, found, year, lines, paper=paper, decided_on=decided, expected=seen
        )
    if json:
        emit_json(_list_json(made, ()))
    else:
        answer(f"{made.number}\t{made.year}\tlần {made.supplement}\t{len(made.lines)} dòng\t{made.sha256[:16]}")


def needs_document(
    number: Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của danh mục.")],
    out: Annotated[Path, typer.Option("--output", "-o", metavar="TỆP", help="Tệp .docx hoặc .xlsx sẽ ghi.")],
    as_login: AsOption = None,
) -> None:
    """Ghi danh mục đã duyệt thành văn bản (docx) hoặc bảng tính (xlsx)."""
    from talentdb.reporting.need_document import list_document, list_workbook

    make = {".docx": list_document, ".xlsx": list_workbook}.get(out.suffix.lower())
    if make is None:
        raise UsageError(f"Không ghi được tệp {out.name}.", "Đặt tên tệp có đuôi .docx hoặc .xlsx.")
    with open_command(as_login) as runtime, runtime.work() as connection:
        _, content = make(connection, runtime.principal, number)
    out.write_bytes(content)
    answer(f"{out}")


def needs_supply(
    number: Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của nhu cầu được duyệt.")],
    people: Annotated[int, typer.Option("--people", min=0, max=200, help="Gợi ý bao nhiêu người.")] = 0,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Có bao nhiêu người trong cơ sở dữ liệu phù hợp với một nhu cầu được duyệt, và là những ai."""
    from talentdb.programmes.need_list import read_need
    from talentdb.programmes.supply import suggest, supply

    with open_command(as_login) as runtime, runtime.work() as connection:
        need = read_need(connection, number)
        fit = supply(connection, runtime.principal, [need])[0]
        named = suggest(connection, runtime.principal, need, people, number=number) if people else ()
    if json:
        emit_json({"need": asdict(need), "fit": asdict(fit), "people": [asdict(one) for one in named]})
        return
    told = "dưới mức công bố" if fit.least is None else f"chắc chắn {fit.least}, nhiều nhất {fit.most}"
    answer(f"{need.agency}\t{need.name}\tduyệt {need.approved}\t{told}")
    for one in named:
        answer(f"    {one.person_id}\t{one.full_name}\t{one.agency}\t{'; '.join((*one.reasons, *one.open))}")


def _tell_needs(needs: Sequence["Need"], json: bool) -> None:
    from talentdb.programmes.need_labels import NO_TYPE, TYPES

    if json:
        emit_json([asdict(one) for one in needs])
        return
    for one in needs:
        count = "?" if one.count is None else one.count
        state = "chưa duyệt" if one.approved is None else f"duyệt {one.approved}"
        kind = TYPES.get(one.need_type or "", NO_TYPE)
        answer(f"{one.row}\t{one.year}\t{one.agency}\t{kind}\t{one.name}\t{count} người\t{state}")


def _lines_of(file: Path) -> list["Line"]:
    """The lines of the file. Raises: UsageError for anything that is none."""
    from talentdb.programmes.needs import Line

    advice = 'Ghi một mảng JSON: [{"row": 12, "approved": 2, "note": "…"}].'
    try:
        read = json_text.loads(file.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError) as error:
        raise UsageError(f"{file.name} không phải JSON.", advice) from error
    if not isinstance(read, list):
        raise UsageError(f"{file.name} không phải một mảng các dòng.", advice)
    return [Line(**_line(file, number, one, advice)) for number, one in enumerate(read, 1)]


def _line(file: Path, number: int, given: Any, advice: str) -> dict[str, Any]:
    kinds = {"row": int, "approved": int, "note": str, "need_type": str}
    whole = isinstance(given, dict) and {"row", "approved"} <= set(given) <= set(kinds)
    if not whole or any(type(value) is not kinds[name] for name, value in given.items()):
        raise UsageError(f"{file.name}: phần tử thứ {number} không phải một dòng của danh mục.", advice)
    return dict(given)


def _list_json(found: "NeedList", lines: Sequence["Filled"]) -> dict[str, Any]:
    head = {name: value for name, value in asdict(found).items() if name not in ("body", "lines")}
    told = [{**asdict(one.need), "running": one.running, "granted": one.granted, "left": one.left} for one in lines]
    return {**head, "lines": told or [asdict(line) for line in found.lines]}

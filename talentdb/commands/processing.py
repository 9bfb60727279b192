"""`privacy processing` and what goes with it: bases, purposes and terms of lists, and whose time is over.

Parses, calls one use case, prints.
"""

from pathlib import Path
from typing import Annotated

import typer

from talentdb.commands.common import AsOption, JsonOption, open_command, parse_day
from talentdb.console import answer, emit_json, say

__all__ = ["add"]


def add(group: typer.Typer) -> None:
    """Add the commands to the group `privacy`."""
    group.command("processing", epilog="Ví dụ: talentdb privacy processing -o hoat-dong-xu-ly.xlsx")(processing)
    group.command(
        "declare",
        epilog="Ví dụ: talentdb privacy declare state 2711/QĐ-TTg 'Theo dõi chỉ tiêu' --day 2025-12-20 --years 10",
    )(declare)
    group.command("overdue", epilog="Ví dụ: talentdb privacy overdue --on 2036-01-01")(overdue)


def processing(
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="TỆP", help="Tệp .xlsx để ghi.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Danh mục hoạt động xử lý: mỗi loại danh sách theo căn cứ, mục đích, thời hạn nào; nói rõ loại chưa khai."""
    from talentdb.errors import UsageError
    from talentdb.privacy.data_sets import as_workbook, term_words
    from talentdb.privacy.data_sets import processing as use_case
    from talentdb.services.output import replaced

    if out is not None and out.suffix != ".xlsx":
        raise UsageError(f"Không ghi được tệp loại “{out.suffix}”.", "Đặt tên tệp kết thúc bằng .xlsx.")
    with open_command(as_login) as runtime, runtime.work() as connection:
        found = use_case(connection, runtime.principal)
    if out is not None:
        with replaced(out) as (draft,):
            draft.write_bytes(as_workbook(found))
        say(f"Đã ghi {out}.")
        return
    rows = [
        {
            "agency": one.agency, "form": one.form, "lists": one.lists, "rows": one.rows,
            "basis": one.declared and one.declared.basis, "paper": one.declared and one.declared.paper,
            "purpose": one.declared and one.declared.purpose, "kept": one.declared and term_words(one.declared),
        }
        for one in found
    ]  # fmt: skip
    if json:
        emit_json(rows)
        return
    for row in rows:
        answer("\t".join("" if value is None else str(value) for value in row.values()))


def declare(
    basis: Annotated[str, typer.Argument(metavar="CĂN_CỨ", help="state, consent, contract, urgent hoặc law.")],
    paper: Annotated[str, typer.Argument(metavar="VĂN_BẢN", help="Số, ký hiệu, như 2711/QĐ-TTg.")],
    purpose: Annotated[str, typer.Argument(metavar="MỤC_ĐÍCH", help="Xử lý để làm gì.")],
    day: Annotated[str, typer.Option("--day", metavar="NGÀY", help="Ngày văn bản.")],
    agency: Annotated[str, typer.Option("--agency", help="Mã cơ quan; không có: mọi cơ quan.")] = "",
    form: Annotated[str, typer.Option("--form", help="Biểu mẫu; không có: mọi biểu mẫu.")] = "",
    sensitive: Annotated[list[str] | None, typer.Option("--sensitive", help="ethnicity_code, party_member.")] = None,
    responsible: Annotated[str, typer.Option("--responsible", help="Người chịu trách nhiệm.")] = "",
    years: Annotated[int | None, typer.Option("--years", help="Giữ bao nhiêu năm từ lần cập nhật cuối.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="NGÀY", help="Hoặc giữ đến ngày nào.")] = None,
    as_login: AsOption = None,
) -> None:
    """Khai căn cứ, mục đích, thời hạn giữ của một loại danh sách; dòng mới nhất được áp dụng."""
    from talentdb.errors import UsageError
    from talentdb.privacy.data_sets import declare as use_case

    on = parse_day(day)
    if on is None:
        raise UsageError("Cần ngày văn bản.", "Ghi như --day 2025-12-20.")
    with open_command(as_login) as runtime, runtime.work() as connection:
        found = use_case(
            connection, runtime.principal, basis=basis, paper=paper, paper_day=on, purpose=purpose,
            agency_code=agency, form=form, sensitive=tuple(sensitive or ()), responsible=responsible,
            kept_until=parse_day(until), kept_years=years,
        )  # fmt: skip
    answer(f"{found.number}\t{found.paper}")


def overdue(
    on: Annotated[str | None, typer.Option("--on", metavar="NGÀY", help="Xét vào ngày; mặc định hôm nay.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Những người đã hết thời hạn giữ dữ liệu; không ai bị xóa tự động (privacy erase … term)."""
    from talentdb.privacy.retention import overdue as use_case

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = use_case(connection, runtime.principal, parse_day(on))
    rows = [
        {"person_id": one.person_id, "newest": one.newest.isoformat(), "ended": one.ended.isoformat(),
         "papers": list(one.papers)}
        for one in found
    ]  # fmt: skip
    if json:
        emit_json(rows)
        return
    for row in rows:
        answer("\t".join(str(value) for value in row.values()))

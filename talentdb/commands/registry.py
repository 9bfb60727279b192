"""`people`: the persons of the registry as rows, and one person with where each value came from."""

from pathlib import Path
from typing import Annotated

import typer

from talentdb.commands.common import (
    LARGEST_NUMBER,
    AsOption,
    FilterOption,
    JsonOption,
    new_group,
    open_command,
    parse_day,
    parse_filters,
)
from talentdb.commands.export import ExportRequest, export_people
from talentdb.console import answer, emit_json, say

__all__ = ["register"]

AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="NGÀY", help="NĂM-THÁNG-NGÀY; bỏ trống là hiện nay.")
]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = new_group(app, "people", "Người trong cơ sở dữ liệu.")
    group.command("export", epilog="Ví dụ: talentdb people export --format xlsx -o nguoi.xlsx --filter sex=female")(
        export
    )
    group.command("show", epilog="Ví dụ: talentdb people show 1024 --as-of 2025-12-31 --json")(show)
    group.command("cv", epilog='Ví dụ: talentdb people cv 1024 -o ly-lich.docx --purpose "lập hội đồng"')(cv)
    group.command("timeline", epilog="Ví dụ: talentdb people timeline 1024 --json")(timeline)
    group.command("conflicts", epilog="Ví dụ: talentdb people conflicts 1024 --json")(conflicts)


def export(
    format_: Annotated[str, typer.Option("--format", help="json, csv, xlsx hoặc parquet.")] = "json",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Tệp, hoặc thư mục (tên tệp tự đặt); bỏ trống để in ra.")
    ] = None,
    with_sources: Annotated[bool, typer.Option("--with-sources", help="Kèm nguồn của từng người.")] = False,
    filters: FilterOption = None,
    query: Annotated[str, typer.Option("--query", help="Chỉ những người mà `search` tìm được theo câu này.")] = "",
    columns: Annotated[
        str | None, typer.Option("--columns", metavar="TÊN,…", help="Chỉ các cột này, theo thứ tự này.")
    ] = None,
    as_of: AsOfOption = None,
    purpose: Annotated[
        str | None, typer.Option("--purpose", help="Mục đích, ghi vào nhật ký; tài khoản của Sở bắt buộc phải nêu.")
    ] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Xuất người thành các dòng, mọi trạng thái trừ khi lọc."""
    from talentdb.errors import UsageError
    from talentdb.people.files import FORMATS

    chosen = "json" if json else format_
    if chosen not in FORMATS:
        raise UsageError(f"Không có định dạng {chosen}.", f"Chọn một trong: {', '.join(FORMATS)}.")
    if chosen in {"xlsx", "parquet"} and out is None:
        raise UsageError(f"Định dạng {chosen} cần ghi ra tệp.", "Thêm -o TÊN_TỆP.")
    asked = ExportRequest(
        kind=chosen,
        out=out,
        with_sources=with_sources,
        filters=tuple(parse_filters(filters)),
        query=query.strip(),
        columns=tuple(name.strip() for name in (columns or "").split(",") if name.strip()),
        as_of=parse_day(as_of),
        purpose=purpose,
    )
    with open_command(as_login) as runtime:
        export_people(runtime, asked)


def show(
    person_id: Annotated[int, typer.Argument(metavar="ID", min=0, max=LARGEST_NUMBER, help="Số của người.")],
    history: Annotated[bool, typer.Option("--history", help="Kèm các phiên bản trước.")] = False,
    as_of: AsOfOption = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Một người với nguồn của từng giá trị, hiện nay hoặc vào một ngày."""
    from talentdb.people.profile import show as show_person

    with open_command(as_login) as runtime, runtime.work() as connection:
        document = show_person(
            connection, runtime.principal, person_id, history=history, keyring=runtime.keyring, as_of=parse_day(as_of)
        )
    if json:
        emit_json(document)
        return
    for name, value in document.items():
        if not isinstance(value, (list, dict)):
            answer(f"{name}\t{value}")


def cv(
    person_id: Annotated[int, typer.Argument(metavar="ID", min=0, max=LARGEST_NUMBER, help="Số của người.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Tệp docx, hoặc thư mục (tên tệp tự đặt).")],
    purpose: Annotated[
        str | None, typer.Option("--purpose", help="Mục đích, ghi vào nhật ký; tài khoản của Sở bắt buộc phải nêu.")
    ] = None,
    as_login: AsOption = None,
) -> None:
    """Lý lịch khoa học của một người, để in và ký: chỉ những gì tài khoản được xem."""
    from talentdb.people.cv_source import cv_file_name, scientific_cv
    from talentdb.services.output import replaced

    with open_command(as_login) as runtime, runtime.work() as connection:
        name, document = scientific_cv(connection, runtime.principal, person_id, purpose=purpose)
        file = out / cv_file_name(name) if out.is_dir() else out
        # Inside the unit of work: a document that could not be written is not logged as taken.
        with replaced(file) as (partial,):
            partial.write_bytes(document)
    say(f"Đã ghi lý lịch khoa học ra {file.name}.")


def timeline(
    person_id: Annotated[int, typer.Argument(metavar="ID", min=0, max=LARGEST_NUMBER, help="Số của người.")],
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Những gì đã xảy ra với một người: danh sách nào thay đổi gì, gộp, tách, thu hồi; mới nhất trước."""
    from dataclasses import asdict

    from talentdb.people.profile import require_known
    from talentdb.people.timeline import timeline as read_timeline
    from talentdb.text import format_date

    with open_command(as_login) as runtime, runtime.work() as connection:
        events = read_timeline(connection, runtime.principal, person_id)
        if not events:
            require_known(connection, runtime.principal, person_id)
    if json:
        emit_json({"person_id": person_id, "events": [asdict(event) for event in events]})
        return
    for event in events:
        by = event.agency_name or event.login or ""
        answer("\t".join((format_date(event.on), event.title, by, ", ".join(event.fields))))


def conflicts(
    person_id: Annotated[int, typer.Argument(metavar="ID", min=0, max=LARGEST_NUMBER, help="Số của người.")],
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Những giá trị mà các nguồn nói khác nhau về một người, và giá trị nào được chọn theo quy tắc nào."""
    from dataclasses import asdict

    from talentdb.people.conflicts import conflicts as read_conflicts
    from talentdb.people.profile import require_known
    from talentdb.people.survivorship_rules import rule_words

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = read_conflicts(connection, runtime.principal, person_id, runtime.keyring)
        if not found:
            require_known(connection, runtime.principal, person_id)
    if json:
        rows = [{**asdict(one), "soft": one.soft, "rule_words": rule_words(one.rule)} for one in found]
        emit_json({"person_id": person_id, "conflicts": rows})
        return
    for one in found:
        others = "; ".join(str(other.value) for other in one.others)
        answer("\t".join((one.field, str(one.value), others, rule_words(one.rule))))

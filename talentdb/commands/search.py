"""`search`, `index`: finding people, and the search index against the registry."""

from typing import TYPE_CHECKING, Annotated

import typer

from talentdb.commands.common import AsOption, FilterOption, JsonOption, new_group, open_command, parse_filters
from talentdb.console import answer, emit_json, say

if TYPE_CHECKING:
    from talentdb.runtime import Runtime
    from talentdb.search.client import SearchIndex

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command and the group."""
    app.command("search", epilog="Ví dụ: talentdb search 'tien si nong nghiep' --filter sex=female --json")(search)
    index = new_group(app, "index", "Chỉ mục tìm kiếm.")
    index.command("rebuild", epilog="Ví dụ: talentdb index rebuild")(rebuild)
    index.command("check", epilog="Ví dụ: talentdb index check")(check)
    index.command("sync", epilog="Ví dụ: talentdb index sync")(sync)
    index.command("work", epilog="Ví dụ: talentdb index work")(work)


def search(
    query: Annotated[str, typer.Argument(help="Từ khóa; có thể để trống.")] = "",
    filters: FilterOption = None,
    facets: Annotated[str | None, typer.Option("--facets", metavar="TÊN,…", help="Đếm theo các trường này.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, max=1000, help="Số người hiện ra.")] = 20,
    offset: Annotated[int, typer.Option("--offset", min=0, help="Bỏ qua chừng này người đầu.")] = 0,
    plain: Annotated[
        list[str] | None, typer.Option("--plain", metavar="CHỮ", help="Phần của câu là từ khóa, không phải bộ lọc.")
    ] = None,
    as_words: Annotated[bool, typer.Option("--as-words", help="Cả câu là từ khóa: không hiểu thành bộ lọc.")] = False,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Tìm chuyên gia, người phù hợp nhất trước."""
    from talentdb.search.query import search as find

    names = [name.strip() for name in (facets or "").split(",") if name.strip()]
    with open_command(as_login, drains=False) as runtime:
        runtime.drain()
        with runtime.work() as connection:
            document = find(
                connection, runtime.principal, runtime.index(), query, filters=parse_filters(filters), facets=names,
                limit=limit, offset=offset, plain=plain or (), as_words=as_words,
            )  # fmt: skip
        if runtime.services.search is None:
            say(runtime.services.search_problem)
    if json:
        emit_json(document)
        return
    near = " (gần đúng)" if document["near"] else ""
    answer(f"{document['total']} người{near} · {document['engine']} · {document['took_ms']} ms")
    if document["understood"]:
        answer(" · ".join(one["label"] for one in document["understood"]))
    for note in document["notes"]:
        answer(note)
    for hit in document["hits"]:
        answer(f"{hit['person_id']}\t{hit['full_name']}\t{hit.get('agency_name') or ''}\t{' · '.join(hit['why'])}")
    for one in document["relax"]:
        answer(f"{one['label']}: {one['total']} người")


def rebuild(json: JsonOption = False) -> None:
    """Dựng lại toàn bộ chỉ mục bên cạnh chỉ mục đang chạy, rồi tráo."""
    from talentdb.search.rebuild import rebuild as rebuild_index

    with open_command(need_search=True) as runtime:
        count = rebuild_index(runtime.engine, _index_of(runtime))
    _tell({"documents": count}, json, f"Đã dựng lại chỉ mục: {count} người.")


def _index_of(runtime: "Runtime") -> "SearchIndex":
    from talentdb.errors import SearchUnavailable

    index = runtime.index()
    if index is None:
        raise SearchUnavailable(runtime.services.search_problem)
    return index


def check(json: JsonOption = False) -> None:
    """So chỉ mục với cơ sở dữ liệu hai chiều; mã thoát 1 khi có khác biệt."""
    from talentdb.search.check import check as compare

    with open_command(need_search=True) as runtime:
        report = compare(runtime.engine, _index_of(runtime))
    _tell(report.as_json(), json, report.summary())
    if not report.agrees:
        raise typer.Exit(1)


def sync(json: JsonOption = False) -> None:
    """Đưa chỉ mục khớp với cơ sở dữ liệu: xử lý hàng đợi, sửa các khác biệt."""
    from talentdb.search.check import sync as repair

    with open_command(need_search=True) as runtime:
        count = repair(runtime.engine, _index_of(runtime))
    _tell({"repaired": count}, json, f"Đã cập nhật {count} người trong chỉ mục.")


def work(
    bound: Annotated[bool, typer.Option("--bound", help="Dừng khi chương trình đã gọi nó không còn nữa.")] = False,
) -> None:
    """Dịch vụ chỉ mục: đưa thay đổi vào Meilisearch cho đến khi được dừng."""
    import os
    import signal
    import threading

    from talentdb.search.worker import run_worker

    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    parent = os.getppid()

    def stop() -> bool:
        # A killed web app cannot stop its worker, and a worker left behind would hold the servers for ever.
        return stopping.is_set() or (bound and os.getppid() != parent)

    with open_command() as runtime:
        run_worker(runtime.engine, runtime.index, stop)


def _tell(document: dict[str, object], json: bool, words: str) -> None:
    if json:
        emit_json(document)
    else:
        say(words)

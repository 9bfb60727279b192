"""`network`: the network of people as a file, its measures, the neighbourhood of one person."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
from talentdb.console import answer, emit_json, say

if TYPE_CHECKING:
    from talentdb.network import Graph, Wanted
    from talentdb.runtime import Runtime

__all__ = ["register"]

LayerOption = Annotated[
    list[str] | None,
    typer.Option(
        "--layer", metavar="LỚP",
        help="tasks, publications, supervision, councils, employer, school, field; bỏ trống là tất cả.",
    ),
]  # fmt: skip
QueryOption = Annotated[
    str | None, typer.Option("--query", metavar="TỪ", help="Chỉ những người tìm thấy theo các từ này.")
]
NeighboursOption = Annotated[
    bool, typer.Option("--neighbours", help="Thêm những người có quan hệ với người được chọn.")
]
EdgesOption = Annotated[
    int, typer.Option("--max-edges", min=1, help="Số quan hệ nhiều nhất của một người, mạnh nhất trước.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="NGÀY", help="NĂM-THÁNG-NGÀY; bỏ trống là hiện nay.")
]
PurposeOption = Annotated[
    str | None,
    typer.Option("--purpose", help="Mục đích, ghi vào tệp và nhật ký; tài khoản của Sở bắt buộc phải nêu."),
]
FromOption = Annotated[int | None, typer.Option("--from-year", help="Chỉ công trình, hội đồng từ năm này.")]
ToOption = Annotated[int | None, typer.Option("--to-year", help="Chỉ công trình, hội đồng đến năm này.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = new_group(app, "network", "Mạng lưới quan hệ giữa những người trong cơ sở dữ liệu.")
    group.command("export", epilog="Ví dụ: talentdb network export --format gexf --layer publications -o mang.gexf")(
        export
    )
    group.command("measures", epilog="Ví dụ: talentdb network measures --layer tasks --limit 20 --json")(measures)
    group.command("ego", epilog="Ví dụ: talentdb network ego 1024 --json")(ego)


def export(
    out: Annotated[Path, typer.Option("-o", "--out", help="Tệp kết quả, hoặc thư mục (tên tệp tự đặt).")],
    format_: Annotated[str, typer.Option("--format", help="graphml, gexf, json hoặc csv (tệp zip).")] = "graphml",
    layers: LayerOption = None,
    query: QueryOption = None,
    filters: FilterOption = None,
    neighbours: NeighboursOption = False,
    max_edges: EdgesOption = 20,
    from_year: FromOption = None,
    to_year: ToOption = None,
    as_of: AsOfOption = None,
    all_measures: Annotated[bool, typer.Option("--measures", help="Kèm độ trung gian và cộng đồng.")] = False,
    purpose: PurposeOption = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Xuất mạng lưới ra tệp; bản kê đi kèm nói rõ tìm gì, lọc gì, lúc nào, bao nhiêu dòng, để làm gì."""
    from talentdb.network.export import export_network
    from talentdb.network.files import check_format, network_name
    from talentdb.settings import today

    check_format(format_)
    if out.is_dir():
        out = out / network_name(query or "", parse_filters(filters), format_, parse_day(as_of) or today())
    with open_command(as_login) as runtime:
        wanted = _wanted(runtime, layers, query, filters, neighbours, max_edges, (from_year, to_year), as_of)
        with runtime.work() as connection:
            manifest = export_network(
                connection, runtime.principal, wanted, format_, out, query=query or "", purpose=purpose,
                all_measures=all_measures,
            )  # fmt: skip
    if json:
        emit_json(manifest)
        return
    if "withheld" in manifest:
        say(manifest["withheld"])
    rows = manifest["rows"]
    say(f"Đã xuất {rows['nodes']} nút, {rows['edges']} quan hệ ra {out.name}.")


def measures(
    layers: LayerOption = None,
    query: QueryOption = None,
    filters: FilterOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Số người hiện ra.")] = 20,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Những người nhiều quan hệ nhất, ở giữa nhất, và nhóm của họ."""
    from talentdb.network import build
    from talentdb.network.measures import measure
    from talentdb.network.table import node_rows

    with open_command(as_login) as runtime:
        wanted = _wanted(runtime, layers, query, filters, False, 20, (None, None), None)
        with runtime.work() as connection:
            graph = build(connection, runtime.principal, wanted)
    rows = [row for row in node_rows(graph, measure(graph, full=True)) if row["kind"] == "person"]
    rows.sort(key=lambda row: (-row["betweenness"], -row["strength"], row["person_id"]))
    if json:
        emit_json({"nodes": len(graph.nodes), "edges": len(graph.edges), "people": rows[:limit]})
        return
    for row in rows[:limit]:
        answer(
            f"{row['person_id']}\t{row['label']}\t{row['degree']} quan hệ\tđộ trung gian {row['betweenness']:.4f}"
            f"\tnhóm {row['community']}"
        )


def ego(
    person_id: Annotated[int, typer.Argument(metavar="ID", min=0, max=LARGEST_NUMBER, help="Số của người.")],
    layers: LayerOption = None,
    most: Annotated[int, typer.Option("--most", min=1, max=500, help="Số người quen nhiều nhất.")] = 40,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Những người và cơ quan gắn với một người, và quan hệ giữa họ với nhau."""
    from talentdb.network import Wanted, layers_named
    from talentdb.network import ego as neighbourhood

    with open_command(as_login) as runtime, runtime.work() as connection:
        wanted = Wanted(layers_named(layers or []))
        graph = neighbourhood(connection, runtime.principal, person_id, wanted, most=most)
    found = _document(graph)
    if json:
        emit_json(found)
        return
    names = {node["id"]: node["label"] for node in found["nodes"]}
    for edge in found["edges"]:
        answer(f"{names[edge['source']]}\t{names[edge['target']]}\t{edge['layer']}\t{edge['weight']:.2f}")


def _document(graph: "Graph") -> dict[str, Any]:
    from talentdb.network.measures import measure
    from talentdb.network.table import EDGE_TYPES, edge_rows, node_rows

    edges = [dict(zip(EDGE_TYPES, edge, strict=True)) for edge in edge_rows(graph)]
    known = [{name: value for name, value in edge.items() if value is not None} for edge in edges]
    return {"nodes": list(node_rows(graph, measure(graph, full=False))), "edges": known}


def _wanted(
    runtime: "Runtime", layers: list[str] | None, query: str | None, filters: list[str] | None, neighbours: bool,
    max_edges: int, years: tuple[int | None, int | None], as_of: str | None,
) -> "Wanted":  # fmt: skip
    """What is asked for; the people of a query are those that search finds with the same filters."""
    from talentdb.network import Wanted, layers_named
    from talentdb.registry.found import everybody_found

    pairs = tuple(parse_filters(filters))
    chosen = layers_named(layers or [])
    people = None
    if query and query.strip():
        with runtime.work() as connection:
            people = everybody_found(connection, runtime.principal, runtime.index(), query, pairs)
    return Wanted(chosen, pairs, people, neighbours, parse_day(as_of), *years, max_edges)

"""Networks as files: GraphML, GEXF, JSON, CSV (a zip of nodes.csv and edges.csv). Checks no rights.

All formats are written from the same two tables, row by row; a half-written file never stands under its name.
"""

import csv
import json
from collections.abc import Mapping
from hashlib import sha256
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from talentdb.errors import UsageError
from talentdb.network.labels import NO_FORMAT, THE_FORMATS
from talentdb.network.model import Graph
from talentdb.network.table import EDGE_TYPES, Measures, edge_rows, node_rows, node_types
from talentdb.network.xml_files import write_gexf, write_graphml

__all__ = ["FORMATS", "SUFFIXES", "check_format", "manifest_path", "write_network"]

FORMATS: Final = ("graphml", "gexf", "json", "csv")
SUFFIXES: Final[Mapping[str, str]] = {"graphml": ".graphml", "gexf": ".gexf", "json": ".json", "csv": ".zip"}
_BLOCK: Final = 1 << 20


def check_format(kind: str) -> None:
    """Refuse an unknown format before anything is read.

    Raises: UsageError.
    """
    if kind not in FORMATS:
        raise UsageError(NO_FORMAT.format(name=kind), THE_FORMATS.format(formats=", ".join(FORMATS)))


def manifest_path(out: Path) -> Path:
    """Where the manifest of a file stands: beside it."""
    return out.with_name(out.name + ".manifest.json")


def write_network(graph: Graph, measures: Measures, manifest: Mapping[str, Any], kind: str, out: Path) -> None:
    """Write the file, and its manifest with the SHA-256 of the file beside it.

    Args:
        kind: one of FORMATS.
        manifest: what the file says of itself inside.
    Raises: UsageError for an unknown format or a folder that is not there.
    """
    check_format(kind)
    if not out.absolute().parent.is_dir():
        raise UsageError(f"Không có thư mục để ghi tệp {out}.", "Tạo thư mục đó, hoặc chọn nơi khác sau -o.")
    partial = out.with_name(out.name + ".part")
    try:
        _to_file(graph, measures, manifest, kind, partial)
        told = {**manifest, "file": out.name, "format": kind, "file_sha256": _sha256(partial)}
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
    manifest_path(out).write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _to_file(graph: Graph, measures: Measures, manifest: Mapping[str, Any], kind: str, path: Path) -> None:
    if kind == "csv":
        _csv(graph, measures, manifest, path)
        return
    write = {"graphml": write_graphml, "gexf": write_gexf, "json": _json}[kind]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        write(graph, measures, manifest, file)


def _json(graph: Graph, measures: Measures, manifest: Mapping[str, Any], file: IO[str]) -> None:
    """Also what `networkx.node_link_graph(…, edges="edges")` reads."""
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
    file.write(f'{{"directed":false,"multigraph":true,"manifest":{encode(dict(manifest))},\n"nodes":[')
    for number, row in enumerate(node_rows(graph, measures)):
        file.write((",\n" if number else "\n") + encode(row))
    file.write('\n],\n"edges":[')
    for number, edge in enumerate(edge_rows(graph)):
        known = {name: value for name, value in zip(EDGE_TYPES, edge, strict=True) if value is not None}
        file.write((",\n" if number else "\n") + encode(known))
    file.write("\n]}\n")


def _csv(graph: Graph, measures: Measures, manifest: Mapping[str, Any], path: Path) -> None:
    """UTF-8 without a mark: other programs take the mark for a part of the first column's name."""
    names = list(node_types(measures))
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=5) as archive:
        with archive.open("nodes.csv", "w", force_zip64=True) as raw, TextIOWrapper(raw, "utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(names)
            writer.writerows([row.get(name) for name in names] for row in node_rows(graph, measures))
        with archive.open("edges.csv", "w", force_zip64=True) as raw, TextIOWrapper(raw, "utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(EDGE_TYPES)
            writer.writerows(edge_rows(graph))
        archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=2))


def _sha256(path: Path) -> str:
    found = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()

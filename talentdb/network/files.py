"""Networks as files: GraphML, GEXF, JSON, CSV (a zip of nodes.csv and edges.csv). Checks no rights.

All formats are written from the same two tables, block by block; a half-written file never stands under its name.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from talentdb.errors import UsageError
from talentdb.network.labels import NO_FORMAT, THE_FORMATS
from talentdb.network.lines import Piece, edge_lines, node_lines
from talentdb.network.model import Graph
from talentdb.network.table import EDGE_TYPES, Measures, node_types
from talentdb.network.xml_files import write_gexf, write_graphml
from talentdb.people.export_rules import file_name
from talentdb.people.filters import Filter
from talentdb.services.output import replaced

__all__ = ["FORMATS", "SUFFIXES", "check_format", "manifest_path", "network_name", "write_network"]

FORMATS: Final = ("graphml", "gexf", "json", "csv")
SUFFIXES: Final[Mapping[str, str]] = {"graphml": ".graphml", "gexf": ".gexf", "json": ".json", "csv": ".zip"}
_BLOCK: Final = 1 << 20
# Twice as quick as the usual level, for a tenth more.
_LEVEL: Final = 3


def check_format(kind: str) -> None:
    """Refuse an unknown format before anything is read.

    Raises: UsageError.
    """
    if kind not in FORMATS:
        raise UsageError(NO_FORMAT.format(name=kind), THE_FORMATS.format(formats=", ".join(FORMATS)))


def network_name(query: str, filters: Sequence[Filter], kind: str, day: date) -> str:
    """ "mang-luoi_nuoi-trong-thuy-san_2026-12-09.gexf": the question and the day; csv is a zip."""
    return file_name(query, filters, SUFFIXES[kind].removeprefix("."), day, "mang-luoi")


def manifest_path(out: Path) -> Path:
    """Where the manifest of a file stands: beside it."""
    return out.with_name(out.name + ".manifest.json")


def write_network(graph: Graph, measures: Measures, manifest: Mapping[str, Any], kind: str, out: Path) -> None:
    """Write the file, and its manifest with the SHA-256 of the file beside it.

    Args:
        kind: one of FORMATS.
        manifest: what the file says of itself inside.
    Raises: UsageError for an unknown format or a folder that is not there; EnvironmentProblem when there is no room.
    """
    check_format(kind)
    with replaced(out, manifest_path(out)) as (partial, beside):
        _to_file(graph, measures, manifest, kind, partial)
        told = {**manifest, "file": out.name, "format": kind, "file_sha256": _sha256(partial)}
        beside.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _to_file(graph: Graph, measures: Measures, manifest: Mapping[str, Any], kind: str, path: Path) -> None:
    if kind == "csv":
        _csv(graph, measures, manifest, path)
        return
    write = {"graphml": write_graphml, "gexf": write_gexf, "json": _json}[kind]
    with path.open("wb") as file:
        write(graph, measures, manifest, file)


def _json(graph: Graph, measures: Measures, manifest: Mapping[str, Any], file: IO[bytes]) -> None:
    """Also what `networkx.node_link_graph(…, edges="edges")` reads."""
    told = json.dumps(dict(manifest), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    file.write(f'{{"directed":false,"multigraph":true,"manifest":{told},\n"nodes":['.encode())
    types = node_types(measures)
    file.writelines(_listed(node_lines(graph, measures, _object(types), _json_text)))
    file.write(b'\n],\n"edges":[')
    file.writelines(_listed(edge_lines(graph, _object(EDGE_TYPES), _json_text)))
    file.write(b"\n]}\n")


def _json_text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _object(types: Mapping[str, type]) -> list[Piece]:
    """One object a line, with a comma before each; texts bring their own quotes."""
    first, *others = types
    return [(f',\n{{"{first}":', first, ""), *((f',"{name}":', name, "") for name in others), "}"]


def _listed(lines: Iterator[memoryview]) -> Iterator[memoryview]:
    """The first object has no comma before it."""
    for number, block in enumerate(lines):
        yield block if number else block[1:]


def _csv(graph: Graph, measures: Measures, manifest: Mapping[str, Any], path: Path) -> None:
    """UTF-8 without a mark: other programs take the mark for a part of the first column's name."""
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        names = list(node_types(measures))
        _table(archive, "nodes.csv", names, node_lines(graph, measures, _row(names), _quoted))
        _table(archive, "edges.csv", list(EDGE_TYPES), edge_lines(graph, _row(list(EDGE_TYPES)), _quoted))
        archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=2))


def _row(names: Sequence[str]) -> list[Piece]:
    between: list[Piece] = [piece for name in names for piece in (",", ("", name, ""))]
    return [*between[1:], "\r\n"]


def _table(archive: ZipFile, name: str, names: Sequence[str], lines: Iterable[memoryview]) -> None:
    with archive.open(name, "w", force_zip64=True) as file:
        file.write(f"{','.join(names)}\r\n".encode())
        file.writelines(lines)


def _quoted(value: str) -> str:
    """A field of RFC 4180; texts of networks are one line."""
    return '"' + value.replace('"', '""') + '"' if '"' in value or "," in value else value


def _sha256(path: Path) -> str:
    found = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()

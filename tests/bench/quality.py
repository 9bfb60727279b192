"""Quality of reading, counted: the generated province and the layouts typed by hand, apart, by field and layout."""

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from ingest.pipeline import read_file
from ingest.sample.command import sample_command
from ingest.sample.score import Score, score_document
from tests.bench.handmade import build_layouts
from tests.bench.table import Row, grid

__all__ = ["details", "measure_quality", "score_folder", "score_handmade"]

_MOST_PEOPLE = 5_000
_SHOWN = 25
"""Examples printed of each part."""


def _read_all(paths: Iterable[Path]) -> dict[Path, dict[str, Any]]:
    wanted = list(paths)
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(wanted, pool.map(read_file, wanted), strict=True))


def score_folder(folder: Path) -> Score:
    """Score every workbook of a generated folder with its gold.json, all forms together."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    documents = _read_all(folder / entry["file"] for entry in gold["files"])
    score = Score()
    for entry in gold["files"]:
        score_document(score, documents[folder / entry["file"]], entry, gold["persons"])
    return score


def score_handmade(folder: Path) -> Score:
    """Score the layouts typed by hand, written into `folder`."""
    built = dict(build_layouts(folder))
    documents = _read_all(built)
    score = Score()
    for path, gold in built.items():
        score_document(score, documents[path], gold, {})
    return score


def _rows(name: str, score: Score) -> list[Row]:
    shares = score.summary()
    columns = f"{score.columns_wrong} of {score.columns} ({shares['column_wrong_share']:.2%})"
    false = sum(score.false_problems.values())
    lines = [
        (f"rows lost, invented, unaccounted for (of {score.rows:,})",
         f"{score.rows_lost}, {score.rows_invented}, {score.rows_unaccounted}", "0, 0, 0"),
        ("columns given a wrong field", columns, "≤ 0.2 %"),
        ("columns not recognised", str(score.columns_missed), ""),
        (f"values wrong without a problem on the cell (of {score.values:,})",
         f"{score.values_wrong} ({shares['wrong_share']:.3%})", "≤ 0.1 %"),
        ("values missing without a problem, flagged", f"{score.values_missing}, {score.values_flagged}", ""),
        (f"planted faults without a problem (of {score.faults})", str(score.faults_unflagged), ""),
        ("false problems", f"{false} ({false / max(1, score.values):.3%} of values)", ""),
        ("wrong forms, header rows, reasons of skipped rows",
         f"{score.forms_wrong}, {score.headers_wrong}, {score.skips_wrong}", ""),
    ]  # fmt: skip
    return [Row("quality", f"{name}: {what}", ours, bar=bar) for what, ours, bar in lines]


_LAYOUT_COUNTS = {
    "files": "files", "rows": "rows", "lost": "lost", "invented": "invented", "columns": "columns",
    "columns_wrong": "wrong columns", "columns_missed": "missed columns", "values": "values", "wrong": "wrong",
    "missing": "missing", "flagged": "flagged", "false": "false problems", "bad": "all that is wrong",
}  # fmt: skip


def _fields(shares: Mapping[str, Any]) -> list[list[str]]:
    names = sorted({*shares["by_field"], *shares["columns_by_field"]})
    lines = []
    for name in names:
        values, columns = shares["by_field"].get(name, {}), shares["columns_by_field"].get(name, {})
        counts = [columns.get(key, 0) for key in ("right", "wrong", "missed")]
        counts += [values.get(key, 0) for key in ("right", "wrong", "missing", "flagged")]
        lines.append([name, *map(str, counts)])
    return lines


def details(name: str, score: Score) -> str:
    """The tables by field, by layout, of false problems and of confidence, as Markdown."""
    shares = score.summary()
    layouts = [
        [layout, *(str(counts.get(key, 0)) for key in _LAYOUT_COUNTS)]
        for layout, counts in shares["by_layout"].items()
    ]
    whole = [line for line in layouts if line[-1] != "0"]
    heads = ["field", "columns right", "wrong", "missed", "values right", "wrong", "missing", "flagged"]
    bins = [[end, str(count), f"{right / count:.1%}"] for end, (count, right) in shares["confidence"].items()]
    false = [[code, str(count)] for code, count in shares["false_problems"].items()]
    return "\n\n".join([
        f"### {name}: by field", grid(heads, _fields(shares)),
        f"### {name}: layouts with something wrong ({len(whole)} of {len(layouts)})",
        grid(["layout", *_LAYOUT_COUNTS.values()], whole),
        f"### {name}: false problems by code", grid(["code", "count"], false),
        f"### {name}: confidence of columns against what was right", grid(["confidence", "columns", "right"], bins),
    ])  # fmt: skip


def measure_quality(folder: Path, people: int, seed: int) -> tuple[list[Row], list[str], list[str]]:
    """Rows of the table, the tables by field and layout, and the first examples of what went wrong."""
    size = max(min(people, _MOST_PEOPLE), 60)
    sample_command(folder / "province", size, seed, mixed=max(20, min(200, size // 25)))
    parts = {
        f"generated province, {size:,} people": score_folder(folder / "province"),
        "lists drawn by chance": score_folder(folder / "province" / "mixed"),
        "layouts typed by hand": score_handmade(folder / "handmade"),
    }
    rows = [row for name, score in parts.items() for row in _rows(name, score)]
    tables = [details(name, score) for name, score in parts.items()]
    return rows, tables, [f"- {line}" for score in parts.values() for line in score.examples[:_SHOWN]]

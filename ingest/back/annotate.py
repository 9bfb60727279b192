"""The same workbook back to the agency: each problem marked in its cell, and a sheet that lists them all.

Runs in the child, after the gate. The agency's own package is changed in place, so that all its looks, pictures
and formulas stay; other kinds of files come back as xlsx with the same values. Writes no formula of its own.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ingest.back.accepted import is_problem_sheet
from ingest.back.patch.marking import mark_package
from ingest.back.patch.plain_book import rewritten, sheet_titles, values_only
from ingest.back.patch.xml import NotPatchable
from ingest.model import Workbook
from ingest.workbook import open_workbook

__all__ = ["annotate", "annotate_job"]

Problem = Mapping[str, Any]


def annotate(path: Path, problems: Sequence[Problem], out: Path) -> int:
    """Write the workbook with its problems marked.

    Args:
        path: the file as the agency sent it.
        problems: objects as in the contract's `problems`, each with the name of its `sheet` (empty for the file).
        out: the xlsx to write.

    Returns:
        How many cells were marked.

    Raises:
        Unreadable: the file cannot be read at all.
    """
    source = open_workbook(path)
    own = frozenset(sheet.name for sheet in source.sheets if is_problem_sheet(sheet))
    content, marked = _marked(path, source, problems, own)
    out.write_bytes(content)
    return marked


def _marked(path: Path, source: Workbook, problems: Sequence[Problem], own: frozenset[str]) -> tuple[bytes, int]:
    """In place where the package allows it; else through openpyxl; else the values in a new workbook."""
    if source.kind in ("xlsx", "xlsm"):
        try:
            return mark_package(path.read_bytes(), problems, source, own)
        except NotPatchable:
            pass
        if (copy := rewritten(path, source)) is not None:
            try:
                return mark_package(copy, problems, source, own)
            except NotPatchable:
                pass
    titles = sheet_titles(source)
    renamed = [{**p, "sheet": titles.get(str(p.get("sheet")), p.get("sheet"))} for p in problems]
    return mark_package(values_only(source), renamed, source, frozenset(titles[name] for name in own))


def annotate_job(path: Path, problems: list[dict[str, Any]], out: str) -> dict[str, Any]:
    """The job of the child process: `annotate`, with its count as a JSON object."""
    return {"error": None, "marked": annotate(path, problems, Path(out))}

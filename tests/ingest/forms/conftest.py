"""Fixture strategy: a workbook of the rows a test writes down, read as any file would be."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from ingest.pipeline import read

Rows = Sequence[Sequence[Any]]
ReadRows = Callable[..., dict[str, Any]]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes sheets (name to rows) and gives the file's path."""

    def write(sheets: dict[str, Rows]) -> Path:
        path = tmp_path / "ds.xlsx"
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        book.save(path)
        book.close()
        return path

    return write


@pytest.fixture
def read_rows(workbook: Callable[..., Path]) -> ReadRows:
    """A function that reads one sheet of rows and gives its only table."""

    def run(rows: Rows, sheet: str = "DS", **options: Any) -> dict[str, Any]:
        document = read(workbook({sheet: rows}), **options)
        (table,) = [t for s in document["sheets"] for t in s["tables"]]
        return dict(table)

    return run

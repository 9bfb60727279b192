"""Writes one plain list: a title, the day it speaks of, a header row, the rows. Knows nothing of what they mean."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from ingest.sample.catalogue import texts
from ingest.sample.files import write_workbook
from ingest.sample.model import CellValue
from ingest.sample.sheets import SheetDraft

__all__ = ["HEADER_ROW", "plain_list"]

HEADER_ROW = 4
"""The first row of data stands below it."""


def plain_list(
    folder: Path, stem: str, title: str, as_of: str, headers: Sequence[str], rows: Iterable[Sequence[CellValue]]
) -> str:
    """Write the workbook; gives its name.

    Args:
        as_of: ISO day; rows: as many values each as there are headers.
    """
    draft = SheetDraft("Danh sách")
    draft.put(1, 1, title)
    draft.put(2, 1, texts()["as_of"].format(day=f"{date.fromisoformat(as_of):%d/%m/%Y}"))
    for row, values in enumerate([headers, *rows], HEADER_ROW):
        for column, value in enumerate(values, 1):
            draft.put(row, column, value)
    return write_workbook(folder, stem, "xlsx", [draft])

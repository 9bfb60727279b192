"""The numbers of a chart as a file, beside the chart: rows as they are drawn, nothing that is hidden there.

Pictures are taken by the chart library itself, in the browser (`PICTURE_OPTIONS`): no second drawing that may differ.
"""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any, Final

import streamlit as st

from dashboards import overview_labels as labels
from talentdb.signs import printable

__all__ = ["PICTURE_OPTIONS", "data_button", "picture_options", "workbook"]

Rows = Sequence[Mapping[str, Any]]

PICTURE_OPTIONS: Final[Mapping[str, Any]] = {
    "displayModeBar": True,
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "locale": "vi",
}
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_WIDEST: Final = 60


def picture_options(name: str) -> dict[str, Any]:
    """Options of a chart that may be taken as a picture, under a file name."""
    return {**PICTURE_OPTIONS, "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2}}


def _cell(value: Any) -> Any:
    """A text never becomes a formula in the program that opens the file, and holds what a workbook can hold."""
    if not isinstance(value, str):
        return value
    fit = printable(value)
    return "'" + fit if fit.startswith(_FORMULA) else fit


def workbook(title: str, note: str, rows: Rows) -> bytes:
    """One sheet: a line that says what it is, the heads, the rows.

    Args:
        rows: all with the same keys, in the order of the columns; may be empty. Numbers with a fraction are shares.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(title[:31])
    sheet.append([_cell(note)])
    heads = list(rows[0]) if rows else []
    sheet.append([_cell(head) for head in heads])
    for row in rows:
        sheet.append([_cell(row[head]) for head in heads])
    for at, head in enumerate(heads, 1):
        sheet.cell(2, at).font = Font(bold=True)
        told = max((len(str(row[head])) for row in rows if row[head] is not None), default=0)
        sheet.column_dimensions[get_column_letter(at)].width = min(max(len(head), told) + 2, _WIDEST)
        for line in range(3, len(rows) + 3):
            if isinstance(sheet.cell(line, at).value, float):
                sheet.cell(line, at).number_format = "0.0%"
    sheet.freeze_panes = "A3"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def data_button(title: str, note: str, rows: Callable[[], Rows], *, key: str) -> None:
    """A small button that gives the rows of a chart as a workbook, made when it is pressed."""
    st.download_button(
        labels.DOWNLOAD_DATA,
        data=lambda: workbook(title, note, rows()),
        file_name=f"{key}.xlsx",
        mime=_XLSX,
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key=f"download_{key}",
    )

"""What whole columns say about each of their cells: encoding, order of day and month, width of codes.

Looks at values only, once a column; reads no cell as a value.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ingest.columns import ColumnMatch
from ingest.forms import field_types
from ingest.model import CellValue, Sheet, Table, is_blank
from ingest.normalise import Evidence
from ingest.normalise.dates import DATED, column_order, serials_suspect
from ingest.normalise.legacy import MIXED, column_encoding, decode_legacy, encoding_beside
from ingest.normalise.result import cell_text

__all__ = ["table_evidence"]

_NAMES: Final = ("full_name", "family_name", "middle_name", "given_name")
# Other texts repeat; as many different ones settle the encoding of any column.
_TEXTS: Final = 400
# As in `legacy`: letters that Latin-1 has not, but for signs that stand in texts of any encoding.
_BEYOND: Final = re.compile("[^\x00-\xff\u2010-\u2122]")


def _staff_code_width(values: Sequence[CellValue]) -> int:
    """The usual length of codes when some start with a zero: only then can a zero have been lost."""
    texts = [cell_text(v) for v in values if not is_blank(v)]
    padded = [len(t) for t in texts if t.isdigit() and t.startswith("0")]
    if len(padded) < 2 or len(set(padded)) > 1:
        return 0
    return padded[0] if all(len(t) <= padded[0] for t in texts if t.isdigit()) else 0


def _dated(name: str) -> bool:
    return name in DATED or ((entry := field_types().get(name)) is not None and entry.type == "date")


def _orders(dated: Mapping[int, tuple[str, Sequence[CellValue]]]) -> dict[int, bool | None]:
    """Whether each column of dates writes the month first.

    Columns of one field (births under Nam | Nữ) are one column to the writer; a column that does not settle it
    follows the others of the table where these agree.
    """
    by_field: dict[str, list[Sequence[CellValue]]] = {}
    for name, values in dated.values():
        by_field.setdefault(name, []).append(values)
    settled = {name: column_order(first, *more) for name, (first, *more) in by_field.items()}
    known = set(settled.values()) - {None}
    shared = known.pop() if len(known) == 1 else None
    return {index: shared if settled[name] is None else settled[name] for index, (name, _) in dated.items()}


def table_evidence(
    matches: Sequence[ColumnMatch], sheet: Sheet, table: Table, date1904: bool = False
) -> dict[int, Evidence]:
    """Evidence of every mapped column, by column index."""
    used = [m for m in matches if m.field and not m.blank]
    rows = [sheet.row(body.row) for body in table.rows]
    columns = _columns(rows, [m.index for m in used])
    orders = _orders({m.index: (m.field or "", columns[m.index]) for m in used if _dated(m.field or "")})
    orders = {index: table.month_first if order is None else order for index, order in orders.items()}
    encodings = {m.index: _encoding(m.field or "", columns[m.index]) for m in used if m.index not in orders}
    of_table = {name for name in encodings.values() if name and not name.endswith(MIXED)}
    if len(of_table) == 1:
        name = of_table.pop()
        for index in (index for index, known in encodings.items() if not known):
            encodings[index] = encoding_beside(_marked(columns[index]), name)
    return {m.index: _column(m, columns[m.index], orders, date1904, encodings.get(m.index, "")) for m in used}


def _columns(rows: Sequence[Sequence[CellValue]], indexes: Sequence[int]) -> dict[int, Sequence[CellValue]]:
    """Columns of rows that may be of different lengths."""
    if not rows or not indexes:
        return dict.fromkeys(indexes, ())
    width = max(indexes) + 1
    # all at once: a loop over half a million cells takes five times as long
    turned = list(
        zip(*(row if len(row) >= width else (*row, *[None] * (width - len(row))) for row in rows), strict=False)
    )
    return {index: turned[index] for index in indexes}


def _column(
    match: ColumnMatch,
    values: Sequence[CellValue],
    orders: Mapping[int, bool | None],
    date1904: bool,
    encoding: str,
) -> Evidence:
    name = match.field or ""
    dated = match.index in orders
    return Evidence(
        name,
        match.header,
        match.variant,
        month_first=orders.get(match.index),
        serials_suspect=dated and serials_suspect(values),
        date1904=date1904,
        width=_staff_code_width(values) if name == "staff_code" else 0,
        encoding=encoding,
        also=match.also,
    )


def _encoding(name: str, values: Sequence[CellValue]) -> str:
    """The old encoding of a column; texts of plain letters say nothing of it."""
    if name in _NAMES:
        different = [v for v in dict.fromkeys(values) if v.__class__ is str and not v.isascii()]
        # a text with a letter beyond Latin-1 is in no old encoding; mostly all of them have one
        if not any(decode_legacy(v)[1] for v in different if not _BEYOND.search(v)):
            return ""
        return column_encoding([v for v in values if v.__class__ is str]) or ""
    texts = _marked(values)
    return (column_encoding(texts) or "") if texts else ""


def _marked(values: Sequence[CellValue]) -> list[str]:
    """Different texts with more than plain letters, some of very many."""
    texts = [v for v in dict.fromkeys(values) if isinstance(v, str) and not v.isascii()]
    return texts[:: max(1, len(texts) // _TEXTS)]

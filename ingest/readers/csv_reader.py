"""Text tables: encoding, line ends and delimiter found from the content, quotes taken strictly. One sheet, "csv"."""

import csv
import io
from pathlib import Path

from ingest.errors import Unreadable
from ingest.model import CellNote, Sheet, Workbook
from ingest.readers.cells import MAX_CELLS, MAX_COLUMNS, RowStore, clean_text
from ingest.readers.text import decode_text
from ingest.readers.text_count import count_csv

__all__ = ["read_csv"]

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 200
# The csv module's own limit for one field is 131,072 characters; a cell of Excel holds 32,767.
_FIELD_LIMIT = 1 << 20


def read_csv(path: Path) -> Workbook:
    """Read a text table; all values are text, exactly as written.

    Raises:
        Unreadable: no encoding fits, or a quote never closes.
    """
    text = decode_text(path.read_bytes())
    dirty = "\0" in text
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    csv.field_size_limit(_FIELD_LIMIT)
    text, told = _told_delimiter(text)
    delimiter = told or _delimiter(text)
    store, notes, count = RowStore(RowStore.fresh_budget()), list[CellNote](), 0
    lines, strict = _rows(text, delimiter)
    for number, cells in enumerate(lines, start=2 if told else 1):
        if any(cells[MAX_COLUMNS:]):
            raise Unreadable("file.too_large", detail="vùng dữ liệu quá rộng")
        for column, raw in enumerate(cells[:MAX_COLUMNS]):
            if raw == "":
                continue
            value, changed = clean_text(raw)
            if changed:
                notes.append(CellNote(number, column, "control_characters"))
            count += 1
            if count > MAX_CELLS:
                raise Unreadable("file.too_large", detail="quá nhiều ô có dữ liệu")
            store.put(number, column, value)
    if dirty:
        notes.append(CellNote(1, 0, "control_characters"))
    first, rows = store.finish()
    if not rows:
        raise Unreadable("file.empty")
    sheet = Sheet("csv", False, first, rows, notes=tuple(notes))
    # lines cut without heeding quotes have no simpler way of counting
    return Workbook("csv", (sheet,), False, {"csv": count_csv(text, delimiter) if strict else count})


def _told_delimiter(text: str) -> tuple[str, str | None]:
    """Excel's own first line "sep=;" names the delimiter and is no row."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:
        return rest, first[4]
    return text, None


def _delimiter(text: str) -> str:
    """The delimiter that cuts the most lines into the same number of cells, and more than one."""
    sample = "\n".join(text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES])
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if row]
        except csv.Error:
            continue
        wide = [w for w in widths if w > 1]
        if not wide:
            continue
        usual = max(set(wide), key=lambda w: (wide.count(w), w))
        score = wide.count(usual) / len(widths) * min(usual, 10)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str) -> tuple[list[list[str]], bool]:
    """All rows, and whether their quotes follow the rule.

    A quote that never closes would swallow the rest of the file, so it is refused with its line.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    start = 1
    try:
        for row in reader:
            start = reader.line_num + 1
            rows.append(row)
    except csv.Error as error:
        if "unexpected end" in str(error) or "field larger" in str(error):
            raise Unreadable("file.csv_quotes", row=start) from error
        return _loose_rows(text, delimiter), False
    return rows, True


def _loose_rows(text: str, delimiter: str) -> list[list[str]]:
    """Quotes inside cells that do not follow the rule ("Trường "A""): taken as letters, one line a row."""
    return [line.split(delimiter) for line in text.split("\n")]

"""People as files: JSON, CSV, Excel, Parquet, streamed row by row. Asks no questions; writes what it is given.

Texts never become formulas or links in the program that opens the file.
"""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Final

from talentdb.fields import MAY_BE_NONE, PEOPLE_FIELDS
from talentdb.services.output import replaced

__all__ = ["COLUMNS", "FORMATS", "write_people"]

FORMATS: Final = ("json", "csv", "xlsx", "parquet")
# Characters of an ISO date that are known.
_PRECISION: Final = {"year": 4, "month": 7}
COLUMNS: Final = ("person_id", *PEOPLE_FIELDS)
"""Columns of the flat formats; nested lists are in JSON only."""
_BATCH: Final = 5_000
# A formula for a spreadsheet program, also in the wide signs of East Asian keyboards; +84 912 … and -1 are not.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA: Final = re.compile(r"^(?:[=@\t\r\n＝＠]|[+＋－-](?![\d\s.()-]*$))")


# What Excel holds: rows of a sheet, letters of a cell. The library drops what is beyond, silently.
_SHEET_ROWS: Final = 1_048_576
_NO: Final = "không"
_A4: Final = 9
_NAME_COLUMNS: Final = 3
"""Number, staff number and name stand first."""
_CELL_LETTERS: Final = 32_767


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a flat file, and the words of its first line."""

    names: tuple[str, ...]
    headers: Mapping[str, str]

    @property
    def header(self) -> list[str]:
        return [self.headers.get(name, name) for name in self.names]


def write_people(
    rows: Iterable[Mapping[str, Any]],
    kind: str,
    out: Path | None,
    headers: Mapping[str, str] | None = None,
    columns: Sequence[str] = COLUMNS,
) -> int:
    """Write all rows; gives how many.

    Args:
        rows: as `talentdb.people.export.iter_people` gives them.
        kind: one of FORMATS.
        out: the file; None is standard output (json and csv only). A half-written file never stands under this name.
        headers: words for the first line instead of the field names.
        columns: of the flat formats; json has what the rows have.
    Raises: UsageError when the folder of `out` does not exist; EnvironmentProblem when there is no room for the file.
    """
    flat = _Columns(tuple(columns), dict(headers or {}))
    source = iter(rows)
    # The first row is asked for before anything is written: a refusal must not follow half a document.
    rows = chain(list(islice(source, 1)), source)
    if out is None:
        return _json(rows, sys.stdout) if kind == "json" else _csv(rows, sys.stdout, flat)
    with replaced(out) as (partial,):
        return _to_file(rows, kind, partial, flat)


def _to_file(rows: Iterable[Mapping[str, Any]], kind: str, path: Path, flat: _Columns) -> int:
    if kind == "xlsx":
        return _xlsx(rows, path, flat)
    if kind == "parquet":
        return _parquet(rows, path, flat)
    with path.open("w", encoding="utf-8-sig" if kind == "csv" else "utf-8", newline="") as file:
        return _json(rows, file) if kind == "json" else _csv(rows, file, flat)


def _json(rows: Iterable[Mapping[str, Any]], file: IO[str]) -> int:
    count = 0
    file.write("[")
    for row in rows:
        file.write(",\n" if count else "\n")
        json.dump(row, file, ensure_ascii=False, default=str)
        count += 1
    file.write("\n]\n")
    return count


def _flat(row: Mapping[str, Any], names: Sequence[str]) -> list[Any]:
    """The values of the columns; nearly all are missing or texts, which are taken as they are."""
    if "birth_date_precision" not in names:
        row = _as_known(row)
    values = list(map(row.get, names))
    cells = [value if value is None or type(value) is str else _as_cell(value) for value in values]
    for name in MAY_BE_NONE:
        if row.get(name) == [] and name in names:
            cells[names.index(name)] = _NO
    return cells


def _as_cell(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def _csv(rows: Iterable[Mapping[str, Any]], file: IO[str], flat: _Columns) -> int:
    writer = csv.writer(file)
    writer.writerow([_safe(word) for word in flat.header])
    count = 0
    for row in rows:
        writer.writerow([None if value is None else _safe(value) for value in _flat(row, flat.names)])
        count += 1
    return count


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


class _Landing(FileIO):
    """Where the library's zip is written: keeps the first fault instead of raising it, and is deaf once closed.

    A zip that broke off tries once more to end itself when it is forgotten, and would tell of that on the terminal.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, "w")
        self.fault: OSError | None = None

    def write(self, data: Any) -> int:
        left = memoryview(data).cast("B")
        size = len(left)
        try:
            while left and self.fault is None and not self.closed:
                left = left[super().write(left) or 0 :]
        except OSError as error:
            self.fault = error
        return size

    def seek(self, place: int, whence: int = 0) -> int:
        return 0 if self.closed else super().seek(place, whence)

    def tell(self) -> int:
        return 0 if self.closed else super().tell()

    def flush(self) -> None:
        if not self.closed:
            super().flush()


@contextmanager
def _book(path: Path) -> Iterator[Any]:
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    # The library's sheets in the making stand beside the file: /tmp is small on many machines.
    with TemporaryDirectory(prefix=".", dir=path.absolute().parent) as scratch, _Landing(path) as landing:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                   "use_zip64": True, "tmpdir": scratch}  # fmt: skip
        book = xlsxwriter.Workbook(landing, options)
        try:
            yield book
        finally:
            try:
                book.close()
            except FileCreateError as error:
                # What the disk said stands in it.
                raise error.args[0] from error
        if landing.fault is not None:
            raise landing.fault


def _xlsx(rows: Iterable[Mapping[str, Any]], path: Path, flat: _Columns) -> int:
    with _book(path) as book:
        bold = book.add_format({"bold": True, "bg_color": "#e6f0f1", "text_wrap": True, "valign": "vcenter"})
        source, count, number = iter(rows), 0, 0
        while True:
            number += 1
            sheet = _new_sheet(book, number, flat, bold)
            written = _fill(sheet, islice(source, _SHEET_ROWS - 1), flat.names)
            sheet.autofilter(0, 0, max(written, 1), len(flat.names) - 1)
            count += written
            if written < _SHEET_ROWS - 1:
                return count


def _new_sheet(book: Any, number: int, flat: _Columns, bold: Any) -> Any:
    sheet = book.add_worksheet("Danh sách" if number == 1 else f"Danh sách {number}")
    sheet.freeze_panes(1, min(4, len(flat.names)))
    sheet.set_column(0, len(flat.names), 18)
    # Of so many columns several pages lie side by side: each says whose rows it has and what its columns are.
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, min(_NAME_COLUMNS, len(flat.names)) - 1)
    for column, words in enumerate(flat.header):
        sheet.write_string(0, column, words, bold)
    return sheet


def _fill(sheet: Any, rows: Iterable[Mapping[str, Any]], names: Sequence[str]) -> int:
    """Write rows below the header; gives how many."""
    count = 0
    for row in rows:
        count += 1
        for column, value in enumerate(_flat(_as_known(row), names)):
            if value is None:
                continue
            if isinstance(value, bool):
                sheet.write_string(count, column, "x" if value else _NO)
            elif isinstance(value, (int, float)):
                sheet.write_number(count, column, value)
            else:
                sheet.write_string(count, column, str(value)[:_CELL_LETTERS])
    return count


def _as_known(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row with its birth date only as far as it is known, so that a year read again is a year."""
    length = _PRECISION.get(row.get("birth_date_precision", "day"))
    return {**row, "birth_date": str(row["birth_date"])[:length]} if length and row.get("birth_date") else row


def _parquet(rows: Iterable[Mapping[str, Any]], path: Path, flat: _Columns) -> int:
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema([(name, pa.int64() if name == "person_id" else pa.string()) for name in flat.names])
    source, count = iter(rows), 0
    with parquet.ParquetWriter(path, schema) as writer:
        while batch := list(islice(source, _BATCH)):
            count += len(batch)
            columns = list(zip(*(_flat(row, flat.names) for row in batch), strict=True))
            arrays = [
                pa.array(
                    column if name == "person_id" else [_text(value) for value in column], schema.field(name).type
                )
                for name, column in zip(flat.names, columns, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
    return count


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, bool) else str(value)

"""xlsx and xlsm: the package and its sheets as model values, from one streaming pass a sheet."""

from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ingest.errors import Unreadable
from ingest.model import Sheet, Workbook
from ingest.readers.beside import count_beside
from ingest.readers.cells import RowStore
from ingest.readers.plain_parts import NotPlain
from ingest.readers.raw_count import count_filled
from ingest.readers.xlsx_package import Package, open_package
from ingest.readers.xlsx_plain import plain_sheet
from ingest.readers.xlsx_sheet import CellReader, Scan, scan_sheet

__all__ = ["read_xlsx"]


def read_xlsx(path: Path, kind: str) -> Workbook:
    """Read an admitted xlsx or xlsm; macros are parts like pictures and are not looked at.

    Raises:
        Unreadable: damaged, too large, or without any worksheet.
    """
    try:
        with ZipFile(path) as archive:
            return _read(archive, kind)
    except BadZipFile as error:
        raise Unreadable("file.damaged", detail="tệp nén") from error


def _read(archive: ZipFile, kind: str) -> Workbook:
    package = open_package(archive)
    budget, counted = RowStore.fresh_budget(), [0]
    sheets, nonempty = [], {}
    for part in package.sheets:
        scan, store, filled = _scanned(archive, part.member, package, budget, counted)
        first, rows = store.finish()
        sheets.append(
            Sheet(
                name=part.name,
                hidden=part.hidden,
                first_row=first,
                rows=rows,
                merges=tuple(scan.merges),
                hidden_rows=frozenset(scan.hidden_rows),
                notes=tuple(scan.notes),
                hidden_columns=frozenset(scan.hidden_columns),
                beside=count_beside(archive, part.member),
            )
        )
        nonempty[part.name] = _witnessed(filled or count_filled(archive, part.member), scan)
    return Workbook(kind, tuple(sheets), package.date1904, nonempty)


def _witnessed(count: int | None, scan: Scan) -> int:
    """Filled cells by the count of bytes, where it can be taken; formulas without value have no bytes to count."""
    if count is None:
        return scan.nonempty
    return count - scan.blank + sum(note.kind == "formula_uncached" for note in scan.notes)


def _scanned(
    archive: ZipFile, member: str, package: Package, budget: list[int], counted: list[int]
) -> tuple[Scan, RowStore, int | None]:
    """A sheet the quick way, or else from its beginning by expat; its filled cells where they were counted too."""
    before = budget[0], counted[0]
    store = RowStore(budget)
    scan = Scan(store.put)
    with suppress(NotPlain, MemoryError):
        return scan, store, plain_sheet(archive, member, CellReader(scan, package), scan, store, counted)
    budget[0], counted[0] = before
    store = RowStore(budget)
    scan = Scan(store.put)
    scan_sheet(archive, member, CellReader(scan, package), scan, counted)
    return scan, store, None

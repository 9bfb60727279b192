"""Opening a foreign file: the gate, then the reader of its kind. Runs in the child process only.

Owns the choice of the reader; each format is read in `ingest.readers`, imported when it is needed.
"""

from pathlib import Path

from ingest.errors import Unreadable
from ingest.gate import admit
from ingest.model import Workbook

__all__ = ["open_workbook"]


def open_workbook(path: Path) -> Workbook:
    """Read a whole file into cells.

    Args:
        path: any file; its kind is decided by content.

    Raises:
        Unreadable: with a code of file_errors.toml; nothing else for whatever bytes the file holds, but
            MemoryError under the child's limit.
    """
    kind = admit(path)
    workbook = _read(path, kind)
    if not any(sheet.rows or sheet.notes for sheet in workbook.sheets):
        raise Unreadable("file.empty")
    return workbook


def _read(path: Path, kind: str) -> Workbook:
    if kind in ("xlsx", "xlsm"):
        from ingest.readers.xlsx_reader import read_xlsx

        return read_xlsx(path, kind)
    if kind == "xlsb":
        from ingest.readers.xlsb_reader import read_xlsb

        return read_xlsb(path)
    if kind == "ods":
        from ingest.readers.ods_reader import read_ods

        return read_ods(path)
    if kind == "xls":
        from ingest.readers.xls_reader import read_xls

        return read_xls(path)
    if kind == "html":
        from ingest.readers.html_reader import read_html

        return read_html(path)
    if kind == "xml":
        from ingest.readers.xml2003_reader import read_xml2003

        return read_xml2003(path)
    from ingest.readers.csv_reader import read_csv

    return read_csv(path)

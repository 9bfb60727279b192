"""How many cells of a text table, web page, XML spreadsheet or ods hold something, by patterns: the witness.

A second, simpler way than the readers'. None wherever a pattern proves nothing: quotes that follow no rule, tables in
tables, comments and sections that hide what they hold.
"""

import re
from html import unescape
from typing import Final

from ingest.readers.cells import MAX_COLUMNS, MAX_ROWS, clean_text

__all__ = ["count_csv", "count_html", "count_ods", "count_xml2003"]

_TAG: Final = re.compile(r"<[^<>]*>")
_SILENT: Final = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
# A bracket inside an attribute, an open comment, a section for one browser.
_UNSURE: Final = re.compile(r"<!--|<!\[|<[^<>]*=\s*(?:\"[^\"<>]*[<>]|'[^'<>]*[<>])")
_TABLES: Final = re.compile(r"<(/?)table\b[^>]*>", re.IGNORECASE)
_CELL: Final = re.compile(r"<t[dh]\b[^>]*>", re.IGNORECASE)
_CELL_END: Final = re.compile(r"</?t[dhr]\b", re.IGNORECASE)


def count_csv(text: str, delimiter: str) -> int:
    """Fields with something in them, where quotes are taken by the rule."""
    other = f"[^{re.escape(delimiter)}\n]"
    fields = re.compile(f'"(?:[^"]|"")*"{other}*|{other}+').findall(text)
    return sum(field != '""' for field in fields)


def count_html(text: str) -> int | None:
    """Cells of tables with something to see."""
    text = _SILENT.sub("", text)
    if _UNSURE.search(text):
        return None
    count, start = 0, -1
    for match in _TABLES.finditer(text):
        if (start < 0) == bool(match.group(1)):
            return None
        if match.group(1):
            count += sum(map(_shown, _CELL.split(text[start : match.start()])[1:]))
        start = -1 if match.group(1) else match.end()
    return count if start < 0 else None


def _shown(piece: str) -> bool:
    """Whether what follows a cell's tag shows anything before the cell ends."""
    end = _CELL_END.search(piece)
    shown = unescape(_TAG.sub("", piece[: end.start()] if end else piece))
    return bool(clean_text(shown)[0].strip(" \t\r\n\f"))


_COMMENT: Final = re.compile(rb"<(?:\w+:)?Comment\b.*?</(?:\w+:)?Comment>", re.DOTALL)
_DATA: Final = re.compile(rb"<(?:\w+:)?Data\b[^<>]*(?<!/)>(.*?)</(?:\w+:)?Data>", re.DOTALL)
_SHEET: Final = re.compile(rb"<(?:\w+:)?Worksheet\b")
_BYTES_TAG: Final = re.compile(rb"<[^<>]*>")


def count_xml2003(content: bytes) -> list[int] | None:
    """Cells with a value, sheet by sheet; formulas without one are not among them."""
    if b"<!" in content or b"\0" in content:
        return None
    pieces = _SHEET.split(_COMMENT.sub(b"", content))[1:]
    return [sum(bool(_BYTES_TAG.sub(b"", data)) for data in _DATA.findall(piece)) for piece in pieces]


_ODS: Final = re.compile(
    rb"<(/?)(table:table|table:table-row|table:(?:covered-)?table-cell|office:annotation|draw:[\w-]+)(?=[\s/>])"
    rb"([^<>]*?)(/?)>"
)
_KIND: Final = re.compile(rb'(?:office|calcext):value-type="(\w+)"')
_VISIBLE: Final = re.compile(rb"<text:(?:s|tab|line-break)\b")
_TYPED: Final = (b"float", b"percentage", b"currency", b"date", b"boolean", b"error")


def count_ods(content: bytes) -> list[int] | None:
    """Cells with a value, sheet by sheet, each as often as it is repeated."""
    if b"<!" in content or b"\0" in content:
        return None
    counts: list[int] = []
    times, beside, cell, since, text = 1, 0, None, 0, b""
    for match in _ODS.finditer(content):
        closing, name, attributes, alone = match.groups()
        if cell is not None and not beside:
            text += content[since : match.start()]
        since = match.end()
        if name == b"table:table":
            counts += [0] * (not closing)
        elif name == b"table:table-row":
            times = _times(attributes, b"rows", MAX_ROWS)
        elif name.endswith(b"table-cell"):
            if not closing:
                cell, text = attributes, b""
            if (closing or alone) and cell is not None and counts:
                filled = _filled(cell, text) * _times(cell, b"columns", MAX_COLUMNS)
                counts[-1], cell = counts[-1] + filled * times, None
        elif not alone:
            beside += -1 if closing else 1
    return counts


def _times(attributes: bytes, what: bytes, most: int) -> int:
    found = re.search(rb"number-" + what + rb'-repeated="(\d{1,8})"', attributes)
    return min(int(found.group(1)), most) if found else 1


def _filled(attributes: bytes, text: bytes) -> bool:
    if any(kind in _TYPED for kind in _KIND.findall(attributes)):
        return True
    return bool(_VISIBLE.search(text) or _BYTES_TAG.sub(b"", text).strip() or b"string-value=" in attributes)

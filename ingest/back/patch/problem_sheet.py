"""The sheet of problems that goes back with a workbook: what, where with a link, and a place to say "it is right".

Writes XML of one sheet; texts only, no formula. Reading it again is `ingest.back.accepted`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from ingest import labels
from ingest.back.accepted import shown_place
from ingest.back.patch.book import MAIN
from ingest.back.patch.styles import Styles
from ingest.back.patch.xml import escaped

__all__ = ["HEADER_ROW", "problem_sheet"]

HEADER_ROW: Final = 6
_WIDTHS: Final = (20, 9, 13, 28, 70, 28, 12)
_SEVERITIES: Final = ("error", "warning", "info")
_BORDER: Final = '<{p}border><{p}left style="thin"><{p}color rgb="FFBFBFBF"/></{p}left><{p}right style="thin"><{p}color rgb="FFBFBFBF"/></{p}right><{p}top style="thin"><{p}color rgb="FFBFBFBF"/></{p}top><{p}bottom style="thin"><{p}color rgb="FFBFBFBF"/></{p}bottom><{p}diagonal/></{p}border>'  # noqa: E501 - one element
_HEAD: Final = '<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FFD9E1F2"/></{p}patternFill></{p}fill>'
# Excel refuses longer links and tells of a damaged file from 66,000 of them on.
_MOST_LINKS: Final = 60_000
_LONGEST: Final = 32_000
# Points of a line; lines of the title and of the header.
_HEIGHT: Final = 15.5
_TOP: Final = {1: 1.4, HEADER_ROW: 2}
_MOST_LINES: Final = 12


class _Looks:
    """The styles of the sheet, added to the workbook's."""

    def __init__(self, styles: Styles) -> None:
        def font(more: str) -> int:
            return styles.add("fonts", f'<{{p}}font>{more}<{{p}}name val="Calibri"/></{{p}}font>')

        plain = font('<{p}sz val="11"/>')
        bold = font('<{p}b/><{p}sz val="11"/>')
        large = font('<{p}b/><{p}sz val="14"/>')
        link = font('<{p}u/><{p}sz val="11"/><{p}color rgb="FF0563C1"/>')
        border = styles.add("borders", _BORDER)
        head = styles.add(
            "fills",
            '<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FFD9E1F2"/></{p}patternFill></{p}fill>',
        )

        def cell(font_id: int, fill: int = 0, edge: int = 0, across: str = "left", wrap: bool = True) -> int:
            align = f'<{{p}}alignment horizontal="{across}" vertical="top" wrapText="{int(wrap)}"/>'
            return styles.add(
                "cellXfs",
                f'<{{p}}xf numFmtId="49" fontId="{font_id}" fillId="{fill}" borderId="{edge}" xfId="0" '
                f'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
                f"{align}</{{p}}xf>",
            )

        self.title, self.line = cell(large, wrap=False), cell(plain, wrap=False)
        self.head = cell(bold, head, border, "center")
        self.text, self.link = cell(plain, 0, border), cell(link, 0, border)
        self.confirm = cell(bold, 0, border, "center")
        self.severity = {s: cell(bold, styles.fill(s), border, "center") for s in _SEVERITIES}


def problem_sheet(
    problems: Sequence[Mapping[str, Any]],
    confirmed: Sequence[Mapping[str, Any]],
    styles: Styles,
    sheets: Sequence[str],
) -> bytes:
    """The XML of the sheet.

    Args:
        problems: as `annotate` takes them.
        confirmed: what the agency said is right in an earlier round: listed below, still marked as confirmed.
        styles: the workbook's, to which those of this sheet are added.
        sheets: names of the sheets that a link can lead to.
    """
    looks = _Looks(styles)
    counts = Counter(str(p.get("severity", "info")) for p in problems)
    rows = [
        _row(1, [(looks.title, labels.PROBLEM_TITLE)], hidden=labels.PROBLEM_MARKER),
        _row(2, [(looks.line, labels.PROBLEM_COUNTS.format(**{s: counts[s] for s in _SEVERITIES}))]),
        _row(3, [(looks.line, labels.PROBLEM_HELP)]),
        _row(4, [(looks.line, labels.PROBLEM_HELP_CONFIRM)]),
        # the column of addresses is too narrow for the words
        _row(
            5,
            [(looks.severity["error"], labels.SEVERITY["error"]), (looks.line, "")]
            + [(looks.severity[s], labels.SEVERITY[s]) for s in _SEVERITIES[1:]],
        ),
        _row(HEADER_ROW, [(looks.head, text) for text in labels.PROBLEM_COLUMNS]),
    ]
    links: list[str] = []
    for number, entry in enumerate([*problems, *confirmed], start=HEADER_ROW + 1):
        severity = str(entry.get("severity", "info"))
        cell, sheet = entry.get("cell"), str(entry.get("sheet") or "")
        linked = bool(cell) and sheet in sheets and len(links) < _MOST_LINKS
        if linked:
            target = "'" + sheet.replace("'", "''") + f"'!{cell}"
            links.append(f'<hyperlink ref="B{number}" location={quoteattr(target)}/>')
        mark = labels.CONFIRMED if number > HEADER_ROW + len(problems) else ""
        values = (
            (looks.text, sheet),
            (looks.link if linked else looks.text, shown_place(entry)),
            (looks.severity[severity], labels.SEVERITY[severity]),
            (looks.text, entry.get("raw")),
            (looks.text, entry.get("message")),
            (looks.text, entry.get("suggestion")),
            (looks.confirm, mark if severity != "error" else labels.NOT_CONFIRMABLE),
        )
        rows.append(_row(number, values, hidden=str(entry.get("code") or "")))
    return _sheet(rows, links, HEADER_ROW + len(problems) + len(confirmed))


def _row(number: int, cells: Sequence[tuple[int, Any]], *, hidden: str = "") -> str:
    found = [
        _cell(f"{letter}{number}", style, value) for letter, (style, value) in zip("ABCDEFG", cells, strict=False)
    ]
    if hidden:
        found.append(_cell(f"H{number}", 0, hidden))
    height = _HEIGHT * (_lines([text for _, text in cells]) if number > HEADER_ROW else _TOP.get(number, 1))
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(found)}</row>'


def _lines(texts: Sequence[Any]) -> int:
    """How many lines the longest text takes in its column; a page of text is cut, the cell holds all of it."""
    needed = (-(-len(str(text or "")) // max(1, width - 2)) for text, width in zip(texts, _WIDTHS, strict=False))
    return min(_MOST_LINES, max([1, *needed]))


def _cell(address: str, style: int, value: Any) -> str:
    if value is None or value == "":
        return f'<c r="{address}" s="{style}"/>'
    text = escaped(str(value)[:_LONGEST])
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _sheet(rows: Sequence[str], links: Sequence[str], last: int) -> bytes:
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{w}" customWidth="1"/>' for i, w in enumerate(_WIDTHS, start=1)
    )
    confirm = (
        f'<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" '
        f'sqref="G{HEADER_ROW + 1}:G{last}"><formula1>"{labels.CONFIRMED}"</formula1></dataValidation>'
        "</dataValidations>"
    )
    return "".join(
        [
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">',
            '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>',
            '<sheetViews><sheetView tabSelected="1" workbookViewId="0">',
            f'<pane ySplit="{HEADER_ROW}" topLeftCell="A{HEADER_ROW + 1}" activePane="bottomLeft" state="frozen"/>',
            '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>',
            f'<cols>{columns}<col min="8" max="8" width="9" hidden="1" customWidth="1"/></cols>',
            f"<sheetData>{''.join(rows)}</sheetData>",
            f'<autoFilter ref="A{HEADER_ROW}:G{max(last, HEADER_ROW + 1)}"/>',
            confirm if last > HEADER_ROW else "",
            f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "",
            '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
            '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>',
        ]
    ).encode()

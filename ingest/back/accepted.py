"""The sheet of problems coming back with a workbook: recognised, and what the agency confirmed there as right.

Pure functions over cells and problems. An error cannot be confirmed away.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from ingest import labels
from ingest.back.genuine import has_shape_of_problems
from ingest.model import Sheet, Workbook, display
from ingest.readers.cells import clean_text

__all__ = ["OURS", "confirmations", "is_problem_sheet", "settle", "shown_place"]

OURS: Final = "annotation"
"""Why a sheet of problems is left out of the reading (`ignored`)."""
_MARKER_COLUMN: Final = 7
_CONFIRM_COLUMN: Final = 6
_SEVERITY: Final = {word: severity for severity, word in labels.SEVERITY.items()}


def is_problem_sheet(sheet: Sheet) -> bool:
    """Whether the sheet is a list of problems that went out with the workbook."""
    marked = any(
        display(sheet.cell(number, _MARKER_COLUMN)) == labels.PROBLEM_MARKER
        for number in range(sheet.first_row, sheet.first_row + 3)
    )
    return marked and has_shape_of_problems(sheet)


def confirmations(workbook: Workbook) -> list[dict[str, Any]]:
    """What the agency confirmed: {"sheet", "cell", "code", "raw", "severity", "message", "suggestion"} of each."""
    found = []
    for sheet in workbook.sheets:
        if is_problem_sheet(sheet):
            found += [
                entry for number in range(sheet.first_row, sheet.last_row + 1) if (entry := _row(sheet, number))
            ]
    return found


def _row(sheet: Sheet, number: int) -> dict[str, Any] | None:
    texts = [display(sheet.cell(number, column)) for column in range(_MARKER_COLUMN + 1)]
    severity = _SEVERITY.get(texts[2])
    confirmed = texts[_CONFIRM_COLUMN].strip().casefold() == labels.CONFIRMED
    if not confirmed or severity in (None, "error") or not texts[_MARKER_COLUMN]:
        return None
    return {
        "sheet": texts[0],
        "cell": texts[1],
        "code": texts[_MARKER_COLUMN],
        "raw": texts[3],
        "severity": severity,
        "message": texts[4],
        "suggestion": texts[5] or None,
    }


def shown_place(entry: Mapping[str, Any]) -> str:
    """Where a problem is, as the sheet of problems writes it: the cell, else the row, else nothing."""
    if entry.get("cell"):
        return str(entry["cell"])
    return labels.ROW.format(row=entry["row"]) if entry.get("row") else ""


def settle(document: dict[str, Any], workbook: Workbook) -> None:
    """Take out of a read document what the agency confirmed as right, and say so under "accepted".

    The same place, code and content are asked no more; an error stays, and so does a cell that changed since.
    """
    confirmed = confirmations(workbook)
    if not confirmed:
        return
    known = {(c["sheet"], c["cell"], c["code"], _shown(c["raw"])) for c in confirmed}

    def still_open(sheet: str, found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            p
            for p in found
            if p["severity"] == "error" or (sheet, shown_place(p), p["code"], _shown(p["raw"])) not in known
        ]

    document["problems"] = still_open("", document["problems"])
    for sheet in document["sheets"]:
        sheet["problems"] = still_open(sheet["sheet"], sheet["problems"])
        for table in sheet["tables"]:
            table["problems"] = still_open(sheet["sheet"], table["problems"])
    document["accepted"] = [{name: c[name] for name in ("sheet", "cell", "code", "raw")} for c in confirmed]


def _shown(raw: str) -> str:
    """A content as it survives the way through a cell of a sheet."""
    return " ".join(clean_text(raw)[0].split())

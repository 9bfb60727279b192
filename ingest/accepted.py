"""The sheet of problems coming back with a workbook: recognised, and what the agency confirmed there as right.

Pure functions over cells and problems. An error cannot be confirmed away.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ingest import labels
from ingest.model import Sheet, Workbook, display

__all__ = ["OURS", "confirmations", "is_problem_sheet", "without_confirmed"]

OURS: Final = "annotation"
"""Why a sheet of problems is left out of the reading (`ignored`)."""
_MARKER_COLUMN: Final = 7
_CONFIRM_COLUMN: Final = 6
_SEVERITY: Final = {word: severity for severity, word in labels.SEVERITY.items()}


def is_problem_sheet(sheet: Sheet) -> bool:
    """Whether the sheet is a list of problems that went out with the workbook."""
    return any(
        display(sheet.cell(number, _MARKER_COLUMN)) == labels.PROBLEM_MARKER
        for number in range(sheet.first_row, sheet.first_row + 3)
    )


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


def without_confirmed(
    problems: Sequence[dict[str, Any]], sheet: str, confirmed: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The problems of a sheet but those confirmed: the same cell, code and content; errors stay."""
    known = {(c["cell"], c["code"], c["raw"].strip()) for c in confirmed if c["sheet"] == sheet}
    if not known:
        return list(problems)
    return [p for p in problems if p["severity"] == "error" or (p["cell"], p["code"], p["raw"].strip()) not in known]

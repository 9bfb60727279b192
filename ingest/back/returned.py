"""Rows that a steward sent back, as problems to mark in the agency's workbook. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from ingest.problems import problem

__all__ = ["returned_problems"]


def returned_problems(rows: Iterable[Mapping[str, Any]], understanding: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One problem a row, in the shape that `annotate` takes, at the cell of the name.

    Args:
        rows: {"sheet", "row", "full_name", "reason"} of each.
        understanding: of the submission; without a column of names the row is marked as a whole.
    """
    letters = _name_columns(understanding)
    found = []
    for row in rows:
        sent = problem("row.returned", row["full_name"], row=row["row"], reason=row["reason"].rstrip(". "))
        placed = sent.at(row["sheet"], row["row"], letters.get(row["sheet"]), "full_name")
        found.append({**placed.as_json(), "sheet": row["sheet"]})
    return found


def _name_columns(understanding: Mapping[str, Any]) -> dict[str, str]:
    """Sheet -> letter of the column that names the person, of the given name where names are written apart."""
    letters: dict[str, str] = {}
    for wanted in ("given_name", "full_name"):
        for sheet in understanding.get("sheets", ()):
            for table in sheet.get("tables", ()):
                for column in table.get("columns", ()):
                    if column.get("field") == wanted and column.get("column"):
                        letters[sheet["sheet"]] = column["column"]
    return letters

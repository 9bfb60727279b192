"""Counts warnings and errors that a perfect reader would not raise: false alarms are as bad as misses."""

from collections.abc import Mapping
from typing import Any

from ingest.sample.tally import Score

__all__ = ["score_false"]


def _doubtful(record: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    """Cells and fields of a row on which a problem may stand."""
    cells = {error["cell"] for error in record.get("errors", ())}
    fields = {*record.get("flag", ()), *record.get("doubt", ())}
    if not isinstance(record.get("may"), Mapping):
        fields |= set(record.get("may", ()))
    return cells, fields


def _unsettled(gold: Mapping[str, Any]) -> set[str]:
    """Date fields of which no day is above 12: their column settles no order, so that asking is right."""
    days: dict[str, list[int]] = {}
    for record in gold["rows"]:
        for name, value in record["values"].items():
            if isinstance(value, str) and len(value) == 10 and value[4:8:3] == "--":
                days.setdefault(name, []).append(int(value[8:]))
    return {name for name, found in days.items() if max(found) <= 12}


def score_false(score: Score, where: str, read: Mapping[str, Any], gold: Mapping[str, Any]) -> None:
    """Warnings and errors where a perfect reader has none to raise."""
    unsettled = _unsettled(gold)
    planted = {record["row"]: _doubtful(record) for record in gold["rows"]}
    for row in gold["refused"]:
        planted[row["row"]] = ({f"{column}{row['row']}" for column in "ABCDEFGH"}, {"full_name"})
    none = {c["column"] for c in gold["columns"] if set(c["fields"]) == {None}}
    nothing = {c.get("header") for table in read["tables"] for c in table["columns"] if c["column"] in none}
    for problem in (p for holder in (read, *read["tables"]) for p in holder.get("problems", ())):
        code, row = problem["code"], problem.get("row")
        if problem.get("severity") == "info" or code in gold.get("codes", ()):
            continue
        if code == "date.ambiguous" and problem.get("field") in unsettled:
            continue
        if code.startswith("column.") and problem.get("raw") not in nothing:
            continue
        cells, fields = planted.get(row, (set(), set()))
        excused = bool(problem.get("cell") in cells or problem.get("field") in fields)
        if excused or (row in planted and cells and not problem.get("cell")):
            continue
        score.false_problems[code] += 1
        score.tell(
            f"{where} {problem.get('cell') or row or ''} {code} {problem.get('raw') or ''!r}: false alarm", "false"
        )

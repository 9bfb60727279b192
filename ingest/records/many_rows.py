"""Many body rows read at once, column by column: each distinct cell is looked at once, most rows only put together.

Gives for every row what `rows.read_row` gives, and asks it for the rows in which anything is unusual: a problem, a
ditto, two columns with the same field. A property test holds the two together.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ingest.model import CellValue, is_blank
from ingest.normalise import is_ditto
from ingest.records.rows import Column, Record, apply_hints, join_name, read_row

__all__ = ["read_rows"]

_Taken = tuple[Mapping[str, Any], Mapping[str, Any]]
_NOTHING: Final[_Taken] = ({}, {})
_LONGEST_DITTO: Final = 10
# A dict takes 1, 1.0 and True for one key; columns in which that could matter are read row by row.
_ONE_KEY: Final = frozenset((float, bool))


def read_rows(
    cells: Sequence[Sequence[CellValue]], numbers: Sequence[int], columns: Sequence[Column]
) -> list[Record]:
    """The records of rows that stand one under the other.

    Args:
        cells: the rows' cells.
        numbers: their Excel rows, as many.
        columns: the mapped columns; `above` holds what stands over the first row, and is not kept up.
    """
    if not cells or not columns:
        return [Record(number) for number in numbers]
    held = [_column(cells, column) for column in columns]
    found = [_taken(values, column) for values, column in zip(held, columns, strict=True)]
    put_together = _apart if _never_meet([fields for _, fields in found]) else _together
    taken = [of_column for of_column, _ in found]
    above: dict[int, list[CellValue]] = {}
    records = []
    for position, of_row in enumerate(zip(*taken, strict=True)):
        record = put_together(numbers[position], of_row)
        if record is None:
            for number, (values, column) in enumerate(zip(held, columns, strict=True)):
                if _may_be_ditto(values[position]):
                    if number not in above:
                        above[number] = _above(values, column.above)
                    column.above = above[number][position]
            record = read_row(cells[position], numbers[position], columns)
        records.append(record)
    return records


def _never_meet(fields: Sequence[frozenset[str]]) -> bool:
    """Whether no two columns give the same field, so that no row has to ask."""
    return sum(map(len, fields)) == len(frozenset().union(*fields))


def _column(cells: Sequence[Sequence[CellValue]], column: Column) -> list[CellValue]:
    index = column.index
    return [row[index] if index < len(row) else None for row in cells]


def _taken(values: Sequence[CellValue], column: Column) -> tuple[list[_Taken | None], frozenset[str]]:
    """What each cell of a column gives, None for those to be looked at with their row; and all fields it gives."""
    if column.parted or _ONE_KEY & set(map(type, values)):
        return [_NOTHING if value is None else None for value in values], frozenset()
    found: dict[CellValue, _Taken | None] = {}
    for value in dict.fromkeys(values):
        found[value] = _of_value(value, column)
    return [found[value] for value in values], frozenset().union(*[taken[0] for taken in found.values() if taken])


def _of_value(value: CellValue, column: Column) -> _Taken | None:
    if value is None:
        return _NOTHING
    if column.short is not None and (plain := column.short(value)) is not None:
        return plain, {}
    if _may_be_ditto(value):
        return None
    result = column.read(value)
    if result.problems:
        return None
    return (result.values, result.hints) if result.values or result.hints else _NOTHING


def _may_be_ditto(value: CellValue) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_DITTO and is_ditto(value)


def _above(values: Sequence[CellValue], before: CellValue) -> list[CellValue]:
    """For each position the last filled cell over it that is no ditto itself."""
    found: list[CellValue] = []
    for value in values:
        found.append(before)
        if not is_blank(value) and not _may_be_ditto(value):
            before = value
    return found


def _together(row: int, of_row: Sequence[_Taken | None]) -> Record | None:
    """The record of a row; None when one of its cells is unusual or two give the same field."""
    values: dict[str, Any] = {}
    hints: dict[str, Any] = {}
    for taken in of_row:
        if taken is None:
            return None
        given, hinted = taken
        if given:
            if not given.keys().isdisjoint(values):
                return None
            values.update(given)
        for name in hinted:
            hints.setdefault(name, hinted[name])
    record = Record(row, values)
    join_name(record)
    apply_hints(record, hints)
    return record


def _apart(row: int, of_row: Sequence[_Taken | None]) -> Record | None:
    """`_together` for rows in which no two cells can give the same field."""
    values: dict[str, Any] = {}
    hints: dict[str, Any] = {}
    for taken in of_row:
        if taken is None:
            return None
        given, hinted = taken
        values |= given
        for name in hinted:
            hints.setdefault(name, hinted[name])
    record = Record(row, values)
    join_name(record)
    apply_hints(record, hints)
    return record

"""Ages, comings and goings, retirements, fields as tables that say the same as the charts. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboards import outlook_labels as words
from dashboards.population_charts import band_name
from talentdb.indicators.crosstable import CrossTable
from talentdb.indicators.outlook import Path
from talentdb.indicators.population import FieldNeed
from talentdb.indicators.renewal import Renewal
from talentdb.text import format_number

__all__ = ["age_rows", "field_rows", "flow_rows", "frame", "group_rows", "path_rows", "people"]


def people(count: int | None) -> str:
    """A number of people, or that it is hidden."""
    return words.HIDDEN if count is None else format_number(count)


def frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a table for the screen: hidden numbers say so."""
    return pd.DataFrame(
        [{head: _shown(value) for head, value in row.items()} for row in rows], columns=list(rows[0]) if rows else []
    )


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else people(value)


def _table_rows(
    table: CrossTable, head: str, rows: Mapping[str, str], columns: Mapping[str, str]
) -> list[dict[str, Any]]:
    shown = [key for key in table.columns if table.column_totals[key] != 0 or key in {"male", "female"}]
    found: list[dict[str, Any]] = [
        {head: rows.get(row, row)} | {columns[key]: table.cells[row, key] for key in shown}
        | {words.TOTAL: table.row_totals[row]}
        for row in table.rows
    ]  # fmt: skip
    total = {head: words.TOTAL} | {columns[key]: table.column_totals[key] for key in shown}
    return [*found, total | {words.TOTAL: table.total}]


def age_rows(table: CrossTable) -> list[dict[str, Any]]:
    """Bands of age by sex."""
    return _table_rows(table, words.AGE, {band: band_name(band) for band in table.rows}, words.SEX)


def flow_rows(table: CrossTable) -> list[dict[str, Any]]:
    """Years by what happened; no sum of both directions."""
    return [
        {name: value for name, value in row.items() if name != words.TOTAL}
        for row in _table_rows(table, words.YEAR, {}, words.EVENTS)[:-1]
    ]


def group_rows(found: Renewal) -> list[dict[str, Any]]:
    """Fields of sectors with who retires and who could follow."""
    heads = {name: head.format(year=found.until) for name, head in words.GROUP_COLUMNS.items()}
    return [
        {
            heads["sector_name"]: group.sector_name,
            heads["field_name"]: group.field_name,
            heads["working"]: group.working,
            heads["retiring"]: group.retiring,
            heads["young"]: group.young,
            heads["ratio"]: words.NONE_RETIRES if group.ratio is None else format_number(group.ratio, 1),
            heads["unknown"]: group.unknown,
        }
        for group in found.groups
    ]


def field_rows(found: Sequence[FieldNeed], year: int) -> list[dict[str, Any]]:
    """Fields with who is there, who retires, who is asked for in which words."""
    heads = {name: head.format(year=year) for name, head in words.FIELD_COLUMNS.items()}
    return [
        {
            heads["name"]: one.name,
            heads["working"]: one.working,
            heads["retiring"]: one.retiring,
            heads["needed"]: one.needed,
            heads["asked"]: ", ".join(one.asked),
        }
        for one in found
    ]


def path_rows(found: Sequence[Path]) -> list[dict[str, Any]]:
    """The points of all outlooks, for a workbook."""
    return [
        {
            words.DATA_COLUMNS["code"]: path.code,
            words.DATA_COLUMNS["name"]: point.name,
            words.DATA_COLUMNS["year"]: point.year,
            words.DATA_COLUMNS["value"]: point.projected.value,
            words.DATA_COLUMNS["low"]: point.projected.low,
            words.DATA_COLUMNS["high"]: point.projected.high,
            words.DATA_COLUMNS["target"]: point.target,
        }
        for path in found
        for point in path.points
        if point.projected is not None
    ]

"""Agencies against indicators: a table in which every share has its number, its colour and a mark where the target is
met. Pure: rows of the engine in, order and HTML out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from dashboards import overview_labels as labels
from dashboards.colour_scale import colour_of, ink_on
from dashboards.overview_cards import short_name
from talentdb.text import format_number, format_percent

__all__ = ["Heat", "heat_html", "heat_of", "heat_rows", "worst_first"]

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Heat:
    """The table: agencies by code, indicators that any of them has, and the cell of each pair that there is."""

    plan: str
    agencies: Mapping[str, str]
    indicators: Sequence[Entry]
    cells: Mapping[tuple[str, str], Entry]


def heat_of(plan: str, entries: Sequence[Entry]) -> Heat:
    """The table of the rows by agency of all indicators."""
    agencies: dict[str, str] = {}
    cells: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for row in entry["rows"]:
            if row["by"] == "agency" and row["key"] is not None:
                agencies[row["key"]] = row["name"]
                cells[row["key"], entry["code"]] = row
    filled = {code for _, code in cells}
    return Heat(plan, agencies, [entry for entry in entries if entry["code"] in filled], cells)


def worst_first(heat: Heat, code: str) -> list[str]:
    """Agencies by their share in one indicator, the lowest first; those without a share, or hidden, last, by name."""

    def rank(agency: str) -> tuple[bool, float, str]:
        share = heat.cells.get((agency, code), {}).get("value")
        return (share is None, share if share is not None else 0.0, heat.agencies[agency])

    return sorted(heat.agencies, key=rank)


def _met(entry: Entry, row: Entry) -> bool:
    """By the target of its own where one is approved; "about" is reached a little below it."""
    target = row.get("target") or entry["target"]
    return target is not None and row["value"] is not None and row["value"] >= target - entry["tolerance"] - 1e-9


def _cell(entry: Entry, row: Entry | None) -> str:
    if row is None or (row["value"] is None and not row["suppressed"]):
        return '<td class="none">–</td>'
    if row["suppressed"]:
        return f'<td class="hid" title="{escape(labels.SUPPRESSED)}">ẩn</td>'
    colour = colour_of(row["value"])
    mark = " ✓" if _met(entry, row) else ""
    count = f"{format_number(row['numerator'])}/{format_number(row['denominator'])}"
    return (
        f'<td style="background:{colour};color:{ink_on(colour)}">{format_percent(row["value"], 0)}{mark}'
        f"<small>{count}</small></td>"
    )


def heat_html(heat: Heat, agencies: Sequence[str]) -> str:
    """The table for these agencies, in their order."""
    heads = "".join(
        f'<th scope="col" title="{escape(entry["name"])}">{escape(short_name(heat.plan, entry))}</th>'
        for entry in heat.indicators
    )
    lines = "".join(
        f'<tr><th scope="row">{escape(heat.agencies[agency])}</th>'
        + "".join(_cell(entry, heat.cells.get((agency, entry["code"]))) for entry in heat.indicators)
        + "</tr>"
        for agency in agencies
    )
    head = f'<th scope="col">{escape(labels.AGENCY)}</th>{heads}'
    return (
        f'<div class="sheet"><table class="heat"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>'
    )


def heat_rows(heat: Heat, agencies: Sequence[str]) -> list[dict[str, Any]]:
    """The same as rows for a file: a share in words a column, hidden cells said."""
    return [
        {
            labels.AGENCY: heat.agencies[agency],
            **{
                short_name(heat.plan, entry): _told(heat.cells.get((agency, entry["code"])))
                for entry in heat.indicators
            },
        }
        for agency in agencies
    ]


def _told(row: Entry | None) -> str | float | None:
    if row is None:
        return None
    return labels.SUPPRESSED if row["suppressed"] else row["value"]

"""Frozen figures as sheets of an annex: totals, each cut, and how they are made. Pure; computes none."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from talentdb.reporting import words
from talentdb.reporting.blocks import Cell, Sheet

__all__ = ["figure_sheets"]

_SHARES: Final = ("value", "low", "high")


def figure_sheets(body: Mapping[str, Any]) -> Iterator[Sheet]:
    """The sheets, in the order of the workbook.

    Args:
        body: the answer of `engine.compute`, as a snapshot holds it.
    """
    entries = [entry for entry in body["indicators"] if entry["kind"] != "none"]
    rows = [_total(entry) for entry in entries]
    yield Sheet(
        words.SHEET_FIGURES, words.SHEET_FIGURE_HEADS, rows, (12, 58, 11, 11, 10, 11, 11, 11, 9, 11, 18, 12, 12),
        (4, 5, 6, 7), words.NO_INDICATORS,
    )  # fmt: skip
    for cut, (title, head) in words.SHEET_CUTS.items():
        found = [_row(entry, row) for entry in entries for row in entry["rows"] if row["by"] == cut]
        if found:
            heads = (*words.SHEET_CUT_HEADS[:2], head, *words.SHEET_CUT_HEADS[2:])
            yield Sheet(title, heads, found, (12, 48, 44, 11, 11, 10, 11, 11, 11, 14), (5, 6, 7, 8))
    methods = [(entry["code"], entry["name"], *_method(entry)) for entry in body["indicators"]]
    yield Sheet(words.SHEET_METHODS, words.SHEET_METHOD_HEADS, methods, (12, 44, 60, 70, 60))


def _total(entry: Mapping[str, Any]) -> tuple[Cell, ...]:
    has_target = entry["target"] is not None
    return (
        entry["code"], entry["name"], entry["numerator"], entry["denominator"], *(entry[name] for name in _SHARES),
        entry["target"], entry["target_year"], entry["gap_people"],
        _said(entry, words.STATUS[entry["status"]] if has_target else ""),
        entry["coverage"]["agencies_reported"], entry["coverage"]["agencies_total"],
    )  # fmt: skip


def _row(entry: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[Cell, ...]:
    return (
        entry["code"], entry["name"], row["name"], row["numerator"], row["denominator"],
        *(row[name] for name in _SHARES), row.get("target"), _said(row, ""),
    )  # fmt: skip


def _said(figure: Mapping[str, Any], otherwise: str) -> str:
    """Why there is no number, where there is none."""
    if figure.get("suppressed"):
        return words.HIDDEN_SHORT
    return words.NO_DATA if figure["value"] is None else otherwise


def _method(entry: Mapping[str, Any]) -> tuple[str, str, str]:
    return (
        entry["definition"],
        "\n".join(entry["readings"]),
        "\n".join([*entry["unknown_effects"].values(), *filter(None, [entry["why_not"]])]),
    )

"""Frozen figures as tables: lists, figures, differences in words and arrows. Pure; no queries, no page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboards import snapshot_labels as words
from dashboards.frames import local_time
from talentdb.indicators.frozen import Change, InputChange
from talentdb.indicators.labels import CUT_NAMES
from talentdb.indicators.snapshot_labels import INPUTS
from talentdb.indicators.snapshots import Head, Snapshot
from talentdb.plans import load_plan
from talentdb.text import format_number, format_percent

__all__ = [
    "difference_frame", "figure_frame", "figure_rows", "input_facts", "input_frame", "list_frame", "marks_of",
    "signature_frame",
]  # fmt: skip

_TOTAL = "total"


def list_frame(found: Sequence[Head]) -> pd.DataFrame:
    """One row a snapshot, newest first."""
    frame = pd.DataFrame(
        {
            "number": [str(one.snapshot_id) for one in found],
            "period": [one.period for one in found],
            "as_of": [one.as_of for one in found],
            "login": [one.login for one in found],
            "taken_at": [one.taken_at for one in found],
            "signed": [", ".join(mark.login for mark in one.signatures) or words.UNSIGNED for one in found],
            "sha256": [one.sha256[:12] for one in found],
        }
    ).rename(columns=words.COLUMNS)
    local_time(frame, words.COLUMNS["taken_at"])
    return frame


def signature_frame(found: Snapshot) -> pd.DataFrame:
    """Who vouched, in which words, when."""
    frame = pd.DataFrame(
        {name: [getattr(mark, name) for mark in found.signatures] for name in words.SIGNATURE_COLUMNS}
    ).rename(columns=words.SIGNATURE_COLUMNS)
    local_time(frame, words.SIGNATURE_COLUMNS["signed_at"])
    return frame


def _share(entry: Mapping[str, Any]) -> str:
    if entry.get("suppressed"):
        return words.HIDDEN
    if entry.get("kind") == "none":
        return words.WHY_NOT
    return words.NO_VALUE if entry.get("value") is None else format_percent(entry["value"])


def _counts(entry: Mapping[str, Any]) -> str:
    if entry.get("numerator") is None or not entry.get("denominator"):
        return words.EMPTY
    return f"{format_number(entry['numerator'])} / {format_number(entry['denominator'])}"


def figure_frame(body: Mapping[str, Any]) -> pd.DataFrame:
    """The figures of the whole province, one row an indicator."""
    rows = body["indicators"]
    return pd.DataFrame(
        {
            words.INDICATOR: [entry["name"] for entry in rows],
            words.VALUE: [_share(entry) for entry in rows],
            words.COUNTED: [_counts(entry) for entry in rows],
            words.RANGE: [_range(entry) for entry in rows],
            words.TARGET: [
                words.EMPTY
                if entry["target"] is None
                else f"{format_percent(entry['target'], 0)} ({entry['target_year']})"
                for entry in rows
            ],
            words.STATUS: [
                words.STATES.get(entry["status"], "") if entry["target"] is not None else "" for entry in rows
            ],
        }
    )


def _range(entry: Mapping[str, Any]) -> str:
    low, high = entry.get("low"), entry.get("high")
    if low is None or high is None or entry.get("value") is None:
        return words.EMPTY
    if low == high:
        return words.SURE
    # One sign for both, and no break before it.
    return f"{format_number(low * 100, 1)} – {format_number(high * 100, 1)}\N{NO-BREAK SPACE}%"


def figure_rows(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every figure of every cut as rows for a workbook; what is hidden stays empty."""
    return list(_rows(body))


def _rows(body: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in body["indicators"]:
        for row in ({**entry, "by": None, "name": words.WHOLE}, *entry["rows"]):
            values = {
                "code": entry["code"],
                "name": entry["name"],
                "by": CUT_NAMES.get(row["by"], "") if row["by"] else "",
                "group": row["name"],
                **{name: row.get(name) for name in ("numerator", "denominator", "value", "low", "high")},
                "target": row.get("target"),
            }
            yield {words.ROW_COLUMNS[name]: value for name, value in values.items()}


def difference_frame(changes: Sequence[Change], names: Mapping[str, str], before: str, after: str) -> pd.DataFrame:
    """What differs, one row a figure.

    Args:
        names: code of an indicator -> its name; before, after: heads of the two sides.
    """
    whole = all(change.cut == _TOTAL for change in changes)
    columns = {words.INDICATOR: [names.get(change.code, change.code) for change in changes]}
    if not whole:
        columns[words.GROUP] = [f"{CUT_NAMES.get(change.cut, words.WHOLE)}: {change.name}" for change in changes]
    columns[before] = [_side(change.before) for change in changes]
    columns[after] = [_side(change.after) for change in changes]
    columns[words.CHANGE] = [_arrow(change) for change in changes]
    return pd.DataFrame(columns)


def marks_of(frame: pd.DataFrame) -> dict[str, str]:
    """Words of the column of changes -> class of their mark; the sign before them says the same."""
    return {text: words.CHANGE_MARK[text[0]] for text in frame[words.CHANGE]} if len(frame) else {}


def _side(values: Mapping[str, Any] | None) -> str:
    if values is None:
        return words.EMPTY
    if values.get("denominator") is None:
        return words.HIDDEN
    return f"{words.NO_VALUE if values['value'] is None else format_percent(values['value'])} ({_counts(values)})"


def _arrow(change: Change) -> str:
    if change.before is None:
        return words.ADDED
    if change.after is None:
        return words.GONE
    left, right = change.before.get("value"), change.after.get("value")
    if left is None or right is None:
        return words.OTHER
    if left == right:
        return words.SAME_SHARE
    return (words.UP if right > left else words.DOWN).format(points=format_number(abs(right - left) * 100, 1))


def input_frame(plan: str, changes: Sequence[InputChange], before: str, after: str) -> pd.DataFrame:
    """What figures rest on and differs, in words."""
    return pd.DataFrame(
        {
            words.INPUT: [INPUTS.get(change.name, change.name) for change in changes],
            before: [_input(plan, change.name, change.before) for change in changes],
            after: [_input(plan, change.name, change.after) for change in changes],
        }
    )


def input_facts(found: Snapshot) -> dict[str, str]:
    """What frozen figures were made of, in words."""
    return {INPUTS.get(name, name): _input(found.plan, name, value) for name, value in found.inputs.items()}


def _input(plan: str, name: str, value: Any) -> str:
    if value is None:
        return words.EMPTY
    if name == "choices":
        readings = load_plan(plan).readings
        told = [
            readings[key].options[option].label if key in readings and option in readings[key].options else option
            for key, option in value.items()
        ]
        return "; ".join(told) or words.EMPTY
    if name == "plan_sha256":
        return str(value)[:12]
    return format_number(value) if isinstance(value, int) else str(value)

"""The list of indicators as rows for a file: what the cards and lines say, a column each. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboards import overview_labels as labels
from talentdb.indicators import wording

__all__ = ["plain_rows"]


def plain_rows(plan: str, entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row an indicator, in the order of the plan."""
    return [
        {
            labels.INDICATOR: entry["name"],
            labels.CUT_VALUE: entry["value"],
            labels.LOW: entry["low"],
            labels.HIGH: entry["high"],
            labels.TARGET_HEAD: entry["target"],
            labels.CUT_NUMERATOR: entry["numerator"] if entry["value"] is not None else None,
            labels.CUT_DENOMINATOR: entry["denominator"] if entry["value"] is not None else None,
            labels.GAP: wording.gap_words(plan, entry),
            labels.STATE: entry["why_not"] or wording.state_words(entry),
        }
        for entry in entries
    ]

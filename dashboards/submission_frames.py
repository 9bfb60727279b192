"""What the pages of a submission show as tables and lines: problems, rows, decisions, differences. No queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboards import labels
from dashboards.frames import day_words, local_time
from dashboards.words import Words
from ingest.forms import form_names, load_form
from ingest.problems import catalogue
from talentdb.submissions.diff import Diff
from talentdb.text import format_number

__all__ = [
    "Difference",
    "confirmed_frame",
    "difference_of",
    "event_frame",
    "left_out",
    "problem_frame",
    "record_frame",
]

_MOST_RECORDS = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """Against the last approved list: counts and a table a kind."""

    counts: Mapping[str, int]
    frames: Mapping[str, pd.DataFrame]


def left_out(understanding: Mapping[str, Any]) -> list[str]:
    """Which sheets and rows are no data, and why, a line each."""
    lines = []
    for sheet in understanding.get("sheets", ()):
        if sheet["ignored"]:
            lines.append(
                labels.LEFT_OUT_SHEET.format(sheet=sheet["sheet"], why=labels.IGNORED.get(sheet["ignored"], ""))
            )
        skipped = [row["reason"] for part in (sheet, *sheet["tables"]) for row in part.get("skipped", ())]
        skipped = [reason for reason in skipped if reason != "blank"]
        if skipped:
            words = ", ".join(sorted({labels.SKIP_REASON.get(reason, reason) for reason in skipped}))
            lines.append(
                labels.LEFT_OUT_ROWS.format(sheet=sheet["sheet"], n=format_number(len(skipped)), reasons=words)
            )
    return lines


def problem_frame(found: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """All problems, the worst first; with suggestions when there are any."""
    order = {"error": 0, "warning": 1, "info": 2}
    rows = sorted(found, key=lambda item: order[item["severity"]])
    several = len({item["sheet"] for item in rows if item["sheet"]}) > 1
    frame = pd.DataFrame(
        {
            labels.SEVERITY_LABEL: [labels.SEVERITY[item["severity"]] for item in rows],
            labels.CELL: [" · ".join(filter(None, (item["sheet"] if several else "", _spot(item)))) for item in rows],
            labels.RAW: [item["raw"] for item in rows],
            labels.MESSAGE: [item["message"] for item in rows],
            labels.SUGGESTION: [item["suggestion"] and day_words(item["suggestion"]) for item in rows],
        }
    )
    return frame if frame[labels.SUGGESTION].notna().any() else frame.drop(columns=labels.SUGGESTION)


def _spot(item: Mapping[str, Any]) -> str:
    """The cell of a problem, else its row."""
    return item["cell"] or (labels.ROW_OF.format(row=item["row_no"]) if item["row_no"] else "")


def confirmed_frame(confirmed: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    """Doubts that the sender said to be right."""
    known = catalogue()
    return pd.DataFrame(
        {
            labels.CELL: [f"{item['sheet']} · {item['place']}" for item in confirmed],
            labels.MESSAGE: [known[item["code"]].title if item["code"] in known else "" for item in confirmed],
        }
    )


def record_frame(form: str, people: Sequence[Mapping[str, Any]], words: Words) -> pd.DataFrame:
    """The values of the rows; columns in the order of the form, then what other fields of its rows hold."""
    people = people[:_MOST_RECORDS]
    own = load_form(form).fields if form in form_names() else {}
    spoken = {name: labels.FIELD.get(name, field.label) for name, field in own.items()} | {
        name: word for name, word in labels.FIELD.items() if name not in own
    }
    names = [name for name in spoken if any(row["values"].get(name) not in (None, "", []) for row in people)]
    columns = {
        spoken[name]: [words.of(name, row["values"].get(name), row["values"]) for row in people] for name in names
    }
    return pd.DataFrame({**columns, labels.SHEET: [_place(row["sheet"], row["row_no"]) for row in people]})


def _place(sheet: str | None, row: int | None) -> str:
    """Where a row stands; nothing for what was typed on a page."""
    return f"{sheet} · {row}" if sheet and row else ""


def event_frame(events: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The history, oldest first."""
    frame = pd.DataFrame(events, columns=list(labels.EVENT_COLUMNS)).rename(columns=labels.EVENT_COLUMNS)
    frame[labels.EVENT_COLUMNS["kind"]] = [labels.EVENT_KIND[event["kind"]] for event in events]
    local_time(frame, labels.EVENT_COLUMNS["at"])
    return frame


def difference_of(changes: Diff, words: Words) -> Difference:
    """The difference to the last approved list in words."""
    rows = [
        {
            labels.FIELD["full_name"]: change.record.full_name,
            labels.CELL: _place(change.record.sheet, change.record.row),
            labels.PROVENANCE_COLUMNS["field"]: labels.FIELD.get(name, name),
            labels.BEFORE: words.of(name, before, {}),
            labels.AFTER: words.of(name, after, {}),
        }
        for change in changes.changed
        for name, (before, after) in change.fields.items()
    ]
    frames = {
        "new": _short_frame(changes.new),
        "changed": pd.DataFrame(rows),
        "duplicates": _short_frame([row for group in changes.duplicates for row in group]),
        "missing": _short_frame(changes.missing),
    }
    counts = {
        "new": len(changes.new),
        "same": len(changes.same),
        "changed": len(changes.changed),
        "duplicates": len(changes.duplicates),
        "missing": len(changes.missing),
    }
    return Difference(counts, frames)


def _short_frame(rows: Sequence[Any]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            labels.FIELD["full_name"]: [row.full_name for row in rows],
            labels.CELL: [_place(row.sheet, row.row) for row in rows],
        }
    )

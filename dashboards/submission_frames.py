"""What the pages of a submission show as tables and lines: problems, rows, what is changed. No queries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboards import intake_labels, labels, review_labels
from dashboards.change_words import Line, about_words, changed_person, line_of, place_words
from dashboards.difference_view import Doubt, Repeat, Shown
from dashboards.frames import day_words
from dashboards.words import Words
from ingest.forms import form_names, load_form
from ingest.problems import catalogue
from talentdb.registry.difference import Difference, PossibleDuplicate
from talentdb.submissions.diff import ROSTERS, Diff, DiffRow
from talentdb.text import format_number

__all__ = [
    "ReviewRow",
    "answers",
    "confirmed_frame",
    "file_words",
    "left_out",
    "problem_frame",
    "record_frame",
    "review_rows",
    "shown_difference",
]

_MOST_RECORDS = 500


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row as the steward decides on it.

    Args:
        about: what tells the person from a namesake.
        errors: messages of errors found in the row; problems: those and the doubts.
    """

    record_id: int
    place: str
    row_no: int
    full_name: str
    about: str
    errors: tuple[str, ...]
    problems: tuple[str, ...]


def left_out(understanding: Mapping[str, Any]) -> list[str]:
    """Which sheets and rows are no data, and why, a line each."""
    lines = []
    for sheet in understanding.get("sheets", ()):
        if sheet["ignored"]:
            lines.append(
                intake_labels.LEFT_OUT_SHEET.format(
                    sheet=sheet["sheet"], why=intake_labels.IGNORED.get(sheet["ignored"], "")
                )
            )
        skipped = [row["reason"] for part in (sheet, *sheet["tables"]) for row in part.get("skipped", ())]
        skipped = [reason for reason in skipped if reason != "blank"]
        if skipped:
            words = ", ".join(sorted({intake_labels.SKIP_REASON.get(reason, reason) for reason in skipped}))
            lines.append(
                intake_labels.LEFT_OUT_ROWS.format(sheet=sheet["sheet"], n=format_number(len(skipped)), reasons=words)
            )
    return lines


def problem_frame(found: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """All problems, the worst first; only columns that say something."""
    order = {"error": 0, "warning": 1, "info": 2}
    rows = sorted(found, key=lambda item: order[item["severity"]])
    several = len({item["sheet"] for item in rows if item["sheet"]}) > 1
    frame = pd.DataFrame(
        {
            intake_labels.SEVERITY_LABEL: [intake_labels.SEVERITY[item["severity"]] for item in rows],
            labels.CELL: [" · ".join(filter(None, (item["sheet"] if several else "", _spot(item)))) for item in rows],
            intake_labels.RAW: [item["raw"] for item in rows],
            intake_labels.MESSAGE: [item["message"] for item in rows],
            intake_labels.SUGGESTION: [item["suggestion"] and day_words(item["suggestion"]) for item in rows],
        }
    )
    # Without any problem the table keeps its head.
    silent = [
        name
        for name in frame.columns
        if len(frame) and not any(isinstance(text, str) and text for text in frame[name])
    ]
    return frame.drop(columns=silent)


def _spot(item: Mapping[str, Any]) -> str:
    """The cell of a problem, else its row; on a page, where nothing has a row, the field."""
    if not item["sheet"]:
        return labels.FIELD.get(item["field"] or "", "")
    return item["cell"] or (labels.ROW_OF.format(row=item["row_no"]) if item["row_no"] else "")


def confirmed_frame(confirmed: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    """Doubts that the sender said to be right."""
    known = catalogue()
    return pd.DataFrame(
        {
            labels.CELL: [f"{item['sheet']} · {item['place']}" for item in confirmed],
            intake_labels.MESSAGE: [known[item["code"]].title if item["code"] in known else "" for item in confirmed],
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
    return pd.DataFrame({**columns, intake_labels.SHEET: [_place(row["sheet"], row["row_no"]) for row in people]})


def _place(sheet: str | None, row: int | None) -> str:
    """Where a row stands; nothing for what was typed on a page."""
    return f"{sheet} · {row}" if sheet and row else ""


def _several_sheets(people: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the rows come from more than one sheet, so that the number of a row does not say where it is."""
    return len({row["sheet"] for row in people if row["sheet"]}) > 1


def review_rows(
    people: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], words: Words
) -> tuple[ReviewRow, ...]:
    """The rows that can be decided on, each with what was found wrong in it."""
    several = _several_sheets(people)
    errors: dict[tuple[str, int], list[str]] = {}
    others: dict[tuple[str, int], list[str]] = {}
    for item in found:
        if item["row_no"] and item["severity"] != "info":
            kept = errors if item["severity"] == "error" else others
            kept.setdefault((item["sheet"], item["row_no"]), []).append(item["message"])
    rows = []
    for row in people:
        if row["state"] != "accepted":
            continue
        spot = (row["sheet"], row["row_no"])
        values = row["values"]
        rows.append(
            ReviewRow(
                row["source_record_id"],
                place_words(*spot, several=several),
                row["row_no"] or 0,
                values.get("full_name") or str(next(filter(None, values.values()), "")),
                about_words(values, words),
                tuple(errors.get(spot, ())),
                (*errors.get(spot, ()), *others.get(spot, ())),
            )
        )
    return tuple(rows)


def file_words(row: Mapping[str, Any]) -> str:
    """The name of the file of a submission, or that it was typed."""
    return str(row["file_name"]) if row["origin"] == "workbook" else review_labels.TYPED_LIST


def answers(other: Mapping[str, Any]) -> bool:
    """Whether one of two lists repeats the other: rows that went back are in the later one, or all went back."""
    return not other["rows"] or any(row["came_back"] for row in other["rows"])


def shown_difference(
    changes: Diff | Difference, people: Sequence[Mapping[str, Any]], form: str, words: Words
) -> Shown:
    """The difference in words.

    Args:
        changes: what the agency itself may compare, or a steward with possible duplicates weighed.
    """
    values = {row["source_record_id"]: row["values"] for row in people}
    several = _several_sheets(people)

    def line(row: Any) -> Line:
        return line_of(row, values.get(row.source_record_id, {}), words, several=several)

    return Shown(
        new=[line(row) for row in changes.new],
        same=[line(row) for row in changes.same],
        changed=[
            changed_person(
                line(change.record), change.fields, values.get(change.record.source_record_id, {}), form, words
            )
            for change in changes.changed
        ],
        duplicates=[
            doubt
            for found in changes.duplicates
            for doubt in _doubts(found, line)
            # A person has several courses or works in one list; that is no question.
            if form in ROSTERS or not doubt.sure or doubt.other_of
        ],
        missing=[line(row) for row in changes.missing],
        returned=[
            Repeat(sent.record.full_name, sent.reason, line(sent.now).place if sent.now else "")
            for sent in changes.returned
        ],
        roster=form in ROSTERS,
    )


def _doubts(found: tuple[DiffRow, ...] | PossibleDuplicate, line: Callable[[Any], Line]) -> list[Doubt]:
    """A weighed pair, or a group of rows of one file that look alike."""
    if isinstance(found, tuple):
        return [Doubt(line(found[0]), line(other)) for other in found[1:]]
    other = replace(line(found.other), person_id=found.person_id) if found.other else Line(0, "", "")
    if other.about == found.agency_name:
        other = replace(other, about="")
    inside = found.other is not None and found.other.submission_id == found.record.submission_id
    clues = tuple((detail or words, weight > 0) for words, detail, weight in found.evidence if weight)
    return [
        Doubt(
            line(found.record),
            other,
            "" if inside else found.agency_name or "",
            found.score,
            clues,
            found.decision == "merge",
        )
    ]

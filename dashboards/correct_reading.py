"""Where a user tells the reader better: header rows, a column's field, rows that are or are not data.

Draws the form and turns what was typed into the corrections that the reader takes; reads and stores nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from dashboards import intake_labels, labels
from dashboards.sheet_picture import DOUBTFUL, is_person_form
from dashboards.widgets import plain_text
from ingest.forms import form_names, load_form
from talentdb.errors import UsageError

__all__ = ["column_title", "correction_form", "corrections_of", "parse_rows", "spell_rows"]

MOST_ROWS: Final = 500
_DEEPEST_HEADER: Final = 60
_ABREAST: Final = 3
_HEADER_SHOWN: Final = 44


def parse_rows(typed: str) -> tuple[int, ...]:
    """Row numbers out of "12, 15-17".

    Raises: UsageError for anything that is no row number, and for more than MOST_ROWS of them.
    """
    found: set[int] = set()
    for part in typed.replace(";", ",").split(","):
        text = part.strip()
        if not text:
            continue
        first, dash, last = text.replace("–", "-").partition("-")
        ends = [first.strip(), last.strip() if dash else first.strip()]
        if not all(end.isascii() and end.isdecimal() and 0 < len(end) <= 7 for end in ends):
            raise UsageError(intake_labels.CORRECT_ROWS_WRONG.format(text=text))
        low, high = sorted(map(int, ends))
        if high - low + 1 + len(found) > MOST_ROWS:
            raise UsageError(intake_labels.CORRECT_ROWS_MANY.format(n=MOST_ROWS))
        found |= set(range(low, high + 1))
    return tuple(sorted(found - {0}))


def spell_rows(rows: Sequence[int]) -> str:
    """Row numbers as a person types them: (12, 15, 16, 17) -> "12, 15-17"."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def corrections_of(
    sheet: Mapping[str, Any],
    before: Mapping[str, Any],
    *,
    ignore: bool,
    header_rows: Sequence[int],
    columns: Mapping[str, str],
    records: Sequence[int],
    skipped: Sequence[int],
) -> dict[str, Any]:
    """The corrections of one sheet: what was told before, and what now differs from how the sheet was understood.

    Args:
        sheet: the sheet's entry in `understanding`.
        before: corrections of this sheet already told.
        columns: letter -> field, "" for a column to leave aside; all columns of the sheet.
    """
    told = {key: value for key, value in before.items() if key in {"header_rows", "columns", "rows"}}
    understood = {
        item["column"]: item["field"] or "" for table in sheet.get("tables", ()) for item in table["columns"]
    }
    known_header = sorted({row for table in sheet.get("tables", ())[:1] for row in table["header_rows"]})
    if header_rows and sorted(header_rows) != known_header:
        told["header_rows"] = sorted(header_rows)
    changed = {letter: field for letter, field in columns.items() if field != understood.get(letter, "")}
    if changed:
        told["columns"] = {**told.get("columns", {}), **changed}
    rows = {**dict.fromkeys(map(str, records), "record"), **dict.fromkeys(map(str, skipped), "skip")}
    if rows:
        told["rows"] = {**told.get("rows", {}), **rows}
    return {"ignore": True} if ignore else told


def correction_form(
    understanding: Mapping[str, Any], sheet: Mapping[str, Any], *, key: str
) -> tuple[str | None, dict[str, Any]] | None:
    """Draw the form for one sheet; the form's name (None: to be recognised) and all corrections once it is sent.

    Raises: UsageError when row numbers cannot be read or nothing was corrected.
    """
    told: Mapping[str, Any] = understanding.get("corrections") or {}
    told_form: str | None = understanding.get("form")
    before = told.get(sheet["sheet"], {})
    tables = sheet.get("tables", ())
    current = next((table["form"] for table in tables if table["form"]), None)
    with st.form(f"correct_{key}", border=False):
        st.markdown(intake_labels.CORRECT_READING_HELP)
        left, right = st.columns(2)
        names = [None, *form_names()]
        form = left.selectbox(
            intake_labels.CORRECT_FORM, names, key=f"{key}_form", format_func=_form_label,
            index=names.index(told_form) if told_form in names else 0,
        )  # fmt: skip
        header_rows = right.multiselect(
            intake_labels.CORRECT_HEADER, range(1, _DEEPEST_HEADER + 1), key=f"{key}_header",
            default=_header_rows(tables), placeholder=intake_labels.CORRECT_HEADER_NONE,
        )  # fmt: skip
        skipped = left.text_input(
            intake_labels.CORRECT_SKIP, key=f"{key}_skip", placeholder=intake_labels.CORRECT_ROWS_HINT
        )
        records = right.text_input(
            intake_labels.CORRECT_RECORD, key=f"{key}_record", placeholder=intake_labels.CORRECT_ROWS_HINT
        )
        columns = _columns(tables, form or current or "people", key)
        ignore = st.checkbox(intake_labels.CORRECT_IGNORE, key=f"{key}_ignore", value=bool(before.get("ignore")))
        sent = st.form_submit_button(labels.CORRECT_AGAIN, icon=":material/refresh:", type="primary")
    if not sent:
        return None
    changed = corrections_of(
        sheet, before, ignore=ignore, header_rows=header_rows, columns=columns, records=parse_rows(records),
        skipped=parse_rows(skipped),
    )  # fmt: skip
    everything = {name: value for name, value in told.items() if name != sheet["sheet"]}
    if changed:
        everything[sheet["sheet"]] = changed
    if everything == told and form == told_form:
        raise UsageError(intake_labels.CORRECT_NOTHING)
    return form, everything


def _form_label(name: str | None) -> str:
    return load_form(name).title if name else intake_labels.CORRECT_FORM_AUTO


def _header_rows(tables: Sequence[Mapping[str, Any]]) -> list[int]:
    """The header rows of the first table; a person's form has labels in every row, and no header to move."""
    if not tables or is_person_form(tables[0]):
        return []
    return [row for row in tables[0]["header_rows"] if row <= _DEEPEST_HEADER]


def _columns(tables: Sequence[Mapping[str, Any]], form: str, key: str) -> dict[str, str]:
    """A picker of fields for each column; letter -> field as chosen."""
    items = {item["column"]: item for table in tables if not is_person_form(table) for item in table["columns"]}
    if not items:
        return {}
    fields = load_form(form).fields
    spoken = {"": intake_labels.NOT_USED, **{name: labels.FIELD.get(name, one.label) for name, one in fields.items()}}
    st.caption(intake_labels.CORRECT_COLUMNS)
    places = st.columns(_ABREAST)
    chosen = {}
    for number, (letter, item) in enumerate(items.items()):
        now = item["field"] if item["field"] in spoken else ""
        # down the first third, then the next: in the order of the sheet also on a phone, where the thirds stack
        chosen[letter] = places[number * _ABREAST // len(items)].selectbox(
            column_title(item), list(spoken), key=f"{key}_column_{letter}", index=list(spoken).index(now),
            format_func=spoken.__getitem__,
        )  # fmt: skip
    return chosen


def column_title(item: Mapping[str, Any]) -> str:
    """A column as its sender knows it: letter and header, with a mark where its meaning is in doubt."""
    header = item["header"].replace("\n", " ").strip()
    shown = header if len(header) <= _HEADER_SHOWN else f"{header[: _HEADER_SHOWN - 1]}…"
    doubt = " (?)" if item["field"] and (item.get("confidence") or 0.0) < DOUBTFUL else ""
    return f"{item['column']} · {plain_text(shown)}{doubt}" if shown else f"{item['column']}{doubt}"

"""Where a user tells the reader better: header rows, a column's field, rows that are or are not data.

Draws the form and turns what was typed into the corrections that the reader takes; reads and stores nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboards import labels
from ingest.forms import form_names, load_form
from talentdb.errors import UsageError

__all__ = ["correction_form", "corrections_of", "parse_rows", "spell_rows"]

MOST_ROWS: Final = 500
_DEEPEST_HEADER: Final = 60


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
            raise UsageError(labels.CORRECT_ROWS_WRONG.format(text=text))
        low, high = sorted(map(int, ends))
        if high - low + 1 + len(found) > MOST_ROWS:
            raise UsageError(labels.CORRECT_ROWS_MANY.format(n=MOST_ROWS))
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
    told: Mapping[str, Any] = understanding.get("corrections", {})
    before = told.get(sheet["sheet"], {})
    tables = sheet.get("tables", ())
    current = next((table["form"] for table in tables if table["form"]), None)
    with st.form(f"correct_{key}", border=False):
        st.markdown(labels.CORRECT_READING_HELP)
        left, right = st.columns(2)
        names = [None, *form_names()]
        form = left.selectbox(
            labels.CORRECT_FORM, names, key=f"{key}_form", format_func=_form_label,
            index=names.index(told.get("form")) if told.get("form") in names else 0,
        )  # fmt: skip
        header_rows = right.multiselect(
            labels.CORRECT_HEADER, range(1, _DEEPEST_HEADER + 1), key=f"{key}_header",
            default=[r for r in (tables[0]["header_rows"] if tables else ()) if r <= _DEEPEST_HEADER],
        )  # fmt: skip
        columns = _columns(tables, form or current or "people", key)
        skipped = left.text_input(labels.CORRECT_SKIP, key=f"{key}_skip")
        records = right.text_input(labels.CORRECT_RECORD, key=f"{key}_record")
        ignore = left.checkbox(labels.CORRECT_IGNORE, key=f"{key}_ignore", value=bool(before.get("ignore")))
        sent = st.form_submit_button(labels.CORRECT_AGAIN, icon=":material/refresh:")
    if not sent:
        return None
    changed = corrections_of(
        sheet, before, ignore=ignore, header_rows=header_rows, columns=columns, records=parse_rows(records),
        skipped=parse_rows(skipped),
    )  # fmt: skip
    everything = {name: value for name, value in told.items() if name not in {"form", sheet["sheet"]}}
    if changed:
        everything[sheet["sheet"]] = changed
    if everything == {k: v for k, v in told.items() if k != "form"} and form == told.get("form"):
        raise UsageError(labels.CORRECT_NOTHING)
    return form, everything


def _form_label(name: str | None) -> str:
    return load_form(name).title if name else labels.CORRECT_FORM_AUTO


def _columns(tables: Sequence[Mapping[str, Any]], form: str, key: str) -> dict[str, str]:
    """A grid of the columns with a picker of fields; letter -> field as it stands in the grid."""
    fields = load_form(form).fields
    by_label = {labels.FIELD.get(name, field.label): name for name, field in fields.items()}
    spoken = {name: label for label, name in by_label.items()}
    items = {item["column"]: item for table in tables for item in table["columns"]}
    if not items:
        return {}
    frame = pd.DataFrame(
        {
            labels.COLUMN: list(items),
            labels.HEADER: [item["header"] for item in items.values()],
            labels.MEANING: [spoken.get(item["field"], labels.NOT_USED) for item in items.values()],
        }
    )
    st.caption(labels.CORRECT_COLUMNS)
    edited = st.data_editor(
        frame, key=f"{key}_columns", hide_index=True, width="stretch", disabled=[labels.COLUMN, labels.HEADER],
        column_config={
            labels.COLUMN: st.column_config.TextColumn(width="small"),
            labels.HEADER: st.column_config.TextColumn(width="large"),
            labels.MEANING: st.column_config.SelectboxColumn(
                options=[labels.NOT_USED, *by_label], required=True, width="medium"
            ),
        },
    )  # fmt: skip
    chosen = dict(zip(edited[labels.COLUMN], edited[labels.MEANING], strict=True))
    return {letter: by_label.get(label, "") for letter, label in chosen.items()}

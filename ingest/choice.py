"""Which form a table is of: the evidence that each form's file declares, scored against each other.

Knows no form by name: what speaks for a form stands in its TOML file.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.columns import ColumnMatch, map_columns
from ingest.columns.contents import content_fit, sample_column
from ingest.columns.headers import IGNORED, header_keys, header_scores
from ingest.columns.joined import sole_field
from ingest.forms import Form, FormField, form_names, load_form
from ingest.model import Sheet, Table, display, is_blank
from ingest.records.groups import title_text
from talentdb.text import alias_key

__all__ = ["choose_form", "is_lookup", "is_statistics", "title_texts"]

_NAME = ("full_name", "given_name")
# A title names the form outright; a field that hardly another form has speaks for it beyond its column.
_TITLE, _DISTINCT = 1.5, 1.0
# Under this no header speaks for a form's own fields, and its columns need not be weighed.
_PROMISING = 0.6
_SURE = 0.9
_ROWS_ASKED = 200
_COUNT = re.compile(r"-?\d{1,3}(?:[.\s]\d{3}){0,2}(?:[.,]\d{1,2})?\s?%?|-?\d{1,6}(?:[.,]\d{1,4})?\s?%?")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A table as the forms look at it: keys of its title lines and of its headers."""

    table: Table
    sheet: Sheet
    titles: tuple[str, ...]
    headers: tuple[str, ...]


def title_texts(table: Table, sheet: Sheet) -> tuple[str, ...]:
    """The lines above the header, nearest last, and the sheet's name."""
    top = min(table.header_rows, default=table.first_row)
    rows = [s.row for s in table.skipped if s.row < top and s.reason in ("title", "group", "note")]
    lines = [display(c) for row in rows[-12:] for c in sheet.row(row) if isinstance(c, str) and not is_blank(c)]
    return (*lines, sheet.name)


def _holds(texts: Sequence[str], words: Sequence[str]) -> bool:
    keys = [f" {alias_key(word)} " for word in words]
    return any(key in f" {text} " for text in texts for key in keys)


def choose_form(
    table: Table, sheet: Sheet, remembered: Mapping[str, Any], fixed: Mapping[str, str] | None
) -> tuple[Form | None, tuple[ColumnMatch, ...]]:
    """The form of a table and what its columns mean under it; no form when none has evidence enough.

    Args:
        table: as laid out.
        sheet: its cells.
        remembered: what this agency settled before (see `map_columns`).
        fixed: column letter -> field as a person corrected it, or None.
    """
    titles = tuple(alias_key(text) for text in title_texts(table, sheet))
    headers = (key for c in table.columns for key in header_keys(" ".join(c.path)))
    seen = _Seen(table, sheet, titles, tuple(headers))
    best: tuple[float, Form | None, tuple[ColumnMatch, ...]] = (0.0, None, ())
    fallback: tuple[ColumnMatch, ...] = ()
    for position, name in enumerate(form_names()):
        form = load_form(name)
        if position and not _promising(form, seen):
            continue
        matches = map_columns(table, sheet, form, remembered, **_corrected(fixed, form))
        fallback = fallback or matches
        score = _score(form, matches, seen)
        if score > best[0]:
            best = score, form, matches
    return best[1], best[2] or fallback


def _corrected(fixed: Mapping[str, str] | None, form: Form) -> dict[str, Any]:
    """The corrections that this form can follow, as a keyword; none when there are none."""
    if not fixed:
        return {}
    return {"fixed": {letter: name for letter, name in fixed.items() if not name or name in form.fields}}


def _title_says(form: Form, seen: _Seen) -> bool:
    return _holds(seen.titles, form.evidence.titles)


def _promising(form: Form, seen: _Seen) -> bool:
    """Whether headers (or the title) speak for the form's own fields: weighing all columns costs more than asking."""
    own = {*form.evidence.distinctive, *(n for group in form.evidence.needs for n in group if n not in _NAME)}
    if not own or _title_says(form, seen) or _holds(seen.headers, form.evidence.headers):
        return True
    for column in seen.table.columns:
        scores = header_scores(form.name, column.path)
        if any(scores.get(name, 0.0) >= _PROMISING for name in own):
            return True
    return False


def _lives(form: Form, name: str, matches: Sequence[ColumnMatch], seen: _Seen) -> bool:
    """Whether a field that the form needs is filled in most rows: a course in a few of them is a list of people.

    A task or an institution may stand once over the rows of its members or programmes.
    """
    columns = [m.index for m in matches if name == m.field or name in m.also]
    rows = seen.table.rows[:: max(1, len(seen.table.rows) // _ROWS_ASKED)]
    filled = sum(any(not is_blank(seen.sheet.cell(row.row, index)) for index in columns) for row in rows)
    return bool(columns) and (filled >= 0.5 * len(rows) or form.fields[name].carried)


def _said_above(form: Form, field: FormField, found: Mapping[str, float], seen: _Seen) -> bool:
    """Whether a field that has no column may be told by the title or by group rows.

    A name of a course or a task over a list of people makes it one of that form only with a column that says so.
    """
    if field.title_after:
        own = form.evidence.distinctive & set(found) - {"full_name"}
        return bool(own) and bool(title_text(field, title_texts(seen.table, seen.sheet)))
    return field.from_title or field.from_group


def _score(form: Form, matches: Sequence[ColumnMatch], seen: _Seen) -> float:
    """How much a table looks like a form: nothing unless all that the form needs is there.

    Every field found counts by how sure its column is; fields of no other form and the title count more.
    """
    evidence = form.evidence
    found: dict[str, float] = {}
    for match in matches:
        if match.field:
            found[match.field] = max(found.get(match.field, 0.0), match.confidence)
            for other in match.also:
                found.setdefault(other, match.confidence / 2)
    titled = _title_says(form, seen)
    for group in evidence.needs:
        if set(group) & set(_NAME):
            if not _names_people(form, matches, seen):
                return 0.0
        elif not any(
            found.get(name, 0.0) >= evidence.floor and _lives(form, name, matches, seen) for name in group
        ) and not (titled and any(_said_above(form, form.fields[name], found, seen) for name in group)):
            return 0.0
    if len(found) < 2 and not titled:
        return 0.0
    distinct = len(evidence.distinctive & set(found))
    headed = _holds(seen.headers, evidence.headers) and distinct > 0
    if evidence.enough > distinct and not (titled or headed):
        return 0.0
    distinct += len(evidence.shared & set(found))
    return sum(found.values()) + _DISTINCT * distinct + _TITLE * (titled or headed) + evidence.bonus


def _names_people(form: Form, matches: Sequence[ColumnMatch], seen: _Seen) -> bool:
    """Whether the column of names is one: a list of units or of codes is no list of people.

    A sure header is enough; found by contents alone, half of three or more cells must be names, so that a lookup
    list of countries is none. A header half known ("Họ và tên NCS") over names needs no third row.
    """
    match = next((m for m in matches if m.field in _NAME), None)
    if match is None:
        # names of units are none of people, yet the form is about whom it leaves out, too
        paths = [c.path for c in seen.table.columns] if form.collective else []
        return any(header_scores(form.name, path).get("full_name", 0.0) >= _SURE for path in paths)
    path = next(c.path for c in seen.table.columns if c.index == match.index)
    # "Họ và tên" over two columns makes the second the given name
    scores = header_scores(form.name, path)
    headed = max(scores.get(name, 0.0) for name in (match.field or "", "full_name"))
    if headed >= _SURE or sole_field(form.name, path) == match.field:
        return True
    sample = sample_column(seen.sheet, seen.table, match.index)
    fit = content_fit(match.field or "", sample)
    return fit is not None and fit >= 0.5 and (len(sample.distinct) >= 3 or headed >= _PROMISING)


_LOOKUP_WORDS = (
    "danh mục",
    "mã",
    "tên",
    "code",
    "name",
    "giá trị",
    "diễn giải",
    "column1",
    "mô tả",
    "ký hiệu",
    "label",
)


def is_statistics(table: Table, sheet: Sheet) -> bool:
    """Whether a table of no form only counts: a label a row, and beside it hardly anything but short numbers."""
    counted = words = 0
    for body in table.rows[:: max(1, len(table.rows) // _ROWS_ASKED)]:
        texts = [display(cell).strip() for cell in sheet.row(body.row) if not is_blank(cell)]
        numbers = sum(bool(_COUNT.fullmatch(text)) for text in texts)
        counted += numbers
        # the label of the row is a word by right
        words += max(0, len(texts) - numbers - 1)
    return len(table.rows) >= 2 and counted >= 2 * len(table.rows[:_ROWS_ASKED]) and words <= 0.2 * counted


def is_lookup(table: Table, sheet: Sheet) -> bool:
    """Whether a table of no form is a list of codes and words that other sheets look values up in.

    At most three columns beside the running number, no text longer than a name of something, nothing repeated in
    the first of them.
    """
    columns = [
        c for c in table.columns
        if max(header_scores("people", c.path).get(f"{IGNORED}ordinal", 0.0), 0.0) < _SURE
        and any(not is_blank(sheet.cell(row.row, c.index)) for row in table.rows)
    ]  # fmt: skip
    if not columns or len(columns) > 3 or len(table.rows) < 2:
        return False
    headers = [alias_key(" ".join(c.path)) for c in columns]
    titled = _holds(
        [alias_key(t) for t in title_texts(table, sheet)], ("danh mục", "dm", "bảng mã", "lookup", "list")
    )
    first = [display(sheet.cell(row.row, columns[0].index)).strip() for row in table.rows]
    distinct = len(set(first)) == len(first) and all(len(text) <= 80 for text in first)
    named = _holds(headers, _LOOKUP_WORDS) or len(columns) == 1
    return distinct and (titled or (named and len(columns) <= 2))

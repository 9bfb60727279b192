"""Columns of a table to fields of a form: evidence of headers, contents and memory, assigned all together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ingest.columns.assign import assign
from ingest.columns.contents import Sample, samples_of
from ingest.columns.headers import IGNORED, header_keys, header_scores
from ingest.columns.joined import joined_fields
from ingest.columns.match import ColumnMatch, header_text
from ingest.columns.memory import of_form
from ingest.columns.scoring import DOUBT, ENOUGH, Weighed, weigh
from ingest.columns.variants import Variant, find_variants
from ingest.forms import Form
from ingest.model import HeaderColumn, Sheet, Table
from ingest.normalise.languages import language_of
from ingest.normalise.legacy import decode_all
from talentdb.text import alias_key

__all__ = ["ColumnMatch", "header_text", "map_columns"]

_YEAR = re.compile(r"(?<!\d)(20[012]\d)(?!\d)")
_PARTS_OF_NAME = ("family_name", "middle_name", "given_name")
_COURSES = ("training_name", "training_type", "certificate_no")
_COURSE_DAYS = ("training_start", "training_end", "training_status")
# Of each field so many best columns take part in the assignment: more never change it, and wide sheets stay quick.
_CONTENDERS = 8


def map_columns(
    table: Table,
    sheet: Sheet,
    form: Form,
    remembered: Mapping[str, Any] | None = None,
    *,
    fixed: Mapping[str, str] | None = None,
) -> tuple[ColumnMatch, ...]:
    """What each column of a table means under a form.

    Args:
        table: the table as laid out.
        sheet: the cells.
        form: the form whose fields are looked for.
        remembered: form -> header text -> field ("" to leave aside) as this agency settled it before; it wins
            unless the contents are clearly something else. A flat mapping counts for every form.
        fixed: column letter -> field ("" to leave aside) as a person corrected it in this file; it wins always.
    """
    own, fixed = of_form(remembered, form.name), fixed or {}
    samples = samples_of(sheet, table)
    columns = _decoded(table.columns)
    headed = [header_scores(form.name, c.path) for c in columns]
    named = any(max(h.get(n, 0.0) for n in ("full_name", *_PARTS_OF_NAME)) >= 0.85 for h in headed)
    weighed = [weigh(c, s, form, own, named) for c, s in zip(columns, samples, strict=True)]
    variants = _free(find_variants(columns, samples, form), columns, weighed, fixed)
    taken = {v.field for v in variants.values()} | {n for n in fixed.values() if n}
    if {v.field for v in variants.values()} & set(_PARTS_OF_NAME):
        taken |= {"full_name"}
    scores = [
        {} if c.index in variants or c.letter in fixed else w.scores for c, w in zip(columns, weighed, strict=True)
    ]
    chosen = _settle_names(_assign(scores, form, taken), scores)
    if not set(_COURSES) & set(chosen):
        # "Từ ngày | Đến ngày" without any course beside them are days of something else, as of a salary step
        scores = [{name: score for name, score in of.items() if name not in _COURSE_DAYS} for of in scores]
        chosen = [None if name in _COURSE_DAYS else name for name in chosen]
    sure = zip(columns, chosen, scores, strict=True)
    winners = {name: c.letter for c, name, of in sure if name and of[name] >= ENOUGH}
    winners |= {v.field: c.letter for c in columns if (v := variants.get(c.index)) and v.variant == ""}
    winners |= {name: letter for letter, name in fixed.items() if name}
    matches = []
    for raw, column, sample, name, of in zip(table.columns, columns, samples, chosen, scores, strict=True):
        if column.letter in fixed:
            match = _fixed(column, sample, form, fixed[column.letter])
        elif column.index in variants:
            match = _spread(column, sample, variants[column.index])
        else:
            match = _match(column, sample, form, name, of, winners)
        matches.append(replace(match, header=header_text(raw)))
    return tuple(matches)


def _decoded(columns: Sequence[HeaderColumn]) -> list[HeaderColumn]:
    """Headers in Unicode: those of one table were typed in one encoding and are read together."""
    texts = [text for column in columns for text in column.path]
    if all(text.isascii() for text in texts):
        return list(columns)
    plain = iter(decode_all(texts))
    return [replace(column, path=tuple(next(plain) for _ in column.path)) for column in columns]


def _free(
    variants: Mapping[int, Variant],
    columns: Sequence[HeaderColumn],
    weighed: Sequence[Weighed],
    fixed: Mapping[str, str],
) -> dict[int, Variant]:
    """Variants but for columns that a person, now or before, said to be something else."""
    kept = {}
    for column, weights in zip(columns, weighed, strict=True):
        variant = variants.get(column.index)
        if variant is None or column.letter in fixed:
            continue
        if not weights.settled or variant.field in weights.scores:
            kept[column.index] = variant
    return kept


def _assign(scores: Sequence[Mapping[str, float]], form: Form, taken: set[str]) -> list[str | None]:
    """The field (or "~kind") of each column; single fields go to one column each, the rest to any number.

    A row of the matrix is a field, a column one that contends for it, worth what it gains over standing alone;
    as many empty columns let a field stay away.
    """
    many = {n for n, f in form.fields.items() if f.multiple and n not in taken}
    alone: list[tuple[str | None, float]] = []
    for of in scores:
        free = {n: s for n, s in of.items() if n in many or n.startswith(IGNORED)}
        best = max(free, key=lambda n: free[n], default=None)
        alone.append((best, free[best]) if best is not None and free[best] >= DOUBT else (None, 0.0))
    contenders: dict[str, list[int]] = {}
    for name in form.fields:
        if name not in many and name not in taken:
            found = [i for i, of in enumerate(scores) if _worth(of.get(name, 0.0)) > _worth(alone[i][1])]
            if found:
                contenders[name] = sorted(found, key=lambda i: (-scores[i][name], i))[:_CONTENDERS]
    singles = list(contenders)
    used = sorted({i for of in contenders.values() for i in of})
    matrix = [
        [_worth(scores[i][n]) - _worth(alone[i][1]) if i in contenders[n] else -1.0 for i in used]
        + [0.0] * len(singles)
        for n in singles
    ]
    chosen: list[str | None] = [name if score >= DOUBT else None for name, score in alone]
    for name, slot in zip(singles, assign(matrix), strict=True):
        if slot < len(used) and name in scores[used[slot]]:
            chosen[used[slot]] = name
    return chosen


def _worth(score: float) -> float:
    # to the fourth, so that one sure column is worth more than two doubtful ones (0.99 against 0.8 and 0.7)
    return score**4 if score >= DOUBT else 0.0


def _settle_names(chosen: list[str | None], scores: Sequence[Mapping[str, float]]) -> list[str | None]:
    """Parts of a name and whole names do not stand together, unless both headers are sure."""
    parts = max((scores[i].get(n or "", 0.0) for i, n in enumerate(chosen) if n in _PARTS_OF_NAME), default=0.0)
    whole = max((scores[i].get(n or "", 0.0) for i, n in enumerate(chosen) if n == "full_name"), default=0.0)
    if not parts or not whole:
        return chosen
    if whole < 0.85 <= parts:
        return [None if n == "full_name" else n for n in chosen]
    return [None if n in _PARTS_OF_NAME and scores[i].get(n, 0) < 0.85 else n for i, n in enumerate(chosen)]


def _fixed(column: HeaderColumn, sample: Sample, form: Form, name: str) -> ColumnMatch:
    if not name:
        return ColumnMatch(column.index, column.letter, "", None, 0.0, known="not_kept", blank=sample.blank)
    variant = _variant(name, column, form)
    return ColumnMatch(column.index, column.letter, "", name, 1.0, variant, blank=sample.blank)


def _spread(column: HeaderColumn, sample: Sample, variant: Variant) -> ColumnMatch:
    confidence = variant.confidence
    return ColumnMatch(
        column.index, column.letter, "", variant.field, confidence, variant.variant, blank=sample.blank
    )


def _match(
    column: HeaderColumn,
    sample: Sample,
    form: Form,
    name: str | None,
    scores: Mapping[str, float],
    winners: Mapping[str, str],
) -> ColumnMatch:
    """The match of a column that is no variant: its field, the kind it is known as, or what it may be."""
    if name and name.startswith(IGNORED) and scores[name] >= 0.6:
        kind = name.removeprefix(IGNORED)
        return ColumnMatch(column.index, column.letter, "", None, 0.0, known=kind, blank=sample.blank)
    rivals = sorted(((s, n) for n, s in scores.items() if not n.startswith(IGNORED) and s >= DOUBT), reverse=True)
    if name and not name.startswith(IGNORED) and scores[name] >= ENOUGH:
        confidence = round(min(scores[name], 0.99), 2)
        joined = joined_fields(form.name, column.path)
        also = tuple(n for n in joined if n != name and n not in winners) if name in joined else ()
        variant = _variant(name, column, form)
        return ColumnMatch(column.index, column.letter, "", name, confidence, variant, blank=sample.blank, also=also)
    rival = next((winners[n] for s, n in rivals if s >= 0.6 and winners.get(n, column.letter) != column.letter), "")
    # one or two cells in a longer list are not worth a question
    rare = len(sample.filled) < min(3, sample.rows)
    guesses = () if rival or rare else tuple(n for _, n in rivals[:3])
    return ColumnMatch(column.index, column.letter, "", None, 0.0, blank=sample.blank, rival=rival, guesses=guesses)


def _variant(field: str, column: HeaderColumn, form: Form) -> str:
    header = header_text(column)
    if field == "languages":
        return language_of(header.split(" > ")[-1]) or ""
    if field == "annual_ratings" and (year := _YEAR.search(header)):
        return year.group()
    if roles := form.fields[field].roles:
        return _role(roles, header)
    return ""


def _role(roles: Mapping[str, tuple[str, ...]], header: str) -> str:
    """The role that a column of names is about; "" when its header names none, or several."""
    keys = {alias_key(header), *header_keys(header.split(" > ")[-1])}
    exact = [role for role, of in roles.items() if any(alias_key(h) in keys for h in of)]
    if exact:
        return exact[0] if len(exact) == 1 else ""
    inside = [r for r, of in roles.items() if any(f" {alias_key(h)} " in f" {k} " for h in of for k in keys)]
    return inside[0] if len(inside) == 1 else ""

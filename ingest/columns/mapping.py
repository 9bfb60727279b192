"""Columns of a table to fields of a form: evidence of headers, contents and memory, assigned all together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ingest.columns.assign import assign
from ingest.columns.contents import STRENGTH, Sample, content_fit, sample_column
from ingest.columns.headers import IGNORED, header_scores
from ingest.columns.variants import Variant, find_variants
from ingest.forms import Form
from ingest.model import HeaderColumn, Sheet, Table
from ingest.normalise.languages import language_of
from talentdb.text import alias_key, clean

__all__ = ["ColumnMatch", "header_text", "map_columns"]

# Under this a mapping is more likely wrong than right on the layouts seen.
_ENOUGH = 0.5
_REMEMBERED = 0.99
_YEAR = re.compile(r"(?<!\d)(20[012]\d)(?!\d)")
# "Ngạch/CDNN" stands over titles or over their codes: the contents decide.
_SAME_HEADER = {"professional_title_code": "professional_title"}
_PARTS_OF_NAME = ("family_name", "middle_name", "given_name")


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What a column means.

    `field` None: not recognised; `known` then names the kind of a known header of no field (ordinal, note …).
    `variant`: the value or part of it that the column stands for. `rival`: letter of the column that took the
    field this one also means. `also`: further fields written in the same cells.
    """

    index: int
    letter: str
    header: str
    field: str | None
    confidence: float
    variant: str = ""
    known: str = ""
    blank: bool = False
    rival: str = ""
    also: tuple[str, ...] = ()


def header_text(column: HeaderColumn) -> str:
    """The header path as one text: "Ngày sinh > Nam"."""
    return " > ".join(dict.fromkeys(clean(p) for p in column.path if clean(p)))


def _combine(header: float, fit: float | None, strength: float) -> float:
    """One score out of header and contents.

    Good contents lift a header in proportion to what they can prove; bad ones pull it down, but never a sure
    header below acceptance: a telephone column full of slips is still one, and its cells get the problems.
    """
    if fit is None:
        return header * 0.95
    if fit >= 0.5:
        provable = strength if header >= 0.3 or strength >= 0.6 else 0.0
        return header + (1 - header) * provable * 0.9 * (2 * fit - 1)
    return header * (0.56 + 0.88 * fit)


def _remembered_field(header: str, remembered: Mapping[str, str]) -> tuple[str, float] | None:
    key = alias_key(header)
    if not key:
        return None
    for known, field in remembered.items():
        other = alias_key(known)
        if other == key:
            return field, _REMEMBERED
        if len(key) >= 6 and fuzz.ratio(key, other) >= 92:
            return field, 0.96
    return None


def _column_scores(
    column: HeaderColumn, sample: Sample, form: Form, remembered: Mapping[str, str]
) -> dict[str, float]:
    headers = header_scores(form.name, column.path)
    known = _remembered_field(header_text(column), remembered)
    if known and (known[0] in form.fields or known[0] == ""):
        return {known[0] or f"{IGNORED}not_kept": known[1]}
    scores = {name: score for name, score in headers.items() if name.startswith(IGNORED)}
    sure = max(headers.values(), default=0.0) >= 0.9
    for name in form.fields:
        header = max(headers.get(name, 0.0), 0.8 * headers.get(_SAME_HEADER.get(name, ""), 0.0))
        strength = STRENGTH.get(name, 0.1)
        if header < 0.3 and (sure or strength < 0.6):
            continue
        score = _combine(header, content_fit(name, sample), strength)
        if score >= _ENOUGH:
            scores[name] = score
    if headers.get("given_name", 0.0) >= 0.9 and "full_name" in form.fields:
        # "Tên" over whole names: the contents say which of the two it is
        scores["full_name"] = max(scores.get("full_name", 0.0), 0.88 * (content_fit("full_name", sample) or 0.0))
    return scores


def map_columns(
    table: Table, sheet: Sheet, form: Form, remembered: Mapping[str, str] | None = None
) -> tuple[ColumnMatch, ...]:
    """What each column of a table means under a form.

    Args:
        table: the table as laid out.
        sheet: the cells.
        form: the form whose fields are looked for.
        remembered: header text -> field ("" for none) as this agency settled it before; it wins.
    """
    remembered = remembered or {}
    samples = [sample_column(sheet, table, column.index) for column in table.columns]
    variants = find_variants(table.columns, samples, form)
    taken = {v.field for v in variants.values()}
    if taken & set(_PARTS_OF_NAME):
        taken |= {"full_name"}
    scores = [
        {} if c.index in variants else _column_scores(c, s, form, remembered)
        for c, s in zip(table.columns, samples, strict=True)
    ]
    chosen = _assign(scores, form, taken)
    winners = {name: c.letter for c, name in zip(table.columns, chosen, strict=True) if name}
    winners |= {v.field: c.letter for c in table.columns if (v := variants.get(c.index)) and v.variant == ""}
    return tuple(
        _match(column, sample, variants.get(column.index), name, of, winners, taken)
        for column, sample, name, of in zip(table.columns, samples, chosen, scores, strict=True)
    )


def _assign(scores: Sequence[Mapping[str, float]], form: Form, taken: set[str]) -> list[str | None]:
    """The field (or "~kind") of each column; single fields go to one column each, the rest to any number."""
    single = [n for n, f in form.fields.items() if not f.multiple and n not in taken]
    single = [n for n in single if any(n in of for of in scores)]
    many = {n for n, f in form.fields.items() if f.multiple and n not in taken}
    own: list[tuple[str | None, float]] = []
    for of in scores:
        free = {n: s for n, s in of.items() if n in many or n.startswith(IGNORED)}
        best = max(free, key=lambda n: free[n], default=None)
        own.append((best, free[best]) if best is not None and free[best] >= _ENOUGH else (None, 0.0))
    matrix = [
        [_worth(of.get(name, 0.0)) for name in single] + [own[i][1] if i == j else 0.0 for j in range(len(scores))]
        for i, of in enumerate(scores)
    ]
    chosen: list[str | None] = []
    for i, slot in enumerate(assign(matrix)):
        name = single[slot] if slot < len(single) else own[i][0] if slot - len(single) == i else None
        score = scores[i].get(name, 0.0) if name else 0.0
        chosen.append(name if score >= _ENOUGH else None)
    return _settle_courses(_settle_names(chosen, scores))


def _worth(score: float) -> float:
    # to the fourth, so that one sure column is worth more than two doubtful ones (0.99 against 0.8 and 0.7)
    return score**4 if score >= _ENOUGH else 0.0


def _settle_names(chosen: list[str | None], scores: Sequence[Mapping[str, float]]) -> list[str | None]:
    """Parts of a name beside a column of whole names are dropped, unless their headers are sure."""
    if "full_name" in chosen:
        return [None if n in _PARTS_OF_NAME and scores[i].get(n, 0) < 0.85 else n for i, n in enumerate(chosen)]
    return chosen


def _settle_courses(chosen: list[str | None]) -> list[str | None]:
    """ "Từ ngày | Đến ngày" without any course beside them are days of something else, as of a salary step."""
    if {"training_name", "training_type", "certificate_no"} & set(chosen):
        return chosen
    return [None if n in ("training_start", "training_end", "training_status") else n for n in chosen]


def _match(
    column: HeaderColumn,
    sample: Sample,
    variant: Variant | None,
    name: str | None,
    scores: Mapping[str, float],
    winners: Mapping[str, str],
    taken: set[str],
) -> ColumnMatch:
    header = header_text(column)
    if variant is not None:
        return ColumnMatch(
            column.index,
            column.letter,
            header,
            variant.field,
            variant.confidence,
            variant.variant,
            blank=sample.blank,
        )
    if name is not None and not name.startswith(IGNORED):
        confidence = round(min(scores[name], 0.99), 2)
        return ColumnMatch(
            column.index, column.letter, header, name, confidence, _variant(name, header), blank=sample.blank
        )
    known = name.removeprefix(IGNORED) if name else ""
    rivals = sorted((s, n) for n, s in scores.items() if not n.startswith(IGNORED) and s >= 0.6)
    rival = next((winners[n] for _, n in reversed(rivals) if n in winners), "") if not known else ""
    return ColumnMatch(column.index, column.letter, header, None, 0.0, known=known, blank=sample.blank, rival=rival)


def _variant(field: str, header: str) -> str:
    if field == "languages":
        return language_of(header.split(" > ")[-1]) or ""
    if field == "annual_ratings" and (year := _YEAR.search(header)):
        return year.group()
    return ""

"""A sheet that is one person's form (2C, a CV), or some of them: each becomes a table of one row.

Must leave lists alone: a header with persons under it is no form.
"""

from typing import Final

from ingest.layout.account import skip
from ingest.layout.context import line_context, title_context
from ingest.layout.evidence import names_person
from ingest.layout.form_parts import history_rows, is_form_title, reason_of
from ingest.layout.grid import Grid
from ingest.layout.header import HeaderFinder
from ingest.layout.pairs import Pair, beside_pairs, colon_pairs, under_pairs
from ingest.layout.words import looks_like_name, starts_with
from ingest.model import BodyRow, HeaderColumn, SkippedRow, Table, Vocabulary, column_letter
from talentdb.text import alias_key

__all__ = ["person_forms"]

# A form of many pages has some 200 rows; longer sheets are lists.
_MOST_ROWS: Final = 300
_KNOWN: Final = 0.6
_FEWEST_KNOWN: Final = 3


def person_forms(grid: Grid, finder: HeaderFinder, vocabulary: Vocabulary) -> list[Table]:
    """The persons of a sheet of forms, a table each; none where the sheet is no such form."""
    rows = [row for row in range(grid.first, grid.last + 1) if grid.filled(row)]
    if not 2 <= len(rows) <= _MOST_ROWS:
        return []
    history = history_rows(grid, rows)
    present = [row for row in rows if row not in history]
    for persons in (
        _apart(colon_pairs(grid, finder, present)),
        _of_columns(beside_pairs(grid, finder, present)),
        _alone(under_pairs(grid, finder, present)),
    ):
        each = [_first_of_each(pairs) for pairs in persons]
        usable = [pairs for pairs in each if _is_person(pairs, finder)]
        if usable:
            head = _letterhead(grid, rows, usable[0])
            usable[0] = [pair for pair in usable[0] if not _about_agency(pair, head, vocabulary)]
            return _tables(grid, rows, usable, vocabulary)
    return []


def _letterhead(grid: Grid, rows: list[int], pairs: list[Pair]) -> int:
    """The row of the title under which a form begins; 0 where it has none above the name."""
    own = {pair.row for pair in pairs}
    record = next(pair.row for pair in pairs if _is_name(pair))
    return max((row for row in rows if row < record and row not in own and is_form_title(grid, row)), default=0)


def _about_agency(pair: Pair, head: int, vocabulary: Vocabulary) -> bool:
    """Whether a pair over the title says who reports ("Đơn vị cơ sở: …"), as the title block of a list does."""
    return pair.row < head and line_context(f"{pair.label}: {pair.value}", vocabulary) is not None


def _is_name(pair: Pair) -> bool:
    """Whether a pair says what a person is called."""
    if not starts_with("name_label", pair.label) or not isinstance(pair.value, str):
        return False
    return names_person(pair.value) or (looks_like_name(pair.value.title()) and len(pair.value) <= 50)


def _is_person(pairs: list[Pair], finder: HeaderFinder) -> bool:
    """Whether pairs have a name and, beside it, enough labels that are known headers."""
    if not any(_is_name(pair) for pair in pairs):
        return False
    known = {alias_key(pair.label) for pair in pairs if finder.weight(pair.label) >= _KNOWN}
    values = {alias_key(str(pair.value)) for pair in pairs}
    return len(known) >= _FEWEST_KNOWN and len(known & values) <= 0.3 * len(known)


def _apart(pairs: list[Pair]) -> list[list[Pair]]:
    """Pairs of several persons one under the other, cut where the label of the first name comes again."""
    names = [i for i, pair in enumerate(pairs) if _is_name(pair)]
    if not names:
        return []
    again = [i for i in names if alias_key(pairs[i].label) == alias_key(pairs[names[0]].label)]
    parts = [pairs[a:b] for a, b in zip(again, [*again[1:], len(pairs)], strict=True)]
    labels = [{alias_key(pair.label) for pair in part} for part in parts]
    if len(parts) > 1 and all(len(of & labels[0]) >= _FEWEST_KNOWN for of in labels):
        # what stands before the first name belongs to the first
        return [pairs[: again[0]] + parts[0], *parts[1:]]
    return [pairs]


def _alone(pairs: list[Pair]) -> list[list[Pair]]:
    """All pairs as one person's, when they name just one; two names under labels are two tables."""
    return [pairs] if sum(_is_name(pair) for pair in pairs) == 1 else []


def _of_columns(columns: list[list[Pair]]) -> list[list[Pair]]:
    """Each column of values with a name is a person; the others are more about the only person there is."""
    named = [pairs for pairs in columns if any(_is_name(pair) for pair in pairs)]
    if len(named) == 1:
        rest = [pair for pairs in columns if pairs is not named[0] for pair in pairs]
        return [named[0] + rest]
    return named


def _first_of_each(pairs: list[Pair]) -> list[Pair]:
    """Without pairs whose label came before: the second name of a form is a relative's."""
    kept: dict[str, Pair] = {}
    for pair in pairs:
        key = alias_key(pair.label)
        # "Họ và tên: (viết chữ in hoa)" says nothing yet
        if key not in kept or (_is_name(pair) and not _is_name(kept[key])):
            kept[key] = pair
    return list(kept.values())


def _tables(grid: Grid, rows: list[int], persons: list[list[Pair]], vocabulary: Vocabulary) -> list[Table]:
    own = {row for pairs in persons for pair in pairs for row in (pair.row, pair.above) if row}
    top = min(own)
    context = title_context(grid, range(grid.first, max(top, _letterhead(grid, rows, persons[0]))), vocabulary)
    records = [next(pair.row for pair in pairs if _is_name(pair)) for pairs in persons]
    tables = []
    told: set[int] = set(records)
    for index, (pairs, record) in enumerate(zip(persons, records, strict=True)):
        of_labels = {pair.above for pair in pairs if pair.above is not None}
        labels = tuple(sorted(({pair.row for pair in pairs} | of_labels) - told))
        told.update(labels)
        last = min((pair.row for pair in persons[index + 1]), default=0) if index + 1 < len(persons) else 0
        first = grid.first if index == 0 else min((pair.row for pair in pairs), default=record)
        end = max(last - 1, first - 1) if last else grid.last
        others = [row for row in range(first, end + 1) if row not in own and row not in told]
        told.update(others)
        tables.append(
            Table(
                header_rows=labels,
                first_row=record,
                last_row=record,
                columns=tuple(HeaderColumn(i, column_letter(i), (pair.label,)) for i, pair in enumerate(pairs)),
                rows=(BodyRow(record),),
                skipped=tuple(_others(grid, others, record)),
                context=dict(context),
                places={i: (pair.row, pair.column) for i, pair in enumerate(pairs)},
                values=tuple(pair.value for pair in pairs),
            )
        )
    return tables


def _others(grid: Grid, rows: list[int], top: int) -> list[SkippedRow]:
    """Rows of a form without a pair: its title, tables of courses and relatives, signatures.

    Args:
        top: the row of the person's name.
    """
    found: list[SkippedRow] = []
    signed = False
    for row in rows:
        reason = reason_of(grid, row, above=row < top, signed=signed)
        signed = reason == "signature"
        found += skip(grid, range(row, row + 1), reason)
    return found

"""Who is a man because a list only marks its women: a column "Nữ" without a column "Nam". Reads no cell.

Lists of the party and the administration print "Nữ" alone and leave men blank, so a blank says something there; in
a column "Giới tính", or beside a column "Nam", it says nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.columns import ColumnMatch
from ingest.normalise.identifiers import id_sex
from ingest.problems import Problem, problem
from ingest.records.rows import Record

__all__ = ["men_by_default"]


def men_by_default(records: Sequence[Record], matches: Sequence[ColumnMatch]) -> list[Problem]:
    """Make those men whom a table's only column of a sex, "Nữ", does not mark; one info says so for the column.

    Whose middle name or id is a woman's stays without a sex, with a warning; so does everybody when these are as many
    as the marked: then the column was not filled in.
    Args:
        records: of one table; `sex` and problems are added to them.
        matches: what its columns mean.
    """
    column = _only_women(matches)
    if column is None:
        return []
    rows = Counter(record.row for record in records)
    doubted = {p.row for record in records for p in record.problems if p.column == column.letter}
    marked = sum(record.values.get("sex") == "female" for record in records)
    # several people in one row share the cell
    left = [r for r in records if _nobody_said(r) and rows[r.row] == 1 and r.row not in doubted]
    women = [record for record in left if _like_a_woman(record.values)]
    men = [record for record in left if not _like_a_woman(record.values)]
    if not marked:
        return []
    for record in women:
        found = problem("sex.unmarked_doubt", record.values["full_name"], header=_leaf(column))
        record.problems.append(found.at(None, record.row, column.letter, "sex"))
    if not men or len(women) >= marked:
        return []
    for record in men:
        record.values["sex"] = "male"
    told = problem("sex.unmarked_male", header=_leaf(column), count=len(men))
    return [told.at(None, None, column.letter, "sex")]


def _only_women(matches: Sequence[ColumnMatch]) -> ColumnMatch | None:
    """The column "Nữ", where no other column says a sex."""
    told = [
        m for m in matches if m.field == "sex" or "sex" in m.also or (m.field == "birth_date" and m.variant in _SEXES)
    ]
    return told[0] if len(told) == 1 and told[0].field == "sex" and told[0].variant == "female" else None


_SEXES = frozenset({"male", "female"})


def _nobody_said(record: Record) -> bool:
    return "sex" not in record.values and "full_name" in record.values


def _like_a_woman(values: Mapping[str, Any]) -> bool:
    number = str(values.get("national_id", ""))
    return "Thị" in str(values["full_name"]).split()[1:-1] or (len(number) == 12 and id_sex(number) == "female")


def _leaf(column: ColumnMatch) -> str:
    return column.header.split(" > ")[-1]

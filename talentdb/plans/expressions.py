"""What an expression of a plan file may say: the columns of what it counts, the plan's days, and a few words of SQL.

The engine puts these texts into its statement, so anything outside this vocabulary is refused when the file is read.
"""

import re
from collections.abc import Collection
from typing import Final

from talentdb.db.tables import institution_report
from talentdb.db.views import person_fact

__all__ = ["COLUMNS", "columns_of", "expression_problems"]

COLUMNS: Final = {
    "people": frozenset(person_fact.c.keys()),
    "institutions": frozenset(institution_report.c.keys()),
}
"""What is counted -> names that stand for a value of it."""

_VIEWS: Final = {"people": "person_fact", "institutions": "institution_report"}
_WORDS: Final = frozenset(
    {"and", "or", "not", "is", "null", "true", "false", "case", "when", "then", "else", "end", "between", "in",
     "any", "as", "cast", "date", "interval", "coalesce", "cardinality", "like", "ended_within",
     "courses_ended_within"}
)  # fmt: skip
_TOKEN: Final = re.compile(
    r"\s+|(?P<string>'[^']*')|(?P<parameter>:[a-z_]+)|(?P<word>[a-z_][a-z0-9_]*)|\d+|<=|>=|<>|[-+=<>(),]"
)


def columns_of(expression: str) -> frozenset[str]:
    """The columns of person_fact that an expression looks at."""
    return frozenset(match["word"] for match in _TOKEN.finditer(expression) if match["word"]) & COLUMNS["people"]


def expression_problems(expression: str, parameters: Collection[str], about: str = "people") -> list[str]:
    """What is wrong with an expression, in Vietnamese, one line each; empty when nothing is.

    Args:
        expression: SQL condition over person_fact, or the view of what it is about.
        parameters: names of days it may use, without the colon.
        about: key of COLUMNS.
    """
    problems: list[str] = []
    position = 0
    while position < len(expression):
        match = _TOKEN.match(expression, position)
        if match is None:
            return [*problems, f"ký hiệu không được phép: {expression[position : position + 12]!r}"]
        word, parameter = match["word"], match["parameter"]
        if word and word not in _WORDS and word not in COLUMNS[about]:
            problems.append(f"tên không có trong {_VIEWS[about]}: {word}")
        if parameter and parameter[1:] not in parameters:
            problems.append(f"tham số không được khai báo: {parameter}")
        position = match.end()
    if not _balanced(expression):
        problems.append("ngoặc không khớp")
    return problems


def _balanced(expression: str) -> bool:
    depth = 0
    for character in re.sub(r"'[^']*'", "", expression):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0

"""What an expression of a plan file may say: the columns of person_fact, the plan's days, and a few words of SQL.

The engine puts these texts into its statement, so anything outside this vocabulary is refused when the file is read.
"""

import re
from collections.abc import Collection
from typing import Final

from talentdb.db.views import person_fact

__all__ = ["COLUMNS", "columns_of", "expression_problems"]

COLUMNS: Final = frozenset(person_fact.c.keys()) | {"birth_earliest", "birth_latest"}
"""Names that stand for a value of a person."""

_WORDS: Final = frozenset(
    {"and", "or", "not", "is", "null", "true", "false", "case", "when", "then", "else", "end", "between", "in",
     "any", "exists", "select", "from", "unnest", "as", "where", "cast", "date", "interval", "coalesce",
     "cardinality", "day"}
)  # fmt: skip
_TOKEN: Final = re.compile(
    r"\s+|(?P<string>'[^']*')|(?P<parameter>:[a-z_]+)|(?P<word>[a-z_][a-z0-9_]*)|\d+|<=|>=|<>|[-+=<>(),]"
)


def columns_of(expression: str) -> frozenset[str]:
    """The columns of person_fact that an expression looks at."""
    return frozenset(match["word"] for match in _TOKEN.finditer(expression) if match["word"]) & COLUMNS


def expression_problems(expression: str, parameters: Collection[str]) -> list[str]:
    """What is wrong with an expression, in Vietnamese, one line each; empty when nothing is.

    Args:
        expression: SQL condition over person_fact.
        parameters: names of days it may use, without the colon.
    """
    problems: list[str] = []
    position = 0
    while position < len(expression):
        match = _TOKEN.match(expression, position)
        if match is None:
            return [*problems, f"ký hiệu không được phép: {expression[position : position + 12]!r}"]
        word, parameter = match["word"], match["parameter"]
        if word and word not in _WORDS and word not in COLUMNS:
            problems.append(f"tên không có trong person_fact: {word}")
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

"""What every normaliser takes and gives: evidence of its column in, values and problems out.

Pure values; knows no field and no code list.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from ingest.model import CellValue, display
from ingest.problems import Problem, problem
from talentdb.settings import today
from talentdb.text import clean, fold

__all__ = ["EMPTY", "Evidence", "Normaliser", "Result", "cell_text", "failure", "is_placeholder", "single"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a whole column says about each of its cells.

    `header` is the header path; `variant` what a column of a spread field stands for ("female", "master", "en",
    "2025" …); `month_first` None when the column does not settle it; `serials_suspect` when true Excel dates
    look swapped; `width` the usual length of a code whose zeros may be lost (0: unknown); `encoding` the old
    encoding of a whole column (`legacy.column_encoding`; "": Unicode); `also` further fields that stand in the
    same cell by its header ("Chức vụ, đơn vị công tác"), in the order named.
    """

    field: str
    header: str = ""
    variant: str = ""
    month_first: bool | None = None
    serials_suspect: bool = False
    date1904: bool = False
    width: int = 0
    encoding: str = ""
    also: tuple[str, ...] = ()
    this_year: int = attribute(default_factory=lambda: today().year)


@dataclass(frozen=True, slots=True)
class Result:
    """Values by field, weaker values for fields that no column of their own gave, and problems."""

    values: Mapping[str, Any] = attribute(default_factory=dict)
    hints: Mapping[str, Any] = attribute(default_factory=dict)
    problems: tuple[Problem, ...] = ()


Normaliser = Callable[[CellValue, Evidence], Result]

EMPTY = Result()

# What people type where there is nothing; "Không" is not here: some fields read it as no.
_PLACEHOLDERS = frozenset(
    {
        "",
        "n a",
        "na",
        "null",
        "none",
        "nan",
        "khong co",
        "chua co",
        "khong ro",
        "chua ro",
        "chua cap nhat",
        "de trong",
        "bo trong",
        "k co",
        "ko co",
        "k ro",
        "n.a",
        "n.a.",
        "#n a",
        "#ref!",
        "#value!",
        "#name?",
        "#null!",
        "#num!",
        "#div 0!",
    }
)
# With their tones: "Trọng" is a name.
_TONED_PLACEHOLDERS = frozenset({"trống", "trong", "rỗng"})
_LONGEST_PLACEHOLDER = max(map(len, _PLACEHOLDERS))


def cell_text(value: CellValue) -> str:
    """The cell as cleaned text."""
    return clean(display(value))


def is_placeholder(text: str) -> bool:
    """Whether cleaned text stands for nothing: "-", "----", "//", "…", "N/A", "không có"."""
    if text.isdigit() or (len(text) > _LONGEST_PLACEHOLDER and text[0].isalnum()):
        return False  # most cells; folding every identity number and mail address would take longer than reading them
    return (
        not any(c.isalnum() or c == "?" for c in text) and text not in {"√", "✓", "✔", '"', "''", "☑", "☒", "+", "*"}
    ) or (fold(text).replace("/", " ") in _PLACEHOLDERS or text.lower() in _TONED_PLACEHOLDERS)


def single(name: str, value: Any, *problems: Problem, **hints: Any) -> Result:
    """A result with one value."""
    return Result({name: value}, hints, problems)


def failure(code: str, raw: CellValue, **params: Any) -> Result:
    """A result without a value, only the problem."""
    return Result(problems=(problem(code, display(raw), **params),))

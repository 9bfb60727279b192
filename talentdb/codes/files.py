"""Reads the CSV files that ship in `lists/`. The only module of the package that touches files."""

import csv
from datetime import date
from functools import cache
from importlib.resources import files

from talentdb.errors import EnvironmentProblem

__all__ = ["DATA_FILES", "LIST_COLUMNS", "code_list_files", "day", "read_rows", "split_aliases"]

LIST_COLUMNS = ("code", "label", "parent", "aliases", "rank", "scheme", "valid_from", "valid_to", "source")
"""The one layout of every code list."""

DATA_FILES = frozenset({"agencies", "agency_name_words", "abbreviations", "communes", "commune_predecessors"})
"""Files of `lists/` with a layout of their own: no code lists."""


@cache
def code_list_files() -> tuple[str, ...]:
    """Names of the code lists, sorted: each CSV of `lists/` but the data files."""
    folder = files(__package__) / "lists"
    names = (entry.name for entry in folder.iterdir())
    stems = {name.removesuffix(".csv") for name in names if name.endswith(".csv")}
    return tuple(sorted(stems - DATA_FILES))


def read_rows(name: str) -> list[dict[str, str]]:
    """Rows of `lists/NAME.csv` by column name.

    Raises:
        EnvironmentProblem: the file is not in the installation.
    """
    path = files(__package__) / "lists" / f"{name}.csv"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise EnvironmentProblem(f"Thiếu tệp danh mục {name}.csv.", "Cài đặt lại chương trình.") from error
    return list(csv.DictReader(text.splitlines()))


def split_aliases(text: str) -> tuple[str, ...]:
    """The cell `aliases`: other spellings between bars."""
    return tuple(part.strip() for part in text.split("|") if part.strip())


def day(text: str) -> date | None:
    """An ISO date, or None for an empty cell."""
    return date.fromisoformat(text) if text else None

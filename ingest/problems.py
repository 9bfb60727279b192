"""The Problem value and its catalogue: what may be wrong with an agency's data, in the agency's words.

Problems are values that travel with the data; nothing here raises because of data, and no other module
holds a message.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

__all__ = ["SEVERITIES", "CatalogueEntry", "Problem", "catalogue", "problem"]

SEVERITIES: Final = ("error", "warning", "info")
"""Worst first: the value is not taken; taken, but look; worth knowing."""

# A cell can hold a page of text; the report quotes only its beginning.
_QUOTED = 120
_ISO: Final = re.compile(r"\d{4}-\d\d(?:-\d\d)?")


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One kind of problem: `message` is a template over the params, `advice` says what the agency does."""

    code: str
    severity: str
    title: str
    message: str
    advice: str


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, CatalogueEntry]:
    """Every problem code with its severity, title, template and advice, from problems.toml."""
    text = files("ingest").joinpath("problems.toml").read_text(encoding="utf-8")
    return {code: CatalogueEntry(code=code, **entry) for code, entry in tomllib.loads(text).items()}


class _Params(dict[str, Any]):
    """A param that a template names and the finder did not give shows as "?" instead of failing a whole file."""

    def __missing__(self, key: str) -> str:
        return "?"


def _as_people_write(text: str) -> str:
    """A day, month or year of ISO as it is written in Vietnam: "1985-06-05" -> "05/06/1985"."""
    return "/".join(reversed(text.split("-"))) if _ISO.fullmatch(text) else text


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or doubtful, with its place once it is known.

    `raw` is what the cell shows; `suggestion` the value taken or proposed; `column` a letter ("C").
    """

    code: str
    severity: str
    field: str | None = None
    raw: str = ""
    params: Mapping[str, Any] = attribute(default_factory=dict)
    suggestion: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    @property
    def cell(self) -> str | None:
        """Address as Excel shows it; None when the problem is not one cell's."""
        return f"{self.column}{self.row}" if self.column and self.row is not None else None

    @property
    def message(self) -> str:
        """What is wrong and what to do, in Vietnamese."""
        entry = catalogue()[self.code]
        params = _Params(self.params)
        params.setdefault("raw", self.raw)
        params.setdefault("suggestion", _as_people_write(self.suggestion or "?"))
        return f"{entry.message.format_map(params)} {entry.advice.format_map(params)}".strip()

    def at(self, sheet: str | None, row: int | None, column: str | None, name: str | None) -> "Problem":
        """The same problem, placed."""
        return replace(self, sheet=sheet, row=row, column=column, field=self.field or name)

    def as_json(self) -> dict[str, Any]:
        """The object of the contract "read"."""
        return {
            "code": self.code,
            "severity": self.severity,
            "cell": self.cell,
            "row": self.row,
            "field": self.field,
            "raw": self.raw,
            "message": self.message,
            "suggestion": self.suggestion,
        }


def problem(
    code: str, raw: object = "", *, suggestion: str | None = None, name: str | None = None, **params: Any
) -> Problem:
    """A problem without a place; the severity is the catalogue's. `name` is the field, when not the column's own."""
    text = str(raw)
    quoted = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
    return Problem(code, catalogue()[code].severity, name, quoted, params, suggestion)

"""What the sample is made of: persons with true values, agencies, who is listed by whom, the layouts of lists.

Only shapes; how they are drawn or written stands in the other modules of this package.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

__all__ = [
    "CellValue",
    "Column",
    "Course",
    "Layout",
    "Listing",
    "Overlap",
    "Person",
    "Province",
    "SampleAgency",
    "Style",
    "Written",
]

CellValue = None | str | int | float | date


@dataclass(frozen=True, slots=True)
class Course:
    """One course of a person, under the contract's field names of the form `trainings`."""

    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """A fictional person: `values` by the contract's names; `hints` are what lists write but no field holds."""

    key: str
    agency: str
    values: Mapping[str, Any]
    hints: Mapping[str, Any]
    courses: tuple[Course, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """One row to be of an agency's list: the person as this agency knows it.

    `known` overrides true values (None: this agency does not know it); `unit` names the school or unit.
    """

    person: str
    agency: str
    known: Mapping[str, Any] = field(default_factory=dict)
    unit: str = ""
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class SampleAgency:
    """An agency of agencies.toml; `layout` is empty for a unit that reports through its parent.

    `code` is the registry's own where it lists the body, `slug` names files and mail addresses.
    """

    code: str
    slug: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    parent: str | None
    commune_code: str | None
    invented: bool
    profile: str
    layout: str
    courses: str
    share: float
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """People of one agency whom another lists too, under another role; `weight` among all overlaps."""

    of: str
    also: str
    role: str
    weight: float


@dataclass(frozen=True, slots=True)
class Province:
    """Everything true about the sample, before any workbook is written."""

    seed: int
    as_of: date
    agencies: tuple[SampleAgency, ...]
    persons: Mapping[str, Person]
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """Habits of the people who keep one list; shares are probabilities a cell."""

    name: str = "plain"
    dates: str = "text"
    short: float = 0.2
    errors: float = 0.0
    encode: str = ""
    nfd: float = 0.0
    spaces: float = 0.0
    ditto: bool = False
    numbers: bool = False
    stray: bool = False
    numbered_to: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: header texts from the top level down, the writer of its cells and the writer's option."""

    header: tuple[str, ...]
    writer: str
    option: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to lay a list out, from layouts.toml."""

    name: str
    columns: tuple[Column, ...]
    style: Style
    form: str = "people"
    file: str = "xlsx"
    title: str = "none"
    header_row: int = 1
    number_row: str = ""
    sheets: str = "one"
    group: str = ""
    repeat: bool = False
    restart: bool = False
    end: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def levels(self) -> int:
        """Rows of the header."""
        return max(len(column.header) for column in self.columns)


@dataclass(frozen=True, slots=True)
class Written:
    """One cell and what a perfect reader takes from it.

    `gold` holds normalised values by field; `also` other readings that are right too; `error` names a planted fault
    (the field is then absent from `gold`, or still there when the fault can be mended).
    """

    value: CellValue
    gold: Mapping[str, Any] = field(default_factory=dict)
    also: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    error: str = ""

"""What a report is made of, before it is a document: headings, paragraphs, tables, charts, and the sheets of its
annex. Values only, that can be kept as JSON: what was signed is drawn again from what was kept, never computed anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from talentdb.documents.charts import ShareBar

__all__ = ["Block", "Cell", "Chart", "Heading", "Paragraph", "Sheet", "Table", "block_of", "kept", "sheet_of"]

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a numbered section, 2 a part of it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; `open` marks what whoever reports has still to write."""

    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Args:
        heads: of the columns; rows: as many texts each.
        widths: of the columns, as shares of the page.
        centred: numbers of columns whose text stands in the middle.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    centred: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Shares as bars, from top to bottom; `caption` says what is seen and stands for it where pictures are not."""

    caption: str
    bars: Sequence[ShareBar]


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the annex.

    Args:
        title: its name, at most 31 signs.
        heads: of the columns; rows: as many cells each, numbers as numbers.
        widths: of the columns, in signs.
        shares: numbers of the columns that hold shares from 0 to 1.
        empty: what is said where there is no row.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    shares: Sequence[int] = ()
    empty: str = ""


_NAMES: Final[Mapping[str, type[Block]]] = {
    "heading": Heading, "paragraph": Paragraph, "table": Table, "chart": Chart,
}  # fmt: skip


def kept(value: Block | Sheet) -> dict[str, Any]:
    """The value as JSON."""
    name = next((name for name, kind in _NAMES.items() if isinstance(value, kind)), "sheet")
    return {"is": name, **asdict(value)}


def block_of(raw: Mapping[str, Any]) -> Block:
    """A block out of what was kept. Raises: KeyError for something else."""
    values = {name: value for name, value in raw.items() if name != "is"}
    if raw["is"] == "chart":
        values["bars"] = [ShareBar(**bar) for bar in values["bars"]]
    return _NAMES[raw["is"]](**values)


def sheet_of(raw: Mapping[str, Any]) -> Sheet:
    """A sheet out of what was kept."""
    return Sheet(**{name: value for name, value in raw.items() if name != "is"})

"""What a report is made of, before it is a document: headings, paragraphs, tables, charts. Values only."""

from collections.abc import Sequence
from dataclasses import dataclass

from talentdb.documents.charts import ShareBar

__all__ = ["Block", "Chart", "Heading", "Paragraph", "Table"]


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

"""What a column means: the value that mapping gives, and the words of its header. Decides nothing."""

from dataclasses import dataclass

from ingest.model import HeaderColumn
from talentdb.text import clean

__all__ = ["ColumnMatch", "header_text"]


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What a column means.

    `field` None: not recognised; `known` then names the kind of a known header of no field (ordinal, note …).
    `variant`: the value or part of it that the column stands for. `rival`: letter of the column that took the
    field this one also means. `also`: further fields written in the same cells. `guesses`: fields that it may
    mean, best first, none of them sure enough to be taken.
    """

    index: int
    letter: str
    header: str
    field: str | None
    confidence: float
    variant: str = ""
    known: str = ""
    blank: bool = False
    rival: str = ""
    also: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()


def header_text(column: HeaderColumn) -> str:
    """The header path as one text: "Ngày sinh > Nam"."""
    return " > ".join(dict.fromkeys(clean(p) for p in column.path if clean(p)))

"""One figure of trust as a value: what was to hold, what was measured, and whether it holds. Measures nothing."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Figure", "Scale"]

Scale = Literal["short", "full"]
"""`short`: at most 20 seconds, for the test suite; `full`: as long as the target asks for."""


@dataclass(frozen=True)
class Figure:
    """One line of the results.

    Args:
        number: of the figure in the list of targets; several lines may share one.
        name: what is counted, in English.
        target: what has to hold, with its unit.
        measured: what was seen, with its unit and how often.
        holds: whether the target is met by what was measured.
    """

    number: int
    name: str
    target: str
    measured: str
    holds: bool

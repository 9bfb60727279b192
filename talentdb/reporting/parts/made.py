"""What a section is made from, and what comes out of it. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.reporting.blocks import Block, Sheet
from talentdb.reporting.subject import Subject

__all__ = ["Context", "Made"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a section is made from.

    Args:
        day: of the registers and of what is due: the last day reported on, or today where that is to come; figures
            are of the day on which they were frozen.
        figures: the frozen ones; those of today in a draft without any.
    """

    connection: Connection
    principal: Principal
    subject: Subject
    day: date
    figures: Mapping[str, Any]

    @property
    def own(self) -> bool:
        """Whether the report is of one body, not of the province."""
        return self.subject.kind.by == "body"


@dataclass(frozen=True, slots=True)
class Made:
    """What comes out: blocks of the document, sheets of the annex."""

    blocks: tuple[Block, ...]
    sheets: tuple[Sheet, ...] = ()

"""What is on the overview, for the modules that draw its parts. Draws nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from talentdb.access.principal import Principal

__all__ = ["Shown"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the page: whose plan, which day, the answer of the engine with all cuts, the line that says so."""

    principal: Principal
    plan: str
    as_of: date
    document: Mapping[str, Any]
    note: str

    @property
    def entries(self) -> Sequence[Mapping[str, Any]]:
        """All indicators."""
        return list(self.document["indicators"])

    def by_code(self, code: str) -> Mapping[str, Any]:
        """One of them."""
        return next(entry for entry in self.entries if entry["code"] == code)

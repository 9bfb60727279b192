"""The values of a plan file: indicators with definition, stage, expressions and targets by year. Runs no SQL."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

__all__ = ["Indicator", "Plan", "Unknown"]

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Share = Annotated[float, Field(ge=0, le=1)]
_Year = Annotated[int, Field(ge=2000, le=2100)]


class _Strict(BaseModel):
    """Frozen, and refuses keys it does not know: a slip in a file must not pass silently."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Unknown(_Strict):
    """A missing value that can change a figure: which it is, and in plain words what it does."""

    when: _Text
    effect: _Text


class Indicator(_Strict):
    """One indicator. Expressions are explained at the head of the plan files."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]+(\.[a-z_]+)?$")]
    parent: str | None = None
    name: _Text
    definition: Annotated[str, StringConstraints(strip_whitespace=True, min_length=40)]
    stage: Literal["input", "intermediate", "output"]
    comparison: Literal["at_least", "about", "aspiration", "none"]
    population: _Text
    denominator: _Text
    denominator_known: _Text | None = None
    numerator: _Text
    readings: tuple[_Text, ...] = Field(min_length=1)
    targets: dict[_Year, _Share] = Field(default_factory=dict)
    unknown: dict[str, Unknown] = Field(default_factory=dict)

    @property
    def certain_denominator(self) -> str:
        """The denominator with NULL where a missing value leaves it open."""
        return self.denominator_known or self.denominator

    def target_for(self, year: int) -> tuple[int, float] | None:
        """Year and share of the target that is next from `year` on; the last one when all have passed."""
        if not self.targets:
            return None
        ahead = [candidate for candidate in sorted(self.targets) if candidate >= year]
        chosen = ahead[0] if ahead else max(self.targets)
        return chosen, self.targets[chosen]


class Plan(_Strict):
    """A plan document."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    title: _Text
    province: _Text
    source: _Text
    definition_version: _Text
    parameters: dict[str, date] = Field(default_factory=dict)
    indicators: tuple[Indicator, ...] = Field(min_length=1)

    def indicator(self, code: str) -> Indicator | None:
        """The indicator of that code."""
        return next((indicator for indicator in self.indicators if indicator.code == code), None)

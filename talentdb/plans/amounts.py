"""Amounts of money and terms that a resolution sets, as data with their source. Pays nobody and computes nothing."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from talentdb.plans.strict import Code, Strict, Text

__all__ = ["Amount", "Constant", "Term"]


class Amount(Strict):
    """What somebody of a level gets.

    Args:
        code: stable key within the plan; purpose: for whom or what.
        level: code of the qualification or title, if there is one.
        dong: amount in đồng; times_minimum_wage: instead, times the regional minimum wage.
        per: once, or a month; most: an upper bound, not the amount itself; least: the lower bound beside it.
        women_more: share by which women get more.
        in_force: since when.
        checked: compared with the gazette; nothing is paid on an amount that is not.
    """

    code: Code
    purpose: Text
    level: str | None = None
    dong: Annotated[int, Field(gt=0)] | None = None
    times_minimum_wage: Annotated[float, Field(gt=0)] | None = None
    per: Literal["once", "month"]
    most: bool = False
    least: Annotated[int, Field(gt=0)] | None = None
    women_more: Annotated[float, Field(gt=0, le=1)] | None = None
    in_force: date | None = None
    checked: bool = False
    source: Text

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.dong is None) == (self.times_minimum_wage is None):
            raise ValueError("phải có đúng một trong dong và times_minimum_wage")
        if self.least is not None and not (self.most and self.dong is not None and self.least < self.dong):
            raise ValueError("least phải nhỏ hơn dong và đi cùng most = true")
        return self


class Term(Strict):
    """A term in years, such as that of a commitment.

    Args:
        years: how long; factor: instead, times the length of what was paid for (a course).
        exempt: codes of titles to whom it does not apply; in_force: since when.
    """

    code: Code
    purpose: Text
    years: Annotated[float, Field(gt=0)] | None = None
    factor: Annotated[float, Field(gt=0)] | None = None
    exempt: tuple[str, ...] = ()
    in_force: date | None = None
    checked: bool = False
    source: Text

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.years is None) == (self.factor is None):
            raise ValueError("phải có đúng một trong years và factor")
        return self


class Constant(Strict):
    """A number from outside the registry that a figure is set against, such as the population of the province."""

    value: Annotated[float, Field(gt=0)]
    unit: Text
    day: Text
    source: Text

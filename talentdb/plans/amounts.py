"""Amounts of money and terms that a resolution sets, as data with their source. Pays nobody and computes nothing."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from talentdb.plans.strict import Code, Strict, Text

__all__ = ["Amount", "Constant", "Term"]

_Dong = Annotated[int, Field(strict=True, gt=0, le=10_000_000_000_000)]
"""No truth value, which Python takes for a number; ten thousand billion is more than a province gives anybody."""
_Times = Annotated[float, Field(strict=True, gt=0, le=1000, allow_inf_nan=False)]


def _months(years: float) -> float:
    if (Fraction(str(years)) * 12).denominator != 1:
        raise ValueError(f"{years} năm không chẵn tháng")
    return years


_Years = Annotated[float, Field(strict=True, gt=0, le=50, allow_inf_nan=False), AfterValidator(_months)]


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
    dong: _Dong | None = None
    times_minimum_wage: _Times | None = None
    per: Literal["once", "month"]
    most: bool = False
    least: _Dong | None = None
    women_more: Annotated[float, Field(strict=True, gt=0, le=1, allow_inf_nan=False)] | None = None
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
        years: how long, in whole months; factor: instead, times the length of what was paid for (a course).
        exempt: codes of titles to whom it does not apply; in_force: since when.
    """

    code: Code
    purpose: Text
    years: _Years | None = None
    factor: _Times | None = None
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

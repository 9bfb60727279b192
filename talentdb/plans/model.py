"""The values of a plan file: indicators with definition, stage, expressions and targets by year, and the plan around
them. Runs no SQL.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, StringConstraints

from talentdb.plans.amounts import Amount, Constant, Term
from talentdb.plans.decisions import YEARS, Decisions
from talentdb.plans.duties import Body, Obligation, Task
from talentdb.plans.instruments import Instrument
from talentdb.plans.readings import Reading, fill, left_open
from talentdb.plans.strict import Code, Strict, Text

__all__ = ["EXPRESSIONS", "Indicator", "Plan", "Unknown"]

_Share = Annotated[float, Field(ge=0, le=1)]
_Year = Annotated[int, Field(ge=2000, le=2100)]
_Definition = Annotated[str, StringConstraints(strip_whitespace=True, min_length=40)]

EXPRESSIONS = ("population", "denominator", "denominator_known", "numerator", "weight", "weight_yes", "by_decision")
"""Keys of an indicator that hold an expression."""


class Unknown(Strict):
    """A missing value that can change a figure: which it is, and in plain words what it does."""

    when: Text
    effect: Text


class Indicator(Strict):
    """One indicator. Expressions are explained at the head of the plan files.

    Args:
        kind: what is counted: people, institutions (rows that agencies report of themselves), agencies that have done
            a task, or none where nothing of ours can tell.
        place: where the plan says it; wording: the plan's word for the target ("tối thiểu", "khoảng" …).
        tolerance: how far from the target "about" still reaches.
        task: number of the task whose evidence counts, of kind agencies.
        measure: how people whom cases have recognised come into it: recognised among recruits, something of the
            recognised, or who of them has stayed; by_decision: when it goes by the decisions of cases at all.
        years: of measure stayed, after how many years from the decision it is asked who has stayed.
        beside: indicators that say the same from another source, shown next to it.
        why_not: why there is no figure, of kind none.
        headline: one of the figures that stand first on screens and in reports.
        weight, weight_yes: of kind institutions, the reported numbers to sum up instead of counting rows.
        cuts: what it is cut by.
    """

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]+(\.[a-z_]+)?$")]
    parent: str | None = None
    kind: Literal["people", "institutions", "agencies", "none"] = "people"
    name: Text
    definition: _Definition
    place: Text
    stage: Literal["input", "intermediate", "output"]
    comparison: Literal["at_least", "about", "aspiration", "none"]
    wording: str = ""
    tolerance: _Share | None = None
    population: Text = "true"
    denominator: Text = "false"
    denominator_known: Text | None = None
    numerator: Text = "false"
    weight: Text | None = None
    weight_yes: Text | None = None
    task: int | None = None
    measure: Literal["among_recruits", "of_recognised", "stayed"] | None = None
    by_decision: Text | None = None
    years: Annotated[int, Field(ge=1, le=50)] | None = None
    beside: tuple[str, ...] = ()
    why_not: str = ""
    headline: bool = False
    cuts: tuple[Literal["sector", "agency", "commune", "field", "post"], ...] = ("sector", "agency", "commune")
    readings: tuple[Text, ...] = ()
    targets: dict[_Year, _Share] = Field(default_factory=dict)
    unknown: dict[str, Unknown] = Field(default_factory=dict)

    @property
    def certain_denominator(self) -> str:
        """The denominator with NULL where a missing value leaves it open."""
        return self.denominator_known or self.denominator

    @property
    def expressions(self) -> dict[str, str]:
        """Place within the indicator -> expression, those of missing values too."""
        own = {key: text for key in EXPRESSIONS if (text := getattr(self, key))}
        return own | {f"unknown.{key}": value.when for key, value in self.unknown.items()}

    @property
    def slack(self) -> float:
        """How far below a target still reaches it."""
        return self.tolerance or 0.0

    def target_for(self, year: int) -> tuple[int, float] | None:
        """Year and share of the target that is next from `year` on; the last one when all have passed."""
        if not self.targets:
            return None
        ahead = [candidate for candidate in sorted(self.targets) if candidate >= year]
        chosen = ahead[0] if ahead else max(self.targets)
        return chosen, self.targets[chosen]


class Plan(Strict):
    """A plan document.

    Args:
        short: what it is called on screens.
        binding: it binds the province of this registry; a sister plan shows that the engine is general.
        first_year, last_year: years for which it makes duties.
        defects: slips and gaps of the document itself, and how it is read in spite of them.
        parameters: days that the expressions may name.
    """

    code: Code
    title: Text
    short: Text
    province: Text
    source: Text
    definition_version: Text
    binding: bool = False
    first_year: int
    last_year: int
    defects: tuple[Text, ...] = ()
    parameters: dict[str, date] = Field(default_factory=dict)
    constants: dict[str, Constant] = Field(default_factory=dict)
    bodies: dict[str, Body] = Field(default_factory=dict)
    readings: dict[str, Reading] = Field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    tasks: tuple[Task, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    amounts: tuple[Amount, ...] = ()
    terms: tuple[Term, ...] = ()
    instruments: tuple[Instrument, ...] = ()

    _decisions: Decisions = PrivateAttr(default=Decisions())

    @property
    def decisions(self) -> Decisions:
        """Whom the cases of the plan have recognised; nobody before somebody has looked."""
        return self._decisions

    def with_decisions(self, decisions: Decisions) -> "Plan":
        """The same plan, knowing whom its cases have recognised."""
        known = self.model_copy()
        known._decisions = decisions
        return known

    @property
    def stay_years(self) -> int:
        """After how many years the plan asks who has stayed; the usual number where it does not ask."""
        return next((one.years for one in self.indicators if one.measure == "stayed" and one.years), YEARS)

    def of_kind(self, kind: str) -> tuple[Indicator, ...]:
        """The indicators that count this kind of thing."""
        return tuple(indicator for indicator in self.indicators if indicator.kind == kind)

    def instrument(self, code: str) -> Instrument | None:
        """The instrument of that code."""
        return next((instrument for instrument in self.instruments if instrument.code == code), None)

    def indicator(self, code: str) -> Indicator | None:
        """The indicator of that code."""
        return next((indicator for indicator in self.indicators if indicator.code == code), None)

    def chosen(self, choices: Mapping[str, str] = MappingProxyType({})) -> "Plan":
        """The plan with an answer in place of every placeholder, and the answers printed beside each indicator.

        Args:
            choices: key of a reading -> key of the option that somebody chose; our default for the others.
        Raises: KeyError for a reading or an option that there is not.
        """

        def settled(indicator: Indicator) -> Indicator:
            texts = {place: fill(text, self.readings, choices) for place, text in indicator.expressions.items()}
            unknown = {
                key: value.model_copy(update={"when": texts.pop(f"unknown.{key}")})
                for key, value in indicator.unknown.items()
            }
            rests = left_open(indicator.expressions.values(), self.readings, choices)
            said = (self.readings[key].answer(choices.get(key)).text for key in rests)
            return indicator.model_copy(
                update={**texts, "unknown": unknown, "readings": (*said, *indicator.readings)}
            )

        return self.model_copy(update={"indicators": tuple(map(settled, self.indicators))})

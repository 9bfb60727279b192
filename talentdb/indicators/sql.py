"""Turns the expressions of a plan into SQL: one scan that packs every expression of a person into one number.

Owns the texts of statements; runs none. Expressions were checked against their vocabulary when the plan was read.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from talentdb.db.views import person_fact
from talentdb.plans import Indicator, Plan

__all__ = [
    "CUT_COLUMNS",
    "Facts",
    "Parts",
    "days_of",
    "named_people",
    "people_source",
    "statement",
    "with_days",
    "working_people",
]

CUT_COLUMNS: Final = {
    "agency": "agency_id",
    "commune": "commune_code",
    "sector": "sector",
    "field": "field_group",
    "post": "sti_posts",
}
"""Cut -> column of person_fact it groups by."""

_FEWEST_FIRST: Final = ("sector", "field", "commune", "agency")

_FACTS_PER_NUMBER: Final = 31
"""Two bits a fact (true, unknown) in a signed 64-bit number."""

_BIRTH: Final = """
    case birth_date_precision when 'day' then birth_date
        when 'year' then date_trunc('year', birth_date::timestamp)::date
        when 'month' then date_trunc('month', birth_date::timestamp)::date else birth_date end as birth_earliest,
    case birth_date_precision when 'day' then birth_date
        when 'year' then (date_trunc('year', birth_date::timestamp) + interval '1 year - 1 day')::date
        when 'month' then (date_trunc('month', birth_date::timestamp) + interval '1 month - 1 day')::date
        else birth_date end as birth_latest"""


def people_source(
    as_of: date,
    *,
    spared: bool = False,
    named: bool = False,
    on: date | None = None,
    planned: bool = True,
    own: bool = False,
) -> str:
    """The versions that held on a day, as a FROM item named person.

    Args:
        spared: without the persons of :spared; named: only those of :named.
        on: a later day to judge the same people on: who is retired by age before it works no longer, and planned
            courses that end by then count, unless `planned` is False.
        own: of the agency account that asks, through the view that is open to it.
    """
    view = "own_fact" if own else "person_fact"
    day = _literal(as_of)
    held = f"valid_from <= {day} and (valid_to is null or valid_to > {day})"
    held += " and person_id <> all(:spared)" if spared else ""
    held += " and person_id = any(:named)" if named else ""
    facts = view if on is None else f"(select {_later(day, _literal(on), planned)} from {view}) as fact"  # noqa: S608
    # Without "offset 0" the planner would write the days of birth out in full wherever they are spoken of.
    return f"(select *, {_BIRTH} from {facts} where {held} offset 0) as person"  # noqa: S608 - a day we rendered


def _later(day: str, on: str, planned: bool) -> str:
    """The columns of person_fact as they will be when nothing happens but what is known today."""
    known = {"is_working": f"is_working and (retires_on is null or retires_on >= {on})"}
    if planned:
        # A course that was planned for a day that has passed, and nobody reported, promises nothing.
        known["trained_on"] = (
            "case when planned_on = '{}' then trained_on else trained_on || "  # noqa: S608 - our own day
            f"array(select planned from unnest(planned_on) as planned where planned > {day}) end"
        )
    names = (column.name for column in person_fact.columns)
    return ", ".join(f"{known[name]} as {name}" if name in known else name for name in names)


def _literal(day: date) -> str:
    # A literal, not a bound value: the planner then folds "day minus 45 years" once instead of a million times.
    return f"date '{day.isoformat()}'"


def days_of(plan: Plan, as_of: date) -> dict[str, date]:
    """Name of a day in expressions -> the day."""
    return {"as_of": as_of, "year_start": date(as_of.year, 1, 1), **plan.parameters}


def with_days(expression: str, days: Mapping[str, date]) -> str:
    """The expression with its days in place of their names."""
    return _quicker(re.sub(r":([a-z_]+)", lambda found: _literal(days[found[1]]), expression))


_DAY: Final = r"date '\d{4}-\d\d-\d\d'"
_SOME_DAY: Final = re.compile(
    rf"exists \(select from unnest\((?P<days>\w+)\) as day where"
    rf" (?P<opened>\()?day (?:between (?P<first>{_DAY}) and|<=) (?P<last>{_DAY})(?(opened)\))\)"
)


def _quicker(expression: str) -> str:
    """The same condition, asked without a subquery of nearly everybody: only who has a day after the last needs to be
    looked at day by day. A subquery for each person takes longer than everything else that is asked of them."""

    def asked(found: re.Match[str]) -> str:
        days, first, last = found["days"], found["first"], found["last"]
        begun = f"{first} <= any({days})" if first else f"{days} <> '{{}}'"
        return f"({begun} and (not {last} < any({days}) or {found[0]}))"

    return _SOME_DAY.sub(asked, expression)


@dataclass(frozen=True, slots=True)
class Parts:
    """The conditions of one indicator for one day, each with NULL for unknown."""

    denominator: str
    certain: str
    numerator: str
    unknown: Mapping[str, str]

    @property
    def in_denominator(self) -> str:
        """Counted, by the values as they are stored."""
        return f"(({self.denominator}) is true)"

    @property
    def in_numerator(self) -> str:
        """Counted and fulfilling."""
        return f"(({self.denominator}) is true and ({self.numerator}) is true)"

    @property
    def is_open(self) -> str:
        """A missing value leaves it open whether the person is counted or fulfils."""
        return f"(({self.certain}) is null or ({self.certain}) and ({self.numerator}) is null)"


class Facts:
    """All distinct expressions of a plan on one day, each with its two bits.

    Args:
        plan: where the expressions stand.
        as_of: the day.
    """

    def __init__(self, plan: Plan, as_of: date) -> None:
        self._days = days_of(plan, as_of)
        people = plan.of_kind("people")
        populations = {indicator.population for indicator in people}
        # One shared population is tested once a person, in WHERE, instead of once an expression.
        self.population = self._fill(populations.pop()) if len(populations) == 1 else None
        self.parts = {indicator.code: self._parts(indicator) for indicator in people}
        texts = [t for p in self.parts.values() for t in (p.denominator, p.certain, p.numerator, *p.unknown.values())]
        self._place = {text: number for number, text in enumerate(dict.fromkeys(texts))}

    def _fill(self, expression: str) -> str:
        return with_days(expression, self._days)

    def _parts(self, indicator: Indicator) -> Parts:
        def within(expression: str) -> str:
            filled = self._fill(expression)
            return filled if self.population else f"({self._fill(indicator.population)}) is true and ({filled})"

        return Parts(
            within(indicator.denominator),
            within(indicator.certain_denominator),
            self._fill(indicator.numerator),
            {key: self._fill(value.when) for key, value in indicator.unknown.items()},
        )

    @property
    def numbers(self) -> list[str]:
        """SQL of the packed numbers, one for each 31 expressions."""
        texts = list(self._place)
        return [
            " | ".join(
                f"case ({text}) when true then {1 << 2 * bit}::bigint when false then 0"
                f" else {2 << 2 * bit}::bigint end"
                for bit, text in enumerate(texts[start : start + _FACTS_PER_NUMBER])
            )
            for start in range(0, len(texts), _FACTS_PER_NUMBER)
        ]

    @property
    def relevant(self) -> str:
        """Who can count at all: skips most people before anything is grouped."""
        # The short ones are the cheap ones, and where one of them holds the others are not asked.
        texts = sorted({p.certain for p in self.parts.values()}, key=lambda text: (len(text), text))
        anyone = " or ".join(f"({text}) is not false" for text in texts)
        return f"({self.population}) and ({anyone})" if self.population else f"({anyone})"

    def is_true(self, expression: str) -> str:
        """Condition over the packed numbers: the expression holds."""
        number, bit = divmod(self._place[expression], _FACTS_PER_NUMBER)
        return f"facts_{number} & {1 << 2 * bit} <> 0"

    def is_unknown(self, expression: str) -> str:
        """Condition over the packed numbers: a missing value leaves the expression open."""
        number, bit = divmod(self._place[expression], _FACTS_PER_NUMBER)
        return f"facts_{number} & {2 << 2 * bit} <> 0"

    def value(self, expression: str, numbers: Sequence[int]) -> bool | None:
        """What the expression says of the person with these packed numbers; None: a missing value leaves it open."""
        number, bit = divmod(self._place[expression], _FACTS_PER_NUMBER)
        found = numbers[number] >> 2 * bit & 3
        return None if found == 2 else bool(found)

    def sums(self, code: str) -> dict[str, str]:
        """Name of a count of the tally -> condition over the packed numbers."""
        part = self.parts[code]
        counted, sure = self.is_true(part.denominator), self.is_true(part.certain)
        maybe = self.is_unknown(part.certain)
        yes, perhaps = self.is_true(part.numerator), self.is_unknown(part.numerator)
        is_open = f"({maybe} or {sure} and {perhaps})"
        conditions = {
            "denominator": counted,
            "numerator": f"{counted} and {yes}",
            "sure": sure,
            "sure_yes": f"{sure} and {yes}",
            "sure_perhaps": f"{sure} and {perhaps}",
            "maybe_yes": f"{maybe} and {yes}",
            "maybe_perhaps": f"{maybe} and {perhaps}",
            "maybe": maybe,
        }
        unknown = {f"unknown.{key}": f"{is_open} and {self.is_true(when)}" for key, when in part.unknown.items()}
        return {**conditions, **unknown}


def statement(
    facts: Facts,
    as_of: date,
    cuts: Sequence[str],
    columns: Mapping[str, str],
    *,
    restricted: bool = False,
    spared: bool = False,
    named: bool = False,
    on: date | None = None,
    planned: bool = True,
    own: bool = False,
) -> str:
    """The whole computation as one statement that scans the people once.

    Three steps: pack each relevant person (in parallel), count equal numbers for each cut (grouping sets), and turn
    numbers into counts with `filter`. The packing keeps the second step to one counter a group, whatever the number
    of indicators.

    Args:
        cuts: keys of CUT_COLUMNS; may be empty.
        columns: condition over the packed numbers -> name of its count, in the order of the answer.
        restricted: only people of the agencies bound as :agencies; the others as of `people_source`.
    """
    grouped = [CUT_COLUMNS[cut] for cut in cuts]
    packed = [f"{text} as facts_{number}" for number, text in enumerate(facts.numbers)]
    names = [f"facts_{number}" for number in range(len(packed))]
    # The total is summed from the cut with the fewest groups. A person may hold several posts, so posts make no
    # total; without another cut it is grouped for itself.
    whole = next((cut for cut in _FEWEST_FIRST if cut in cuts), None)
    sets = [[column, *names] for column in grouped] + ([] if whole else [names])
    scope = "and agency_id = any(:agencies)" if restricted else ""
    marks = [f"grouping({column}) as no_{column}" for column in grouped]
    total = f"no_{CUT_COLUMNS[whole]} = 0" if whole else " and ".join(f"no_{c} = 1" for c in grouped) or "true"
    kept = ", ".join(["n", *names])
    branches = [f"select 'total' as cut, null as key, {kept} from cell where {total}"]  # noqa: S608
    branches += [_branch(cut, kept) for cut in cuts]
    counts = ",\n".join(
        f"coalesce(sum(n) filter (where {condition}), 0)::bigint as {name}" for condition, name in columns.items()
    )
    source = people_source(as_of, spared=spared, named=named, on=on, planned=planned, own=own)
    return f"""
        with fact as materialized (
            select {", ".join([*grouped, *packed])} from {source}
                where {facts.relevant} {scope}
        ), cell as (
            select {", ".join([*grouped, *names, *marks])}, count(*) as n from fact
            group by grouping sets ({", ".join(f"({', '.join(columns)})" for columns in sets)})
        ), keyed as (
            {" union all ".join(branches)}
        )
        select cut, key, {counts} from keyed group by cut, key
    """  # noqa: S608 - texts of plan files, checked by talentdb.plans.expressions, and names of this module


def named_people(facts: Facts, as_of: date, *, spared: bool = False) -> str:
    """Each person of :named that has a version on that day: number, agency, sector, whether it is of the shared
    population, and the packed numbers."""
    packed = [f"({text}) as facts_{number}" for number, text in enumerate(facts.numbers)]
    return f"""
        select person_id, agency_id, sector, ({facts.population or "true"}) is true as belongs, {", ".join(packed)}
        from {people_source(as_of, spared=spared, named=True)}
    """  # noqa: S608 - as of `statement`


def working_people(as_of: date, *, own: bool = False) -> str:
    """How many people of each of :bodies work on that day; `own` as of `people_source`."""
    day = _literal(as_of)
    return f"""
        select agency_id, count(*) as n from {"own_fact" if own else "person_fact"}
        where valid_from <= {day} and (valid_to is null or valid_to > {day}) and is_working
            and agency_id = any(:bodies)
        group by agency_id
    """  # noqa: S608 - a day we rendered


def _branch(cut: str, kept: str) -> str:
    """The groups of one cut, with its key as text."""
    column = CUT_COLUMNS[cut]
    if cut == "post":
        return f"select 'post', post, {kept} from cell cross join unnest(sti_posts) as post where no_sti_posts = 0"  # noqa: S608
    return f"select '{cut}', {column}::text, {kept} from cell where no_{column} = 0"  # noqa: S608

"""Turns the expressions of a plan into SQL: one scan that packs every expression of a person into one number.

Owns the texts of statements; runs none. Expressions were checked against their vocabulary when the plan was read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from talentdb.db.views import person_fact
from talentdb.indicators.naming import days_of, literal, with_days
from talentdb.indicators.rewriting import bare, missing
from talentdb.plans import Indicator, Plan

__all__ = [
    "CUT_COLUMNS",
    "Facts",
    "Parts",
    "named_people",
    "people_source",
    "statement",
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

_TOGETHER: Final = (("field", "post"), ("commune",), ("agency", "sector"))
"""Cuts that are grouped by at once: nearly as many groups as by one of them, and one counter less for everybody."""

_FACTS_PER_NUMBER: Final = 31
"""Two bits a fact (true, unknown) in a signed 64-bit number."""


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
    day = literal(as_of)
    held = f"valid_from <= {day} and (valid_to is null or valid_to > {day})"
    held += " and person_id <> all(:spared)" if spared else ""
    held += " and person_id = any(:named)" if named else ""
    if on is None:
        return f"(select * from {view} where {held}) as person"  # noqa: S608 - a day we rendered
    # Without "offset 0" the planner would write what is foreseen out in full wherever it is spoken of.
    return f"(select {_later(day, literal(on), planned)} from {view} where {held} offset 0) as person"  # noqa: S608


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
        parts = self.parts.values()
        texts = dict.fromkeys(bare(text) for p in parts for text in (p.denominator, p.certain, p.numerator))
        unknown = dict.fromkeys(bare(text) for p in parts for text in p.unknown.values())
        # Whether a condition is unknown is told by its own bits.
        texts |= {text: None for text in unknown if missing(text) not in texts}
        self._place = {text: number for number, text in enumerate(texts)}

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
        text, asked = bare(expression), missing(expression)
        if text not in self._place and asked is not None:
            return self.is_unknown(asked)
        number, bit = self._at(text)
        return f"facts_{number} & {1 << bit} <> 0"

    def is_unknown(self, expression: str) -> str:
        """Condition over the packed numbers: a missing value leaves the expression open."""
        number, bit = self._at(expression)
        return f"facts_{number} & {2 << bit} <> 0"

    def value(self, expression: str, numbers: Sequence[int]) -> bool | None:
        """What a part says of the person with these packed numbers; None: a missing value leaves it open."""
        number, bit = self._at(expression)
        found = numbers[number] >> bit & 3
        return None if found == 2 else bool(found)

    def _at(self, expression: str) -> tuple[int, int]:
        """Which packed number, and the first of the two bits in it."""
        number, place = divmod(self._place[bare(expression)], _FACTS_PER_NUMBER)
        return number, 2 * place

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
    of indicators. The first two stand on one level: a policy asked on a level of its own would keep workers out.

    Args:
        cuts: keys of CUT_COLUMNS; may be empty.
        columns: condition over the packed numbers -> name of its count, in the order of the answer.
        restricted: only people of the agencies bound as :agencies; the others as of `people_source`.
    """
    names = [f"facts_{number}" for number in range(len(facts.numbers))]
    packed = [f"{text} as {name}" for name, text in zip(names, facts.numbers, strict=True)]
    sets = [[CUT_COLUMNS[cut] for cut in together if cut in cuts] for together in _TOGETHER]
    sets = [keys for keys in sets if keys]
    grouped = [column for keys in sets for column in keys]
    scope = "and agency_id = any(:agencies)" if restricted else ""
    marks = [f"grouping({column}) as no_{column}" for column in grouped]
    # Everybody is in one group of each set: any of them gives the total, and the first has the fewest groups.
    total = f"no_{grouped[0]} = 0" if grouped else "true"
    kept = ", ".join(["n", *names])
    branches = [f"select 'total' as cut, null as key, {kept} from cell where {total}"]  # noqa: S608
    branches += [_branch(cut, kept) for cut in cuts]
    counts = ",\n".join(
        f"coalesce(sum(n) filter (where {condition}), 0)::bigint as {name}" for condition, name in columns.items()
    )
    source = people_source(as_of, spared=spared, named=named, on=on, planned=planned, own=own)
    return f"""
        with cell as materialized (
            select {", ".join([*grouped, *packed, *marks])}, count(*) as n from {source}
            where {facts.relevant} {scope}
            group by grouping sets ({", ".join(f"({', '.join([*keys, *names])})" for keys in sets or [[]])})
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
    day = literal(as_of)
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

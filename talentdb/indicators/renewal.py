"""Who retires when, by sector and field, and who could follow: what has to be trained or recruited in time.

Counts who works as an intellectual today; what nobody has told (birth date, sex) is said, not guessed. Nobody is
named; small groups are hidden from leaders by `crosstable`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import Connection, text

from talentdb.access.principal import Principal, Role
from talentdb.errors import UsageError
from talentdb.indicators import labels
from talentdb.indicators.crew import YOUNG, crew_on, day_for
from talentdb.indicators.crosstable import CrossTable, cross_table
from talentdb.indicators.engine import check_reader
from talentdb.indicators.places import names_of

__all__ = ["OVERDUE", "Crew", "Group", "Renewal", "renewal", "weigh", "year_for"]

OVERDUE: Final = "overdue"
"""Past the age of retirement and still listed as working."""
_FURTHEST: Final = 40
_HORIZON: Final = 2030
"""The year that leaders are answered for: the last one of the plan that speaks of intellectuals."""


def year_for(principal: Principal, as_of: date, until: int) -> int:
    """The year until which this role is answered: leaders get one, for the answers to two years would tell whoever
    retires in between, of each sector and field.
    """
    return max(_HORIZON, as_of.year) if principal.role is Role.LEADER else until


class Crew(NamedTuple):
    """So many people of a sector and field who retire in the same year; `year` None where it is not known."""

    sector: str
    field: str
    year: int | None
    overdue: bool
    young: bool
    people: int


@dataclass(frozen=True, slots=True)
class Group:
    """One field of one sector; None where this reader must not see it.

    Args:
        retiring: until the year asked for, those past the age among them; young: under 45, who could follow them.
        unknown: birth date or sex is missing, so nobody knows when they retire.
    """

    sector: str
    sector_name: str
    field: str
    field_name: str
    working: int | None
    retiring: int | None
    young: int | None
    unknown: int | None

    @property
    def ratio(self) -> float | None:
        """Those under 45 for each one who retires; None where nobody does or it must not be seen."""
        return self.young / self.retiring if self.young is not None and self.retiring else None

    @property
    def short(self) -> int | None:
        """How many of those who retire have nobody under 45 in their group behind them."""
        if self.young is None or self.retiring is None:
            return None
        return max(0, self.retiring - self.young)


@dataclass(frozen=True, slots=True)
class Renewal:
    """The whole province until a year.

    Args:
        by_year: sectors by year of retirement, "overdue" first; its column totals are the people to replace.
        groups: the largest number of retirements first, hidden ones last.
        names: key of a sector -> its name.
        by_field: group of fields -> who works and who retires, of all sectors.
    """

    as_of: date
    until: int
    by_year: CrossTable
    groups: tuple[Group, ...]
    names: Mapping[str, str]
    working: int | None
    young: int | None
    unknown: int | None
    by_field: Mapping[str, tuple[int | None, int | None]]

    @property
    def retiring(self) -> int | None:
        """People to replace until the year."""
        return self.by_year.total

    @property
    def ratio(self) -> float | None:
        """Those under 45 for each one who retires, in the province."""
        return self.young / self.retiring if self.young is not None and self.retiring else None


def renewal(connection: Connection, principal: Principal, as_of: date, until_year: int) -> Renewal:
    """Retirements by year until the end of one, by sector and field, and who is under 45 beside them.

    Leaders are answered for the last end of a month, and until one year whichever they ask for: `as_of`, `until`.

    Raises: ForbiddenError for roles that see no figures; UsageError for a year that has passed or is too far.
    """
    check_reader(principal)
    if not as_of.year <= until_year <= as_of.year + _FURTHEST:
        raise UsageError(
            f"Không tính được đến năm {until_year}.", f"Chọn năm từ {as_of.year} đến {as_of.year + _FURTHEST}."
        )
    as_of = day_for(principal, as_of)
    day = f"date '{as_of.isoformat()}'"
    statement = f"""
        select sector, coalesce(field_group, ''), extract(year from retires_on)::integer,
            coalesce(retires_on < {day}, false), coalesce(birth_date > ({day} - interval '{YOUNG} years'), false),
            count(*)
        from {crew_on(connection, as_of)} group by 1, 2, 3, 4, 5
    """  # noqa: S608 - our own day and a checked plan file
    rows = connection.execute(text(statement.replace("::", r"\:\:")))
    names = names_of(connection, "sector"), names_of(connection, "field")
    return weigh(principal, (Crew(*row) for row in rows), as_of, until_year, *names)


def weigh(
    principal: Principal, crews: Iterable[Crew], as_of: date, until: int, sectors: Mapping[str, str],
    fields: Mapping[str, str],
) -> Renewal:  # fmt: skip
    """The answer out of counted people, until the year that `year_for` gives. Pure.

    Args:
        sectors, fields: key -> name.
    """
    until = year_for(principal, as_of, until)
    counts: dict[str, Counter[tuple[str, str]]] = {
        name: Counter() for name in ("working", "retiring", "young", "unknown", "by_year")
    }
    for crew in crews:
        place = crew.sector, crew.field
        counts["working"][place] += crew.people
        counts["young"][place] += crew.people * crew.young
        counts["unknown"][place] += crew.people * (crew.year is None)
        if crew.year is not None and crew.year <= until:
            counts["retiring"][place] += crew.people
            counts["by_year"][crew.sector, OVERDUE if crew.overdue else str(crew.year)] += crew.people
    rows = sorted({sector for sector, _ in counts["working"]}, key=lambda key: sectors.get(key, key))
    columns = sorted({field for _, field in counts["working"]}, key=lambda key: (not key, key))
    seen = {
        name: cross_table(principal, counts[name], rows, columns)
        for name in ("working", "retiring", "young", "unknown")
    }
    years = (OVERDUE, *(str(year) for year in range(as_of.year, until + 1)))
    groups = [
        Group(
            sector, sectors.get(sector, sector), field, fields.get(field, field) if field else labels.UNKNOWN_KEY,
            *(seen[name].cells[sector, field] for name in ("working", "retiring", "young", "unknown")),
        )
        for sector, field in sorted(counts["working"])
    ]  # fmt: skip
    return Renewal(
        as_of, until, cross_table(principal, counts["by_year"], rows, years),
        tuple(sorted(groups, key=lambda one: (one.retiring is None, -(one.retiring or 0), one.sector_name))),
        {key: sectors.get(key, key) for key in rows},
        seen["working"].total, seen["young"].total, seen["unknown"].total,
        {key: (seen["working"].column_totals[key], seen["retiring"].column_totals[key]) for key in columns},
    )  # fmt: skip

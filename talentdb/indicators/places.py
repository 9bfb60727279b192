"""Bodies and names around the figures: who lies below an agency, what keys are called, who has reported.

Reads reference tables and employments; computes no figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, case, select, text

from talentdb.db.tables import agency, code, commune
from talentdb.errors import NotFoundError

__all__ = ["Body", "Coverage", "agencies_below", "bodies", "coverage", "names_of", "own_codes"]

_BELOW = text("""
    with recursive scope as (
        select agency_id from agency where code = :code
        union
        select a.agency_id from agency a join scope s on a.parent_id = s.agency_id
    )
    select agency_id from scope
""")

# Who has handed in is told from employments, which every reader of figures sees; each active source record makes one,
# and a rolled back submission has none. One probe of the index an agency. What a body that is no more had handed in
# counts for the one that took it over, under which its people are counted.
_COVERAGE = text("""
    with recursive handed as (
        select old, heir from unnest(cast(:olds as integer[]), cast(:heirs as integer[])) as h(old, heir)
    ), duty as (
        select agency_id as top, agency_id from agency
        where reports and (valid_from is null or valid_from <= :as_of) and (valid_to is null or valid_to >= :as_of)
            and (cast(:scope as integer[]) is null or agency_id = any(:scope))
        union
        select d.top, below.agency_id
        from duty d join (
            select agency_id, parent_id as above from agency where agency_id not in (select old from handed)
            union all
            select old, heir from handed
        ) as below on below.above = d.agency_id
    )
    select top, bool_or(exists (
        select from employment e where e.agency_id = duty.agency_id and e.as_of <= :as_of)) as reported
    from duty group by top
""")


@dataclass(frozen=True, slots=True)
class Body:
    """What rows show of an agency.

    Args:
        commune: code of the commune whose own body it is; None for all others.
    """

    code: str
    name: str
    sector: str
    parent: str | None
    commune: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The agencies with the duty to report: how many have people in the registry, themselves or below them, and the
    numbers of those that have none."""

    reported: int
    total: int
    silent: frozenset[int] = frozenset()


def agencies_below(connection: Connection, agency_code: str, handed: Mapping[int, int]) -> list[int]:
    """The agency and all below it, with the bodies that they took over, and without those that others took over.

    Args:
        handed: ended body -> body that has its people on the day (`talentdb.people.successors.heirs`).
    Raises: NotFoundError for an unknown code.
    """
    found = set(connection.execute(_BELOW, {"code": agency_code}).scalars())
    if not found:
        raise NotFoundError(f"Không có cơ quan mang mã “{agency_code}”.", "Xem danh mục cơ quan để lấy mã đúng.")
    return sorted({number for number in found | handed.keys() if handed.get(number, number) in found})


def own_codes(connection: Connection) -> frozenset[str]:
    """Codes of the body of the agency account that asks and of those below it; none for other roles."""
    own = text("select code from agency where agency_id = any (cast((select app_agencies()) as integer[]))")
    return frozenset(connection.execute(own).scalars())


def coverage(connection: Connection, as_of: date, scope: list[int] | None, handed: Mapping[int, int]) -> Coverage:
    """n of N agencies on that day, within `scope` when given; `handed` as in `agencies_below`."""
    values = {"as_of": as_of, "scope": scope, "olds": list(handed), "heirs": list(handed.values())}
    rows = connection.execute(_COVERAGE, values).all()
    silent = frozenset(row.top for row in rows if not row.reported)
    return Coverage(len(rows) - len(silent), len(rows), silent)


def bodies(connection: Connection) -> dict[str, Body]:
    """Number of the agency as text -> what rows show of it."""
    above = agency.alias()
    rows = connection.execute(
        select(
            agency.c.agency_id, agency.c.code, agency.c.name, agency.c.sector, above.c.code,
            case((agency.c.kind == "commune", agency.c.commune_code)),
        ).join_from(agency, above, agency.c.parent_id == above.c.agency_id, isouter=True)
    )  # fmt: skip
    return {str(number): Body(*told) for number, *told in rows}


_LISTS: Mapping[str, str] = {"sector": "sector", "field": "research_field", "post": "sti_post"}


def names_of(connection: Connection, cut: str) -> dict[str, str]:
    """Key -> name for the cuts by commune, sector, field and post."""
    if cut == "commune":
        word = {"commune": "Xã", "ward": "Phường"}
        rows = connection.execute(select(commune.c.commune_code, commune.c.kind, commune.c.name))
        return {key: f"{word[kind]} {name}" for key, kind, name in rows}
    labels = connection.execute(select(code.c.code, code.c.label).where(code.c.list == _LISTS[cut]))
    return {key: label for key, label in labels}  # noqa: C416 - rows are no pairs to dict()

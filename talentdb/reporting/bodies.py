"""Which agencies of this registry a plan means by its bodies, and whether a number is one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from talentdb.db.tables import agency
from talentdb.errors import NotFoundError
from talentdb.plans import Plan
from talentdb.reporting import register_labels as words

__all__ = ["Body", "bodies_on", "check_body", "meant"]


@dataclass(frozen=True, slots=True)
class Body:
    """An agency that a plan may mean; number 0 and no code for one that the list of agencies does not hold."""

    agency_id: int
    code: str
    name: str
    kind: str = ""
    parent_id: int | None = None
    reports: bool = True


def bodies_on(connection: Connection, day: date) -> list[Body]:
    """All agencies that there are on a day."""
    a = agency.c
    rows = connection.execute(
        select(a.agency_id, a.code, a.name, a.kind, a.parent_id, a.reports)
        .where((a.valid_from.is_(None)) | (a.valid_from <= day), (a.valid_to.is_(None)) | (a.valid_to >= day))
        .order_by(a.name)
    )
    return [Body(*row) for row in rows]


def check_body(connection: Connection, agency_id: int | None) -> None:
    """Refuse the number of an agency that there is not. Raises: NotFoundError; None stands for no agency."""
    if agency_id is None:
        return
    if connection.execute(select(agency.c.agency_id).where(agency.c.agency_id == agency_id)).first() is None:
        raise NotFoundError(words.NO_TELL_BODY.format(number=agency_id), words.NO_BODY_ADVICE)


def meant(plan: Plan, keys: Sequence[str], bodies: Sequence[Body]) -> list[Body]:
    """The agencies that bodies of a plan stand for, each once, as the plan orders them.

    A plan of another province means none of ours, and a body may be one that no list holds: then the plan's own name
    stands for it.
    """
    found: dict[tuple[int, str], Body] = {}
    for key in keys:
        body = plan.bodies[key]
        own = [one for one in bodies if one.code == body.agency or (one.kind in body.kinds and one.reports)]
        for one in own if plan.binding and own else [Body(0, "", body.name)]:
            found.setdefault((one.agency_id, one.name), one)
    return list(found.values())

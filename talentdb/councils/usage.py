"""How often and when people sat in councils: what the fair rotation goes by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from talentdb.db.tables import council, council_seat, person_redirect

__all__ = ["Use", "uses_of"]


@dataclass(frozen=True, slots=True)
class Use:
    """Councils of one person in the time that counts, and the day of the last one."""

    count: int
    last: date | None


def uses_of(connection: Connection, person_ids: Sequence[int], since: date) -> dict[int, Use]:
    """Person -> use, for those who sat in a council decided since that day; who declined did not sit.

    A proposal that was dropped has no decision, only the day on which it was dropped.

    Seats of a number that was merged since count for the person it leads to; two such seats of one council are one.
    """
    number = func.coalesce(person_redirect.c.target_id, council_seat.c.person_id)
    rows = connection.execute(
        select(
            number.label("person"),
            func.count(council.c.council_id.distinct()).label("councils"),
            func.max(council.c.decided_on).label("last"),
        )
        .select_from(council_seat)
        .join(council, council.c.council_id == council_seat.c.council_id)
        .outerjoin(person_redirect, person_redirect.c.person_id == council_seat.c.person_id)
        .where(
            council.c.decided_on >= since,
            council.c.decision_no.is_not(None),
            council_seat.c.invitation != "declined",
            number.in_(list(person_ids)),
        )
        .group_by(number)
    )
    return {row.person: Use(row.councils, row.last) for row in rows}

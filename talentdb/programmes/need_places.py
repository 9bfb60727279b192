"""Whether a case may take a place of an approved need: of its body or below, and no more cases than were approved."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from talentdb.access.context import reading_as
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import agency
from talentdb.errors import ConflictError, UsageError
from talentdb.plans import Plan
from talentdb.programmes import case_labels as words
from talentdb.programmes.need_list import filled, read_list, read_need

__all__ = ["check_need_body", "check_place_left"]


def check_need_body(connection: Connection, number: int, agency_id: int) -> None:
    """Refuse a need of a body that the body of the case is not, nor lies below. Raises: UsageError."""
    a = agency.c
    with reading_as(connection, OPERATOR):
        need = read_need(connection, number)
        above = {row.agency_id: row.parent_id for row in connection.execute(select(a.agency_id, a.parent_id))}
    here: int | None = agency_id
    seen: set[int] = set()
    while here is not None and here not in seen:
        if here == need.agency_id:
            return
        seen.add(here)
        here = above.get(here)
    raise UsageError(words.NEED_OF_OTHER.format(number=number, body=need.agency), words.NEED_OF_OTHER_ADVICE)


def check_place_left(connection: Connection, plan: Plan, number: int, actors: Collection[str], reason: str) -> None:
    """Refuse a case more than places were approved, the new one counted; who runs the programmes may say why.

    Raises: ConflictError.
    """
    with reading_as(connection, OPERATOR):
        need = read_need(connection, number)
        line = next(
            one
            for one in filled(connection, plan, read_list(connection, need.list_number))
            if one.need.number == number
        )
    if line.running + line.granted <= need.approved or (reason and {"operator", "home_affairs"} & set(actors)):
        return
    raise ConflictError(
        words.NEED_FULL.format(number=number, name=need.name, approved=need.approved), words.NEED_FULL_ADVICE
    )

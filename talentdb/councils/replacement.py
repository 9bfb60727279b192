"""Who takes the seat of somebody who declined: the same rules with all others in their seats, solved anew."""

from dataclasses import replace

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.councils.proposal import Proposal, make_proposal
from talentdb.councils.seating import OPEN_ROLES
from talentdb.councils.store import KeptCouncil, demand_of
from talentdb.errors import ConflictError, NotFoundError
from talentdb.search.client import SearchIndex

__all__ = ["propose_replacement"]


def propose_replacement(
    connection: Connection, principal: Principal, index: SearchIndex | None, kept: KeptCouncil, seat_no: int
) -> Proposal:
    """The council with the seat filled by the best one left; `panel.relax` when nobody keeps the rules.

    Outside experts keep their seats without being weighed: the registry knows no ties of theirs.

    Raises: ForbiddenError; NotFoundError without such a seat; ConflictError when it is not free.
    """
    seat = next((one for one in kept.seats if one.seat_no == seat_no), None)
    if seat is None:
        raise NotFoundError(f"Hội đồng {kept.council_id} không có ghế số {seat_no}.", "Xem lại danh sách.")
    if seat.sits or not kept.open_seats:
        raise ConflictError("Ghế này không trống.", "Chỉ thay người đã từ chối và chưa có người thay.")
    held = tuple((one.person_id, one.role) for one in kept.members if one.person_id is not None)
    sitting = {person for person, _ in held}
    # Two seats may have become one person's, who leaves one of them.
    declined = tuple(
        one.person_id for one in kept.seats if one.person_id is not None and one.person_id not in sitting
    )
    roles = [*(role for _, role in held), seat.role]
    asked = demand_of(kept)
    women = sum(one.person.get("sex") == "female" for one in kept.members if one.person_id is None)
    demand = replace(
        asked, size=len(held) + 1, held=held, chair=None, include=(), alternates=0,
        min_women=min(len(held) + 1, max(0, asked.min_women - women)),
        seat_counts=tuple((role, roles.count(role)) for role in OPEN_ROLES),
        # Whoever sits was taken with ties and all; only the new one is asked about them.
        accept=(*asked.accept, *(person for person, _ in held)),
        exclude=tuple(dict.fromkeys((*asked.exclude, *declined))),
    )  # fmt: skip
    return make_proposal(connection, principal, index, demand)

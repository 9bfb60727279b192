"""Councils that are kept: made from a proposal or a shortlist, listed, shown. What follows is in `proceedings`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.councils.demand import Demand
from talentdb.councils.model import ROLES
from talentdb.councils.persons import Persons, read_persons
from talentdb.councils.seating import default_seats
from talentdb.councils.shortlists import members_of, show_shortlist
from talentdb.db.tables import council, council_seat
from talentdb.errors import NotFoundError, UsageError

__all__ = [
    "CouncilSeat",
    "KeptCouncil",
    "create_from_panel",
    "create_from_shortlist",
    "demand_of",
    "list_councils",
    "show_council",
]


@dataclass(frozen=True, slots=True)
class CouncilSeat:
    """A seat: `person` as `persons.read_persons` gives it, by right of the reader."""

    seat_no: int
    role: str
    person_id: int | None
    outside_expert_id: int | None
    person: Mapping[str, Any]
    reasons: Sequence[str]
    invitation: str
    invited_on: date | None
    answered_on: date | None
    note: str

    @property
    def sits(self) -> bool:
        """Not declined."""
        return self.invitation != "declined"


@dataclass(frozen=True, slots=True)
class KeptCouncil:
    """A council with its seats in the order of the roles; `rules` are those of the demand it came from."""

    council_id: int
    name: str
    topic: str
    state: str
    decision_no: str | None
    decided_on: date | None
    applicant_id: int | None
    shortlist_id: int | None
    rules: Mapping[str, Any]
    login: str
    created_at: datetime
    seats: Sequence[CouncilSeat] = ()

    @property
    def members(self) -> list[CouncilSeat]:
        """Who sits, each person once: two numbers of a council may have become one person since."""
        once: dict[tuple[int | None, int | None], CouncilSeat] = {}
        for seat in self.seats:
            if seat.sits:
                once.setdefault((seat.person_id, seat.outside_expert_id), seat)
        return list(once.values())

    @property
    def open_seats(self) -> int:
        """Seats that are to be filled because somebody declined."""
        return max(0, int(self.rules.get("size", 0)) - sum(seat.sits for seat in self.seats))


def list_councils(connection: Connection, principal: Principal) -> list[KeptCouncil]:
    """All councils, the newest first, without their seats.

    Raises: ForbiddenError.
    """
    require(principal, Action.READ_LISTS)
    rows = connection.execute(select(council).order_by(council.c.council_id.desc()))
    return [_kept(row, ()) for row in rows]


def show_council(connection: Connection, principal: Principal, council_id: int) -> KeptCouncil:
    """One council with its seats.

    Raises: ForbiddenError; NotFoundError.
    """
    require(principal, Action.READ_LISTS)
    row = connection.execute(select(council).where(council.c.council_id == council_id)).one_or_none()
    if row is None:
        raise NotFoundError(f"Không có hội đồng số {council_id}.", "Xem danh sách: talentdb councils list.")
    s = council_seat.c
    seats = connection.execute(select(council_seat).where(s.council_id == council_id).order_by(s.seat_no)).all()
    known = read_persons(connection, principal, Persons.of(seats))
    shown = [_seat(seat, *known.of(seat)) for seat in seats]
    return _kept(row, sorted(shown, key=lambda seat: (ROLES.index(seat.role), seat.seat_no)))


def _kept(row: Any, seats: Sequence[CouncilSeat]) -> KeptCouncil:
    return KeptCouncil(
        row.council_id, row.name, row.topic, row.state, row.decision_no, row.decided_on, row.applicant_id,
        row.shortlist_id, row.rules, row.login, row.created_at, seats,
    )  # fmt: skip


def _seat(row: Any, key: tuple[str, int], person: Mapping[str, Any]) -> CouncilSeat:
    return CouncilSeat(
        row.seat_no, row.seat_role, key[1] if key[0] == "person" else None, row.outside_expert_id, person,
        row.reasons, row.invitation, row.invited_on, row.answered_on, row.note,
    )  # fmt: skip


def create_from_panel(
    connection: Connection, principal: Principal, name: str, demand: Demand, members: Iterable[Mapping[str, Any]]
) -> int:
    """Keep a proposed panel; gives the number of the council.

    Args:
        members: `members` of `answer.as_json`.
    Raises: ForbiddenError; UsageError without a name or members.
    """
    seats = [
        {"seat_role": one["role"], "person_id": one["person_id"], "outside_expert_id": None,
         "reasons": list(one["reasons"])}
        for one in members
    ]  # fmt: skip
    return _create(connection, principal, name, demand.topic, asdict(demand), seats, applicant_id=demand.applicant)


def create_from_shortlist(
    connection: Connection, principal: Principal, shortlist_id: int, name: str, topic: str
) -> int:
    """A council of everybody on a list, the first ones in the leading roles; roles can be changed afterwards.

    Raises: ForbiddenError; NotFoundError; UsageError for an empty list.
    """
    shown = show_shortlist(connection, principal, shortlist_id)
    members = members_of(connection, principal, shortlist_id)
    counts = default_seats(len(members))
    roles = [role for role in ROLES for _ in range(counts.get(role, 0))]
    roles += ["member"] * (len(members) - len(roles))
    seats: list[dict[str, Any]] = [
        {"seat_role": role, "person_id": one.person_id, "outside_expert_id": one.outside_expert_id, "reasons": []}
        for role, one in zip(roles, members, strict=True)
    ]
    rules = asdict(Demand(topic or shown.name, len(members)))
    return _create(connection, principal, name, topic or shown.name, rules, seats, shortlist_id=shortlist_id)


def _create(
    connection: Connection, principal: Principal, name: str, topic: str, rules: Mapping[str, Any],
    seats: Sequence[Mapping[str, Any]], *, shortlist_id: int | None = None, applicant_id: int | None = None,
) -> int:  # fmt: skip
    require(principal, Action.BUILD_LISTS)
    if not (cleaned := " ".join(name.split())):
        raise UsageError("Chưa có tên hội đồng.", "Nhập tên, ví dụ: Hội đồng tư vấn xét giao trực tiếp đề tài …")
    if not seats:
        raise UsageError("Hội đồng chưa có thành viên nào.", "Thêm người vào danh sách, rồi lập lại.")
    values = {
        "name": cleaned[:300], "topic": topic, "rules": rules, "state": "proposed", "shortlist_id": shortlist_id,
        "applicant_id": applicant_id, "account_id": principal.account_id, "login": principal.login,
    }  # fmt: skip
    number = connection.execute(insert(council).values(values).returning(council.c.council_id)).scalar_one()
    numbered = [{**seat, "council_id": number, "seat_no": at} for at, seat in enumerate(seats, 1)]
    connection.execute(insert(council_seat), numbered)
    audit(connection, principal, "council.create", "council", number, details={"seats": len(seats)})
    return int(number)


def demand_of(kept: KeptCouncil) -> Demand:
    """What was asked when the council was made."""
    known: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in kept.rules.items()
    }
    return Demand(**{**known, "held": (), "seat_counts": ()})

"""What becomes of a council: invitations, answers, replacements, roles, the decision, the end.

Every change locks the council's row, so that two users follow one another; each is logged. A seat is never deleted:
who declined stays with the day, a replacement gets a seat of its own.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, update

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.councils.model import CHAIR, ROLES
from talentdb.db.tables import council, council_seat
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.people.profile import current_number

__all__ = ["add_seat", "answer", "decide", "dissolve", "invite", "set_role"]

_STATES: Final = {"proposed": "đang dự kiến", "decided": "đã có quyết định", "dissolved": "đã giải thể"}


def _locked(connection: Connection, principal: Principal, council_id: int, *states: str) -> Any:
    """The council's row, held until the end of the unit of work, in one of these states.

    Raises: ForbiddenError; NotFoundError; ConflictError.
    """
    require(principal, Action.BUILD_LISTS)
    row = connection.execute(
        select(council).where(council.c.council_id == council_id).with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFoundError(f"Không có hội đồng số {council_id}.", "Xem danh sách: talentdb councils list.")
    if states and row.state not in states:
        raise ConflictError(f"Hội đồng {_STATES[row.state]}, không sửa được nữa.", "Tải lại trang để xem hiện trạng.")
    return row


def invite(connection: Connection, principal: Principal, council_id: int, day: date) -> int:
    """Everybody who was not invited yet is, on that day; gives how many.

    Raises: ForbiddenError; NotFoundError; ConflictError.
    """
    _locked(connection, principal, council_id, "proposed", "decided")
    s = council_seat.c
    changed = connection.execute(
        update(council_seat)
        .where(s.council_id == council_id, s.invitation == "none")
        .values(invitation="invited", invited_on=day)
    ).rowcount
    if changed:
        audit(connection, principal, "council.invite", "council", council_id, details={"invited": changed})
    return int(changed)


def answer(
    connection: Connection, principal: Principal, council_id: int, seat_no: int, *, accepted: bool, day: date,
    note: str = "",
) -> None:  # fmt: skip
    """What somebody answered; an answer may change as long as nobody has taken the seat.

    Raises: ForbiddenError; NotFoundError; ConflictError; UsageError for a day before the invitation.
    """
    row = _locked(connection, principal, council_id, "proposed", "decided")
    seat = _one_seat(connection, council_id, seat_no)
    if seat.invited_on is not None and day < seat.invited_on:
        raise UsageError("Ngày trả lời đứng trước ngày mời.", "Sửa ngày trả lời.")
    if accepted and seat.invitation == "declined" and not _room(connection, row):
        raise ConflictError("Ghế này đã có người thay.", "Tải lại trang để xem hiện trạng.")
    state = "accepted" if accepted else "declined"
    s = council_seat.c
    connection.execute(
        update(council_seat)
        .where(s.council_id == council_id, s.seat_no == seat_no)
        .values(invitation=state, answered_on=day, note=note.strip() or seat.note)
    )
    audit(connection, principal, f"council.{state}", "council", council_id, details={"seat": seat_no})


def _one_seat(connection: Connection, council_id: int, seat_no: int) -> Any:
    s = council_seat.c
    found = connection.execute(
        select(council_seat).where(s.council_id == council_id, s.seat_no == seat_no)
    ).one_or_none()
    if found is None:
        raise NotFoundError(f"Hội đồng {council_id} không có ghế số {seat_no}.", "Xem lại danh sách thành viên.")
    return found


def _room(connection: Connection, row: Any) -> int:
    """Seats that nobody holds."""
    s = council_seat.c
    sitting = connection.execute(
        select(func.count()).where(s.council_id == row.council_id, s.invitation != "declined")
    ).scalar_one()
    return int(row.rules["size"]) - int(sitting)


def add_seat(
    connection: Connection, principal: Principal, council_id: int, role: str, *, person_id: int | None = None,
    outside_expert_id: int | None = None, reasons: Sequence[str] = (),
) -> int:  # fmt: skip
    """Somebody takes the seat of one who declined; gives the number of the new seat.

    Raises: ForbiddenError; NotFoundError; ConflictError when no seat is free or the person has one.
    """
    row = _locked(connection, principal, council_id, "proposed", "decided")
    if _room(connection, row) < 1:
        raise ConflictError("Hội đồng không còn ghế trống.", "Tải lại trang để xem hiện trạng.")

    def current(number: int | None) -> int | None:
        return None if number is None else current_number(connection, number)

    s = council_seat.c
    seats = connection.execute(select(council_seat).where(s.council_id == council_id)).all()
    named = {(current(seat.person_id), seat.outside_expert_id) for seat in seats}
    if (current(person_id), outside_expert_id) in named:
        raise ConflictError("Người này đã có tên trong hội đồng.", "Chọn người khác.")
    number = 1 + max(int(seat.seat_no) for seat in seats)
    connection.execute(insert(council_seat).values(
        council_id=council_id, seat_no=number, seat_role=role, person_id=current(person_id),
        outside_expert_id=outside_expert_id, reasons=list(reasons),
    ))  # fmt: skip
    audit(connection, principal, "council.replace", "council", council_id, details={"seat": number})
    return number


def set_role(connection: Connection, principal: Principal, council_id: int, seat_no: int, role: str) -> None:
    """Another role for a seat, before the decision; who was in the chair takes the role of who comes into it.

    Raises: ForbiddenError; NotFoundError; ConflictError; UsageError for a role that there is not.
    """
    if role not in ROLES:
        raise UsageError(f"Không có vai {role} trong hội đồng.", f"Dùng một trong: {', '.join(ROLES)}.")
    _locked(connection, principal, council_id, "proposed")
    before = _one_seat(connection, council_id, seat_no).seat_role
    s = council_seat.c
    if role == CHAIR:
        sitting = (s.council_id == council_id, s.seat_role == CHAIR, s.invitation != "declined")
        connection.execute(update(council_seat).where(*sitting).values(seat_role=before))
    connection.execute(
        update(council_seat).where(s.council_id == council_id, s.seat_no == seat_no).values(seat_role=role)
    )
    audit(connection, principal, "council.role", "council", council_id, details={"seat": seat_no, "role": role})


def decide(connection: Connection, principal: Principal, council_id: int, number: str, day: date) -> None:
    """The decision is signed: its number and day.

    Raises: ForbiddenError; NotFoundError; ConflictError; UsageError without a number.
    """
    _locked(connection, principal, council_id, "proposed")
    if not number.strip():
        raise UsageError("Chưa có số quyết định.", "Nhập số, ví dụ 125/QĐ-SKHCN.")
    _set(connection, council_id, state="decided", decision_no=number.strip(), decided_on=day)
    audit(connection, principal, "council.decide", "council", council_id)


def dissolve(connection: Connection, principal: Principal, council_id: int, day: date) -> None:
    """The council is no more; a proposal that is dropped gets the day of it.

    Raises: ForbiddenError; NotFoundError; ConflictError.
    """
    row = _locked(connection, principal, council_id, "proposed", "decided")
    _set(connection, council_id, state="dissolved", decided_on=row.decided_on or day)
    audit(connection, principal, "council.dissolve", "council", council_id, details={"on": day.isoformat()})


def _set(connection: Connection, council_id: int, **values: Any) -> None:
    connection.execute(update(council).where(council.c.council_id == council_id).values(values))

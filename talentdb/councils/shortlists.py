"""Shortlists: made, named, shared, put away; people and outside experts put on and taken off. Each change is logged.

The policies of schema.sql decide who sees and edits which list. Two users at once lose nothing: each change is one
statement on one row, and adding somebody twice is no error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.councils.persons import Persons, read_persons
from talentdb.db.tables import person_redirect, shortlist, shortlist_member
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.people.profile import current_number
from talentdb.settings import now

__all__ = [
    "Shortlist", "ShortlistMember", "add_outside", "add_people", "archive", "create", "list_shortlists", "members_of",
    "note_member", "remove_member", "rename", "share", "show_shortlist",
]  # fmt: skip


_MEMBERS: Final = shortlist_member.outerjoin(
    person_redirect, person_redirect.c.person_id == shortlist_member.c.person_id
)
_BETWEEN: Final = "; "
"""Stands between the remarks on two numbers that have become one person."""
_PERSON: Final = func.coalesce(person_redirect.c.target_id, shortlist_member.c.person_id)
"""The person that a row stands for now; None for an outside expert."""


@dataclass(frozen=True, slots=True)
class Shortlist:
    """A list without its people: `mine` when the reader made it."""

    shortlist_id: int
    name: str
    purpose: str
    shared: bool
    login: str
    created_at: datetime
    archived: bool
    count: int
    mine: bool


@dataclass(frozen=True, slots=True)
class ShortlistMember:
    """Somebody on a list: `person` as `persons.read_persons` gives it, by right of the reader.

    `note` holds the remarks on all numbers that have become this person since, `member_id` is the first of them.
    """

    member_id: int
    person_id: int | None
    outside_expert_id: int | None
    person: Mapping[str, Any]
    note: str
    login: str
    added_at: datetime


def _lists() -> Select[Any]:
    counted = (
        select(func.count(_PERSON.distinct()) + func.count(shortlist_member.c.outside_expert_id))
        .select_from(_MEMBERS)
        .where(shortlist_member.c.shortlist_id == shortlist.c.shortlist_id)
        .correlate(shortlist)
        .scalar_subquery()
    )
    return select(shortlist, counted.label("people"))


def _as_list(principal: Principal, row: Any) -> Shortlist:
    return Shortlist(
        row.shortlist_id, row.name, row.purpose, row.shared, row.login, row.created_at, row.archived_at is not None,
        row.people, row.account_id == principal.account_id,
    )  # fmt: skip


def list_shortlists(connection: Connection, principal: Principal, *, archived: bool = False) -> list[Shortlist]:
    """The lists that this account may see, the newest first; archived ones only when asked for."""
    require(principal, Action.READ_LISTS)
    statement = _lists().order_by(shortlist.c.shortlist_id.desc())
    if not archived:
        statement = statement.where(shortlist.c.archived_at.is_(None))
    return [_as_list(principal, row) for row in connection.execute(statement)]


def show_shortlist(connection: Connection, principal: Principal, shortlist_id: int) -> Shortlist:
    """One list.

    Raises: NotFoundError when there is none that this account may see.
    """
    require(principal, Action.READ_LISTS)
    row = connection.execute(_lists().where(shortlist.c.shortlist_id == shortlist_id)).one_or_none()
    if row is None:
        raise NotFoundError(f"Không có danh sách chọn số {shortlist_id} trong phạm vi được xem.", "Mở lại trang.")
    return _as_list(principal, row)


def members_of(connection: Connection, principal: Principal, shortlist_id: int) -> list[ShortlistMember]:
    """Who is on the list, in the order of adding; a person is shown as now, under the number that stands for it."""
    show_shortlist(connection, principal, shortlist_id)
    m = shortlist_member.c
    rows = connection.execute(
        select(shortlist_member).where(m.shortlist_id == shortlist_id).order_by(m.shortlist_member_id)
    ).all()
    known = read_persons(connection, principal, Persons.of(rows))
    # Two numbers of a list may have become one person since: it stands there once.
    seen: dict[tuple[str, int], ShortlistMember] = {}
    for row in rows:
        key, person = known.of(row)
        now_id = key[1] if key[0] == "person" else None
        first = seen.get(key)
        if first is None:
            seen[key] = ShortlistMember(
                row.shortlist_member_id, now_id, row.outside_expert_id, person, row.note, row.login, row.added_at
            )
        elif row.note and row.note not in first.note.split(_BETWEEN):
            told = _BETWEEN.join(note for note in (first.note, row.note) if note)
            seen[key] = replace(first, note=told)
    return list(seen.values())


def create(
    connection: Connection, principal: Principal, name: str, purpose: str = "", *, shared: bool = False
) -> int:
    """A new list of the actor; gives its number.

    Raises: ForbiddenError; UsageError without a name.
    """
    require(principal, Action.BUILD_LISTS)
    values = {
        "name": _name(name), "purpose": purpose.strip(), "shared": shared, "account_id": principal.account_id,
        "login": principal.login,
    }  # fmt: skip
    number = connection.execute(insert(shortlist).values(values).returning(shortlist.c.shortlist_id)).scalar_one()
    audit(connection, principal, "shortlist.create", "shortlist", number, details={"shared": shared})
    return int(number)


def _name(name: str) -> str:
    if not (cleaned := " ".join(name.split())):
        raise UsageError("Chưa có tên danh sách.", "Nhập tên, ví dụ: Chuyên gia thủy sản 2026.")
    return cleaned[:200]


def _change(connection: Connection, principal: Principal, shortlist_id: int, action: str, **values: Any) -> None:
    require(principal, Action.BUILD_LISTS)
    changed = connection.execute(update(shortlist).where(shortlist.c.shortlist_id == shortlist_id).values(values))
    if not changed.rowcount:
        raise NotFoundError(f"Không có danh sách chọn số {shortlist_id} trong phạm vi được sửa.", "Mở lại trang.")
    audit(connection, principal, f"shortlist.{action}", "shortlist", shortlist_id)


def rename(connection: Connection, principal: Principal, shortlist_id: int, name: str, purpose: str) -> None:
    """Another name and purpose.

    Raises: ForbiddenError; UsageError; NotFoundError.
    """
    _change(connection, principal, shortlist_id, "rename", name=_name(name), purpose=purpose.strip())


def share(connection: Connection, principal: Principal, shortlist_id: int, *, shared: bool) -> None:
    """Let the department see and edit the list, or the owner alone again.

    Raises: ForbiddenError; NotFoundError.
    """
    _change(connection, principal, shortlist_id, "share" if shared else "unshare", shared=shared)


def archive(connection: Connection, principal: Principal, shortlist_id: int, *, archived: bool = True) -> None:
    """Put the list away, or take it out again; nothing is deleted.

    Raises: ForbiddenError; NotFoundError.
    """
    at = now() if archived else None
    _change(connection, principal, shortlist_id, "archive" if archived else "restore", archived_at=at)


def add_people(connection: Connection, principal: Principal, shortlist_id: int, person_ids: Sequence[int]) -> int:
    """Put people on the list; gives how many are new on it.

    Raises: ForbiddenError; NotFoundError when the list or a person is not there for this account.
    """
    require(principal, Action.BUILD_LISTS)
    show_shortlist(connection, principal, shortlist_id)
    numbers = list(dict.fromkeys(current_number(connection, number) for number in person_ids))
    known = read_persons(connection, principal, Persons(numbers, ())).people
    if missing := [number for number in numbers if number not in known]:
        raise NotFoundError(f"Không có người mang số {missing[0]} trong dữ liệu được xem.", "Tìm lại theo họ tên.")
    m = shortlist_member.c
    there = set(connection.scalars(select(_PERSON).select_from(_MEMBERS).where(m.shortlist_id == shortlist_id)))
    rows = [
        {"shortlist_id": shortlist_id, "person_id": number, "login": principal.login}
        for number in numbers
        if number not in there
    ]
    return _add(connection, principal, shortlist_id, rows)


def add_outside(connection: Connection, principal: Principal, shortlist_id: int, outside_expert_id: int) -> int:
    """Put an outside expert on the list; 0 when it is there.

    Raises: ForbiddenError; NotFoundError.
    """
    require(principal, Action.BUILD_LISTS)
    show_shortlist(connection, principal, shortlist_id)
    row = {"shortlist_id": shortlist_id, "outside_expert_id": outside_expert_id, "login": principal.login}
    return _add(connection, principal, shortlist_id, [row])


def _add(connection: Connection, principal: Principal, shortlist_id: int, rows: list[dict[str, Any]]) -> int:
    if not rows:
        return 0
    statement = upsert(shortlist_member).on_conflict_do_nothing().returning(shortlist_member.c.shortlist_member_id)
    added = len(connection.execute(statement, rows).all())
    if added:
        audit(connection, principal, "shortlist.add", "shortlist", shortlist_id, details={"added": added})
    return added


def remove_member(connection: Connection, principal: Principal, shortlist_id: int, member_id: int) -> None:
    """Take somebody off, under all numbers that are this person now; nothing happens when another user was faster.

    Raises: ForbiddenError.
    """
    require(principal, Action.BUILD_LISTS)
    m = shortlist_member.c
    rows = _rows_of(connection, shortlist_id, member_id)
    gone = connection.execute(delete(shortlist_member).where(m.shortlist_member_id.in_(rows)))
    if gone.rowcount:
        audit(connection, principal, "shortlist.remove", "shortlist", shortlist_id, details={"member": member_id})


def _rows_of(connection: Connection, shortlist_id: int, member_id: int) -> list[int]:
    """Numbers of the rows of the list that stand for the same person or expert as this one, itself among them."""
    m = shortlist_member.c
    rows = connection.execute(
        select(m.shortlist_member_id, m.outside_expert_id, _PERSON.label("person"))
        .select_from(_MEMBERS)
        .where(m.shortlist_id == shortlist_id)
    ).all()
    wanted = {(row.outside_expert_id, row.person) for row in rows if row.shortlist_member_id == member_id}
    return [row.shortlist_member_id for row in rows if (row.outside_expert_id, row.person) in wanted]


def note_member(
    connection: Connection, principal: Principal, shortlist_id: int, member_id: int, note: str, *,
    seen: str | None = None,
) -> None:  # fmt: skip
    """Write a remark on somebody of the list.

    Args:
        seen: the remark that the writer had before their eyes; None overwrites whatever stands there.
    Raises: ForbiddenError; NotFoundError when the person was taken off meanwhile; ConflictError when somebody else
        has written another remark since.
    """
    require(principal, Action.BUILD_LISTS)
    m = shortlist_member.c
    rows = _rows_of(connection, shortlist_id, member_id)
    locked = select(m.note).where(m.shortlist_member_id.in_(rows)).order_by(m.shortlist_member_id).with_for_update()
    notes = connection.scalars(locked).all()
    if not notes:
        raise NotFoundError("Người này không còn trong danh sách.", "Tải lại trang.")
    stands = _BETWEEN.join(dict.fromkeys(one for one in notes if one))
    if seen is not None and stands not in (seen, note.strip()):
        raise ConflictError(
            f"Người khác vừa ghi chú: “{stands}”. Ghi chú của bạn chưa được lưu.", "Xem lại rồi ghi tiếp."
        )
    written = update(shortlist_member).where(m.shortlist_member_id.in_(rows)).values(note=note.strip())
    if not connection.execute(written).rowcount:
        raise NotFoundError("Danh sách này không sửa được nữa.", "Tải lại trang.")
    audit(connection, principal, "shortlist.note", "shortlist", shortlist_id, details={"member": member_id})

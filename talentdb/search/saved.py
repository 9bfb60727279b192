"""Searches that somebody keeps under a name: each account has its own, and the policy of schema.sql sees to it.

Keeps words and conditions, never people: who is found is asked anew each time, under the rights of that day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select, update

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import saved_search
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.people.filters import Filter
from talentdb.text import clean

__all__ = ["LONGEST_NAME", "SavedSearch", "delete_search", "list_searches", "rename_search", "save_search"]

_LOCK: Final = 7050001
LONGEST_NAME: Final = 80
MOST: Final = 100
"""More than this nobody finds again; it also bounds what one account can fill the table with."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A kept search; `filters` are the pairs that were given, in their order."""

    saved_search_id: int
    name: str
    query: str
    filters: tuple[Filter, ...]
    created_at: datetime


def list_searches(connection: Connection, principal: Principal) -> list[SavedSearch]:
    """The account's own, the newest first.

    Raises: ForbiddenError.
    """
    require(principal, Action.READ_LISTS)
    rows = connection.execute(
        select(
            saved_search.c.saved_search_id, saved_search.c.name, saved_search.c.query, saved_search.c.filters,
            saved_search.c.created_at,
        ).where(saved_search.c.account_id.is_not_distinct_from(principal.account_id))
        .order_by(saved_search.c.saved_search_id.desc())
    )  # fmt: skip
    return [
        SavedSearch(row.saved_search_id, row.name, row.query, tuple((n, v) for n, v in row.filters), row.created_at)
        for row in rows
    ]


def save_search(
    connection: Connection, principal: Principal, name: str, query: str, filters: Sequence[Filter]
) -> int:
    """Keep a search; gives its number.

    Args:
        filters: (field, value) pairs, kept as they are.
    Raises: ForbiddenError; UsageError for a name that cannot be; ConflictError when the name is taken.
    """
    require(principal, Action.READ_LISTS)
    held = _lock(connection, principal)
    if len(held) >= MOST:
        raise ConflictError(f"Đã lưu {MOST} tìm kiếm, không lưu thêm được.", "Xóa bớt tìm kiếm không dùng nữa.")
    row = {
        "account_id": principal.account_id,
        "name": _free_name(name, held),
        "query": query,
        "filters": [list(one) for one in filters],
    }
    statement = insert(saved_search).values(row).returning(saved_search.c.saved_search_id)
    return int(connection.execute(statement).scalar_one())


def rename_search(connection: Connection, principal: Principal, saved_search_id: int, name: str) -> None:
    """Give one of the account's searches another name.

    Raises: ForbiddenError; NotFoundError; UsageError for a name that cannot be; ConflictError when it is taken.
    """
    require(principal, Action.READ_LISTS)
    held = _lock(connection, principal)
    chosen = _free_name(name, {number: other for number, other in held.items() if number != saved_search_id})
    _require_one(
        connection.execute(
            update(saved_search).where(saved_search.c.saved_search_id == saved_search_id).values(name=chosen)
        ).rowcount
    )


def delete_search(connection: Connection, principal: Principal, saved_search_id: int) -> None:
    """Forget one of the account's searches.

    Raises: ForbiddenError; NotFoundError.
    """
    require(principal, Action.READ_LISTS)
    statement = delete(saved_search).where(saved_search.c.saved_search_id == saved_search_id)
    _require_one(connection.execute(statement).rowcount)


def _lock(connection: Connection, principal: Principal) -> dict[int, str]:
    """Number -> name of what the account keeps; two windows of one account wait for each other from here on."""
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK, principal.account_id or 0)))
    rows = connection.execute(
        select(saved_search.c.saved_search_id, saved_search.c.name).where(
            saved_search.c.account_id.is_not_distinct_from(principal.account_id)
        )
    )
    return {row.saved_search_id: row.name for row in rows}


def _free_name(name: str, held: dict[int, str]) -> str:
    chosen = clean(name)
    if not chosen or len(chosen) > LONGEST_NAME:
        raise UsageError("Tên của tìm kiếm phải có từ 1 đến 80 ký tự.", "Gõ một tên ngắn, ví dụ: Chuyên gia lúa.")
    if chosen.casefold() in {other.casefold() for other in held.values()}:
        raise ConflictError(f"Đã có một tìm kiếm tên “{chosen}”.", "Chọn tên khác, hoặc xóa tìm kiếm cũ.")
    return chosen


def _require_one(changed: int) -> None:
    if not changed:
        raise NotFoundError("Không còn tìm kiếm đã lưu này.", "Tải lại trang.")

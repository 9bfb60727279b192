"""Accounts that nobody uses: after 45 days they are closed, at the next try to sign in or by the upkeep.

An administrator opens them again; the last administrator's the operator of the home: `talentdb accounts open`.
"""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Engine, func, update

from talentdb.access.audit import audit
from talentdb.access.context import unit_of_work
from talentdb.access.principal import GATE, OPERATOR
from talentdb.db.tables import account
from talentdb.settings import now

__all__ = ["UNUSED", "close_all_unused", "close_unused", "is_unused"]

UNUSED: Final = timedelta(days=45)


def is_unused(row: Any) -> bool:
    """Whether a row of `account` was last used, made or opened too long ago; a demo's accounts stay."""
    last = max(moment for moment in (row.opened_at, row.last_login_at) if moment is not None)
    return not row.is_demo and now() - last > UNUSED


def close_unused(engine: Engine, account_id: int) -> None:
    """Close one account because nobody used it."""
    with unit_of_work(engine, GATE) as connection:
        connection.execute(
            update(account)
            .where(account.c.account_id == account_id, account.c.disabled_at.is_(None))
            .values(disabled_at=now())
        )
        audit(connection, GATE, "account.unused", "account", account_id)


def close_all_unused(engine: Engine) -> int:
    """Close every account that nobody used; says how many."""
    last = func.greatest(account.c.opened_at, account.c.last_login_at)
    with unit_of_work(engine, OPERATOR) as connection:
        closed = connection.execute(
            update(account)
            .where(account.c.disabled_at.is_(None), account.c.is_demo.is_(False), last < now() - UNUSED)
            .values(disabled_at=now())
            .returning(account.c.account_id)
        ).scalars().all()  # fmt: skip
        for account_id in closed:
            audit(connection, OPERATOR, "account.unused", "account", account_id)
    return len(closed)

"""The unit of work: one transaction that carries who is acting, so that the policies of schema.sql apply.

The settings are transaction-local: a pooled connection keeps nothing of the user before.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from talentdb.access.principal import Principal
from talentdb.db.engine import as_environment_problem

__all__ = ["assume", "unit_of_work"]


def assume(connection: Connection, principal: Principal) -> None:
    """Put the actor into the running transaction of `connection`."""
    settings = {
        "app.role": principal.role.value,
        "app.account": "" if principal.account_id is None else str(principal.account_id),
        "app.agency": "" if principal.agency_id is None else str(principal.agency_id),
    }
    connection.execute(select(*(func.set_config(name, value, True) for name, value in settings.items())))


@contextmanager
def unit_of_work(engine: Engine, principal: Principal) -> Iterator[Connection]:
    """A transaction in the name of `principal`: committed at the end, rolled back on any exception.

    Raises: DatabaseUnavailable or EnvironmentProblem when the server goes away or its disk is full.
    """
    try:
        with engine.begin() as connection:
            assume(connection, principal)
            yield connection
    except DBAPIError as error:
        problem = as_environment_problem(error)
        if problem is None:
            raise
        raise problem from error

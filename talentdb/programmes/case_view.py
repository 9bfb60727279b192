"""A case as somebody opens it on a page: what the log knows of. Lists of cases are read elsewhere."""

from sqlalchemy import Connection

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.programmes.case_rows import read_case
from talentdb.programmes.model import Case

__all__ = ["view_case"]


def view_case(connection: Connection, principal: Principal, number: int) -> Case:
    """The case of that number, and that it was opened is logged: once an opening, not at each step on it.

    Raises: ForbiddenError; NotFoundError when there is none that the account may see.
    """
    case = read_case(connection, principal, number)
    audit(connection, principal, "case.view", "case", number)
    return case

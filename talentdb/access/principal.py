"""Who is acting: the value that travels with every unit of work. Decides nothing by itself."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["GATE", "INDEXER", "OFFICERS", "OPERATOR", "Principal", "Role"]


class Role(StrEnum):
    """What an actor may do; the same words as app.role in schema.sql."""

    OPERATOR = "operator"
    AGENCY = "agency"
    STEWARD = "steward"
    SEARCHER = "searcher"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    HOME_AFFAIRS = "home_affairs"
    FINANCE = "finance"
    COUNCIL_MEMBER = "council_member"
    NOMINATOR = "nominator"
    INDEXER = "indexer"
    GATE = "gate"


OFFICERS = (Role.HOME_AFFAIRS, Role.FINANCE)
"""Roles that run or pay the programmes of the whole province; app_office of schema.sql is their body."""


@dataclass(frozen=True, slots=True)
class Principal:
    """An actor with its rights.

    Args:
        role: what it may do.
        login: name in logs.
        account_id: row of `account`; None for the operator of the home and for services.
        agency_id: body of an agency account; of a nominator and of an officer of programmes where one is named.
        display_name: what screens show.
    """

    role: Role
    login: str
    account_id: int | None = None
    agency_id: int | None = None
    display_name: str = ""
    must_change_password: bool = False

    @property
    def office(self) -> int | None:
        """The body in whose name it speaks of tasks, duties and difficulties; None for who speaks for none."""
        return self.agency_id if self.role in (Role.AGENCY, *OFFICERS) else None


OPERATOR = Principal(Role.OPERATOR, "operator", display_name="Người vận hành")
"""Whoever may read the home on this machine; the default of the command line."""
INDEXER = Principal(Role.INDEXER, "indexer", display_name="Dịch vụ chỉ mục")
GATE = Principal(Role.GATE, "gate", display_name="Cửa đăng nhập")
"""Looks up accounts before anybody is signed in; sees no person."""

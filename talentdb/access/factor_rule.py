"""Whose sign-in needs a second factor: the roles that see most or decide. Checks no code."""

from typing import Any, Final

from talentdb.access.principal import Role

__all__ = ["SECOND_FACTOR_ROLES", "needs_second_factor"]

SECOND_FACTOR_ROLES: Final = frozenset(
    {Role.STEWARD, Role.LEADER, Role.ADMINISTRATOR, Role.AUDITOR, Role.HOME_AFFAIRS, Role.FINANCE}
)


def needs_second_factor(row: Any) -> bool:
    """Whether an account has to show one.

    Args:
        row: of `account`. The passwords of a demo's accounts stand on its sign-in page: a code would keep nobody out.
    """
    return Role(row.role) in SECOND_FACTOR_ROLES and not row.is_demo

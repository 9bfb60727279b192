"""Which role may do what and see which fields: the functions that apply matrix.toml, where it is written down.

The second wall behind row-level security (which decides the rows): here the fields. Pages ask the same tables.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from talentdb.access.matrix import matrix
from talentdb.access.principal import Principal, Role
from talentdb.errors import ForbiddenError

__all__ = ["Action", "hidden_fields", "mask_national_id", "may", "require", "sensitive_fields", "visible"]


class Action(StrEnum):
    """Things an actor can ask for; the pages and commands check them by name."""

    UPLOAD = "upload"
    SEE_OWN_PEOPLE = "see_own_people"
    REVIEW = "review"
    SEARCH = "search"
    SEE_FIGURES = "see_figures"
    EXPORT = "export"
    BUILD_LISTS = "build_lists"
    READ_LISTS = "read_lists"
    SEE_NETWORK = "see_network"
    EXPORT_NETWORK = "export_network"
    REVEAL_NATIONAL_ID = "reveal_national_id"
    ADMINISTER = "administer"
    ERASE = "erase"
    HANDLE_INCIDENTS = "handle_incidents"
    READ_AUDIT = "read_audit"
    MAINTAIN = "maintain"
    READ_PROGRAMMES = "read_programmes"
    RUN_PROGRAMMES = "run_programmes"
    ACT_ON_CASES = "act_on_cases"
    NOMINATE = "nominate"
    SCREEN = "screen"
    JUDGE_CASES = "judge_cases"
    PAY = "pay"


_ALLOWED: Final[Mapping[Role, frozenset[Action]]] = {
    role: frozenset(Action(name) for name, roles in matrix().actions.items() if role in roles) for role in Role
}
_HIDDEN: Final[Mapping[Role, frozenset[str]]] = {role: matrix().hidden_from(role) for role in matrix().readers}
_EVERYTHING: Final = frozenset({"*"})
_YEAR_ONLY: Final = matrix().year_only


def may(principal: Principal, action: Action) -> bool:
    """Whether the role includes the action."""
    return action in _ALLOWED[principal.role]


def require(principal: Principal, action: Action) -> None:
    """Raise ForbiddenError unless the role includes the action."""
    if not may(principal, action):
        raise ForbiddenError(
            "Tài khoản này không có quyền thực hiện thao tác.",
            "Dùng tài khoản có vai trò phù hợp hoặc liên hệ quản trị hệ thống.",
        )


def hidden_fields(role: Role) -> frozenset[str]:
    """Fields that the role does not get; {"*"} when it gets no person at all."""
    return _HIDDEN.get(role, _EVERYTHING)


def sensitive_fields() -> frozenset[str]:
    """Fields with which a file leaves the screens with a password."""
    return matrix().sensitive


def visible(principal: Principal, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of one person as far as this role may see them; birth dates cut to the year where that is all."""
    hidden = hidden_fields(principal.role)
    if hidden == _EVERYTHING:
        return {}
    shown = {name: value for name, value in values.items() if name not in hidden}
    if principal.role in _YEAR_ONLY and shown.get("birth_date"):
        shown["birth_date"] = f"{str(shown['birth_date'])[:4]}-01-01"
        shown["birth_date_precision"] = "year"
    return shown


def mask_national_id(national_id: str) -> str:
    """033090001234 -> 033•••••1234: enough to compare two sheets of paper, not enough to know the number."""
    return f"{national_id[:3]}{'•' * (len(national_id) - 7)}{national_id[-4:]}"

"""Which role may do what and see which fields: two tables, and the functions that apply them.

The second wall behind row-level security (which decides the rows): here the fields. Pages ask the same tables.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from talentdb.access.principal import Principal, Role
from talentdb.errors import ForbiddenError

__all__ = ["Action", "hidden_fields", "mask_national_id", "may", "require", "visible"]


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
    READ_AUDIT = "read_audit"
    MAINTAIN = "maintain"


_DEPARTMENT: Final = (Action.BUILD_LISTS, Action.READ_LISTS, Action.SEE_NETWORK, Action.EXPORT_NETWORK)
"""What the department works out with the registry: shortlists, councils, networks."""

_ALLOWED: Final[Mapping[Role, frozenset[Action]]] = {
    Role.OPERATOR: frozenset(Action) - {Action.REVEAL_NATIONAL_ID},
    Role.AGENCY: frozenset({Action.UPLOAD, Action.SEE_OWN_PEOPLE, Action.SEARCH, Action.EXPORT}),
    Role.STEWARD: frozenset(
        {Action.REVIEW, Action.SEARCH, Action.SEE_FIGURES, Action.EXPORT, Action.REVEAL_NATIONAL_ID, *_DEPARTMENT}
    ),
    Role.SEARCHER: frozenset({Action.SEARCH, Action.SEE_FIGURES, Action.EXPORT, *_DEPARTMENT}),
    Role.LEADER: frozenset({Action.SEARCH, Action.SEE_FIGURES, Action.READ_LISTS, Action.SEE_NETWORK}),
    Role.ADMINISTRATOR: frozenset({Action.ADMINISTER, Action.READ_AUDIT}),
    Role.AUDITOR: frozenset({Action.READ_AUDIT}),
    Role.INDEXER: frozenset({Action.MAINTAIN}),
    Role.GATE: frozenset(),
}

# Decree 356/2025, article 4: ethnicity and party membership are sensitive. Leaders decide on figures: they get no
# contact data and no exact birth date of a person.
_HIDDEN: Final[Mapping[Role, frozenset[str]]] = {
    Role.OPERATOR: frozenset(),
    Role.AGENCY: frozenset(),
    Role.STEWARD: frozenset(),
    Role.SEARCHER: frozenset({"ethnicity_code", "party_member"}),
    Role.LEADER: frozenset(
        {
            "ethnicity_code",
            "party_member",
            "phone",
            "email",
            "address",
            "native_place",
            "place_of_birth",
            "staff_code",
        }
    ),
}
_EVERYTHING: Final = frozenset({"*"})
_YEAR_ONLY: Final = frozenset({Role.LEADER})


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

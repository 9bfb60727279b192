"""The rights of matrix.toml as values, read once: actions, fields and objects by role. Decides nothing by itself."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from talentdb.access.principal import Role

__all__ = ["ACTS", "SCOPES", "Matrix", "Thing", "matrix"]

ACTS: Final = ("read", "insert", "update", "delete")
"""What can be done with rows."""
SCOPES: Final = ("all", "own", "self", "sent", "shared")
"""Which rows: every one; of one's own body and those below it; of one's own account; all but drafts; those shared
and one's own."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What stands in some tables that share their rights.

    Args:
        name: short name; label: in Vietnamese, for the page.
        tables: tables and views.
        rights: act -> role -> which rows, as in SCOPES; a role that is missing may not.
        columns: the only ones that an update may change; all where there are none.
        is_public: who has no role reads it too.
        bound: acts that need more than the row to be in reach; `condition` says what, in Vietnamese.
    """

    name: str
    label: str
    tables: tuple[str, ...]
    rights: Mapping[str, Mapping[Role, frozenset[str]]]
    columns: frozenset[str] = frozenset()
    is_public: bool = False
    bound: frozenset[str] = frozenset()
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole file.

    Args:
        actions: name of an action -> roles that have it.
        readers: roles that get values of persons; year_only: those that get the year of birth alone.
        hidden: field -> readers that do not get it.
        sensitive: fields with which a file leaves the screens with a password.
        things: what the database holds, by name.
    """

    actions: Mapping[str, frozenset[Role]]
    readers: frozenset[Role]
    year_only: frozenset[Role]
    hidden: Mapping[str, frozenset[Role]]
    sensitive: frozenset[str]
    things: Mapping[str, Thing]

    def hidden_from(self, role: Role) -> frozenset[str]:
        """Fields that a reader does not get."""
        return frozenset(field for field, roles in self.hidden.items() if role in roles)


@cache
def matrix() -> Matrix:
    """The file, read once. Raises ValueError where it names a role, an act or a scope that there is not."""
    told = tomllib.loads(resources.files("talentdb.access").joinpath("matrix.toml").read_text(encoding="utf-8"))
    persons = told["persons"]
    return Matrix(
        {name: _roles(roles) for name, roles in told["actions"].items()},
        _roles(persons["readers"]),
        _roles(persons["year_only"]),
        {name: _roles(roles) for name, roles in told["fields"].items()},
        frozenset(told["sensitive"]["fields"]),
        {name: _thing(name, one) for name, one in told.get("objects", {}).items()},
    )


def _roles(names: list[str]) -> frozenset[Role]:
    return frozenset(map(Role, names))


def _thing(name: str, told: Mapping[str, Any]) -> Thing:
    rights = {act: _rights(name, told.get(act, {})) for act in ACTS}
    bound = frozenset(told.get("bound", ()))
    if not bound <= set(ACTS):
        raise ValueError(f"{name}: {sorted(bound)} are no acts")
    return Thing(
        name, told["label"], tuple(told["tables"]), rights, frozenset(told.get("columns", ())),
        bool(told.get("is_public", False)), bound, told.get("condition", ""),
    )  # fmt: skip


def _rights(name: str, told: Mapping[str, list[str]]) -> dict[Role, frozenset[str]]:
    """Which rows -> roles, as the file writes it; role -> which rows, as it is asked."""
    found: dict[Role, frozenset[str]] = {}
    for scope, roles in told.items():
        if scope not in SCOPES:
            raise ValueError(f"{name}: {scope} is no scope")
        for role in _everybody() if roles == ["*"] else _roles(roles):
            found[role] = found.get(role, frozenset()) | {scope}
    return found


def _everybody() -> frozenset[Role]:
    return frozenset(Role)

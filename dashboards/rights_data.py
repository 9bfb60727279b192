"""The matrix of rights as tables in Vietnamese, for the page and as a workbook. Adds nothing to matrix.toml."""

from collections.abc import Iterable
from typing import Final

import pandas as pd

from dashboards import labels
from dashboards import rights_labels as words
from talentdb.access.matrix import ACTS, Thing, matrix
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may, require
from talentdb.reporting.annex import as_xlsx
from talentdb.reporting.blocks import Sheet
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["action_frame", "field_frame", "object_frame", "rights_workbook"]

_NATIONAL_ID: Final = "national_id"
_BIRTH: Final = "birth_date"


def action_frame(roles: Iterable[Role]) -> pd.DataFrame:
    """One row an action, one column a role."""
    return pd.DataFrame(
        [
            {words.WHOLE: words.ACTION.get(name, name)}
            | {labels.ROLE[role]: words.YES if role in having else words.NEVER for role in roles}
            for name, having in matrix().actions.items()
        ]
    )


def field_frame(roles: Iterable[Role]) -> pd.DataFrame:
    """One row a field that not everybody sees alike, one column a role; the last row is all the others."""
    chosen, told = list(roles), [_BIRTH, _NATIONAL_ID, *matrix().hidden]
    rows = [
        {words.FIELD: labels.FIELD.get(name, name)} | {labels.ROLE[role]: _field(name, role) for role in chosen}
        for name in told
    ]
    rest = {labels.ROLE[role]: _field("", role) for role in chosen}
    return pd.DataFrame([*rows, {words.FIELD: words.ALL_FIELDS} | rest])


def _field(name: str, role: Role) -> str:
    """What a role gets of a field."""
    if role not in matrix().readers:
        return words.NO_PERSON
    if name in matrix().hidden_from(role):
        return words.HIDDEN
    if name == _BIRTH and role in matrix().year_only:
        return words.YEAR
    if name == _NATIONAL_ID:
        return words.REVEALED if may(Principal(role, ""), Action.REVEAL_NATIONAL_ID) else words.MASKED
    return words.SHOWN


def object_frame(role: Role) -> pd.DataFrame:
    """One row for what the database holds: which rows the role may read, add, change, delete."""
    return pd.DataFrame(
        [
            {words.THING: thing.label}
            | {words.ACT[act]: _rows(thing, act, role) for act in ACTS}
            | {words.CONDITION: thing.condition}
            for thing in matrix().things.values()
        ]
    )


def _rows(thing: Thing, act: str, role: Role) -> str:
    scopes = thing.rights[act].get(role, frozenset())
    # Who may all needs no other word.
    told = ["all"] if "all" in scopes else [scope for scope in words.SCOPE if scope in scopes]
    said = "; ".join(words.SCOPE[scope] for scope in told) or words.NEVER
    return words.WITH_CONDITION.format(scope=said) if told and act in thing.bound else said


def rights_workbook(principal: Principal, roles: Iterable[Role]) -> bytes:
    """The whole matrix: actions, fields, and a sheet for what each role may do with the data.

    Raises: ForbiddenError unless the role reads the log.
    """
    require(principal, Action.READ_AUDIT)
    chosen = list(roles)
    pages = [(words.TAB_ACTIONS, action_frame(chosen)), (words.TAB_FIELDS, field_frame(chosen))]
    pages += [(labels.ROLE[role], object_frame(role)) for role in chosen]
    sheets = [
        Sheet(title[:31], list(frame.columns), frame.to_numpy().tolist(), [34, *[18] * (len(frame.columns) - 1)])
        for title, frame in pages
    ]
    return as_xlsx(words.PAGE, sheets, words.ORIGIN.format(day=format_date(today())))

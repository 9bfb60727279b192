"""Nominations as they stand, as far as an account may see them. Reads only; `nominations` writes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ARRAY, BigInteger, Connection, Row, cast, func, select

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import agency, nomination, nomination_step
from talentdb.errors import NotFoundError
from talentdb.programmes import nomination_labels as words

__all__ = ["Decision", "Nomination", "list_nominations", "read_nomination", "read_nominations"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of it: accepted (with the case), refused or withdrawn (with the reason)."""

    act: str
    case: int | None
    reason: str
    login: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Nomination:
    """Somebody who was nominated.

    Args:
        values: what was told, by the names of fields; a national id masked.
        nominator: who nominates, by name; referrer: who recommended the person to them.
        batch_row: row of the workbook that it came with.
        decision: None while it waits.
    """

    number: int
    plan: str
    instrument: str
    group: str | None
    full_name: str
    values: Mapping[str, Any]
    person_id: int | None
    agency_id: int | None
    agency: str
    nominator: str
    referrer: str
    is_own: bool
    reason: str
    batch_row: int | None
    account_id: int | None
    login: str
    nominated_at: datetime
    decision: Decision | None

    @property
    def state(self) -> str:
        """open, accepted, refused or withdrawn."""
        return self.decision.act if self.decision else "open"


_SELECT: Final = (
    select(
        nomination, agency.c.name.label("agency_name"), nomination_step.c.act, nomination_step.c.case_id,
        nomination_step.c.reason.label("why"), nomination_step.c.login.label("by"), nomination_step.c.made_at,
    )
    .join(agency, agency.c.agency_id == nomination.c.agency_id, isouter=True)
    .join(nomination_step, nomination_step.c.nomination_id == nomination.c.nomination_id, isouter=True)
)  # fmt: skip


def _nomination(row: Row[Any]) -> Nomination:
    decided = Decision(row.act, row.case_id, row.why, row.by, row.made_at) if row.act else None
    return Nomination(
        row.nomination_id, row.plan_code, row.instrument, row.talent_group, row.full_name, row._mapping["values"],
        row.person_id, row.agency_id, row.agency_name or "", row.nominator, row.referrer, row.is_own, row.reason,
        row.batch_row, row.account_id, row.login, row.nominated_at, decided,
    )  # fmt: skip


def list_nominations(
    connection: Connection, principal: Principal, *, plan: str | None = None, instrument: str | None = None,
    state: str | None = None,
) -> tuple[Nomination, ...]:  # fmt: skip
    """Those that the account may see, newest first: a nominator's own, of a body those in its name.

    Raises: ForbiddenError for who neither nominates nor decides.
    """
    require(principal, Action.NOMINATE)
    n = nomination.c
    asked = _SELECT.order_by(n.nomination_id.desc())
    if plan is not None:
        asked = asked.where(n.plan_code == plan)
    if instrument is not None:
        asked = asked.where(n.instrument == instrument)
    found = (_nomination(row) for row in connection.execute(asked))
    return tuple(one for one in found if state is None or one.state == state)


def read_nomination(connection: Connection, principal: Principal, number: int) -> Nomination:
    """One. Raises: ForbiddenError; NotFoundError, also for one that the account may not see."""
    return read_nominations(connection, principal, [number])[0]


def read_nominations(
    connection: Connection, principal: Principal, numbers: Collection[int]
) -> tuple[Nomination, ...]:
    """Several, in the order they are named. Raises: as `read_nomination`, for the first that is not there."""
    require(principal, Action.NOMINATE)
    asked = nomination.c.nomination_id == func.any(cast(list(numbers), ARRAY(BigInteger)))
    found = {row.nomination_id: _nomination(row) for row in connection.execute(_SELECT.where(asked))}
    for number in numbers:
        if number not in found:
            raise NotFoundError(words.NONE.format(number=number), words.LIST_ADVICE)
    return tuple(found[number] for number in dict.fromkeys(numbers))

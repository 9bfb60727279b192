"""Writes the events of cases in their order: of two at once, who took the same number, the second is refused."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.principal import Principal
from talentdb.db.tables import case_event
from talentdb.errors import ConflictError, ForbiddenError
from talentdb.programmes import case_labels as words
from talentdb.programmes.case_rows import read_case
from talentdb.programmes.model import Case, Lack

__all__ = ["check_newest", "record_event", "refuse"]


def check_newest(case: Case, expected: int, *, also_ended: bool = False) -> None:
    """Refuse what was asked of a case as it no longer is, and of one that has ended. Raises: ConflictError."""
    if case.ended and not also_ended:
        ending = words.ENDINGS[case.ended]
        raise ConflictError(words.ENDED.format(number=case.number, ending=ending), words.RELOAD)
    if case.last.number != expected:
        raise ConflictError(words.CHANGED.format(number=case.number), words.RELOAD)


def refuse(lacks: Sequence[Lack]) -> None:
    """Refuse when anything is lacking. Raises: ForbiddenError for who may not; ConflictError for the rest."""
    barred = next((lack for lack in lacks if lack.kind == "actor"), None)
    if barred is not None:
        raise ForbiddenError(barred.text, words.RIGHT_ADVICE)
    if lacks:
        raise ConflictError(" ".join(lack.text for lack in lacks), words.LACK_ADVICE)


def record_event(connection: Connection, principal: Principal, case: Case, **values: Any) -> Case:
    """Add the next event of a case; gives the case with it. Raises: ConflictError."""
    # Two at once take the same number, and the second is refused.
    added = connection.execute(
        insert(case_event)
        .values(
            case_id=case.number, number=case.last.number + 1, account_id=principal.account_id,
            login=principal.login, **values,
        )
        .on_conflict_do_nothing()
        .returning(case_event.c.number)
    ).first()  # fmt: skip
    if added is None:
        raise ConflictError(words.CHANGED.format(number=case.number), words.RELOAD)
    return read_case(connection, principal, case.number)

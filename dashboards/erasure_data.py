"""What the page of personal data reads and writes of erasures: one unit of work each."""

from collections.abc import Collection
from dataclasses import replace

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.privacy import erasure
from talentdb.privacy.erasure import Erased, Preview, Tombstone
from talentdb.privacy.erasure_ledger import keep_ledger, ledger_file, ledger_kept, pending, read_ledger

__all__ = ["carry_out", "foreseen", "known_erasures", "let_in_again", "not_carried_out_again"]


def foreseen(app: Application, principal: Principal, person_id: int, also: Collection[int] = ()) -> Preview:
    """What erasing would do; the look is logged."""
    with unit_of_work(app.engine, principal) as connection:
        return erasure.preview(connection, principal, app.keyring, person_id, also=also)


def carry_out(
    app: Application, principal: Principal, person_id: int, ground: str, reason: str, also: Collection[int],
    request_id: int | None = None,
) -> Erased:  # fmt: skip
    """Erase, as a request asks or for another ground."""
    with unit_of_work(app.engine, principal) as connection:
        done = erasure.erase(
            connection, principal, app.keyring, person_id, ground, reason, request_id=request_id, also=also
        )
    with unit_of_work(app.engine, principal) as connection:
        return replace(done, in_ledger=ledger_kept(connection, app.home))


def known_erasures(app: Application, principal: Principal) -> tuple[Tombstone, ...]:
    """All tombstones, newest first."""
    with unit_of_work(app.engine, principal) as connection:
        return erasure.list_erasures(connection)


def let_in_again(app: Application, principal: Principal, number: int, paper: str, reason: str) -> None:
    """There is a new basis."""
    with unit_of_work(app.engine, principal) as connection:
        erasure.release(connection, principal, number, paper, reason)
    with unit_of_work(app.engine, principal) as connection:
        keep_ledger(connection, app.home)


def not_carried_out_again(app: Application, principal: Principal) -> int:
    """How many erasures the ledger tells of that the database does not know: an old backup was restored."""
    with unit_of_work(app.engine, principal) as connection:
        return len(pending(connection, read_ledger(ledger_file(app.home))))

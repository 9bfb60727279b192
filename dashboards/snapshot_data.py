"""What the page of frozen figures reads and does: one unit of work each, in the name of the principal."""

from collections.abc import Sequence
from datetime import date

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.indicators import differing, snapshots

__all__ = ["changed_since", "differences", "freeze", "sign", "snapshot", "snapshot_list"]


def snapshot_list(application: Application, principal: Principal, plan: str) -> Sequence[snapshots.Head]:
    """What has been frozen of a plan, newest first."""
    with unit_of_work(application.engine, principal) as connection:
        return snapshots.list_snapshots(connection, principal, plan)


def snapshot(application: Application, principal: Principal, number: int) -> snapshots.Snapshot:
    """One of them with its figures, as far as the role may see them."""
    with unit_of_work(application.engine, principal) as connection:
        return snapshots.read_snapshot(connection, principal, number)


def freeze(application: Application, principal: Principal, plan: str, period: str, as_of: date) -> int:
    """Freeze the figures of a day; gives the number."""
    with unit_of_work(application.engine, principal) as connection:
        return snapshots.freeze(connection, principal, plan, period.strip(), as_of).snapshot_id


def sign(application: Application, principal: Principal, number: int) -> None:
    """Vouch for frozen figures."""
    with unit_of_work(application.engine, principal) as connection:
        snapshots.sign(connection, principal, number)


def changed_since(application: Application, principal: Principal, number: int) -> differing.Difference:
    """What differs from the figures of now."""
    with unit_of_work(application.engine, principal) as connection:
        return differing.since(connection, principal, number)


def differences(application: Application, principal: Principal, one: int, other: int) -> differing.Difference:
    """What differs between two frozen ones."""
    with unit_of_work(application.engine, principal) as connection:
        return differing.compare(connection, principal, one, other)

"""Brings the persons of changed agencies up to date: name, kind and sector of an employer are part of their rows."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, select

from talentdb.access.audit import audit
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.access.rights import Action, require
from talentdb.db.agencies import import_agencies
from talentdb.db.tables import agency, person_source, source_record
from talentdb.people.sync import refresh
from talentdb.registry.decisions import hold_registry

__all__ = ["refresh_employees", "take_over_agencies"]


def take_over_agencies(
    engine: Engine, principal: Principal, entries: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Import a list of agencies in the caller's name, then bring the persons of the changed ones up to date.

    The second step is the program's own: administrators keep agencies, but may not write persons.
    Raises: ForbiddenError for a role that does not keep agencies.
    """
    require(principal, Action.ADMINISTER)
    with unit_of_work(engine, principal) as connection:
        outcome = import_agencies(connection, entries)
        audit(connection, principal, "agencies.import", "agency", "*", details={"agencies": len(outcome)})
    changed = [row["agency_id"] for row in outcome if row.get("agency_id") is not None]
    with unit_of_work(engine, OPERATOR) as connection:
        refresh_employees(connection, OPERATOR, changed)
    return outcome


def refresh_employees(connection: Connection, principal: Principal, agency_ids: Collection[int]) -> int:
    """Derive everybody anew who is or was employed by one of the agencies, or by one that it took over; returns how
    many changed.

    To be called after agencies were imported or edited; else the rows follow only at the person's next submission.
    Raises: ForbiddenError for a role that does not write the registry (call it as the operator then).
    """
    require(principal, Action.REVIEW)
    hold_registry(connection)
    employed = (
        select(person_source.c.person_id)
        .join(source_record, source_record.c.source_record_id == person_source.c.source_record_id)
        .where(person_source.c.person_id.is_not(None))
        .where(source_record.c.employer_id.in_(_with_taken_over(connection, agency_ids)))
        .distinct()
    )
    return refresh(connection, connection.execute(employed).scalars().all())


def _with_taken_over(connection: Connection, agency_ids: Collection[int]) -> set[int]:
    """The agencies and all whose links of successors lead to them."""
    found, latest = set(agency_ids), set(agency_ids)
    while latest:
        before = select(agency.c.agency_id).where(agency.c.successor_id.in_(latest))
        latest = set(connection.execute(before).scalars()) - found
        found |= latest
    return found

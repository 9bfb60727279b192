"""Brings the persons of changed agencies up to date: name, kind and sector of an employer are part of their rows."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import person_source, source_record
from talentdb.people.sync import refresh
from talentdb.registry.decisions import hold_registry

__all__ = ["refresh_employees"]


def refresh_employees(connection: Connection, principal: Principal, agency_ids: Collection[int]) -> int:
    """Derive everybody anew who is or was employed by one of the agencies; returns how many changed.

    To be called after agencies were imported or edited; else the rows follow only at the person's next submission.
    Raises: ForbiddenError for a role that does not write the registry (call it as the operator then).
    """
    require(principal, Action.REVIEW)
    hold_registry(connection)
    employed = (
        select(person_source.c.person_id)
        .join(source_record, source_record.c.source_record_id == person_source.c.source_record_id)
        .where(source_record.c.employer_id.in_(agency_ids))
        .distinct()
    )
    return refresh(connection, connection.execute(employed).scalars().all())

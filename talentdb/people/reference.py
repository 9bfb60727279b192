"""What deriving a person needs to know of agencies and code lists, read once a unit of work."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from talentdb.db.tables import agency, code
from talentdb.fields import CODED
from talentdb.people.keys import Labels

__all__ = ["AgencyFacts", "Reference", "read_reference"]


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """An agency as far as the values of its people depend on it; see the comments on table agency."""

    agency_id: int
    code: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    sector: str
    is_public: bool
    sti_kind: str | None
    commune_code: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """Agencies by number, labels by (list, code)."""

    agencies: Mapping[int, AgencyFacts]
    labels: Labels


def read_reference(connection: Connection) -> Reference:
    """Agencies and the labels of lists that fields use; visible to every role."""
    columns = (
        agency.c.agency_id, agency.c.code, agency.c.name, agency.c.aliases, agency.c.kind, agency.c.sector,
        agency.c.is_public, agency.c.sti_kind, agency.c.commune_code,
    )  # fmt: skip
    agencies = {
        row.agency_id: AgencyFacts(*row[:3], tuple(row.aliases), *row[4:])
        for row in connection.execute(select(*columns))
    }
    used = sorted({*CODED.values(), "language"})
    rows = connection.execute(select(code.c.list, code.c.code, code.c.label).where(code.c.list.in_(used)))
    return Reference(agencies, {(row.list, row.code): row.label for row in rows})

"""What deriving a person needs to know of agencies and code lists, read once a unit of work."""

import time
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select

from talentdb.db.tables import agency, code
from talentdb.fields import CODED
from talentdb.people.keys import Labels
from talentdb.people.successors import heir

__all__ = ["AgencyFacts", "Reference", "known_labels", "read_reference"]

# A label that was reworded may be shown as it was for so long; codes are never taken from here.
_LABEL_SECONDS: Final = 60.0


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
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Agencies by number, labels by (list, code)."""

    agencies: Mapping[int, AgencyFacts]
    labels: Labels

    def heir(self, agency_id: int, day: date) -> int:
        """Under whom the people of the agency are on that day."""
        return agency_id if self.agencies[agency_id].successor_id is None else heir(self.agencies, agency_id, day)


def read_reference(connection: Connection) -> Reference:
    """Agencies and the labels of lists that fields use; visible to every role."""
    columns = (
        agency.c.agency_id, agency.c.code, agency.c.name, agency.c.aliases, agency.c.kind, agency.c.sector,
        agency.c.is_public, agency.c.sti_kind, agency.c.commune_code, agency.c.valid_from, agency.c.valid_to,
        agency.c.successor_id,
    )  # fmt: skip
    agencies = {
        row.agency_id: AgencyFacts(*row[:3], tuple(row.aliases), *row[4:])
        for row in connection.execute(select(*columns))
    }
    return Reference(agencies, _read_labels(connection))


def _read_labels(connection: Connection) -> Labels:
    used = sorted({*CODED.values(), "language"})
    rows = connection.execute(select(code.c.list, code.c.code, code.c.label).where(code.c.list.in_(used)))
    return {(row.list, row.code): row.label for row in rows}


_labels: Final[MutableMapping[Engine, tuple[float, Labels]]] = WeakKeyDictionary()


def known_labels(connection: Connection) -> Labels:
    """The labels for showing, read at most once a minute for each database; public, so the same for every role."""
    read_at, labels = _labels.get(connection.engine, (0.0, {}))
    if not labels or time.monotonic() - read_at > _LABEL_SECONDS:
        labels = _read_labels(connection)
        _labels[connection.engine] = (time.monotonic(), labels)
    return labels

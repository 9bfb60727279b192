"""What deriving a person needs to know of agencies and code lists, read once a unit of work."""

import time
from collections.abc import Collection, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select

from talentdb.db.tables import agency, code
from talentdb.fields import CODED
from talentdb.people.keys import Labels
from talentdb.people.successors import heir
from talentdb.text import alias_key

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
    parent_id: int | None = None


@dataclass(frozen=True)
class Reference:
    """Agencies by number, labels by (list, code)."""

    agencies: Mapping[int, AgencyFacts]
    labels: Labels

    @cached_property
    def _by_name(self) -> Mapping[str, Collection[int]]:
        """Only for units that bear the name of a body: a page about one person seldom needs it."""
        found: dict[str, set[int]] = {}
        for one in self.agencies.values():
            for name in (one.name, *one.aliases):
                found.setdefault(alias_key(name), set()).add(one.agency_id)
        return found

    def heir(self, agency_id: int, day: date) -> int:
        """Under whom the people of the agency are on that day."""
        return agency_id if self.agencies[agency_id].successor_id is None else heir(self.agencies, agency_id, day)

    def unit_body(self, employer_id: int, unit: str | None) -> int | None:
        """The agency that a unit of an employer is, where it bears the name of one: a department lists the people of
        its schools with the school in the column of units. By another name than the official one only an agency
        below the employer is meant; None where several are called so."""
        if not unit:
            return None
        key = alias_key(unit)
        named = [
            number
            for number in self._by_name.get(key, ())
            if number != employer_id
            and (alias_key(self.agencies[number].name) == key or self._is_below(number, employer_id))
        ]
        return named[0] if len(named) == 1 else None

    def _is_below(self, number: int, above: int) -> bool:
        seen: set[int] = set()
        at: int | None = number
        while at is not None and at not in seen:
            seen.add(at)
            at = self.agencies[at].parent_id if at in self.agencies else None
        return above in seen


def read_reference(connection: Connection) -> Reference:
    """Agencies and the labels of lists that fields use; visible to every role."""
    columns = (
        agency.c.agency_id, agency.c.code, agency.c.name, agency.c.aliases, agency.c.kind, agency.c.sector,
        agency.c.is_public, agency.c.sti_kind, agency.c.commune_code, agency.c.valid_from, agency.c.valid_to,
        agency.c.successor_id, agency.c.parent_id,
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

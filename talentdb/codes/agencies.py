"""The agencies of the province as shipped: who they are, what stands above them, who has to report.

A starting list for the database, where the province keeps its own; the 104 People's Committees of communes are made
from the list of communes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from talentdb.codes.agency_directory import AgencyDirectory
from talentdb.codes.agency_kinds import infer_kind, is_public_sector, sector_of, sti_kind_of
from talentdb.codes.communes import MERGER_DAY, Commune, communes
from talentdb.codes.files import day, read_rows, split_aliases
from talentdb.text import alias_key

__all__ = [
    "AgencyDirectory",
    "AgencyEntry",
    "commune_agency_code",
    "infer_kind",
    "is_public_sector",
    "sector_of",
    "seed_agencies",
    "seed_directory",
    "sti_kind_of",
]

PROVINCE_COMMITTEE = "UBND-TINH"
"""Code of the provincial People's Committee, parent of departments and communes."""


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """One body. `parent` and `successor` are codes; `reports`: it owes the yearly report of plan 002."""

    code: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    parent: str | None
    sector: str
    is_public: bool
    sti_kind: str | None
    commune_code: str | None
    valid_from: date | None
    valid_to: date | None
    successor: str | None
    reports: bool
    source: str


@cache
def seed_agencies() -> tuple[AgencyEntry, ...]:
    """All bodies, parents before their children."""
    return tuple(_parents_first([*map(_entry, read_rows("agencies")), *map(_commune_committee, communes().values())]))


@cache
def seed_directory() -> AgencyDirectory[str]:
    """The shipped agencies by name, keyed by code: for reading without a database."""
    entries = seed_agencies()
    parents = {entry.code: entry.parent for entry in entries if entry.parent}
    return AgencyDirectory(((e.code, e.name, e.aliases) for e in entries), parents)


def commune_agency_code(commune: Commune) -> str:
    """Code of a commune's People's Committee: X-AN-THI, P-PHO-HIEN."""
    return f"{'P' if commune.kind == 'ward' else 'X'}-{alias_key(commune.name).replace(' ', '-').upper()}"


def _entry(row: dict[str, str]) -> AgencyEntry:
    sector = row["sector"] or sector_of(row["kind"])
    return AgencyEntry(
        code=row["code"],
        name=row["name"],
        aliases=split_aliases(row["aliases"]),
        kind=row["kind"],
        parent=row["parent"] or None,
        sector=sector,
        is_public=is_public_sector(sector),
        sti_kind=row["sti_kind"] or sti_kind_of(row["kind"], row["name"]),
        commune_code=row["commune_code"] or None,
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
        successor=row["successor"] or None,
        reports=row["reports"] == "yes",
        source=row["source"],
    )


def _commune_committee(commune: Commune) -> AgencyEntry:
    unit = commune.full_name
    return AgencyEntry(
        code=commune_agency_code(commune),
        name=f"UBND {unit}",
        aliases=(f"Ủy ban nhân dân {unit}", f"{unit[0].upper()}{unit[1:]}"),
        kind="commune",
        parent=PROVINCE_COMMITTEE,
        sector=sector_of("commune"),
        is_public=True,
        sti_kind=None,
        commune_code=commune.code,
        valid_from=MERGER_DAY,
        valid_to=None,
        successor=None,
        reports=True,
        source="Nghị quyết 1666/NQ-UBTVQH15 ngày 16/6/2025",
    )


def _parents_first(entries: Iterable[AgencyEntry]) -> list[AgencyEntry]:
    waiting = list(entries)
    placed: dict[str, AgencyEntry] = {}
    while waiting:
        ready = [entry for entry in waiting if entry.parent is None or entry.parent in placed]
        if not ready:
            missing = ", ".join(entry.code for entry in waiting)
            raise ValueError(f"agencies.csv: parent unknown or circular: {missing}")
        placed.update((entry.code, entry) for entry in ready)
        waiting = [entry for entry in waiting if entry.code not in placed]
    return list(placed.values())

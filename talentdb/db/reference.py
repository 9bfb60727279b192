"""Writes the shipped code lists, communes and agencies into tables, and gives agencies back by name.

Idempotent: lists follow the shipped files; an agency that is there already is the province's to edit and stays.
"""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, select, text

from talentdb.codes import code_list, list_names
from talentdb.codes.agencies import AgencyDirectory, seed_agencies
from talentdb.codes.communes import MERGER_DAY, communes, old_communes
from talentdb.db.agencies import import_agencies
from talentdb.db.staging import insert_rows
from talentdb.db.tables import agency
from talentdb.text import fold

__all__ = ["agency_directory", "import_agencies", "load_reference"]

_CODE: Final = (
    "list", "code", "label", "parent_code", "aliases", "rank", "scheme", "valid_from", "valid_to", "source",
)  # fmt: skip
_COMMUNE: Final = ("commune_code", "name", "kind", "name_key", "province_code", "valid_from")
_PREDECESSOR: Final = ("old_code", "new_code", "old_name", "old_district", "old_province", "partial")
_AGENCY: Final = (
    "code", "name", "name_key", "aliases", "kind", "sector", "is_public", "sti_kind", "commune_code", "reports",
    "valid_from", "valid_to", "source",
)  # fmt: skip


def _upsert(connection: Connection, table: str, columns: tuple[str, ...], keys: int, rows: Iterator[Any]) -> int:
    """Insert or update; the first `keys` columns are the key."""
    listed = ", ".join(f"{name} = excluded.{name}" for name in columns[keys:])
    clause = f"on conflict ({', '.join(columns[:keys])}) do update set {listed}"
    return insert_rows(connection, table, columns, rows, on_conflict=clause)


def load_reference(connection: Connection) -> dict[str, int]:
    """Code lists, communes, their predecessors and the seed of agencies into tables; number of rows of each.

    Needs a role that keeps lists (operator, administrator).
    """
    counts = {
        "code": _upsert(connection, "code", _CODE, 2, _codes()),
        "commune": _upsert(connection, "commune", _COMMUNE, 1, _communes()),
        "commune_predecessor": _upsert(connection, "commune_predecessor", _PREDECESSOR, 2, _predecessors()),
    }
    before = connection.execute(select(agency.c.code)).scalars().all()
    counts["agency"] = insert_rows(
        connection, "agency", _AGENCY, _agencies(), on_conflict="on conflict (code) do nothing"
    )
    _relate_agencies(connection, frozenset(before))
    return counts


def _codes() -> Iterator[tuple[Any, ...]]:
    for name in list_names():
        for code in code_list(name).codes:
            yield (
                code.list, code.code, code.label, code.parent, list(code.aliases), code.rank, code.scheme,
                code.valid_from, code.valid_to, code.source,
            )  # fmt: skip


def _communes() -> Iterator[tuple[Any, ...]]:
    for found in communes().values():
        yield found.code, found.name, found.kind, fold(found.name), found.province_code, MERGER_DAY


def _predecessors() -> Iterator[tuple[Any, ...]]:
    known = communes()
    for old in old_communes():
        for code in old.new_codes:
            if code in known:
                yield old.old_code, code, old.old_name, old.old_district, old.old_province, old.partial


def _agencies() -> Iterator[tuple[Any, ...]]:
    for entry in seed_agencies():
        yield (
            entry.code, entry.name, fold(entry.name), list(entry.aliases), entry.kind, entry.sector,
            entry.is_public, entry.sti_kind, entry.commune_code, entry.reports, entry.valid_from, entry.valid_to,
            entry.source,
        )  # fmt: skip


def _relate_agencies(connection: Connection, before: frozenset[str]) -> None:
    """Parents and successors of the agencies that came in just now; those there before are left alone."""
    for column, name in (("parent_id", "parent"), ("successor_id", "successor")):
        pairs = [(e.code, getattr(e, name)) for e in seed_agencies() if getattr(e, name) and e.code not in before]
        if not pairs:
            continue
        statement = f"""
            update agency a set {column} = b.agency_id
            from unnest(cast(:codes as text[]), cast(:others as text[])) as m(code, other)
                join agency b on b.code = m.other
            where a.code = m.code and b.agency_id <> a.agency_id
        """  # noqa: S608
        codes, others = zip(*pairs, strict=True)
        connection.execute(text(statement), {"codes": list(codes), "others": list(others)})


def agency_directory(connection: Connection) -> AgencyDirectory[int]:
    """The agencies of this database by name, keyed by agency_id."""
    a = agency.c
    rows = connection.execute(select(a.agency_id, a.name, a.aliases, a.parent_id).order_by(a.agency_id)).all()
    parents = {row.agency_id: row.parent_id for row in rows if row.parent_id is not None}
    return AgencyDirectory(((row.agency_id, row.name, row.aliases) for row in rows), parents)

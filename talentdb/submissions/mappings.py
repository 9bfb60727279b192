"""What an agency's columns meant in its approved submissions: what is kept of them, and asked for again.

Written at approval by the registry; reads no file and judges no header.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from talentdb.db.tables import column_mapping
from talentdb.text import alias_key

__all__ = ["LEFT_ASIDE", "meanings_of", "remembered_mappings"]

LEFT_ASIDE = "-"
"""Stored for a column that a person said to leave aside."""


def remembered_mappings(connection: Connection, agency_id: int) -> dict[str, dict[str, str]]:
    """Form -> folded header -> field, "" for a column to leave aside; the newest approval wins."""
    table = column_mapping.c
    rows = connection.execute(
        select(table.form, table.header_key, table.field)
        .where(table.agency_id == agency_id)
        .order_by(table.last_seen_at)
    )
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row.form, {})[row.header_key] = "" if row.field == LEFT_ASIDE else row.field
    return found


def meanings_of(understanding: Mapping[str, Any], form: str) -> dict[str, str]:
    """Header key -> field of the tables of one form in an approved submission, LEFT_ASIDE where a person said so.

    A column that nobody understood is not kept as one to leave aside: a newer reader may know it. Two columns of one
    header with different meanings (parts of a merged header) settle nothing.
    """
    corrections = understanding.get("corrections") or {}
    meanings: dict[str, set[str]] = {}
    for sheet in understanding.get("sheets", ()):
        own = corrections.get(sheet.get("sheet")) if isinstance(corrections, Mapping) else None
        said = (own or {}).get("columns") or {}
        for table in sheet.get("tables", ()):
            if table.get("form", form) != form:
                continue
            for column in table.get("columns", ()):
                key = alias_key(column.get("header") or "")
                field = column.get("field") or (LEFT_ASIDE if said.get(column.get("column")) == "" else "")
                if key and field:
                    meanings.setdefault(key, set()).add(field)
    return {key: fields.pop() for key, fields in meanings.items() if len(fields) == 1}

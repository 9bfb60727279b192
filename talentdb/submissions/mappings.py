"""What an agency's columns meant in its approved submissions. Written at approval; here it is asked for."""

from sqlalchemy import Connection, select

from talentdb.db.tables import column_mapping

__all__ = ["remembered_mappings"]


def remembered_mappings(connection: Connection, agency_id: int) -> dict[str, str]:
    """Folded header -> field, for the columns that were used; what was left aside may mean more to a newer reader."""
    rows = connection.execute(
        select(column_mapping.c.header_key, column_mapping.c.field)
        .where(column_mapping.c.agency_id == agency_id, column_mapping.c.field != "-")
        .order_by(column_mapping.c.last_seen_at)
    )
    return {row.header_key: row.field for row in rows}

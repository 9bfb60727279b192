"""Tables of the search index: what has changed since, and which index is live."""

from sqlalchemy import BigInteger, Column, Identity, Integer, Table, Text, text

from talentdb.db.tables.base import TIMESTAMPTZ, metadata

__all__ = ["index_state", "outbox"]

outbox = Table(
    "outbox",
    metadata,
    Column("outbox_id", BigInteger, Identity(always=True), primary_key=True),
    Column("person_id", BigInteger, nullable=False),
    Column("enqueued_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("last_error", Text),
)


index_state = Table(
    "index_state",
    metadata,
    Column("index_name", Text, primary_key=True),
    Column("document_version", Text, nullable=False),
    Column("built_at", TIMESTAMPTZ, nullable=False),
    Column("n_documents", Integer, nullable=False),
)

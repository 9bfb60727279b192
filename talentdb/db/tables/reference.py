"""Tables of what is the same for everybody: the version of the schema, code lists, communes, agencies."""

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from talentdb.db.tables.base import TIMESTAMPTZ, metadata

__all__ = ["agency", "code", "commune", "commune_predecessor", "schema_version"]

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("catalog", JSONB, nullable=False),
    Column("registry", Uuid, nullable=False, server_default=text("gen_random_uuid()")),
    Column("applied_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
)


code = Table(
    "code",
    metadata,
    Column("list", Text),
    Column("code", Text),
    Column("label", Text, nullable=False),
    Column("parent_code", Text),
    Column("aliases", ARRAY(Text), nullable=False, server_default=text("'{}'::text[]")),
    Column("rank", Integer),
    Column("scheme", Text),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("source", Text, nullable=False, server_default=text("''::text")),
    PrimaryKeyConstraint("list", "code"),
)


commune = Table(
    "commune",
    metadata,
    Column("commune_code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("province_code", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
)


commune_predecessor = Table(
    "commune_predecessor",
    metadata,
    Column("old_code", Text),
    Column("new_code", Text, ForeignKey("commune.commune_code")),
    Column("old_name", Text, nullable=False),
    Column("old_district", Text, nullable=False),
    Column("old_province", Text, nullable=False),
    Column("partial", Boolean, nullable=False),
    PrimaryKeyConstraint("old_code", "new_code"),
    Index("ix_commune_predecessor_new_code", "new_code"),
)


agency = Table(
    "agency",
    metadata,
    Column("agency_id", Integer, Identity(always=False), primary_key=True),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("aliases", ARRAY(Text), nullable=False, server_default=text("'{}'::text[]")),
    Column("kind", Text, nullable=False),
    Column("sector", Text, nullable=False),
    Column("is_public", Boolean, nullable=False),
    Column("sti_kind", Text),
    Column("parent_id", Integer, ForeignKey("agency.agency_id")),
    Column("commune_code", Text, ForeignKey("commune.commune_code")),
    Column("reports", Boolean, nullable=False, server_default=text("false")),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("successor_id", Integer, ForeignKey("agency.agency_id")),
    Column("source", Text, nullable=False, server_default=text("''::text")),
    UniqueConstraint("code", name="uq_agency_code"),
    Index("ix_agency_commune_code", "commune_code"),
    Index("ix_agency_parent_id", "parent_id"),
    Index("ix_agency_successor_id", "successor_id"),
)

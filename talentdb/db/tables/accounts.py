"""Tables of who may come in, and of what they did."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import INT8MULTIRANGE, JSONB

from talentdb.db.tables.base import TIMESTAMPTZ, metadata

__all__ = [
    "account",
    "audit_event",
    "audit_head",
    "audit_link",
    "blind_index_key",
    "password_history",
    "recovery_code",
    "second_factor",
    "session",
    "taken_out",
]

account = Table(
    "account",
    metadata,
    Column("account_id", Integer, Identity(always=False), primary_key=True),
    Column("login", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("agency_id", Integer, ForeignKey("agency.agency_id")),
    Column("person_id", BigInteger),
    Column("display_name", Text, nullable=False),
    Column("is_demo", Boolean, nullable=False, server_default=text("false")),
    Column("must_change_password", Boolean, nullable=False, server_default=text("true")),
    Column("failed_logins", Integer, nullable=False, server_default=text("0")),
    Column("locked_until", TIMESTAMPTZ),
    Column("disabled_at", TIMESTAMPTZ),
    Column("created_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Column("last_login_at", TIMESTAMPTZ),
    Column("password_set_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Column("opened_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Column("sso_name", Text),
    UniqueConstraint("login", name="uq_account_login"),
    UniqueConstraint("sso_name", name="uq_account_sso_name"),
    Index("ix_account_agency_id", "agency_id"),
)


session = Table(
    "session",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("account_id", Integer, ForeignKey("account.account_id"), nullable=False),
    Column("created_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Column("last_seen_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Column("expires_at", TIMESTAMPTZ, nullable=False),
    Column("revoked_at", TIMESTAMPTZ),
    Column("identity", Text, nullable=False, server_default=text("'local'::text")),
    Column("strong", Boolean, nullable=False, server_default=text("false")),
    Column("awaits", Text),
    Column("device", Text, nullable=False, server_default=text("''::text")),
    Index("ix_session_account_id", "account_id"),
)


second_factor = Table(
    "second_factor",
    metadata,
    Column("account_id", Integer, ForeignKey("account.account_id"), primary_key=True),
    Column("secret_cipher", LargeBinary, nullable=False),
    Column("confirmed_at", TIMESTAMPTZ),
    Column("last_step", BigInteger, nullable=False, server_default=text("0")),
    Column("created_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
)


recovery_code = Table(
    "recovery_code",
    metadata,
    Column("account_id", Integer, ForeignKey("account.account_id"), primary_key=True),
    Column("code_hash", LargeBinary, primary_key=True),
    Column("used_at", TIMESTAMPTZ),
)


password_history = Table(
    "password_history",
    metadata,
    Column("account_id", Integer, ForeignKey("account.account_id"), primary_key=True),
    Column("password_hash", Text, primary_key=True),
    Column("set_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
)


audit_event = Table(
    "audit_event",
    metadata,
    Column("audit_id", BigInteger, Identity(always=True), primary_key=True),
    Column("at", TIMESTAMPTZ, nullable=False),
    Column("account_id", Integer),
    Column("login", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("agency_id", Integer),
    Column("action", Text, nullable=False),
    Column("object_kind", Text, nullable=False),
    Column("object_id", Text, nullable=False),
    Column("purpose", Text),
    Column("details", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    Column("salt", LargeBinary),
    Column("written_in", BigInteger, nullable=False, server_default=text("((pg_current_xact_id())::text)::bigint")),
    Index("ix_audit_event_at", "at"),
    Index("ix_audit_event_object", "object_kind", "object_id"),
)


taken_out = Table(
    "taken_out",
    metadata,
    Column(
        "audit_id", BigInteger, ForeignKey("audit_event.audit_id"), primary_key=True, autoincrement=False,
        server_default=text("app_last_audit()"),
    ),
    Column("persons", INT8MULTIRANGE, nullable=False),
)  # fmt: skip


audit_link = Table(
    "audit_link",
    metadata,
    Column("chain_no", BigInteger, primary_key=True, autoincrement=False),
    Column("audit_id", BigInteger, ForeignKey("audit_event.audit_id"), nullable=False),
    Column("commitment", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("audit_id", name="uq_audit_link_audit_id"),
)


audit_head = Table(
    "audit_head",
    metadata,
    Column("only_row", Boolean, primary_key=True, server_default=text("true")),
    Column("rows", BigInteger, nullable=False, server_default=text("0")),
    Column("hash", LargeBinary, nullable=False),
)


blind_index_key = Table(
    "blind_index_key",
    metadata,
    Column("only_row", Boolean, primary_key=True, server_default=text("true")),
    Column("generation", Integer, nullable=False),
)

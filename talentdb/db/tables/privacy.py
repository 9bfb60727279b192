"""Tables of personal data: what people ask about their own, and incidents."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from talentdb.db.tables.base import TIMESTAMPTZ, metadata

__all__ = [
    "consent",
    "consent_text",
    "data_set",
    "erasure",
    "erasure_mark",
    "erasure_release",
    "incident",
    "incident_step",
    "rights_request",
    "rights_request_step",
]

rights_request = Table(
    "rights_request",
    metadata,
    Column("request_id", BigInteger, Identity(always=False), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("person_id", BigInteger),
    Column("requester", Text, nullable=False),
    Column("contact", Text, nullable=False, server_default=text("''::text")),
    Column("channel", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("third_party", Boolean, nullable=False, server_default=text("false")),
    Column("received_on", Date, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_rights_request_person_id", "person_id"),
    Index("ix_rights_request_account_id", "account_id"),
)

rights_request_step = Table(
    "rights_request_step",
    metadata,
    Column("request_id", BigInteger, ForeignKey("rights_request.request_id")),
    Column("step", Integer),
    Column("act", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("article", Text, nullable=False, server_default=text("''::text")),
    Column("day", Date, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    PrimaryKeyConstraint("request_id", "step"),
    Index("ix_rights_request_step_account_id", "account_id"),
)

data_set = Table(
    "data_set",
    metadata,
    Column("data_set_id", BigInteger, Identity(always=False), primary_key=True),
    Column("agency_id", Integer, ForeignKey("agency.agency_id")),
    Column("form", Text),
    Column("basis", Text, nullable=False),
    Column("paper", Text, nullable=False),
    Column("paper_day", Date, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("sensitive", ARRAY(Text), nullable=False, server_default=text("'{}'::text[]")),
    Column("responsible", Text, nullable=False, server_default=text("''::text")),
    Column("kept_until", Date),
    Column("kept_years", SmallInteger),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_data_set_agency_id", "agency_id"),
    Index("ix_data_set_account_id", "account_id"),
)

consent_text = Table(
    "consent_text",
    metadata,
    Column("text_id", BigInteger, Identity(always=False), primary_key=True),
    Column("purpose", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("sensitive", ARRAY(Text), nullable=False, server_default=text("'{}'::text[]")),
    Column("sha256", Text, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    UniqueConstraint("purpose", "version", name="uq_consent_text_version"),
    UniqueConstraint("text_id", "purpose", name="uq_consent_text_purpose"),
    Index("ix_consent_text_account_id", "account_id"),
)

consent = Table(
    "consent",
    metadata,
    Column("consent_id", BigInteger, Identity(always=False), primary_key=True),
    Column("text_id", BigInteger, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("act", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("channel", Text, nullable=False),
    Column("paper", Text, nullable=False, server_default=text("''::text")),
    Column("request_id", BigInteger, ForeignKey("rights_request.request_id")),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    ForeignKeyConstraint(["text_id", "purpose"], ["consent_text.text_id", "consent_text.purpose"]),
    Index("ix_consent_text_id", "text_id", "purpose"),
    Index("ix_consent_person_id", "person_id"),
    Index("ix_consent_request_id", "request_id"),
    Index("ix_consent_account_id", "account_id"),
)

erasure = Table(
    "erasure",
    metadata,
    Column("erasure_id", BigInteger, Identity(always=False), primary_key=True),
    Column("request_id", BigInteger, ForeignKey("rights_request.request_id")),
    Column("ground", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("removed", JSONB, nullable=False),
    Column("kept", JSONB, nullable=False),
    Column("files", JSONB, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_erasure_request_id", "request_id"),
    Index("ix_erasure_account_id", "account_id"),
    Index("ix_erasure_made_at", "made_at"),
)

erasure_mark = Table(
    "erasure_mark",
    metadata,
    Column("erasure_id", BigInteger, ForeignKey("erasure.erasure_id")),
    Column("mark", LargeBinary),
    Column("kind", Text, nullable=False),
    PrimaryKeyConstraint("erasure_id", "mark"),
    Index("ix_erasure_mark_mark", "mark"),
)

erasure_release = Table(
    "erasure_release",
    metadata,
    Column("erasure_id", BigInteger, ForeignKey("erasure.erasure_id"), primary_key=True),
    Column("paper", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_erasure_release_account_id", "account_id"),
)

incident = Table(
    "incident",
    metadata,
    Column("incident_id", BigInteger, Identity(always=False), primary_key=True),
    Column("detected_at", TIMESTAMPTZ, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("may_harm", Boolean, nullable=False),
    Column("is_cyber", Boolean, nullable=False),
    Column("affected", Integer),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_incident_account_id", "account_id"),
)

incident_step = Table(
    "incident_step",
    metadata,
    Column("incident_id", BigInteger, ForeignKey("incident.incident_id")),
    Column("step", Integer),
    Column("act", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("done_at", TIMESTAMPTZ, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    PrimaryKeyConstraint("incident_id", "step"),
    Index("ix_incident_step_account_id", "account_id"),
)

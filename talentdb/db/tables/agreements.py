"""Tables of the giving of data to other bodies: agreements, and what was given under each."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from talentdb.db.tables.base import TIMESTAMPTZ, metadata

__all__ = ["agreement", "handover"]

agreement = Table(
    "agreement",
    metadata,
    Column("agreement_id", BigInteger, Identity(always=False), primary_key=True),
    Column("paper", Text, nullable=False),
    Column("signed_on", Date, nullable=False),
    Column("receiver", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("fields", ARRAY(Text), nullable=False),
    Column("basis", Text, nullable=False),
    Column("begins_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    UniqueConstraint("paper", "receiver", name="uq_agreement_paper"),
    Index("ix_agreement_account_id", "account_id"),
)

handover = Table(
    "handover",
    metadata,
    Column("handover_id", BigInteger, Identity(always=False), primary_key=True),
    Column("agreement_id", BigInteger, ForeignKey("agreement.agreement_id"), nullable=False),
    Column("recipient", Text, nullable=False),
    Column("fields", ARRAY(Text), nullable=False),
    Column("people", Integer, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_handover_agreement_id", "agreement_id"),
    Index("ix_handover_account_id", "account_id"),
)

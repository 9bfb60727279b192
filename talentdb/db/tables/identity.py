"""Tables of who is who: persons, keys, pairs, and what people judged."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    desc,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from talentdb.db.tables.base import NEXT_DECISION, TIMESTAMPTZ, metadata

__all__ = [
    "judgement",
    "judgement_record",
    "judgement_retraction",
    "match_key",
    "match_pair",
    "match_run",
    "person",
    "person_redirect",
    "person_source",
]

person = Table(
    "person",
    metadata,
    Column("person_id", BigInteger, primary_key=True),
    Column("state", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("version_count", Integer, nullable=False),
    Column("changed_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
)


person_redirect = Table(
    "person_redirect",
    metadata,
    Column("person_id", BigInteger, primary_key=True),
    Column("target_id", BigInteger, ForeignKey("person.person_id"), nullable=False),
    Index("ix_person_redirect_target_id", "target_id"),
)


person_source = Table(
    "person_source",
    metadata,
    Column("source_record_id", BigInteger, ForeignKey("source_record.source_record_id"), primary_key=True),
    Column("person_id", BigInteger, ForeignKey("person.person_id")),
    Column("rule", Text, nullable=False),
    Index("ix_person_source_person_id", "person_id"),
)


judgement = Table(
    "judgement",
    metadata,
    Column("judgement_id", BigInteger, primary_key=True, server_default=NEXT_DECISION),
    Column("verdict", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=text("''::text")),
    Column("score", Double),
    Column("model_version", Text, nullable=False),
    Column("at", TIMESTAMPTZ, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Index("ix_judgement_account_id", "account_id"),
)


judgement_record = Table(
    "judgement_record",
    metadata,
    Column("judgement_id", BigInteger, ForeignKey("judgement.judgement_id"), primary_key=True),
    Column("source_record_id", BigInteger, ForeignKey("source_record.source_record_id"), primary_key=True),
    Column("side", SmallInteger, nullable=False),
    Index("ix_judgement_record_source_record_id", "source_record_id"),
)


judgement_retraction = Table(
    "judgement_retraction",
    metadata,
    Column("judgement_id", BigInteger, ForeignKey("judgement.judgement_id"), primary_key=True),
    Column("event_id", BigInteger, nullable=False, server_default=NEXT_DECISION),
    Column("reason", Text, nullable=False, server_default=text("''::text")),
    Column("at", TIMESTAMPTZ, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Index("ix_judgement_retraction_account_id", "account_id"),
    UniqueConstraint("event_id", name="uq_judgement_retraction_event_id"),
)


match_key = Table(
    "match_key",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("source_record_id", BigInteger, ForeignKey("source_record.source_record_id"), primary_key=True),
    Index("ix_match_key_source_record_id", "source_record_id"),
)


match_pair = Table(
    "match_pair",
    metadata,
    Column("a_record_id", BigInteger, ForeignKey("source_record.source_record_id"), primary_key=True),
    Column("b_record_id", BigInteger, ForeignKey("source_record.source_record_id"), primary_key=True),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False),
    Column("preview", Boolean, primary_key=True),
    Column("decision", Text, nullable=False),
    Column("weight", Double, nullable=False),
    Column("score", Double, nullable=False),
    Column("evidence", JSONB, nullable=False),
    Column("model_version", Text, nullable=False),
    Index("ix_match_pair_b_record_id", "b_record_id"),
    Index("ix_match_pair_submission_id", "submission_id"),
    Index(
        "ix_match_pair_ask",
        desc("weight"),
        postgresql_where=text("((decision = 'ask'::text) AND (NOT preview))"),
    ),
)


match_run = Table(
    "match_run",
    metadata,
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), primary_key=True),
    Column("preview", Boolean, primary_key=True),
    Column("model_version", Text, nullable=False),
    Column("n_records", Integer, nullable=False),
    Column("n_compared", BigInteger, nullable=False),
    Column("n_merge", Integer, nullable=False),
    Column("n_ask", Integer, nullable=False),
)

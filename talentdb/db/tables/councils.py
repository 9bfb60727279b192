"""Tables of what a searcher keeps: searches, lists, experts from outside, councils."""

from sqlalchemy import (
    BigInteger,
    Boolean,
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
from sqlalchemy.dialects.postgresql import JSONB

from talentdb.db.tables.base import TIMESTAMPTZ, metadata

__all__ = ["council", "council_seat", "outside_expert", "saved_search", "shortlist", "shortlist_member"]

saved_search = Table(
    "saved_search",
    metadata,
    Column("saved_search_id", BigInteger, Identity(), primary_key=True),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("filters", JSONB, nullable=False, server_default=text("'[]'::jsonb")),
    Column("created_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    UniqueConstraint("account_id", "name", name="uq_saved_search_name", postgresql_nulls_not_distinct=True),
)


outside_expert = Table(
    "outside_expert",
    metadata,
    Column("outside_expert_id", BigInteger, Identity(), primary_key=True),
    Column("full_name", Text, nullable=False),
    Column("sex", Text),
    Column("qualification", Text),
    Column("academic_title", Text),
    Column("field_of_training", Text),
    Column("organisation", Text),
    Column("position_title", Text),
    Column("phone", Text),
    Column("email", Text),
    Column("note", Text),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("created_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_outside_expert_account_id", "account_id"),
)


shortlist = Table(
    "shortlist",
    metadata,
    Column("shortlist_id", BigInteger, Identity(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("purpose", Text, nullable=False, server_default=text("''::text")),
    Column("shared", Boolean, nullable=False, server_default=text("false")),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("created_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Column("archived_at", TIMESTAMPTZ),
    Index("ix_shortlist_account_id", "account_id"),
)


shortlist_member = Table(
    "shortlist_member",
    metadata,
    Column("shortlist_member_id", BigInteger, Identity(), primary_key=True),
    Column("shortlist_id", BigInteger, ForeignKey("shortlist.shortlist_id"), nullable=False),
    Column("person_id", BigInteger),
    Column("outside_expert_id", BigInteger, ForeignKey("outside_expert.outside_expert_id")),
    Column("note", Text, nullable=False, server_default=text("''::text")),
    Column("login", Text, nullable=False),
    Column("added_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    UniqueConstraint("shortlist_id", "person_id", name="uq_shortlist_member_person"),
    UniqueConstraint("shortlist_id", "outside_expert_id", name="uq_shortlist_member_outside"),
    Index("ix_shortlist_member_outside_expert_id", "outside_expert_id"),
    Index("ix_shortlist_member_person_id", "person_id"),
)


council = Table(
    "council",
    metadata,
    Column("council_id", BigInteger, Identity(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("shortlist_id", BigInteger, ForeignKey("shortlist.shortlist_id")),
    Column("applicant_id", BigInteger),
    Column("state", Text, nullable=False),
    Column("decision_no", Text),
    Column("decided_on", Date),
    Column("rules", JSONB, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("created_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_council_account_id", "account_id"),
    Index("ix_council_shortlist_id", "shortlist_id"),
)


council_seat = Table(
    "council_seat",
    metadata,
    Column("council_id", BigInteger, ForeignKey("council.council_id"), primary_key=True),
    Column("seat_no", Integer, primary_key=True),
    Column("seat_role", Text, nullable=False),
    Column("person_id", BigInteger),
    Column("outside_expert_id", BigInteger, ForeignKey("outside_expert.outside_expert_id")),
    Column("reasons", JSONB, nullable=False, server_default=text("'[]'::jsonb")),
    Column("invitation", Text, nullable=False, server_default=text("'none'::text")),
    Column("invited_on", Date),
    Column("answered_on", Date),
    Column("note", Text, nullable=False, server_default=text("''::text")),
    UniqueConstraint("council_id", "person_id", name="uq_council_seat_person"),
    UniqueConstraint("council_id", "outside_expert_id", name="uq_council_seat_outside"),
    Index("ix_council_seat_person_id", "person_id"),
    Index("ix_council_seat_outside_expert_id", "outside_expert_id"),
)

"""Tables of what plans do with people: needs, nominations, cases, commitments, money."""

from sqlalchemy import (
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
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from talentdb.db.tables.base import TIMESTAMPTZ, metadata

__all__ = [
    "approved_need",
    "budget_line",
    "case_event",
    "case_paper",
    "case_reviewer",
    "case_score",
    "commitment",
    "commitment_event",
    "confirmed_term",
    "need_list",
    "nomination",
    "nomination_screening",
    "nomination_step",
    "paper_file",
    "paper_upload",
    "payment",
    "programme_case",
    "recognition",
]

need_list = Table(
    "need_list",
    metadata,
    Column("need_list_id", BigInteger, Identity(always=False), primary_key=True),
    Column("plan_code", Text, ForeignKey("plan.plan_code"), nullable=False),
    Column("year", SmallInteger, nullable=False),
    Column("supplement", SmallInteger, nullable=False, server_default=text("0")),
    Column("paper", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("approved_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    UniqueConstraint("plan_code", "year", "supplement", name="uq_need_list_plan_code"),
    Index("ix_need_list_account_id", "account_id"),
)

approved_need = Table(
    "approved_need",
    metadata,
    Column("approved_need_id", BigInteger, Identity(always=False), primary_key=True),
    Column("need_list_id", BigInteger, ForeignKey("need_list.need_list_id"), nullable=False),
    Column("source_record_id", BigInteger, ForeignKey("source_record.source_record_id")),
    Column("agency_id", Integer, ForeignKey("agency.agency_id"), nullable=False),
    Column("need_type", Text, nullable=False),
    Column("job_position", Text),
    Column("need_field", Text),
    Column("field_group", Text),
    Column("required_qualification", Text),
    Column("required_institutions", Text),
    Column("target_group", Text),
    Column("full_time", Boolean),
    Column("asked", Integer, nullable=False),
    Column("approved", Integer, nullable=False),
    Column("note", Text, nullable=False, server_default=text("''")),
    Index("ix_approved_need_need_list_id", "need_list_id"),
    Index("ix_approved_need_source_record_id", "source_record_id"),
    Index("ix_approved_need_agency_id", "agency_id"),
)

nomination = Table(
    "nomination",
    metadata,
    Column("nomination_id", BigInteger, Identity(always=False), primary_key=True),
    Column("plan_code", Text, ForeignKey("plan.plan_code"), nullable=False),
    Column("instrument", Text, nullable=False),
    Column("talent_group", Text),
    Column("values", JSONB, nullable=False),
    Column("full_name", Text, nullable=False),
    Column("person_id", BigInteger),
    Column("agency_id", Integer, ForeignKey("agency.agency_id")),
    Column("nominator", Text, nullable=False),
    Column("referrer", Text, nullable=False, server_default=text("''")),
    Column("is_own", Boolean, nullable=False, server_default=text("false")),
    Column("reason", Text, nullable=False),
    Column("batch", LargeBinary),
    Column("batch_row", Integer),
    Column("national_id_cipher", LargeBinary),
    Column("national_id_hmac", LargeBinary),
    Column("national_id_kind", Text),
    Column("match_keys", ARRAY(BigInteger), nullable=False, server_default=text("'{}'")),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("nominated_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    UniqueConstraint("batch", "batch_row", name="uq_nomination_batch"),
    Index("ix_nomination_plan_code", "plan_code"),
    Index("ix_nomination_agency_id", "agency_id"),
    Index("ix_nomination_account_id", "account_id"),
    Index("ix_nomination_person_id", "person_id"),
)

nomination_step = Table(
    "nomination_step",
    metadata,
    Column(
        "nomination_id", BigInteger, ForeignKey("nomination.nomination_id"), primary_key=True, autoincrement=False
    ),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("act", Text, nullable=False),
    Column("person_id", BigInteger),
    Column("case_id", BigInteger),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_nomination_step_account_id", "account_id"),
)

nomination_screening = Table(
    "nomination_screening",
    metadata,
    Column(
        "nomination_id", BigInteger, ForeignKey("nomination.nomination_id"), primary_key=True, autoincrement=False
    ),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("found", JSONB, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_nomination_screening_account_id", "account_id"),
)

programme_case = Table(
    "programme_case",
    metadata,
    Column("case_id", BigInteger, Identity(always=False), primary_key=True),
    Column("plan_code", Text, ForeignKey("plan.plan_code"), nullable=False),
    Column("instrument", Text, nullable=False),
    Column("definition_version", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("person_id", BigInteger),
    Column("agency_id", Integer, ForeignKey("agency.agency_id"), nullable=False),
    Column("lead_agency_id", Integer, ForeignKey("agency.agency_id")),
    Column("approved_need_id", BigInteger, ForeignKey("approved_need.approved_need_id")),
    Column("nomination_id", BigInteger, ForeignKey("nomination.nomination_id")),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("opened_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    UniqueConstraint("nomination_id", name="uq_programme_case_nomination_id"),
    Index("ix_programme_case_plan_code", "plan_code", "instrument"),
    Index("ix_programme_case_person_id", "person_id"),
    Index("ix_programme_case_agency_id", "agency_id"),
    Index("ix_programme_case_lead_agency_id", "lead_agency_id"),
    Index("ix_programme_case_approved_need_id", "approved_need_id"),
    Index("ix_programme_case_account_id", "account_id"),
)

case_event = Table(
    "case_event",
    metadata,
    Column("case_id", BigInteger, ForeignKey("programme_case.case_id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("step", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("ended", Text),
    Column("actor", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("paper", Text, nullable=False, server_default=text("''")),
    Column("facts", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    Column("checked", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_case_event_account_id", "account_id"),
)

paper_file = Table(
    "paper_file",
    metadata,
    Column("sha256", LargeBinary, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

paper_upload = Table(
    "paper_upload",
    metadata,
    Column("paper_upload_id", BigInteger, Identity(always=False), primary_key=True),
    Column("sha256", LargeBinary, nullable=False),
    Column("account_id", Integer, nullable=False),
    Column("uploaded_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_paper_upload_account_id", "account_id", "uploaded_at"),
)

case_paper = Table(
    "case_paper",
    metadata,
    Column("case_paper_id", BigInteger, Identity(always=False), primary_key=True),
    Column("case_id", BigInteger, ForeignKey("programme_case.case_id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", LargeBinary, ForeignKey("paper_file.sha256"), nullable=False),
    Column("number", Text, nullable=False, server_default=text("''")),
    Column("issued_on", Date),
    Column("valid_to", Date),
    Column("replaces", BigInteger, ForeignKey("case_paper.case_paper_id")),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("added_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    UniqueConstraint("replaces", name="uq_case_paper_replaces"),
    Index("ix_case_paper_case_id", "case_id"),
    Index("ix_case_paper_sha256", "sha256"),
    Index("ix_case_paper_account_id", "account_id"),
)

case_reviewer = Table(
    "case_reviewer",
    metadata,
    Column("case_id", BigInteger, ForeignKey("programme_case.case_id"), primary_key=True, autoincrement=False),
    Column("reviewer_id", Integer, ForeignKey("account.account_id"), primary_key=True, autoincrement=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("asked_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_case_reviewer_reviewer_id", "reviewer_id"),
    Index("ix_case_reviewer_account_id", "account_id"),
)

case_score = Table(
    "case_score",
    metadata,
    Column("case_id", BigInteger, primary_key=True, autoincrement=False),
    Column("reviewer_id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("conflict", Text),
    Column("points", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    Column("comment", Text, nullable=False, server_default=text("''")),
    Column("login", Text, nullable=False),
    Column("scored_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    ForeignKeyConstraint(["case_id", "reviewer_id"], ["case_reviewer.case_id", "case_reviewer.reviewer_id"]),
)

confirmed_term = Table(
    "confirmed_term",
    metadata,
    Column("confirmed_term_id", BigInteger, Identity(always=False), primary_key=True),
    Column("plan_code", Text, ForeignKey("plan.plan_code"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("paper", Text, nullable=False),
    Column("in_force", Date, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("confirmed_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_confirmed_term_plan_code", "plan_code", "kind", "code"),
    Index("ix_confirmed_term_account_id", "account_id"),
)

commitment = Table(
    "commitment",
    metadata,
    Column("commitment_id", BigInteger, Identity(always=False), primary_key=True),
    Column("case_id", BigInteger, ForeignKey("programme_case.case_id"), nullable=False),
    Column("person_id", BigInteger),
    Column("begins_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("terms", JSONB, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    UniqueConstraint("case_id", name="uq_commitment_case_id"),
    Index("ix_commitment_person_id", "person_id"),
    Index("ix_commitment_account_id", "account_id"),
)

recognition = Table(
    "recognition",
    metadata,
    Column("case_id", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("act", Text, nullable=False),
    Column("talent_group", Text),
    Column("day", Date, nullable=False),
    Column("ends", Date),
    ForeignKeyConstraint(
        ["case_id", "number"], ["case_event.case_id", "case_event.number"], name="fk_recognition_case_id"
    ),
)

commitment_event = Table(
    "commitment_event",
    metadata,
    Column(
        "commitment_id", BigInteger, ForeignKey("commitment.commitment_id"), primary_key=True, autoincrement=False
    ),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("act", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("paper", Text, nullable=False, server_default=text("''")),
    Column("owed", BigInteger),
    Column("explained", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_commitment_event_account_id", "account_id"),
)

signal_dismissal = Table(
    "signal_dismissal",
    metadata,
    Column("signal_dismissal_id", BigInteger, Identity(always=False), primary_key=True),
    Column("commitment_id", BigInteger, ForeignKey("commitment.commitment_id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("agency_id", Integer, ForeignKey("agency.agency_id"), nullable=False),
    Column("since", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("made_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    UniqueConstraint("commitment_id", "kind", "agency_id", "since", name="uq_signal_dismissal_fact"),
    Index("ix_signal_dismissal_agency_id", "agency_id"),
    Index("ix_signal_dismissal_account_id", "account_id"),
)

_ENTRY = ("payment_id", "case_id", "grant_code", "source", "dong", "budget_year")
"""An entry is taken back as it was written, of its own case."""
payment = Table(
    "payment",
    metadata,
    Column("payment_id", BigInteger, Identity(always=False), primary_key=True),
    Column("case_id", BigInteger, ForeignKey("programme_case.case_id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("grant_code", Text, nullable=False),
    Column("period", Text, nullable=False, server_default=text("''")),
    Column("attempt", SmallInteger, nullable=False, server_default=text("1")),
    Column("dong", BigInteger, nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("budget_year", SmallInteger, nullable=False),
    Column("source", Text, nullable=False),
    Column("paper", Text, nullable=False),
    Column("reverses", BigInteger),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("recorded_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    UniqueConstraint("case_id", "kind", "grant_code", "period", "attempt", name="uq_payment_once"),
    UniqueConstraint("reverses", name="uq_payment_reverses"),
    UniqueConstraint(*_ENTRY, name="uq_payment_entry"),
    ForeignKeyConstraint(
        ["reverses", *_ENTRY[1:]], [f"payment.{column}" for column in _ENTRY], name="fk_payment_reverses"
    ),
    Index("ix_payment_account_id", "account_id"),
)

budget_line = Table(
    "budget_line",
    metadata,
    Column("budget_line_id", BigInteger, Identity(always=False), primary_key=True),
    Column("plan_code", Text, ForeignKey("plan.plan_code"), nullable=False),
    Column("year", SmallInteger, nullable=False),
    Column("source", Text, nullable=False),
    Column("dong", BigInteger, nullable=False),
    Column("paper", Text, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("recorded_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_budget_line_plan_code", "plan_code", "year", "source"),
    Index("ix_budget_line_account_id", "account_id"),
)

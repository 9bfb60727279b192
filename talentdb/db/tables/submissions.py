"""Tables of files, what was read out of them, and what was found wrong."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    ForeignKey,
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

from talentdb.db.tables.base import NEXT_DECISION, TIMESTAMPTZ, metadata

__all__ = [
    "column_mapping",
    "record_return",
    "source_record",
    "submission",
    "submission_event",
    "submission_file",
    "submission_problem",
]

submission_file = Table(
    "submission_file",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("content_cipher", LargeBinary, nullable=False),
    Column("rest_cipher", LargeBinary),
    Column("received_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
)


submission = Table(
    "submission",
    metadata,
    Column("submission_id", BigInteger, Identity(always=False), primary_key=True),
    Column("receipt", Text, nullable=False),
    Column("agency_id", Integer, ForeignKey("agency.agency_id"), nullable=False),
    Column("form", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("file_sha256", Text, ForeignKey("submission_file.sha256")),
    Column("file_name", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("n_records", Integer, nullable=False),
    Column("n_refused", Integer, nullable=False),
    Column("n_errors", Integer, nullable=False),
    Column("n_warnings", Integer, nullable=False),
    Column("understanding", JSONB, nullable=False),
    Column("reader_version", Text, nullable=False),
    Column("created_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Column("created_by", Integer, ForeignKey("account.account_id")),
    UniqueConstraint("receipt", name="uq_submission_receipt"),
    Index("ix_submission_agency_id", "agency_id"),
    Index("ix_submission_created_by", "created_by"),
    Index("ix_submission_file_sha256", "file_sha256"),
    Index("ix_submission_state", "state"),
    Index(
        "uq_submission_same_file",
        "agency_id",
        "form",
        "file_sha256",
        unique=True,
        postgresql_where=text("(state = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text]))"),
    ),
)


submission_event = Table(
    "submission_event",
    metadata,
    Column("event_id", BigInteger, primary_key=True, server_default=NEXT_DECISION),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", TIMESTAMPTZ, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Column("reason", Text),
    Index("ix_submission_event_account_id", "account_id"),
    Index("ix_submission_event_submission_id", "submission_id"),
)


source_record = Table(
    "source_record",
    metadata,
    Column("source_record_id", BigInteger, Identity(always=False), primary_key=True),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False),
    Column("agency_id", Integer, ForeignKey("agency.agency_id"), nullable=False),
    Column("employer_id", Integer, ForeignKey("agency.agency_id"), nullable=False),
    Column("form", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("table_no", Integer, nullable=False),
    Column("row_no", Integer, nullable=False),
    Column("part_no", Integer, nullable=False, server_default=text("0")),
    Column("state", Text, nullable=False),
    Column("values", JSONB, nullable=False),
    Column("raw_cipher", LargeBinary, nullable=False),
    Column("national_id_cipher", LargeBinary),
    Column("national_id_hmac", LargeBinary),
    Column("national_id_kind", Text),
    Column("staff_code", Text),
    Column("name_key", Text),
    Column("name_toned", Text),
    Column("birth_date", Date),
    Column("birth_date_precision", Text),
    Column("sex", Text),
    Column("id_sex", Text),
    Column("id_birth_year", SmallInteger),
    Column("match_keys", ARRAY(BigInteger), nullable=False, server_default=text("'{}'::bigint[]")),
    Column("corrects_record_id", BigInteger, ForeignKey("source_record.source_record_id")),
    Column("search_key", Text, nullable=False, server_default=text("''::text")),
    Index(
        "ix_source_record_corrects", "corrects_record_id", postgresql_where=text("(corrects_record_id IS NOT NULL)")
    ),
    UniqueConstraint("submission_id", "sheet", "table_no", "row_no", "part_no", name="uq_source_record_place"),
    Index("ix_source_record_agency_id", "agency_id"),
    Index("ix_source_record_needs", "submission_id", postgresql_where=text("(form = 'needs'::text)")),
    Index(
        "ix_source_record_working",
        "submission_id",
        "source_record_id",
        postgresql_where=text(
            "((form = 'people'::text)"
            " AND (COALESCE((\"values\" ->> 'status'::text), 'working'::text) = 'working'::text))"
        ),
    ),
    Index("ix_source_record_employer_id", "employer_id", "staff_code"),
    Index("ix_source_record_name", "name_key", "birth_date"),
    Index(
        "ix_source_record_national_id",
        "national_id_hmac",
        postgresql_where=text("(national_id_hmac IS NOT NULL)"),
    ),
)


record_return = Table(
    "record_return",
    metadata,
    Column("event_id", BigInteger, ForeignKey("submission_event.event_id"), primary_key=True),
    Column("source_record_id", BigInteger, ForeignKey("source_record.source_record_id"), primary_key=True),
    Column("reason", Text, nullable=False),
    Index("ix_record_return_event_id", "event_id"),
)


submission_problem = Table(
    "submission_problem",
    metadata,
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id")),
    Column("problem_no", Integer),
    Column("code", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("sheet", Text),
    Column("cell", Text),
    Column("row_no", Integer),
    Column("field", Text),
    Column("raw", Text),
    Column("message", Text, nullable=False),
    Column("suggestion", Text),
    PrimaryKeyConstraint("submission_id", "problem_no"),
)


column_mapping = Table(
    "column_mapping",
    metadata,
    Column("agency_id", Integer, ForeignKey("agency.agency_id")),
    Column("form", Text),
    Column("header_key", Text),
    Column("field", Text, nullable=False),
    Column("times_seen", Integer, nullable=False, server_default=text("1")),
    Column("confirmed_by", Integer, ForeignKey("account.account_id")),
    Column("last_seen_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    PrimaryKeyConstraint("agency_id", "form", "header_key"),
    Index("ix_column_mapping_confirmed_by", "confirmed_by"),
)

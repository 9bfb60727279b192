"""The tables of schema.sql as Core tables, for composing statements. schema.sql is the truth: a test compares them.

Owns names and types only; CHECK texts, policies, views' bodies and grants stand in schema.sql alone.
"""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    desc,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

__all__ = [
    "account",
    "agency",
    "audit_event",
    "audit_head",
    "award",
    "code",
    "column_mapping",
    "commune",
    "commune_predecessor",
    "council",
    "council_seat",
    "employment",
    "index_state",
    "indicator",
    "indicator_target",
    "judgement",
    "judgement_record",
    "judgement_retraction",
    "language_skill",
    "match_key",
    "match_pair",
    "match_run",
    "metadata",
    "outbox",
    "outside_expert",
    "person",
    "person_redirect",
    "person_search",
    "person_source",
    "person_version",
    "plan",
    "qualification",
    "record_return",
    "saved_search",
    "schema_version",
    "session",
    "shortlist",
    "shortlist_member",
    "source_record",
    "submission",
    "submission_event",
    "submission_file",
    "submission_problem",
    "training",
    "work_member",
]

TIMESTAMPTZ = DateTime(timezone=True)
_NEXT_DECISION = text("nextval('decision_order'::regclass)")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

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

account = Table(
    "account",
    metadata,
    Column("account_id", Integer, Identity(always=False), primary_key=True),
    Column("login", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("agency_id", Integer, ForeignKey("agency.agency_id")),
    Column("display_name", Text, nullable=False),
    Column("is_demo", Boolean, nullable=False, server_default=text("false")),
    Column("must_change_password", Boolean, nullable=False, server_default=text("true")),
    Column("failed_logins", Integer, nullable=False, server_default=text("0")),
    Column("locked_until", TIMESTAMPTZ),
    Column("disabled_at", TIMESTAMPTZ),
    Column("created_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Column("last_login_at", TIMESTAMPTZ),
    UniqueConstraint("login", name="uq_account_login"),
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
    Index("ix_session_account_id", "account_id"),
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
    Column("prev_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Index("ix_audit_event_at", "at"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("only_row", Boolean, primary_key=True, server_default=text("true")),
    Column("hash", LargeBinary, nullable=False),
)

submission_file = Table(
    "submission_file",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("content_cipher", LargeBinary, nullable=False),
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
    Column("event_id", BigInteger, primary_key=True, server_default=_NEXT_DECISION),
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

judgement = Table(
    "judgement",
    metadata,
    Column("judgement_id", BigInteger, primary_key=True, server_default=_NEXT_DECISION),
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
    Column("event_id", BigInteger, nullable=False, server_default=_NEXT_DECISION),
    Column("reason", Text, nullable=False, server_default=text("''::text")),
    Column("at", TIMESTAMPTZ, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("login", Text, nullable=False),
    Index("ix_judgement_retraction_account_id", "account_id"),
    UniqueConstraint("event_id", name="uq_judgement_retraction_event_id"),
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

person_version = Table(
    "person_version",
    metadata,
    Column("person_id", BigInteger, ForeignKey("person.person_id")),
    Column("version", Integer),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("values", JSONB, nullable=False),
    Column("provenance", JSONB, nullable=False),
    Column("full_name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("name_toned", Text, nullable=False),
    Column("name_sort", Text, nullable=False),
    Column("sex", Text),
    Column("birth_date", Date),
    Column("birth_date_precision", Text),
    Column("ethnicity_code", Text),
    Column("commune_code", Text),
    Column("agency_id", Integer, ForeignKey("agency.agency_id"), nullable=False),
    Column("agency_ids", ARRAY(Integer), nullable=False),
    Column("sector", Text, nullable=False),
    Column("is_public", Boolean, nullable=False),
    Column("employment_category", Text),
    Column("position_level", Text),
    Column("professional_title_code", Text),
    Column("qualification", Text),
    Column("qualification_rank", Integer),
    Column("academic_title", Text),
    Column("political_theory", Text),
    Column("state_management", Text),
    Column("research_fields", ARRAY(Text), nullable=False),
    Column("field_group", Text),
    Column("status", Text),
    Column("sti_posts", ARRAY(Text), nullable=False),
    Column("is_intellectual", Boolean),
    Column("trained_on", ARRAY(Date), nullable=False),
    Column("national_id_hmac", LargeBinary),
    Column("search_key", Text, nullable=False),
    PrimaryKeyConstraint("person_id", "version"),
    Index("ix_person_version_agency_id", "agency_id", postgresql_where=text("(valid_to IS NULL)")),
    Index(
        "ix_person_version_agency_ids",
        "agency_ids",
        postgresql_using="gin",
        postgresql_where=text("(valid_to IS NULL)"),
    ),
    Index("ix_person_version_name_sort", "name_sort", "person_id", postgresql_where=text("(valid_to IS NULL)")),
    Index("uq_person_version_current", "person_id", unique=True, postgresql_where=text("(valid_to IS NULL)")),
)

person_search = Table(
    "person_search",
    metadata,
    Column("person_id", BigInteger, ForeignKey("person.person_id"), primary_key=True),
    Column("standing", SmallInteger, nullable=False),
    Column("words", TSVECTOR, nullable=False),
    Index("ix_person_search_words", "words", postgresql_using="gin"),
)

employment = Table(
    "employment",
    metadata,
    Column("person_id", BigInteger, ForeignKey("person.person_id"), nullable=False),
    Column("source_record_id", BigInteger, ForeignKey("source_record.source_record_id"), primary_key=True),
    Column("agency_id", Integer, ForeignKey("agency.agency_id"), nullable=False),
    Column("sub_unit", Text),
    Column("position_title", Text),
    Column("position_level", Text),
    Column("employment_category", Text),
    Column("professional_title_code", Text),
    Column("job_position", Text),
    Column("recruitment_date", Date),
    Column("as_of", Date, nullable=False),
    Column("is_main", Boolean, nullable=False),
    Index("ix_employment_agency_id", "agency_id"),
    Index("ix_employment_person_id", "person_id"),
)

qualification = Table(
    "qualification",
    metadata,
    Column("person_id", BigInteger, ForeignKey("person.person_id"), nullable=False),
    Column("source_record_id", BigInteger, ForeignKey("source_record.source_record_id"), primary_key=True),
    Column("level", Text, nullable=False),
    Column("degree_title", Text),
    Column("field_of_training", Text),
    Column("training_institution", Text),
    Column("training_country", Text),
    Column("graduation_year", Integer),
    Column("training_mode", Text),
    Column("graduation_grade", Text),
    Index("ix_qualification_person_id", "person_id"),
)

training = Table(
    "training",
    metadata,
    Column("person_id", BigInteger, ForeignKey("person.person_id"), nullable=False),
    Column("source_record_id", BigInteger, ForeignKey("source_record.source_record_id"), primary_key=True),
    Column("training_type", Text),
    Column("training_name", Text),
    Column("training_status", Text),
    Column("training_start", Date),
    Column("training_end", Date),
    Column("certificate_no", Text),
    Column("counts", Boolean, nullable=False),
    Index("ix_training_person_id", "person_id"),
)

language_skill = Table(
    "language_skill",
    metadata,
    Column("person_id", BigInteger, ForeignKey("person.person_id"), nullable=False),
    Column("source_record_id", BigInteger, ForeignKey("source_record.source_record_id")),
    Column("ordinal", Integer),
    Column("language", Text, nullable=False),
    Column("framework", Text),
    Column("level", Text),
    Column("score", Numeric),
    Column("issuer", Text),
    Column("valid_to", Date),
    PrimaryKeyConstraint("source_record_id", "ordinal"),
    Index("ix_language_skill_person_id", "person_id"),
)

work_member = Table(
    "work_member",
    metadata,
    Column("person_id", BigInteger, ForeignKey("person.person_id"), nullable=False),
    Column("source_record_id", BigInteger, ForeignKey("source_record.source_record_id"), primary_key=True),
    Column("work_key", Text, nullable=False),
    Column("work_title", Text, nullable=False),
    Column("work_type", Text),
    Column("work_level", Text),
    Column("work_year", Integer),
    Column("work_result", Text),
    Column("member_role", Text),
    Column("applied", Boolean),
    Index("ix_work_member_person_id", "person_id"),
    Index("ix_work_member_work_key", "work_key"),
)

award = Table(
    "award",
    metadata,
    Column("person_id", BigInteger, ForeignKey("person.person_id"), nullable=False),
    Column("source_record_id", BigInteger, ForeignKey("source_record.source_record_id"), primary_key=True),
    Column("award_name", Text),
    Column("award_code", Text),
    Column("award_level", Text),
    Column("award_year", Integer),
    Index("ix_award_person_id", "person_id"),
)

plan = Table(
    "plan",
    metadata,
    Column("plan_code", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("province", Text, nullable=False),
    Column("source", Text, nullable=False),
)

indicator = Table(
    "indicator",
    metadata,
    Column("plan_code", Text, ForeignKey("plan.plan_code")),
    Column("code", Text),
    Column("parent_code", Text),
    Column("name", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("comparison", Text, nullable=False),
    Column("definition_version", Text, nullable=False),
    PrimaryKeyConstraint("plan_code", "code"),
)

indicator_target = Table(
    "indicator_target",
    metadata,
    Column("plan_code", Text),
    Column("code", Text),
    Column("year", Integer),
    Column("value", Numeric, nullable=False),
    PrimaryKeyConstraint("plan_code", "code", "year"),
    ForeignKeyConstraint(
        ["plan_code", "code"], ["indicator.plan_code", "indicator.code"], name="fk_indicator_target_code"
    ),
)

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

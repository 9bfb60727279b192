"""Tables of what is known of a person, derived from the records of that person."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Computed,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

from talentdb.db.tables.base import metadata

__all__ = [
    "award",
    "employment",
    "language_skill",
    "person_search",
    "person_version",
    "qualification",
    "training",
    "work_member",
]

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
    Column("birth_date", Date),
    Column("standing", SmallInteger, nullable=False),
    Column("is_public", Boolean),
    Column("name_key", Text, nullable=False),
    Column("name_toned", Text, nullable=False),
    Column("sex", Text),
    Column("commune_code", Text),
    Column("agency_ids", ARRAY(Integer), nullable=False),
    Column("sector", Text),
    Column("position_level", Text),
    Column("qualification", Text),
    Column("academic_title", Text),
    Column("research_fields", ARRAY(Text), nullable=False),
    Column("field_group", Text),
    Column("status", Text),
    Column("sti_posts", ARRAY(Text), nullable=False),
    Column("languages", ARRAY(Text), nullable=False),
    Column("words", TSVECTOR, nullable=False),
    Column("padding", Text, Computed("repeat(' '::text, 2100)", persisted=True)),
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

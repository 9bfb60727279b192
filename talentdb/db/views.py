"""The views of schema.sql as selectables. Kept apart from the tables: they are no part of the compared metadata."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    any_,
    cast,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

__all__ = ["agency_intake", "of_own_bodies", "own_person", "person_fact", "registered_need", "searched_person"]

_views = MetaData()

person_fact = Table(
    "person_fact",
    _views,
    Column("person_id", BigInteger),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("full_name", Text),
    Column("name_sort", Text),
    Column("sex", Text),
    Column("birth_date", Date),
    Column("birth_date_precision", Text),
    Column("birth_earliest", Date),
    Column("birth_latest", Date),
    Column("ethnicity_code", Text),
    Column("commune_code", Text),
    Column("agency_id", Integer),
    Column("sector", Text),
    Column("is_public", Boolean),
    Column("employment_category", Text),
    Column("position_level", Text),
    Column("professional_title_code", Text),
    Column("qualification", Text),
    Column("academic_title", Text),
    Column("field_group", Text),
    Column("status", Text),
    Column("sti_posts", ARRAY(Text)),
    Column("is_intellectual", Boolean),
    Column("trained_on", ARRAY(Date)),
    Column("standard_on", ARRAY(Date)),
    Column("political_on", ARRAY(Date)),
    Column("course_kinds", ARRAY(Text)),
    Column("course_earliest", ARRAY(Date)),
    Column("course_latest", ARRAY(Date)),
    Column("recruitment_date", Date),
    Column("recruitment_form", Text),
    Column("talent_groups", ARRAY(Text)),
    Column("retires_on", Date),
    Column("planned_on", ARRAY(Date)),
    Column("is_minority", Boolean),
    Column("has_sti_post", Boolean),
    Column("is_working", Boolean),
)

searched_person = Table(
    "searched_person",
    _views,
    Column("person_id", BigInteger),
    Column("birth_date", Date),
    Column("standing", SmallInteger),
    Column("is_public", Boolean),
    Column("name_key", Text),
    Column("name_toned", Text),
    Column("sex", Text),
    Column("commune_code", Text),
    Column("agency_ids", ARRAY(Integer)),
    Column("sector", Text),
    Column("position_level", Text),
    Column("qualification", Text),
    Column("academic_title", Text),
    Column("research_fields", ARRAY(Text)),
    Column("field_group", Text),
    Column("status", Text),
    Column("sti_posts", ARRAY(Text)),
    Column("languages", ARRAY(Text)),
    Column("words", TSVECTOR),
)

own_person = Table(
    "own_person",
    _views,
    Column("person_id", BigInteger),
    Column("source_record_id", BigInteger),
    Column("submission_id", BigInteger),
    Column("agency_id", Integer),
    Column("employer_id", Integer),
    Column("as_of", Date),
    Column("values", JSONB),
    Column("full_name", Text),
    Column("name_key", Text),
    Column("name_toned", Text),
    Column("sex", Text),
    Column("birth_date", Date),
    Column("birth_date_precision", Text),
    Column("search_key", Text),
)


def of_own_bodies(agency_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether that is a body of the agency that asks. The policies say so too, but in words by which the server reads
    the rows of all bodies before it drops them; by these it looks up the own ones."""
    return agency_id == any_(cast(select(func.app_agencies()).scalar_subquery(), ARRAY(Integer)))


agency_intake = Table(
    "agency_intake",
    _views,
    Column("agency_id", Integer),
    Column("as_of", Date),
    Column("n_records", Integer),
    Column("n_problems", Integer),
)

registered_need = Table(
    "registered_need",
    _views,
    Column("source_record_id", BigInteger),
    Column("agency_id", Integer),
    Column("sector", Text),
    Column("as_of", Date),
    Column("need_field", Text),
    Column("need_year", Integer),
    Column("need_count", Integer),
    Column("required_qualification", Text),
    Column("need_type", Text),
    Column("job_position", Text),
    Column("required_institutions", Text),
    Column("target_group", Text),
    Column("reason", Text),
    Column("quota", Integer),
    Column("full_time", Boolean),
)

"""The derived tables of people and their columns. Names alone; what stands in them is made by `derive`."""

from collections.abc import Mapping
from typing import Final

__all__ = ["COLUMNS"]

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "person_version": (
        "person_id", "version", "valid_from", "valid_to", "values", "provenance", "full_name", "name_key",
        "name_toned", "name_sort", "sex", "birth_date", "birth_date_precision", "ethnicity_code", "commune_code",
        "agency_id", "agency_ids", "sector", "is_public", "employment_category", "position_level",
        "professional_title_code", "qualification", "qualification_rank", "academic_title", "political_theory",
        "state_management", "research_fields", "field_group", "status", "sti_posts", "is_intellectual", "trained_on",
        "standard_on", "political_on", "course_kinds", "course_earliest", "course_latest", "recruitment_date",
        "recruitment_form", "talent_groups", "retires_on", "planned_on", "national_id_hmac", "search_key",
    ),
    "employment": (
        "person_id", "source_record_id", "agency_id", "sub_unit", "position_title", "position_level",
        "employment_category", "professional_title_code", "job_position", "recruitment_date", "as_of", "is_main",
    ),
    "qualification": (
        "person_id", "source_record_id", "level", "degree_title", "field_of_training", "training_institution",
        "training_country", "graduation_year", "training_mode", "graduation_grade",
    ),
    "training": (
        "person_id", "source_record_id", "training_type", "training_name", "training_status", "training_start",
        "training_end", "certificate_no", "counts",
    ),
    "language_skill": (
        "person_id", "source_record_id", "ordinal", "language", "framework", "level", "score", "issuer", "valid_to",
    ),
    "work_member": (
        "person_id", "source_record_id", "work_key", "work_title", "work_type", "work_level", "work_year",
        "work_result", "member_role", "applied",
    ),
    "award": ("person_id", "source_record_id", "award_name", "award_code", "award_level", "award_year"),
    "person_search": (
        "person_id", "birth_date", "standing", "is_public", "name_key", "name_toned", "sex", "commune_code",
        "agency_ids", "sector", "position_level", "qualification", "academic_title", "research_fields", "field_group",
        "status", "sti_posts", "languages", "words",
    ),
}  # fmt: skip
"""Derived tables in the order of writing, each with its columns."""

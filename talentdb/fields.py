"""Names of the fields of the forms and what kind of value each holds. No other module spells a field name anew.

The names are those of the data dictionary; knows nothing of headers, code lists or tables.
"""

from typing import Final

__all__ = [
    "AWARD_FIELDS",
    "CODED",
    "EVIDENCE",
    "INSTITUTION_FIELDS",
    "LISTS",
    "MAY_BE_NONE",
    "NEED_FIELDS",
    "OVERSEAS_FIELDS",
    "PEOPLE_FIELDS",
    "RESTRICTED",
    "TRAINING_FIELDS",
    "WORK_FIELDS",
]

PEOPLE_FIELDS: Final = (
    "staff_code", "full_name", "family_name", "middle_name", "given_name", "other_name", "sex",
    "birth_date", "birth_date_precision", "ethnicity_code", "national_id", "phone", "email", "commune_code",
    "address", "place_of_birth", "native_place", "agency_name", "agency_code", "sub_unit", "employment_category",
    "position_title", "position_level", "professional_title_code", "professional_title", "doctoral_student",
    "qualification", "degree_title", "academic_title", "field_of_training", "training_institution",
    "training_country", "graduation_year", "training_mode", "research_fields", "expertise", "political_theory",
    "state_management", "languages", "it_level", "party_member", "sti_posts", "sti_posts_evidence",
    "recruitment_date", "recruitment_form", "annual_ratings", "graduation_grade", "student", "job_position",
    "associations", "talent_groups", "talent_groups_evidence", "status",
)  # fmt: skip
"""Fields of the form `people`, in the order of exports."""

EVIDENCE: Final = frozenset({"sti_posts_evidence", "talent_groups_evidence"})
"""Fields that say what another one rests on: nobody hands them in, the registry works them out."""

TRAINING_FIELDS: Final = (
    "training_type", "training_status", "training_name", "training_start", "training_end", "certificate_no",
)  # fmt: skip
"""Fields of one course; the form `people` may carry one course a row, the form `trainings` always does."""

WORK_FIELDS: Final = (
    "work_title", "work_type", "work_level", "work_year", "work_result", "member_role", "applied",
)  # fmt: skip
"""Fields of one person's part in a work (form `works`), beside those of the person."""

AWARD_FIELDS: Final = ("award_name", "award_code", "award_level", "award_year")
"""Fields of one award of a person (form `awards`)."""

INSTITUTION_FIELDS: Final = (
    "institution_name", "institution_kind", "accredited", "accreditation_valid_to", "programme_name", "key_programme",
    "programme_accredited", "outcome_standard_updated", "staff_total", "staff_female", "staff_minority",
    "staff_trained", "teachers_total", "teachers_at_standard",
)  # fmt: skip
"""Fields of one institution or programme (form `institutions`)."""

NEED_FIELDS: Final = (
    "need_year", "need_type", "job_position", "need_field", "need_count", "required_qualification",
    "required_institutions", "target_group", "reason", "quota", "full_time",
)  # fmt: skip
"""Fields of one job position or training place asked for (form `needs`)."""

OVERSEAS_FIELDS: Final = ("country_of_residence", "organisation_abroad", "cooperation")
"""What the form `overseas` knows of a person beside the fields of `people`."""

LISTS: Final = frozenset(
    {
        "research_fields",
        "expertise",
        "languages",
        "sti_posts",
        "annual_ratings",
        "associations",
        "talent_groups",
    }
)
"""Fields whose value is a list."""

MAY_BE_NONE: Final = frozenset({"sti_posts"})
"""Lists in which "none" is a statement: what nobody states is derived, so an empty list is a value of its own, and
wins. In all other lists nothing is derived, and none stated is nothing known, as in a field of one value."""

CODED: Final = {
    "sex": "sex",
    "ethnicity_code": "ethnic_group",
    "employment_category": "employment_category",
    "position_level": "position_level",
    "professional_title_code": "professional_title",
    "qualification": "qualification",
    "academic_title": "academic_title",
    "research_fields": "research_field",
    "political_theory": "political_theory",
    "state_management": "state_management",
    "training_country": "country",
    "training_mode": "training_mode",
    "graduation_grade": "graduation_grade",
    "recruitment_form": "recruitment_form",
    "sti_posts": "sti_post",
    "talent_groups": "talent_group",
    "status": "status",
    "training_type": "training_type",
    "training_status": "training_status",
    "work_type": "work_type",
    "work_level": "work_level",
    "work_result": "work_result",
    "member_role": "member_role",
    "award_code": "award",
    "award_level": "award_level",
    "institution_kind": "institution_kind",
    "need_type": "need_type",
    "required_qualification": "qualification",
    "country_of_residence": "country",
}
"""Field -> name of the code list whose codes are its values."""

RESTRICTED: Final = frozenset({"national_id"})
"""Never in a JSON column, the search index, a log or an error; encrypted wherever it rests."""

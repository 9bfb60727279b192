"""Names of the attributes of an index document. Settings, documents and queries spell them only through here."""

from typing import Final

__all__ = [
    "AGENCY_WORDS", "BIRTH_YEAR", "CONCEPTS", "CONTENT_HASH", "DEGREE_WORDS", "EXPERTISE", "FIELD_CONCEPTS",
    "FIELD_WORDS", "FILTERABLE", "INITIALS", "MERIT", "NAME", "NAME_CODES", "OTHER_WORDS", "PERSON_ID",
    "POSITION_WORDS", "POST_CONCEPTS", "SEARCHABLE", "SKILL_CONCEPTS", "WORK_CONCEPTS", "WORK_WORDS",
]  # fmt: skip

PERSON_ID: Final = "person_id"
CONTENT_HASH: Final = "content_hash"
BIRTH_YEAR: Final = "birth_year"
MERIT: Final = "merit"
"""Degree, titles, tasks and how recent, 0 to 100: which of equally fitting people the server gives first."""
CONCEPTS: Final = "concepts"
"""All concepts of a person, for filters of the form "any of"."""

NAME: Final = "name"
"""Full name, and other names."""
NAME_CODES: Final = "name_codes"
"""The words of the name with their tones as letters: the server folds tones, and exact ones must come first."""
SKILL_CONCEPTS: Final = "skill_concepts"
EXPERTISE: Final = "expertise"
INITIALS: Final = "initials"
"""Short forms that people make of the phrases of skill, field and unit ("qtdl")."""
WORK_CONCEPTS: Final = "work_concepts"
WORK_WORDS: Final = "work_words"
FIELD_CONCEPTS: Final = "field_concepts"
FIELD_WORDS: Final = "field_words"
POST_CONCEPTS: Final = "post_concepts"
DEGREE_WORDS: Final = "degree_words"
POSITION_WORDS: Final = "position_words"
AGENCY_WORDS: Final = "agency_words"
OTHER_WORDS: Final = "other_words"

SEARCHABLE: Final = (
    NAME, NAME_CODES, SKILL_CONCEPTS, EXPERTISE, INITIALS, WORK_CONCEPTS, WORK_WORDS, FIELD_CONCEPTS, FIELD_WORDS,
    POST_CONCEPTS, DEGREE_WORDS, POSITION_WORDS, AGENCY_WORDS, OTHER_WORDS,
)  # fmt: skip
"""In this order: a word in the name weighs more than the same word in the name of a body."""

_SCALARS: Final = (
    "qualification",
    "academic_title",
    "sex",
    "commune_code",
    "sector",
    "employment_category",
    "position_level",
    "professional_title_code",
    "field_group",
    "status",
    "political_theory",
    "state_management",
    "doctoral_student",
    "is_public",
)
_MANY: Final = ("agency_code", "research_fields", "sti_posts", "languages", "talent_groups")
FILTERABLE: Final = (*_SCALARS, *_MANY)
"""Fields that the index can filter by, named as in the data dictionary. Ethnicity and party membership never."""

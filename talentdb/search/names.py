"""Names of the attributes of an index document. Settings, documents and queries spell them only through here."""

from typing import Final

__all__ = [
    "AGENCY_WORDS",
    "BIRTH_YEAR",
    "CONTENT_HASH",
    "DEGREE_WORDS",
    "EXPERTISE",
    "FIELD_WORDS",
    "FILTERABLE",
    "NAME",
    "OTHER_NAME",
    "OTHER_WORDS",
    "PERSON_ID",
    "POSITION_WORDS",
    "SEARCHABLE",
]

PERSON_ID: Final = "person_id"
CONTENT_HASH: Final = "content_hash"
BIRTH_YEAR: Final = "birth_year"

NAME: Final = "name"
OTHER_NAME: Final = "other_name"
EXPERTISE: Final = "expertise"
FIELD_WORDS: Final = "field_words"
DEGREE_WORDS: Final = "degree_words"
POSITION_WORDS: Final = "position_words"
AGENCY_WORDS: Final = "agency_words"
OTHER_WORDS: Final = "other_words"

SEARCHABLE: Final = (
    NAME,
    OTHER_NAME,
    EXPERTISE,
    FIELD_WORDS,
    DEGREE_WORDS,
    POSITION_WORDS,
    AGENCY_WORDS,
    OTHER_WORDS,
)
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
)
_MANY: Final = ("agency_code", "research_fields", "sti_posts", "languages", "talent_groups")
FILTERABLE: Final = (*_SCALARS, *_MANY)
"""Fields that the index can filter by, named as in the data dictionary. Ethnicity and party membership never."""

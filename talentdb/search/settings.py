"""Settings of the index and the version of settings and documents together. A change here or in `document` needs a
new SEARCH_VERSION: the worker then builds the index anew.
"""

from typing import Any, Final

from talentdb.search.concepts import version
from talentdb.search.names import (
    AGENCY_WORDS,
    BIRTH_YEAR,
    CONCEPTS,
    CONTENT_HASH,
    FIELD_CONCEPTS,
    FILTERABLE,
    MERIT,
    NAME_CODES,
    PERSON_ID,
    POST_CONCEPTS,
    SEARCHABLE,
    SKILL_CONCEPTS,
    WORK_CONCEPTS,
)

__all__ = ["INDEX_NAME", "MAX_HITS", "SEARCH_VERSION", "index_settings"]

SEARCH_VERSION: Final = f"4.{version()}"
INDEX_NAME: Final = "person"
MAX_HITS: Final = 1_000_000
"""Totals are exact, and all hits can be fetched as ids; the server's default would stop at 1,000."""

# Twice the number of values of the longest list that is counted by (agencies of a province).
_MAX_FACET_VALUES: Final = 5_000
# Slips are only asked for where nothing fits as typed, and our own score orders what comes: so short syllables may
# have one ("hugn" for Hùng), longer words two.
_ONE_TYPO: Final = 3
_TWO_TYPOS: Final = 8

_CONCEPTS: Final = (SKILL_CONCEPTS, WORK_CONCEPTS, FIELD_CONCEPTS, POST_CONCEPTS)


def index_settings() -> dict[str, Any]:
    """The body of the settings request. Where words fit equally well, merit decides who is among the first."""
    return {
        "searchableAttributes": list(SEARCHABLE),
        "filterableAttributes": [PERSON_ID, *FILTERABLE, BIRTH_YEAR, CONCEPTS],
        "sortableAttributes": [],
        "displayedAttributes": [PERSON_ID, CONTENT_HASH],
        "rankingRules": ["words", "typo", "attribute", f"{MERIT}:desc", "exactness", "proximity"],
        "typoTolerance": {
            "minWordSizeForTypos": {"oneTypo": _ONE_TYPO, "twoTypos": _TWO_TYPOS},
            "disableOnNumbers": True,
            "disableOnAttributes": [AGENCY_WORDS, NAME_CODES, *_CONCEPTS],
        },
        # The distance of words decides only what nothing else does; to know it exactly takes a third of a rebuild.
        "proximityPrecision": "byAttribute",
        "stopWords": [],
        "synonyms": {},
        "pagination": {"maxTotalHits": MAX_HITS},
        "faceting": {"maxValuesPerFacet": _MAX_FACET_VALUES},
        "facetSearch": False,
    }

"""Settings of the index and the version of settings and documents together. A change here or in `document` needs a
new SEARCH_VERSION: the worker then builds the index anew.
"""

from typing import Any, Final

from talentdb.search.names import (
    AGENCY_WORDS,
    BIRTH_YEAR,
    CONTENT_HASH,
    FILTERABLE,
    PERSON_ID,
    SEARCHABLE,
)
from talentdb.search.synonyms import index_synonyms

__all__ = ["INDEX_NAME", "MAX_HITS", "SEARCH_VERSION", "index_settings"]

SEARCH_VERSION: Final = "1"
INDEX_NAME: Final = "person"
MAX_HITS: Final = 1_000_000
"""All hits of a query are fetched as ids, so that totals are exact; the server's default would stop at 1,000."""

# Twice the number of values of the longest list that is counted by (agencies of a province).
_MAX_FACET_VALUES: Final = 5_000
# Vietnamese syllables are short: one slip of the finger only from five letters on, two in foreign words only.
_ONE_TYPO: Final = 5
_TWO_TYPOS: Final = 10


def index_settings() -> dict[str, Any]:
    """The body of the settings request. `typo` comes first, so that hits without a slip can be cut off by score."""
    return {
        "searchableAttributes": list(SEARCHABLE),
        "filterableAttributes": [PERSON_ID, *FILTERABLE, BIRTH_YEAR],
        "sortableAttributes": [],
        "displayedAttributes": [PERSON_ID, CONTENT_HASH],
        "rankingRules": ["words", "typo", "attribute", "exactness", "proximity"],
        "typoTolerance": {
            "minWordSizeForTypos": {"oneTypo": _ONE_TYPO, "twoTypos": _TWO_TYPOS},
            "disableOnNumbers": True,
            "disableOnAttributes": [AGENCY_WORDS],
        },
        "stopWords": [],
        "synonyms": index_synonyms(),
        "pagination": {"maxTotalHits": MAX_HITS},
        "faceting": {"maxValuesPerFacet": _MAX_FACET_VALUES},
        "facetSearch": False,
    }

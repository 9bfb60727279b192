"""What speaks for a person whatever the topic: degree, academic title, tasks led, publications. Pure.

A whole number that the index keeps, so that of many who fit equally the server gives the most experienced first.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from talentdb.people.survivorship import QUALIFICATIONS, TITLES
from talentdb.search.weights import weights

__all__ = ["degree_share", "is_led", "is_own", "merit", "title_share"]

_LEADING: Final = frozenset({"lead", "author", "corresponding_author"})


def degree_share(qualification: str | None) -> float:
    """0 for none to 1 for the highest degree."""
    return (QUALIFICATIONS.index(qualification) + 1) / len(QUALIFICATIONS) if qualification in QUALIFICATIONS else 0.0


def title_share(academic_title: str | None) -> float:
    """0 for none, 1 for a professor."""
    return (TITLES.index(academic_title) + 1) / len(TITLES) if academic_title in TITLES else 0.0


def is_own(work: Mapping[str, Any]) -> bool:
    """A work that the person led or wrote."""
    return work.get("role") in _LEADING


def is_led(work: Mapping[str, Any]) -> bool:
    """A research task that the person led; for other works, to be its first author."""
    return work.get("role") in _LEADING and (work.get("type") != "publication")


def merit(values: Mapping[str, Any], works: Sequence[Mapping[str, Any]]) -> int:
    """0 to 100."""
    w = weights("merit")
    led = sum(map(is_led, works))
    published = sum(work.get("type") == "publication" for work in works)
    found = w["qualification"] * len(QUALIFICATIONS) * degree_share(values.get("qualification"))
    found += w["academic_title"] * title_share(values.get("academic_title"))
    found += w["lead"] * min(led, w["most_works"]) + w["publication"] * min(published, w["most_works"])
    return min(100, int(found + 0.5))

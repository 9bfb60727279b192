"""How good the data of an agency are, as a row of the overview in words. Draws nothing, reads nothing."""

from datetime import date
from typing import Final

from dashboards import labels
from dashboards import overview_labels as words
from talentdb.indicators.quality import KEY_FIELDS, Quality
from talentdb.text import format_number, format_percent

__all__ = ["FIELD_WORDS", "quality_row"]

FIELD_WORDS: Final = {name: {**labels.FACET, **labels.FIELD}[name] for name in KEY_FIELDS}
"""Key field -> what screens call it."""


def quality_row(one: Quality, day: date) -> dict[str, str]:
    """One agency in words."""
    age, problems = one.days_old(day), one.problems_per_100
    weakest = min(one.filled.items(), key=lambda item: item[1]) if one.filled else None
    told = ""
    if weakest is not None and weakest[1] < 1:
        told = words.FIELD_MISSING.format(field=FIELD_WORDS[weakest[0]], share=format_percent(1 - weakest[1], 0))
    return {
        words.AGENCY: one.name,
        words.QUALITY_FILLED: words.SUPPRESSED if one.completeness is None else format_percent(one.completeness, 0),
        words.QUALITY_WEAKEST: told,
        words.QUALITY_PEOPLE: "" if one.people is None else format_number(one.people),
        words.QUALITY_PROBLEMS: "–" if problems is None else format_number(problems, 1),
        words.QUALITY_AGE: "–" if age is None else words.DAYS.format(n=format_number(age)),
        words.QUALITY_DOUBLES: "–" if one.open_duplicates is None else format_number(one.open_duplicates),
    }

"""Conditions and offers of the search page in words. Pure: code lists are handed in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from dashboards import labels
from dashboards import search_labels as words
from dashboards.search_address import Ask, bounds, span
from talentdb.fields import CODED
from talentdb.people.filters import Filter
from talentdb.search import labels as search_labels
from talentdb.text import format_number

__all__ = ["chip", "code_list_of", "count_line", "field_name", "known_only", "relax_label", "value_words"]

Codes = Callable[[str], Mapping[str, str]]
_RANGES: Final = {"age": words.AGE_RANGE, "birth_year": words.BORN_RANGE}
_BODIES: Final = ("agency_code", "commune_code", "field_group", "sector")
_LISTS: Final = {"languages": "language", "annual_ratings": "rating"}
# A district of before stands for dozens of communes: nobody reads them.
_FEW: Final = 3


def count_line(found: Mapping[str, Any], *, blank: bool) -> str:
    """How many there are, and that they are only near where not everything asked for is in each of them."""
    near = found["near"] and found["total"]
    line = words.FOUND_ALL if blank else words.FOUND_NEAR if near else words.FOUND
    return line.format(n=format_number(found["total"]), ms=format_number(found["took_ms"]))


def field_name(field: str) -> str:
    """The field as screens call it."""
    return words.FACET.get(field) or words.FIELD.get(field) or labels.FIELD.get(field, field)


def code_list_of(field: str, codes: Codes) -> Mapping[str, str]:
    """Code -> words of a field; empty for fields of free text."""
    if field in CODED or field in _BODIES or field in _LISTS:
        return codes(_LISTS.get(field, field))
    return {}


def value_words(field: str, value: str, codes: Codes) -> str:
    """One value of a condition as people read it."""
    ends = bounds(value) if field in _RANGES else None
    if ends is not None:
        first, last = ends
        kind = "one" if first == last else "both" if first is not None and last is not None else "from"
        return _RANGES[field]["to" if first is None else kind].format(first=first, last=last)
    return code_list_of(field, codes).get(value) or words.YES_NO.get(value, value)


def chip(field: str, value: str, codes: Codes) -> str:
    """A condition with its name; a long list of values as their number."""
    choices = value.split(",")
    if len(choices) > _FEW:
        told = words.MANY_VALUES.format(n=format_number(len(choices)))
    else:
        told = ", ".join(value_words(field, one, codes) for one in choices)
    return words.CHIP.format(name=field_name(field), value=told)


def known_only(filters: Sequence[Filter], codes: Codes) -> tuple[Filter, ...]:
    """The conditions without codes that do not exist, ranges written one way: a link may be old, or typed."""
    kept = []
    for field, value in filters:
        known = code_list_of(field, codes)
        choices = [one for one in value.split(",") if not known or one in known]
        if field in _RANGES:
            choices = [span(*ends) for one in choices if (ends := bounds(one)) is not None]
        if choices:
            kept.append((field, ",".join(choices)))
    return tuple(kept)


def relax_label(offer: Mapping[str, Any], ask: Ask, codes: Codes) -> str:
    """What letting go of something would give; chosen conditions are named in words instead of codes."""
    left = {(name, value) for name, value in offer["filters"]}
    label = str(offer["label"])
    for field, value in ask.filters:
        if (field, value) not in left:
            written = search_labels.RELAX_FILTER.format(f"{search_labels.FILTER_NAMES.get(field, field)}: {value}")
            label = label.replace(written, words.RELAX_FILTER.format(name=chip(field, value, codes)))
    return words.RELAX.format(label=label, n=format_number(offer["total"]))

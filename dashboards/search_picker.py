"""The pickers of the search page: values of a field with exact counts, long lists by typing, ages and years."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from dashboards import search_labels as words
from dashboards.search_address import Ask
from dashboards.search_state import AGES, BIRTH_YEARS, facet_key, range_keys
from dashboards.search_words import Codes, code_list_of
from dashboards.widgets import number
from talentdb.text import fold

__all__ = ["SIDE_BY_SIDE", "filter_bar", "offered"]

SIDE_BY_SIDE: Final = 12
"""So many values are offered at once; longer lists are typed in."""


def filter_bar(facets: Mapping[str, Mapping[str, int]], ask: Ask, codes: Codes) -> None:
    """One button a facet, side by side on a laptop, wrapped on a phone."""
    with st.container(horizontal=True, gap="small", key="search_filters"):
        for field in words.FACET:
            _picker(field, facets.get(field, {}), ask, codes)
        _ages(ask)


def offered(
    counts: Mapping[str, int], chosen: Sequence[str], known: Mapping[str, str], typed: str
) -> tuple[list[str], int]:
    """Values to show and how many more there are: the chosen ones, then those that hold what was typed, by count.

    Args:
        counts: value -> people; known: value -> words, all that there are; typed: with tones or without.
    """
    wanted = fold(typed).split()

    def fits(value: str) -> bool:
        text = f" {fold(known.get(value, value))} {value.casefold()}"
        return all(f" {word}" in text for word in wanted)

    others = [value for value in {**known, **counts} if value not in chosen and (not wanted or fits(value))]
    others.sort(key=lambda value: (-counts.get(value, 0), known.get(value, value), value))
    most = max(SIDE_BY_SIDE - len(chosen), SIDE_BY_SIDE // 2)
    return [*chosen, *others[:most]], max(len(others) - most, 0)


def _picker(field: str, counts: Mapping[str, int], ask: Ask, codes: Codes) -> None:
    """All values of the code list, the chosen ones first."""
    chosen = [one for one in ask.value_of(field).split(",") if one]
    known = code_list_of(field, codes)
    everything = len({*counts, *chosen, *known})
    name = words.FACET[field]

    def told(value: str) -> str:
        return words.FACET_COUNT.format(name=known.get(value, value), n=number(counts.get(value, 0)))

    title = words.FACET_CHOSEN.format(name=name, n=number(len(chosen))) if chosen else name
    with st.popover(title, type="primary" if chosen else "secondary"):
        typed = ""
        if everything > SIDE_BY_SIDE:
            hint = words.FACET_MORE.format(n=number(everything))
            typed = st.text_input(hint, key=f"find_{field}", placeholder=hint, label_visibility="collapsed",
                                  icon=":material/search:", max_chars=100)  # fmt: skip
        options, left = offered(counts, chosen, known, typed)
        if options:
            st.pills(name, options, selection_mode="multi", format_func=told, key=facet_key(field))
        if not options or (typed and len(options) == len(chosen)):
            st.caption(words.FACET_NONE)
        elif left:
            st.caption(words.FACET_LEFT.format(n=number(left)))


def _ages(ask: Ask) -> None:
    """Ages and years of birth, from and to."""
    held = sum(bool(ask.value_of(field)) for field in ("age", "birth_year"))
    title = words.FACET_CHOSEN.format(name=words.AGES, n=held) if held else words.AGES
    with st.popover(title, type="primary" if held else "secondary"):
        for field, limits, titles in (
            ("age", AGES, (words.AGE_FROM, words.AGE_TO)),
            ("birth_year", BIRTH_YEARS, (words.BORN_FROM, words.BORN_TO)),
        ):
            for place, key, label in zip(st.columns(2), range_keys(field), titles, strict=True):
                place.number_input(
                    label, min_value=limits[0], max_value=limits[1], step=1, value=None, key=key,
                    placeholder=words.ANY,
                )  # fmt: skip

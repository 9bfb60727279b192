"""The head of the search page: how the line was understood, the conditions that hold, and what to let go of.

Every button carries the whole question that it leads to; nothing is decided here.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from dashboards import search_labels as words
from dashboards.search_address import Ask, from_filters, with_filter, without
from dashboards.search_picker import SIDE_BY_SIDE
from dashboards.search_state import put
from dashboards.search_words import Codes, chip, relax_label
from dashboards.widgets import plain_text
from talentdb.people.filters import Filter

__all__ = ["chosen_row", "relax_offers", "understood_row"]

_CLOSE: Final = ":material/close:"


def _button(label: str, ask: Ask, key: str, *, icon: str = _CLOSE, kind: Any = "secondary", tip: str = "") -> None:
    st.button(
        label, key=key, type=kind, icon=icon, icon_position="right" if icon == _CLOSE else "left", help=tip or None,
        on_click=put, args=(ask,),
    )  # fmt: skip


def understood_row(found: Mapping[str, Any], ask: Ask) -> None:
    """Filters read out of the line, each to be taken back; what remained; how the line was mended."""
    if found["read_as"]:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(words.READ_AS.format(line=plain_text(found["read_as"])), width="content")
            if not ask.as_words:
                _button(words.AS_TYPED, replace(ask, as_words=True, page=1), "as_typed", icon="", kind="tertiary")
    for note in found["notes"]:
        st.caption(plain_text(note))
    if not (found["understood"] or ask.plain or ask.as_words):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="search_understood"):
        if ask.as_words:
            st.markdown(words.AS_WORDS_ON, width="content")
            _button(words.UNDERSTAND_AGAIN, replace(ask, as_words=False, page=1), "understand",
                    icon=":material/undo:", kind="tertiary")  # fmt: skip
        elif found["understood"]:
            st.markdown(words.UNDERSTOOD, width="content")
        for one in found["understood"]:
            plain = replace(ask, plain=(*ask.plain, one["text"]), page=1)
            tip = words.UNDERSTOOD_HELP.format(text=plain_text(one["text"]))
            _button(plain_text(one["label"]), plain, f"plain_{one['field']}_{one['text']}", tip=tip)
        for text in ask.plain:
            again = replace(ask, plain=tuple(one for one in ask.plain if one != text), page=1)
            _button(words.PLAIN.format(text=plain_text(text)), again, f"again_{text}", icon=":material/undo:",
                    kind="tertiary", tip=words.PLAIN_HELP)  # fmt: skip
        if found["topic"] and found["understood"]:
            topic = " · ".join(plain_text(one) for one in found["topic"])
            st.markdown(f"{words.TOPIC_OR_NAME}: {topic}", width="content")


def chosen_row(ask: Ask, codes: Codes) -> None:
    """The conditions that were chosen, each to be dropped, and all of them."""
    if not ask.filters:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="search_chosen"):
        st.markdown(words.CHOSEN, width="content")
        for field, value, left in _chips(ask):
            _button(plain_text(chip(field, value, codes)), left, f"drop_{field}_{value}", tip=words.CHOSEN_HELP)
        _button(words.CLEAR_FILTERS, replace(ask, filters=(), page=1), "clear", kind="tertiary")


def _chips(ask: Ask) -> list[tuple[str, str, Ask]]:
    """Field, value, and the question without it; a long list of values is one chip."""
    chips: list[tuple[str, str, Ask]] = []
    for field, value in ask.filters:
        choices = value.split(",")
        if field in words.FACET and len(choices) <= SIDE_BY_SIDE:
            chips += [(field, one, without(ask, field, one)) for one in choices]
        else:
            chips.append((field, value, with_filter(ask, field, "")))
    return chips


def relax_offers(found: Mapping[str, Any], ask: Ask, codes: Codes) -> None:
    """What to let go of, with how many people there are then."""
    if not found["relax"]:
        return
    st.markdown(words.RELAX_TITLE)
    with st.container(horizontal=True, gap="small", key="search_relax"):
        for place, offer in enumerate(found["relax"]):
            filters: list[Filter] = [(name, value) for name, value in offer["filters"]]
            looser = replace(from_filters(offer["query"], filters), plain=ask.plain, as_words=ask.as_words)
            _button(
                plain_text(relax_label(offer, ask, codes)), looser, f"relax_{place}", icon=":material/filter_alt_off:"
            )

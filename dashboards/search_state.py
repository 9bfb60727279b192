"""The question of the search page between the widgets that hold it and the address that shows it.

Whoever changed last is right: a widget or button of the page, or the address (a link, Back, Forward). The browser
sends the address late, so a widget that changed wins over an address that seems to.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from dashboards import search_labels as words
from dashboards.search_address import (
    LONGEST_QUERY,
    Ask,
    as_params,
    bounds,
    from_params,
    retyped,
    span,
    with_filter,
)
from dashboards.search_words import Codes, known_only

__all__ = ["AGES", "BIRTH_YEARS", "LINE", "current_ask", "facet_key", "pages", "put", "range_keys"]

LINE: Final = "search_line"
AGES: Final = (16, 110)
BIRTH_YEARS: Final = (1900, 2015)
_RANGES: Final = {"age": AGES, "birth_year": BIRTH_YEARS}
_REST, _PUT, _LAST, _PAGING = "search_rest", "search_put", "search_last", "search_paging"


def facet_key(field: str) -> str:
    """Key of the picker of a field."""
    return f"facet_{field}"


def range_keys(field: str) -> tuple[str, str]:
    """Keys of the two ends of a range."""
    return f"search_{field}_from", f"search_{field}_to"


def put(ask: Ask) -> None:
    """Ask this at the next run; for buttons, as `on_click`."""
    st.session_state[_PUT] = ask


def pages(total: int) -> None:
    """The numbers of the pages, when there is more than one."""
    state: Any = st.session_state
    key, first = _paging(state)
    if total > 1:
        st.pagination(total, default=min(first, total), key=key)


def _paging(state: Mapping[str, Any]) -> tuple[str, int]:
    """Key of the picker of pages and the page that it starts at: another one whenever it has to start elsewhere."""
    turn, first = state.get(_PAGING) or (0, 1)
    return f"search_page_{turn}", first


def current_ask(codes: Codes) -> Ask:
    """What is asked now; widgets and address say the same afterwards. Before any widget of the page."""
    state: Any = st.session_state
    last: Ask | None = state.get(_LAST)
    linked = from_params({name: st.query_params.get_all(name) for name in st.query_params})
    linked = replace(linked, filters=known_only(linked.filters, codes))
    ordered: Ask | None = state.pop(_PUT, None)
    if ordered is not None:
        ask = replace(ordered, filters=known_only(ordered.filters, codes))
    elif LINE not in state or last is None:
        ask = linked
    else:
        held = _held(state)
        ask = linked if held == last != linked else retyped(last, held)
    _hold(state, ask)
    params = as_params(ask)
    if linked != ask:
        st.query_params.from_dict(params)
    state[_LAST] = ask
    return ask


def _held(state: Mapping[str, Any]) -> Ask:
    """What the widgets hold."""
    rest: Ask = state.get(_REST) or Ask()
    ask = replace(rest, query=" ".join(str(state.get(LINE) or "").split()), page=1)
    for field in words.FACET:
        ask = with_filter(ask, field, ",".join(state.get(facet_key(field)) or ()))
    for field in _RANGES:
        first, last = (state.get(key) for key in range_keys(field))
        if first is not None or last is not None:
            ask = with_filter(ask, field, span(first, last))
    key, first = _paging(state)
    return replace(ask, page=state.get(key) or first)


def _hold(state: Any, ask: Ask) -> None:
    """Give each widget its part; what no widget shows is kept beside them."""
    wanted: dict[str, Any] = {LINE: ask.query[:LONGEST_QUERY]}
    key, first = _paging(state)
    if (state.get(key) or first) != ask.page:
        state[_PAGING] = ((state.get(_PAGING) or (0, 1))[0] + 1, ask.page)
    shown = set(words.FACET)
    for field in words.FACET:
        value = ask.value_of(field)
        wanted[facet_key(field)] = value.split(",") if value else []
    for field, (least, most) in _RANGES.items():
        value = ask.value_of(field)
        ends = bounds(value) or (None, None)
        fits = bool(not value or bounds(value)) and all(end is None or least <= end <= most for end in ends)
        if fits:
            shown.add(field)
        wanted |= dict(zip(range_keys(field), ends if fits else (None, None), strict=True))
    for key, value in wanted.items():
        if key not in state or _differs(state[key], value):
            state[key] = value
    left = tuple(one for one in ask.filters if one[0] not in shown)
    state[_REST] = Ask(filters=left, plain=ask.plain, as_words=ask.as_words)


def _differs(held: Any, wanted: Any) -> bool:
    """Whether a widget has to be told; a line that was typed with other blanks is left as it is."""
    if isinstance(held, str) and isinstance(wanted, str):
        return " ".join(held.split()) != wanted
    return bool(held != wanted)

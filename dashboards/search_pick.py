"""People picked among the hits, over the pages of a search, and what can be done with them.

Holds numbers and nothing else of a person, for the session; the lists themselves belong to `shortlist_add`.
"""

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from dashboards import search_labels as words
from dashboards.application import Application
from dashboards.shortlist_add import add_to_list_button
from dashboards.widgets import number, plain_text
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may

__all__ = ["pick_box", "picked_box"]

_PICKED: Final = "search_picked"


def _picked() -> dict[int, None]:
    held: dict[int, None] = st.session_state.setdefault(_PICKED, {})
    return held


def _key(person_id: int) -> str:
    return f"search_pick_{person_id}"


def _note(person_id: int) -> None:
    """The tick of one person was changed."""
    if st.session_state.get(_key(person_id)):
        _picked()[person_id] = None
    else:
        _picked().pop(person_id, None)


def _put(person_ids: Sequence[int], *, picked: bool) -> None:
    for one in person_ids:
        st.session_state[_key(one)] = picked
        _note(one)


def pick_box(principal: Principal, hit: dict[str, Any]) -> None:
    """The tick of one hit; nothing for a role that makes no lists."""
    if not may(principal, Action.BUILD_LISTS):
        return
    person_id = hit["person_id"]
    st.session_state.setdefault(_key(person_id), person_id in _picked())
    label = words.CHOOSE.format(name=plain_text(hit["full_name"]))
    st.checkbox(label, key=_key(person_id), on_change=_note, args=(person_id,))


def picked_box(application: Application, principal: Principal, hits: Sequence[dict[str, Any]]) -> None:
    """How many are picked, the button that puts them on a list, and all of this page at once."""
    if not may(principal, Action.BUILD_LISTS):
        return
    picked = list(_picked())
    st.subheader(words.PICKED.format(n=number(len(picked))) if picked else words.PICK_NOBODY, anchor=False)
    add_to_list_button(application, principal, picked, key="search_list")
    with st.container(horizontal=True, gap="small"):
        here = [hit["person_id"] for hit in hits if hit["person_id"] not in picked]
        if here:
            st.button(words.PICK_PAGE, key="pick_page", on_click=_put, args=(here,), kwargs={"picked": True},
                      type="tertiary", icon=":material/select_check_box:")  # fmt: skip
        if picked:
            st.button(words.PICK_NONE, key="pick_none", on_click=_put, args=(picked,), kwargs={"picked": False},
                      type="tertiary", icon=":material/close:")  # fmt: skip

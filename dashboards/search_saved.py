"""The box of searches that the account keeps: save, open, rename, delete. No queries of its own."""

from typing import Any, Final

import streamlit as st

from dashboards import search_labels as words
from dashboards.application import Application
from dashboards.search_address import Ask, from_filters
from dashboards.search_data import forget, keep, kept, rename
from dashboards.search_state import put
from dashboards.widgets import plain_text, telling_errors
from talentdb.access.principal import Principal
from talentdb.search.saved import LONGEST_NAME, SavedSearch

__all__ = ["SAVED_ANCHOR", "saved_box"]

SAVED_ANCHOR: Final = "saved"
"""Where the box stands: on a phone it comes behind the people who were found."""


def saved_box(application: Application, principal: Principal, ask: Ask) -> None:
    """What is kept, to be opened with a click, and a form to keep what is asked now."""
    st.subheader(words.SAVED, help=words.SAVED_HELP, anchor=SAVED_ANCHOR)
    searches = kept(application, principal)
    for one in searches:
        _row(application, principal, one)
    if not searches:
        st.caption(words.NO_SAVED)
    if told := st.session_state.pop("saved_told", ""):
        st.success(words.SAVED_NOW.format(name=plain_text(told)), icon=":material/check:")
    if ask.blank:
        return
    with (
        st.popover(words.SAVE, icon=":material/bookmark_add:", width="stretch"),
        st.form("save_search", border=False),
    ):
        name = st.text_input(
            words.SAVE_NAME, key="saved_name", max_chars=LONGEST_NAME, placeholder=words.SAVE_NAME_HINT,
        )  # fmt: skip
        if st.form_submit_button(words.SAVE_CONFIRM, type="primary"):
            with telling_errors():
                keep(application, principal, name, ask)
                _again("saved_told", name.strip())


def _row(application: Application, principal: Principal, one: SavedSearch) -> None:
    number = one.saved_search_id
    opened, change = st.columns([5, 1], vertical_alignment="center", wrap=False)
    opened.button(
        plain_text(one.name), key=f"saved_open_{number}", type="tertiary", icon=":material/bookmark:",
        width="stretch", on_click=put, args=(from_filters(one.query, one.filters),),
        help=plain_text(one.query) or None,
    )  # fmt: skip
    label = words.CHANGE.format(name=plain_text(one.name))
    with change.popover(" ", icon=":material/more_horiz:", help=label, key=f"saved_more_{number}"):
        with st.form(f"rename_{number}", border=False):
            name = st.text_input(words.SAVE_NAME, value=one.name, max_chars=LONGEST_NAME, key=f"rename_to_{number}")
            renamed = st.form_submit_button(words.RENAME)
        deleted = st.button(words.DELETE, key=f"forget_{number}", icon=":material/delete:")
        with telling_errors():
            if renamed and name.strip() != one.name:
                rename(application, principal, number, name)
                _again("saved_told", name.strip())
            if deleted:
                forget(application, principal, number)
                st.rerun()


def _again(key: str, value: Any) -> None:
    """Draw the page anew, with something to tell."""
    st.session_state[key] = value
    st.rerun()

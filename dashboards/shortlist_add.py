"""The button that puts people on a shortlist: for the search, the profile and wherever people are shown."""

from collections.abc import Sequence

import streamlit as st

from dashboards import council_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.council_data import add_people, lists, new_list
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may

__all__ = ["add_to_list_button"]


def add_to_list_button(
    app: Application, principal: Principal, person_ids: Sequence[int], key: str = "add_to_list"
) -> None:
    """A button that opens to the lists of this account; nothing for a role that makes none.

    Args:
        person_ids: who is put on the chosen list.
        key: of the widgets, where a page has several such buttons.
    """
    if not person_ids or not may(principal, Action.BUILD_LISTS):
        return
    with (
        st.popover(words.ADD_TO_LIST, icon=":material/playlist_add:", key=f"{key}_open", on_change="rerun") as opened,
        widgets.telling_errors(),
    ):
        if opened.open:
            _form(app, principal, person_ids, key)


def _form(app: Application, principal: Principal, person_ids: Sequence[int], key: str) -> None:
    known = {one.shortlist_id: one.name for one in lists(app, principal)}
    told = widgets.told_apart(known)
    with st.form(f"{key}_form", border=False):
        options = [*known, 0]
        number = st.selectbox(
            words.CHOOSE_LIST, options, format_func=lambda one: told.get(one, words.NEW_LIST), key=f"{key}_list"
        )
        name = st.text_input(words.LIST_NAME, placeholder=words.LIST_NAME_HINT, key=f"{key}_name", max_chars=200)
        if not st.form_submit_button(words.ADD, type="primary", key=f"{key}_add"):
            return
    if not number:
        number = new_list(app, principal, name, "", shared=False)
        known[number] = " ".join(name.split())
    added = add_people(app, principal, number, person_ids)
    said = words.ADDED if added else words.ALREADY
    st.success(said.format(n=added, name=widgets.plain_text(known[number])), icon=":material/check:")

"""Shortlists: choose one, its people with remarks, add, share, export, make a council of it."""

import streamlit as st

from dashboards import council_labels as words
from dashboards import widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.council_data import lists, members
from dashboards.shortlist_view import add_box, council_box, export_box, member_rows, new_list_box, settings_box
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may
from talentdb.councils.shortlists import Shortlist

principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER)
builds = may(principal, Action.BUILD_LISTS)


def told(one: Shortlist) -> str:
    """A list on one line of the picker."""
    whose = words.WHOSE_SHARED if one.shared else words.WHOSE_MINE if one.mine else words.WHOSE_OF
    return words.LIST_OPTION.format(name=one.name, n=one.count, whose=whose.format(login=one.login))


st.title(words.PAGE_LISTS)
with st.container(horizontal=True, vertical_alignment="center"):
    if builds:
        new_list_box(current(), principal)
    archived = st.toggle(words.SHOW_ARCHIVED, key="lists_archived")
found = {one.shortlist_id: one for one in lists(current(), principal, archived=archived)}
if not found:
    st.info(words.NO_LISTS)
    st.stop()
if (made := st.session_state.pop("list_made", None)) in found:
    st.session_state["list_chosen"] = made
named = widgets.told_apart({number: told(one) for number, one in found.items()})
number = st.selectbox(words.CHOOSE_LIST, list(found), format_func=named.__getitem__, key="list_chosen")
chosen = found[number]
if chosen.purpose:
    st.caption(widgets.plain_text(chosen.purpose))
held = members(current(), principal, number)
with st.container(horizontal=True):
    if builds:
        add_box(current(), principal, chosen)
        settings_box(current(), principal, chosen)
        if held:
            council_box(current(), principal, chosen)
    if may(principal, Action.EXPORT):
        export_box(current(), principal, chosen, held)
if not held:
    st.info(words.EMPTY_LIST)
member_rows(current(), principal, chosen, held, builds)

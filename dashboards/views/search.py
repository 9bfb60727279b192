"""Find experts: one line of words, how it was understood, filters with counts, the hits with their evidence."""

from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from dashboards import labels, search_bar, search_picker, search_style, widgets
from dashboards import search_labels as told
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.export_panel import export_panel
from dashboards.search_address import LONGEST_QUERY, Ask
from dashboards.search_card import card_html
from dashboards.search_data import find_people
from dashboards.search_pick import pick_box, picked_box
from dashboards.search_saved import SAVED_ANCHOR, saved_box
from dashboards.search_state import LINE, current_ask, pages, put
from dashboards.search_words import count_line
from dashboards.waiting import note, telling_waits
from dashboards.words import Words
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may

PAGE_SIZE = 20
principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.HOME_AFFAIRS)
words = Words(current())


def hit_card(hit: dict[str, Any]) -> None:
    """One person: who, where, the evidence; the name leads to the profile."""
    tags = [
        words.of("qualification", hit.get("qualification"), hit),
        *(words.of("research_fields", [code], hit) for code in (hit.get("research_fields") or [])[:3]),
        words.of("status", hit["status"], hit) if hit.get("status") not in (None, "active", "working") else "",
    ]
    with st.container(border=True):
        st.html(card_html(hit, tags))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(
                "views/profile.py",
                label=labels.LINK,
                icon=":material/badge:",
                query_params={"person": str(hit["person_id"])},
            )
            pick_box(principal, hit)


def head(found: dict[str, Any], ask: Ask) -> None:
    """How many, the banner when the search server is away, and what to let go of when there is nobody."""
    if found["degraded"]:
        st.warning(labels.SEARCH_AWAY, icon=":material/cloud_off:")
    st.markdown(count_line(found, blank=ask.blank))
    if not found["total"]:
        st.info(told.NOTHING_FOUND if found["relax"] else f"{told.NOTHING_FOUND}\n\n{told.NOTHING_FOUND_ADVICE}")
        search_bar.relax_offers(found, ask, words.codes)


def hits(found: dict[str, Any], ask: Ask) -> None:
    """The people of this page; a page behind the last one leads to the last one."""
    last = -(-found["total"] // PAGE_SIZE)
    if last and ask.page > last:
        put(replace(ask, page=last))
        st.rerun()
    for hit in found["hits"]:
        hit_card(hit)
    pages(last)


def results(ask: Ask) -> None:
    """Everything below the line."""
    found: dict[str, Any] | None = None
    with widgets.telling_errors(), telling_waits():
        found = find_people(current(), principal, ask, tuple(told.FACET), PAGE_SIZE)
    if found:
        search_bar.understood_row(found, ask)
    search_picker.filter_bar(found["facets"] if found else {}, ask, words.codes)
    search_bar.chosen_row(ask, words.codes)
    # Whoever makes no lists keeps no searches.
    keeps = may(principal, Action.READ_LISTS)
    if keeps:
        st.html(f'<a class="to-saved" href="#{SAVED_ANCHOR}">{escape(told.SAVED)}</a>')
    people, beside = st.columns([7, 2], gap="medium")
    if found:
        with people:
            head(found, ask)
            hits(found, ask)
    with beside:
        if found and found["total"]:
            picked_box(current(), principal, found["hits"])
            export_panel(current(), principal, ask.query, ask.filters, plain=ask.plain, as_words=ask.as_words)
        if keeps:
            saved_box(current(), principal, ask)


search_style.apply()
st.title(labels.PAGE_SEARCH)
asked = current_ask(words.codes)
st.text_input(
    told.QUERY,
    placeholder=told.QUERY_HINT,
    key=LINE,
    label_visibility="collapsed",
    icon=":material/search:",
    max_chars=LONGEST_QUERY,
)
said = st.container()
results(asked)
with said:
    note()

"""For agencies: their own database. List, filter, export; adding, correcting, saying who left are submissions too."""

import streamlit as st

from dashboards import labels, person_labels, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.departure_view import departures_box
from dashboards.people_data import export_own, own_facets, own_people
from dashboards.person_entry import new_person
from dashboards.person_typing import typing_box
from talentdb.access.principal import Role
from talentdb.text import format_number

PAGE_SIZE = 50
principal = require_page(Role.AGENCY)


def filter_bar() -> tuple[str, list[tuple[str, str]]]:
    """Words and filters, and the export of what they leave."""
    query = st.text_input(
        labels.QUERY,
        placeholder=labels.OWN_QUERY_HINT,
        key="own_query",
        label_visibility="collapsed",
        icon=":material/search:",
    )
    filters = []
    with st.container(horizontal=True):
        for name, options in own_facets(current(), principal).items():
            chosen = st.session_state.get(f"own_{name}") or []
            title = (
                labels.FACET_CHOSEN.format(name=labels.FACET[name], n=len(chosen)) if chosen else labels.FACET[name]
            )
            with st.popover(title, type="primary" if chosen else "secondary"):
                picked = st.pills(
                    labels.FACET[name],
                    list(options),
                    selection_mode="multi",
                    format_func=options.__getitem__,
                    key=f"own_{name}",
                )
            if picked:
                filters.append((name, ",".join(picked)))
        st.download_button(
            labels.EXPORT,
            data=lambda: export_own(current(), principal, filters),
            file_name="danh-sach.xlsx",
            key="own_export",
            help=labels.EXPORT_HELP,
            icon=":material/download:",
            on_click="ignore",
        )
    return query.strip(), filters


def people_tab() -> None:
    """The list with its filters."""
    query, filters = filter_bar()
    pages = widgets.paging("own", PAGE_SIZE, (query, filters))
    page = own_people(current(), principal, query, filters, PAGE_SIZE, pages.first)
    if not page.total:
        st.info(labels.NOTHING_MATCHES if query or filters else labels.NO_PEOPLE_YET)
        return
    st.markdown(labels.OWN_COUNT.format(n=format_number(page.total)))
    widgets.table(page.frame)
    pages.picker(page.total)


st.title(labels.PAGE_OUR_PEOPLE)
people, add, gone = st.tabs(
    [labels.TAB_PEOPLE, person_labels.TAB_ADD, person_labels.TAB_DEPARTURES], key="our_people_tab", on_change="rerun"
)
with people:
    people_tab()
if add.open:
    with add:
        typing_box(current(), principal, "add", person_labels.ADD_HELP, lambda: new_person(principal))
if gone.open:
    with gone:
        departures_box(current(), principal)

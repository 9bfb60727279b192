"""For agencies: their own database. List, filter, export; adding or correcting a person is a submission too."""

import streamlit as st

from dashboards import labels, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.people_data import export_own, own_facets, own_people, save_own_person
from dashboards.person_form import person_form
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


def add_tab() -> None:
    """One more person, without Excel."""
    st.markdown(labels.ADD_PERSON_HELP)
    # A new key after each success gives an empty form; after an error everything typed stays.
    turn = st.session_state.setdefault("add_turn", 0)
    receipt = st.session_state.pop("add_receipt", None)
    if receipt:
        st.success(labels.RECEIPT.format(receipt=receipt))
    values = person_form({}, key=f"add{turn}")
    if values is not None:
        with widgets.telling_errors():
            st.session_state["add_receipt"] = save_own_person(current(), principal, values)
            st.session_state["add_turn"] = turn + 1
            st.rerun()


st.title(labels.PAGE_OUR_PEOPLE)
people, add = st.tabs([labels.TAB_PEOPLE, labels.TAB_ADD_PERSON], key="our_people_tab", on_change="rerun")
with people:
    people_tab()
with add:
    add_tab()

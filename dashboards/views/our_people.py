"""For agencies: their own database. List, filter, export; adding or correcting a person is a submission too."""

import streamlit as st
from dashboards.people_data import export_own, own_facets, own_people, save_own_person

from dashboards import labels
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.person_form import person_form
from talentdb.access.principal import Role
from talentdb.text import format_number

PAGE_SIZE = 50
principal = require_page(Role.AGENCY)


def people_tab() -> None:
    """The list with its filters."""
    words, facet, export = st.columns([3, 2, 1], vertical_alignment="bottom")
    query = words.text_input(labels.QUERY, placeholder=labels.OWN_QUERY_HINT, key="own_query")
    filters = []
    with facet.popover(labels.FILTERS, icon=":material/filter_alt:", width="stretch"):
        for name, options in own_facets(current(), principal).items():
            chosen = st.multiselect(
                labels.FACET[name], list(options), format_func=options.__getitem__, key=f"own_{name}"
            )
            if chosen:
                filters.append((name, ",".join(chosen)))
    export.download_button(
        labels.EXPORT,
        data=lambda: export_own(current(), principal, filters),
        file_name="danh-sach.xlsx",
        key="own_export",
        icon=":material/download:",
        on_click="ignore",
    )
    number = st.session_state.get("own_page", 1)
    page = own_people(current(), principal, query, filters, PAGE_SIZE, (number - 1) * PAGE_SIZE)
    st.markdown(labels.OWN_COUNT.format(n=format_number(page.total)))
    st.dataframe(
        page.frame,
        width="stretch",
        hide_index=True,
        column_config={labels.LINK: st.column_config.LinkColumn(labels.LINK, display_text=labels.OPEN)},
    )
    pages = max(1, -(-page.total // PAGE_SIZE))
    if pages > 1:
        st.number_input(labels.PAGE_OF.format(n=format_number(pages)), 1, pages, key="own_page")


def add_tab() -> None:
    """One more person, without Excel."""
    st.markdown(labels.ADD_PERSON_HELP)
    values = person_form({}, key="add")
    if values is not None:
        receipt = save_own_person(current(), principal, values)
        st.success(labels.RECEIPT.format(receipt=receipt))


st.title(labels.PAGE_OUR_PEOPLE)
people, add = st.tabs([labels.TAB_PEOPLE, labels.TAB_ADD_PERSON])
with people:
    people_tab()
with add:
    add_tab()

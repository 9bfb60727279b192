"""Administration: accounts, bodies, code lists, the search index. Agencies and lists also come and go as Excel."""

import streamlit as st

from dashboards import labels
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.data import (
    account_table,
    add_account,
    agency_options,
    agency_table,
    code_list_table,
    import_agencies_file,
    index_report,
    switch_account,
)
from talentdb.access.principal import Role

principal = require_page(Role.ADMINISTRATOR)


def accounts_tab() -> None:
    """List, add, close and open accounts."""
    frame = account_table(current(), principal)
    st.dataframe(frame, width="stretch", hide_index=True)
    add, close = st.columns(2, gap="large")
    agencies = agency_options(current(), principal)
    with add, st.form("add_account", clear_on_submit=True):
        st.subheader(labels.ADD_ACCOUNT)
        login = st.text_input(labels.LOGIN, key="new_login")
        name = st.text_input(labels.DISPLAY_NAME, key="new_display_name")
        role = st.selectbox(
            labels.ROLE_LABEL,
            [r for r in Role if r in labels.ASSIGNABLE_ROLES],
            format_func=labels.ROLE.__getitem__,
            key="new_role",
        )
        agency = st.selectbox(
            labels.AGENCY_OF_ACCOUNT,
            [None, *agencies],
            format_func=lambda key: "—" if key is None else agencies[key],
            key="new_agency",
        )
        password = st.text_input(labels.FIRST_PASSWORD, type="password", help=labels.PASSWORD_RULE, key="new_first")
        if st.form_submit_button(labels.ADD, type="primary"):
            add_account(
                current(),
                principal,
                login=login,
                password=password,
                role=role,
                display_name=name,
                agency_id=agency if role is Role.AGENCY else None,
            )
            st.success(labels.ACCOUNT_ADDED.format(login=login))
    with close, st.form("switch_account"):
        st.subheader(labels.SWITCH_ACCOUNT)
        target = st.selectbox(labels.LOGIN, list(frame[labels.LOGIN]), key="switch_login")
        disabled = st.toggle(labels.DISABLED, key="switch_disabled")
        if st.form_submit_button(labels.SAVE):
            switch_account(current(), principal, target, disabled=disabled)
            st.success(labels.SAVED)


def agencies_tab() -> None:
    """The bodies, and their import from Excel."""
    frame = agency_table(current(), principal)
    st.dataframe(frame, width="stretch", hide_index=True, height=420)
    st.caption(labels.COUNT_ROWS.format(n=len(frame)))
    upload = st.file_uploader(labels.IMPORT_AGENCIES, type=["xlsx", "csv", "json"], key="agencies_file")
    st.caption(labels.IMPORT_AGENCIES_HELP)
    if upload is not None and st.button(labels.IMPORT, type="primary", key="import_agencies"):
        outcome = import_agencies_file(current(), principal, upload.name, upload.getvalue())
        st.success(labels.IMPORTED.format(n=len(outcome)))
        st.dataframe(outcome, width="stretch", hide_index=True)


def lists_tab() -> None:
    """The code lists as they stand in the database."""
    name = st.selectbox(
        labels.CODE_LIST, list(labels.CODE_LISTS), format_func=labels.CODE_LISTS.__getitem__, key="code_list"
    )
    st.dataframe(code_list_table(current(), principal, name), width="stretch", hide_index=True)


def index_tab() -> None:
    """Whether the search index agrees with the registry."""
    report = index_report(current(), principal)
    for line in report.lines:
        st.markdown(f"- {line}")
    (st.success if report.agrees else st.warning)(labels.INDEX_AGREES if report.agrees else labels.INDEX_DIFFERS)


st.title(labels.PAGE_ADMINISTRATION)
tabs = st.tabs([labels.TAB_ACCOUNTS, labels.TAB_AGENCIES, labels.TAB_LISTS, labels.TAB_INDEX])
for tab, content in zip(tabs, (accounts_tab, agencies_tab, lists_tab, index_tab), strict=True):
    with tab:
        content()

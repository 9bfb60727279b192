"""Administration: accounts, bodies, code lists, the search index. Agencies and lists also come and go as Excel."""

import streamlit as st

from dashboards import administration_labels, labels, widgets
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

MOST_ROWS = 200
principal = require_page(Role.ADMINISTRATOR)


def accounts_tab() -> None:
    """List, add, close and open accounts."""
    message = st.session_state.pop("account_message", None)
    if message:
        st.success(message)
    add, close = st.columns(2)
    with add:
        add_form()
    frame = account_table(current(), principal)
    with close:
        switch_form(list(frame[labels.LOGIN]))
    st.subheader(administration_labels.TAB_ACCOUNTS)
    widgets.table(frame)


def add_form() -> None:
    """A new account. A new key after each success gives an empty form; after an error everything typed stays."""
    turn = st.session_state.setdefault("account_turn", 0)
    agencies = widgets.told_apart(agency_options(current(), principal))
    with st.form(f"add_account_{turn}"):
        st.subheader(administration_labels.ADD_ACCOUNT)
        login = st.text_input(labels.LOGIN, key=f"new_login_{turn}", placeholder=administration_labels.EXAMPLE_LOGIN)
        name = st.text_input(administration_labels.DISPLAY_NAME, key=f"new_display_name_{turn}")
        role = st.selectbox(
            labels.ROLE_LABEL,
            [r for r in Role if r in labels.ASSIGNABLE_ROLES],
            format_func=labels.ROLE.__getitem__,
            key=f"new_role_{turn}",
        )
        agency = st.selectbox(
            administration_labels.AGENCY_OF_ACCOUNT,
            [None, *agencies],
            format_func=lambda key: "—" if key is None else agencies[key],
            key=f"new_agency_{turn}",
        )
        password = st.text_input(
            labels.FIRST_PASSWORD, type="password", help=administration_labels.PASSWORD_RULE, key=f"new_first_{turn}"
        )
        if not st.form_submit_button(labels.ADD, type="primary"):
            return
        with widgets.telling_errors():
            add_account(
                current(),
                principal,
                login=login,
                password=password,
                role=role,
                display_name=name,
                agency_id=agency if role is Role.AGENCY else None,
            )
            st.session_state["account_turn"] = turn + 1
            st.session_state["account_message"] = administration_labels.ACCOUNT_ADDED.format(
                login=login.strip().lower()
            )
            st.rerun()


def switch_form(logins: list[str]) -> None:
    """Close or open one account."""
    with st.form("switch_account"):
        st.subheader(administration_labels.SWITCH_ACCOUNT)
        target = st.selectbox(labels.LOGIN, logins, key="switch_login")
        disabled = st.toggle(administration_labels.DISABLED, key="switch_disabled")
        if st.form_submit_button(labels.SAVE):
            with widgets.telling_errors():
                switch_account(current(), principal, target, disabled=disabled)
                st.session_state["account_message"] = administration_labels.SAVED
                st.rerun()


def agencies_tab() -> None:
    """The bodies, and their import from Excel."""
    with st.container(border=True):
        upload = st.file_uploader(
            administration_labels.IMPORT_AGENCIES, type=["xlsx", "csv", "json"], key="agencies_file"
        )
        st.caption(administration_labels.IMPORT_AGENCIES_HELP)
        if upload is not None and st.button(administration_labels.IMPORT, type="primary", key="import_agencies"):
            with widgets.telling_errors():
                outcome = import_agencies_file(current(), principal, upload.name, upload.getvalue())
                st.success(administration_labels.IMPORTED.format(n=widgets.number(len(outcome))))
                widgets.table(outcome.head(MOST_ROWS), administration_labels.IMPORT_MARK)
    frame = agency_table(current(), principal)
    st.caption(administration_labels.COUNT_ROWS.format(n=widgets.number(len(frame))))
    widgets.wide_table(frame, key="agencies")


def lists_tab() -> None:
    """The code lists as they stand in the database."""
    name = st.selectbox(
        administration_labels.CODE_LIST,
        list(administration_labels.CODE_LISTS),
        format_func=administration_labels.CODE_LISTS.__getitem__,
        key="code_list",
    )
    frame = code_list_table(current(), principal, name)
    st.caption(administration_labels.COUNT_ROWS.format(n=widgets.number(len(frame))))
    widgets.wide_table(frame, key=f"list_{name}")


def index_tab() -> None:
    """Whether the search index agrees with the registry."""
    report = index_report(current(), principal)
    (st.success if report.agrees else st.warning)(
        administration_labels.INDEX_AGREES if report.agrees else administration_labels.INDEX_DIFFERS
    )
    for line in report.lines:
        st.caption(line)


st.title(labels.PAGE_ADMINISTRATION)
names = [
    administration_labels.TAB_ACCOUNTS,
    administration_labels.TAB_AGENCIES,
    administration_labels.TAB_LISTS,
    administration_labels.TAB_INDEX,
]
# Only the open tab is computed: comparing the index with the registry reads both.
for tab, content in zip(
    st.tabs(names, key="administration_tab", on_change="rerun"),
    (accounts_tab, agencies_tab, lists_tab, index_tab),
    strict=True,
):
    if tab.open:
        with tab:
            content()

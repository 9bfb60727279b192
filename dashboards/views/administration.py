"""Administration: accounts, bodies, code lists, the search index. Agencies and lists also come and go as Excel."""

import streamlit as st

from dashboards import administration_labels, labels, widgets
from dashboards.accounts_view import accounts_tab
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.data import (
    agency_table,
    code_list_table,
    import_agencies_file,
    index_report,
)
from dashboards.privacy_reminder import privacy_line
from talentdb.access.principal import Role
from talentdb.backup.state import alarm, standing

MOST_ROWS = 200
principal = require_page(Role.ADMINISTRATOR)


def own_accounts_tab() -> None:
    """Accounts, in the name of who looks."""
    accounts_tab(principal)


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
privacy_line(current(), principal)
worry = alarm(current().home)
if worry:
    st.warning(worry, icon=":material/backup:")
st.caption(" ".join(standing(current().home)))
names = [
    administration_labels.TAB_ACCOUNTS,
    administration_labels.TAB_AGENCIES,
    administration_labels.TAB_LISTS,
    administration_labels.TAB_INDEX,
]
# Only the open tab is computed: comparing the index with the registry reads both.
for tab, content in zip(
    st.tabs(names, key="administration_tab", on_change="rerun"),
    (own_accounts_tab, agencies_tab, lists_tab, index_tab),
    strict=True,
):
    if tab.open:
        with tab:
            content()

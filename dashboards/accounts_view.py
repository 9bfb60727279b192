"""The tab of accounts: the list, one account, a new one, and many by a file. Draws; `accounts_data` does it."""

import streamlit as st

from dashboards import accounts_labels, administration_labels, labels, widgets
from dashboards.account_form import add_form
from dashboards.accounts_data import (
    FileOutcome,
    account_rows,
    account_table,
    accounts_file,
    carry_out_file,
    empty_form,
    end_account_sessions,
    forget_factor,
    give_password,
    give_role,
    give_sso_name,
    problem_table,
    read_file,
    slip_of,
    switch_account,
)
from dashboards.application import current
from dashboards.data import agency_options
from talentdb.access.accounts import OF_BODY, AccountRow
from talentdb.access.principal import Principal, Role

__all__ = ["accounts_tab"]

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def accounts_tab(principal: Principal) -> None:
    """List, change, add, and take in many."""
    message = st.session_state.pop("account_message", None)
    if message:
        st.success(message)
    part = st.segmented_control(
        administration_labels.TAB_ACCOUNTS,
        list(accounts_labels.SUBTABS),
        format_func=accounts_labels.SUBTABS.__getitem__,
        default="list",
        required=True,
        label_visibility="collapsed",
        key="accounts_part",
    )
    {"list": _list, "one": _one, "add": add_form, "file": _file}[part or "list"](principal)


def _list(principal: Principal) -> None:
    frame = account_table(current(), principal)
    st.caption(administration_labels.COUNT_ROWS.format(n=widgets.number(len(frame))))
    widgets.table(frame, accounts_labels.MARKS)
    # Taking the list out is logged, so the file is made when somebody asks for it.
    if st.button(accounts_labels.PREPARE_EXPORT, key="prepare_accounts"):
        content = accounts_file(current(), principal)
        st.download_button(
            accounts_labels.EXPORT,
            content,
            accounts_labels.EXPORT_FILE,
            _XLSX,
            key="accounts_file",
            on_click="ignore",
        )


def _one(principal: Principal) -> None:
    rows = {row.login: row for row in account_rows(current(), principal)}
    chosen = st.selectbox(accounts_labels.CHOOSE, list(rows), key="account_chosen")
    row = rows[chosen]
    agency = f" · {widgets.plain_text(row.agency_name)}" if row.agency_name else ""
    st.markdown(f"**{widgets.plain_text(row.display_name)}** · {labels.ROLE[row.role]}{agency}")
    if row.account_id == principal.account_id:
        st.info(accounts_labels.OWN)
        return
    left, right = st.columns(2)
    with left, st.container(border=True):
        _switches(principal, row)
    with right:
        _role_form(principal, row)
        _sso_form(principal, row)


def _done(words: str) -> None:
    st.session_state["account_message"] = words
    st.rerun()


def _switches(principal: Principal, row: AccountRow) -> None:
    """Close or open, end sessions, forget the phone, a new password."""
    words = accounts_labels.OPEN if row.disabled_at else accounts_labels.CLOSE
    if st.button(words, key="switch_account", width="stretch"):
        with widgets.telling_errors():
            switch_account(current(), principal, row, disabled=row.disabled_at is None)
            told = accounts_labels.OPENED_NOW if row.disabled_at else accounts_labels.CLOSED_NOW
            _done(told.format(login=row.login))
    if st.button(accounts_labels.END_SESSIONS, key="end_sessions", disabled=not row.sessions, width="stretch"):
        with widgets.telling_errors():
            ended = end_account_sessions(current(), principal, row)
            _done(accounts_labels.SESSIONS_ENDED.format(n=widgets.number(ended), login=row.login))
    reset = accounts_labels.RESET_FACTOR
    if st.button(reset, key="reset_factor", disabled=row.second_factor_at is None, width="stretch"):
        with widgets.telling_errors():
            forget_factor(current(), principal, row)
            _done(accounts_labels.FACTOR_RESET.format(login=row.login))
    if st.button(accounts_labels.RESET_PASSWORD, key="reset_password", width="stretch"):
        with widgets.telling_errors():
            password = give_password(current(), principal, row)
            st.write(accounts_labels.PASSWORD_ONCE.format(login=row.login))
            st.code(password, language=None)
            st.download_button(
                accounts_labels.SLIP, slip_of(row, password), accounts_labels.SLIP_FILE, _DOCX, on_click="ignore",
                key="slip",
            )  # fmt: skip


def _role_form(principal: Principal, row: AccountRow) -> None:
    agencies = widgets.told_apart(agency_options(current(), principal))
    own = next((number for number, name in agencies.items() if name == row.agency_name), None)
    roles = [role for role in Role if role in labels.ASSIGNABLE_ROLES]
    with st.form(f"role_{row.login}"):
        role = st.selectbox(
            labels.ROLE_LABEL, roles, index=roles.index(row.role), format_func=labels.ROLE.__getitem__,
            key=f"role_{row.login}_role",
        )  # fmt: skip
        options = [None, *agencies]
        agency = st.selectbox(
            administration_labels.AGENCY_OF_ACCOUNT, options, index=options.index(own),
            format_func=lambda key: "—" if key is None else agencies[key], key=f"role_{row.login}_agency",
        )  # fmt: skip
        if st.form_submit_button(accounts_labels.CHANGE_ROLE):
            with widgets.telling_errors():
                body = agency if role in OF_BODY else None
                give_role(current(), principal, row, role, body)
                _done(accounts_labels.ROLE_CHANGED.format(login=row.login))


def _sso_form(principal: Principal, row: AccountRow) -> None:
    with st.form(f"sso_{row.login}"):
        name = st.text_input(
            accounts_labels.SSO_NAME, row.sso_name or "", help=accounts_labels.SSO_HELP, key=f"sso_{row.login}_name"
        )
        if st.form_submit_button(labels.SAVE):
            with widgets.telling_errors():
                give_sso_name(current(), principal, row, name)
                _done(accounts_labels.SSO_SAVED.format(login=row.login))


def _file(principal: Principal) -> None:
    st.write(accounts_labels.FILE_INTRO)
    st.download_button(
        accounts_labels.FORM, empty_form(), accounts_labels.FORM_FILE, _XLSX, on_click="ignore", key="accounts_form"
    )
    slips = st.session_state.get("account_slips")
    if slips:
        count, content = slips
        st.warning(accounts_labels.TAKE_SLIPS, icon=":material/print:")
        label = accounts_labels.SLIPS.format(n=widgets.number(count))
        st.download_button(label, content, accounts_labels.SLIP_FILE, _DOCX, key="slips", on_click=_forget_slips)
    upload = st.file_uploader(accounts_labels.FILE, type=["xlsx", "csv"], key="accounts_upload")
    if upload is None:
        return
    with widgets.telling_errors():
        _told_file(principal, read_file(current(), principal, upload.name, upload.getvalue()))


def _forget_slips() -> None:
    st.session_state.pop("account_slips", None)


def _told_file(principal: Principal, outcome: FileOutcome) -> None:
    """What a file would do, and the button; or what has to be mended, by cell."""
    if outcome.problems:
        st.error(accounts_labels.PROBLEMS.format(n=widgets.number(len(outcome.problems))))
        widgets.table(problem_table(outcome))
        return
    new, changed, same = (outcome.count(kind) for kind in ("new", "changed", "same"))
    if not new + changed:
        st.info(accounts_labels.NOTHING)
        return
    st.success(accounts_labels.PLAN.format(new=new, changed=changed, same=same))
    if st.button(accounts_labels.CARRY_OUT, type="primary", key="carry_out_accounts"):
        with st.spinner(accounts_labels.WORKING, show_time=True):
            slips = carry_out_file(current(), principal, outcome)
        if slips is not None:
            st.session_state["account_slips"] = (new, slips)
        _done(accounts_labels.DONE.format(new=new, changed=changed))

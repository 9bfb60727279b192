"""My account: who I am, a new password, the second factor, my sessions."""

import streamlit as st

from dashboards import account_labels, administration_labels, labels, widgets
from dashboards.account_data import end_own, end_own_others, other_codes, own_factor, own_sessions
from dashboards.application import current
from dashboards.auth import COOKIE, SIGN_IN_PATH, require_page
from dashboards.devices import device_words
from dashboards.frames import moment_words
from dashboards.pages import PAGES
from dashboards.signin_page import ENROL_PATH
from talentdb.access.passwords import change_password
from talentdb.access.sessions import close_session

principal = require_page(*next(page for page in PAGES if page.key == "account").roles)
token = st.context.cookies.get(COOKIE, "")


def password_form() -> None:
    """A new password; all other sessions of the account end with the old one."""
    with st.form("password", border=True):
        st.subheader(administration_labels.CHANGE_PASSWORD)
        old = st.text_input(labels.OLD_PASSWORD, type="password", key="old_password")
        new = st.text_input(
            labels.NEW_PASSWORD, type="password", key="new_password", help=administration_labels.PASSWORD_RULE
        )
        again = st.text_input(labels.NEW_PASSWORD_AGAIN, type="password", key="new_password_again")
        if not st.form_submit_button(labels.SAVE, type="primary"):
            return
        if new != again:
            st.error(administration_labels.PASSWORDS_DIFFER)
            return
        with widgets.telling_errors():
            change_password(current().engine, principal, old, new)
            end_own_others(current(), principal, token)
            # The menu offers the other pages again in the next run.
            st.session_state["password_changed"] = True
            st.rerun()


def factor_box() -> None:
    """Whether codes are asked, and other codes on paper for who shows one."""
    with st.container(border=True):
        st.subheader(account_labels.SECOND_FACTOR)
        state = own_factor(current(), principal)
        if state.since is None:
            st.write(account_labels.NO_SECOND_FACTOR)
            st.html(f'<a class="who-link" href="{ENROL_PATH}" target="_self">{account_labels.ENROL}</a>')
            return
        st.write(
            account_labels.HAS_SECOND_FACTOR.format(
                since=moment_words(state.since), left=widgets.number(state.recovery_left)
            )
        )
        with st.form("recovery", border=False):
            code = st.text_input(account_labels.CODE, key="recovery_code", help=account_labels.CODE_HELP)
            if st.form_submit_button(account_labels.NEW_CODES):
                with widgets.telling_errors():
                    st.code("\n".join(other_codes(current(), principal, code)), language=None)
                    st.warning(account_labels.CODES_ONCE)


def sessions_box() -> None:
    """Where I am signed in; each can be ended, or all."""
    with st.container(border=True):
        st.subheader(administration_labels.SESSIONS)
        st.write(account_labels.idle_rule(principal.role))
        for number, row in enumerate(own_sessions(current(), principal, token)):
            words, button = st.columns([3, 1], vertical_alignment="center")
            here = (
                account_labels.THIS_SESSION
                if row.own
                else account_labels.SEEN.format(at=moment_words(row.last_seen_at))
            )
            since = account_labels.SINCE.format(at=moment_words(row.created_at))
            words.markdown(f"**{device_words(row.device)}** · {since} · {here}")
            if not row.own and button.button(account_labels.END, key=f"end_session_{number}"):
                end_own(current(), principal, row.handle)
                st.rerun()
        if st.button(administration_labels.SIGN_OUT_EVERYWHERE, key="sign_out_everywhere"):
            close_session(current().engine, current().keyring, token, everywhere=True)
            st.html(f'<a href="{SIGN_IN_PATH}" target="_self">{labels.SIGN_IN}</a>')
            st.stop()


st.title(labels.PAGE_ACCOUNT)
st.markdown(f"**{principal.display_name}** · {labels.ROLE[principal.role]} · `{principal.login}`")
if principal.must_change_password:
    st.warning(administration_labels.MUST_CHANGE_PASSWORD, icon=":material/key:")
if st.session_state.pop("password_changed", False):
    st.success(labels.PASSWORD_CHANGED)
left, right = st.columns(2)
with left:
    password_form()
    factor_box()
with right:
    sessions_box()

"""My account: who I am, a new password, signing out everywhere."""

import streamlit as st

from dashboards import administration_labels, labels, widgets
from dashboards.application import current
from dashboards.auth import COOKIE, SIGN_IN_PATH, require_page
from dashboards.pages import PAGES
from talentdb.access.accounts import change_password
from talentdb.access.sessions import close_session

principal = require_page(*next(page for page in PAGES if page.key == "account").roles)

st.title(labels.PAGE_ACCOUNT)
st.markdown(f"**{principal.display_name}** · {labels.ROLE[principal.role]} · `{principal.login}`")
if principal.must_change_password:
    st.warning(administration_labels.MUST_CHANGE_PASSWORD, icon=":material/key:")
if st.session_state.pop("password_changed", False):
    st.success(labels.PASSWORD_CHANGED)

left, right = st.columns(2)
with left, st.form("password", border=True):
    st.subheader(administration_labels.CHANGE_PASSWORD)
    old = st.text_input(labels.OLD_PASSWORD, type="password", key="old_password")
    new = st.text_input(
        labels.NEW_PASSWORD, type="password", key="new_password", help=administration_labels.PASSWORD_RULE
    )
    again = st.text_input(labels.NEW_PASSWORD_AGAIN, type="password", key="new_password_again")
    if st.form_submit_button(labels.SAVE, type="primary"):
        if new != again:
            st.error(administration_labels.PASSWORDS_DIFFER)
        else:
            with widgets.telling_errors():
                change_password(current().engine, principal, old, new)
                # The menu offers the other pages again in the next run.
                st.session_state["password_changed"] = True
                st.rerun()
with right, st.container(border=True):
    st.subheader(administration_labels.SESSIONS)
    st.write(administration_labels.SESSIONS_HELP)
    if st.button(administration_labels.SIGN_OUT_EVERYWHERE, key="sign_out_everywhere"):
        close_session(current().engine, st.context.cookies.get(COOKIE, ""), everywhere=True)
        st.html(f'<a href="{SIGN_IN_PATH}" target="_self">{labels.SIGN_IN}</a>')
        st.stop()

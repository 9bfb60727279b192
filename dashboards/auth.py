"""Who is looking at the page: read from our own session at every rerun, never remembered by the page.

Hiding a page is courtesy; each view calls `require_page` again, and the services below check rights themselves.
"""

import streamlit as st

from dashboards import labels
from dashboards.application import current
from talentdb.access.principal import Principal, Role
from talentdb.access.sessions import resume_session

__all__ = ["COOKIE", "SIGN_IN_PATH", "SIGN_OUT_PATH", "require_page", "signed_in"]

COOKIE = "talentdb_session"
SIGN_IN_PATH = "/sign-in"
SIGN_OUT_PATH = "/sign-out"


def signed_in() -> Principal:
    """The actor of this browser; stops the page with a link to sign in when the session has ended."""
    current().kept.begin()
    principal = resume_session(current().engine, current().keyring, st.context.cookies.get(COOKIE))
    if principal is None:
        st.warning(labels.SESSION_ENDED)
        st.html(f'<p><a href="{SIGN_IN_PATH}" target="_self">{labels.SIGN_IN}</a></p>')
        st.stop()
    return principal


def require_page(*roles: Role) -> Principal:
    """The actor, if the role may open this page; stops the page otherwise."""
    principal = signed_in()
    if principal.role not in roles:
        st.error(labels.PAGE_FORBIDDEN)
        st.stop()
    return principal

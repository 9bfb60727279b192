"""Small pieces that several pages share. No queries, no rights."""

import streamlit as st

from dashboards import labels
from dashboards.auth import SIGN_OUT_PATH
from talentdb.access.principal import Principal

__all__ = ["account_box"]


def account_box(principal: Principal) -> None:
    """Who is signed in, and the way out, at the foot of the menu."""
    with st.sidebar:
        st.caption(f"{principal.display_name} · {labels.ROLE[principal.role]}")
        st.html(f'<a href="{SIGN_OUT_PATH}" target="_self">{labels.SIGN_OUT}</a>')

"""Drafts that take the place of a draft: the page goes on with them and says what happened."""

from collections.abc import Sequence

import streamlit as st

from ingest.load import Loaded

__all__ = ["tell_once", "took_its_place"]

_MESSAGE = "replaced_message"


def took_its_place(loaded: Sequence[Loaded], message: str, tab: str = "") -> None:
    """Go on with the new drafts, wherever the old one was looked at; ends this run of the page.

    Args:
        tab: words of the tab to open.
    """
    if "submission" in st.query_params:
        st.query_params["submission"] = str(loaded[0].receipt.submission_id)
    else:
        st.session_state["drafts"] = list(loaded)
    st.session_state[_MESSAGE] = message
    st.session_state["open_tab"] = tab
    st.rerun()


def tell_once() -> None:
    """Say what happened, in the run after it."""
    message = st.session_state.pop(_MESSAGE, None)
    if message:
        st.success(message, icon=":material/refresh:")

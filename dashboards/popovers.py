"""Popovers that close when what stands in them is done; by themselves they stay open over the page. Knows no page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn

import streamlit as st

__all__ = ["close_and_rerun", "popover"]

_DONE: Final = "done_in_popover"


@contextmanager
def popover(label: str, key: str, **options: Any) -> Iterator[bool]:
    """A popover; gives whether it is open, so that nothing is read for a closed one.

    Args:
        key: of the popover, one on the page; what `close_and_rerun` is told.
        options: of st.popover.
    """
    if st.session_state.get(_DONE) == key:
        # Only before the widget is drawn may its state be set.
        del st.session_state[_DONE]
        st.session_state[key] = False
    with st.popover(label, key=key, on_change="rerun", **options) as box:
        yield bool(box.open)


def close_and_rerun(key: str) -> NoReturn:
    """Draw the page anew with this popover closed."""
    st.session_state[_DONE] = key
    st.rerun()

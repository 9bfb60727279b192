"""Popovers that close when what stands in them is done; by themselves they stay open over the page. Knows no page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn

import streamlit as st

__all__ = ["close_and_rerun", "open_at_once", "popover"]

_TURNS: Final = "popover_turns_{key}"


def _widget(key: str) -> str:
    """The key of the widget: another one after each closing.

    A browser that draws the popover at another place of the page, as below a box that says "done", keeps that it was
    open and tells so with the next click anywhere; of a widget that is gone nobody hears.
    """
    turn = st.session_state.get(_TURNS.format(key=key), 0)
    return f"{key}_{turn}" if turn else key


@contextmanager
def popover(label: str, key: str, **options: Any) -> Iterator[bool]:
    """A popover; gives whether it is open, so that nothing is read for a closed one.

    Args:
        key: of the popover, one on the page; what `close_and_rerun` is told.
        options: of st.popover.
    """
    with st.popover(label, key=_widget(key), on_change="rerun", **options) as box:
        yield bool(box.open)


def open_at_once(key: str) -> None:
    """Have this popover open when the page draws it; only before it is drawn."""
    st.session_state[_widget(key)] = True


def close_and_rerun(key: str) -> NoReturn:
    """Draw the page anew with this popover closed."""
    turns = _TURNS.format(key=key)
    st.session_state[turns] = st.session_state.get(turns, 0) + 1
    st.rerun()

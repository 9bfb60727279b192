"""What a page says while figures are computed: that they are coming, or of what time the shown ones are. Looks again
by itself when they are there.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

import streamlit as st

from dashboards import labels
from dashboards.application import current
from dashboards.kept import Pending, StillComputingError
from talentdb.settings import VIETNAM

__all__ = ["note", "older_words", "telling_waits"]

_LOOK_AGAIN = 2.0


@contextmanager
def telling_waits() -> Iterator[None]:
    """A part of a page that cannot be shown yet says so in its place; the page goes on."""
    try:
        yield
    except StillComputingError:
        st.info(labels.COMPUTING, icon=":material/hourglass_top:")


def older_words() -> str:
    """Of what time the shown figures are when newer ones are being computed; empty otherwise."""
    older = current().kept.older
    return "" if older is None else labels.OLDER.format(at=f"{older.astimezone(VIETNAM):%H:%M}")


def note() -> None:
    """Say so, and look again when what this run did not wait for is there; to be called last."""
    if words := older_words():
        st.caption(f":material/history: {words}")
    if pending := current().kept.pending:
        _look_again(pending)


@st.fragment(run_every=_LOOK_AGAIN)
def _look_again(pending: Collection[Pending]) -> None:
    if all(one.done() for one in pending):
        st.rerun()

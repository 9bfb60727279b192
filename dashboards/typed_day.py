"""A day typed into a plain box: the framework's own calendar opens over what comes next as soon as the box is reached
by the keyboard, and its months are named in English. Reads text; draws nothing but the box.
"""

import re
from datetime import date
from typing import Final

import streamlit as st

from dashboards import council_labels as words
from talentdb.errors import UsageError
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["day_box", "read_day"]

_DAY: Final = re.compile(r"\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4})\s*")


def day_box(key: str) -> str:
    """The box, with today in it; gives what stands there, to be read when the form is sent."""
    return str(st.text_input(words.DAY, format_date(today()), key=key, max_chars=20))


def read_day(text: str) -> date:
    """The day of `25/11/2026`; points and hyphens do as well.

    Raises: UsageError for anything else.
    """
    if not text.strip():
        raise UsageError(words.DAY_MISSING, words.DAY_ADVICE)
    found = _DAY.fullmatch(text)
    try:
        if found:
            day, month, year = map(int, found.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise UsageError(words.DAY_WRONG.format(text=text.strip()), words.DAY_ADVICE)

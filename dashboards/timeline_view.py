"""The story of one person as a vertical line: what changed and when, by which list; merges and splits."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from dashboards import person_labels
from dashboards.person_frames import Moment

__all__ = ["moment_html", "timeline_box"]

_MOST_FIELDS: Final = 8


def timeline_box(moments: Sequence[Moment]) -> None:
    """Draw the moments, newest first as they come."""
    if not moments:
        st.info(person_labels.TIMELINE_EMPTY)
        return
    st.caption(person_labels.TIMELINE_HELP)
    items = "".join(moment_html(one) for one in moments)
    st.html(f'<ol class="timeline">{items}</ol>')


def moment_html(one: Moment) -> str:
    """A point of the line with what changed; every text is escaped."""
    changes = "".join(_change(*change) for change in one.changes[:_MOST_FIELDS])
    left = one.changes[_MOST_FIELDS:]
    if left:
        words = escape(person_labels.TIMELINE_MORE.format(n=len(left)))
        more = "".join(_change(*change) for change in left)
        changes += f"<li><details><summary>{words}</summary><ul>{more}</ul></details></li>"
    by = f'<div class="quiet">{escape(one.by)}</div>' if one.by else ""
    listed = f"<ul>{changes}</ul>" if changes else ""
    return f'<li class="{one.tone}"><time>{escape(one.day)}</time><b>{escape(one.title)}</b>{by}{listed}</li>'


def _change(label: str, before: str, after: str) -> str:
    was = f"<del>{escape(before)}</del> → " if before else ""
    return f"<li><span>{escape(label)}</span> {was}<ins>{escape(after or person_labels.NOTHING)}</ins></li>"

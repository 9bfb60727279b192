"""The life of a person on their page: career as a line, degrees, works by kind, awards. Draws what it is given."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from dashboards import profile_labels as words
from talentdb.documents.cv import Group, Section
from talentdb.people.cv_labels import NOW

__all__ = ["life_box", "section_html"]

_SHOWN: Final = 5
"""Rows of a group that stand open; the rest is one press away."""
_SHAPE: Final = {"employments": "career", "trainings": "dated", "languages": "plain", "works": "wide"}
_LASTS: Final = NOW.format(first="")
_ORDER: Final = ("employments", "qualifications", "works", "trainings", "awards", "languages")


def life_box(sections: Sequence[Section]) -> None:
    """The parts that something is known of, side by side, and one line on the others."""
    ordered = sorted(sections, key=lambda one: _ORDER.index(one.key))
    drawn = "".join(section_html(one) for one in ordered if one.groups)
    if drawn:
        st.html(f'<div class="lives">{drawn}</div>')
    empty = [one.title.lower() for one in ordered if not one.groups]
    if empty:
        st.caption(words.EMPTY.format(parts=", ".join(empty)))


def section_html(section: Section) -> str:
    """A part with its groups; every text is escaped."""
    shape = _SHAPE.get(section.key, "")
    if not any(row[0] for group in section.groups for row in group.rows):
        shape += " plain"
    groups = "".join(_group(section, group) for group in section.groups)
    return (
        f'<section class="life {shape}"><h3>{escape(section.title)}</h3><div class="groups">{groups}</div></section>'
    )


def _group(section: Section, group: Group) -> str:
    count = escape(words.COUNT.format(n=len(group.rows)))
    title = f"<h4>{escape(group.title)} <small>{count}</small></h4>" if group.title else ""
    items = [_item(section, row) for row in group.rows]
    shown, left = items[:_SHOWN], items[_SHOWN:]
    # One row more is shown rather than hidden behind a press.
    if len(left) == 1:
        shown, left = items, []
    more = ""
    if left:
        summary = escape(words.MORE.format(n=len(left)))
        more = f"<details><summary>{summary}</summary><ol>{''.join(left)}</ol></details>"
    return f"<div>{title}<ol>{''.join(shown)}</ol>{more}</div>"


def _item(section: Section, row: Sequence[str]) -> str:
    when, what, *others = row
    if section.key == "languages":
        when, what, others = "", row[0], list(row[1:])
    if section.key == "employments" and others[0]:
        # What somebody was stands first, then where.
        what, others = others[0], [what, *others[1:]]
    now = ' class="now"' if section.key == "employments" and when.endswith(_LASTS) else ""
    told = " · ".join(other for other in others if other)
    beside = f"<span>{escape(told)}</span>" if told else ""
    time = f"<time>{escape(when)}</time>" if when or section.key not in _SHAPE else ""
    if section.key == "works":
        time = f"<time>{escape(when)}</time>"
    return f'<li{now}>{time}<div class="about"><b>{escape(what)}</b>{beside}</div></li>'

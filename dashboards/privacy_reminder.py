"""What the clocks of personal data ask for, as a line over a page of who acts on it. Nothing where nothing is due."""

from html import escape
from typing import Final

import streamlit as st

from dashboards import case_style, widgets
from dashboards import privacy_reminder_labels as words
from dashboards.application import Application
from dashboards.privacy_data import known_incidents, known_requests
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.privacy.due import LEVELS, Due, due
from talentdb.settings import now, today

__all__ = ["privacy_line"]

_TONES: Final = {"late": "bad", "last": "bad", "soon": "warn", "half": "busy"}


def privacy_line(app: Application, principal: Principal) -> None:
    """The line, for who answers requests or handles incidents."""
    parts = _parts(_due(app, principal))
    if parts:
        case_style.apply()
        inner = "".join(
            f'<a href="/privacy" target="_self"><span class="mark {tone}">{escape(text)}</span></a>'
            for tone, text in parts
        )
        st.html(f'<nav class="remind" aria-label="{words.TITLE}">{inner}</nav>')


def _due(app: Application, principal: Principal) -> Due:
    requests = known_requests(app, principal) if may(principal, Action.REVIEW) else ()
    incidents = known_incidents(app, principal) if may(principal, Action.HANDLE_INCIDENTS) else ()
    return due(requests, incidents, now(), today())


def _parts(found: Due) -> list[tuple[str, str]]:
    """Tone and words of what is due, the worst first."""
    told = [
        (level, of[level].format(n=widgets.number(counts[level])))
        for level in LEVELS
        for of, counts in ((words.NOTICES, found.notices), (words.REQUESTS, found.requests))
        if counts.get(level)
    ]
    return [(_TONES[level], text) for level, text in told]

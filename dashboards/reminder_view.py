"""What waits for the reader, as a line of links over a page. Nothing where nothing waits."""

from html import escape

import streamlit as st

from dashboards import case_page_labels as words
from dashboards import case_style, widgets
from dashboards.application import Application
from dashboards.case_data import remind
from dashboards.pages import pages_of
from talentdb.access.principal import Principal
from talentdb.programmes.reminders import Reminders

__all__ = ["reminder_line"]


def reminder_line(app: Application, principal: Principal) -> None:
    """The line; each part leads to the page where it is worked off, for who may open that."""
    parts = _parts(remind(app, principal))
    if not parts:
        return
    case_style.apply()
    opens = {page.key for page in pages_of(principal.role)}
    inner = "".join(_part(opens, *part) for part in parts)
    st.html(f'<nav class="remind" aria-label="{words.REMIND_TITLE}">{inner}</nav>')


def _parts(found: Reminders) -> list[tuple[str, str, str]]:
    """Page, tone and words of what waits."""
    late = sum(one.late > 0 for one in found.mine)
    mine = words.REMIND_MINE_LATE if late else words.REMIND_MINE
    told = (
        ("my_cases", "warn", words.REMIND_SCORE, len(found.to_score)),
        ("cases?show=mine", "bad" if late else "busy", mine, len(found.mine)),
        ("cases?show=late", "bad", words.REMIND_LATE, 0 if late == len(found.late) else len(found.late)),
        ("commitments", "warn", words.REMIND_SIGNALS, len(found.signals)),
        ("commitments", "warn", words.REMIND_ENDING, len(found.ending)),
        ("cases?tab=recognised", "warn", words.REMIND_RECOGNITIONS, len(found.recognitions)),
        ("money", "bad", words.REMIND_REPAY, len(found.to_repay)),
        ("needs", "busy", words.REMIND_NEEDS, found.needs),
    )
    return [
        (page, tone, text.format(n=widgets.number(count), late=widgets.number(late)))
        for page, tone, text, count in told
        if count
    ]


def _part(opens: set[str], page: str, tone: str, text: str) -> str:
    inner = f'<span class="mark {tone}">{escape(text)}</span>'
    return f'<a href="/{page}" target="_self">{inner}</a>' if page.partition("?")[0] in opens else inner

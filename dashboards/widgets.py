"""Small pieces that several pages share. No queries, no rights."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from dashboards import labels
from dashboards.auth import SIGN_OUT_PATH
from dashboards.frames import as_html, for_screen
from talentdb.access.principal import Principal
from talentdb.errors import TalentdbError
from talentdb.text import format_number

__all__ = [
    "Paging",
    "account_box",
    "brand",
    "facts",
    "number",
    "paging",
    "plain_text",
    "post_line",
    "show_error",
    "table",
    "telling_errors",
    "titled_name",
    "told_apart",
    "wide_table",
]

Key = TypeVar("Key", int, str)

_ICON = Path(__file__).parent / "assets" / "icon.png"
_TALL = 460
_ROW_HEIGHT = 35
# Signs that Markdown and Streamlit's own marks begin with; more would be read out by screen readers for nothing.
_MARKUP = re.compile(r"([\\`*_\[\]$~<>#&:|])")
# What becomes a link by itself, escaped or not.
_LINK = re.compile(r"(?<=\S)(@|//)|(?<=www)(\.)", re.IGNORECASE)
_JOINER = "\u2060"


def brand() -> None:
    """Mark of the app at the head of the menu; its name stands beside it by CSS."""
    st.logo(str(_ICON), size="large")


def account_box(principal: Principal) -> None:
    """Who is signed in, and the way out, at the foot of the menu."""
    role = labels.ROLE[principal.role]
    second = "" if principal.display_name == role else f"<span>{escape(role)}</span>"
    st.sidebar.html(
        f'<div class="who"><b>{escape(principal.display_name)}</b>{second}'
        f'<a href="{SIGN_OUT_PATH}" target="_self">{labels.SIGN_OUT}</a></div>'
    )


def show_error(error: TalentdbError) -> None:
    """What happened, and what to do."""
    st.error(f"{error.message}\n\n{error.advice}" if error.advice else error.message, icon=":material/error:")


@contextmanager
def telling_errors() -> Iterator[None]:
    """Expected failures of the block are told in place; the page goes on, so that nothing typed is lost."""
    try:
        yield
    except TalentdbError as error:
        show_error(error)


def number(value: float) -> str:
    """A count as Vietnamese readers write it."""
    return format_number(value)


def plain_text(text: str) -> str:
    """A foreign text for a label or a line of Markdown: every sign shows as itself."""
    shown = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _LINK.sub(lambda found: _JOINER + found.group(), shown)


def table(frame: pd.DataFrame, marks: Mapping[str, str] | None = None) -> None:
    """A table of words for at most some hundred rows: readable on a phone, by a screen reader, by a search."""
    st.html(as_html(frame, marks))


def wide_table(frame: pd.DataFrame, *, key: str) -> None:
    """A table of many columns or rows, to scroll in."""
    height = min(_TALL, _ROW_HEIGHT * (len(frame) + 1) + 3)
    st.dataframe(for_screen(frame), width="stretch", height=height, hide_index=True, key=key)


def facts(rows: Mapping[str, str]) -> None:
    """Pairs of a word and its value, one a line."""
    pairs = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows.items())
    st.html(f'<dl class="facts">{pairs}</dl>')


@dataclass(frozen=True, slots=True)
class Paging:
    """Pages of a list: the first row of the chosen page, and the picker to be drawn below the list."""

    key: str
    size: int
    first: int

    def picker(self, total: int) -> None:
        """Numbers of the pages, when there is more than one."""
        pages = -(-total // self.size)
        if pages > 1:
            st.pagination(pages, key=self.key)


def paging(name: str, size: int, question: object) -> Paging:
    """Where the reader is in the list `name`; at its beginning again whenever `question` changes."""
    last, turn = st.session_state.get(f"{name}_question", (question, 0))
    turn += last != question
    st.session_state[f"{name}_question"] = (question, turn)
    key = f"{name}_page_{turn}"
    return Paging(key, size, (st.session_state.get(key, 1) - 1) * size)


def told_apart(names: Mapping[Key, str]) -> dict[Key, str]:
    """Words for the choices of a picker; where two read alike, the number or code stands behind them.

    The framework knows a choice by its words alone: of two that read alike it would take the wrong one.
    """
    count = Counter(names.values())
    return {key: name if count[name] == 1 else f"{name} [{key}]" for key, name in names.items()}


def titled_name(values: Mapping[str, Any]) -> str:
    """The name with its titles before it: "PGS.TS. Nguyễn Văn A"."""
    titles = [
        labels.TITLE_BEFORE_NAME[values[name]]
        for name in ("academic_title", "qualification")
        if values.get(name) in labels.TITLE_BEFORE_NAME
    ]
    return f"{'.'.join(titles)}. {values['full_name']}" if titles else str(values["full_name"])


def post_line(values: Mapping[str, Any]) -> str:
    """Position, unit and body on one line."""
    parts = [values.get("position_title"), values.get("sub_unit"), values.get("agency_name")]
    return " · ".join(str(part) for part in parts if part)

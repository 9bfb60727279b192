"""Small things about pandas frames that go to the screen. No queries."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from html import escape
from typing import Any, Final

import pandas as pd

from talentdb.settings import VIETNAM
from talentdb.text import format_date, format_number

__all__ = [
    "LINK_MARK",
    "as_html",
    "day_words",
    "for_screen",
    "link",
    "local_time",
    "moment_words",
    "person_link",
    "plain_cell",
]

_MOMENT: Final = re.compile(r"\d{2}/\d{2}/\d{4}( \d{2}:\d{2})?")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
LINK_MARK: Final = "href:"
"""A cell "href:/address|words" is drawn as a link to a page of ours."""


def link(address: str, words: str) -> str:
    """A cell that leads to a page of ours."""
    return f"{LINK_MARK}{address}|{words}"


def plain_cell(cell: Any) -> Any:
    """What a cell says, without where it leads; nothing for a missing value."""
    if isinstance(cell, str):
        return cell.partition("|")[2] if cell.startswith(LINK_MARK) else cell
    return None if pd.isna(cell) else getattr(cell, "item", lambda: cell)()


def person_link(person_id: int, name: str) -> str:
    """A cell that leads to a person's profile."""
    return link(f"/profile?person={person_id}", name)


def local_time(frame: pd.DataFrame, column: str) -> None:
    """Moments of a column, stored in UTC, as the clock of Hưng Yên shows them; in place. Nothing stays nothing."""
    moments = pd.to_datetime(frame[column], utc=True).dt.tz_convert(VIETNAM).dt.strftime("%d/%m/%Y %H:%M")
    frame[column] = moments.astype(object).where(moments.notna(), "")


def moment_words(moment: datetime) -> str:
    """A moment as the clock of Hưng Yên shows it."""
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")


def day_words(text: str) -> str:
    """A day or month in ISO form as Vietnamese readers write it; any other text as it is."""
    found = _ISO.fullmatch(text)
    return "/".join(filter(None, (found[3], found[2], found[1]))) if found else text


def _words(value: object) -> object:
    # NaN and NaT are the values that differ from themselves.
    if value is None or value != value:
        return ""
    if isinstance(value, date) and not isinstance(value, datetime):
        return format_date(value)
    return value


def for_screen(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy in which missing values are empty and days are written dd/mm/yyyy."""
    return pd.DataFrame({name: [_words(value) for value in frame[name]] for name in frame.columns})


def _cell(name: str, value: object, marks: Mapping[str, str]) -> str:
    label = escape(name, quote=True)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<td class="n" data-label="{label}"><span>{format_number(value)}</span></td>'
    text = str(value)
    if text.startswith(LINK_MARK):
        address, _, words = text.removeprefix(LINK_MARK).partition("|")
        inner = f'<a href="{escape(address, quote=True)}" target="_self">{escape(words)}</a>'
        return f'<td class="s" data-label="{label}">{inner}</td>'
    if text in marks:
        return f'<td data-label="{label}"><span class="mark {marks[text]}">{escape(text)}</span></td>'
    if not text:
        return f'<td data-label="{label}"></td>'
    # Days and moments stay on one line.
    kind = ' class="s"' if _MOMENT.fullmatch(text) else ""
    return f'<td{kind} data-label="{label}"><span>{escape(text)}</span></td>'


def as_html(frame: pd.DataFrame, marks: Mapping[str, str] | None = None) -> str:
    """A table that turns into a stack of cards on a phone; every value is escaped.

    Args:
        marks: words that are shown as a coloured mark -> its class (good, bad, warn, busy).
    """
    shown = for_screen(frame)
    numeric = {name for name in shown.columns if len(shown) and all(isinstance(v, int | float) for v in shown[name])}
    head = "".join(
        f'<th class="n">{escape(str(name))}</th>' if name in numeric else f"<th>{escape(str(name))}</th>"
        for name in shown.columns
    )
    body = "".join(
        "<tr>" + "".join(_cell(str(n), v, marks or {}) for n, v in zip(shown.columns, row, strict=True)) + "</tr>"
        for row in shown.itertuples(index=False, name=None)
    )
    return f'<div class="sheet"><table class="grid"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'

"""What an approval would do to the indicators, as small pictures: each share before and after, with its interval.

Computes when asked only, because it takes the whole work of an approval; remembers the answer for this visit.
"""

from collections.abc import Mapping
from html import escape
from typing import Any, Final

import streamlit as st

from dashboards import review_labels, widgets
from dashboards.application import Application
from dashboards.intake import SubmissionPage
from dashboards.review_data import effect_of
from talentdb.access.principal import Principal
from talentdb.indicators.effect import Effect, IndicatorEffect
from talentdb.text import format_number, format_percent

__all__ = ["effects_html", "show"]

_DECIMALS: Final = 1


def show(application: Application, principal: Principal, page: SubmissionPage, returned: Mapping[int, str]) -> None:
    """The button, and the pictures once it was pressed."""
    st.markdown(review_labels.EFFECT_INTRO)
    if returned:
        st.caption(review_labels.EFFECT_WITHOUT.format(n=format_number(len(returned))))
    key = f"effect_{page.submission_id}"
    rows, known = st.session_state.get(key, (None, None))
    words = review_labels.EFFECT_AGAIN if known else review_labels.EFFECT_BUTTON
    if st.button(words, key=f"{key}_button", icon=":material/query_stats:", type="secondary" if known else "primary"):
        with widgets.telling_errors():
            with st.spinner(review_labels.EFFECT_BUSY, show_time=True):
                known = effect_of(application, principal, page.submission_id, returned)
            rows = tuple(sorted(returned))
            st.session_state[key] = (rows, known)
            st.rerun()
    if known is None:
        return
    if rows != tuple(sorted(returned)):
        st.warning(review_labels.EFFECT_STALE, icon=":material/update:")
    draw(known)


def draw(effect: Effect) -> None:
    """People gained, the pictures, and what their parts mean."""
    gained = review_labels.EFFECT_PEOPLE.format(founded=format_number(effect.founded))
    touched = review_labels.EFFECT_TOUCHED.format(touched=format_number(effect.touched))
    st.markdown(f"**+{gained}** · {touched}")
    st.html(effects_html(effect))
    st.html(
        f'<div class="legend"><span><i style="background:#0b5d6b"></i>{review_labels.LEGEND_VALUE}</span>'
        f'<span><i style="background:#dfe9eb;border:1px solid #5d6c72"></i>{review_labels.LEGEND_BAND}</span>'
        f'<span><i class="line" style="background:#b3402e"></i>{review_labels.LEGEND_TARGET}</span></div>'
    )


def effects_html(effect: Effect) -> str:
    """The headline indicators as cards; parts of them say little about one list."""
    cards = (_card(item) for item in effect.indicators if item.after["parent"] is None)
    return f'<div class="effects">{"".join(cards)}</div>'


def _card(item: IndicatorEffect) -> str:
    before, after = item.before, item.after
    top = _top(before, after)
    target = after.get("target")
    bars = _bar(review_labels.EFFECT_BEFORE, before, target, top, "") + _bar(
        review_labels.EFFECT_AFTER, after, target, top, " now"
    )
    counts = "".join(
        f"<span>{words}</span><b>{_step(before.get(name), after.get(name))}</b>"
        for name, words in (
            ("numerator", review_labels.EFFECT_NUMERATOR),
            ("denominator", review_labels.EFFECT_DENOMINATOR),
        )
    )
    return (
        f'<div class="effect"><h4>{escape(item.name)}</h4><div class="jump"><span>{_share(before)} →</span>'
        f'<b>{_share(after)}</b>{_move(before, after)}</div>{bars}<div class="counts">{counts}</div></div>'
    )


def _share(figure: Mapping[str, Any]) -> str:
    value = figure.get("value")
    return review_labels.EFFECT_NONE if value is None else format_percent(value, _DECIMALS)


def _move(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """An arrow with the change in words: of the shares as they are written, so that the sum on the page is right."""
    old, new = before.get("value"), after.get("value")
    if new is None:
        return ""
    if old is None:
        return f'<em class="mark busy">{review_labels.EFFECT_FROM_NOTHING}</em>'
    change = round(new * 100, _DECIMALS) - round(old * 100, _DECIMALS)
    points = format_number(abs(change), _DECIMALS)
    if points == format_number(0.0, _DECIMALS):
        return f'<em class="mark">= {review_labels.EFFECT_SAME}</em>'
    if change > 0:
        return f'<em class="mark good">▲ {review_labels.EFFECT_UP.format(points=points)}</em>'
    return f'<em class="mark bad">▼ {review_labels.EFFECT_DOWN.format(points=points)}</em>'


def _top(*figures: Mapping[str, Any]) -> float:
    """The share at the right end of the bars."""
    most = max((figure.get(name) or 0.0 for figure in figures for name in ("value", "high", "target")), default=0.0)
    return max(most * 1.08, 0.1)


def _bar(when: str, figure: Mapping[str, Any], target: float | None, top: float, kind: str) -> str:
    """One share as a bar, its interval as a pale band, the target as a line."""
    value, low, high = figure.get("value"), figure.get("low"), figure.get("high")
    parts = []
    if value is not None:
        parts.append(f'<i class="value" style="left:0;width:{value / top * 100:.1f}%"></i>')
    if low is not None and high is not None and high > low:
        parts.append(
            f'<i class="band" style="left:{low / top * 100:.1f}%;width:{(high - low) / top * 100:.1f}%"></i>'
        )
    if target is not None:
        parts.append(f'<i class="goal" style="left:{target / top * 100:.1f}%"></i>')
    interval = review_labels.EFFECT_INTERVAL.format(low=format_percent(low or 0.0), high=format_percent(high or 0.0))
    words = review_labels.BAR_WORDS.format(when=when, value=_share(figure), interval=interval)
    return (
        f'<div class="bar{kind}"><span>{when}</span>'
        f'<div class="track" role="img" aria-label="{escape(words)}" title="{escape(words)}">'
        f"{''.join(parts)}</div></div>"
    )


def _step(before: float | None, after: float | None) -> str:
    """A count before and after with its change."""
    old, new = before or 0, after or 0
    if old == new:
        return format_number(new)
    sign = "+" if new > old else "−"
    return f"{format_number(old)} → {format_number(new)} ({sign}{format_number(abs(new - old))})"

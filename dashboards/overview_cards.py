"""The figures of the overview as HTML: two large cards, a line for every other indicator. Pure; asks nobody.

Bars share one scale of 0 to 100 %, so that all can be compared by eye; every state is a sign and words, not a colour.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from dashboards import overview_labels as labels
from dashboards.style import PALETTE
from talentdb.indicators import page_labels as words
from talentdb.indicators import wording
from talentdb.indicators.trend import Point
from talentdb.text import format_percent

__all__ = ["headline_html", "lines_html", "short_name"]

Entry = Mapping[str, Any]
Trends = Mapping[str, Sequence[Point]]

_WIDE, _HIGH, _EDGE = 84, 26, 3
"""Pixels of a sparkline, and of its edge, so that its last point is whole."""


def short_name(plan: str, entry: Entry) -> str:
    """The name for the head of a table."""
    return labels.SHORT.get((plan, entry["code"]), str(entry["name"]))


def _percent(share: float) -> str:
    return f"{min(max(share, 0.0), 1.0) * 100:.2f}%"


def _state_class(entry: Entry) -> str:
    plain = entry["value"] is None or entry["target"] is None
    return labels.STATUS_CLASS["no_data" if plain else entry["status"]]


def _state(entry: Entry) -> str:
    icon = words.STATUS_ICON["no_data" if entry["target"] is None else entry["status"]]
    return (
        f'<span class="state {_state_class(entry)}"><i aria-hidden="true">{icon}</i>'
        f"{escape(wording.state_words(entry))}</span>"
    )


def _bar(entry: Entry) -> str:
    """The share as a bar, what is open as a pale band over it, the target as a line."""
    value = entry["value"]
    if value is None:
        return '<div class="bar empty"></div>'
    low, high, target = (entry[name] for name in ("low", "high", "target"))
    said = labels.BAR_SAID.format(
        name=entry["name"], value=format_percent(value), low=format_percent(low if low is not None else value),
        high=format_percent(high if high is not None else value),
        target="–" if target is None else format_percent(target, 0),
    )  # fmt: skip
    parts = [f'<i class="now" style="width:{_percent(value)}"></i>']
    if low is not None and high is not None and high - low > 0.0005:
        parts.append(f'<i class="band" style="left:{_percent(low)};width:{_percent(high - low)}"></i>')
    if target is not None:
        parts.append(f'<i class="aim" style="left:{_percent(target)}"></i>')
    return f'<div class="bar {_state_class(entry)}" role="img" aria-label="{escape(said)}">{"".join(parts)}</div>'


def _spark(points: Sequence[Point], value: float | None) -> str:
    """The past ends of quarters and now, as a line; the words beside it say the same."""
    if not points or value is None:
        return ""
    shares = [*(point.value for point in points), value]
    lowest, highest = min(shares), max(shares)
    # A change of less than five points stays flat to the eye.
    span = max(highest - lowest, 0.05)
    middle = (highest + lowest) / 2
    step = (_WIDE - 2 * _EDGE) / (len(shares) - 1)
    places = [
        (_EDGE + at * step, _HIGH / 2 - (share - middle) / span * (_HIGH - 2 * _EDGE))
        for at, share in enumerate(shares)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    x, y = places[-1]
    # As a picture: the page takes no drawing in its text.
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{_HIGH}">'
        f'<polyline points="{path}" fill="none" stroke="{PALETTE["muted"]}" stroke-width="1.6"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{PALETTE["primary"]}"/></svg>'
    )
    return f'<img class="spark" alt="" width="{_WIDE}" height="{_HIGH}" src="data:image/svg+xml,{quote(drawing)}">'


def _trend(entry: Entry, trends: Trends | None) -> str:
    if trends is None or entry["kind"] == "none":
        return ""
    points = trends.get(entry["code"], ())
    told = wording.trend_words(points, entry["value"]) if entry["value"] is not None else ""
    return f"{_spark(points, entry['value'])}<small>{escape(told)}</small>"


def _how(plan: str, entry: Entry) -> str:
    """How it is counted, what the plan leaves open, and which missing data to chase first."""
    parts = [f"<p>{escape(entry['definition'])}</p>"]
    parts.append(f'<p class="quiet">{escape(labels.PLACE.format(place=entry["place"]))} · '
                 f"{escape(labels.STAGE[entry['stage']])}</p>")  # fmt: skip
    if entry["readings"]:
        parts.append(_list(labels.READINGS, entry["readings"]))
    chase = wording.chase_words(plan, entry)
    if chase:
        parts.append(_list(labels.CHASE, chase))
    return f'<details class="how"><summary>{labels.DEFINITION}</summary>{"".join(parts)}</details>'


def _inner(entries: Sequence[Entry]) -> str:
    """The parts of a figure in one line: "Trong đó: phụ nữ 46,0 % · …"."""
    told = [f"{entry['name']} {_value_or_why(entry)}" for entry in entries]
    return escape(" · ".join([*told[:1], *(one.removeprefix(labels.OF_THEM) for one in told[1:])]))


def _value_or_why(entry: Entry) -> str:
    return labels.SUPPRESSED if entry["suppressed"] else wording.value_words(entry)


def _joined(*words: str) -> str:
    """Facts on one line; a number is not parted from its sign, nor a span in its middle."""
    told = " · ".join(one for one in words if one)
    return escape(told.replace(" %", "\u00a0%").replace(" – ", "\u00a0–\u2060\u00a0"))


def _list(head: str, lines: Sequence[str]) -> str:
    return f"<b>{escape(head)}</b><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def headline_html(
    plan: str, entries: Sequence[Entry], parts: Mapping[str, Sequence[Entry]], trends: Trends | None
) -> str:
    """The cards of the figures that stand first.

    Args:
        parts: code -> indicators that are a part of it.
        trends: code -> the past; None while it is being asked for.
    """
    cards = []
    for entry in entries:
        facts = _joined(wording.target_words(entry), wording.interval_words(entry), wording.why_words(entry))
        gap = wording.gap_words(plan, entry)
        inner = _inner(parts.get(entry["code"], ()))
        cards.append(
            f'<article class="kpi {_state_class(entry)}"><h2>{escape(entry["name"])}</h2>'
            f'<div class="top"><b class="value">{wording.value_words(entry)}</b>{_state(entry)}</div>{_bar(entry)}'
            f'<p class="aims">{facts}</p>'
            f'<p class="gap"><b>{escape(gap)}</b><span>{escape(wording.fraction_words(plan, entry))}</span>'
            f"<span>{escape(wording.coverage_words(entry))}</span></p>"
            f'<div class="past">{_trend(entry, trends)}</div>'
            + (f'<p class="inner">{inner}</p>' if inner else "")
            + f"{_how(plan, entry)}</article>"
        )
    return f'<div class="kpis">{"".join(cards)}</div>'


def lines_html(plan: str, entries: Sequence[Entry], trends: Trends | None) -> str:
    """A line for each indicator, parts below what they are a part of."""
    lines = []
    for entry in entries:
        inner = " part" if entry["parent"] else ""
        if entry["kind"] == "none":
            body = f'<p class="why">{escape(entry["why_not"])}</p>'
        else:
            told = _joined(
                wording.fraction_words(plan, entry), wording.interval_words(entry), wording.why_words(entry)
            )
            aim = wording.target_words(entry) if entry["target"] is not None else ""
            aims = _joined(aim, wording.gap_words(plan, entry))
            body = (
                f'<b class="value">{wording.value_words(entry)}</b>'
                f'<div class="mid">{_bar(entry)}<small>{told}</small></div>'
                f'<div class="say">{_state(entry)}<small>{aims}</small></div>'
                f'<div class="past">{_trend(entry, trends)}</div>'
            )
        name = f"<h3>{escape(entry['name'])}</h3>{_how(plan, entry)}"
        lines.append(f'<article class="line{inner}"><div class="name">{name}</div>{body}</article>')
    return f'<div class="lines">{"".join(lines)}</div>'

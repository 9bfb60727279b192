"""One person who was found, as HTML: who, the matched words, the evidence, the parts of the score. Pure.

Shows what the search returned for this reader and nothing else.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any, Final

from dashboards import search_labels as words
from dashboards.search_marks import Marker
from dashboards.widgets import post_line, titled_name
from talentdb.text import format_date, format_number

__all__ = ["card_html"]

_SHOWN_WORKS: Final = 3
_NO_WORK: Final = frozenset({"degree", "confirmed"})
# Smaller parts of a score are noise of rounding.
_LEAST: Final = 0.0005


def card_html(hit: Mapping[str, Any], tags: Sequence[str]) -> str:
    """The card.

    Args:
        hit: one of `hits` of the search.
        tags: degree, fields and state in words.
    """
    mark = Marker(hit.get("matched") or ()).html
    year = f" · {escape(words.BIRTH_YEAR.format(year=hit['birth_year']))}" if hit.get("birth_year") else ""
    shown = "".join(f"<span>{mark(tag)}</span>" for tag in dict.fromkeys(tags) if tag)
    evidence: Sequence[Mapping[str, Any]] = hit.get("evidence") or ()
    topical = "topic" in (hit.get("parts") or {})
    return (
        f'<div class="hit found"><div><b>{mark(titled_name(hit))}</b>{year}'
        f'<div class="post">{mark(post_line(hit))}</div><div class="tags">{shown}</div>'
        f"{_reasons(hit.get('why') or (), evidence, mark)}</div>"
        f"<div>{_evidence(evidence, mark, topical=topical)}{_score(hit)}</div></div>"
    )


def _reasons(why: Sequence[str], evidence: Sequence[Mapping[str, Any]], mark: Any) -> str:
    """Reasons that the evidence beside them does not say already."""
    titles = [str(one["text"]) for one in evidence if one["kind"] not in _NO_WORK]
    told = [reason for reason in why if not any(title in reason for title in titles)]
    if not told:
        return ""
    items = "".join(f"<li>{mark(reason)}</li>" for reason in told)
    return f'<ul class="why" aria-label="{escape(words.WHY)}">{items}</ul>'


def _evidence(evidence: Sequence[Mapping[str, Any]], mark: Any, *, topical: bool) -> str:
    """Works, the degree, the day of confirmation; where a topic was asked for, other works only on demand."""
    on_topic = sum(bool(one.get("on_topic")) for one in evidence)
    works = [_line(one, mark) for one in evidence if one["kind"] not in _NO_WORK]
    degrees = [_line(one, mark) for one in evidence if one["kind"] == "degree"]
    days = [one["text"] for one in evidence if one["kind"] == "confirmed"]
    first = min(_SHOWN_WORKS, on_topic) if topical else _SHOWN_WORKS
    shown = "".join([*works[:first], *degrees])
    more = works[first:]
    folded = (
        f"<details><summary>{escape(words.MORE_WORKS.format(n=format_number(len(more))))}</summary>"
        f'<ul class="works">{"".join(more)}</ul></details>'
        if more
        else ""
    )
    told = (words.CONFIRMED.format(day=format_date(date.fromisoformat(day))) for day in days)
    confirmed = "".join(f'<div class="quiet">{escape(one)}</div>' for one in told)
    return f'<ul class="works">{shown}</ul>{folded}{confirmed}'


def _line(one: Mapping[str, Any], mark: Any) -> str:
    kind = "led" if one.get("led") else str(one["kind"])
    name = escape(words.EVIDENCE.get(kind, words.EVIDENCE["work"]))
    year = f" <i>{escape(str(one['year']))}</i>" if one.get("year") else ""
    on_topic = one.get("on_topic")
    sign = f'<span role="img" title="{words.ON_TOPIC}" aria-label="{words.ON_TOPIC}">✓</span> ' if on_topic else ""
    return f'<li class="{"on" if on_topic else "off"}"><em>{sign}{name}</em> {mark(str(one["text"]))}{year}</li>'


def _score(hit: Mapping[str, Any]) -> str:
    """The parts of the score on demand; nothing where nothing was asked for."""
    parts = {name: value for name, value in (hit.get("parts") or {}).items() if value >= _LEAST}
    if not parts:
        return ""
    rows = "".join(
        f"<li><span>{escape(words.PARTS.get(name, name))}</span><b>{format_number(value, 2)}</b>"
        f'<i style="width:{min(value, 1.0):.1%}"></i></li>'
        for name, value in sorted(parts.items(), key=lambda part: -part[1])
    )
    total = escape(words.SCORE_TOTAL.format(score=format_number(hit["score"], 2)))
    return (
        f'<details class="score"><summary>{escape(words.SCORE)}</summary>'
        f'<div>{total}</div><ul class="parts">{rows}</ul>'
        f'<small class="quiet">{escape(words.SCORE_HELP)}</small></details>'
    )

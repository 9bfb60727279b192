"""The history of one submission as a vertical line of events: what, who, when, why. Pure; reads nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any, Final

from dashboards import review_labels
from dashboards.change_words import place_words
from dashboards.words import account_words
from talentdb.settings import VIETNAM
from talentdb.text import format_number

__all__ = ["Step", "as_html", "link_to", "steps"]

_COLOUR: Final = {
    "received": "",
    "submitted": "",
    "approved": "good",
    "returned": "bad",
    "rolled_back": "warn",
    "withdrawn": "warn",
    "judged": "busy",
    "linked": "",
}


_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Step:
    """One event.

    Args:
        kind: of `_COLOUR`; link: address and words of another submission it speaks of; rows: those it sent back.
    """

    at: datetime
    kind: str
    title: str
    login: str = ""
    reason: str = ""
    link: tuple[str, str] | None = None
    rows: tuple[str, ...] = ()


def steps(
    events: Sequence[Mapping[str, Any]],
    judgements: Sequence[Mapping[str, Any]] = (),
    later: Sequence[Mapping[str, Any]] = (),
    returned: Sequence[Mapping[str, Any]] = (),
    *,
    page: str = "",
    typed: bool = False,
) -> list[Step]:
    """All events in the order of time, oldest first.

    Args:
        events: of `talentdb.submissions.query.show`; judgements: about the rows.
        returned: rows that are sent back now; later: lists that repeat them; page: the page that opens a submission.
        typed: whether it was typed on a page instead of sent as a file.
    """
    last = max((number for number, event in enumerate(events) if event["returned"]), default=-1)
    found = [
        _event(event, events, returned if number == last else (), typed=typed) for number, event in enumerate(events)
    ]
    found += [_judged(item) for item in judgements]
    found += [Step(item["at"], "linked", review_labels.STORY_LATER, link=link_to(item, page)) for item in later]
    return sorted(found, key=lambda step: step.at)


def link_to(other: Mapping[str, Any], page: str) -> tuple[str, str]:
    """Address and words of another submission."""
    return f"/{page}?submission={other['submission_id']}", str(other["receipt"])


def _event(
    event: Mapping[str, Any],
    events: Sequence[Mapping[str, Any]],
    returned: Sequence[Mapping[str, Any]],
    *,
    typed: bool,
) -> Step:
    kind, rows = event["kind"], event.get("returned") or 0
    title = review_labels.STORY_KIND.get(kind, "")
    if kind == "received" and typed:
        title = review_labels.STORY_TYPED
    elif kind == "approved" and rows:
        title = review_labels.STORY_APPROVED_PART.format(n=format_number(rows))
    elif kind == "approved" and any(e["kind"] == "rolled_back" and e["at"] < event["at"] for e in events):
        title = review_labels.STORY_AGAIN
    elif kind == "returned" and rows:
        title = review_labels.STORY_RETURNED_ROWS.format(n=format_number(rows))
    told = tuple(
        review_labels.STORY_ROW.format(
            place=place_words(row["sheet"], row["row"]), name=row["full_name"], reason=row["reason"]
        )
        for row in returned
    )
    return Step(event["at"], kind, title, event["login"] or "", event["reason"] or "", rows=told)


def _judged(item: Mapping[str, Any]) -> Step:
    words = review_labels.STORY_VERDICT[item["verdict"]].format(name=item["full_name"])
    if item["retracted"]:
        words = f"{words} ({review_labels.STORY_RETRACTED})"
    return Step(item["at"], "judged", words, item["login"] or "", item["reason"] or "")


def as_html(story: Sequence[Step], now: str = "") -> str:
    """The line of events, oldest on top; every value escaped.

    Args:
        now: what the submission waits for, as the last point of the line; empty when for nothing.
    """
    points = "".join(_point(step) for step in story)
    if now:
        points += f'<li class="waits"><b>{escape(now)}</b></li>'
    return f'<ol class="timeline story">{points}</ol>'


def _point(step: Step) -> str:
    moment = step.at.astimezone(VIETNAM)
    who = f" · {escape(account_words(step.login))}" if step.login else ""
    link = ""
    if step.link:
        address, words = step.link
        link = f' <a href="{escape(address, quote=True)}" target="_self">{escape(words)}</a>'
    reason = review_labels.STORY_REASON.format(reason=step.reason) if step.reason else ""
    why = f'<div class="why">{escape(reason)}</div>' if reason else ""
    rows = "".join(f"<li>{escape(row)}</li>" for row in step.rows[:_MOST])
    if rows:
        words = review_labels.STORY_ROWS.format(n=format_number(len(step.rows)))
        rows = f"<details><summary>{words}</summary><ul>{rows}</ul></details>"
    return (
        f'<li class="{_COLOUR[step.kind]}"><time>{moment:%d/%m/%Y %H:%M}{who}</time>'
        f"<b>{escape(step.title)}</b>{link}{why}{rows}</li>"
    )

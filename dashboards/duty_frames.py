"""Duties as tables, counts and a picture: pure functions from values of talentdb. No queries, no page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboards import duty_labels as words
from dashboards.style import PALETTE
from talentdb.reporting.due import State
from talentdb.reporting.labels import STATES
from talentdb.reporting.obligations import Duty
from talentdb.reporting.reminders import doubt_words, missing_words
from talentdb.text import format_date

__all__ = ["COLOURS", "URGENCY", "body_table", "counts", "duty_bars", "duty_table", "ordered"]

COLOURS: Final[Mapping[State, str]] = {
    State.SUBMITTED: PALETTE["good"],
    State.LATE: PALETTE["accent"],
    State.UNSURE: "#9ccbb0",
    State.NEVER: PALETTE["bad"],
    State.WAITING: PALETTE["band"],
    State.NOT_YET: PALETTE["pale"],
    State.UNTOLD: "#d8d8d4",
}
_PATTERNS: Final = {State.LATE: ".", State.UNSURE: "x", State.NEVER: "/"}
"""States that colour alone does not tell apart for everybody."""
URGENCY: Final = (State.NEVER, State.WAITING, State.NOT_YET, State.UNSURE, State.LATE, State.SUBMITTED, State.UNTOLD)
_LONGEST: Final = 48
_WHITE_ON: Final = frozenset({State.SUBMITTED, State.LATE, State.NEVER})


def counts(found: Sequence[Duty]) -> dict[State, int]:
    """How many stand how."""
    number = Counter(one.standing.state for one in found)
    return {state: number[state] for state in State}


def ordered(found: Sequence[Duty]) -> list[Duty]:
    """What is overdue first, the longest late before; then what waits, the nearest first."""
    return sorted(
        found,
        key=lambda one: (URGENCY.index(one.standing.state), -one.standing.days_late, one.term.last, one.body),
    )


def _rest(one: Duty) -> str:
    """What is missing, and how many days there are or were."""
    stands = one.standing
    if stands.done_on is not None:
        done = words.DONE_ON if stands.state is not State.UNSURE else words.SENT_ON
        return " · ".join(filter(None, (doubt_words(one), done.format(day=format_date(stands.done_on)))))
    parts = [missing_words(one)]
    if stands.state is State.NEVER:
        parts.append(words.OVER.format(n=stands.days_late))
    elif stands.working_days_left is not None:
        parts.append(words.LEFT.format(n=stands.working_days_left) if stands.working_days_left else words.LEFT_NONE)
    return " · ".join(part for part in parts if part)


def _last(one: Duty) -> str:
    return format_date(one.term.last) + (words.DRAWN_MARK if one.term.drawn else "")


def duty_table(found: Sequence[Duty], *, own: bool = False) -> pd.DataFrame:
    """One row a duty; `own`: without the body, which is the reader's."""
    columns: dict[str, list[Any]] = {
        "body": [one.body for one in found],
        "name": [one.obligation.name for one in found],
        "to": [one.to for one in found],
        "last": [_last(one) for one in found],
        "state": [STATES[one.standing.state] for one in found],
        "rest": [_rest(one) for one in found],
    }
    if own:
        del columns["body"]
    return pd.DataFrame({words.COLUMNS[key]: values for key, values in columns.items()})


def body_table(found: Sequence[Duty]) -> pd.DataFrame:
    """One row a body, one column a duty that many owe, in each cell how it stands; the longest late first. What
    a body alone owes stands in one column: how the most urgent of it stands."""
    many_owe = Counter((one.plan.code, one.obligation.code) for one in found)
    alone = [one for one in found if many_owe[one.plan.code, one.obligation.code] == 1]
    shared = [one for one in found if many_owe[one.plan.code, one.obligation.code] > 1]
    heads: dict[tuple[str, str, str], str] = {}
    rows: dict[str, dict[str, str]] = {}
    worst: dict[str, tuple[int, int]] = {}
    for one in sorted(shared, key=lambda duty: duty.term.last):
        key = (one.plan.code, one.obligation.code, one.term.period)
        heads.setdefault(key, words.PICTURE_NAME.format(last=format_date(one.term.last), name=one.obligation.name))
        rows.setdefault(one.body, {})[heads[key]] = STATES[one.standing.state]
    for one in ordered(alone):
        rows.setdefault(one.body, {}).setdefault(words.ALONE, STATES[one.standing.state])
    for one in found:
        days, many = worst.get(one.body, (0, 0))
        is_late = one.standing.state is State.NEVER
        worst[one.body] = (max(days, one.standing.days_late * is_late), many + is_late)
    bodies = sorted(rows, key=lambda body: (-worst[body][0], -worst[body][1], body))
    columns = {words.COLUMNS["body"]: bodies}
    columns |= {head: [rows[body].get(head, "") for body in bodies] for head in heads.values()}
    if alone:
        columns[words.ALONE] = [rows[body].get(words.ALONE, "") for body in bodies]
    return pd.DataFrame(columns)


def _name(one: Duty) -> str:
    """Last day and name of a duty over its bar; as wide as a phone, on two lines where it is longer."""
    name = words.PICTURE_NAME.format(last=_last(one), name=one.obligation.name)
    return "<br>".join(wrap(name, _LONGEST, max_lines=2, placeholder="…"))


def duty_bars(found: Sequence[Duty]) -> go.Figure:
    """A bar a duty, parted by how the bodies that owe it stand, the earliest last day on top."""
    groups: dict[tuple[str, str, str], list[Duty]] = {}
    for one in found:
        groups.setdefault((one.plan.code, one.obligation.code, one.term.period), []).append(one)
    rows = sorted(groups.values(), key=lambda group: group[0].term.last, reverse=True)
    places = list(range(len(rows)))
    figure = go.Figure()
    for state, colour in COLOURS.items():
        numbers = [sum(one.standing.state is state for one in group) for group in rows]
        if not any(numbers):
            continue
        shares = [number / len(group) for number, group in zip(numbers, rows, strict=True)]
        figure.add_bar(
            x=shares,
            y=places,
            orientation="h",
            width=0.36,
            name=STATES[state],
            marker={
                "color": colour,
                "line": {"width": 1, "color": "#ffffff"},
                "pattern": {
                    "shape": _PATTERNS.get(state, ""),
                    "size": 7,
                    "solidity": 0.2,
                    "fillmode": "overlay",
                    "fgcolor": "rgba(255,255,255,0.55)",
                },
            },
            text=[str(number) if share > 0.04 else "" for number, share in zip(numbers, shares, strict=True)],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": 12, "color": "#ffffff" if state in _WHITE_ON else "#1b2a2f"},
            hovertext=[
                words.PICTURE_HOVER.format(
                    name=group[0].obligation.name, state=STATES[state], n=number, total=len(group)
                )
                for number, group in zip(numbers, rows, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    for place, group in zip(places, rows, strict=True):
        figure.add_annotation(
            x=0, y=place + 0.2, xanchor="left", yanchor="bottom", showarrow=False,
            text=_name(group[0]), font={"size": 12}, align="left",
        )  # fmt: skip
    figure.update_layout(
        barmode="stack", height=30 + 58 * max(len(rows), 1), margin={"l": 4, "r": 4, "t": 6, "b": 4},
        font={"family": "system-ui, Noto Sans, sans-serif", "color": "#1b2a2f", "size": 13}, showlegend=False,
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", separators=",.",
    )  # fmt: skip
    figure.update_xaxes(visible=False, fixedrange=True, range=[0, 1.0])
    figure.update_yaxes(visible=False, fixedrange=True, range=[-0.35, len(rows) - 0.1])
    return figure

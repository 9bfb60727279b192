"""Cases as cards, bars, a path and a table: pure functions from values of talentdb to HTML and frames. No queries."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

import pandas as pd

from dashboards import case_page_labels as words
from dashboards.frames import link
from talentdb.plans.instruments import Instrument
from talentdb.programmes.case_labels import ENDINGS, EVENTS
from talentdb.programmes.model import NOTE, Case
from talentdb.programmes.standing import Standing
from talentdb.text import format_date, format_number

__all__ = [
    "GROUPS", "MARKS", "bars", "cards", "case_table", "event_name", "funnel", "in_group", "lanes", "path", "state_of",
]  # fmt: skip

GROUPS: Final = tuple(words.SHOWS)
_LANE: Final = 8
_SCALE: Final = 5
"""Cases that fill the width at least: a single one is no long bar."""
_TONES: Final = ("", "s1", "s2", "s3")
MARKS: Final[Mapping[str, str]] = {
    words.STATE_LATE: "bad", words.STATE_IN_TIME: "busy", words.STATE_RUNS: "good",
    **{told: "good" if code == "success" else "" for code, told in ENDINGS.items()},
}  # fmt: skip


def state_of(one: Standing) -> str:
    """How a case stands, in a word."""
    if one.case.ended:
        return ENDINGS[one.case.ended]
    if one.late:
        return words.STATE_LATE
    return words.STATE_IN_TIME if one.waits_for else words.STATE_RUNS


def in_group(one: Standing, group: str) -> bool:
    """Whether a case belongs to one of GROUPS."""
    runs = one.case.ended is None
    held: Mapping[str, bool] = {
        "running": runs, "mine": one.mine, "late": one.late > 0, "term": runs and not one.waits_for,
        "ended": not runs,
    }  # fmt: skip
    return held[group]


def _card(one: Standing, *, with_stage: bool) -> str:
    kind = "late" if one.late else "mine" if one.mine else ""
    marks = []
    if one.late:
        marks.append(f'<span class="mark bad">{escape(words.LATE_DAYS.format(n=format_number(one.late)))}</span>')
    elif one.due:
        marks.append(f'<span class="mark">{escape(words.DUE.format(day=format_date(one.due)))}</span>')
    else:
        marks.append(f'<span class="mark">{escape(words.SINCE.format(day=format_date(one.case.since)))}</span>')
    if one.mine:
        marks.append(f'<span class="mark busy">{escape(words.MINE)}</span>')
    stage = f'<span class="at">{escape(one.instrument.short)}: {escape(one.stage_name)}</span>' if with_stage else ""
    return (
        f'<a class="card {kind}" href="/case?case={one.case.number}" target="_self"><b>{escape(one.case.title)}</b>'
        f'<span class="at">{escape(one.case.agency)}</span>{stage}{" ".join(marks)}</a>'
    )


def cards(found: Sequence[Standing]) -> str:
    """Cases of several instruments as cards."""
    return f'<div class="lanes">{"".join(_card(one, with_stage=True) for one in found)}</div>'


def lanes(instrument: Instrument, found: Sequence[Standing]) -> str:
    """A lane for each stage of an instrument that has a case, in the order of the plan."""
    return f'<div class="lanes">{"".join(_lane(_at(found, stage.code)) for stage in instrument.stages)}</div>'


def _at(found: Sequence[Standing], stage: str) -> list[Standing]:
    return [one for one in found if one.case.stage == stage]


def _lane(held: Sequence[Standing]) -> str:
    if not held:
        return ""
    names = list(dict.fromkeys(name for one in held for name in one.waits_for))
    waits = words.WAITS.format(who=", ".join(names[:2]) + ("…" if len(names) > 2 else "")) if names else ""
    told = waits or (ENDINGS.get(held[0].case.ended or "") or words.WAITS_NOBODY)
    more = len(held) - _LANE
    rest = f"<small>{escape(words.LANE_MORE.format(n=format_number(more)))}</small>" if more > 0 else ""
    return (
        f'<div class="lane"><b>{escape(held[0].stage_name)}<i>{format_number(len(held))}</i></b>'
        f"<small>{escape(told)}</small>{''.join(_card(one, with_stage=False) for one in held[:_LANE])}{rest}</div>"
    )


def bars(found: Sequence[Standing]) -> str:
    """A bar an instrument, parted by stage; what is late in red. The longest bar fills the width."""
    groups: dict[tuple[str, str], list[Standing]] = {}
    for one in found:
        groups.setdefault((one.plan.code, one.instrument.code), []).append(one)
    most = max((len(group) for group in groups.values()), default=1)
    rows = sorted(groups.values(), key=lambda group: (-len(group), group[0].instrument.short))
    return f'<div class="bars">{"".join(_bar(group, most) for group in rows)}</div>'


def _bar(group: Sequence[Standing], most: int) -> str:
    instrument, plan = group[0].instrument, group[0].plan
    parts = []
    for place, stage in enumerate(instrument.stages):
        held = _at(group, stage.code)
        late = sum(one.late > 0 for one in held)
        tone = "done" if stage.end == "success" else _TONES[place % len(_TONES)]
        hint = escape(words.SEGMENT.format(stage=stage.name, n=len(held), late=late), quote=True)
        parts += [
            f'<i class="{kind}" style="flex:{number}" title="{hint}">{number}</i>'
            for number, kind in ((late, "late"), (len(held) - late, tone))
            if number
        ]
    if most > len(group):
        parts.append(f'<i class="none" style="flex:{most - len(group)}"></i>')
    address = f"/cases?plan={plan.code}&amp;instrument={instrument.code}"
    return (
        f'<div class="row"><a href="{address}" target="_self">{escape(instrument.short)}</a>'
        f'<div class="bar">{"".join(parts)}</div>{_numbers(group)}</div>'
    )


def _numbers(group: Sequence[Standing]) -> str:
    late = sum(one.late > 0 for one in group)
    told = f" <em>{escape(words.LATE_COUNT.format(n=format_number(late)))}</em>" if late else ""
    return f'<span class="n">{escape(words.BAR_TOTAL.format(n=format_number(len(group))))}{told}</span>'


def funnel(instrument: Instrument, found: Sequence[Standing]) -> str:
    """A bar a stage of one instrument, in the order of the plan; stages without a case are left out at the end."""
    rows = [(stage, _at(found, stage.code)) for stage in instrument.stages]
    most = max(_SCALE, *(len(held) for _, held in rows))
    drawn = []
    for stage, held in rows:
        if not held and stage.end:
            continue
        late = sum(one.late > 0 for one in held)
        tone = "done" if stage.end == "success" else "s3" if stage.end else ""
        parts = [
            f'<i class="{kind}" style="flex:{number}">{number}</i>'
            for number, kind in ((late, "late"), (len(held) - late, tone))
            if number
        ]
        parts.append(f'<i class="none" style="flex:{most - len(held)}"></i>' if most > len(held) else "")
        drawn.append(
            f'<div class="row"><span class="name">{escape(stage.name)}</span>'
            f'<div class="bar">{"".join(parts)}</div>{_numbers(held)}</div>'
        )
    return f'<div class="bars">{"".join(drawn)}</div>'


def path(one: Standing, case: Case) -> str:
    """The stages that a case went through, the one it stands at last."""
    stages: list[str] = []
    for event in case.events:
        if event.step != NOTE and (not stages or stages[-1] != event.stage):
            stages.append(event.stage)
    names = [stage.name if (stage := one.instrument.stage(code)) else code for code in stages]
    tone = "late" if one.late else ""
    if one.case.ended:
        tone = "good" if one.case.ended == "success" else "over"
    before = "".join(f"<span>{escape(name)}</span><i>›</i>" for name in names[:-1])
    return f'<div class="path">{before}<span class="now {tone}">{escape(names[-1])}</span></div>'


def event_name(case: Case, instrument: Instrument, number: int) -> str:
    """What an event is called: its step, or what it is outside the steps."""
    step = case.events[number - 1].step
    known = instrument.step(step)
    return known.name if known else EVENTS.get(step, step)


def case_table(found: Sequence[Standing]) -> pd.DataFrame:
    """One row a case."""
    columns: dict[str, list[str]] = {
        "title": [
            link(f"/case?case={one.case.number}", words.ROW.format(title=one.case.title, number=one.case.number))
            for one in found
        ],
        "agency": [one.case.agency for one in found],
        "instrument": [one.instrument.short for one in found],
        "stage": [one.stage_name for one in found],
        "waits": ["; ".join(one.waits_for) for one in found],
        "since": [format_date(one.case.since) for one in found],
        "due": [format_date(one.due) if one.due else "" for one in found],
        "state": [state_of(one) for one in found],
    }
    return pd.DataFrame({words.COLUMNS[key]: values for key, values in columns.items()})

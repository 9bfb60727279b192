"""The parts of the page of commitments: counts, what the registry says, the list, one commitment with its history."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from dashboards import money_page_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.list_export import list_button
from dashboards.money_data import dismiss_signal, registry_signals
from dashboards.money_frames import (
    commitment_counts,
    commitment_table,
    dismissed_table,
    group_of,
    short_dong,
    signal_table,
)
from dashboards.popovers import close_and_rerun, popover
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.errors import ConflictError
from talentdb.plans import load_plan
from talentdb.programmes import money_labels
from talentdb.programmes.commitments import Commitment, Signal, what_is_owed
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["listed", "narrowed", "one_of", "problems", "proposed", "summary"]

_ROWS: Final = 25


def summary(found: Sequence[Commitment]) -> None:
    """How many stand how, and what has still to come back."""
    number = commitment_counts(found, today())
    left = sum(max(one.balance.left, 0) for one in found)
    with st.container(horizontal=True):
        for key, label in words.COUNTS.items():
            st.metric(label, widgets.number(number[key]), border=True, width=172)
        if left:
            st.metric(words.LEFT_TO_RETURN, short_dong(left), border=True, width=250)


def problems(found: Sequence[Commitment]) -> None:
    """Commitments whose terms are odd, each with what is wrong."""
    lines = [
        f"- {words.PROBLEM.format(case=one.case, title=one.title, problem=one.problem)}"
        for one in found
        if one.problem
    ]
    if lines:
        st.error("\n".join(map(widgets.plain_text, lines)), icon=":material/error:")


def proposed(app: Application, principal: Principal) -> None:
    """What the registry says; nothing of it happens here, and who runs the programmes may say that it matters not."""
    found, gone = registry_signals(app, principal), registry_signals(app, principal, dismissed=True)
    if not (found or gone):
        return
    with st.expander(words.SIGNALS.format(n=widgets.number(len(found))), icon=":material/notifications:"):
        st.caption(words.SIGNALS_HELP)
        if found:
            widgets.table(signal_table(found))
            list_button(app, principal, "signal", lambda: signal_table(found))
        if found and may(principal, Action.RUN_PROGRAMMES):
            _dismiss_box(app, principal, found)
        if gone:
            st.caption(words.DISMISSED.format(n=widgets.number(len(gone))))
            widgets.table(dismissed_table(gone))


def _dismiss_box(app: Application, principal: Principal, found: Sequence[Signal]) -> None:
    key = "signal_dismiss"
    with popover(words.DISMISS, key, icon=":material/notifications_off:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        named = widgets.told_apart(
            {at: words.SIGNAL_OPTION.format(title=one.commitment.title, why=one.why) for at, one in enumerate(found)}
        )
        with st.form(f"{key}_form", border=False):
            at = st.selectbox(words.WHICH_SIGNAL, list(named), format_func=named.__getitem__, key=f"{key}_which")
            reason = st.text_input(words.WHY, key=f"{key}_why", max_chars=1000)
            sent = st.form_submit_button(words.SAVE, type="primary", key=f"{key}_save")
        if sent:
            dismiss_signal(app, principal, found[at], reason)
            st.session_state["commitment_told"] = words.SIGNAL_DISMISSED
            close_and_rerun(key)


def narrowed(found: Sequence[Commitment], *, own: bool) -> tuple[Commitment, ...]:
    """What the reader chose of plans, bodies and states."""
    day = today()
    plans = {one.plan: load_plan(one.plan).short for one in found}
    bodies = widgets.told_apart({one.agency_id: one.agency for one in found})
    with st.container(horizontal=True):
        plan = st.selectbox(
            words.PLAN, [None, *plans], format_func=lambda code: plans.get(code, words.EVERY_PLAN),
            key="commitments_plan", width=260,
        )  # fmt: skip
        body = None
        if not own and len(bodies) > 1:
            body = st.selectbox(
                words.BODY, [None, *sorted(bodies, key=bodies.__getitem__)],
                format_func=lambda number: bodies.get(number, words.EVERY_BODY), key="commitments_body", width=360,
            )  # fmt: skip
    shown = [one for one in found if plan in (None, one.plan) and body in (None, one.agency_id)]
    groups = {key: sum(group_of(one, day) == key for one in shown) for key in words.STATES}
    state = st.pills(
        words.STATE, [key for key in words.STATES if groups[key]],
        format_func=lambda key: f"{words.STATES[key]} ({widgets.number(groups[key])})",
        key="commitments_state", label_visibility="collapsed",
    )  # fmt: skip
    order = list(words.STATES)
    kept = [one for one in shown if state in (None, group_of(one, day))]
    return tuple(sorted(kept, key=lambda one: (order.index(group_of(one, day)), one.until(day), one.number)))


def listed(found: Sequence[Commitment], *, own: bool) -> None:
    """The list, what asks for something first."""
    if not found:
        st.info(words.NONE_HERE)
        return
    pages = widgets.paging("commitment_rows", _ROWS, [one.number for one in found])
    shown = found[pages.first : pages.first + _ROWS]
    widgets.table(commitment_table(shown, today(), own=own), words.STATE_MARKS)
    pages.picker(len(found))


def one_of(found: Sequence[Commitment]) -> None:
    """One commitment: its term and rule with their articles, its money, what became of it."""
    if not found:
        return
    named = widgets.told_apart(
        {one.number: words.ONE_OPTION.format(case=one.case, title=one.title) for one in found}
    )  # fmt: skip
    number = st.selectbox(
        words.ONE, [None, *named], format_func=lambda one: named.get(one, "—"), key="commitment_one"
    )  # fmt: skip
    one = next((held for held in found if held.number == number), None)
    if one is None:
        return
    with st.container(border=True):
        widgets.facts(_facts(one))
        st.html(f'<ol class="timeline">{_history(one)}</ol>')


def _facts(one: Commitment) -> dict[str, str]:
    if one.problem:
        # Nothing of its terms is known; what was paid is.
        return {words.FACTS["term"]: one.problem, words.FACTS["money"]: _money(one)}
    day, terms = today(), one.terms
    told = words.YEARS.format(years=terms.years, place=terms.place if terms.is_sure else words.UNSURE)
    if terms.course:
        first, last = map(format_date, terms.course)
        told = words.COURSE.format(times=terms.years, first=first, last=last, place=terms.place)
    rule = money_labels.RULES[terms.rule.rule].format(times=terms.rule.times)
    balance = one.balance
    rows = {
        words.FACTS["term"]: words.TERM.format(begins=format_date(one.begins), until=format_date(one.until(day))),
        words.FACTS["years"]: told,
        words.FACTS["served"]: words.SERVED.format(
            served=widgets.number(one.served(day)), total=widgets.number(one.total_days)
        ),
        words.FACTS["rule"]: words.RULE.format(
            rule=rule, place=terms.rule_place if terms.rule_is_sure else words.UNSURE
        ),
        words.FACTS["money"]: _money(one),
    }
    if one.days_left(day) is not None and balance.paid:
        rows[words.WOULD_OWE] = _would_owe(one)
    return rows


def _money(one: Commitment) -> str:
    balance = one.balance
    told = words.MONEY_EXCESS if balance.excess else words.MONEY
    return told.format(
        paid=short_dong(balance.paid), owed=short_dong(balance.owed), returned=short_dong(balance.returned),
        left=short_dong(balance.left), excess=short_dong(balance.excess),
    )  # fmt: skip


def _would_owe(one: Commitment) -> str:
    try:
        return " ".join(what_is_owed(one, today()).lines[2:])
    except ConflictError as error:
        return error.message


def _history(one: Commitment) -> str:
    begun = f'<li class="busy"><time>{format_date(one.begins)}</time><b>{escape(words.BEGUN)}</b></li>'
    return begun + "".join(
        f'<li class="{words.EVENT_TONES[event.act]}"><time>{format_date(event.day)}</time>'
        f"<b>{escape(words.EVENTS[event.act])}</b>"
        f"{escape(f' · {words.BY_PAPER.format(paper=event.paper)}') if event.paper else ''}"
        f"<div>{escape(event.reason)}</div>{_lines(event.explained)}</li>"
        for event in one.events
    )


def _lines(explained: object) -> str:
    lines = explained.get("lines", ()) if isinstance(explained, dict) else ()
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else ""

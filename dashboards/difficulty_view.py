"""The parts of the page of difficulties: raising one, the cards with their history, what can be done next."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Final

import streamlit as st

from dashboards import register_page_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.list_export import list_button
from dashboards.popovers import close_and_rerun, popover
from dashboards.register_data import act_on_difficulty, bodies, raise_difficulty
from dashboards.register_frames import difficulty_table
from dashboards.typed_day import read_day
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.plans import binding_plans
from talentdb.reporting.difficulties import Difficulty, Step
from talentdb.settings import VIETNAM, today
from talentdb.text import format_date

__all__ = ["listed", "new_box"]

_PAGE: Final = 15
_OVERDUE: Final = "overdue"
_ORDER: Final = ("open", "assigned", "answered", "closed")


def new_box(app: Application, principal: Principal) -> None:
    """The form of a new one."""
    with popover(words.NEW, "difficulty_new", icon=":material/add:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        plans = {plan.code: plan.short for plan in binding_plans()}
        with st.form("difficulty_form", border=False):
            kind = st.radio(
                words.KIND, list(words.KINDS), format_func=words.KINDS.__getitem__, key="difficulty_kind",
                horizontal=True,
            )  # fmt: skip
            text = st.text_area(words.TEXT, key="difficulty_text", max_chars=4000, height=120)
            who = st.text_input(
                words.RAISED_BY, value="" if principal.office is None else principal.display_name,
                placeholder=words.RAISED_BY_HINT, key="difficulty_who", max_chars=200,
            )  # fmt: skip
            plan = st.selectbox(
                words.PLAN, [*plans, None], format_func=lambda code: plans.get(code, words.NO_PLAN),
                key="difficulty_plan",
            )  # fmt: skip
            body = None
            if principal.office is None:
                named = widgets.told_apart(bodies(app, principal))
                body = st.selectbox(
                    words.FOR_BODY, [None, *named], format_func=lambda number: named.get(number, words.OUTSIDE),
                    key="difficulty_body",
                )  # fmt: skip
            sent = st.form_submit_button(words.SEND, type="primary", key="difficulty_send")
        if sent:
            number = raise_difficulty(app, principal, kind, text, who, plan=plan, agency_id=body)
            st.session_state["difficulty_told"] = words.RAISED.format(number=number)
            close_and_rerun("difficulty_new")


def listed(app: Application, principal: Principal, found: Sequence[Difficulty]) -> None:
    """Counts to choose by, then the cards: overdue answers first, what is closed last."""
    day = today()
    groups = {state: [one for one in found if one.state == state] for state in _ORDER}
    groups[_OVERDUE] = [one for one in found if one.is_overdue(day)]
    names = {**words.STATES, _OVERDUE: words.OVERDUE}
    there = [key for key in (_OVERDUE, *_ORDER) if groups[key]]
    chosen = st.pills(
        words.STATE, there, format_func=lambda key: f"{names[key]} ({widgets.number(len(groups[key]))})",
        key="difficulty_state", label_visibility="collapsed",
    )  # fmt: skip
    shown = sorted(
        found if chosen is None else groups.get(chosen, []),
        key=lambda one: (not one.is_overdue(day), _ORDER.index(one.state), -one.number),
    )
    if not shown:
        st.info(words.NONE_HERE)
    else:
        list_button(app, principal, "difficulty", lambda: difficulty_table(shown, day))
    pages = widgets.paging("difficulties", _PAGE, (chosen, len(shown)))
    for one in shown[pages.first : pages.first + _PAGE]:
        with st.container(border=True, key=f"difficulty_{one.number}"):
            _card(app, principal, one, day)
    pages.picker(len(shown))


def _card(app: Application, principal: Principal, one: Difficulty, day: date) -> None:
    marks = f'<span class="mark {words.STATE_MARKS[one.state]}">{escape(words.STATES[one.state])}</span>'
    if one.is_overdue(day):
        marks += f' <span class="mark bad">{escape(words.OVERDUE)}</span>'
    head = escape(words.HEAD.format(number=one.number, kind=words.KINDS[one.kind]))
    by = words.BY.format(
        body=one.agency or words.OUTSIDE, who=one.raised_by,
        day=format_date(one.raised_at.astimezone(VIETNAM).date()),
    )  # fmt: skip
    steps = "".join(map(_step, one.steps))
    history = f'<ol class="timeline">{steps}</ol>' if steps else ""
    st.html(
        f'<div class="hit"><b>{head}</b> {marks}<div class="quiet">{escape(by)}</div>'
        f"<p>{escape(one.text)}</p></div>{history}"
    )
    with st.container(horizontal=True):
        _acts(app, principal, one)


def _step(step: Step) -> str:
    head = words.ACTS[step.act].format(agency=step.agency or words.SOMEBODY)
    due = f" · {words.UNTIL.format(day=format_date(step.due))}" if step.due else ""
    text = f"<div>{escape(step.text)}</div>" if step.text else ""
    return (
        f'<li class="{words.ACT_TONES[step.act]}"><time>{format_date(step.made_at.astimezone(VIETNAM).date())}</time>'
        f"<b>{escape(head)}</b>{escape(due)}{text}</li>"
    )


def _acts(app: Application, principal: Principal, one: Difficulty) -> None:
    """What this reader may do with it as it stands."""
    decides = may(principal, Action.REVIEW)
    asked = next((step for step in reversed(one.steps) if step.act == "assigned"), None)
    ours = principal.office is not None and asked is not None and asked.agency_id == principal.office
    if decides and one.state != "closed":
        _assign_box(app, principal, one)
    if (decides or ours) and one.state in ("assigned", "answered"):
        _words_box(app, principal, one, "answer", words.ANSWER, words.TEXT)
    if decides and one.state != "closed":
        _words_box(app, principal, one, "close", words.CLOSE, words.HOW_ENDED)
    if decides and one.state == "closed":
        _words_box(app, principal, one, "reopen", words.REOPEN, words.WHY)


def _assign_box(app: Application, principal: Principal, one: Difficulty) -> None:
    key = f"difficulty_assign_{one.number}"
    with popover(words.ASSIGN, key, icon=":material/forward_to_inbox:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        named = widgets.told_apart(bodies(app, principal))
        with st.form(f"{key}_form", border=False):
            body = st.selectbox(words.ASSIGN_TO, list(named), format_func=named.__getitem__, key=f"{key}_body")
            due = st.text_input(words.DUE, key=f"{key}_due", max_chars=20)
            text = st.text_input(words.WORDS, key=f"{key}_text", max_chars=1000)
            sent = st.form_submit_button(words.SAVE, type="primary", key=f"{key}_save")
        if sent:
            day = read_day(due) if due.strip() else None
            _done(key, app, principal, "assign", one.number, body, day, text)


def _words_box(app: Application, principal: Principal, one: Difficulty, act: str, label: str, asked: str) -> None:
    key = f"difficulty_{act}_{one.number}"
    with popover(label, key) as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form(f"{key}_form", border=False):
            text = st.text_area(asked, key=f"{key}_text", max_chars=4000, height=100)
            sent = st.form_submit_button(words.SAVE, type="primary", key=f"{key}_save")
        if sent:
            _done(key, app, principal, act, one.number, text)


def _done(key: str, app: Application, principal: Principal, act: str, number: int, *given: object) -> None:
    act_on_difficulty(app, principal, act, number, *given)
    st.session_state["difficulty_told"] = words.DONE
    close_and_rerun(key)

"""The parts of the page of tasks: a card a task, what bodies told of it, telling, reminders."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from dashboards import duty_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.duty_data import standings, tell
from dashboards.list_export import list_button
from dashboards.pages import pages_of
from dashboards.popovers import close_and_rerun, popover
from dashboards.register_frames import task_table
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.plans import Plan
from talentdb.reporting.bodies import Body
from talentdb.reporting.register_labels import TASK_STATES
from talentdb.reporting.reminders import task_reminder
from talentdb.reporting.tasks import STATES, TaskStanding, Told
from talentdb.settings import VIETNAM, today
from talentdb.text import format_date

__all__ = ["tasks_of"]

_OPEN: Final = frozenset({"not_begun", "under_way"})
_NAMED: Final = 4
_TOLD: Final = 6


def tasks_of(
    app: Application, principal: Principal, plan: Plan, year: int, *, only_open: bool, only_ours: bool
) -> None:
    """The tasks of one plan as cards."""
    if plan.instruments and any(page.key == "cases" for page in pages_of(principal.role)):
        st.page_link(
            "views/cases.py", label=words.TO_CASES, icon=":material/view_kanban:", query_params={"plan": plan.code}
        )
    found = standings(app, principal, plan, year)
    if not found:
        st.info(words.NO_TASKS.format(year=year))
        return
    states = [one.state for one in found]
    st.markdown(
        words.TASK_COUNTS.format(
            done=states.count("done"), under_way=states.count("under_way"), not_begun=states.count("not_begun"),
            late=sum(one.is_late for one in found),
        )
    )  # fmt: skip
    shown = [
        one
        for one in found
        if (not only_open or one.state in _OPEN) and (not only_ours or _is_ours(one, principal.office))
    ]
    if not shown:
        st.info(words.NONE_OPEN)
    else:
        list_button(app, principal, "task", lambda: task_table(shown), plan.code)
    for one in shown:
        with st.container(border=True):
            _card(app, principal, one, year)


def _is_ours(one: TaskStanding, agency_id: int | None) -> bool:
    return any(body.agency_id == agency_id for body in (*one.leaders, *one.helpers))


def _card(app: Application, principal: Principal, one: TaskStanding, year: int) -> None:
    task = one.task
    marks = f'<span class="mark {words.TASK_MARKS[one.state]}">{escape(TASK_STATES[one.state])}</span>'
    if one.is_late:
        marks += f' <span class="mark bad">{escape(words.TASK_LATE)}</span>'
    head = escape(words.TASK_HEAD.format(number=task.number, name=task.name))
    st.html(f'<div class="hit"><b>{head}</b> {marks}</div>')
    left, right = st.columns([3, 2])
    with left:
        widgets.facts(
            {
                words.TASK_FACTS["lead"]: "; ".join(one.lead),
                words.TASK_FACTS["coordinating"]: "; ".join(one.coordinating) or "—",
                words.TASK_FACTS["deliverable"]: task.deliverable or words.BLANK,
                words.TASK_FACTS["time"]: task.when.text,
            }
        )
    with right:
        _told(one, principal)
        with st.container(horizontal=True):
            _tell_box(app, principal, one, year)
            if may(principal, Action.SEE_FIGURES) and one.silent and one.task.when.every != "event":
                _remind_box(one)


def _told(one: TaskStanding, principal: Principal) -> None:
    """What bodies said, the newest first, and who of those that lead it said nothing."""
    lines = [_told_line(told) for told in one.told[:_TOLD]]
    if one.silent and may(principal, Action.SEE_FIGURES) and one.task.when.every != "event":
        lines.append(f'<div class="quiet">{escape(words.SILENT)}: {escape(_names(one.silent))}</div>')
    st.html("".join(lines) or f'<div class="quiet">{escape(words.NOBODY_TOLD)}</div>')


def _told_line(told: Told) -> str:
    day = format_date(told.made_at.astimezone(VIETNAM).date())
    rest = " · ".join(
        part for part in (told.note, told.evidence and f"{words.EVIDENCE}: {told.evidence}", day) if part
    )
    head = escape(words.TOLD_LINE.format(agency=told.agency, state=TASK_STATES[told.state]))
    return f'<div class="hit">{head}<div class="why">{escape(rest)}</div></div>'


def _names(bodies: Sequence[Body]) -> str:
    names = ", ".join(body.name for body in bodies[:_NAMED])
    more = len(bodies) - _NAMED
    return words.SILENT_MANY.format(names=names, n=widgets.number(more)) if more > 0 else names


def _tell_box(app: Application, principal: Principal, one: TaskStanding, year: int) -> None:
    """The form of who may speak: an agency for itself if it is meant, a steward for any that is."""
    meant = (*one.leaders, *one.helpers)
    for_itself = principal.office is not None
    if not (may(principal, Action.REVIEW) or (for_itself and _is_ours(one, principal.office))) or not meant:
        return
    key = f"task_tell_{one.plan.code}_{one.task.number}"
    with popover(words.TELL, key, icon=":material/edit_note:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form(f"{key}_form", border=False):
            body = principal.office
            if not for_itself:
                named = widgets.told_apart({each.agency_id: each.name for each in meant})
                body = st.selectbox(words.BODY, list(named), format_func=named.__getitem__, key=f"{key}_body")
            state = st.radio(
                words.TELL_STATE, STATES, index=1, format_func=TASK_STATES.__getitem__, key=f"{key}_state",
                horizontal=True,
            )  # fmt: skip
            note = st.text_area(words.TELL_NOTE, key=f"{key}_note", max_chars=2000, height=80)
            evidence = st.text_input(words.TELL_EVIDENCE, key=f"{key}_evidence", max_chars=500)
            sent = st.form_submit_button(words.TELL_SAVE, type="primary", key=f"{key}_save")
        if sent:
            tell(
                app, principal, one.plan.code, one.task.number, year, state,
                note=note, evidence=evidence, agency_id=body,
            )  # fmt: skip
            st.session_state["task_told"] = one.task.number
            close_and_rerun(key)


def _remind_box(one: TaskStanding) -> None:
    key = f"task_remind_{one.plan.code}_{one.task.number}"
    with popover(words.REMIND_TASK, key, icon=":material/notifications:") as is_open:
        if is_open:
            st.code(task_reminder(one, today()), language=None, wrap_lines=True)

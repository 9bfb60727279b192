"""The register of inspections: cards with findings and remedies, a form for stewards."""

from collections.abc import Mapping
from datetime import date
from html import escape

import streamlit as st

from dashboards import register_page_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.list_export import list_button
from dashboards.popovers import close_and_rerun, popover
from dashboards.register_data import bodies, inspected_plans, inspections, keep_inspection, keep_remedy
from dashboards.register_frames import inspection_state, inspection_table
from dashboards.typed_day import read_day
from talentdb.access.principal import Principal
from talentdb.plans import load_plan
from talentdb.reporting.inspections import Inspection
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["inspections_box"]

_PAGE = 15


def inspections_box(app: Application, principal: Principal) -> None:
    """All inspections that the reader may see, what is overdue first."""
    found, day = inspections(app, principal), today()
    own = {plan.code: plan.short for plan in inspected_plans(app, principal)}
    if own:
        _new_box(app, principal, own)
    if not found:
        st.info(words.NO_INSPECTIONS)
        return
    st.markdown(
        words.INSPECTION_COUNTS.format(
            n=len(found), open=sum(one.is_open for one in found), late=sum(one.is_overdue(day) for one in found)
        )
    )
    shown = sorted(found, key=lambda one: (not one.is_overdue(day), not one.is_open))
    list_button(app, principal, "inspection", lambda: inspection_table(shown, day))
    pages = widgets.paging("inspections", _PAGE, len(shown))
    for one in shown[pages.first : pages.first + _PAGE]:
        with st.container(border=True):
            _card(one, day)
            if one.plan in own and one.is_open:
                _remedy_box(app, principal, one)
    pages.picker(len(shown))


def _card(one: Inspection, day: date) -> None:
    state, tone = inspection_state(one, day)
    head = words.INSPECTION_HEAD.format(body=one.agency, day=format_date(one.inspected_on))
    line = words.INSPECTION_LINE.format(
        inspector=one.inspector, paper=one.paper or "—", plan=load_plan(one.plan).short
    )
    st.html(
        f'<div class="hit"><b>{escape(head)}</b> <span class="mark {tone}">{escape(state)}</span>'
        f'<div class="quiet">{escape(line)}</div></div>'
    )
    facts = {words.FINDINGS: one.findings}
    if one.remedy:
        facts[words.REMEDY_TO] = one.remedy
    widgets.facts(facts)


def _remedy_box(app: Application, principal: Principal, one: Inspection) -> None:
    key = f"inspection_remedy_{one.number}"
    with popover(words.REMEDIED, key, icon=":material/check:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form(f"{key}_form", border=False):
            day = st.text_input(words.REMEDIED_DAY, format_date(today()), key=f"{key}_day", max_chars=20)
            sent = st.form_submit_button(words.SAVE, type="primary", key=f"{key}_save")
        if sent:
            keep_remedy(app, principal, one.number, read_day(day))
            st.session_state["register_told"] = words.DONE
            close_and_rerun(key)


def _new_box(app: Application, principal: Principal, plans: Mapping[str, str]) -> None:
    with popover(words.NEW_INSPECTION, "inspection_new", icon=":material/add:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        named = widgets.told_apart(bodies(app, principal))
        with st.form("inspection_form", border=False):
            body = st.selectbox(words.BODY, list(named), format_func=named.__getitem__, key="inspection_body")
            plan = st.selectbox(words.PLAN, list(plans), format_func=plans.__getitem__, key="inspection_plan")
            day = st.text_input(words.DAY, format_date(today()), key="inspection_day", max_chars=20)
            inspector = st.text_input(words.INSPECTOR, key="inspection_inspector", max_chars=200)
            paper = st.text_input(words.PAPER, key="inspection_paper", max_chars=200)
            findings = st.text_area(words.FINDINGS, key="inspection_findings", max_chars=4000, height=90)
            remedy = st.text_area(words.REMEDY, key="inspection_remedy", max_chars=4000, height=70)
            due = st.text_input(words.REMEDY_DUE, key="inspection_due", max_chars=20)
            sent = st.form_submit_button(words.SAVE, type="primary", key="inspection_save")
        if sent:
            given = {
                "plan": plan, "agency_id": body, "inspected_on": read_day(day), "inspector": inspector,
                "paper": paper, "findings": findings, "remedy": remedy,
                "remedy_due": read_day(due) if due.strip() else None,
            }  # fmt: skip
            keep_inspection(app, principal, given)
            st.session_state["register_told"] = words.DONE
            close_and_rerun("inspection_new")

"""What can be done next with a case: a form for each step that is open, beside the others what they lack."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboards import case_page_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.case_data import CasePage, act
from dashboards.case_fields import fact_boxes, read_facts, read_step, step_boxes
from dashboards.case_open import person_box
from dashboards.popovers import close_and_rerun, popover
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may
from talentdb.errors import UsageError
from talentdb.plans.instruments import Step
from talentdb.programmes.case_labels import ENDINGS, FILL_AND_SAVE, NO_NOTE
from talentdb.programmes.model import WITHDRAW, Move
from talentdb.programmes.moves import withdrawal_lacks

__all__ = ["next_steps"]


def next_steps(app: Application, principal: Principal, page: CasePage) -> None:
    """The steps of this reader first, what others have to do below."""
    case = page.case
    st.subheader(words.NEXT)
    if case.ended:
        st.info(words.NEXT_NOTHING.format(ending=ENDINGS[case.ended]))
        if page.is_gone and page.actors:
            _name(app, principal, page)
        return
    own = [move for move in page.moves if not _of_others(move)]
    # What leads on stands first, what asks for a reason (returning, refusing, breaking off) below it.
    for move in sorted(own, key=lambda one: _asks_why(page, one)):
        _move(app, principal, page, move)
    if not own:
        st.caption(words.JUST_READING)
    others = [move for move in page.moves if _of_others(move)]
    if others:
        with st.expander(words.OTHERS):
            lines = (
                words.OTHER_STEP.format(step=one.name, why=" ".join(lack.text for lack in one.lacks))
                for one in others
            )
            st.html(f'<ul class="lacks">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>')
    if page.actors:
        with st.container(horizontal=True):
            _note(app, principal, page)
            _name(app, principal, page)
            if not withdrawal_lacks(page.standing.instrument, case, page.actors) and not _offers_withdrawal(own):
                _withdraw(app, principal, page)


def _asks_why(page: CasePage, move: Move) -> bool:
    step = page.standing.instrument.step(move.step)
    return step is not None and step.reason


def _offers_withdrawal(moves: Sequence[Move]) -> bool:
    return any(move.step == WITHDRAW for move in moves)


def _of_others(move: Move) -> bool:
    return any(lack.kind == "actor" for lack in move.lacks)


def _key(page: CasePage, name: str) -> str:
    """Of what stands on the page as it is now: after a step there is nothing for a second click to press."""
    return f"case_{name}_{page.case.number}_{page.case.last.number}"


def _move(app: Application, principal: Principal, page: CasePage, move: Move) -> None:
    instrument = page.standing.instrument
    step = instrument.step(move.step)
    stage = instrument.stage(move.to)
    if step is None or stage is None:
        return
    told = [words.TO.format(stage=stage.name), *(words.EFFECTS[one] for one in step.effects)]
    key = _key(page, f"step_{step.code}")
    if move.is_open:
        with popover(
            step.name, key, type="primary" if stage.end is None and not step.reason else "secondary"
        ) as is_open:
            if is_open:
                _form(app, principal, page, step, move, key)
        st.html(f'<div class="quiet">{escape(", ".join(told))}</div>')
        return
    st.button(step.name, disabled=True, key=key)
    lacks = "".join(f"<li>{escape(lack.text)}</li>" for lack in move.lacks if lack.kind != "fact")
    st.html(f'<ul class="lacks">{lacks}</ul>')


def _form(app: Application, principal: Principal, page: CasePage, step: Step, move: Move, key: str) -> None:
    case = page.case
    facts = [fact for fact in page.standing.instrument.facts if fact.code in move.to_fill]
    with widgets.telling_errors():
        with st.form(f"{key}_form", border=False):
            given = step_boxes(step, facts, key)
            sent = st.form_submit_button(words.DO, type="primary", key=f"{key}_do")
        if sent:
            options = read_step(facts, given)
            act(app, principal, "step", case.number, step.code, expected=case.last.number, **options)
            _done(key, words.DONE.format(step=step.name))


def _note(app: Application, principal: Principal, page: CasePage) -> None:
    case, facts = page.case, page.standing.instrument.facts
    key = _key(page, "note")
    with popover(words.NOTE, key, icon=":material/edit_note:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form(f"{key}_form", border=False):
            text = st.text_area(words.NOTE_TEXT, key=f"{key}_text", max_chars=4000, height=80)
            given = fact_boxes(facts, key)
            sent = st.form_submit_button(words.DO, type="primary", key=f"{key}_do")
        if sent:
            told = read_facts(facts, given)
            if not (text.strip() or told):
                raise UsageError(NO_NOTE, FILL_AND_SAVE)
            act(app, principal, "note", case.number, expected=case.last.number, reason=text, facts=told)
            _done(key, words.HELD)


def _name(app: Application, principal: Principal, page: CasePage) -> None:
    case = page.case
    again = page.is_gone and principal.role is not Role.AGENCY
    if (case.person_id is not None and not again) or page.standing.instrument.subject == "body":
        return
    if not may(principal, Action.SEARCH):
        return
    key = _key(page, "name")
    with popover(words.NAME_PERSON, key, icon=":material/person_add:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        person = person_box(app, principal, key)
        if st.button(words.NAME_DO, type="primary", key=f"{key}_do", disabled=person is None) and person:
            act(app, principal, "person", case.number, person[0], expected=case.last.number)
            _done(key, words.HELD)


def _withdraw(app: Application, principal: Principal, page: CasePage) -> None:
    case, key = page.case, _key(page, "withdraw")
    with popover(words.WITHDRAW, key, icon=":material/undo:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form(f"{key}_form", border=False):
            reason = st.text_input(words.REASON, key=f"{key}_reason", max_chars=2000)
            sent = st.form_submit_button(words.DO, type="primary", key=f"{key}_do")
        if sent:
            act(app, principal, "withdraw", case.number, expected=case.last.number, reason=reason)
            _done(key, words.HELD)


def _done(key: str, told: str) -> None:
    st.session_state["case_told"] = told
    close_and_rerun(key)

"""What each plan leaves open and how it is read: administrators choose; who sees figures sees what that changes."""

import streamlit as st

from dashboards import reading_labels as words
from dashboards import widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.plan_names import plan_names
from dashboards.reading_data import choose, effect_frame, history_frame, standings
from dashboards.snapshot_labels import PLAN
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may
from talentdb.plans import faulty_plans
from talentdb.plans.choices import Standing
from talentdb.settings import today

principal = require_page(Role.ADMINISTRATOR, Role.STEWARD, Role.SEARCHER, Role.LEADER)


def label(one: Standing, option: str) -> str:
    """An answer; our own one is marked."""
    text = one.reading.options[option].label
    return words.DEFAULT.format(label=text) if option == one.reading.default else text


def form(plan: str, one: Standing) -> None:
    """Another answer, with a reason. After an error everything typed stays."""
    others = [option for option in one.reading.options if option != one.option]
    if not others:
        st.caption(words.ONE_ANSWER)
        return
    turn = len(one.history)
    with st.popover(words.CHANGE, icon=":material/edit:"), st.form(f"form_{plan}_{one.key}_{turn}", border=False):
        option = st.radio(
            words.OPTION, others, format_func=lambda key: label(one, key), key=f"option_{plan}_{one.key}_{turn}",
            captions=[one.reading.options[other].text for other in others],
        )  # fmt: skip
        reason = st.text_input(words.REASON, key=f"reason_{plan}_{one.key}_{turn}", placeholder=words.REASON_HINT)
        st.caption(words.WARNING)
        if st.form_submit_button(words.SAVE, type="primary"):
            with widgets.telling_errors():
                choose(current(), principal, plan, one.key, option, reason)
                st.session_state["reading_message"] = words.SAVED.format(question=one.reading.question)
                st.rerun()


def effect(plan: str, one: Standing) -> None:
    """The figures under each answer, computed when it is opened."""
    if len(one.reading.options) < 2:
        return
    opened = st.toggle(words.EFFECT, key=f"effect_{plan}_{one.key}")
    if opened:
        frame = effect_frame(current(), principal, plan, one, today())
        if frame.empty:
            st.caption(words.NO_EFFECT)
        else:
            widgets.table(frame)


def card(plan: str, one: Standing) -> None:
    """One question with its answer and its history."""
    with st.container(border=True):
        st.subheader(one.reading.question)
        st.markdown(f"{words.NOW}: **{widgets.plain_text(label(one, one.option))}**")
        st.caption(one.reading.options[one.option].text)
        with widgets.telling_errors():
            if may(principal, Action.ADMINISTER):
                form(plan, one)
            if may(principal, Action.SEE_FIGURES):
                effect(plan, one)
        if one.history:
            with st.expander(words.HISTORY.format(n=len(one.history))):
                widgets.table(history_frame(one))


st.title(words.PAGE)
st.caption(words.INTRO)
message = st.session_state.pop("reading_message", None)
if message:
    st.success(message)
if not may(principal, Action.ADMINISTER):
    st.caption(words.READ_ONLY)
else:
    for fault in faulty_plans():
        st.warning(widgets.plain_text(fault.words), icon=":material/warning:")
names = plan_names()
chosen = st.selectbox(PLAN, list(names), format_func=names.__getitem__, key="reading_plan")
found = standings(current(), principal, chosen)
for standing in found:
    card(chosen, standing)
if not found:
    st.info(words.NOTHING_OPEN)

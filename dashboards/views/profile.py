"""One person: values with where each is from, what sources say differently, the story over time, corrections."""

from datetime import date

import streamlit as st

from dashboards import administration_labels, labels, person_labels, profile_labels, profile_style, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.conflict_view import conflicts_box, facts_box
from dashboards.data import person_reads
from dashboards.network_ego import ego_picture
from dashboards.pages import pages_of
from dashboards.people_data import Profile, profile, reveal
from dashboards.person_entry import row_of
from dashboards.person_frames import Disagreement
from dashboards.person_story import disagreements, moments
from dashboards.person_typing import typing_box
from dashboards.profile_cv import cv_box
from dashboards.profile_rights import not_shown
from dashboards.profile_sections import life_box
from dashboards.shortlist_add import add_to_list_button
from dashboards.timeline_view import timeline_box
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may
from talentdb.errors import NotFoundError
from talentdb.settings import today
from talentdb.text import format_date

principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.AGENCY, Role.HOME_AFFAIRS)
READERS_SHOWN = 50


def day_picker() -> date | None:
    """The day as of which the person is shown; None for now."""
    with st.container(horizontal=True, horizontal_alignment="right", key="day_box"):
        picked: date | None = st.date_input(
            person_labels.AS_OF, value=None, max_value=today(), format="DD/MM/YYYY", key="as_of", width=220,
            help=person_labels.AS_OF_HELP,
        )  # fmt: skip
    return picked


def back_to_now() -> None:
    """Empty the picker; a callback, since a drawn widget cannot be changed."""
    st.session_state["as_of"] = None


def national_id(person: Profile) -> None:
    """Masked; shown in the clear only for a reason, which is logged first."""
    if not person.national_id:
        return
    st.markdown(f"{labels.FIELD['national_id']}: `{person.national_id}`", width="content")
    if may(principal, Action.REVEAL_NATIONAL_ID):
        with st.popover(person_labels.REVEAL, icon=":material/visibility:"), st.form("reveal_form", border=False):
            purpose = st.text_input(
                person_labels.REVEAL_REASON, key="reveal_reason", placeholder=person_labels.REVEAL_HINT
            )
            if st.form_submit_button(person_labels.SHOW):
                with widgets.telling_errors():
                    st.code(reveal(current(), principal, person.person_id, purpose.strip()), language=None)


def headline(person: Profile, asked: int) -> None:
    """Who it is; a note when the number asked for was merged into another."""
    if person.person_id != asked:
        st.info(person_labels.MERGED.format(old=asked, new=person.person_id), icon=":material/merge:")
    if person.withheld:
        st.warning(person.withheld, icon=":material/lock_person:")
    st.header(widgets.titled_name(person.values))
    st.markdown(widgets.post_line(person.values))
    with st.container(horizontal=True, vertical_alignment="center"):
        national_id(person)
        cv_box(current(), principal, person.person_id)
        add_to_list_button(current(), principal, [person.person_id], key="profile_list")
    if len(person.records) > 1 and any(page.key == "duplicates" for page in pages_of(principal.role)):
        address = f"/duplicates?person={person.person_id}"
        st.html(f'<a class="who-link" href="{address}" target="_self">{person_labels.SPLIT}</a>')


def standing(person: Profile, disputed: tuple[Disagreement, ...], at: date | None) -> None:
    """The values as they stand, and the lists behind them."""
    if any(fact.source for fact in person.facts.values()):
        st.caption(person_labels.SOURCE_HINT)
    facts_box(person.facts, {one.field: one.others_words for one in disputed if not one.soft})
    hidden = not_shown(principal)
    if hidden:
        st.caption(profile_labels.NOT_SHOWN.format(fields=hidden))
    life_box(person.sections)
    if at is None and may(principal, Action.SEE_NETWORK):
        with st.container(border=True):
            st.subheader(profile_labels.NETWORK)
            ego_picture(current(), principal, person.person_id)
    if person.as_of:
        st.caption(person_labels.LAST_CONFIRMED.format(day=format_date(person.as_of)))


def sources(person: Profile, disputed: tuple[Disagreement, ...]) -> None:
    """What sources say differently, and which rows made the person."""
    st.subheader(person_labels.CONFLICTS)
    conflicts_box(disputed)
    if not person.records.empty:
        st.subheader(person_labels.RECORDS)
        widgets.table(person.records)


def correct(person: Profile, at: date | None) -> None:
    """The row of a body in a form; what is sent is a submission."""
    if at is not None:
        st.info(person_labels.NOT_EDITABLE_THEN)
        return
    if not person.rows:
        st.info(person_labels.NO_OWN_ROW)
        return
    record = next(iter(person.rows))
    if len(person.rows) > 1:
        named = widgets.told_apart(person.rows)
        record = st.selectbox(
            person_labels.RECORD_TO_CORRECT, list(named), format_func=named.__getitem__, key="correct_row"
        )
    typing_box(
        current(),
        principal,
        f"correct_{person.person_id}_{person.rows[record]}",
        person_labels.CORRECT_HELP,
        lambda: row_of(current(), principal, record, person.person_id),
    )


def readers(person_id: int) -> None:
    """Who read the person, by the log."""
    st.caption(administration_labels.READERS_NOTE)
    rows = person_reads(current(), principal, person_id)
    pages = widgets.paging("readers", READERS_SHOWN, person_id)
    widgets.table(rows.iloc[pages.first : pages.first + READERS_SHOWN])
    pages.picker(len(rows))


def tabs(person: Profile, at: date | None) -> None:
    """The parts of the page; each is read when it is looked at."""
    disputed = disagreements(current(), principal, person.person_id) if at is None else ()
    names = [person_labels.TAB_PROFILE, person_labels.TAB_SOURCES, person_labels.TAB_TIMELINE]
    contradicting = sum(not one.soft for one in disputed)
    if contradicting:
        names[1] = person_labels.TAB_SOURCES_N.format(n=contradicting)
    if may(principal, Action.UPLOAD) or may(principal, Action.REVIEW):
        names.append(person_labels.TAB_CORRECT)
    if may(principal, Action.REVIEW):
        names.append(administration_labels.READERS)
    shown, from_where, story, *more = st.tabs(names, key=f"profile_{person.person_id}", on_change="rerun")
    with shown:
        standing(person, disputed, at)
    if from_where.open:
        with from_where:
            sources(person, disputed)
    if story.open:
        with story:
            timeline_box(moments(current(), principal, person.person_id))
    for name, tab in zip(names[3:], more, strict=True):
        if tab.open:
            with tab:
                readers(person.person_id) if name == administration_labels.READERS else correct(person, at)


st.title(labels.PAGE_PROFILE)
profile_style.apply()
wanted = st.query_params.get("person", "")
if not wanted.isdecimal() or len(wanted) > 18:
    st.info(person_labels.NO_PERSON)
    st.stop()
place, picker = st.columns([3, 1])
with picker:
    day = day_picker()
try:
    found = profile(current(), principal, int(wanted), day)
except NotFoundError:
    if day is None:
        raise
    st.warning(person_labels.AS_OF_NOBODY.format(day=format_date(day)), icon=":material/history:")
    st.button(person_labels.AS_OF_NOW, on_click=back_to_now)
    st.stop()
with place:
    headline(found, int(wanted))
if day is not None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(person_labels.AS_OF_SHOWN.format(day=format_date(day)), icon=":material/history:")
        st.button(person_labels.AS_OF_NOW, on_click=back_to_now, icon=":material/today:")
tabs(found, day)

"""One person: career, degrees, training, languages; on demand where each value came from and what was before."""

import streamlit as st
from dashboards.people_data import Profile, profile, reveal, save_own_person

from dashboards import labels, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.person_form import person_form
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may
from talentdb.text import format_date

principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.AGENCY)


def facts(person: Profile) -> None:
    """The values as they stand, grouped as a reader would look for them."""
    groups = [
        (title, [(name, person.shown[name]) for name in names if person.shown.get(name)])
        for title, names in labels.PROFILE_GROUPS.items()
    ]
    groups = [(title, rows) for title, rows in groups if rows]
    columns = st.columns(2, gap="large")
    for number, (title, rows) in enumerate(groups):
        with columns[number % 2], st.container(border=True):
            st.subheader(title)
            for name, value in rows:
                st.markdown(f"{labels.FIELD[name]}: **{value}**")


def national_id(person: Profile) -> None:
    """Masked; shown in the clear only for a reason, which is logged first."""
    if not person.national_id:
        return
    st.markdown(f"{labels.FIELD['national_id']}: `{person.national_id}`")
    if may(principal, Action.REVEAL_NATIONAL_ID):
        with st.popover(labels.REVEAL):
            purpose = st.text_input(labels.REASON, key="reveal_reason")
            if st.button(labels.SHOW, key="reveal", disabled=len(purpose.strip()) < 5):
                st.code(reveal(current(), principal, person.person_id, purpose.strip()), language=None)


st_person = st.query_params.get("person", "")
if not st_person.isdigit():
    st.title(labels.PAGE_PROFILE)
    st.info(labels.NO_PERSON)
    st.stop()
found = profile(current(), principal, int(st_person))
st.title(labels.PAGE_PROFILE)
st.header(widgets.titled_name(found.values))
st.markdown(widgets.post_line(found.values))
facts(found)
national_id(found)
for title, frame in found.details.items():
    if not frame.empty:
        st.subheader(title)
        st.dataframe(frame, width="stretch", hide_index=True)
with st.expander(labels.PROVENANCE):
    st.dataframe(found.provenance, width="stretch", hide_index=True)
if not found.history.empty:
    with st.expander(labels.HISTORY):
        st.dataframe(found.history, width="stretch", hide_index=True)
st.caption(labels.LAST_CONFIRMED.format(day=format_date(found.as_of)) if found.as_of else "")
if principal.role is Role.AGENCY:
    with st.expander(labels.CORRECT):
        corrected = person_form(found.values, key="correct")
        if corrected is not None:
            st.success(labels.RECEIPT.format(receipt=save_own_person(current(), principal, corrected)))

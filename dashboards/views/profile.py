"""One person: career, degrees, training, languages; on demand where each value came from and what was before."""

import streamlit as st

from dashboards import labels, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.people_data import Profile, profile, reveal, save_own_person
from dashboards.person_form import person_form
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may
from talentdb.text import format_date

principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.AGENCY)


def facts(person: Profile) -> None:
    """The values as they stand, grouped as a reader would look for them."""
    groups = {
        title: {labels.FIELD[name]: person.shown[name] for name in names if person.shown.get(name)}
        for title, names in labels.PROFILE_GROUPS.items()
    }
    columns = st.columns(2)
    for number, (title, rows) in enumerate((title, rows) for title, rows in groups.items() if rows):
        with columns[number % 2], st.container(border=True):
            st.subheader(title)
            widgets.facts(rows)


def national_id(person: Profile) -> None:
    """Masked; shown in the clear only for a reason, which is logged first."""
    if not person.national_id:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{labels.FIELD['national_id']}: `{person.national_id}`", width="content")
        if may(principal, Action.REVEAL_NATIONAL_ID):
            with st.popover(labels.REVEAL, icon=":material/visibility:"), st.form("reveal_form", border=False):
                purpose = st.text_input(labels.REVEAL_REASON, key="reveal_reason", placeholder=labels.REVEAL_HINT)
                if st.form_submit_button(labels.SHOW):
                    with widgets.telling_errors():
                        st.code(reveal(current(), principal, person.person_id, purpose.strip()), language=None)


def background(person: Profile) -> None:
    """Tables: posts, degrees, courses, languages; on demand sources and earlier versions."""
    for title, frame in person.details.items():
        if not frame.empty:
            st.subheader(title)
            widgets.table(frame)
    with st.expander(labels.PROVENANCE):
        widgets.table(person.provenance)
    if not person.history.empty:
        with st.expander(labels.HISTORY):
            widgets.table(person.history)
    if person.as_of:
        st.caption(labels.LAST_CONFIRMED.format(day=format_date(person.as_of)))


def correction(person: Profile) -> None:
    """For the agency: the same values in a form; what it sends is a submission."""
    with st.expander(labels.CORRECT, icon=":material/edit:"):
        st.caption(labels.CORRECT_HELP)
        corrected = person_form(person.values, key=f"correct_{person.person_id}")
        if corrected is not None:
            with widgets.telling_errors():
                receipt = save_own_person(current(), principal, corrected, record=person.record)
                st.success(labels.RECEIPT.format(receipt=receipt))


st.title(labels.PAGE_PROFILE)
wanted = st.query_params.get("person", "")
if not wanted.isdecimal() or len(wanted) > 18:
    st.info(labels.NO_PERSON)
    st.stop()
found = profile(current(), principal, int(wanted))
st.header(widgets.titled_name(found.values))
st.markdown(widgets.post_line(found.values))
national_id(found)
facts(found)
background(found)
if principal.role is Role.AGENCY:
    correction(found)

"""The audit log: who saw or changed what, and whether the chain is whole."""

from datetime import datetime

import streamlit as st

from dashboards import administration_labels as words
from dashboards import audit_labels, labels, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.data import audit_file, audit_rows, audit_state
from talentdb.access.audit import EventFilter
from talentdb.access.principal import Role
from talentdb.settings import VIETNAM

PAGE_SIZE = 100
MOST = 1000
MOST_EXPORTED = 100_000
CHECKED = "audit_checked"
MOMENT = "%H:%M:%S, %d/%m/%Y"
principal = require_page(Role.ADMINISTRATOR, Role.AUDITOR)


def state_box() -> int:
    """Whether the chain is whole, as of the last look of this visit; gives the number of rows."""
    # A long log takes seconds to go through: once a visit, and again when asked.
    if CHECKED not in st.session_state:
        st.session_state[CHECKED] = (audit_state(current(), principal), datetime.now(VIETNAM))
    state, moment = st.session_state[CHECKED]
    if state.intact:
        st.success(words.CHAIN_INTACT.format(rows=widgets.number(state.rows)), icon=":material/verified_user:")
    else:
        st.error(words.CHAIN_BROKEN.format(row=state.broken_at or "—", heads=state.missing_heads))
    anchor = words.CHAIN_NO_ANCHOR
    if state.last_anchor:
        at = datetime.fromisoformat(state.last_anchor).astimezone(VIETNAM)
        anchor = words.CHAIN_ANCHOR.format(moment=f"{at:{MOMENT}}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{anchor} {words.CHAIN_CHECKED.format(moment=f'{moment:{MOMENT}}')}")
        st.button(
            words.CHAIN_CHECK_AGAIN, key="audit_again", on_click=lambda: st.session_state.pop(CHECKED, None),
            icon=":material/refresh:",
        )  # fmt: skip
    return int(state.rows)


def asked() -> EventFilter:
    """What the filters say."""
    text, person = st.columns([2, 1])
    who, what = st.columns(2)
    first, last = st.columns(2)
    typed = text.text_input(words.AUDIT_FILTER, key="audit_filter", placeholder=words.AUDIT_FILTER_HINT)
    number = person.text_input(words.AUDIT_PERSON, key="audit_person", placeholder=words.AUDIT_PERSON_HINT).strip()
    logins = who.text_input(words.AUDIT_LOGINS, key="audit_logins", placeholder=words.AUDIT_LOGINS_HINT).split()
    named = widgets.told_apart(audit_labels.ACTION)
    actions = what.multiselect(
        words.AUDIT_ACTIONS, sorted(named, key=named.__getitem__), format_func=named.__getitem__,
        key="audit_actions", placeholder=words.AUDIT_ANY,
    )  # fmt: skip
    since = first.date_input(words.AUDIT_SINCE, value=None, format="DD/MM/YYYY", key="audit_since")
    until = last.date_input(words.AUDIT_UNTIL, value=None, format="DD/MM/YYYY", key="audit_until")
    person_id = int(number) if number.isdecimal() and len(number) <= 18 else None
    return EventFilter(typed, person_id, tuple(logins), tuple(actions), since, until)


def export_box(rows: int) -> None:
    """The whole log as a file, for a verifier that is not ours."""
    if rows > MOST_EXPORTED:
        st.caption(words.AUDIT_EXPORT_LONG.format(rows=widgets.number(MOST_EXPORTED)))
        return
    if st.button(words.AUDIT_EXPORT, key="audit_export", icon=":material/download:", help=words.AUDIT_EXPORT_HELP):
        st.download_button(
            words.AUDIT_EXPORT_READY, audit_file(current(), principal), words.AUDIT_FILE, "application/jsonl",
            key="audit_file", on_click="ignore",
        )  # fmt: skip


st.title(labels.PAGE_AUDIT)
count = state_box()
wanted = asked()
found = audit_rows(current(), principal, wanted, limit=MOST)
pages = widgets.paging("audit", PAGE_SIZE, wanted)
widgets.table(found.iloc[pages.first : pages.first + PAGE_SIZE])
pages.picker(len(found))
st.caption(words.AUDIT_NOTE)
export_box(count)

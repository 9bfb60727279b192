"""The parts of the page of shortlists: its people, adding by name or by hand, the list's own settings, export."""

from html import escape
from typing import Any
from zlib import crc32

import streamlit as st

from dashboards import council_labels as words
from dashboards import export_labels, widgets
from dashboards.application import Application
from dashboards.council_data import (
    act_on_list,
    add_outside,
    add_people,
    hits,
    make_council,
    new_list,
)
from dashboards.export_panel import show_password
from dashboards.popovers import close_and_rerun, popover
from dashboards.shortlist_export import export_list, left_out_of_list
from talentdb.access.principal import Principal
from talentdb.councils.outside import OutsideExpert
from talentdb.councils.shortlists import Shortlist, ShortlistMember
from talentdb.documents.bundle import file_name
from talentdb.people.export_rules import columns_of, is_locked
from talentdb.services.locked_file import new_password
from talentdb.settings import today

__all__ = ["add_box", "council_box", "export_box", "member_rows", "new_list_box", "settings_box"]

_SHOWN = 10


def new_list_box(app: Application, principal: Principal) -> None:
    """A form for a new list."""
    with popover(words.NEW_LIST, "list_new", icon=":material/add:"), widgets.telling_errors():
        with st.form("new_list", clear_on_submit=True, border=False):
            name = st.text_input(
                words.LIST_NAME, placeholder=words.LIST_NAME_HINT, key="new_list_name", max_chars=200
            )
            purpose = st.text_input(words.LIST_PURPOSE, key="new_list_purpose", max_chars=300)
            shared = st.checkbox(words.SHARED, key="new_list_shared")
            sent = st.form_submit_button(words.CREATE, type="primary", key="new_list_create")
        if sent:
            st.session_state["list_made"] = new_list(app, principal, name, purpose, shared=shared)
            close_and_rerun("list_new")


def member_rows(
    app: Application, principal: Principal, chosen: Shortlist, held: list[ShortlistMember], builds: bool
) -> None:
    """The people, each with a remark that is kept when it is left, and a button to take them off.

    Args:
        builds: whether the reader may change the list.
    """
    for one in held:
        with st.container(border=True):
            who, note, act = st.columns([5, 3, 2], vertical_alignment="center")
            who.html(_who(one.person, outside=one.person_id is None))
            if builds:
                with note:
                    _note_box(app, principal, chosen, one)
            elif one.note:
                note.caption(widgets.plain_text(one.note))
            with act.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
                if one.person_id is not None:
                    st.page_link(
                        "views/profile.py", label=words.PROFILE, query_params={"person": str(one.person_id)},
                    )  # fmt: skip
                if builds:
                    _remove_box(app, principal, chosen, one)


def _note_box(app: Application, principal: Principal, chosen: Shortlist, one: ShortlistMember) -> None:
    """The remark; another key for another remark, so that what somebody else wrote is not held back by an old box."""
    key = f"list_note_{one.member_id}_{crc32(one.note.encode())}"

    def keep() -> None:
        with widgets.telling_errors():
            act_on_list(app, principal, "note", chosen.shortlist_id, one.member_id, st.session_state[key], one.note)
            st.toast(words.NOTE_KEPT, icon=":material/check:")

    st.text_input(
        words.NOTE, value=one.note, key=key, placeholder=words.NOTE, label_visibility="collapsed", max_chars=500,
        on_change=keep,
    )  # fmt: skip


def _remove_box(app: Application, principal: Principal, chosen: Shortlist, one: ShortlistMember) -> None:
    """Taking somebody off loses the remark, so it takes two presses."""
    key = f"list_remove_{one.member_id}"
    with popover(words.REMOVE, key, type="tertiary"), widgets.telling_errors():
        sure = words.REMOVE_SURE.format(name=widgets.plain_text(one.person["full_name"]))
        if st.button(sure, key=f"list_remove_sure_{one.member_id}", type="primary"):
            act_on_list(app, principal, "remove", chosen.shortlist_id, one.member_id)
            close_and_rerun(key)


def _who(person: Any, *, outside: bool) -> str:
    """Name, post and contact on two lines, for a card."""
    contact = words.CONTACT.format(phone=person["phone"]) if person.get("phone") else ""
    lines = [widgets.post_line(person), contact, words.OUTSIDE_TAG if outside else ""]
    second = " · ".join(line for line in lines if line)
    return (
        f'<div class="hit"><b>{escape(widgets.titled_name(person))}</b><div class="post">{escape(second)}</div></div>'
    )


def add_box(app: Application, principal: Principal, chosen: Shortlist) -> None:
    """Adding from the registry by a search, and an outside expert by hand."""
    with popover(words.ADD_PEOPLE, "list_find", icon=":material/person_add:"), widgets.telling_errors():
        asked = st.text_input(words.ADD_BY_NAME, placeholder=words.ADD_BY_NAME_HINT, key="list_search", max_chars=200)
        if asked.strip():
            found = hits(app, principal, asked.strip(), _SHOWN)
            named = widgets.told_apart(
                {hit["person_id"]: f"{hit['full_name']} · {widgets.post_line(hit)}" for hit in found}
            )
            # Pills, because the web framework's list of choices speaks English.
            picked = st.pills(
                words.ADD, list(named), selection_mode="multi", format_func=named.__getitem__, key="list_picked"
            )
            if picked and st.button(words.ADD, key="list_add", type="primary"):
                add_people(app, principal, chosen.shortlist_id, picked)
                close_and_rerun("list_find")
    with popover(words.OUTSIDE, "list_outside", icon=":material/public:"), widgets.telling_errors():
        st.caption(words.OUTSIDE_HELP)
        with st.form("outside", clear_on_submit=True, border=False):
            expert = OutsideExpert(
                full_name=st.text_input(words.FULL_NAME, key="outside_name", max_chars=200),
                organisation=st.text_input(words.ORGANISATION, key="outside_organisation", max_chars=200),
                position_title=st.text_input(words.POSITION, key="outside_position", max_chars=200),
                sex=st.selectbox(
                    words.SEX, list(words.SEXES), format_func=words.SEXES.__getitem__, key="outside_sex"
                ),
                phone=st.text_input(words.PHONE, key="outside_phone", max_chars=40),
                email=st.text_input(words.EMAIL, key="outside_email", max_chars=100),
            )
            sent = st.form_submit_button(words.ADD, type="primary", key="outside_add")
        if sent:
            add_outside(app, principal, chosen.shortlist_id, expert)
            close_and_rerun("list_outside")


def settings_box(app: Application, principal: Principal, chosen: Shortlist) -> None:
    """Name, purpose, sharing, putting away."""
    with popover(words.SETTINGS, "list_settings", icon=":material/tune:"), widgets.telling_errors():
        number = chosen.shortlist_id
        # Other keys for other settings: who saves one of them does not undo what somebody else changed meanwhile.
        version = f"{number}_{crc32(repr((chosen.name, chosen.purpose, chosen.shared)).encode())}"
        with st.form(f"list_settings_{version}", border=False):
            name = st.text_input(words.LIST_NAME, value=chosen.name, key=f"list_name_{version}", max_chars=200)
            purpose = st.text_input(
                words.LIST_PURPOSE, value=chosen.purpose, key=f"list_purpose_{version}", max_chars=300
            )
            shared = st.checkbox(words.SHARED, value=chosen.shared, key=f"list_shared_{version}")
            sent = st.form_submit_button(words.SAVE, type="primary", key="list_save")
        if sent:
            act_on_list(app, principal, "save", number, name, purpose, shared)
            close_and_rerun("list_settings")
        if st.button(words.RESTORE if chosen.archived else words.ARCHIVE, key="list_archive"):
            act_on_list(app, principal, "restore" if chosen.archived else "archive", number)
            close_and_rerun("list_settings")


def export_box(app: Application, principal: Principal, chosen: Shortlist, held: list[ShortlistMember]) -> None:
    """Everybody on the list as a workbook, for a named purpose."""
    if not held:
        return
    with st.popover(words.EXPORT, icon=":material/download:"), widgets.telling_errors():
        st.caption(words.EXPORT_HELP)
        place = st.empty()
        with place.container(), st.form("list_export", border=False):
            purpose = st.text_input(words.EXPORT_PURPOSE, key="list_export_purpose", max_chars=300)
            lock = st.checkbox(export_labels.LOCK, value=True, key="list_export_lock", help=export_labels.LOCK_HELP)
            sent = st.form_submit_button(words.MAKE_FILE, key="list_export_make")
        if sent:
            password = new_password() if lock else ""
            content = export_list(app, principal, chosen.shortlist_id, purpose, password)
            # What was made takes the place of the form: below it the password would lie out of sight.
            place.empty()
            if is_locked(columns_of(principal), "xlsx", password):
                show_password(password)
            if missing := left_out_of_list(app, principal, chosen.shortlist_id):
                st.warning(missing)
            name = file_name(words.EXPORT_FILE, chosen.name, today().isoformat(), ending="xlsx")
            st.download_button(words.DOWNLOAD, content, name, key="list_export_take", on_click="ignore")


def council_box(app: Application, principal: Principal, chosen: Shortlist) -> None:
    """A council of everybody on the list."""
    with st.popover(words.TO_COUNCIL, icon=":material/groups_2:"), widgets.telling_errors():
        with st.form("list_council", border=False):
            name = st.text_input(
                words.KEEP_NAME, placeholder=words.KEEP_NAME_HINT, key="list_council_name", max_chars=300
            )
            topic = st.text_input(words.TOPIC, placeholder=words.TOPIC_HINT, key="list_council_topic", max_chars=300)
            sent = st.form_submit_button(words.TO_COUNCIL, type="primary", key="list_council_make")
        if sent:
            st.session_state["council_made"] = make_council(app, principal, chosen.shortlist_id, name, topic)
            st.success(words.KEPT, icon=":material/check:")
            st.page_link("views/councils.py", label=words.TO_KEPT, icon=":material/groups_2:")

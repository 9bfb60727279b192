"""The councils that are kept: members and answers, replacements, decision, papers."""

from html import escape
from typing import Any

import streamlit as st

from dashboards import council_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.council_data import (
    act_on_council,
    councils,
    decision_draft,
    kept_council,
    letters,
    notices,
    replacement,
)
from dashboards.popovers import close_and_rerun, popover
from dashboards.typed_day import day_box, read_day
from talentdb.access.principal import Principal
from talentdb.councils.labels import ROLES
from talentdb.councils.model import CHAIR
from talentdb.councils.store import CouncilSeat, KeptCouncil
from talentdb.documents.bundle import DOCX, file_name
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["kept_tab"]


def kept_tab(app: Application, principal: Principal, *, builds: bool) -> None:
    """Choose a council; its seats and what comes next.

    Args:
        builds: whether the reader may change councils.
    """
    found = {one.council_id: one for one in councils(app, principal)}
    if not found:
        st.info(words.NO_COUNCILS)
        return

    told = widgets.told_apart({
        number: words.COUNCIL_OPTION.format(name=one.name, state=words.STATES[one.state])
        for number, one in found.items()
    })  # fmt: skip
    if (made := st.session_state.pop("council_made", None)) in found:
        st.session_state["council_chosen"] = made
    number = st.selectbox(words.CHOOSE_COUNCIL, list(found), format_func=told.__getitem__, key="council_chosen")
    kept = kept_council(app, principal, number)
    line = words.COUNCIL_LINE.format(state=words.STATES[kept.state], topic=kept.topic)
    if kept.decision_no and kept.decided_on:
        line += " · " + words.DECISION_LINE.format(number=kept.decision_no, day=format_date(kept.decided_on))
    st.caption(widgets.plain_text(line))
    if builds:
        _next_steps(app, principal, kept)
    told_of = notices(app, principal, kept)
    for seat in kept.seats:
        _seat(app, principal, kept, seat, told_of.get(seat.seat_no, []), builds and kept.state != "dissolved")


def _next_steps(app: Application, principal: Principal, kept: KeptCouncil) -> None:
    with st.container(horizontal=True):
        if kept.state != "dissolved" and any(seat.invitation == "none" for seat in kept.seats):
            with (
                popover(words.INVITE_ALL, "council_inviting", icon=":material/mail:"),
                st.form("council_invite_form", border=False),
            ):
                typed = day_box("council_invite_day")
                if st.form_submit_button(words.INVITE_ALL, type="primary", key="council_invite"):
                    with widgets.telling_errors():
                        _act(app, principal, "invite", kept.council_id, read_day(typed), closing="council_inviting")
        st.download_button(
            words.LETTERS, lambda: letters(app, principal, kept), file_name("giay-moi", kept.name, ending="zip"),
            key="council_letters", help=words.PAPERS_HELP, icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            words.DECISION_DRAFT, lambda: decision_draft(app, principal, kept), file_name("quyet-dinh", kept.name),
            mime=DOCX, key="council_draft", help=words.PAPERS_HELP, icon=":material/description:", on_click="ignore",
        )  # fmt: skip
        if kept.state == "proposed":
            with (
                popover(words.DECIDE, "council_deciding", icon=":material/gavel:"),
                st.form("council_decide", border=False),
            ):
                number = st.text_input(
                    words.DECISION_NO, placeholder="125/QĐ-SKHCN", key="council_decision_no", max_chars=60
                )
                typed = day_box("council_decision_day")
                if st.form_submit_button(words.DECIDE, type="primary", key="council_decide_send"):
                    with widgets.telling_errors():
                        day = read_day(typed)
                        _act(app, principal, "decide", kept.council_id, number, day, closing="council_deciding")
        if kept.state != "dissolved":
            with popover(words.DISSOLVE, "council_dissolving", icon=":material/block:"):
                if st.button(words.DISSOLVE, key="council_dissolve"):
                    _act(app, principal, "dissolve", kept.council_id, closing="council_dissolving")


def _act(app: Application, principal: Principal, action: str, *args: Any, closing: str = "") -> None:
    """Do it and draw the page anew; `closing` is the popover that is done with."""
    with widgets.telling_errors():
        act_on_council(app, principal, action, *args)
        close_and_rerun(closing)


def _seat(
    app: Application, principal: Principal, kept: KeptCouncil, seat: CouncilSeat, told: list[str],
    open_for_change: bool,
) -> None:  # fmt: skip
    """One seat: who, the answer, what has come up since, and what can be done."""
    day = seat.answered_on if seat.invitation in ("accepted", "declined") else seat.invited_on
    state = words.INVITATIONS[seat.invitation].format(day=format_date(day) if day else "").strip()
    contact = words.CONTACT.format(phone=seat.person["phone"]) if seat.person.get("phone") else ""
    post = " · ".join(part for part in (widgets.post_line(seat.person), contact, seat.note) if part)
    with st.container(border=True):
        who, act = st.columns([4, 3], vertical_alignment="center")
        who.html(
            f'<div class="hit"><b>{escape(ROLES[seat.role])}: {escape(widgets.titled_name(seat.person))}</b>'
            f'<div class="post">{escape(post)}</div><div class="tags"><span>{escape(state)}</span></div></div>'
        )
        with act.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
            if open_for_change:
                _buttons(app, principal, kept, seat, warned=bool(told))
            if seat.person_id is not None:
                st.page_link("views/profile.py", label=words.PROFILE, query_params={"person": str(seat.person_id)})
        if told:
            st.warning(widgets.plain_text("; ".join(told)), icon=":material/warning:")
        if seat.reasons:
            with st.expander(words.WHY_CHOSEN):
                st.markdown("\n".join(f"- {widgets.plain_text(line)}" for line in seat.reasons))


def _buttons(app: Application, principal: Principal, kept: KeptCouncil, seat: CouncilSeat, *, warned: bool) -> None:
    key = f"{kept.council_id}_{seat.seat_no}"
    if seat.invitation == "declined":
        if kept.open_seats:
            _replacing(app, principal, kept, seat, key)
        return
    if kept.state == "proposed" and seat.role != CHAIR:
        _role_box(app, principal, kept, seat, key)
    if seat.invitation != "accepted" and st.button(words.ACCEPTED, key=f"seat_yes_{key}"):
        _act(app, principal, "accepted", kept.council_id, seat.seat_no, today())
    if st.button(words.WITHDRAW if warned else words.DECLINED, key=f"seat_no_{key}", type="tertiary"):
        _act(app, principal, "declined", kept.council_id, seat.seat_no, today())


def _role_box(app: Application, principal: Principal, kept: KeptCouncil, seat: CouncilSeat, key: str) -> None:
    """Another role for who sits there: the order of a list says nothing of who leads. There is always a chair, so
    nobody is put out of it but by putting somebody else into it."""
    name = f"seat_role_{key}"
    with popover(words.CHANGE_ROLE, name, type="tertiary"):
        for role, told in ROLES.items():
            if role != seat.role and st.button(told, key=f"seat_role_{key}_{role}", width="stretch"):
                _act(app, principal, "role", kept.council_id, seat.seat_no, role, closing=name)


def _replacing(app: Application, principal: Principal, kept: KeptCouncil, seat: CouncilSeat, key: str) -> None:
    with st.popover(
        words.REPLACE, icon=":material/person_search:", key=f"seat_new_{key}", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        with widgets.telling_errors():
            found = replacement(app, principal, kept, seat.seat_no)
            new = found["new"]
            if new is None:
                st.warning("\n".join([words.IMPOSSIBLE, *(f"- {way['label']}" for way in found["relax"])]))
                return
            st.markdown(words.REPLACEMENT.format(name=new["name"], agency=new["agency_name"] or ""))
            st.markdown("\n".join(f"- {widgets.plain_text(line)}" for line in new["reasons"]))
            if st.button(words.TAKE.format(name=new["name"]), type="primary", key=f"seat_take_{key}"):
                _act(app, principal, "seat", kept.council_id, seat.role, new["person_id"], new["reasons"])

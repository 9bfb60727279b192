"""For stewards: who may be one person. The queue, what was judged, the sample of automatic merges, taking apart."""

import streamlit as st

from dashboards import identity_desk, identity_labels, identity_style, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.identity_data import Waiting, judgement_rows, rates, sample, waiting_pairs
from dashboards.identity_split import Whole, preview_split, split_person, whole
from dashboards.identity_view import judgement_html, list_html, preview_html, rates_html, row_html
from talentdb.access.principal import Role
from talentdb.text import format_number

PAGE_SIZE = 20
LISTED = 50
principal = require_page(Role.STEWARD)


def number_of(name: str) -> int | None:
    """A number in the address; None where there is none."""
    given = st.query_params.get(name, "")
    return int(given) if given.isdecimal() and given.isascii() and len(given) < 19 else None


def queue_tab() -> None:
    """One pair of the queue in front, and the list to jump in."""
    submission = number_of("submission")
    status = st.session_state.get("identity_status") or "open"
    desk = identity_desk.Desk(
        current(), principal, "queue", "queue", (status, submission),
        lambda: waiting_pairs(current(), principal, status, submission),
        identity_labels.VERDICT, identity_labels.POSITION,
    )  # fmt: skip
    waiting = desk.waiting()
    st.segmented_control(
        identity_labels.STATUS_LABEL,
        list(identity_labels.STATUS),
        format_func=lambda one: identity_labels.STATUS[one].format(n=format_number(waiting.counts.get(one, 0))),
        default="open",
        required=True,
        key="identity_status",
        label_visibility="collapsed",
    )
    if submission is not None:
        st.caption(identity_labels.OF_SUBMISSION.format(number=submission))
    if not waiting.entries:
        st.success(identity_labels.EMPTY[status], icon=":material/check:")
        return
    jumped = st.query_params.get("pair")
    if jumped:
        desk.put(jumped)
        del st.query_params["pair"]
    desk.show(waiting.counts.get(status, len(waiting.entries)))
    listed(desk, waiting, "" if submission is None else f"&submission={submission}")
    st.caption(identity_labels.HELP)


def listed(desk: identity_desk.Desk, waiting: Waiting, asked: str) -> None:
    """The first pairs as a list."""
    first = waiting.entries[:LISTED]
    with st.expander(identity_labels.LIST.format(n=format_number(len(first)))):
        st.html(list_html(first, waiting.entries[desk.at(waiting.entries)].key, asked))


def judged_tab() -> None:
    """What was judged, newest first, each to be taken back."""
    which = st.segmented_control(
        identity_labels.STANDING_LABEL,
        list(identity_labels.STANDING),
        format_func=identity_labels.STANDING.__getitem__,
        default="live",
        required=True,
        key="identity_standing",
        label_visibility="collapsed",
    )
    first = st.session_state.get("identity_first", 0) if which == st.session_state.get("identity_which") else 0
    st.session_state["identity_which"] = which
    rows = judgement_rows(current(), principal, live=which == "live", limit=PAGE_SIZE, offset=first)
    if not rows:
        st.info(identity_labels.NO_JUDGEMENTS)
    for row in rows[:PAGE_SIZE]:
        told, button = st.columns([5, 1], vertical_alignment="center")
        told.html(judgement_html(row))
        if row["retracted_at"] is None:
            with button:
                retract_box(row["judgement_id"])
    steps = st.container(horizontal=True)
    if first and steps.button(identity_labels.NEWER, key="newer"):
        turn_to(first - PAGE_SIZE)
    if len(rows) > PAGE_SIZE and steps.button(identity_labels.OLDER, key="older"):
        turn_to(first + PAGE_SIZE)


def turn_to(first: int) -> None:
    """Another stretch of the judgements."""
    st.session_state["identity_first"] = max(first, 0)
    st.rerun()


def retract_box(number: int) -> None:
    """The button that takes a judgement back, with a reason if one is given."""
    with st.popover(identity_labels.RETRACT, icon=":material/undo:", width="stretch"), st.form(f"retract_{number}"):
        reason = st.text_input(identity_labels.RETRACT_WHY, key=f"retract_why_{number}")
        if st.form_submit_button(identity_labels.RETRACT_CONFIRM):
            with widgets.telling_errors():
                identity_desk.take_back(current(), principal, number, reason.strip())


def check_tab() -> None:
    """How often automatic merges are wrong, and the next ones to look at."""
    st.subheader(identity_labels.RATE_TITLE, help=identity_labels.RATE_HELP)
    st.html(rates_html(rates(current(), principal)))
    desk = identity_desk.Desk(
        current(), principal, "check", "check", None, lambda: Waiting({}, sample(current(), principal)),
        identity_labels.CHECK_VERDICT, identity_labels.CHECK_POSITION,
    )  # fmt: skip
    entries = desk.waiting().entries
    if not entries:
        st.success(identity_labels.CHECK_EMPTY, icon=":material/check:")
        return
    st.caption(identity_labels.CHECK_HELP)
    desk.show(len(entries))


def split_tab() -> None:
    """Take one person apart."""
    st.caption(identity_labels.SPLIT_HELP)
    with st.form("split_whom"), st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(
            identity_labels.SPLIT_NUMBER, value=st.query_params.get("person", ""), key="split_number"
        )
        opened = st.form_submit_button(identity_labels.SPLIT_OPEN, icon=":material/search:")
    if opened:
        if not typed.strip().isdecimal():
            st.error(identity_labels.SPLIT_NUMBER_WRONG)
            return
        st.query_params["person"] = typed.strip()
    number = number_of("person")
    if number is not None:
        split_box(whole(current(), principal, number))


def split_box(person: Whole) -> None:
    """The rows of the person to choose from, what taking the chosen ones out makes, and the decision."""
    n = format_number(len(person.rows))
    title = identity_labels.SPLIT_RECORDS.format(n=n, name=person.name, number=person.person_id)
    st.subheader(widgets.plain_text(title))
    if len(person.rows) < 2:
        st.info(identity_labels.SPLIT_ONE)
        return
    shown = f"split_shown_{person.person_id}"
    with st.form(f"split_{person.person_id}"):
        st.markdown(f"**{identity_labels.SPLIT_PICK}**")
        chosen = []
        for row in person.rows:
            words = widgets.plain_text(f"{row.full_name} · {row.body}")
            if st.checkbox(words, key=f"out_{person.person_id}_{row.record_id}"):
                chosen.append(row.record_id)
            st.html(row_html(row))
        if st.form_submit_button(identity_labels.SPLIT_PREVIEW_DO, icon=":material/visibility:"):
            st.session_state[shown] = tuple(chosen)
    out = st.session_state.get(shown)
    if out is not None:
        preview_box(person, out)


def preview_box(person: Whole, out: tuple[int, ...]) -> None:
    """The persons after the split; the button that makes them."""
    if not out:
        st.warning(identity_labels.SPLIT_NONE)
        return
    parts = preview_split(current(), principal, person.person_id, out, [row.record_id for row in person.rows])
    st.subheader(identity_labels.SPLIT_PREVIEW, help=identity_labels.SPLIT_JOINS)
    st.html(preview_html(person, parts))
    reason = st.text_input(identity_labels.REASON, key=f"split_why_{person.person_id}")
    words = identity_labels.SPLIT_DO.format(n=format_number(len(out)))
    if st.button(words, type="primary", icon=":material/call_split:", key="split_do"):
        done = split_person(current(), principal, person.person_id, out, reason.strip())
        del st.session_state[f"split_shown_{person.person_id}"]
        numbers = ", ".join(map(str, done.persons))
        identity_desk.note("success", identity_labels.SPLIT_DONE.format(numbers=numbers), done.judgement_id)
        identity_desk.forget()
        st.rerun()


identity_style.apply()
st.title(identity_labels.PAGE)
with widgets.telling_errors():
    identity_desk.told(current(), principal)
names = identity_labels.TABS
tabs = st.tabs(
    list(names.values()),
    key="identity_tab",
    on_change="rerun",
    default=names["split"] if "person" in st.query_params else None,
)
for tab, draw in zip(tabs, (queue_tab, judged_tab, check_tab, split_tab), strict=True):
    if tab.open:
        with tab, widgets.telling_errors():
            draw()

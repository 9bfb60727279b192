"""The network of people: choose ties and people, look at the picture, look at one person, take the network out."""

from typing import Any

import streamlit as st

from dashboards import network_labels as words
from dashboards import widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.data import code_labels
from dashboards.network_card import card, place_of, ranking
from dashboards.network_data import SIZES, Drawn, neighbourhood, network, network_file, people_by_words
from dashboards.network_picture import picture
from dashboards.waiting import note, telling_waits
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may
from talentdb.network import ALL_LAYERS, BETWEEN_PEOPLE, Kind, Layer, Wanted
from talentdb.settings import today
from talentdb.text import sort_key

FIRST_YEAR = 2000
CHART = {"displayModeBar": False, "scrollZoom": True}
principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER)


def layer_picker(chosen: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """The kinds of ties, as buttons side by side; at least one."""
    picked = st.pills(
        words.LAYERS, ALL_LAYERS, default=chosen, selection_mode="multi", format_func=words.LAYER_LABEL.__getitem__,
        key="network_layers", label_visibility="collapsed",
    )  # fmt: skip
    return tuple(layer for layer in ALL_LAYERS if layer in picked)


def people_filters() -> tuple[str, tuple[tuple[str, str], ...], tuple[int | None, int | None], bool]:
    """Words, filters and years of a popover; nothing chosen is everybody."""
    agencies = widgets.told_apart(code_labels(current(), "agency_code"))
    state = st.session_state
    years = state.get("network_years", (FIRST_YEAR, today().year))
    on = sum((bool(state.get("network_words")), bool(state.get("network_agency")),
              years != (FIRST_YEAR, today().year)))  # fmt: skip
    with st.popover(words.FILTERS_ON.format(n=on) if on else words.FILTERS, icon=":material/filter_alt:"):
        topic = st.text_input(words.TOPIC, key="network_words", placeholder=words.TOPIC_HINT, max_chars=200).strip()
        agency = st.selectbox(
            words.AGENCY, sorted(agencies, key=agencies.__getitem__), index=None, key="network_agency",
            format_func=agencies.__getitem__, placeholder=words.EVERY_AGENCY,
        )  # fmt: skip
        first, last = st.slider(
            words.YEARS, FIRST_YEAR, today().year, (FIRST_YEAR, today().year), key="network_years"
        )
        near = st.toggle(words.NEIGHBOURS, key="network_near")
    filters = (("agency_code", agency),) if agency else ()
    return topic, filters, (first if first > FIRST_YEAR else None, last if last < today().year else None), near


def export_box(wanted: Wanted, topic: str) -> None:
    """The file for who may take it, after a purpose is given."""
    if not may(principal, Action.EXPORT_NETWORK):
        return
    with st.popover(words.EXPORT, icon=":material/download:"), st.form("network_export", border=False):
        st.caption(words.EXPORT_HELP)
        kind = st.selectbox(words.FORMAT, list(words.FORMATS), format_func=words.FORMATS.__getitem__)
        purpose = st.text_input(words.PURPOSE, placeholder=words.PURPOSE_HINT, key="network_purpose").strip()
        if st.form_submit_button(words.MAKE_FILE):
            if not purpose:
                st.warning(words.NO_PURPOSE)
            else:
                with widgets.telling_errors():
                    made = network_file(current(), principal, wanted, kind, topic, purpose)
                    st.session_state["network_file"] = made


def download_box() -> None:
    """The file just made, until another question is asked."""
    made = st.session_state.get("network_file")
    if made:
        name, content, left_out = made
        if left_out:
            st.warning(left_out)
        st.download_button(
            words.DOWNLOAD.format(name=name), content, name, key="network_download", icon=":material/download:",
            type="primary", on_click="ignore",
        )  # fmt: skip


def clicked_node(event: Any) -> str | None:
    """Id of the node that was clicked."""
    points = event.selection.points if event else []
    clicked = next((point["customdata"] for point in points if point.get("customdata")), None)
    return str(clicked[0] if isinstance(clicked, list) else clicked) if clicked else None


def explore(drawn: Drawn, centre: int | None) -> None:
    """The picture, and beside it the card of the node that is looked at: the one picked by name, else the one
    clicked, else the one in the middle."""
    left, right = st.columns([5, 2], gap="medium")
    # A picture of its own for each size: in one that grew, what was clicked would be somebody else.
    key = f"_{len(drawn.shown)}" if centre is None else f"_{drawn.graph.nodes[centre].person_id}"
    with left:
        with st.container(horizontal=True):
            size_by = st.segmented_control(
                words.SIZE_BY, list(words.MEASURE), default="strength", format_func=words.MEASURE.__getitem__,
                key="network_size", help=words.MEASURE_HELP,
            )  # fmt: skip
            if centre is None and len(drawn.graph.nodes) > SIZES[0]:
                st.segmented_control(
                    words.SHOWN, SIZES, default=SIZES[0], format_func=widgets.number, key="network_most",
                    required=True,
                )  # fmt: skip
        event = st.plotly_chart(
            picture(drawn, size_by or "strength", centre), width="stretch", config=CHART, key=f"network_chart{key}",
            on_select="rerun", selection_mode="points",
        )  # fmt: skip
    with right:
        people = [drawn.graph.nodes[place] for place in drawn.shown.tolist()]
        names = widgets.told_apart({node.id: node.label for node in people if node.kind is Kind.PERSON})
        picked = st.selectbox(
            words.PICK, sorted(names, key=lambda one: (sort_key(names[one]), one)), index=None,
            format_func=names.__getitem__, key=f"network_pick{key}", placeholder=words.PICK_HINT,
        )  # fmt: skip
        looked_at = place_of(drawn, picked or clicked_node(event) or "")
        looked_at = centre if looked_at is None else looked_at
        if looked_at is None:
            st.caption(words.MEASURE_HELP)
        else:
            card(drawn, looked_at)


def counts(drawn: Drawn) -> None:
    """How large the network is, and what the picture leaves out."""
    groups = len(set(drawn.measures["community"]))
    told = words.COUNTS.format(people=widgets.number(drawn.graph.n_people), groups=widgets.number(groups),
                               edges=widgets.number(len(drawn.graph.edges)))  # fmt: skip
    st.markdown(told)
    notes = []
    if len(drawn.shown) < len(drawn.graph.nodes):
        notes.append(words.CUT.format(shown=widgets.number(len(drawn.shown)),
                                      all=widgets.number(len(drawn.graph.nodes))))  # fmt: skip
    if drawn.alone:
        notes.append(words.ALONE.format(n=widgets.number(drawn.alone)))
    if notes:
        st.caption(" ".join(notes))


def whole() -> None:
    """The network of everybody, or of those chosen."""
    layers = layer_picker(BETWEEN_PEOPLE)
    with st.container(horizontal=True):
        topic, filters, (first, last), near = people_filters()
        if not layers:
            st.info(words.LAYERS_HINT)
            return
        people = people_by_words(current(), principal, topic, filters) if topic else None
        wanted = Wanted(layers, filters, people, near, None, first, last)
        if st.session_state.get("network_wanted") != wanted:
            st.session_state["network_wanted"] = wanted
            st.session_state.pop("network_file", None)
        export_box(wanted, topic)
        download_box()
    if people == ():
        st.info(words.NOBODY_FOUND)
        return
    drawn = network(current(), principal, wanted, st.session_state.get("network_most", SIZES[0]))
    if not len(drawn.graph.edges):
        st.info(words.NOTHING)
        return
    counts(drawn)
    explore(drawn, None)
    most, between = st.tabs([words.MOST_CONNECTED, words.BRIDGES])
    with most:
        widgets.table(ranking(drawn, "strength"))
    with between:
        widgets.table(ranking(drawn, "betweenness"))


def of_one(person_id: int) -> None:
    """The neighbourhood of one person, any kind of ties."""
    layers = layer_picker(BETWEEN_PEOPLE)
    st.html(f'<a class="who-link" href="/network" target="_self">{words.BACK}</a>')
    drawn = neighbourhood(current(), principal, person_id, Wanted(layers or BETWEEN_PEOPLE))
    centre = place_of(drawn, f"p{person_id}")
    name = drawn.graph.nodes[centre].label if centre is not None else ""
    st.subheader(words.EGO_TITLE.format(name=widgets.plain_text(name)))
    if not len(drawn.graph.edges):
        st.info(words.EGO_ALONE)
    explore(drawn, centre)


st.title(words.PAGE)
asked = st.query_params.get("person", "")
said = st.container()
with telling_waits():
    if asked.isdecimal() and len(asked) <= 18:
        of_one(int(asked))
    else:
        whole()
with said:
    note()

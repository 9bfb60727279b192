"""Find experts: one line of words, filters with counts, the hits with the reasons why they are there."""

from typing import Any

import streamlit as st

from dashboards import labels, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.data import code_labels, find_people
from talentdb.access.principal import Role

PAGE_SIZE = 20
FACETS = ("qualification", "academic_title", "field_group", "agency_code", "commune_code", "sex", "sector", "status")
principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER)


def facet_picker(name: str, counts: dict[str, int], chosen: list[str]) -> list[str]:
    """Values of one facet with exact counts, the most frequent first; chosen ones stay even when they count 0."""
    words = code_labels(current(), name)
    options = sorted({*counts, *chosen}, key=lambda value: (-counts.get(value, 0), value))
    return st.multiselect(
        labels.FACET[name],
        options,
        format_func=lambda value: f"{words.get(value, value)} ({counts.get(value, 0)})",
        key=f"facet_{name}",
        placeholder=labels.CHOOSE,
    )


def chosen_filters() -> list[tuple[str, str]]:
    """The filters of the last run; widgets keep them under their keys."""
    picked = ((name, st.session_state.get(f"facet_{name}") or []) for name in FACETS)
    return [(name, ",".join(values)) for name, values in picked if values]


def hit_card(hit: dict[str, Any]) -> None:
    """One person: who, where, why found."""
    with st.container(border=True):
        who, link = st.columns([6, 1], vertical_alignment="center")
        who.markdown(f"**{widgets.titled_name(hit)}**  \n{widgets.post_line(hit)}")
        link.page_link(
            "views/profile.py",
            label=labels.OPEN,
            icon=":material/badge:",
            query_params={"person": str(hit["person_id"])},
        )
        if hit.get("why"):
            st.caption(" · ".join(hit["why"]))


st.title(labels.PAGE_SEARCH)
query = st.text_input(
    labels.QUERY,
    value=st.query_params.get("q", ""),
    placeholder=labels.QUERY_HINT,
    key="query",
    label_visibility="collapsed",
)
if query:
    st.query_params["q"] = query
else:
    st.query_params.pop("q", None)
filters = chosen_filters()
page = st.session_state.get("search_page", 1)
signature = (query, tuple(filters))
if st.session_state.get("search_signature") != signature:
    st.session_state["search_signature"], page = signature, 1
    st.session_state["search_page"] = 1
result = find_people(current(), principal, query, filters, FACETS, PAGE_SIZE, (page - 1) * PAGE_SIZE)
if result["engine"] == "postgres" and query and result.get("degraded", True):
    st.warning(labels.SEARCH_AWAY)
side, main = st.columns([1, 3], gap="medium")
with side:
    st.subheader(labels.FILTERS)
    for facet in FACETS:
        facet_picker(facet, result["facets"].get(facet, {}), st.session_state.get(f"facet_{facet}") or [])
with main:
    st.markdown(labels.FOUND.format(n=widgets.number(result["total"]), ms=widgets.number(result["took_ms"])))
    if not result["hits"]:
        st.info(labels.NOTHING_FOUND)
    for found in result["hits"]:
        hit_card(found)
    pages = max(1, -(-result["total"] // PAGE_SIZE))
    if pages > 1:
        st.number_input(labels.PAGE_OF.format(n=widgets.number(pages)), 1, pages, key="search_page")

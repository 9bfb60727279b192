"""Find experts: one line of words, filters with counts, the hits with the reasons why they are there."""

from html import escape
from typing import Any

import streamlit as st

from dashboards import labels, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.data import find_people
from dashboards.words import Words
from talentdb.access.principal import Role

PAGE_SIZE = 20
FACETS = tuple(labels.FACET)
# So many values are offered side by side; longer lists get a picker that one can type in.
SIDE_BY_SIDE = 12
principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER)
words = Words(current())


def chosen_filters() -> list[tuple[str, str]]:
    """The filters of the last run; widgets keep them under their keys."""
    picked = ((name, st.session_state.get(f"facet_{name}") or []) for name in FACETS)
    return [(name, ",".join(values)) for name, values in picked if values]


def facet_picker(name: str, counts: dict[str, int]) -> None:
    """Values of one facet with exact counts, the most frequent first; chosen ones stay even when they count 0."""
    chosen = st.session_state.get(f"facet_{name}") or []
    if not counts and not chosen:
        return
    known = words.codes(name)
    options = sorted({*counts, *chosen}, key=lambda value: (-counts.get(value, 0), known.get(value, value)))
    title = labels.FACET_CHOSEN.format(name=labels.FACET[name], n=len(chosen)) if chosen else labels.FACET[name]

    def told(value: str) -> str:
        return f"{known.get(value, value)} ({widgets.number(counts.get(value, 0))})"

    with st.popover(title, type="primary" if chosen else "secondary"):
        if len(options) <= SIDE_BY_SIDE:
            st.pills(labels.FACET[name], options, selection_mode="multi", format_func=told, key=f"facet_{name}")
        else:
            st.multiselect(
                labels.FACET[name],
                options,
                format_func=told,
                key=f"facet_{name}",
                placeholder=labels.FACET_MORE.format(n=widgets.number(len(options))),
            )


def clear_filters() -> None:
    """No filter any more; the words stay."""
    for name in FACETS:
        st.session_state[f"facet_{name}"] = []


def filter_bar(facets: dict[str, dict[str, int]]) -> None:
    """One button a facet, side by side on a laptop, wrapped on a phone."""
    with st.container(horizontal=True, gap="small"):
        for name in FACETS:
            facet_picker(name, facets.get(name, {}))
        if filters:
            st.button(labels.CLEAR_FILTERS, type="tertiary", icon=":material/close:", on_click=clear_filters)


def hit_card(hit: dict[str, Any]) -> None:
    """One person: who, where, in which field, why found; the name leads to the profile."""
    tags = [
        words.of("qualification", hit.get("qualification"), hit),
        hit.get("field_of_training") or "",
        *(words.of("research_fields", [code], hit) for code in (hit.get("research_fields") or [])[:3]),
        words.of("status", hit["status"], hit) if hit.get("status") not in (None, "active", "working") else "",
    ]
    shown = "".join(f"<span>{escape(str(tag))}</span>" for tag in dict.fromkeys(tags) if tag)
    why = " · ".join(hit.get("why") or ())
    year = f" · {labels.BIRTH_YEAR.format(year=hit['birth_year'])}" if hit.get("birth_year") else ""
    with st.container(border=True):
        who, link = st.columns([6, 1], vertical_alignment="center")
        who.html(
            f'<div class="hit"><b>{escape(widgets.titled_name(hit))}</b>{year}'
            f'<div class="post">{escape(widgets.post_line(hit))}</div><div class="tags">{shown}</div>'
            + (f'<div class="why">{escape(labels.WHY.format(reasons=why))}</div>' if why else "")
            + "</div>"
        )
        link.page_link(
            "views/profile.py",
            label=labels.LINK,
            icon=":material/badge:",
            query_params={"person": str(hit["person_id"])},
        )


def head(result: dict[str, Any]) -> None:
    """How many, and the banner when the search server is away."""
    if result["degraded"]:
        st.warning(labels.SEARCH_AWAY, icon=":material/cloud_off:")
    line = labels.FOUND if query or filters else labels.FOUND_ALL
    st.markdown(line.format(n=widgets.number(result["total"]), ms=widgets.number(result["took_ms"])))
    if not result["total"]:
        st.info(f"{labels.NOTHING_FOUND}\n\n{labels.NOTHING_FOUND_ADVICE}")


st.title(labels.PAGE_SEARCH)
query = st.text_input(
    labels.QUERY,
    value=st.query_params.get("q", ""),
    placeholder=labels.QUERY_HINT,
    key="query",
    label_visibility="collapsed",
    icon=":material/search:",
    max_chars=200,
).strip()
if query:
    st.query_params["q"] = query
else:
    st.query_params.pop("q", None)
filters = chosen_filters()
pages = widgets.paging("search", PAGE_SIZE, (query, filters))
found = find_people(current(), principal, query, filters, FACETS, PAGE_SIZE, pages.first)
filter_bar(found["facets"])
head(found)
for person in found["hits"]:
    hit_card(person)
pages.picker(found["total"])

"""The parts of the overview below the list of indicators, one of them shown at a time: map, agencies, groups, who is
overdue, quality of data, people. Draws; the last three, which are lists, stand in `overview_lists`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboards import charts, heat_table, overview_lists, tile_map, widgets
from dashboards import overview_labels as words
from dashboards.application import current
from dashboards.chart_export import data_button, picture_options
from dashboards.colour_scale import SCALE
from dashboards.figure_data import commune_names
from dashboards.overview_cards import short_name
from dashboards.overview_lists import people_behind
from dashboards.overview_shown import Shown
from dashboards.waiting import telling_waits
from talentdb.access.principal import Role
from talentdb.indicators import wording
from talentdb.text import format_number, format_percent

__all__ = ["sections"]

_AGENCIES: Final = 25


def sections(shown: Shown) -> None:
    """The choice of a part, and that part."""
    parts: dict[str, Callable[[Shown], None]] = {
        "map": _map, "heat": _heat, "groups": _groups, "overdue": overview_lists.overdue,
        "quality": overview_lists.quality, "people": overview_lists.people,
    }  # fmt: skip
    if shown.principal.role is Role.LEADER:
        parts.pop("people")
    if not any(entry["rows"] for entry in shown.entries):
        parts = {key: parts[key] for key in ("overdue", "quality")}
    with st.container(key="overview_section"):
        chosen = st.segmented_control(
            words.SECTION, list(parts), format_func=words.SECTIONS.__getitem__, default=next(iter(parts)),
            required=True, key=f"section_{shown.plan}_{len(parts)}",
        )  # fmt: skip
    with telling_waits():
        parts[chosen](shown)


def _indicator(shown: Shown, cut: str | None, key: str) -> Mapping[str, Any] | None:
    """The indicator to look at, of those that have rows by this cut; the headlines first."""
    able = [
        entry
        for entry in shown.entries
        if entry["rows"] and (cut is None or any(row["by"] == cut for row in entry["rows"]))
    ]
    if not able:
        st.info(words.NO_DATA)
        return None
    able.sort(key=lambda entry: not entry["headline"])
    names = {entry["code"]: str(entry["name"]) for entry in able}
    code = st.selectbox(words.INDICATOR, list(names), format_func=names.__getitem__, key=f"{key}_{shown.plan}")
    return shown.by_code(code)


def _rows(entry: Mapping[str, Any], cut: str) -> list[Mapping[str, Any]]:
    return [row for row in entry["rows"] if row["by"] == cut]


def _plain_rows(rows: Sequence[Mapping[str, Any]], head: str) -> list[dict[str, Any]]:
    """Rows of a cut for a file."""
    return [
        {
            head: row["name"],
            words.CUT_NUMERATOR: row["numerator"],
            words.CUT_DENOMINATOR: row["denominator"],
            words.CUT_VALUE: words.SUPPRESSED if row["suppressed"] else row["value"],
        }
        for row in rows
    ]


def _table(rows: Sequence[Mapping[str, Any]], head: str) -> pd.DataFrame:
    """The same to read: hidden small cells say so."""
    return pd.DataFrame(
        {
            head: [row["name"] for row in rows],
            words.CUT_VALUE: [words.SUPPRESSED if row["suppressed"] else wording.value_words(row) for row in rows],
            words.CUT_NUMERATOR: [
                "" if row["numerator"] is None else format_number(row["numerator"]) for row in rows
            ],
            words.CUT_DENOMINATOR: [
                "" if row["denominator"] is None else format_number(row["denominator"]) for row in rows
            ],
        }
    )


def _hidden_note(rows: Sequence[Mapping[str, Any]]) -> None:
    hidden = sum(1 for row in rows if row["suppressed"])
    if hidden:
        st.caption(words.SUPPRESSED_NOTE.format(n=hidden))


def _map(shown: Shown) -> None:
    """The communes as tiles, with the table beside."""
    entry = _indicator(shown, "commune", "map_indicator")
    if entry is None:
        return
    rows = _rows(entry, "commune")
    known = sorted(
        (row for row in rows if row["key"] is not None), key=lambda row: (row["value"] is None, row["value"] or 0.0)
    )
    name = short_name(shown.plan, entry)
    if known and all(row["suppressed"] for row in known):
        st.info(words.MAP_ALL_HIDDEN)
    else:
        st.plotly_chart(
            tile_map.tile_map(rows, commune_names(current())), config=picture_options("ban-do"), theme=None,
            key="map_chart", alt=words.MAP_ALT.format(name=name),
        )  # fmt: skip
        _map_key(rows)
        st.caption(words.MAP_HELP)
    _hidden_note(known)
    data_button(name, shown.note, lambda: _plain_rows(known, words.COMMUNE), key="ban-do-xa-phuong")
    with st.expander(words.AS_TABLE):
        widgets.wide_table(_table(known, words.COMMUNE), key="map_table")


def _map_key(rows: Sequence[Mapping[str, Any]]) -> None:
    """What colours and hatching mean."""
    ends = tile_map.scale_ends([row for row in rows if row["key"] is not None])
    ramp = ""
    if ends:
        low, high = (format_percent(end, 0) for end in ends)
        colours = f"linear-gradient(90deg,{','.join(SCALE)})"
        ramp = f'<span>{low}<span class="ramp" style="background:{colours}"></span>{high}</span>'
    st.html(
        f'<div class="tiles-key">{ramp}<span><i class="hatch"></i>{words.SUPPRESSED}</span>'
        f"<span><i></i>{words.MAP_EMPTY}</span></div>"
    )


def _heat(shown: Shown) -> None:
    """All agencies against all indicators, the worst of one first; one agency by itself below."""
    heat = heat_table.heat_of(shown.plan, shown.entries)
    if not heat.agencies:
        st.info(words.NO_DATA)
        return
    names = {entry["code"]: short_name(shown.plan, entry) for entry in heat.indicators}
    order, take = st.columns([3, 1], vertical_alignment="bottom")
    code = order.selectbox(
        f"{words.HEAT_SORT} ({words.HEAT_WORST.lower()})", list(names), format_func=names.__getitem__,
        key=f"heat_sort_{shown.plan}",
    )  # fmt: skip
    ranked = heat_table.worst_first(heat, code)
    with take:
        data_button(
            words.SECTIONS["heat"], shown.note, lambda: heat_table.heat_rows(heat, ranked), key="co-quan-chi-tieu"
        )
    pages = widgets.paging("heat", _AGENCIES, (shown.plan, shown.as_of, code))
    st.html(heat_table.heat_html(heat, ranked[pages.first : pages.first + _AGENCIES]))
    pages.picker(len(ranked))
    st.caption(words.HEAT_HELP)
    hidden = sum(1 for cell in heat.cells.values() if cell["suppressed"])
    if hidden:
        st.caption(words.SUPPRESSED_NOTE.format(n=hidden))
    _one_agency(shown, heat)


def _one_agency(shown: Shown, heat: heat_table.Heat) -> None:
    """The indicators of one agency, and its people for those who may see persons."""
    names = widgets.told_apart(dict(sorted(heat.agencies.items(), key=lambda item: item[1])))
    agency = st.selectbox(
        words.ONE_AGENCY, list(names), index=None, format_func=names.__getitem__,
        placeholder=words.ONE_AGENCY_NONE, key=f"one_agency_{shown.plan}",
    )  # fmt: skip
    if agency is None:
        return
    mine = [(entry, heat.cells.get((agency, entry["code"]))) for entry in heat.indicators]
    rows = [{**row, "name": entry["name"]} for entry, row in mine if row is not None]
    widgets.table(_table(rows, words.INDICATOR))
    if shown.principal.role is Role.LEADER:
        st.caption(words.NO_PEOPLE_RIGHT)
        return
    people_behind(shown, [entry for entry, row in mine if row is not None and entry["kind"] == "people"], agency)


def _groups(shown: Shown) -> None:
    """One indicator by one cut: bars and their table."""
    entry = _indicator(shown, None, "cut_indicator")
    if entry is None:
        return
    able = [cut for cut in words.CUT if any(row["by"] == cut for row in entry["rows"])]
    by = st.segmented_control(
        words.CUT_BY, able, format_func=words.CUT.__getitem__, default=able[0], required=True,
        key=f"cut_by_{shown.plan}_{entry['code']}",
    )  # fmt: skip
    rows = sorted(_rows(entry, by), key=lambda row: -(row["denominator"] or 0))
    drawn = [row for row in rows if row["denominator"] and not row["suppressed"]]
    if drawn:
        st.plotly_chart(
            charts.cut_bars(drawn, entry["target"]), config=picture_options("theo-nhom"), theme=None,
            key="cut_chart", alt=f"{entry['name']}: {words.CUT[by]}",
        )  # fmt: skip
    else:
        st.info(words.NO_DATA)
    data_button(words.CUT[by], shown.note, lambda: _plain_rows(rows, words.CUT_NAME), key=f"theo-nhom-{by}")
    _hidden_note(rows)
    with st.expander(words.AS_TABLE):
        widgets.table(_table(rows, words.CUT_NAME))

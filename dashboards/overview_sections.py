"""The parts of the overview below the list of indicators, one of them shown at a time: map, agencies, groups, who is
overdue, quality of data, people. Draws; the figures come from `data` and `overview_data`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboards import charts, heat_table, labels, tile_map, widgets
from dashboards import overview_labels as words
from dashboards.application import current
from dashboards.chart_export import data_button, picture_options
from dashboards.colour_scale import SCALE
from dashboards.data import drill, drill_parts
from dashboards.overview_cards import short_name
from dashboards.overview_data import commune_names, league, overdue
from dashboards.overview_quality import FIELD_WORDS, quality_row
from talentdb.access.principal import Principal, Role
from talentdb.indicators import wording
from talentdb.text import format_number, format_percent

__all__ = ["Shown", "sections"]

_AGENCIES: Final = 25
_LEAGUE: Final = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the page: whose plan, which day, the answer of the engine with all cuts, the line that says so."""

    principal: Principal
    plan: str
    as_of: date
    document: Mapping[str, Any]
    note: str

    @property
    def entries(self) -> Sequence[Mapping[str, Any]]:
        """All indicators."""
        return list(self.document["indicators"])

    def by_code(self, code: str) -> Mapping[str, Any]:
        """One of them."""
        return next(entry for entry in self.entries if entry["code"] == code)


def sections(shown: Shown) -> None:
    """The choice of a part, and that part."""
    parts: dict[str, Callable[[Shown], None]] = {
        "map": _map, "heat": _heat, "groups": _groups, "overdue": _overdue, "quality": _quality, "people": _people,
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
    _people_behind(shown, [entry for entry, row in mine if row is not None and entry["kind"] == "people"], agency)


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


def _overdue(shown: Shown) -> None:
    """Who owes something, and who has handed in nothing at all."""
    late = overdue(current(), shown.principal, shown.plan, shown.as_of)
    if late:
        st.subheader(words.OVERDUE_HEAD.format(n=format_number(len(late))))
        rows = [
            {words.AGENCY: one.body, words.OVERDUE_DAYS: words.DAYS.format(n=format_number(one.days)),
             words.OVERDUE_DUTY: "; ".join(one.owes)}
            for one in late
        ]  # fmt: skip
        pages = widgets.paging("late", _LEAGUE, (shown.plan, shown.as_of))
        widgets.table(pd.DataFrame(rows[pages.first : pages.first + _LEAGUE]))
        pages.picker(len(rows))
        data_button(words.SECTIONS["overdue"], shown.note, lambda: rows, key="qua-han")
    else:
        st.success(words.OVERDUE_NONE)
    silent = [one for one in league(current(), shown.principal, shown.as_of) if one.reports and one.newest is None]
    st.subheader(words.SILENT_HEAD.format(n=format_number(len(silent))))
    if not silent:
        st.success(words.SILENT_NONE)
        return
    with st.expander(words.AS_TABLE):
        widgets.table(pd.DataFrame({words.AGENCY: [one.name for one in silent]}))


def _quality(shown: Shown) -> None:
    """The league of data quality, the emptiest first."""
    found = [one for one in league(current(), shown.principal, shown.as_of) if one.people or one.suppressed]
    if not found:
        st.info(words.QUALITY_NONE)
        return
    pages = widgets.paging("league", _LEAGUE, shown.as_of)
    rows = [quality_row(one, shown.as_of) for one in found]
    widgets.table(pd.DataFrame(rows[pages.first : pages.first + _LEAGUE]))
    pages.picker(len(rows))
    data_button(words.SECTIONS["quality"], shown.note, lambda: rows, key="chat-luong-du-lieu")
    st.caption(words.QUALITY_HELP.format(fields=", ".join(FIELD_WORDS.values())))
    hidden = sum(1 for one in found if one.suppressed)
    if hidden:
        st.caption(words.SUPPRESSED_NOTE.format(n=hidden))


def _people(shown: Shown) -> None:
    """The people of a part of a figure, for those who may see persons."""
    st.header(labels.BEHIND)
    _people_behind(shown, [entry for entry in shown.entries if entry["kind"] == "people"], None)


def _people_behind(shown: Shown, entries: Sequence[Mapping[str, Any]], agency: str | None) -> None:
    """The same, of one agency when given; only lists that this account may open are offered."""
    able = {entry["code"]: str(entry["name"]) for entry in entries}
    able = {code: name for code, name in able.items() if drill_parts(shown.principal, shown.plan, code)}
    if not able:
        st.caption(words.NO_PEOPLE_RIGHT)
        return
    place = f"{shown.plan}_{agency or ''}"
    code = st.selectbox(words.INDICATOR, list(able), format_func=able.__getitem__, key=f"people_code_{place}")
    parts = drill_parts(shown.principal, shown.plan, code)
    part = st.segmented_control(
        words.PART, parts, format_func=words.PARTS.__getitem__, default=parts[0], required=True,
        key=f"part_{code}_{place}",
    )  # fmt: skip
    cut = None if agency is None else ("agency", agency)
    found = drill(current(), shown.principal, shown.plan, code, shown.as_of, part, cut)
    if not found.total:
        st.info(words.NOBODY)
        return
    widgets.table(found.frame)
    st.caption(words.FIRST_ROWS.format(n=len(found.frame), total=format_number(found.total)))

"""The parts of the page of needs: figures, what is asked for, approved lists, who of the registry fits."""

from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from dashboards import export_labels, widgets
from dashboards import need_labels as words
from dashboards.application import Application
from dashboards.frames import link, person_link
from dashboards.list_export import list_button
from dashboards.need_data import Found, fits, list_file, registered_file, suggestions
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.codes import code_list
from talentdb.plans import Plan
from talentdb.programmes.need_labels import NO_FIELD, NO_TYPE, TYPES
from talentdb.programmes.need_list import Filled, NeedList
from talentdb.programmes.needs import Need, totals
from talentdb.programmes.supply import Fit
from talentdb.text import format_date

__all__ = ["asked_box", "figures", "lists_box", "supply_box"]

_ROWS: Final = 25
_PEOPLE: Final = 15
_KEYS: Final[dict[str, Callable[[Need], str | None]]] = {
    "type": lambda one: TYPES.get(one.need_type or "", NO_TYPE),
    "field": lambda one: one.need_field or NO_FIELD,
    "agency": lambda one: one.agency,
}


def figures(found: Found) -> None:
    """How many needs, people asked for and approved, and what waits."""
    asked = sum(one.count or 0 for one in found.needs)
    approved = sum(line.need.approved for _, lines in found.lists for line in lines)
    waiting = sum(one.approved is None for one in found.needs)
    with st.container(horizontal=True):
        for label, value in zip(words.COUNTS, (len(found.needs), asked, approved, waiting), strict=True):
            st.metric(label, widgets.number(value), border=True, width=190)


def asked_box(app: Application, principal: Principal, plan: Plan, year: int, needs: Sequence[Need]) -> None:
    """What is asked for, summed and line by line."""
    if not needs:
        st.info(words.NONE)
        return
    by = st.pills(
        words.BY, list(words.BY_CHOICES), format_func=words.BY_CHOICES.__getitem__, default="type", key="needs_by"
    )
    key = by or "type"
    widgets.table(_sums(needs, key))
    pages = widgets.paging("need_rows", _ROWS, (plan.code, year, len(needs)))
    widgets.table(_asked(needs[pages.first : pages.first + _ROWS]))
    pages.picker(len(needs))
    if may(principal, Action.EXPORT):
        _file(words.MAKE_ASKED, "xlsx", f"needs_asked_{year}", lambda: registered_file(app, principal, plan, year))


def lists_box(app: Application, principal: Principal, found: Found) -> None:
    """The approved lists of the year, each line against its cases."""
    if not found.lists:
        st.info(words.NO_LIST)
    for one, lines in found.lists:
        with st.container(border=True, key=f"need_list_{one.number}"):
            st.subheader(_head(one))
            widgets.table(_lines(lines))
            st.caption(widgets.plain_text(words.LIST_FOOT.format(login=one.login, sha256=one.sha256[:16])))
            if may(principal, Action.EXPORT):
                _files(app, principal, one.number)


def supply_box(app: Application, principal: Principal, plan: Plan, found: Found) -> None:
    """How many of the registry fit each need; for those who may, who."""
    needs = found.needs
    st.caption(words.SUPPLY_HELP)
    if not needs:
        st.info(words.NONE)
        return
    pages = widgets.paging("need_supply", _ROWS, [one.row for one in needs])
    shown = needs[pages.first : pages.first + _ROWS]
    widgets.table(_supply(shown, fits(app, principal, shown)))
    pages.picker(len(needs))
    list_button(app, principal, "supply", lambda: _supply(needs, fits(app, principal, needs)))
    if may(principal, Action.SCREEN):
        _suggested(app, principal, plan, found, shown)


def _supply(needs: Sequence[Need], found: Sequence[Fit]) -> pd.DataFrame:
    told = [
        words.FIT_HIDDEN if fit.least is None or fit.most is None
        else words.FIT.format(least=widgets.number(fit.least), most=widgets.number(fit.most))
        for fit in found
    ]  # fmt: skip
    rows = [(one.agency, one.name, _count(one.count), fit) for one, fit in zip(needs, told, strict=True)]
    return pd.DataFrame(rows, columns=list(words.SUPPLY_COLUMNS))


def _suggested(
    app: Application, principal: Principal, plan: Plan, found: Found, needs: Sequence[Need]
) -> None:  # fmt: skip
    named = widgets.told_apart({one.row: f"{one.agency} – {one.name}" for one in needs})
    picked = st.selectbox(
        words.SUGGEST,
        [None, *named],
        format_func=lambda row: named.get(row, words.NO_CHOICE),
        key="need_suggest",
        placeholder=words.NO_CHOICE,
    )
    need = next((one for one in needs if one.row == picked), None)
    if need is None:
        return
    people = suggestions(app, principal, need, _PEOPLE)
    if not people:
        st.info(words.NOBODY)
        return
    rows = [
        (person_link(one.person_id, one.full_name), one.agency, "; ".join(one.reasons), "; ".join(one.open))
        for one in people
    ]
    table = pd.DataFrame(rows, columns=list(words.SUGGEST_COLUMNS))
    opened = _openings(plan, need, found, [one.person_id for one in people])
    widgets.table(table.assign(**{words.SUGGEST_OPEN: opened}) if opened else table)
    list_button(app, principal, "suggestion", lambda: table, str(need.row))


def _openings(plan: Plan, need: Need, found: Found, people: Sequence[int]) -> list[str]:
    """For each person a link to a case for the need that begins filled in; none without a place that is left."""
    line = _line_of(need, found)
    kinds = {one.code: one.short for one in plan.instruments if need.need_type in one.needs}
    if line is None or not kinds:
        return []
    kind = st.selectbox(words.SUGGEST_KIND, list(kinds), format_func=kinds.__getitem__, key="need_kind", width=320)
    address = f"/cases?plan={plan.code}&instrument={kind}&need={line.need.number}&person="
    return [link(f"{address}{person}", words.OPEN_CASE) for person in people]


def _line_of(need: Need, found: Found) -> Filled | None:
    """The approved line with a place left that answers to what was asked for."""
    wish = (need.agency_id, need.need_type, need.job_position, need.need_field)
    return next(
        (
            line
            for _, lines in found.lists
            for line in lines
            if line.left
            and (line.need.agency_id, line.need.need_type, line.need.job_position, line.need.need_field) == wish
        ),
        None,
    )


def _sums(needs: Sequence[Need], key: str) -> pd.DataFrame:
    rows = [
        (
            one.key, one.needs,
            words.UNSAID.format(asked=one.asked, unsaid=one.unsaid) if one.unsaid else one.asked,
            one.approved, one.open,
        )
        for one in totals(needs, _KEYS[key])
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[words.BY_CHOICES[key], *words.SUM_COLUMNS])


def _asked(needs: Sequence[Need]) -> pd.DataFrame:
    rows = [
        (
            one.agency, TYPES.get(one.need_type or "", NO_TYPE), one.name, one.need_field or "", _degree(one),
            _count(one.count), _standing(one), one.reason or "",
        )
        for one in needs
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(words.COLUMNS.values()))


def _standing(one: Need) -> str:
    if one.approved is not None:
        return widgets.number(one.approved)
    return words.OPEN_BEFORE.format(n=one.before) if one.before else words.OPEN


def _lines(lines: Sequence[Filled]) -> pd.DataFrame:
    rows = [
        (
            line.need.agency, TYPES[line.need.need_type], line.need.name, line.need.asked, line.need.approved,
            line.running, line.granted, line.left, line.need.note,
        )
        for line in lines
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(words.LIST_COLUMNS))


def _head(one: NeedList) -> str:
    text = words.LIST_MORE if one.supplement else words.LIST_HEAD
    told = text.format(
        number=one.number, paper=one.paper, day=format_date(one.decided_on), supplement=one.supplement
    )  # fmt: skip
    return widgets.plain_text(told)


def _degree(one: Need) -> str:
    found = code_list("qualification").get(one.required_qualification or "")
    return found.label if found else one.required_qualification or ""


def _count(value: int | None) -> str:
    return words.NOT_SAID if value is None else widgets.number(value)


def _files(app: Application, principal: Principal, number: int) -> None:
    with st.container(horizontal=True):
        _file(words.MAKE_DOCX, "docx", f"need_list_{number}_docx", lambda: list_file(app, principal, number, "docx"))
        _file(words.MAKE_XLSX, "xlsx", f"need_list_{number}_xlsx", lambda: list_file(app, principal, number, "xlsx"))


def _file(label: str, kind: str, key: str, make: Callable[[], tuple[str, bytes]]) -> None:
    """A button that makes a file, which is logged, and then the one that takes it."""
    if st.button(label, key=f"{key}_make", icon=":material/description:"):
        name, content = make()
        st.download_button(
            words.TAKE.format(name=name), content, name, mime=export_labels.TYPES.get(kind), key=f"{key}_take",
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip

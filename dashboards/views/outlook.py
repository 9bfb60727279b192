"""For leaders: where each indicator will stand if nothing more is done, how sure that is, and what moves it."""

import streamlit as st

from dashboards import chart_export, population_charts, population_frames, widgets
from dashboards import outlook_labels as words
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.outlook_data import outlook_paths
from dashboards.plan_names import plan_names
from dashboards.snapshot_labels import PLAN
from dashboards.waiting import note, telling_waits
from talentdb.access.principal import Role
from talentdb.indicators.outlook import Outlook, Path
from talentdb.indicators.outlook_words import PARTS, TRIED_ERROR, sentence
from talentdb.indicators.suppression import SMALL
from talentdb.settings import today
from talentdb.text import format_number, format_percent

LAST = 2030
principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.HOME_AFFAIRS)


def points(share: float, *, signed: bool = False) -> str:
    """A difference of shares in points."""
    number = format_number(abs(share) * 100, 1)
    if not signed:
        return number
    return words.POINTS.format(sign="+" if share > 0 else "−" if share < 0 else "", points=number)


def numbers(last: Outlook) -> None:
    """Today, then, and who is missing."""
    if last.projected is None:
        return
    now, then, target, missing = st.columns(4)
    now.metric(words.NOW, words.NO_TARGET if last.now.value is None else format_percent(last.now.value))
    then.metric(words.THEN.format(year=last.year), format_percent(last.projected.value))
    target.metric(
        words.TARGET.format(year=last.year),
        words.NO_TARGET if last.target is None else format_percent(last.target, 0),
    )
    people = last.missing(last.projected.value)
    if people is not None:
        missing.metric(
            words.MISSING, words.PEOPLE.format(n=format_number(people)) if people else words.NOTHING_MISSING
        )


def reasons(path: Path) -> None:
    """What moves the share, and how far off such an outlook was."""
    last = path.points[-1]
    if last.parts is not None:
        st.markdown(f"**{words.PARTS}**")
        widgets.facts({name: points(part, signed=True) for name, part in zip(PARTS, last.parts, strict=True)})
    few = principal.role is Role.LEADER and 0 < last.leaving < SMALL
    if last.leaving:
        st.caption(words.LEAVING_FEW if few else words.LEAVING.format(n=format_number(last.leaving)))
    st.caption(words.NO_ERROR if path.error is None else words.ERROR.format(points=points(path.error)))


def card(path: Path) -> None:
    """One indicator."""
    last = path.points[-1]
    with st.container(border=True):
        st.subheader(last.name)
        st.markdown(widgets.plain_text(sentence(last)))
        if last.projected is None:
            return
        numbers(last)
        picture, why = st.columns([3, 2])
        with picture:
            st.plotly_chart(
                population_charts.path(last.now.value, today().year, path.points),
                config=chart_export.picture_options(f"du-bao-{path.code}"),
                theme=None,
                key=f"path_{path.code}",
                alt=sentence(last),
            )
        with why:
            reasons(path)


st.title(words.PAGE)
st.caption(words.INTRO)
names = plan_names()
left, right = st.columns([3, 1])
chosen = left.selectbox(PLAN, list(names), format_func=names.__getitem__, key="outlook_plan")
years = list(range(today().year, max(LAST, today().year) + 1))
until = right.selectbox(words.UNTIL, years, index=len(years) - 1, key="outlook_until")
said = st.container()
with widgets.telling_errors(), telling_waits():
    found = outlook_paths(current(), principal, chosen, today(), until)
    if not found:
        st.info(words.NONE)
    for one in found:
        if one.points[-1].target is not None:
            card(one)
    without = [one for one in found if one.points[-1].target is None]
    if without:
        with st.expander(words.WITHOUT):
            for one in without:
                st.markdown(f"**{widgets.plain_text(one.points[-1].name)}.** {sentence(one.points[-1])}")
    if found:
        st.caption(words.BENCH.format(points=points(TRIED_ERROR)))
        chart_export.data_button(
            words.DATA, words.INTRO, lambda: population_frames.path_rows(found), key=f"outlook_{chosen}"
        )
with said:
    note()

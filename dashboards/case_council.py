"""The council of a case: who was asked and what came out, asking members; for a member their own form of points."""

from collections.abc import Mapping
from html import escape
from typing import Any, Final

import streamlit as st

from dashboards import case_page_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.case_council_data import Own, ask, candidates, council_of, declare, give_points, own_vote
from dashboards.case_data import CasePage
from dashboards.popovers import close_and_rerun, popover
from talentdb.access.principal import Principal, Role
from talentdb.plans.instruments import Scoring
from talentdb.programmes.council import Reviewer, Tie
from talentdb.programmes.council_labels import STATES
from talentdb.text import format_percent

__all__ = ["council_tab", "score_box"]

_MARKS: Final = {"scored": "good", "asked": "warn", "stepped_back": "", "own_case": "bad", "closed": ""}
_ASKS: Final = (Role.HOME_AFFAIRS, Role.STEWARD)


def council_tab(app: Application, principal: Principal, page: CasePage) -> None:
    """For who reads all cases: the result so far, each member, and asking more of them."""
    case, scoring = page.case, page.standing.instrument.scoring
    if scoring is None:
        return
    least = format_percent(scoring.least)
    if page.score is None:
        st.caption(words.SCORE_NOBODY.format(members=scoring.members, least=least))
    else:
        told = words.SCORE_DONE if page.score.done else words.SCORE_SO_FAR
        st.markdown(
            told.format(
                share=format_percent(float(page.score.share)),
                n=page.score.members,
                members=scoring.members,
                least=least,
            )
        )
    if principal.role in _ASKS and not case.ended:
        _ask_box(app, principal, page)
    # While nobody was asked there is nothing to draw, which the framework takes for a mistake.
    if found := council_of(app, principal, case):
        st.html("".join(_reviewer(one, scoring) for one in found))


def _reviewer(one: Reviewer, scoring: Scoring) -> str:
    inner = _lines(one.conflict or "", _given(one.points, scoring), one.comment)
    mark = f'<span class="mark {_MARKS[one.state]}">{escape(STATES[one.state])}</span>'
    return f'<div class="hit" style="margin-bottom:.7rem"><b>{escape(one.name)}</b> {mark}{inner}</div>'


def _given(points: Mapping[str, Any], scoring: Scoring) -> str:
    return " · ".join(f"{one.name}: {points[one.code]}/{one.most}" for one in scoring.criteria if one.code in points)


def _lines(*lines: str) -> str:
    return "".join(f"<div>{escape(line)}</div>" for line in lines if line)


def _ties(ties: tuple[Tie, ...]) -> str:
    return "; ".join(tie.text for tie in ties)


def _ask_box(app: Application, principal: Principal, page: CasePage) -> None:
    case = page.case
    key = f"case_ask_{case.number}"
    with popover(words.SCORE_ASK, key, icon=":material/group_add:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        found = candidates(app, principal, case)
        if not found:
            st.info(words.SCORE_NO_MEMBERS)
            return
        names = widgets.told_apart({one.account_id: one.name for one in found})
        tied = {one.account_id: ties for one, ties in found.items() if any(tie.weighs for tie in ties)}
        with st.form(f"{key}_form", border=False):
            chosen = st.multiselect(
                words.SCORE_WHOM, list(names), format_func=names.__getitem__, key=f"{key}_who",
                placeholder=words.CHOOSE, select_all=False,
            )  # fmt: skip
            for number, ties in tied.items():
                st.caption(widgets.plain_text(words.SCORE_TIE.format(name=names[number], ties=_ties(ties))))
            despite = bool(tied) and st.checkbox(words.SCORE_DESPITE, key=f"{key}_despite")
            sent = st.form_submit_button(words.SCORE_ASK, type="primary", key=f"{key}_do")
        if sent:
            ask(app, principal, case.number, chosen, tied.keys() if despite else ())
            st.session_state["case_told"] = words.HELD
            close_and_rerun(key)


def score_box(app: Application, principal: Principal, page: CasePage) -> None:
    """A member's own form: points for each criterion, or stepping back; afterwards, what they said."""
    instrument = page.standing.instrument
    scoring = instrument.scoring
    if scoring is None:
        return
    own = own_vote(app, principal, page.case)
    st.subheader(words.SCORE_OWN)
    if own.vote and own.vote.conflict:
        st.info(words.SCORE_STEPPED.format(reason=widgets.plain_text(own.vote.conflict)))
        return
    if not any(step.scored for step in instrument.steps_from(page.case.stage)):
        st.info(words.SCORE_CLOSED if own.vote else words.SCORE_CLOSED_NONE)
        if own.vote:
            st.html(_lines(_given(own.vote.points, scoring), own.vote.comment))
        return
    weighing = tuple(tie for tie in own.ties if tie.weighs)
    if weighing:
        st.warning(words.SCORE_OWN_TIES.format(ties=widgets.plain_text(_ties(weighing))))
    with widgets.telling_errors():
        _points(app, principal, page, scoring, own, is_tied=bool(weighing))
    _step_back(app, principal, page, own)


def _points(
    app: Application, principal: Principal, page: CasePage, scoring: Scoring, own: Own, *, is_tied: bool
) -> None:
    case, version = page.case, own.vote.version if own.vote else 0
    key = f"score_{case.number}_{version}"
    with st.form(f"{key}_form"):
        points = {
            one.code: st.text_input(
                words.SCORE_CRITERION.format(name=one.name, most=one.most), key=f"{key}_{one.code}", max_chars=8,
                value=str(own.vote.points.get(one.code, "")) if own.vote else "",
            )
            for one in scoring.criteria
        }  # fmt: skip
        comment = st.text_area(
            words.SCORE_COMMENT, own.vote.comment if own.vote else "", key=f"{key}_comment", max_chars=4000, height=80
        )
        despite = is_tied and st.checkbox(words.SCORE_OWN_DESPITE, key=f"{key}_despite")
        sent = st.form_submit_button(words.SCORE_SAVE, type="primary", key=f"{key}_do")
    if sent:
        given = {code: value for code, value in points.items() if value.strip()}
        give_points(app, principal, case.number, given, expected=version, comment=comment, despite=despite)
        st.session_state["case_told"] = words.SCORE_SAVED
        st.rerun()


def _step_back(app: Application, principal: Principal, page: CasePage, own: Own) -> None:
    case, key = page.case, f"score_back_{page.case.number}"
    with popover(words.SCORE_BACK, key, icon=":material/back_hand:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form(f"{key}_form", border=False):
            reason = st.text_input(words.SCORE_BACK_WHY, key=f"{key}_why", max_chars=2000)
            sent = st.form_submit_button(words.DO, type="primary", key=f"{key}_do")
        if sent:
            declare(app, principal, case.number, reason, expected=own.vote.version if own.vote else 0)
            st.session_state["case_told"] = words.SCORE_SAVED
            close_and_rerun(key)

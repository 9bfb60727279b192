"""The list of nominations: a card each, what screening found for those who decide, and what can be done next."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from dashboards import export_labels, labels, nomination_forms, widgets
from dashboards import nomination_labels as words
from dashboards.application import Application
from dashboards.nomination_data import screen_them, screenings, workbook
from dashboards.words import Words
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.plans import load_plan
from talentdb.programmes.nomination_labels import STATES
from talentdb.programmes.nominations import Nomination
from talentdb.programmes.nominee import MASKED
from talentdb.programmes.screening import Found, Screening
from talentdb.settings import VIETNAM
from talentdb.text import format_date, format_percent

__all__ = ["listed"]

_PAGE: Final = 12
_TOLD: Final = (
    "birth_date", "sex", "agency_name", "position_title", "qualification", "field_of_training",
    "training_institution", "graduation_grade", "phone", "email", "expertise",
)  # fmt: skip


def listed(app: Application, principal: Principal, found: Sequence[Nomination]) -> None:
    """Counts to choose by, then the cards; what waits first."""
    decides = may(principal, Action.SCREEN)
    groups = {state: [one for one in found if one.state == state] for state in STATES}
    chosen = st.pills(
        words.STATE, [state for state in STATES if groups[state]],
        format_func=lambda state: f"{STATES[state]} ({widgets.number(len(groups[state]))})", key="nomination_state",
        label_visibility="collapsed",
    )  # fmt: skip
    shown = sorted(groups.get(chosen, []) if chosen else found, key=lambda one: (one.state != "open", -one.number))
    if not shown:
        st.info(words.NONE_HERE)
        return
    pages = widgets.paging("nominations", _PAGE, (chosen, len(shown)))
    here = shown[pages.first : pages.first + _PAGE]
    known = screenings(app, principal, [one.number for one in here]) if decides else {}
    if decides:
        _screen_box(app, principal, [one.number for one in here if one.state == "open" and one.number not in known])
    spoken = Words(app)
    for one in here:
        with st.container(border=True, key=f"nomination_{one.number}"):
            _card(spoken, one)
            if decides:
                _screened(known.get(one.number))
            with st.container(horizontal=True):
                _acts(app, principal, one, known.get(one.number))
    pages.picker(len(shown))
    if may(principal, Action.EXPORT):
        _export(app, principal)


def _card(spoken: Words, one: Nomination) -> None:
    instrument = load_plan(one.plan).instrument(one.instrument)
    mark = f'<span class="mark {words.STATE_MARKS[one.state]}">{escape(STATES[one.state])}</span>'
    name = instrument.name if instrument else one.instrument
    if instrument and one.group:
        name = f"{name} · {instrument.groups.get(one.group, one.group)}"
    line = words.LINE.format(
        instrument=name, who=one.agency or one.nominator,
        day=format_date(one.nominated_at.astimezone(VIETNAM).date()),
    )  # fmt: skip
    head = escape(words.HEAD.format(number=one.number, name=one.full_name))
    st.html(
        f'<div class="hit"><b>{head}</b> {mark}<div class="quiet">{escape(line)}</div>'
        f"<div>{escape(one.reason)}</div></div>"
    )
    told = {labels.FIELD[name]: spoken.of(name, one.values[name], one.values) for name in _TOLD if name in one.values}
    if MASKED in one.values:
        told[labels.FIELD["national_id"]] = str(one.values[MASKED])
    if one.referrer:
        told[words.BY_REFERRER] = one.referrer
    if one.decision and one.decision.act != "accepted":
        told[words.DECIDED] = words.DECISION.format(state=STATES[one.state], reason=one.decision.reason)
    elif one.decision:
        told[words.DECIDED] = words.CASE.format(case=one.decision.case)
    widgets.facts(told)


def _screened(last: Screening | None) -> None:
    if last is None:
        st.caption(words.NOT_SCREENED)
        return
    lines = [_person(one) for one in last.persons]
    if last.nominations:
        numbers = ", ".join(f"{one.number} ({STATES[one.state].lower()})" for one in last.nominations)
        lines.append(f"<b>{escape(words.ALIKE.format(numbers=numbers))}</b>")
    body = "".join(f"<li>{line}</li>" for line in lines)
    st.html(f"<ul>{body}</ul>" if body else f'<div class="quiet">{escape(words.NOBODY)}</div>')


def _person(one: Found) -> str:
    sure = one.decision == "merge"
    name = (words.IS if sure else words.MAY_BE).format(name=one.full_name)
    told = words.EVIDENCE.format(score=format_percent(one.score, 0), evidence="; ".join(one.evidence[:4]))
    cases = ", ".join(
        words.ONE_CASE.format(number=case.number, state=words.ENDED if case.ended else words.RUNNING)
        for case in one.cases
    )
    link = f'<a href="/profile?person={one.person_id}" target="_self">{escape(name)}</a>'
    tail = f" · {escape(words.CASES.format(cases=cases))}" if cases else ""
    return f'<b>{link}</b> <span class="quiet">{escape(told)}</span>{tail}'


def _screen_box(app: Application, principal: Principal, numbers: Sequence[int]) -> None:
    if numbers and st.button(
        words.SCREEN_ALL.format(n=len(numbers)), key="nomination_screen_all", icon=":material/search_check:"
    ):
        st.session_state["nomination_told"] = words.SCREENED.format(n=screen_them(app, principal, numbers))
        st.rerun()


def _acts(app: Application, principal: Principal, one: Nomination, last: Screening | None) -> None:
    """What this reader may do with it as it stands."""
    if one.state != "open":
        return
    if may(principal, Action.SCREEN):
        with widgets.telling_errors():
            if st.button(words.SCREEN, key=f"nomination_screen_{one.number}", icon=":material/search_check:"):
                st.session_state["nomination_told"] = words.SCREENED.format(
                    n=screen_them(app, principal, [one.number])
                )
                st.rerun()
        if last is not None:
            nomination_forms.accept_box(app, principal, one, last)
        nomination_forms.reason_box(app, principal, one, "refuse")
    if one.account_id is not None and one.account_id == principal.account_id:
        nomination_forms.reason_box(app, principal, one, "withdraw")


def _export(app: Application, principal: Principal) -> None:
    if st.button(words.MAKE, key="nominations_make", icon=":material/description:"):
        name, content = workbook(app, principal)
        st.download_button(
            words.TAKE.format(name=name), content, name, mime=export_labels.TYPES["xlsx"], key="nominations_take",
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip

"""Opening a case: under which instrument, about whom, for which approved need. Asks; the service decides."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboards import case_page_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.case_data import needs_to_fill, open_new, waiting_nominations
from dashboards.case_prefill import arrive, prefilled
from dashboards.council_data import hits
from dashboards.pages import pages_of
from dashboards.plan_names import plan_names
from dashboards.popovers import close_and_rerun, popover
from dashboards.register_data import bodies
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may
from talentdb.plans import Plan, load_plan
from talentdb.plans.instruments import Instrument
from talentdb.programmes.need_list import Filled

__all__ = ["new_case", "person_box"]

_KEY: Final = "case_new"
_SHOWN: Final = 20
_NAMED: Final = 5
_ROLES: Final = {Role.AGENCY: {"agency", "lead"}}


def new_case(app: Application, principal: Principal) -> None:
    """The button that opens to the form, for who opens cases of any instrument."""
    plans = {code: load_plan(code) for code in plan_names()}
    offered = {code: kinds for code, plan in plans.items() if (kinds := _offered(plan, principal))}
    if not offered:
        return
    arrive(app, principal, _KEY)
    with popover(words.NEW, _KEY, icon=":material/add:", type="primary") as is_open, widgets.telling_errors():
        if not is_open:
            return
        names = {code: name for code, name in plan_names().items() if code in offered}
        code = st.selectbox(words.NEW_PLAN, list(names), format_func=names.__getitem__, key="case_new_plan")
        told = widgets.told_apart({one.code: one.name for one in offered[code]})
        kind = st.selectbox(words.NEW_KIND, list(told), format_func=told.__getitem__, key=f"case_new_kind_{code}")
        instrument = next(one for one in offered[code] if one.code == kind)
        _nominated(app, principal, plans[code], instrument)
        if instrument.without_nomination == "never":
            return
        person, given = None, prefilled(code, kind)
        if given is not None and given.person is not None:
            st.info(words.NEW_PERSON_ASKED.format(number=given.person[0], name=given.person[1]))
            person = given.person
        elif instrument.subject == "person" and may(principal, Action.SEARCH):
            person = person_box(app, principal, "case_new")
        _form(app, principal, plans[code], instrument, person)


def _nominated(app: Application, principal: Principal, plan: Plan, instrument: Instrument) -> None:
    """Who waits for a case by a nomination, and where one is accepted."""
    if not instrument.nominated:
        return
    st.caption(words.NEW_NOMINATION[instrument.without_nomination])
    waiting = waiting_nominations(app, principal, plan, instrument)
    if waiting:
        names = ", ".join(one.full_name for one in waiting[:_NAMED])
        if len(waiting) > _NAMED:
            names = words.NEW_NOMINEES_MORE.format(names=names, n=widgets.number(len(waiting) - _NAMED))
        st.markdown(widgets.plain_text(words.NEW_NOMINEES.format(n=widgets.number(len(waiting)), names=names)))
    if "nominations" in {page.key for page in pages_of(principal.role)}:
        st.page_link("views/nominations.py", label=words.NEW_TO_NOMINATIONS, icon=":material/arrow_forward:")


def _offered(plan: Plan, principal: Principal) -> list[Instrument]:
    actors = _ROLES.get(principal.role, {principal.role.value})
    return [one for one in plan.instruments if set(one.opened_by) & actors]


def person_box(app: Application, principal: Principal, key: str) -> tuple[int, str] | None:
    """A search for a person and who was chosen of those found: number and name."""
    asked = st.text_input(words.NEW_WHO, key=f"{key}_find", placeholder=words.NEW_WHO_HINT, max_chars=200).strip()
    if not asked:
        return None
    found = {hit["person_id"]: hit for hit in hits(app, principal, asked, _SHOWN)}
    if not found:
        st.info(words.NOBODY_FOUND)
        return None
    told = widgets.told_apart({
        number: " · ".join(part for part in (hit["full_name"], widgets.post_line(hit)) if part)
        for number, hit in found.items()
    })  # fmt: skip
    number = st.selectbox(
        words.NEW_CHOSEN, [None, *told], format_func=lambda one: told.get(one, words.NEW_NOBODY), key=f"{key}_person",
        index=1,
    )  # fmt: skip
    return None if number is None else (number, found[number]["full_name"])


def _form(
    app: Application, principal: Principal, plan: Plan, instrument: Instrument, person: tuple[int, str] | None
) -> None:
    needs = needs_to_fill(app, principal, plan, instrument)
    hint = words.NEW_TITLE_BODY_HINT if instrument.subject == "body" else words.NEW_TITLE_HINT
    with st.form("case_new_form", border=False):
        title = st.text_input(
            words.NEW_TITLE, key="case_new_title", max_chars=300,
            placeholder=words.NEW_TITLE_EMPTY if person else hint,
        )  # fmt: skip
        need = _need_box(needs)
        body = None
        if principal.role is not Role.AGENCY:
            named = widgets.told_apart(bodies(app, principal))
            body = st.selectbox(
                words.BODY, list(named), index=None, format_func=named.__getitem__, key="case_new_body",
                placeholder=words.CHOOSE,
            )  # fmt: skip
        reason = st.text_input(words.NEW_REASON, key="case_new_reason", max_chars=500)
        sent = st.form_submit_button(words.NEW, type="primary", key="case_new_save")
    if sent:
        chosen = next((one for one in needs if one.need.number == need), None)
        number = open_new(
            app, principal, plan, instrument.code,
            {
                "title": title.strip() or (person[1] if person else ""), "person_id": person[0] if person else None,
                "agency_id": body or (chosen.need.agency_id if chosen else None), "approved_need_id": need,
                "reason": reason,
            },
        )  # fmt: skip
        st.session_state["case_told"] = words.NEW_OPENED.format(number=number)
        st.session_state["case_opened"] = number
        close_and_rerun(_KEY)


def _need_box(needs: Sequence[Filled]) -> int | None:
    if not needs:
        return None
    if st.session_state.get("case_new_need") not in (None, *(one.need.number for one in needs)):
        st.session_state["case_new_need"] = None
    told = widgets.told_apart({
        one.need.number: words.NEW_NEED_OPTION.format(
            name=one.need.name, agency=one.need.agency, year=one.need.year, left=one.left
        )
        for one in needs
    })  # fmt: skip
    return st.selectbox(
        words.NEW_NEED, [None, *told], format_func=lambda one: told.get(one, words.NEW_NO_NEED), key="case_new_need"
    )

"""The forms of the page of nominations: one person, a whole list, and what is decided on one."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboards import labels, widgets
from dashboards import nomination_labels as words
from dashboards.application import Application
from dashboards.nomination_data import accept, import_list, nominate_one, open_instruments, refuse, withdraw
from dashboards.popovers import close_and_rerun, popover
from dashboards.register_data import bodies
from ingest.nominations import Batch, Imported
from talentdb.access.principal import Principal
from talentdb.codes import code_list
from talentdb.plans import Plan
from talentdb.plans.instruments import Instrument
from talentdb.programmes.nominations import Nomination
from talentdb.programmes.screening import Screening

__all__ = ["accept_box", "list_box", "list_told", "one_box", "reason_box"]

_READ: Final = "nominations_read_last"

_TEXTS: Final = (
    "birth_date", "national_id", "agency_name", "position_title", "field_of_training", "training_institution",
    "phone", "email", "expertise",
)  # fmt: skip
_CODES: Final = {"sex": "sex", "qualification": "qualification"}
_TYPES: Final = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv")


def _choice(key: str) -> tuple[Plan, Instrument, str | None]:
    """The instrument and the group of talents; outside of the form, since the groups follow the instrument."""
    there = {(plan.code, one.code): (plan, one) for plan, one in open_instruments()}
    named = {
        code: words.INSTRUMENT_CHOICE.format(plan=plan.short, name=one.name) for code, (plan, one) in there.items()
    }
    plan, found = there[
        st.selectbox(words.INSTRUMENT, list(there), format_func=named.__getitem__, key=f"{key}_instrument")
    ]
    group = None
    if found.groups:
        group = st.selectbox(
            words.GROUP, list(found.groups), format_func=found.groups.__getitem__, key=f"{key}_group_{found.code}"
        )
    return plan, found, group


def _by(principal: Principal, key: str) -> dict[str, str]:
    """Why, by whom, and who recommended."""
    return {
        "reason": st.text_area(words.REASON, key=f"{key}_reason", max_chars=4000, height=90),
        "nominator": st.text_input(words.NOMINATOR, principal.display_name, key=f"{key}_by", max_chars=200),
        "referrer": st.text_input(words.REFERRER, key=f"{key}_referrer", max_chars=200),
    }


def one_box(app: Application, principal: Principal) -> None:
    """One person, typed."""
    with popover(words.NEW, "nomination_new", icon=":material/person_add:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        plan, instrument, group = _choice("nomination")
        st.caption(words.PRIVACY)
        with st.form("nomination_form", border=False):
            typed = _typed()
            given: dict[str, Any] = {**_by(principal, "nomination"), "group": group}
            given["is_own"] = st.checkbox(words.OWN, key="nomination_own")
            sent = st.form_submit_button(words.SEND, type="primary", key="nomination_send")
        if sent:
            number = nominate_one(app, principal, plan, instrument.code, typed, given)
            st.session_state["nomination_told"] = words.SENT.format(number=number)
            close_and_rerun("nomination_new")


def _typed() -> dict[str, Any]:
    typed: dict[str, Any] = {
        "full_name": st.text_input(f"{labels.FIELD['full_name']} *", key="nominee_full_name", max_chars=200)
    }
    columns = st.columns(2)
    for number, (name, codes) in enumerate(_CODES.items()):
        named = {"": "—", **{code.code: code.label for code in code_list(codes).codes}}
        typed[name] = columns[number % 2].selectbox(
            labels.FIELD[name], list(named), format_func=named.__getitem__, key=f"nominee_{name}"
        )
    for number, name in enumerate(_TEXTS):
        typed[name] = columns[number % 2].text_input(
            labels.FIELD[name], key=f"nominee_{name}", max_chars=500,
            placeholder=words.BIRTH_HINT if name == "birth_date" else None,
        )  # fmt: skip
    return typed


def list_box(app: Application, principal: Principal) -> None:
    """A whole list, from a workbook of any layout."""
    with popover(words.NEW_LIST, "nomination_list", icon=":material/upload_file:") as is_open:
        if not is_open:
            return
        with widgets.telling_errors():
            plan, instrument, group = _choice("nominations")
            st.caption(words.FILE_HELP)
            file = st.file_uploader(words.FILE, type=list(_TYPES), key="nominations_file")
            by = _by(principal, "nominations")
            if st.button(words.READ, type="primary", key="nominations_read", disabled=file is None) and file:
                batch = Batch(plan, instrument.code, group, by["reason"], by["nominator"], by["referrer"])
                st.session_state[_READ] = import_list(app, principal, file.name, file.getvalue(), batch)
                close_and_rerun("nomination_list")


def list_told() -> None:
    """What became of the list read last, row by row where something is to be done; until something else is told."""
    found: Imported | None = st.session_state.get(_READ)
    if found is None:
        return
    if "nomination_told" in st.session_state:
        del st.session_state[_READ]
        return
    count = {state: widgets.number(found.count(state)) for state in ("made", "before", "wrong")}
    st.success(words.READ_DONE.format(**count), icon=":material/task_alt:")
    rows = [(row.sheet, row.cell or str(row.row), row.full_name, row.message) for row in found.rows if row.state in
            ("wrong", "same")]  # fmt: skip
    rows += [(sheet, cell, "", message) for sheet, cell, message in found.warnings]
    if rows:
        widgets.table(pd.DataFrame(rows, columns=list(words.ROW_COLUMNS)))


def accept_box(app: Application, principal: Principal, one: Nomination, last: Screening) -> None:
    """Accept it: who it is, under which body."""
    key = f"nomination_accept_{one.number}"
    with popover(words.ACCEPT, key, icon=":material/check:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        people = {person.person_id: f"{person.full_name} ({person.person_id})" for person in last.persons}
        named = widgets.told_apart(bodies(app, principal))
        sure = last.certain.person_id if last.certain else None
        with st.form(f"{key}_form", border=False):
            options = [None, *people]
            person = st.radio(
                words.WHO, options, index=options.index(sure), key=f"{key}_who",
                format_func=lambda number: people.get(number, words.SOMEBODY_NEW),
            )  # fmt: skip
            order = list(named)
            body = st.selectbox(
                words.BODY, order, index=order.index(one.agency_id) if one.agency_id in order else None,
                format_func=named.__getitem__, key=f"{key}_body", placeholder=words.NO_CHOICE,
            )  # fmt: skip
            reason = st.text_input(words.WHY_STILL, key=f"{key}_reason", max_chars=1000)
            sent = st.form_submit_button(words.ACCEPT, type="primary", key=f"{key}_send")
        if sent:
            made = accept(app, principal, one.number, person_id=person, agency_id=body, reason=reason)
            case = made.decision.case if made.decision else ""
            st.session_state["nomination_told"] = words.ACCEPTED.format(case=case)
            close_and_rerun(key)


def reason_box(app: Application, principal: Principal, one: Nomination, act: str) -> None:
    """Refuse or withdraw it, with the reason."""
    head, ask, told, do, icon = {
        "refuse": (words.REFUSE, words.REFUSE_REASON, words.REFUSED, refuse, ":material/block:"),
        "withdraw": (words.WITHDRAW, words.WITHDRAW_REASON, words.WITHDRAWN, withdraw, ":material/undo:"),
    }[act]
    key = f"nomination_{act}_{one.number}"
    with popover(head, key, icon=icon) as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form(f"{key}_form", border=False):
            reason = st.text_area(ask, key=f"{key}_reason", max_chars=2000, height=80)
            sent = st.form_submit_button(head, type="primary", key=f"{key}_send")
        if sent:
            do(app, principal, one.number, reason)
            st.session_state["nomination_told"] = told
            close_and_rerun(key)

"""The form of one new account. Makes it by `accounts_data`."""

import streamlit as st

from dashboards import administration_labels, labels, widgets
from dashboards.accounts_data import add_account
from dashboards.application import current
from dashboards.data import agency_options
from talentdb.access.accounts import OF_BODY
from talentdb.access.principal import Principal, Role

__all__ = ["add_form"]


def add_form(principal: Principal) -> None:
    """A new account. A new key after each success gives an empty form; after an error everything typed stays."""
    turn = st.session_state.setdefault("account_turn", 0)
    agencies = widgets.told_apart(agency_options(current(), principal))
    with st.form(f"add_account_{turn}"):
        st.subheader(administration_labels.ADD_ACCOUNT)
        login = st.text_input(labels.LOGIN, key=f"new_login_{turn}", placeholder=administration_labels.EXAMPLE_LOGIN)
        name = st.text_input(administration_labels.DISPLAY_NAME, key=f"new_display_name_{turn}")
        role = st.selectbox(
            labels.ROLE_LABEL,
            [r for r in Role if r in labels.ASSIGNABLE_ROLES],
            format_func=labels.ROLE.__getitem__,
            key=f"new_role_{turn}",
        )
        agency = st.selectbox(
            administration_labels.AGENCY_OF_ACCOUNT,
            [None, *agencies],
            format_func=lambda key: "—" if key is None else agencies[key],
            key=f"new_agency_{turn}",
        )
        person = st.number_input(
            administration_labels.PERSON_OF_ACCOUNT,
            min_value=1,
            value=None,
            step=1,
            help=administration_labels.PERSON_OF_ACCOUNT_HELP,
            key=f"new_person_{turn}",
        )
        password = st.text_input(
            labels.FIRST_PASSWORD, type="password", help=administration_labels.PASSWORD_RULE, key=f"new_first_{turn}"
        )
        if not st.form_submit_button(labels.ADD, type="primary"):
            return
        with widgets.telling_errors():
            add_account(
                current(),
                principal,
                login=login,
                password=password,
                role=role,
                display_name=name,
                agency_id=agency if role in OF_BODY else None,
                person_id=person if role is Role.COUNCIL_MEMBER else None,
            )
            st.session_state["account_turn"] = turn + 1
            st.session_state["account_message"] = administration_labels.ACCOUNT_ADDED.format(
                login=login.strip().lower()
            )
            st.rerun()

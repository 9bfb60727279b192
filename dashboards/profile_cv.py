"""The printed CV on the page of a person: asks what for, makes the document, offers it. Rights are checked below."""

import streamlit as st

from dashboards import profile_labels as words
from dashboards import widgets
from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.people.cv_source import cv_file_name, scientific_cv

__all__ = ["cv_box", "make_cv"]


def make_cv(application: Application, principal: Principal, person_id: int, purpose: str) -> tuple[str, bytes]:
    """File name and content of the CV; logged with its purpose.

    Raises: ForbiddenError; UsageError without a purpose; NotFoundError.
    """
    with unit_of_work(application.engine, principal) as connection:
        name, document = scientific_cv(connection, principal, person_id, purpose=purpose)
    return cv_file_name(name), document


def cv_box(application: Application, principal: Principal, person_id: int) -> None:
    """A button that opens to the purpose and then to the file; nothing for a role that takes nothing out."""
    if not may(principal, Action.EXPORT):
        return
    key = f"cv_{person_id}"
    with st.popover(words.CV, icon=":material/description:"):
        st.caption(words.CV_HELP)
        with st.form(f"{key}_form", border=False):
            purpose = st.text_input(words.PURPOSE, key=f"{key}_purpose", placeholder=words.PURPOSE_HINT)
            asked = st.form_submit_button(words.CV_MAKE)
        if asked:
            st.session_state.pop(key, None)
            with widgets.telling_errors():
                st.session_state[key] = make_cv(application, principal, person_id, purpose)
        if key in st.session_state:
            name, document = st.session_state[key]
            st.download_button(
                words.CV_READY.format(name=name), document, file_name=name, mime=words.DOCX_TYPE,
                key=f"{key}_download", icon=":material/download:", on_click="ignore",
            )  # fmt: skip

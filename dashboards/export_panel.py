"""The panel that exports what a search shows: purpose, format, columns, progress, and the file to take.

Asks and draws; what goes out is decided and logged below.
"""

from collections.abc import Sequence

import streamlit as st

from dashboards import export_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.export_data import Asked, Exported, column_labels, export_file
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.services.locked_file import new_password
from talentdb.text import format_number

__all__ = ["export_panel", "show_password"]

_KEY = "export_made"


def export_panel(
    application: Application,
    principal: Principal,
    query: str,
    filters: Sequence[tuple[str, str]],
    *,
    plain: Sequence[str] = (),
    as_words: bool = False,
) -> None:
    """A button that opens to the panel; nothing for a role that takes nothing out.

    Args:
        query, filters, plain, as_words: of the search that is shown.
    """
    if not may(principal, Action.EXPORT):
        return
    with st.popover(words.TITLE, icon=":material/download:"):
        st.caption(words.HELP)
        place, offered = st.empty(), st.container()
        with place.container():
            asked = _form(principal, query, filters, plain, as_words)
        if asked is not None:
            st.session_state.pop(_KEY, None)
            with widgets.telling_errors():
                st.session_state[_KEY] = (
                    _question(query, filters, plain, as_words),
                    _made(application, principal, asked),
                    asked.password,
                )
                # What was made takes the place of the form: below it the password would lie out of sight.
                place.empty()
        with offered:
            _offer(_question(query, filters, plain, as_words))


def show_password(password: str) -> None:
    """The password of a file that was just made, and how it goes to whoever gets the file. It is kept nowhere."""
    st.warning(words.LOCKED_TOLD, icon=":material/key:")
    st.code(password, language=None)


def _question(
    query: str, filters: Sequence[tuple[str, str]], plain: Sequence[str], as_words: bool
) -> tuple[object, ...]:
    """What a file was made for; a file of another question is not offered."""
    return query, tuple(filters), tuple(plain), as_words


def _form(
    principal: Principal, query: str, filters: Sequence[tuple[str, str]], plain: Sequence[str], as_words: bool
) -> Asked | None:
    """What was asked for, when the button was pressed."""
    known = column_labels(principal)
    with st.form("export_form", border=False):
        purpose = st.text_input(words.PURPOSE, key="export_purpose", placeholder=words.PURPOSE_HINT)
        kind = st.selectbox(
            words.FORMAT, list(words.FORMATS), format_func=words.FORMATS.__getitem__, key="export_kind"
        )
        columns = st.multiselect(
            words.COLUMNS, list(known), format_func=known.__getitem__, key="export_columns",
            placeholder=words.COLUMNS_HINT, select_all=False,
        )  # fmt: skip
        lock = st.checkbox(words.LOCK, value=True, key="export_lock", help=words.LOCK_HELP)
        if not st.form_submit_button(words.MAKE, type="primary"):
            return None
    password = new_password() if lock else ""
    return Asked(query, tuple(filters), kind, purpose.strip(), tuple(columns), tuple(plain), as_words, password)


def _made(application: Application, principal: Principal, asked: Asked) -> Exported:
    """The file, with a bar while it is written."""
    bar = st.progress(0.0)

    def step(done: int, total: int) -> None:
        told = words.PROGRESS.format(done=format_number(done), total=format_number(total))
        bar.progress(done / total if total else 1.0, told)

    try:
        return export_file(application, principal, asked, step)
    finally:
        bar.empty()


def _offer(question: tuple[object, ...]) -> None:
    made_for, made, password = st.session_state.get(_KEY, (None, None, ""))
    if made is None or made_for != question:
        return
    if made.left_out:
        st.warning(made.left_out)
    if not made.rows:
        st.info(words.NOBODY)
        return
    st.download_button(
        words.READY.format(name=made.name), data=made.content, file_name=made.name,
        mime=words.TYPES[made.name.rpartition(".")[2]], key="export_download", icon=":material/download:",
        on_click="ignore",
    )  # fmt: skip
    if made.locked:
        show_password(password)
    st.caption(words.DONE.format(n=format_number(made.rows)))

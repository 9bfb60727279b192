"""The box that makes a file of a list of commitments or money: made when asked for, because each making is logged."""

from collections.abc import Collection

import streamlit as st

from dashboards import export_labels, widgets
from dashboards import money_page_labels as words
from dashboards.application import Application
from dashboards.money_data import money_file
from dashboards.popovers import popover
from talentdb.access.principal import Principal
from talentdb.programmes.money_export import may_export

__all__ = ["export_box"]


def export_box(
    app: Application, principal: Principal, what: str, plan: str | None = None,
    *, cases: Collection[int] | None = None, year: int | None = None,
) -> None:  # fmt: skip
    """A button that opens to the choice of a format; nothing for who takes nothing out.

    Args:
        cases: those of the list that is shown, where the reader narrowed it; year: of the budget that is shown.
    """
    if not may_export(principal):
        return
    key = f"export_{what}"
    with popover(words.EXPORT, key, icon=":material/download:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        st.caption(words.EXPORT_HELP)
        kind = st.radio(
            words.EXPORT_FORMAT, list(words.FORMATS), format_func=words.FORMATS.__getitem__, horizontal=True,
            key=f"{key}_kind",
        )  # fmt: skip
        if st.button(words.EXPORT_MAKE, key=f"{key}_make", type="primary"):
            name, content = money_file(app, principal, what, kind, plan, cases=cases, year=year)
            st.download_button(
                words.EXPORT_TAKE.format(name=name), content, name, mime=export_labels.TYPES[kind],
                key=f"{key}_take", on_click="ignore", icon=":material/download:",
            )  # fmt: skip

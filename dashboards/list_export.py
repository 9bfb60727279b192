"""The button that takes a list of a page along as a workbook: the rows as they are shown, made when it is pressed."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboards import export_labels as words
from dashboards.application import Application
from dashboards.frames import plain_cell
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.reporting.shown_list import list_workbook, may_take
from talentdb.settings import today

__all__ = ["list_button", "list_file"]


def list_button(
    app: Application, principal: Principal, what: str, made: Callable[[], pd.DataFrame], key: str = ""
) -> None:
    """The button; nothing for who takes nothing out.

    Args:
        what: key of shown_list_labels.TITLES; made: gives all rows of the list, those of other pages of it too.
        key: tells lists of one kind on one page apart.
    """
    if not may_take(principal):
        return
    st.download_button(
        words.LIST, data=lambda: list_file(app, principal, what, made()),
        file_name=words.LIST_FILE.format(what=words.LIST_NAMES[what], day=today().isoformat()),
        mime=words.TYPES["xlsx"], key=f"list_export_{what}_{key}", icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def list_file(app: Application, principal: Principal, what: str, frame: pd.DataFrame) -> bytes:
    """The list as a workbook; its making is logged. Raises: ForbiddenError."""
    rows = [tuple(plain_cell(cell) for cell in row) for row in frame.itertuples(index=False, name=None)]
    with unit_of_work(app.engine, principal) as connection:
        return list_workbook(connection, principal, what, list(map(str, frame.columns)), rows)

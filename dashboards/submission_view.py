"""One submission as the agency and the steward see it: what was understood, problems by cell, difference, history."""

from typing import Any

import streamlit as st

from dashboards import labels
from dashboards.application import Application
from dashboards.intake import SubmissionPage, annotated_copy, submission_page
from talentdb.access.principal import Principal
from talentdb.text import format_date, format_number

__all__ = ["show"]

_MAX_ROWS = 2000


def show(application: Application, principal: Principal, submission_id: int) -> str:
    """Draw the submission; gives its state, so that the caller can offer what is possible."""
    page = submission_page(application, principal, submission_id)
    _headline(page)
    names = [
        labels.TAB_UNDERSTOOD,
        labels.TAB_PROBLEMS.format(n=format_number(len(page.problems))),
        labels.TAB_DIFFERENCE,
        labels.TAB_RECORDS,
        labels.TAB_HISTORY,
    ]
    understood, problems, difference, records, history = st.tabs(names)
    with understood:
        _understood(page)
    with problems:
        _problems(application, principal, page)
    with difference:
        _difference(page)
    with records:
        st.dataframe(page.records.head(_MAX_ROWS), width="stretch", hide_index=True)
    with history:
        st.dataframe(page.events, width="stretch", hide_index=True)
    return page.state


def _headline(page: SubmissionPage) -> None:
    st.subheader(f"{page.file_name}")
    st.caption(
        labels.SUBMISSION_LINE.format(
            receipt=page.receipt,
            agency=page.agency_name,
            day=format_date(page.as_of),
            state=labels.SUBMISSION_STATE[page.state],
        )
    )
    if page.reason:
        st.warning(labels.RETURN_REASON.format(reason=page.reason))
    one, two, three, four = st.columns(4)
    one.metric(labels.N_RECORDS, format_number(page.n_records - page.n_refused))
    two.metric(labels.N_REFUSED, format_number(page.n_refused))
    three.metric(labels.N_ERRORS, format_number(page.n_errors))
    four.metric(labels.N_WARNINGS, format_number(page.n_warnings))


def _understood(page: SubmissionPage) -> None:
    for table in page.tables:
        st.markdown(
            labels.TABLE_LINE.format(
                sheet=table.sheet, first=table.first_row, last=table.last_row, n=format_number(table.n_records)
            )
        )
        st.dataframe(table.columns, width="stretch", hide_index=True)
    for line in page.left_out:
        st.caption(line)


def _problems(application: Application, principal: Principal, page: SubmissionPage) -> None:
    if page.problems.empty:
        st.success(labels.NO_PROBLEMS)
        return
    st.dataframe(page.problems.head(_MAX_ROWS), width="stretch", hide_index=True, column_config=_wide(labels.MESSAGE))
    if page.origin == "workbook":
        st.download_button(
            labels.ANNOTATED,
            data=lambda: annotated_copy(application, principal, page.submission_id),
            file_name=f"{page.receipt}.xlsx",
            key=f"annotated_{page.submission_id}",
            icon=":material/download:",
            help=labels.ANNOTATED_HELP,
            on_click="ignore",
        )


def _wide(name: str) -> dict[str, Any]:
    return {name: st.column_config.TextColumn(name, width="large")}


def _difference(page: SubmissionPage) -> None:
    if page.difference is None:
        st.info(labels.NO_DIFFERENCE)
        return
    counts = page.difference.counts
    for column, (kind, words) in zip(st.columns(len(labels.DIFFERENCE)), labels.DIFFERENCE.items(), strict=True):
        column.metric(words, format_number(counts.get(kind, 0)))
    for kind, frame in page.difference.frames.items():
        if not frame.empty:
            with st.expander(f"{labels.DIFFERENCE[kind]} ({format_number(len(frame))})"):
                st.dataframe(frame.head(_MAX_ROWS), width="stretch", hide_index=True)

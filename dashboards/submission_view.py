"""One submission as the agency and the steward see it: what was understood, problems by cell, difference, history."""

import streamlit as st

from dashboards import labels, problem_actions, understood_view, widgets
from dashboards.application import Application
from dashboards.intake import SubmissionPage, annotated_copy, submission_page, submit_draft, withdraw_draft
from dashboards.replaced import tell_once
from dashboards.sheet_data import original
from talentdb.access.principal import Principal, Role
from talentdb.text import format_date, format_number

__all__ = ["chosen_submission", "draft_actions", "show"]

_PAGE_SIZE = 50
_MAX_ROWS = 200


def chosen_submission() -> int | None:
    """The submission that the address names."""
    wanted = st.query_params.get("submission", "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < 18 else None


def show(application: Application, principal: Principal, submission_id: int) -> SubmissionPage:
    """Draw the submission; gives it, so that the caller can offer what its state allows."""
    page = submission_page(application, principal, submission_id)
    own = principal.role is Role.AGENCY
    _headline(page)
    # right above the tabs: who pressed a button there sees it without scrolling
    tell_once()
    names = [
        labels.TAB_PROBLEMS.format(n=format_number(len(page.problems))),
        labels.TAB_UNDERSTOOD,
        labels.TAB_DIFFERENCE,
        labels.TAB_RECORDS if page.of_people else labels.TAB_ROWS,
        labels.TAB_HISTORY,
    ]
    opened = st.session_state.pop("open_tab", "")
    tabs = st.tabs(names, default=opened if opened in names else None, key=f"tabs_{page.submission_id}")
    problems, understood, difference, records, history = tabs
    with problems:
        _problems(application, principal, page, answers=own and page.state == "draft")
        _answered(page)
    with understood:
        understood_view.show(application, principal, page, correctable=own and page.state == "draft")
    with difference:
        _difference(page)
    with records:
        widgets.wide_table(page.records, key=f"records_{page.submission_id}")
    with history:
        widgets.table(page.events)
    return page


def draft_actions(application: Application, principal: Principal, page: SubmissionPage) -> None:
    """Hand a draft in, or leave it aside; nothing for other states."""
    if page.state != "draft":
        return
    st.info(labels.LOOK_THEN_SUBMIT, icon=":material/info:")
    with st.container(horizontal=True), widgets.telling_errors():
        if st.button(labels.SUBMIT, type="primary", key=f"submit_{page.submission_id}", icon=":material/send:"):
            submit_draft(application, principal, page.submission_id)
            st.session_state.setdefault("receipts", []).append(page.receipt)
            st.rerun()
        if st.button(labels.DISCARD, key=f"discard_{page.submission_id}"):
            withdraw_draft(application, principal, page.submission_id)
            st.session_state.pop("drafts", None)
            st.rerun()


def _headline(page: SubmissionPage) -> None:
    st.subheader(page.file_name or page.receipt)
    st.caption(
        labels.SUBMISSION_LINE.format(
            receipt=page.receipt,
            agency=page.agency_name,
            day=format_date(page.as_of),
            state=labels.SUBMISSION_STATE[page.state],
        )
    )
    if page.reason:
        st.warning(labels.RETURN_REASON.format(reason=page.reason), icon=":material/undo:")
    numbers = {
        labels.N_RECORDS if page.of_people else labels.N_ROWS: page.n_records - page.n_refused,
        labels.N_REFUSED: page.n_refused,
        labels.N_ERRORS: page.n_errors,
        labels.N_WARNINGS: page.n_warnings,
    }
    with st.container(horizontal=True, gap="medium"):
        for words, count in numbers.items():
            st.metric(words, format_number(count), width="content")


def _files(application: Application, principal: Principal, page: SubmissionPage) -> None:
    """The file with its problems marked, and the file with the suggestions that were taken over."""
    if page.origin != "workbook":
        return
    mended = page.understanding.get("mended", 0)
    with st.container(horizontal=True):
        if mended:
            st.download_button(
                labels.MENDED.format(n=format_number(mended)),
                data=lambda: original(application, principal, page.submission_id)[1],
                file_name=page.file_name,
                key=f"mended_{page.submission_id}",
                icon=":material/task:",
                on_click="ignore",
            )
        if not page.problems.empty:
            st.download_button(
                labels.ANNOTATED,
                data=lambda: annotated_copy(application, principal, page.submission_id),
                file_name=f"{page.receipt}.xlsx",
                key=f"annotated_{page.submission_id}",
                icon=":material/download:",
                help=labels.ANNOTATED_HELP,
                on_click="ignore",
            )


def _answered(page: SubmissionPage) -> None:
    """What the sender said to be right."""
    confirmed = page.confirmed
    if not confirmed.empty:
        with st.expander(labels.CONFIRMED.format(n=format_number(len(confirmed))), icon=":material/check:"):
            widgets.table(confirmed.head(_MAX_ROWS))


def _problems(application: Application, principal: Principal, page: SubmissionPage, *, answers: bool) -> None:
    _files(application, principal, page)
    if page.problems.empty:
        st.success(labels.NO_PROBLEMS)
        return
    if answers:
        problem_actions.offer(application, principal, page)
    counts = page.problems[labels.SEVERITY_LABEL].value_counts(sort=False)
    found = page.problems
    if len(counts) > 1:
        wanted = st.segmented_control(
            labels.SEVERITY_LABEL,
            [labels.ALL_SEVERITIES, *counts.index],
            default=labels.ALL_SEVERITIES,
            required=True,
            key=f"severity_{page.submission_id}",
            format_func=lambda word: f"{word} ({format_number(counts.get(word, len(page.problems)))})",
            label_visibility="collapsed",
        )
        if wanted != labels.ALL_SEVERITIES:
            found = found[found[labels.SEVERITY_LABEL] == wanted]
    pages = widgets.paging(f"problems_{page.submission_id}", _PAGE_SIZE, len(found))
    widgets.table(found.iloc[pages.first : pages.first + _PAGE_SIZE], labels.SEVERITY_MARK)
    pages.picker(len(found))


def _difference(page: SubmissionPage) -> None:
    if page.difference is None:
        st.info(labels.NO_DIFFERENCE)
        return
    counts = page.difference.counts
    with st.container(horizontal=True, gap="large"):
        for kind, words in labels.DIFFERENCE.items():
            st.metric(words, format_number(counts.get(kind, 0)), width="content")
    for kind, frame in page.difference.frames.items():
        if not frame.empty:
            with st.expander(f"{labels.DIFFERENCE[kind]} ({format_number(len(frame))})", expanded=kind == "changed"):
                widgets.table(frame.head(_MAX_ROWS))
                if len(frame) > _MAX_ROWS:
                    st.caption(
                        labels.ONLY_FIRST.format(shown=format_number(_MAX_ROWS), total=format_number(len(frame)))
                    )

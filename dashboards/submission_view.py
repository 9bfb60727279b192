"""One submission as the agency and the steward see it: what was understood, problems by cell, difference, history."""

from collections.abc import Callable
from time import monotonic
from typing import cast

import streamlit as st

from dashboards import (
    difference_view,
    effect_view,
    intake_labels,
    labels,
    problem_actions,
    return_picker,
    returned_view,
    review_labels,
    review_style,
    submission_story,
    understood_view,
    widgets,
)
from dashboards.application import Application
from dashboards.intake import (
    SubmissionPage,
    annotated_copy,
    decided_page,
    decisions_on,
    submission_page,
    submit_draft,
    withdraw_draft,
)
from dashboards.replaced import tell_once
from dashboards.sheet_data import original
from talentdb.access.principal import Principal, Role
from talentdb.text import format_date, format_number

__all__ = ["DECIDABLE", "chosen_submission", "draft_actions", "show"]

DECIDABLE = ("submitted", "rolled_back")
"""States of which an approval is possible."""

_PAGE_SIZE = 50
_MAX_ROWS = 200
# A list of some hundred rows is compared faster, and always shown as it is now.
_SLOW_SECONDS = 1.0
_KEPT_SECONDS = 60.0


def chosen_submission() -> int | None:
    """The submission that the address names."""
    wanted = st.query_params.get("submission", "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < 18 else None


def show(application: Application, principal: Principal, submission_id: int) -> SubmissionPage:
    """Draw the submission; gives it, so that the caller can offer what its state allows."""
    review_style.apply()
    page = _page(application, principal, submission_id)
    own = principal.role is Role.AGENCY
    _headline(page, "submissions" if own else "review")
    # right above the tabs: who pressed a button there sees it without scrolling
    tell_once()
    draw: dict[str, Callable[[], None]] = {
        intake_labels.TAB_PROBLEMS.format(n=format_number(_to_settle(page))): lambda: _problem_tab(
            application, principal, page, answers=own and page.state == "draft"
        ),
        labels.TAB_UNDERSTOOD: lambda: understood_view.show(
            application, principal, page, correctable=own and page.state == "draft"
        ),
        review_labels.TAB_CHANGES: lambda: _difference(page, steward=not own),
        labels.TAB_RECORDS if page.of_people else intake_labels.TAB_ROWS: lambda: _rows(page, deciding=not own),
        review_labels.TAB_STORY: lambda: _story(page, "submissions" if own else "review"),
    }
    if not own:
        # What a decision rests on comes first: what it changes, what that does, which rows to send back.
        changes, rows = review_labels.TAB_CHANGES, list(draw)[3]
        effect = (
            {review_labels.TAB_EFFECT: lambda: _effect(application, principal, page)}
            if page.state in DECIDABLE
            else {}
        )
        draw = {changes: draw[changes], rows: draw[rows]} | effect | draw
    opened = st.session_state.pop("open_tab", "")
    tabs = st.tabs(list(draw), default=opened if opened in draw else None, key=f"tabs_{page.submission_id}")
    for tab, part in zip(tabs, draw.values(), strict=True):
        with tab:
            part()
    return page


def _page(application: Application, principal: Principal, submission_id: int) -> SubmissionPage:
    """The submission; of a large one what was made for this visitor a moment ago, as long as nobody decided on it.

    Thousands of rows take seconds to compare, and every press of a button runs the page anew; handing in what was
    looked at a moment ago is such a press.
    """
    key = (principal.account_id, submission_id, decisions_on(application, principal, submission_id))
    kept, made, page = st.session_state.get("submission_page", (None, 0.0, None))
    fresh = kept is not None and kept[:2] == key[:2] and monotonic() - made < _KEPT_SECONDS
    if fresh and kept == key:
        return cast(SubmissionPage, page)
    if fresh and page.state == "draft":
        page = decided_page(application, principal, page)
        st.session_state["submission_page"] = (key, made, page)
        return page
    started = monotonic()
    with st.spinner(review_labels.COMPARING, show_time=True):
        page = submission_page(application, principal, submission_id)
    if monotonic() - started > _SLOW_SECONDS:
        st.session_state["submission_page"] = (key, monotonic(), page)
    return page


def draft_actions(application: Application, principal: Principal, page: SubmissionPage) -> None:
    """Hand a draft in, or leave it aside; nothing for other states."""
    if page.state != "draft":
        return
    st.info(intake_labels.LOOK_THEN_SUBMIT, icon=":material/info:")
    with st.container(horizontal=True), widgets.telling_errors():
        if st.button(labels.SUBMIT, type="primary", key=f"submit_{page.submission_id}", icon=":material/send:"):
            submit_draft(application, principal, page.submission_id)
            st.session_state.setdefault("receipts", []).append(page.receipt)
            st.rerun()
        if st.button(labels.DISCARD, key=f"discard_{page.submission_id}"):
            withdraw_draft(application, principal, page.submission_id)
            st.session_state.pop("drafts", None)
            st.rerun()


def _headline(page: SubmissionPage, view: str) -> None:
    st.subheader(page.file_name or page.receipt)
    st.caption(
        intake_labels.SUBMISSION_LINE.format(
            receipt=page.receipt,
            agency=page.agency_name,
            day=format_date(page.as_of),
            state=labels.SUBMISSION_STATE[page.state],
        )
    )
    returned_view.links(page, view)
    if page.reason:
        st.warning(intake_labels.RETURN_REASON.format(reason=page.reason), icon=":material/undo:")
    numbers = {
        intake_labels.N_RECORDS if page.of_people else intake_labels.N_ROWS: page.n_records - page.n_refused,
        intake_labels.N_REFUSED: page.n_refused,
        intake_labels.N_ERRORS: page.n_errors,
        intake_labels.N_WARNINGS: page.n_warnings,
    }
    with st.container(horizontal=True, gap="medium", key="submission_numbers"):
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
                help=intake_labels.ANNOTATED_HELP,
                on_click="ignore",
            )


def _answered(page: SubmissionPage) -> None:
    """What the sender said to be right."""
    confirmed = page.confirmed
    if not confirmed.empty:
        with st.expander(intake_labels.CONFIRMED.format(n=format_number(len(confirmed))), icon=":material/check:"):
            widgets.table(confirmed.head(_MAX_ROWS))


def _problem_tab(application: Application, principal: Principal, page: SubmissionPage, *, answers: bool) -> None:
    _problems(application, principal, page, answers=answers)
    _answered(page)


def _problems(application: Application, principal: Principal, page: SubmissionPage, *, answers: bool) -> None:
    _files(application, principal, page)
    if page.problems.empty:
        st.success(intake_labels.NO_PROBLEMS)
        return
    if answers:
        problem_actions.offer(application, principal, page)
    if not _to_settle(page):
        st.success(intake_labels.ONLY_NOTICES, icon=":material/check:")
        with st.expander(intake_labels.NOTICES.format(n=format_number(len(page.problems))), expanded=answers):
            _problem_table(page)
        return
    _problem_table(page)


def _to_settle(page: SubmissionPage) -> int:
    """How many problems somebody has to look at; notices ask for nothing."""
    return sum(item["severity"] != "info" for item in page.found)


def _problem_table(page: SubmissionPage) -> None:
    counts = page.problems[intake_labels.SEVERITY_LABEL].value_counts(sort=False)
    found = page.problems
    if len(counts) > 1:
        wanted = st.segmented_control(
            intake_labels.SEVERITY_LABEL,
            [intake_labels.ALL_SEVERITIES, *counts.index],
            default=intake_labels.ALL_SEVERITIES,
            required=True,
            key=f"severity_{page.submission_id}",
            format_func=lambda word: f"{word} ({format_number(counts.get(word, len(page.problems)))})",
            label_visibility="collapsed",
        )
        if wanted != intake_labels.ALL_SEVERITIES:
            found = found[found[intake_labels.SEVERITY_LABEL] == wanted]
    pages = widgets.paging(f"problems_{page.submission_id}", _PAGE_SIZE, len(found))
    widgets.table(found.iloc[pages.first : pages.first + _PAGE_SIZE], intake_labels.SEVERITY_MARK)
    pages.picker(len(found))


def _difference(page: SubmissionPage, *, steward: bool) -> None:
    difference_view.show(page.difference, page.submission_id, steward=steward)


def _rows(page: SubmissionPage, *, deciding: bool) -> None:
    """The rows; to those who decide with ticks to send single ones back."""
    if not deciding or page.state not in DECIDABLE:
        widgets.wide_table(page.records, key=f"records_{page.submission_id}")
        return
    return_picker.show(page, page.difference.kinds())
    with st.expander(review_labels.ALL_COLUMNS, icon=":material/table:"):
        widgets.wide_table(page.records, key=f"records_{page.submission_id}")


def _effect(application: Application, principal: Principal, page: SubmissionPage) -> None:
    effect_view.show(application, principal, page, return_picker.chosen_rows(page))


def _story(page: SubmissionPage, view: str) -> None:
    waits = {"draft": review_labels.STORY_DRAFT, "submitted": review_labels.STORY_WAITS}.get(page.state, "")
    st.html(submission_story.as_html(page.story, waits))

"""The rows of a list that a steward is about to send back, each with its reason: choosing them, and telling them.

What is chosen stays in the session until the decision; nothing is written here.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from dashboards import review_labels, widgets
from dashboards.intake import SubmissionPage
from dashboards.submission_frames import ReviewRow
from talentdb.text import fold, format_number

__all__ = ["chosen_rows", "forget", "matching_rows", "reasons_from_problems", "show", "tell_chosen"]

_PAGE_SIZE: Final = 20
_TOLD: Final = 10
_SHORT: Final = 90


def _key(submission_id: int) -> str:
    return f"sent_back_{submission_id}"


def chosen_rows(page: SubmissionPage) -> dict[int, str]:
    """Record -> reason of the rows chosen so far; only rows that the list has."""
    known = {row.record_id for row in page.rows}
    kept: Mapping[int, str] = st.session_state.get(_key(page.submission_id), {})
    return {record: reason for record, reason in kept.items() if record in known}


def forget(submission_id: int) -> None:
    """After the decision."""
    st.session_state.pop(_key(submission_id), None)


def tell_chosen(page: SubmissionPage, chosen: Mapping[int, str]) -> None:
    """The chosen rows and their reasons in short."""
    rows = [row for row in page.rows if row.record_id in chosen]
    with st.expander(review_labels.CHOSEN_ROWS.format(n=format_number(len(rows))), icon=":material/undo:"):
        columns = review_labels.ROW_COLUMNS
        widgets.table(
            pd.DataFrame(
                {
                    columns["place"]: [row.place for row in rows[:_TOLD]],
                    columns["full_name"]: [row.full_name for row in rows[:_TOLD]],
                    columns["reason"]: [chosen[row.record_id] for row in rows[:_TOLD]],
                }
            )
        )
        if len(rows) > _TOLD:
            st.caption(review_labels.ROWS_OVERFLOW.format(n=format_number(len(rows) - _TOLD)))


def matching_rows(
    rows: Sequence[ReviewRow], kind: str, words: str, kinds: Mapping[str, frozenset[int]], chosen: Mapping[int, str]
) -> list[ReviewRow]:
    """The rows of one kind whose name or place holds the words.

    Args:
        kind: a key of PICK_KIND; kinds: records of the kinds that the difference tells apart.
    """
    members = {
        "all": frozenset(row.record_id for row in rows),
        "problem": frozenset(row.record_id for row in rows if row.problems),
        "chosen": frozenset(chosen),
    } | dict(kinds)
    belonging = members.get(kind, frozenset())
    wanted, number = fold(words), words.strip()
    return [
        row
        for row in rows
        if row.record_id in belonging and (not wanted or wanted in fold(row.full_name) or number == str(row.row_no))
    ]


def reasons_from_problems(rows: Sequence[ReviewRow]) -> dict[int, str]:
    """Record -> what is wrong there, for the rows with an error."""
    return {row.record_id: "; ".join(row.errors) for row in rows if row.errors}


def show(page: SubmissionPage, kinds: Mapping[str, frozenset[int]]) -> None:
    """Draw the filter, the rows to tick, the reasons, and the buttons.

    Args:
        kinds: records of the kinds that the difference tells apart.
    """
    chosen = chosen_rows(page)
    st.markdown(review_labels.PICK_HELP)
    _at_once(page, chosen)
    counts = {kind: len(matching_rows(page.rows, kind, "", kinds, chosen)) for kind in review_labels.PICK_KIND}
    offered = [kind for kind, count in counts.items() if count or kind == "all"]
    key = f"pick_{page.submission_id}"
    kind = st.pills(
        review_labels.PICK_FILTER,
        offered,
        default="all",
        required=True,
        key=f"{key}_kind",
        format_func=lambda one: f"{review_labels.PICK_KIND[one]} ({format_number(counts[one])})",
    )
    words = st.text_input(review_labels.PICK_SEARCH, key=f"{key}_words", width=360)
    rows = matching_rows(page.rows, kind or "all", words, kinds, chosen)
    if not rows:
        st.info(review_labels.PICK_NOTHING)
        return
    pages = widgets.paging(key, _PAGE_SIZE, (kind, words))
    part = rows[pages.first : pages.first + _PAGE_SIZE]
    _form(page, part, chosen, key)
    pages.picker(len(rows))


def _at_once(page: SubmissionPage, chosen: dict[int, str]) -> None:
    """Buttons for all rows with errors, and for none."""
    wrong = reasons_from_problems(page.rows)
    left = {record: reason for record, reason in wrong.items() if record not in chosen}
    with st.container(horizontal=True):
        if left and st.button(
            review_labels.PICK_PROBLEMS.format(n=format_number(len(left))),
            key=f"pick_wrong_{page.submission_id}",
            icon=":material/rule:",
        ):
            _keep(page, chosen | left, len(left))
        if chosen and st.button(
            review_labels.PICK_CLEAR.format(n=format_number(len(chosen))),
            key=f"pick_clear_{page.submission_id}",
            icon=":material/backspace:",
        ):
            _keep(page, {}, 0)


def _form(page: SubmissionPage, rows: Sequence[ReviewRow], chosen: dict[int, str], key: str) -> None:
    """The rows of one page with their ticks, a reason for all that are ticked."""
    with st.form(f"{key}_form", clear_on_submit=True):
        ticked = [row.record_id for row in rows if st.checkbox(_line(row, chosen), key=f"{key}_row_{row.record_id}")]
        quick = st.pills(review_labels.PICK_QUICK, review_labels.QUICK, selection_mode="multi", key=f"{key}_quick")
        own = st.text_input(review_labels.PICK_WHY, key=f"{key}_why", placeholder=review_labels.PICK_WHY_HINT)
        with st.container(horizontal=True):
            add = st.form_submit_button(review_labels.PICK_ADD, type="primary", icon=":material/undo:")
            remove = st.form_submit_button(review_labels.PICK_REMOVE) if chosen else False
    reason = "; ".join(filter(None, (*quick, own.strip())))
    if (add or remove) and not ticked:
        st.warning(review_labels.PICK_NONE_TICKED)
    elif add and not reason:
        st.warning(review_labels.PICK_NO_WHY)
    elif add:
        _keep(page, chosen | dict.fromkeys(ticked, reason), len(ticked))
    elif remove:
        _keep(page, {record: why for record, why in chosen.items() if record not in ticked}, 0)


def _line(row: ReviewRow, chosen: Mapping[int, str]) -> str:
    """A row as the words of its tick: where, who, what is wrong, what was said of it."""
    parts = [f"**{widgets.plain_text(row.full_name)}** · {widgets.plain_text(row.place)}"]
    if row.about:
        parts.append(f":gray[{widgets.plain_text(row.about)}]")
    if row.problems and row.record_id not in chosen:
        parts.append(f":orange[{widgets.plain_text(_short('; '.join(row.problems)))}]")
    if row.record_id in chosen:
        mark = review_labels.PICK_MARK.format(reason=_short(chosen[row.record_id]))
        parts.append(f":red-badge[{widgets.plain_text(mark)}]")
    return " · ".join(parts)


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"


def _keep(page: SubmissionPage, chosen: dict[int, str], added: int) -> None:
    st.session_state[_key(page.submission_id)] = chosen
    if added:
        st.toast(review_labels.PICK_ADDED.format(n=format_number(added)), icon=":material/undo:")
    st.rerun()

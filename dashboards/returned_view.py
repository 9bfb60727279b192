"""What an agency reads about rows that came back: which, why, what to do; links between a list and its repeats.

Shows what stands on the page of the submission; reads nothing but the file to be downloaded.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboards import review_labels, submission_story, widgets
from dashboards.application import Application
from dashboards.change_words import place_words
from dashboards.intake import SubmissionPage, annotated_copy
from talentdb.access.principal import Principal
from talentdb.text import format_number

__all__ = ["links", "links_html", "rows_frame", "show"]

_MOST: Final = 200


def links(page: SubmissionPage, view: str) -> None:
    """The lists that this one repeats, and those that repeat it.

    Args:
        view: the page that opens a submission for this reader.
    """
    html = links_html(page.earlier, page.later, view)
    if html:
        st.html(html)


def links_html(earlier: Sequence[Mapping[str, Any]], later: Sequence[Mapping[str, Any]], view: str) -> str:
    """Both directions as one line of links; empty when there are none."""
    parts = [
        words.format(receipts=", ".join(_link(other, view) for other in others))
        for words, others in ((review_labels.RESUBMITS, earlier), (review_labels.RESUBMITTED, later))
        if others
    ]
    return f'<div class="story quiet">{" · ".join(parts)}</div>' if parts else ""


def _link(other: Mapping[str, Any], view: str) -> str:
    address, words = submission_story.link_to(other, view)
    return f'<a href="{address}" target="_self">{words}</a>'


def show(application: Application, principal: Principal, page: SubmissionPage) -> None:
    """The rows that came back with their reasons, what to do, the file with marks; nothing when none came back."""
    if page.state == "returned" and not page.returned:
        st.info(review_labels.AGENCY_TODO_ALL, icon=":material/checklist:")
        return
    if not page.returned or page.state not in ("approved", "returned"):
        return
    count = format_number(len(page.returned))
    with st.container(border=True):
        st.subheader(review_labels.AGENCY_ROWS.format(n=count))
        words = review_labels.AGENCY_WHOLE if page.state == "returned" else review_labels.AGENCY_PART
        st.markdown(words.format(n=count))
        widgets.table(rows_frame(page.returned[:_MOST]))
        if len(page.returned) > _MOST:
            st.caption(review_labels.ROWS_OVERFLOW.format(n=format_number(len(page.returned) - _MOST)))
        whole = page.state == "returned"
        st.info(review_labels.AGENCY_TODO_ALL if whole else review_labels.AGENCY_TODO, icon=":material/checklist:")
        with st.container(horizontal=True, vertical_alignment="center"):
            if page.origin == "workbook":
                st.download_button(
                    review_labels.AGENCY_FILE,
                    data=lambda: annotated_copy(application, principal, page.submission_id),
                    file_name=f"{page.receipt}.xlsx",
                    key=f"returned_{page.submission_id}",
                    icon=":material/download:",
                    on_click="ignore",
                )
            st.page_link("views/upload.py", label=review_labels.AGENCY_AGAIN, icon=":material/upload_file:")


def rows_frame(returned: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Place, name and reason of the rows."""
    columns = review_labels.ROW_COLUMNS
    several = len({row["sheet"] for row in returned}) > 1
    return pd.DataFrame(
        {
            columns["place"]: [place_words(row["sheet"], row["row"], several=several) for row in returned],
            columns["full_name"]: [row["full_name"] or "" for row in returned],
            columns["reason"]: [row["reason"] for row in returned],
        }
    )

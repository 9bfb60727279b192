"""What a sender can answer to problems of a draft on the page: take a suggestion over, or say that a value is right.

Which problems can be answered how is decided by pure functions; the file is changed and read again elsewhere.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from dashboards import intake_labels, labels, widgets
from dashboards.application import Application
from dashboards.frames import day_words
from dashboards.intake import SubmissionPage
from dashboards.replaced import took_its_place
from dashboards.sheet_data import Told, read_again, told_of, with_values
from ingest.problems import catalogue
from talentdb.access.principal import Principal
from talentdb.fields import RESTRICTED
from talentdb.text import format_number

__all__ = ["acceptable", "as_confirmed", "certain", "confirmable", "offer"]

_TAKEN: Final = frozenset(
    {
        "code.repaired", "commune.padded", "date.ambiguous", "date.doubted", "date.mended", "date.two_digit_year",
        "email.mended", "phone.padded", "phone.renumbered", "staff_code.padded", "text.legacy",
    }
)  # fmt: skip
"""The suggestion is the value that was read: to write it changes the file, not what it says."""
_PROPOSED: Final = frozenset({"date.impossible", "date.maybe_swapped", "email.invalid", "text.maybe_legacy"})
"""The suggestion says something else than what was read: each is looked at, never taken with all others.

Not listed are suggestions that would lose a part of the cell (the first of several numbers), lists of candidates, and
names of columns.
"""
_PAGE_SIZE: Final = 20
_SHOWN: Final = 60

Found = Mapping[str, Any]


def acceptable(found: Found) -> bool:
    """Whether a suggestion can be written into its cell; those of national ids are stored masked and cannot."""
    return bool(
        found["cell"]
        and found["sheet"]
        and found["suggestion"]
        and found["field"] not in RESTRICTED
        and found["code"] in _TAKEN | _PROPOSED
    )


def certain(found: Found) -> bool:
    """Whether the suggestion is what was read anyway, so that it can be taken with all others."""
    return acceptable(found) and found["code"] in _TAKEN


def confirmable(found: Found) -> bool:
    """Whether the sender can say that it is right: a doubt with a place, and no error."""
    return found["severity"] == "warning" and bool(found["sheet"]) and bool(found["cell"] or found["row_no"])


def as_confirmed(found: Found) -> dict[str, str]:
    """A doubt as it is kept once it was answered: where and which, without the value."""
    return {"sheet": found["sheet"], "place": found["cell"] or str(found["row_no"]), "code": found["code"]}


def offer(application: Application, principal: Principal, page: SubmissionPage) -> None:
    """Draw both kinds of answers above the list of problems of a draft."""
    key, told = str(page.submission_id), told_of(page.understanding)
    several = len({item["sheet"] for item in page.found}) > 1

    def accept(chosen: Sequence[Found]) -> None:
        with st.spinner(intake_labels.ACCEPTING, show_time=True):
            loaded, written = with_values(application, principal, page.submission_id, told, chosen)
        words = labels.ACCEPTED.format(n=format_number(written))
        left = len(chosen) - written
        took_its_place(
            loaded, f"{words} {intake_labels.ACCEPT_LEFT.format(n=format_number(left))}" if left else words
        )

    def confirm(chosen: Sequence[Found]) -> None:
        with st.spinner(intake_labels.READING, show_time=True):
            now: Told = replace(told, confirmed=(*told.confirmed, *map(as_confirmed, chosen)))
            loaded = read_again(application, principal, page.submission_id, now)
        took_its_place(loaded, intake_labels.CONFIRMED_NOW.format(n=format_number(len(chosen))))

    suggested = [item for item in page.found if acceptable(item)]
    if suggested:
        title = labels.SUGGESTIONS.format(n=format_number(len(suggested)))
        with st.expander(title, icon=":material/auto_fix_high:"), widgets.telling_errors():
            st.caption(intake_labels.SUGGESTIONS_HELP)
            if any(item["field"] in RESTRICTED for item in page.found):
                st.caption(intake_labels.SUGGESTIONS_NO_IDS)
            all_of = [item for item in suggested if certain(item)]
            _answer(
                f"accept_{key}", suggested, all_of, accept, labels.ACCEPT_ALL, intake_labels.ACCEPT_CHOSEN, several
            )
    doubts = [item for item in page.found if confirmable(item)]
    if doubts:
        title = intake_labels.DOUBTS.format(n=format_number(len(doubts)))
        with st.expander(title, icon=":material/fact_check:"), widgets.telling_errors():
            st.caption(intake_labels.DOUBTS_HELP)
            _answer(
                f"confirm_{key}",
                doubts,
                None,
                confirm,
                intake_labels.CONFIRM_ALL,
                intake_labels.CONFIRM_CHOSEN,
                several,
            )


def _answer(
    key: str,
    found: Sequence[Found],
    all_of: Sequence[Found] | None,
    act: Callable[[Sequence[Found]], None],
    all_words: str,
    chosen_words: str,
    several: bool,
) -> None:
    """A kind to look at, a button for all of it, and a list to choose from.

    Args:
        all_of: what the button for all takes; None when all are taken only after a kind was chosen.
    """
    counts = Counter(item["code"] for item in found)
    kind = None
    if len(counts) > 1:
        kind = st.selectbox(
            intake_labels.PROBLEM_KIND, [None, *counts], key=f"{key}_kind",
            format_func=lambda code: f"{catalogue()[code].title if code else intake_labels.ALL_KINDS} "
            f"({format_number(counts[code] if code else len(found))})",
        )  # fmt: skip
    shown = [item for item in found if kind in (None, item["code"])]
    at_once = shown if all_of is None else [item for item in all_of if kind in (None, item["code"])]
    if at_once and (all_of is not None or kind or len(counts) == 1):
        words = all_words.format(n=format_number(len(at_once)))
        if st.button(words, key=f"{key}_all", type="primary" if all_of is not None else "secondary"):
            act(at_once)
    pages = widgets.paging(key, _PAGE_SIZE, (kind, len(shown)))
    with st.form(f"{key}_form", border=False):
        part = shown[pages.first : pages.first + _PAGE_SIZE]
        ticked = [
            st.checkbox(_line(item, several, suggesting=all_of is not None), key=f"{key}_{item['problem_no']}")
            for item in part
        ]
        sent = st.form_submit_button(chosen_words)
    pages.picker(len(shown))
    if sent:
        chosen = [item for item, tick in zip(part, ticked, strict=True) if tick]
        if chosen:
            act(chosen)
        else:
            st.info(intake_labels.CHOOSE_FIRST)


def _line(item: Found, several: bool, *, suggesting: bool) -> str:
    place = item["cell"] or labels.ROW_OF.format(row=item["row_no"])
    where = f"{item['sheet']} · {place}" if several else place
    head = f"**{widgets.plain_text(where)}**"
    if not suggesting:
        return f"{head}  {widgets.plain_text(item['message'])}"
    raw, value = (widgets.plain_text(_short(text)) for text in (item["raw"] or "", day_words(item["suggestion"])))
    return f"{head}  {raw} → **{value}**"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"

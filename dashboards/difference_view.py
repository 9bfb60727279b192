"""What a submission changes, drawn: five counts that open their lists; changes, possible duplicates, missing people.

Shows what `dashboards.change_words` made of it; reads nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from dashboards import review_labels, widgets
from dashboards.change_words import ChangedPerson, Line, marked, most_changed
from dashboards.frames import person_link
from talentdb.text import format_number, format_percent

__all__ = ["Doubt", "Repeat", "Shown", "changes_html", "doubts_html", "show"]

_PAGE_SIZE: Final = 20
_LINES: Final = 50
_CERTAIN: Final = 0.99


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two rows, or a row and a person, that may be one.

    Args:
        other_of: the other's body; empty for rows of one file.
        score: chance that they are one person, 0 to 1; None where nothing was weighed.
        clues: (words, whether it speaks for one person), the weightiest first.
        sure: the matching makes them one by itself.
    """

    one: Line
    other: Line
    other_of: str = ""
    score: float | None = None
    clues: tuple[tuple[str, bool], ...] = ()
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row that was sent back before, why, and where it is now; no place when it did not come again."""

    full_name: str
    reason: str
    now: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The difference as a page shows it; lists of lines, changes and doubts by kind of count."""

    new: Sequence[Line]
    same: Sequence[Line]
    changed: Sequence[ChangedPerson]
    duplicates: Sequence[Doubt]
    missing: Sequence[Line]
    returned: Sequence[Repeat] = ()
    roster: bool = True

    def counts(self) -> dict[str, int]:
        """Kind -> number, in the order of the page; courses and works neither change nor go missing."""
        kinds = review_labels.COUNTS if self.roster else ("new", "same", "duplicates")
        return {kind: len(getattr(self, kind)) for kind in kinds}

    def kinds(self) -> dict[str, frozenset[int]]:
        """Kind -> records of the submission of that kind, for the kinds that a reader may pick rows by."""
        return {
            "new": frozenset(line.record_id for line in self.new),
            "changed": frozenset(person.line.record_id for person in self.changed),
            "duplicates": frozenset(line.record_id for doubt in self.duplicates for line in (doubt.one, doubt.other)),
        }


def show(shown: Shown, submission_id: int, *, steward: bool) -> None:
    """Draw the counts and the list of the chosen one.

    Args:
        steward: may go on to the page of duplicates.
    """
    _came_back(shown.returned)
    counts = shown.counts()
    key = f"difference_{submission_id}"
    opened = st.session_state.setdefault(key, _first(counts))
    with st.container(horizontal=True, gap="small", key=f"counts_{submission_id}"):
        for kind, count in counts.items():
            mark = "_open" if kind == opened else ""
            with st.container(key=f"count_{kind}_{submission_id}{mark}"):
                st.button(
                    f"**{format_number(count)}** {review_labels.COUNTS[kind]}",
                    key=f"{key}_{kind}",
                    width="stretch",
                    on_click=_open,
                    args=(key, kind),
                    help=review_labels.COUNT_HELP[kind],
                )
    st.caption(review_labels.COUNT_HELP[opened])
    if not counts[opened]:
        st.info(review_labels.EMPTY[opened])
    elif opened == "changed":
        _changed(shown.changed, key)
    elif opened == "duplicates":
        _duplicates(shown.duplicates, key, submission_id, steward=steward)
    else:
        if opened == "missing":
            st.info(
                review_labels.MISSING_STEWARD if steward else review_labels.MISSING_AGENCY, icon=":material/info:"
            )
        _lines(getattr(shown, opened), key, missing=opened == "missing")


def _came_back(returned: Sequence[Repeat]) -> None:
    """What became of the rows that an earlier decision sent back."""
    if not returned:
        return
    back, names = sum(bool(row.now) for row in returned), review_labels.CAME_BACK_COLUMNS
    told = review_labels.CAME_BACK.format(back=format_number(back), left=format_number(len(returned) - back))
    with st.expander(told, icon=":material/replay:"):
        widgets.table(
            pd.DataFrame(
                {
                    names["full_name"]: [row.full_name for row in returned],
                    names["reason"]: [row.reason for row in returned],
                    names["now"]: [
                        review_labels.BACK_AT.format(place=row.now) if row.now else review_labels.NOT_BACK
                        for row in returned
                    ],
                }
            ),
            {review_labels.NOT_BACK: "warn"},
        )


def _open(key: str, kind: str) -> None:
    st.session_state[key] = kind


def _first(counts: dict[str, int]) -> str:
    """What a reader has to look at first."""
    return next((kind for kind in ("changed", "duplicates", "new", "missing", "same") if counts.get(kind)), "new")


def _lines(lines: Sequence[Line], key: str, *, missing: bool) -> None:
    pages = widgets.paging(f"{key}_lines_{'missing' if missing else 'here'}", _LINES, (missing, len(lines)))
    part = lines[pages.first : pages.first + _LINES]
    columns = {
        review_labels.NAME: [
            person_link(line.person_id, line.full_name) if missing and line.person_id else line.full_name
            for line in part
        ],
        review_labels.ABOUT: [line.about for line in part],
        review_labels.WHERE_BEFORE if missing else review_labels.WHERE: [line.place for line in part],
    }
    # Of the missing only the employer is known: the same one in every line says nothing.
    abouts = set(columns[review_labels.ABOUT])
    if abouts == {""} or (missing and len(abouts) == 1):
        del columns[review_labels.ABOUT]
    widgets.table(pd.DataFrame(columns))
    _foot(pages, len(part), len(lines))


def _foot(pages: widgets.Paging, shown: int, total: int) -> None:
    pages.picker(total)
    if total > shown:
        first, last = format_number(pages.first + 1), format_number(pages.first + shown)
        st.caption(review_labels.SHOWN_OF.format(first=first, last=last, total=format_number(total)))


def _changed(people: Sequence[ChangedPerson], key: str) -> None:
    fields = most_changed(people)
    wanted = None
    if len(fields) > 1:
        wanted = st.pills(
            review_labels.FILTER_CHANGES,
            list(fields),
            key=f"{key}_field",
            format_func=lambda name: review_labels.FIELD_COUNT.format(
                field=fields[name][0], n=format_number(fields[name][1])
            ),
        )
    chosen = [person for person in people if wanted is None or any(field.name == wanted for field in person.fields)]
    pages = widgets.paging(f"{key}_changed", _PAGE_SIZE, (wanted, len(chosen)))
    part = chosen[pages.first : pages.first + _PAGE_SIZE]
    st.html(changes_html(part))
    _foot(pages, len(part), len(chosen))


def changes_html(people: Sequence[ChangedPerson]) -> str:
    """Each person with the changed fields, before and after; every value escaped."""
    return "".join(_person_html(person) for person in people)


def _person_html(person: ChangedPerson) -> str:
    lines = "".join(
        f"<dt>{escape(field.label)}</dt><dd>{_side(before, review_labels.NOTHING_BEFORE)}"
        f'<span class="arrow" aria-label="{review_labels.BECOMES}">→</span>'
        f"{_side(after, review_labels.NOTHING_AFTER)}</dd>"
        for field in person.fields
        for before, after in [marked(field.before, field.after)]
    )
    line = person.line
    return (
        f'<div class="changed"><b>{escape(line.full_name)}</b>'
        f'<span class="quiet">{escape(line.place)}</span><dl>{lines}</dl></div>'
    )


def _side(html: str, nothing: str) -> str:
    return html or f'<span class="none">{nothing}</span>'


def _duplicates(doubts: Sequence[Doubt], key: str, submission_id: int, *, steward: bool) -> None:
    if steward:
        st.page_link(
            "views/duplicates.py",
            label=review_labels.JUDGE,
            icon=":material/join_inner:",
            query_params={"submission": str(submission_id)},
        )
        st.caption(review_labels.JUDGE_HELP)
    else:
        st.caption(review_labels.WITHIN_FILE)
    pages = widgets.paging(f"{key}_duplicates", _PAGE_SIZE, len(doubts))
    part = doubts[pages.first : pages.first + _PAGE_SIZE]
    st.html(doubts_html(part, linked=steward))
    _foot(pages, len(part), len(doubts))


def doubts_html(doubts: Sequence[Doubt], *, linked: bool) -> str:
    """Pairs side by side with how likely they are one and why; every value escaped."""
    return "".join(_doubt_html(doubt, linked) for doubt in doubts)


def _doubt_html(doubt: Doubt, linked: bool) -> str:
    clues = "".join(
        f'<li class="{"" if speaks_for else "against"}" '
        f'title="{review_labels.SPEAKS_FOR if speaks_for else review_labels.SPEAKS_AGAINST}">{escape(words)}</li>'
        for words, speaks_for in doubt.clues
    )
    chance = ""
    if doubt.score is not None:
        verdict = review_labels.SURE if doubt.sure else review_labels.ASK
        chance = (
            f'<div class="chance">{review_labels.LIKELIHOOD}<i><i style="width:{doubt.score * 100:.0f}%"></i></i>'
            f"<b>{_chance(doubt.score)}</b>"
            f'<span class="mark {"busy" if doubt.sure else "warn"}">{verdict}</span></div>'
        )
    other_of = doubt.other_of or review_labels.IN_FILE
    return (
        f'<div class="doubt {"sure" if doubt.sure else ""}"><div class="both">{_doubt_side(doubt.one, "", False)}'
        f"{_doubt_side(doubt.other, other_of, linked)}</div>{chance}"
        f'<ul class="clues">{clues}</ul></div>'
    )


def _chance(score: float) -> str:
    """Never written as certain: what is certain is nobody's question."""
    return review_labels.ALMOST if score > _CERTAIN else format_percent(score, 0)


def _doubt_side(line: Line, agency: str, linked: bool) -> str:
    name = escape(line.full_name)
    if linked and line.person_id:
        name = f'<a href="/profile?person={line.person_id}" target="_blank" rel="noopener">{name}</a>'
    quiet = " · ".join(filter(None, (agency, line.place)))
    about = f'<span class="quiet">{escape(line.about)}</span>' if line.about else ""
    return f'<div><b>{name}</b><span class="quiet">{escape(quiet)}</span>{about}</div>'

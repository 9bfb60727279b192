"""The papers of a case: what lies in it with hash and term, what is missing, a better one in the place of another."""

from html import escape

import streamlit as st

from dashboards import case_page_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.case_data import CasePage, lay_paper, paper_file
from dashboards.popovers import close_and_rerun, popover
from dashboards.typed_day import read_day
from talentdb.access.principal import Principal, Role
from talentdb.errors import UsageError
from talentdb.plans.instruments import Paper
from talentdb.programmes.model import CasePaper
from talentdb.settings import VIETNAM, today
from talentdb.text import format_date, format_number

__all__ = ["papers_box"]

_TYPES = ["pdf", "jpg", "jpeg", "png", "docx", "xlsx"]
_KILO = 1000


def papers_box(app: Application, principal: Principal, page: CasePage) -> None:
    """A part for each kind of paper that the instrument knows."""
    instrument = page.standing.instrument
    judges = principal.role is Role.COUNCIL_MEMBER
    kinds = tuple(one for one in instrument.papers if not judges or one.code in instrument.judged)
    if not kinds:
        st.info(words.NO_PAPERS)
        return
    adds = bool(page.actors) and not page.case.ended and principal.role is not Role.LEADER
    if adds:
        _add_box(app, principal, page, kinds)
    for kind in kinds:
        held = [one for one in page.papers if one.kind == kind.code]
        with st.container(border=True, key=f"kind_{kind.code}"):
            mark = "" if held else f' <span class="mark">{escape(words.PAPER_MISSING)}</span>'
            st.html(f"<div><b>{escape(kind.name)}</b>{mark}</div>")
            for one in sorted(held, key=lambda paper: (paper.replaced_by is not None, -paper.number)):
                _paper(app, principal, page, kind, one, adds=adds)


def _paper(
    app: Application, principal: Principal, page: CasePage, kind: Paper, one: CasePaper, *, adds: bool
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"laid_{one.number}"):
        st.html(_line(one))
        st.download_button(
            words.PAPER_DOWNLOAD, data=lambda: paper_file(app, principal, one.number), file_name=one.name,
            mime=one.media_type, key=f"paper_get_{one.number}", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        if adds and one.replaced_by is None:
            _file_box(app, principal, page, (kind,), words.PAPER_REPLACE, f"paper_replace_{one.number}", one.number)


def _line(one: CasePaper) -> str:
    marks = ""
    if one.replaced_by is not None:
        marks = f' <span class="mark">{escape(words.PAPER_OLD)}</span>'
    elif one.valid_to is not None:
        valid = one.valid_to >= today()
        told = (words.PAPER_VALID if valid else words.PAPER_EXPIRED).format(day=format_date(one.valid_to))
        marks = f' <span class="mark {"good" if valid else "bad"}">{escape(told)}</span>'
    day = format_date(one.added_at.astimezone(VIETNAM).date())
    rest = (
        one.paper_number and words.PAPER_NUMBER.format(paper=one.paper_number),
        format_date(one.issued_on) if one.issued_on else "",
        words.PAPER_SIZE.format(n=format_number(max(1, round(one.size / _KILO)))),
        words.PAPER_ADDED_ON.format(login=one.login, day=day),
    )
    digest = escape(words.PAPER_HASH.format(hash=one.sha256[:12]))
    return (
        f'<div>{escape(one.name)}{marks}<div class="quiet">{escape(" · ".join(part for part in rest if part))} · '
        f'<span title="{one.sha256}">{digest}</span></div></div>'
    )


def _add_box(app: Application, principal: Principal, page: CasePage, kinds: tuple[Paper, ...]) -> None:
    key = f"paper_add_{page.case.number}_{len(page.papers)}"
    _file_box(app, principal, page, kinds, words.PAPER_ADD, key, None)


def _file_box(
    app: Application, principal: Principal, page: CasePage, kinds: tuple[Paper, ...], label: str, key: str,
    replaces: int | None,
) -> None:  # fmt: skip
    with popover(label, key, icon=":material/upload_file:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        names = {kind.code: kind.name for kind in kinds}
        with st.form(f"{key}_form", border=False):
            code = next(iter(names))
            if len(names) > 1:
                code = st.selectbox(words.PAPER_KIND, list(names), format_func=names.__getitem__, key=f"{key}_kind")
            file = st.file_uploader(words.PAPER_FILE, type=_TYPES, key=f"{key}_file")
            number = st.text_input(words.PAPER_NO, key=f"{key}_number", max_chars=200)
            issued = st.text_input(words.PAPER_ISSUED, key=f"{key}_issued", placeholder=words.DATE_HINT, max_chars=20)
            until = ""
            if any(kind.valid for kind in kinds):
                until = st.text_input(
                    words.PAPER_VALID_TO, key=f"{key}_until", placeholder=words.DATE_HINT, max_chars=20
                )
            sent = st.form_submit_button(words.PAPER_SAVE, type="primary", key=f"{key}_save")
        if sent:
            if file is None:
                raise UsageError(words.PAPER_NO_FILE, words.PAPER_NO_FILE_ADVICE)
            laid = lay_paper(
                app, principal, page.case.number, code, file.name, file.getvalue(), number=number,
                issued_on=read_day(issued) if issued.strip() else None,
                valid_to=read_day(until) if until.strip() else None, replaces=replaces,
            )  # fmt: skip
            st.session_state["case_told"] = words.PAPER_ADDED.format(name=names[laid.kind])
            close_and_rerun(key)

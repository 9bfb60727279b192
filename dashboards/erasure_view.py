"""The part of the page of personal data that erases: what it would do, doing it, and what is left of it."""

from html import escape

import streamlit as st

from dashboards import erasure_page_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.erasure_data import carry_out, foreseen, known_erasures, let_in_again, not_carried_out_again
from dashboards.popovers import close_and_rerun, popover
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.errors import UsageError
from talentdb.privacy.erasure import Erased, Preview, Tombstone
from talentdb.privacy.erasure_labels import LEDGER_LATER
from talentdb.privacy.erasure_rules import rules
from talentdb.privacy.in_words import section_words
from talentdb.settings import VIETNAM

__all__ = ["TOLD", "erase_box", "listed"]

TOLD = "privacy_told"
_PAGE = 15


def erase_box(
    app: Application, principal: Principal, key: str, person_id: int, ground: str, reason: str,
    request_id: int | None = None,
) -> None:  # fmt: skip
    """First what it would do, with the rows that somebody has to decide about; then, ticked, the erasing.

    Args:
        key: of the widgets; ground: as of `talentdb.privacy.erasure.erase`; reason: proposed.
    """
    with popover(words.ERASE, key, icon=":material/person_off:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        st.caption(words.ERASE_INTRO)
        seen = f"{key}_seen"
        if st.button(words.ERASE_SEE, key=f"{key}_see"):
            st.session_state[seen] = foreseen(app, principal, person_id)
        found: Preview | None = st.session_state.get(seen)
        if found is None:
            return
        st.markdown("\n".join(f"- {line}" for line in lines(found)))
        with st.form(f"{key}_form", border=False):
            places = {
                row.record: words.ERASE_DOUBTFUL_ROW.format(
                    submission=row.submission_id, sheet=row.sheet, row=row.row
                )
                for row in found.doubtful
            }
            also = st.multiselect(
                words.ERASE_DOUBTFUL, list(places), format_func=places.__getitem__, key=f"{key}_also",
                placeholder=words.CHOOSE,
            ) if places else []  # fmt: skip
            typed = st.text_input(words.ERASE_REASON, reason, key=f"{key}_reason", max_chars=300)
            sure = st.checkbox(words.ERASE_SURE, key=f"{key}_sure")
            sent = st.form_submit_button(words.ERASE_NOW, type="primary", key=f"{key}_now")
        if not sent:
            return
        if not sure:
            raise UsageError(words.ERASE_UNSURE, words.ERASE_UNSURE_ADVICE)
        done = carry_out(app, principal, person_id, ground, typed, also, request_id)
        del st.session_state[seen]
        st.session_state[TOLD] = told(done)
        close_and_rerun(key)


def lines(found: Preview) -> list[str]:
    """What erasing would do, a line each."""
    who = [words.ERASE_WHO.format(name=widgets.plain_text(found.who))] if found.who else []
    rows = words.ERASE_ROWS.format(
        rows=widgets.number(sum(found.removed.values())), tables=len(found.removed), files=found.files
    )  # fmt: skip
    kept = [words.ERASE_KEPT.format(**one) for one in found.kept]
    return [*who, rows, *kept, *([words.ERASE_NAMESAKES] if found.namesakes else [])]


def told(done: Erased) -> str:
    """What is said after it; where the answer goes stands nowhere else any more."""
    said = [words.ERASE_DONE.format(number=done.tombstone.number)]
    said += [words.ERASE_KEPT.format(**one) for one in done.tombstone.kept]
    if done.contact:
        said.append(words.ERASE_CONTACT.format(contact=done.contact))
    if done.left:
        said.append(words.ERASE_LEFT.format(tables=", ".join(map(section_words, done.left))))
    if not done.in_ledger:
        said.append(LEDGER_LATER)
    return " ".join(said)


def listed(app: Application, principal: Principal) -> None:
    """The tombstones, newest first."""
    if may(principal, Action.ERASE) and (count := not_carried_out_again(app, principal)):
        st.error(words.PENDING.format(count=count))
    found = known_erasures(app, principal)
    if not found:
        st.info(words.NO_ERASURES)
        return
    pages = widgets.paging("erasures", _PAGE, len(found))
    for one in found[pages.first : pages.first + _PAGE]:
        with st.container(border=True, key=f"erasure_{one.number}"):
            st.html(card(one))
            if one.released is None and may(principal, Action.ERASE):
                _release_box(app, principal, one)
    pages.picker(len(found))


def card(one: Tombstone) -> str:
    """One of them as HTML."""
    head = words.ERASED_HEAD.format(number=one.number, ground=rules().grounds[one.ground].label)
    moment = f"{one.made_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
    by = words.ERASED_BY.format(moment=moment, login=one.login, reason=one.reason)
    rows = words.ERASED_ROWS.format(
        rows=widgets.number(sum(one.removed.values())), tables=len(one.removed), files=len(one.files)
    )  # fmt: skip
    article = words.ERASED_ARTICLE.format(article=one.article)
    more = [words.ERASE_KEPT.format(**part) for part in one.kept]
    if one.released is not None:
        more.append(words.ERASED_RELEASED.format(paper=one.released))
    return (
        f'<div class="hit"><b>{escape(head)}</b><div class="quiet">{escape(by)}</div><div>{escape(article)}</div>'
        f"<div>{escape(rows)}</div>{''.join(f'<div>{escape(line)}</div>' for line in more)}</div>"
    )


def _release_box(app: Application, principal: Principal, one: Tombstone) -> None:
    key = f"erasure_release_{one.number}"
    with popover(words.RELEASE, key, icon=":material/lock_open:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form(f"{key}_form", border=False):
            paper = st.text_input(words.RELEASE_PAPER, key=f"{key}_paper", max_chars=300)
            reason = st.text_input(words.RELEASE_REASON, key=f"{key}_reason", max_chars=300)
            sent = st.form_submit_button(words.SAVE, type="primary", key=f"{key}_save")
        if sent:
            let_in_again(app, principal, one.number, paper, reason)
            st.session_state[TOLD] = words.SAVED
            close_and_rerun(key)

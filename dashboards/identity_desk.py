"""The steward's desk of queue and sample: one pair in front, three buttons with keys, the next at once, undo.

What is in front is remembered by the browser's session only; decisions are made by `dashboards.identity_data`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any, Final, Literal, get_args

import streamlit as st

from dashboards import identity_labels, widgets
from dashboards.application import Application
from dashboards.identity_data import Entry, Verdict, Waiting, decide, look, undo
from dashboards.identity_view import evidence_html, flags_html, pair_html, verdict_html
from talentdb.access.principal import Principal
from talentdb.errors import ConflictError, NotFoundError, TalentdbError
from talentdb.text import format_number

__all__ = ["Desk", "forget", "note", "told"]

_KEEP_SECONDS: Final = 60
"""A list older than this is read anew; until then what another steward decided is told when it is decided again."""
_NOTE: Final = "identity_note"


def note(tone: Literal["success", "warning"], text: str, judgement_id: int | None = None) -> None:
    """What the next run of the page says on top, with an undo where something was decided."""
    st.session_state[_NOTE] = (tone, text, judgement_id)


def told(application: Application, principal: Principal) -> None:
    """Say what was done last, and offer to undo it."""
    if _NOTE not in st.session_state:
        return
    tone, text, judgement_id = st.session_state[_NOTE]
    with st.container(horizontal=True, vertical_alignment="center", key="identity_note_line"):
        if tone == "success":
            st.success(text, icon=":material/task_alt:")
        else:
            st.warning(text, icon=":material/group:")
        if judgement_id is None:
            return
        pressed = st.button(
            identity_labels.UNDO, key=f"undo_{judgement_id}", shortcut="Z", icon=":material/undo:", width="content"
        )
    if pressed:
        take_back(application, principal, judgement_id)


def take_back(application: Application, principal: Principal, judgement_id: int, reason: str = "") -> None:
    """Retract, say so, and go on; also when somebody else retracted it first."""
    try:
        undo(application, principal, judgement_id, reason)
    except (ConflictError, NotFoundError) as error:
        note("warning", _told(error))
    else:
        note("success", identity_labels.UNDONE.format(number=judgement_id))
    forget()
    st.rerun()


def forget() -> None:
    """Read every list anew in the next run: who is who has changed."""
    for key in [key for key in st.session_state if str(key).startswith("identity_list_")]:
        del st.session_state[key]


def _told(error: TalentdbError) -> str:
    return f"{error.message} {error.advice}".strip()


@dataclass(frozen=True, slots=True)
class Desk:
    """One list of pairs, and the pair of it that is in front.

    Args:
        name: tells desks of one session apart; origin: of the judgements made here.
        question: what the list answers; another question is another list.
        read: reads the list.
        verdicts: words of the buttons.
        position: "Cặp {at} trong {n} cặp".
    """

    application: Application
    principal: Principal
    name: str
    origin: Literal["queue", "check"]
    question: object
    read: Callable[[], Waiting]
    verdicts: Mapping[str, str]
    position: str

    @property
    def _list(self) -> str:
        return f"identity_list_{self.name}"

    def waiting(self) -> Waiting:
        """The list, read a short while ago at most."""
        kept = st.session_state.get(self._list)
        if kept is None or kept[0] != self.question or monotonic() - kept[1] > _KEEP_SECONDS:
            kept = (self.question, monotonic(), self.read())
            st.session_state[self._list] = kept
        found: Waiting = kept[2]
        return found

    def at(self, entries: tuple[Entry, ...]) -> int:
        """Place of the pair in front; where it has gone, that of the one after it."""
        key, index = st.session_state.get(f"identity_at_{self.name}", ("", 0))
        return next((n for n, entry in enumerate(entries) if entry.key == key), min(index, len(entries) - 1))

    def go(self, index: int) -> None:
        """Put another pair in front."""
        entries = self.waiting().entries
        key = entries[index % len(entries)].key if entries else ""
        st.session_state[f"identity_at_{self.name}"] = (key, index % max(len(entries), 1))

    def _turn(self, index: int) -> None:
        """On to another pair; what somebody else was faster at is read by now, an undo stays on offer."""
        if st.session_state.get(_NOTE, ("",))[0] == "warning":
            del st.session_state[_NOTE]
        self.go(index)

    def put(self, key: str) -> None:
        """Put the pair of this key in front."""
        st.session_state[f"identity_at_{self.name}"] = (key, 0)

    def show(self, total: int) -> None:
        """The pair in front with its buttons; nothing for an empty list."""
        entries = self.waiting().entries
        at = self.at(entries)
        entry = entries[at]
        reason = self._bar(at, total, entry)
        try:
            found = look(self.application, self.principal, entry.a, entry.b)
        except (ConflictError, NotFoundError) as error:
            note("warning", identity_labels.GONE.format(names=entry.names, message=error.message))
            self._drop(entry, None)
            st.rerun()
        self._buttons(entry, reason)
        st.html(verdict_html(found, entry) + flags_html(found, entry))
        left, right = st.columns([5, 3], gap="medium")
        with left:
            st.html(pair_html(found))
        with right:
            st.subheader(identity_labels.EVIDENCE, help=identity_labels.EVIDENCE_HELP)
            st.html(evidence_html(found))

    def _bar(self, at: int, total: int, entry: Entry) -> str:
        """Where we are in the list, the way to its neighbours, and the reason if one is given."""
        with st.container(horizontal=True, vertical_alignment="center", key="pair_bar"):
            st.button(
                identity_labels.PREVIOUS,
                key=f"{self.name}_previous",
                shortcut="Left",
                on_click=self._turn,
                args=(at - 1,),
            )
            st.button(
                identity_labels.NEXT, key=f"{self.name}_next", shortcut="Right", on_click=self._turn, args=(at + 1,)
            )
            st.markdown(self.position.format(at=format_number(at + 1), n=format_number(total)), width="content")
            reason: str = st.text_input(
                identity_labels.REASON,
                key=f"reason_{entry.key}",
                placeholder=identity_labels.REASON_HINT,
                label_visibility="collapsed",
            )
        return reason.strip()

    def _buttons(self, entry: Entry, reason: str) -> None:
        with st.container(horizontal=True, key="verdicts"):
            pressed = [
                st.button(
                    words,
                    # The key holds the pair: a second press on a key meant for this pair never judges the next one.
                    key=f"{verdict}_{entry.key}",
                    shortcut=identity_labels.VERDICT_KEY[verdict],
                    icon=identity_labels.VERDICT_ICON[verdict],
                    # Where ids contradict each other, no answer is suggested.
                    type="primary" if verdict == "same" and not entry.id_conflict else "secondary",
                    disabled=verdict == "unsure" and entry.unsure,
                    width="stretch",
                )
                for verdict, words in self.verdicts.items()
            ]
        for verdict, was_pressed in zip(get_args(Verdict), pressed, strict=True):
            if was_pressed:
                self._decide(entry, verdict, reason)

    def _decide(self, entry: Entry, verdict: Verdict, reason: str) -> None:
        """Write the verdict and go on; where somebody was faster, say so and go on as well."""
        names = widgets.plain_text(entry.names)
        try:
            judged = decide(self.application, self.principal, entry, verdict, reason, self.origin)
        except (ConflictError, NotFoundError) as error:
            told = identity_labels.MEANWHILE.format(
                names=names, message=widgets.plain_text(error.message), advice=identity_labels.GO_ON
            )
            note("warning", told)
            self.go(self.at(self.waiting().entries) + 1)
            forget()
        else:
            told = identity_labels.DECIDED.format(verdict=self.verdicts[verdict], names=names)
            note("success", told, judged.judgement_id)
            self._drop(entry, verdict)
        st.rerun()

    def _drop(self, entry: Entry, verdict: str | None) -> None:
        """Leave out a pair that was judged. One person of two changes other pairs: all is read anew."""
        if (verdict == "same") == (self.origin == "queue") or verdict is None:
            forget()
            return
        question, when, waiting = st.session_state[self._list]
        counts: dict[str, Any] = dict(waiting.counts)
        status = "unsure" if entry.unsure else "open"
        counts[status] = counts.get(status, 1) - 1
        counts[verdict] = counts.get(verdict, 0) + 1
        entries = tuple(other for other in waiting.entries if other.key != entry.key)
        st.session_state[self._list] = (question, when, replace(waiting, counts=counts, entries=entries))

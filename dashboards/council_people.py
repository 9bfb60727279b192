"""People that a council names: found by name, then the applicant, wanted or left out. Keeps them; solves nothing."""

from typing import Final, TypeAlias

import streamlit as st

from dashboards import council_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.council_data import hits
from talentdb.access.principal import Principal

__all__ = ["APPLICANT", "EXCLUDE", "INCLUDE", "Named", "named_people", "with_person"]

APPLICANT: Final = "applicant"
INCLUDE: Final = "include"
EXCLUDE: Final = "exclude"

Named: TypeAlias = dict[int, tuple[str, str]]
"""Person -> what they are named for, and how they are called."""

_KEPT: Final = "panel_named"
_SHOWN: Final = 20


def with_person(named: Named, person_id: int, use: str, called: str) -> Named:
    """The named people with one more; each person has one use, and there is one applicant."""
    others = {
        number: one
        for number, one in named.items()
        if number != person_id and (use != APPLICANT or one[0] != APPLICANT)
    }
    return {**others, person_id: (use, called)}


def named_people(app: Application, principal: Principal) -> Named:
    """A search for people, a button for each use, and who is named so far, each to be taken back."""
    named: Named = st.session_state.get(_KEPT, {})
    with st.expander(words.NAMED_PEOPLE, expanded=bool(named), key="panel_named_box"):
        st.caption(words.NAMED_HELP)
        asked = st.text_input(words.ADD_BY_NAME, placeholder=words.ADD_BY_NAME_HINT, key="panel_find", max_chars=200)
        if asked.strip():
            _found(app, principal, asked.strip())
        with st.container(horizontal=True, key="panel_named_chips"):
            for number, (use, called) in named.items():
                st.button(
                    words.NAMED_AS.format(use=words.USES[use], name=widgets.plain_text(called)),
                    key=f"panel_named_{number}", icon=":material/close:", help=words.TAKE_BACK,
                    on_click=_forget, args=(number,),
                )  # fmt: skip
    return named


def _found(app: Application, principal: Principal, asked: str) -> None:
    found = {hit["person_id"]: hit for hit in hits(app, principal, asked, _SHOWN)}
    if not found:
        st.info(words.NOBODY_FOUND)
        return

    told = widgets.told_apart({
        number: " · ".join(part for part in (hit["full_name"], widgets.post_line(hit)) if part)
        for number, hit in found.items()
    })  # fmt: skip
    number = st.selectbox(words.FOUND_PEOPLE, list(found), format_func=told.__getitem__)
    with st.container(horizontal=True):
        for use, label in words.USES.items():
            st.button(label, key=f"panel_as_{use}", on_click=_name, args=(number, use, found[number]["full_name"]))


def _name(number: int, use: str, called: str) -> None:
    st.session_state[_KEPT] = with_person(st.session_state.get(_KEPT, {}), number, use, called)


def _forget(number: int) -> None:
    st.session_state[_KEPT] = {one: value for one, value in st.session_state[_KEPT].items() if one != number}

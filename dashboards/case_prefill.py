"""What an address asks for of a new case: plan, instrument, approved need, person. Asks only; the service decides.

An address is anybody's words: a need or person out of the reader's sight is refused as one that there is none of.
"""

from dataclasses import dataclass
from typing import Final

import streamlit as st

from dashboards import case_page_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.case_data import name_of, needs_to_fill
from dashboards.popovers import open_at_once
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.errors import NotFoundError, TalentdbError, UsageError
from talentdb.plans import load_plan
from talentdb.programmes import case_labels
from talentdb.programmes.case_opening import instrument_of

__all__ = ["Prefill", "arrive", "prefilled"]

_ASKED: Final = "case_prefill_asked"
_FOUND: Final = "case_prefill"
_LARGEST: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a new case begins with.

    Args:
        person: number and name; need: number of an approved need.
    """

    plan: str
    instrument: str
    need: int | None
    person: tuple[int, str] | None


def arrive(app: Application, principal: Principal, key: str) -> None:
    """Put what the address asks for into the form, once, and open it.

    Args:
        key: of the popover with the form.
    """
    asked = tuple(st.query_params.get(name, "") for name in ("plan", "instrument", "need", "person"))
    if st.session_state.get(_ASKED, ("", "", "", "")) == asked:
        return
    st.session_state[_ASKED] = asked
    st.session_state.pop(_FOUND, None)
    if not (asked[2] or asked[3]):
        return
    try:
        found = _read(app, principal, *asked)
    except TalentdbError as error:
        widgets.show_error(error)
        return
    st.session_state[_FOUND] = found
    open_at_once(key)
    st.session_state["case_new_plan"] = found.plan
    st.session_state[f"case_new_kind_{found.plan}"] = found.instrument
    st.session_state["case_new_need"] = found.need


def prefilled(plan: str, instrument: str) -> Prefill | None:
    """What the address asked for, as long as the form stands at its instrument."""
    found: Prefill | None = st.session_state.get(_FOUND)
    return found if found is not None and (found.plan, found.instrument) == (plan, instrument) else None


def _read(app: Application, principal: Principal, code: str, kind: str, need: str, person: str) -> Prefill:
    plan = load_plan(code)
    instrument = instrument_of(plan, kind)
    number = _number(need)
    if number is not None:
        if not instrument.needs:
            raise UsageError(case_labels.NEED_OTHER.format(number=number, name=instrument.name))
        if number not in {one.need.number for one in needs_to_fill(app, principal, plan, instrument)}:
            raise NotFoundError(words.NEED_NOT_TO_FILL.format(number=number), words.PREFILL_ADVICE)
    who = _number(person)
    if who is None:
        return Prefill(plan.code, instrument.code, number, None)
    if instrument.subject == "body":
        raise UsageError(case_labels.PERSON_OF_BODY.format(name=instrument.name))
    if not may(principal, Action.SEARCH):
        raise NotFoundError(case_labels.NO_PERSON.format(number=who), words.PREFILL_ADVICE)
    return Prefill(plan.code, instrument.code, number, name_of(app, principal, who))


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text[:20]) <= _LARGEST):
        raise UsageError(words.PREFILL_ODD.format(text=text[:40]), words.PREFILL_ADVICE)
    return int(text)

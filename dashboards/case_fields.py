"""The boxes for what comes with a step of a case: facts by their type, day, decision, reason. Reads no table."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboards import case_page_labels as words
from dashboards.typed_day import day_box, read_day
from talentdb.plans.instruments import Fact, Instrument, Step
from talentdb.text import format_date, format_number

__all__ = ["Given", "fact_boxes", "fact_words", "read_facts", "read_step", "step_boxes"]

Given = Mapping[str, str | None]
"""Code of a fact -> what stands in its box."""


def fact_boxes(facts: Sequence[Fact], key: str) -> dict[str, str | None]:
    """A box for each fact, empty; gives what stands in them."""
    return {fact.code: _box(fact, f"{key}_{fact.code}") for fact in facts}


def _box(fact: Fact, key: str) -> str | None:
    if fact.type == "choice":
        return st.selectbox(
            fact.name, list(fact.choices), index=None, format_func=fact.choices.__getitem__, key=key,
            placeholder=words.CHOOSE, help=fact.help or None,
        )  # fmt: skip
    hint = {"date": words.DATE_HINT, "dong": words.DONG_HINT}.get(fact.type, "")
    return st.text_input(fact.name, key=key, placeholder=hint, max_chars=2000, help=fact.help or None)


def read_facts(facts: Sequence[Fact], given: Given) -> dict[str, Any]:
    """What was typed, without empty boxes; days as days. Raises: UsageError for a day that is none."""
    types = {fact.code: fact.type for fact in facts}
    typed = {code: value.strip() for code, value in given.items() if value and value.strip()}
    return {code: read_day(value) if types[code] == "date" else value for code, value in typed.items()}


def fact_words(instrument: Instrument, code: str, value: str | int) -> tuple[str, str]:
    """Name and value of a fact of a case as people read them."""
    fact = next((one for one in instrument.facts if one.code == code), None)
    if fact is None:
        return code, str(value)
    told = str(value)
    if fact.type == "choice":
        told = fact.choices.get(told, told)
    elif fact.type == "date":
        told = format_date(date.fromisoformat(told))
    elif fact.type == "dong":
        told = format_number(int(value))
    return fact.name, told


def step_boxes(step: Step, facts: Sequence[Fact], key: str) -> dict[str, Any]:
    """Boxes for all that comes with a step; what stands in them, to be read when the form is sent."""
    given: dict[str, Any] = {"facts": fact_boxes(facts, key), "day": "", "paper": "", "reason": ""}
    if step.decision:
        given["paper"] = st.text_input(words.DECISION, key=f"{key}_paper", max_chars=200)
        given["day"] = st.text_input(words.DECISION_DAY, key=f"{key}_day", placeholder=words.DATE_HINT, max_chars=20)
    else:
        given["day"] = day_box(f"{key}_day")
    given["reason"] = st.text_input(
        words.REASON if step.reason else words.NOTE_TEXT, key=f"{key}_reason", max_chars=2000
    )
    return given


def read_step(facts: Sequence[Fact], given: Mapping[str, Any]) -> dict[str, Any]:
    """Options of `take_step` from what was typed. Raises: UsageError for a day that is none."""
    day = given["day"].strip()
    return {
        "facts": read_facts(facts, given["facts"]), "day": read_day(day) if day else None,
        "paper": given["paper"], "reason": given["reason"],
    }  # fmt: skip

"""The form in which an agency types one person: code lists as pickers. Returns values, stores nothing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboards import labels
from dashboards.application import current
from dashboards.data import code_labels
from talentdb.settings import today

__all__ = ["person_form"]

_PICKERS = (
    "sex",
    "ethnicity_code",
    "qualification",
    "academic_title",
    "employment_category",
    "political_theory",
    "state_management",
    "status",
)
_TEXTS = ("position_title", "sub_unit", "field_of_training", "training_institution", "phone", "email", "staff_code")


def person_form(values: Mapping[str, Any], *, key: str) -> dict[str, Any] | None:
    """Draw the form with `values` filled in; the typed values once it is sent, None before."""
    with st.form(f"person_{key}"):
        left, right = st.columns(2)
        typed: dict[str, Any] = {
            "full_name": left.text_input(
                labels.FIELD["full_name"], value=values.get("full_name", ""), key=f"{key}_name"
            ),
            "birth_date": right.date_input(
                labels.FIELD["birth_date"],
                value=date.fromisoformat(values["birth_date"]) if values.get("birth_date") else None,
                min_value=date(1920, 1, 1),
                max_value=today(),
                format="DD/MM/YYYY",
                key=f"{key}_birth",
            ),
            "national_id": left.text_input(
                labels.FIELD["national_id"], key=f"{key}_id", help=labels.NATIONAL_ID_HELP
            ),
        }
        for number, name in enumerate(_PICKERS):
            typed[name] = _pick((right, left)[number % 2], name, values.get(name), f"{key}_{name}")
        for number, name in enumerate(_TEXTS):
            typed[name] = (left, right)[number % 2].text_input(
                labels.FIELD[name], value=values.get(name) or "", key=f"{key}_{name}"
            )
        sent = st.form_submit_button(labels.SUBMIT, type="primary")
    if not sent:
        return None
    return {name: value for name, value in typed.items() if value not in (None, "")}


def _pick(column: DeltaGenerator, name: str, chosen: str | None, key: str) -> str | None:
    """One coded field as a picker; the first choice is nothing."""
    words = code_labels(current(), name)
    options = ["", *words]
    picked: str = column.selectbox(
        labels.FIELD[name],
        options,
        index=options.index(chosen) if chosen in words else 0,
        format_func=lambda code: words.get(code, "—"),
        key=key,
    )
    return picked or None

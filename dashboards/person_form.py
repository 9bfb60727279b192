"""The form in which one person is typed: sections, pickers for coded fields, what is wrong at the field it is in.

Returns what stands in the inputs; reads nothing of it, stores nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from types import ModuleType
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboards import labels, person_labels, widgets
from dashboards.application import current
from dashboards.data import code_labels
from dashboards.person_fields import LANGUAGE_ROWS, NONE_CODE, SECTIONS, as_text, kind_of, list_of
from talentdb.fields import MAY_BE_NONE
from talentdb.settings import today

__all__ = ["person_form"]

_ACROSS: Final = 3
# What every list of people has; the other sections open when something stands in them.
_OPEN: Final = ("identity", "contact", "work", "degrees")
_HINTS: Final = {
    "day": person_labels.DAY_HINT,
    "words": person_labels.SEMICOLON_HINT,
    "national_id": person_labels.NATIONAL_ID_HINT,
}
_YEARS: Final = 3


class _Form:
    """One drawing of the form: what stood, what was typed last, and what was wrong with it."""

    def __init__(
        self, stands: Mapping[str, Any], typed: Mapping[str, Any], wrong: Mapping[str, Sequence[str]], key: str
    ) -> None:
        self._stands, self._typed, self._wrong, self._key = stands, typed, wrong, key

    def shown(self, name: str) -> Any:
        """What the input shows at first: what was typed before, else what stands."""
        return self._typed.get(name, as_text(name, self._stands))

    def known(self, names: Sequence[str]) -> bool:
        """Whether a section has something to show."""
        return any(self.shown(name) or name in self._wrong for name in names)

    def field(self, column: DeltaGenerator, name: str) -> Any:
        """Draw one field with its problems; gives what stands in it."""
        kind = kind_of(name)
        if kind in ("code", "codes", "flag"):
            value = self._pick(column, name, kind)
        else:
            value = self._text(column, name, kind)
        for message in self._wrong.get(name, ()):
            _tell(column, message)
        return value

    def _text(self, column: DeltaGenerator, name: str, kind: str) -> str:
        hint = person_labels.BIRTH_HINT if name == "birth_date" else _HINTS.get(kind)
        masked = self._stands.get("masked_id") if kind == "national_id" else ""
        if masked:
            hint = person_labels.NATIONAL_ID_KEPT.format(masked=masked)
        word = labels.FIELD[name] + (" *" if name == "full_name" else "")
        typed: str = column.text_input(
            word, value=self.shown(name), key=f"{self._key}_{name}", placeholder=hint,
            help=labels.NATIONAL_ID_HELP if kind == "national_id" else None,
        )  # fmt: skip
        return typed

    def _pick(self, column: DeltaGenerator, name: str, kind: str) -> Any:
        key, shown = f"{self._key}_{name}", self.shown(name)
        if kind == "flag":
            flags = list(person_labels.FLAG)
            flag: str = column.selectbox(
                labels.FIELD[name],
                flags,
                index=flags.index(shown),
                format_func=person_labels.FLAG.__getitem__,
                key=key,
            )
            return flag
        words = _words(name)
        if kind == "codes":
            options = [*words, *(code for code in shown if code not in words)]
            return column.multiselect(
                labels.FIELD[name], options, default=shown, format_func=lambda code: words.get(code, code), key=key,
                placeholder=person_labels.PICK_HINT,
            )  # fmt: skip
        codes = ["", *words, *([shown] if shown and shown not in words else [])]
        return column.selectbox(
            labels.FIELD[name], codes, index=codes.index(shown), key=key,
            format_func=lambda code: words.get(code, code or person_labels.NOTHING_CHOSEN),
        )  # fmt: skip

    def languages(self) -> list[list[str]]:
        """Rows of a language and its certificate."""
        words = code_labels(current(), list_of("languages"))
        options, found = ["", *words], []
        shown = self.shown("languages")
        for number in range(max(LANGUAGE_ROWS, len(shown) + 1)):
            code, text = shown[number] if number < len(shown) else ("", "")
            left, right = st.columns([1, 2])
            picked = left.selectbox(
                person_labels.LANGUAGE_N.format(n=number + 1), options, key=f"{self._key}_language_{number}",
                index=options.index(code) if code in words else 0,
                format_func=lambda one: words.get(one, person_labels.NOTHING_CHOSEN),
            )  # fmt: skip
            typed = right.text_input(
                person_labels.CERTIFICATE_N.format(n=number + 1), value=text,
                key=f"{self._key}_certificate_{number}", placeholder=person_labels.CERTIFICATE_HINT,
            )  # fmt: skip
            if picked or typed.strip():
                found.append([picked, typed])
        for message in self._wrong.get("languages", ()):
            _tell(st, message)
        return found

    def ratings(self) -> dict[int, str]:
        """The rating of each of the last years, and of the years that have one."""
        words = code_labels(current(), list_of("annual_ratings"))
        shown: dict[int, str] = self.shown("annual_ratings")
        last = today().year
        years = sorted({*shown, *range(last - _YEARS + 1, last + 1)}, reverse=True)
        columns, found = st.columns(_ACROSS), {}
        for number, year in enumerate(years):
            options = ["", *words]
            picked = columns[number % _ACROSS].selectbox(
                person_labels.RATING_OF.format(year=year), options, key=f"{self._key}_rating_{year}",
                index=options.index(shown[year]) if shown.get(year) in words else 0,
                format_func=lambda one: words.get(one, person_labels.NOTHING_CHOSEN),
            )  # fmt: skip
            if picked:
                found[year] = picked
        return found


def _tell(place: DeltaGenerator | ModuleType, message: str) -> None:
    """What is wrong, under the input it is about."""
    place.markdown(f":small[:red[:material/error: {widgets.plain_text(message)}]]")


def _words(name: str) -> dict[str, str]:
    """Codes of a field with their words; where the code itself is spoken, with it."""
    words = code_labels(current(), list_of(name))
    if name in ("professional_title_code", "research_fields"):
        return {code: person_labels.CODE_AND_WORDS.format(code=code, words=word) for code, word in words.items()}
    told = widgets.told_apart(words)
    return {**told, NONE_CODE: person_labels.NONE_STATED} if name in MAY_BE_NONE else told


def person_form(
    stands: Mapping[str, Any],
    *,
    key: str,
    typed: Mapping[str, Any],
    wrong: Mapping[str, Sequence[str]],
    employers: Mapping[int, str],
    employer: int | None,
) -> dict[str, Any] | None:
    """Draw the form; what stands in it once it is sent, None before.

    Args:
        stands: the stored values, and `masked_id` when a national id is known.
        typed: what stood in the inputs when it was sent last.
        wrong: field -> what is wrong with it.
        employers: bodies that may be chosen as employer; no picker when there is only one.
        employer: the one that is chosen at first.
    Returns: field -> content of its input, "employer" and "day" (text) among them.
    """
    form = _Form(stands, typed, wrong, key)
    with st.form(f"person_{key}", enter_to_submit=False):
        found: dict[str, Any] = {"employer": _employer(employers, typed.get("employer", employer), wrong, key)}
        for section, names in SECTIONS.items():
            title = person_labels.SECTIONS[section]
            box = (
                st.container(border=True)
                if section in _OPEN
                else st.expander(title, expanded=form.known(names), icon=":material/add_circle:")
            )
            with box:
                if section in _OPEN:
                    st.subheader(title)
                found |= _section(form, names)
        found["day"] = _day(typed, wrong, key)
        if wrong:
            fields = " · ".join(dict.fromkeys(labels.FIELD.get(name, person_labels.VALID_FROM_DAY) for name in wrong))
            st.error(person_labels.FIX_FIRST.format(n=len(wrong), fields=fields), icon=":material/error:")
        sent = st.form_submit_button(person_labels.CHECK, type="primary", icon=":material/fact_check:")
    return found if sent else None


def _section(form: _Form, names: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    plain = [name for name in names if kind_of(name) not in ("languages", "ratings")]
    if "languages" in names:
        found["languages"] = form.languages()
    for first in range(0, len(plain), _ACROSS):
        for column, name in zip(st.columns(_ACROSS), plain[first : first + _ACROSS], strict=False):
            found[name] = form.field(column, name)
    if "annual_ratings" in names:
        found["annual_ratings"] = form.ratings()
    return found


def _employer(
    employers: Mapping[int, str], chosen: int | None, wrong: Mapping[str, Sequence[str]], key: str
) -> int | None:
    if len(employers) < 2:
        return next(iter(employers), chosen)
    named = widgets.told_apart(employers)
    options = list(employers)
    first = options.index(chosen) if chosen is not None and chosen in employers else None
    picked: int | None = st.selectbox(
        person_labels.AGENCY_OF_PERSON, options, index=first,
        format_func=named.__getitem__, key=f"{key}_employer", placeholder=person_labels.PICK_HINT,
    )  # fmt: skip
    for message in wrong.get("agency_name", ()):
        _tell(st, message)
    return picked


def _day(typed: Mapping[str, Any], wrong: Mapping[str, Sequence[str]], key: str) -> str:
    column = st.columns(_ACROSS)[0]
    default = date.strftime(today(), "%d/%m/%Y")
    text: str = column.text_input(
        person_labels.VALID_FROM_DAY, value=typed.get("day", default), key=f"{key}_day",
        placeholder=person_labels.DAY_HINT, help=person_labels.VALID_FROM_HELP,
    )  # fmt: skip
    for message in wrong.get("day", ()):
        _tell(column, message)
    return text

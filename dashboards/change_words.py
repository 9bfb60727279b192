"""What a submission changes, in words: people by name and place, field by field, before and after. Pure functions.

Never gives a code, a national id or JSON: what has no words is left out. No queries, no page.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from typing import Any, Final

from dashboards import labels, review_labels
from dashboards.words import Words
from ingest.forms import form_names, load_form
from talentdb.fields import EVIDENCE, RESTRICTED
from talentdb.submissions.diff import DiffRow

__all__ = [
    "ChangedPerson",
    "FieldChange",
    "Line",
    "about_words",
    "changed_person",
    "field_words",
    "line_of",
    "marked",
    "most_changed",
    "place_words",
]

_INNER: Final = frozenset({"family_name", "middle_name", "given_name", "birth_date_precision", "student", *EVIDENCE})
"""Parts of other fields: who reads the whole has read them."""
_ABOUT: Final = ("training_name", "work_title", "award_name", "birth_date", "position_title", "qualification")
"""What tells two people of one name, or two rows of one person, apart at a glance."""
_TRUTH: Final[Mapping[Any, str]] = {True: labels.YES, False: review_labels.NO}
_LIST_SIGN: Final = ", "
_ITEM: Final = re.compile(r",\s*|[^,]+")
_WORD: Final = re.compile(r"\S+\s*|\s+")
# Degrees, posts and days are read as a whole: "Thạc sĩ" and "Tiến sĩ" share a word and mean two things.
_FEW: Final = 6
# Below it two texts have so little in common that marks inside them only confuse.
_ALIKE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list: its record, where it stands, whose it is, and what tells the person from a namesake."""

    record_id: int
    place: str
    full_name: str
    about: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field in words: its name, its label, the value before and after; nothing is the empty text."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedPerson:
    """A person of the last list with what is otherwise now."""

    line: Line
    fields: tuple[FieldChange, ...]


def place_words(sheet: str | None, row: int | None, *, several: bool = False) -> str:
    """Where a row stands, in words.

    Args:
        several: whether the file has more than one sheet, so that a row alone is not enough.
    """
    if not row or not sheet:
        return review_labels.TYPED
    if several:
        return review_labels.ROW_AND_SHEET.format(sheet=sheet, row=row)
    return review_labels.ROW.format(row=row)


def line_of(row: DiffRow, values: Mapping[str, Any], words: Words, *, several: bool = False) -> Line:
    """A row of the difference as a line.

    Args:
        values: the values of the record; empty when they are not at hand.
    """
    place = place_words(row.sheet, row.row, several=several)
    # Of rows of other lists the values are not at hand; their employer tells as much.
    about = about_words(values, words) if values else row.employer
    return Line(row.source_record_id, place, row.full_name, about, row.person_id)


def about_words(values: Mapping[str, Any], words: Words) -> str:
    """The course, work or award of the row; birth date, post and degree of its person; on one line."""
    return " · ".join(filter(None, (words.of(name, values.get(name), values) for name in _ABOUT)))


def field_words(form: str) -> dict[str, str]:
    """Field -> its label: the words of the screens, else those of the form; parts of other fields are left out."""
    own = load_form(form).fields if form in form_names() else {}
    spoken = {name: field.label for name, field in own.items()} | dict(labels.FIELD)
    return {name: word for name, word in spoken.items() if name not in _INNER}


def changed_person(
    line: Line, fields: Mapping[str, tuple[Any, Any]], values: Mapping[str, Any], form: str, words: Words
) -> ChangedPerson:
    """The changed fields in the order of the form.

    Args:
        fields: field -> (before, after).
        values: the values of the record now.
    """
    now = dict(values)
    before = now | {name: pair[0] for name, pair in fields.items()}
    changed = dict(fields)
    if "birth_date_precision" in changed and "birth_date" not in changed:
        # The same day written more or less exactly is a change of the birth date to whoever reads it.
        changed["birth_date"] = (now.get("birth_date"), now.get("birth_date"))
    spoken = field_words(form)
    rows = (_change(name, spoken[name], changed[name], before, now, words) for name in spoken if name in changed)
    return ChangedPerson(line, tuple(row for row in rows if row.before != row.after))


def _change(
    name: str, label: str, pair: tuple[Any, Any], before: Mapping[str, Any], now: Mapping[str, Any], words: Words
) -> FieldChange:
    old, new = pair
    if name in RESTRICTED:
        if old and new:
            return FieldChange(name, label, *review_labels.ID_CHANGED)
        known = review_labels.ID_KNOWN
        return FieldChange(name, label, known if old else "", known if new else "")
    if isinstance(old, bool) or isinstance(new, bool):
        return FieldChange(name, label, *(_TRUTH.get(value, "") for value in pair))
    return FieldChange(name, label, words.of(name, old, before), words.of(name, new, now))


def marked(before: str, after: str) -> tuple[str, str]:
    """Both texts as HTML, escaped; what differs stands in <del> and <ins>: whole texts when they share little."""
    if not before or not after:
        return _mark("del", before), _mark("ins", after)
    listed = _LIST_SIGN in before + after
    old, new = (_ITEM.findall(text) if listed else _WORD.findall(text) for text in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if not listed and (len(old) + len(new) <= _FEW or matcher.ratio() < _ALIKE):
        return _mark("del", before), _mark("ins", after)
    left = right = ""
    for kind, a, b, c, d in matcher.get_opcodes():
        one, other = "".join(old[a:b]), "".join(new[c:d])
        left += escape(one) if kind == "equal" else _mark("del", one)
        right += escape(other) if kind == "equal" else _mark("ins", other)
    return left, right


def _mark(tag: str, text: str) -> str:
    """The text in a tag; blanks at its end stay outside of it."""
    bare = text.rstrip()
    return f"<{tag}>{escape(bare)}</{tag}>{escape(text[len(bare) :])}" if bare else escape(text)


def most_changed(people: Sequence[ChangedPerson]) -> dict[str, tuple[str, int]]:
    """Field -> (label, number of people), the most frequent first."""
    counts: dict[str, tuple[str, int]] = {}
    for person in people:
        for field in person.fields:
            counts[field.name] = (field.label, counts.get(field.name, ("", 0))[1] + 1)
    return dict(sorted(counts.items(), key=lambda item: -item[1][1]))

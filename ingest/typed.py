"""One person typed on a page: the normalisers of a cell and the checks of a row, field by field. Stores nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ingest.checks.lists import check_row
from ingest.normalise import Evidence, normalise
from ingest.normalise.coded import position_level_of
from ingest.problems import Problem
from talentdb.fields import CODED, LISTS, MAY_BE_NONE

__all__ = ["TypedPerson", "typed_person"]

# A value goes with another one: whoever types the first anew has said nothing of the second as it stood.
_FOLLOWS: Final = {
    "full_name": ("family_name", "middle_name", "given_name"),
    "birth_date": ("birth_date_precision",),
    "training_end": ("training_end_precision",),
    "position_title": ("position_level",),
}


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """What was typed, read: `changes` field -> value (None: taken away), `problems` with their field."""

    changes: Mapping[str, Any]
    problems: tuple[Problem, ...]


def typed_person(typed: Mapping[str, Any], known: Mapping[str, Any] | None = None) -> TypedPerson:
    """Read the fields that were typed or picked.

    Args:
        typed: field -> text to be read, a code picked from its list, entries of a list field, or None to take the
            value away; no entries take it away too, except where "none" is a statement (`MAY_BE_NONE`). An
            entry of `languages` is {"language": code, "text": certificate} or one as it is stored.
        known: values that stand and were not touched; they are checked together with the typed ones.
    """
    known = known or {}
    changes: dict[str, Any] = {}
    hints: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in typed.items():
        for follower in _FOLLOWS.get(name, ()):
            if follower in known and follower not in typed:
                changes.setdefault(follower, None)
        if value in (None, "", []) and not (value == [] and name in MAY_BE_NONE):
            changes[name] = None
            continue
        values, weak, found = _read(name, value)
        changes |= values
        hints |= weak
        problems += [problem if problem.field else replace(problem, field=name) for problem in found]
    _fill(changes, hints, known)
    whole = {name: value for name, value in {**known, **changes}.items() if value is not None}
    return TypedPerson(changes, (*problems, *check_row(0, whole, {})))


def _read(name: str, value: Any) -> tuple[Mapping[str, Any], Mapping[str, Any], Sequence[Problem]]:
    """Values, weaker values and problems of one field; what is no text was picked from a list and stands."""
    if name == "languages":
        return _languages(value)
    if name in CODED or not isinstance(value, str):
        return {name: value}, {}, ()
    # the page asks for day/month/year: nothing is left open
    result = normalise(value, Evidence(name, month_first=False))
    return result.values, result.hints, result.problems


def _languages(
    entries: Sequence[Mapping[str, Any]],
) -> tuple[Mapping[str, Any], Mapping[str, Any], Sequence[Problem]]:
    found: list[Any] = []
    problems: list[Problem] = []
    for entry in entries:
        if "text" not in entry:
            found.append(dict(entry))
            continue
        text = str(entry["text"]).strip()
        # without a certificate the language alone counts: "co" is the word for "knows it"
        result = normalise(text or "có", Evidence("languages", variant=str(entry["language"])))
        found += result.values.get("languages", ())
        problems += result.problems
    return {"languages": found or None}, {}, problems


def _fill(changes: dict[str, Any], hints: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    """What one value says of another field counts where nobody says anything else of it."""
    for name, value in hints.items():
        if name not in LISTS and changes.get(name) is None and known.get(name) is None:
            changes[name] = value
    title = changes.get("position_title")
    if title and changes.get("position_level") is None and (level := position_level_of(title)):
        changes["position_level"] = level

"""What is said about columns: those asked about, those left aside and why, and fields that a form must have."""

from collections.abc import Mapping, Sequence

from ingest.columns.match import ColumnMatch
from ingest.forms import Form
from ingest.problems import Problem, problem

__all__ = ["column_problems"]


def column_problems(matches: Sequence[ColumnMatch], form: Form) -> list[Problem]:
    """One problem at most a column without a field; nothing of running numbers, notes and columns without words.

    A column is asked about when headers or contents speak for a field, and only named where nothing does.
    """
    found = [p.at(None, None, m.letter, None) for m in matches if (p := _of_column(m, form)) is not None]
    return found + _missing(matches, form)


def _of_column(match: ColumnMatch, form: Form) -> Problem | None:
    params: Mapping[str, str] = {"column": match.letter, "header": match.header}
    if (
        match.field is not None
        or match.known in ("ordinal", "note", "collective")
        or (match.blank and not match.header)
    ):
        return None
    if match.known:
        return problem("column.not_kept", match.header, **params)
    if match.rival:
        return problem("column.second", match.header, other=match.rival, **params)
    if match.guesses and not match.blank:
        labels = [form.fields[name].label for name in match.guesses]
        return problem("column.doubtful", match.header, suggestion=labels[0], candidates="; ".join(labels), **params)
    return problem("column.unknown", match.header, **params)


def _missing(matches: Sequence[ColumnMatch], form: Form) -> list[Problem]:
    """Fields that the form must have and no column gives; a family and a given name are a name."""
    fields = {m.field for m in matches} | {name for m in matches if m.field for name in m.also}
    missing = [
        f for n, f in form.fields.items() if f.required and n not in fields and not (f.from_title or f.from_group)
    ]
    split = "given_name" in fields
    return [
        problem("column.required_missing", name=f.name, label=f.label).at(None, None, None, None)
        for f in missing
        if not (f.name == "full_name" and split)
    ]

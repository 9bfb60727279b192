"""One person typed in or corrected: what stands, what the typed would change, and handing it in as a submission.

Each function is one unit of work in the caller's name. Checking stores nothing; handing in checks again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from dashboards import labels, person_labels
from dashboards.application import Application
from dashboards.frames import person_link
from dashboards.person_fields import typed_values
from dashboards.words import Words
from ingest.checks.registry import registry_problems
from ingest.normalise import Evidence
from ingest.normalise.dates import parse_date
from ingest.problems import Problem, catalogue
from ingest.typed import typed_person
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, mask_national_id, require
from talentdb.db.lookup import list_agencies
from talentdb.errors import DataError
from talentdb.fields import PEOPLE_FIELDS, RESTRICTED, TRAINING_FIELDS
from talentdb.people.profile import list_people
from talentdb.settings import today
from talentdb.submissions.draft import ProblemDraft, Receipt, SubmissionDraft
from talentdb.submissions.manual import correction, manual_entry
from talentdb.submissions.receive import receive
from talentdb.text import fold

__all__ = ["Checked", "Subject", "check", "employers_of", "hand_in", "new_person", "row_of"]

_MOST_TWINS = 10


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the form is about: nobody yet, or a person as one row has them.

    Args:
        record: number of the row that is corrected; None for a new person.
        stands: its values without the national id; `masked_id` among them when it has one.
        employer: body that employs the person by it.
        person_id: number of the person, not to be told as a twin of themselves.
    """

    record: int | None
    stands: Mapping[str, Any]
    employer: int | None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What the typed values are worth.

    Args:
        wrong: field -> what keeps it from being taken ("day" among the fields).
        doubts: what may be handed in, but should be looked at.
        changes: field, before (of corrections) and after, in words.
        twins: people whom it may be, as far as this account may see them.
    """

    wrong: Mapping[str, tuple[str, ...]]
    doubts: tuple[str, ...]
    changes: pd.DataFrame
    twins: pd.DataFrame


def employers_of(application: Application, principal: Principal) -> dict[int, str]:
    """Bodies whose people this account may type in: its own with all below it, or all for those who decide."""
    with unit_of_work(application.engine, principal) as connection:
        rows = list_agencies(connection)
    if principal.role is not Role.AGENCY:
        return {row["agency_id"]: row["name"] for row in rows}
    below: dict[str | None, list[dict[str, Any]]] = {}
    for row in rows:
        below.setdefault(row["parent"], []).append(row)
    found = [row for row in rows if row["agency_id"] == principal.agency_id]
    for row in found:
        found += below.get(row["code"], ())
    return {row["agency_id"]: row["name"] for row in found}


def new_person(principal: Principal) -> Subject:
    """Nobody yet; at an agency's own body unless another is chosen."""
    return Subject(None, {}, principal.agency_id)


def row_of(application: Application, principal: Principal, record: int, person_id: int) -> Subject:
    """A row to be corrected.

    Raises: NotFoundError when this account does not see it.
    """
    _require(principal)
    with unit_of_work(application.engine, principal) as connection:
        row = correction(connection, application.keyring, record, {}, today()).records[0]
    stands = {name: value for name, value in row.values.items() if name not in RESTRICTED}
    if row.values.get("national_id"):
        stands["masked_id"] = mask_national_id(str(row.values["national_id"]))
    return Subject(record, stands, row.employer_id, person_id)


def check(application: Application, principal: Principal, subject: Subject, inputs: Mapping[str, Any]) -> Checked:
    """Read the inputs of the form as a cell is read, and tell what handing them in would do."""
    _require(principal)
    with unit_of_work(application.engine, principal) as connection:
        changes, problems, wrong = _read(connection, application, principal, subject, inputs)
        whole = {**subject.stands, **changes}
        twins = [] if wrong else _twins(connection, principal, subject, whole)
    words = Words(application)
    return Checked(
        wrong=wrong,
        doubts=tuple(dict.fromkeys(_spoken(problem) for problem in problems if problem.severity == "warning")),
        changes=_change_frame(words, subject, changes, inputs, employers_of(application, principal)),
        twins=_twin_frame(words, twins, whole),
    )


def hand_in(application: Application, principal: Principal, subject: Subject, inputs: Mapping[str, Any]) -> Receipt:
    """Store what was typed as a submission that waits for its review; the number is on the receipt.

    Raises: DataError when something in it is wrong, or nothing was changed; NotFoundError when the row is gone.
    """
    _require(principal)
    with unit_of_work(application.engine, principal) as connection:
        changes, problems, wrong = _read(connection, application, principal, subject, inputs)
        if wrong or not (changes or _moved(subject, inputs)):
            told = " ".join(message for found in wrong.values() for message in found)
            raise DataError(told or person_labels.NOTHING_CHANGED, person_labels.CHECK_FIELDS if told else "")
        draft = _draft(connection, application, principal, subject, changes, inputs, problems)
        return receive(connection, principal, application.keyring, draft, state="submitted")


def _require(principal: Principal) -> None:
    require(principal, Action.UPLOAD if principal.role is Role.AGENCY else Action.REVIEW)


def _read(
    connection: Connection,
    application: Application,
    principal: Principal,
    subject: Subject,
    inputs: Mapping[str, Any],
) -> tuple[dict[str, Any], list[Problem | ProblemDraft], dict[str, tuple[str, ...]]]:
    """Changes, what was found in them, and field -> what keeps them from being taken."""
    typed = typed_values(subject.stands, inputs)
    known = {name: value for name, value in subject.stands.items() if name != "masked_id"}
    found = typed_person(typed, known)
    problems: list[Problem | ProblemDraft] = list(found.problems)
    wrong: dict[str, tuple[str, ...]] = {}
    for problem in found.problems:
        if problem.severity == "error":
            field = problem.field or "full_name"
            wrong[field] = (*wrong.get(field, ()), _spoken(problem))
    changes = {name: value for name, value in found.changes.items() if value != known.get(name)}
    if not {**known, **changes}.get("full_name"):
        wrong.setdefault("full_name", (person_labels.NO_NAME,))
    if _day_of(inputs) is None:
        wrong["day"] = (person_labels.WRONG_DAY,)
    if inputs.get("employer") is None:
        wrong["agency_name"] = (person_labels.NO_AGENCY,)
    if changes and not wrong:
        draft = _draft(connection, application, principal, subject, changes, inputs, ())
        told = registry_problems(connection, application.keyring, draft)
        # a corrected name is another one than the registry has under that number, on purpose
        own = subject.record is not None and "national_id" not in changes
        problems += [problem for problem in told if not (own and problem.code == "registry.other_name")]
    return changes, problems, wrong


def _moved(subject: Subject, inputs: Mapping[str, Any]) -> bool:
    """Whether another body is named as the employer of a person that is corrected."""
    return subject.record is not None and inputs.get("employer") != subject.employer


def _day_of(inputs: Mapping[str, Any]) -> date | None:
    """The day from which it is true; None for no day, and for one to come."""
    parsed = parse_date(str(inputs.get("day") or ""), Evidence("recruitment_date", month_first=False))
    if isinstance(parsed, Problem) or parsed[1] != "day" or parsed[0] > today():
        return None
    return parsed[0]


def _draft(
    connection: Connection, application: Application, principal: Principal, subject: Subject,
    changes: Mapping[str, Any], inputs: Mapping[str, Any], problems: Sequence[Problem | ProblemDraft],
) -> SubmissionDraft:  # fmt: skip
    told = tuple(_problem_draft(problem) for problem in problems)
    day, employer = _day_of(inputs) or today(), int(inputs["employer"])
    if subject.record is None:
        # Those who decide type in the name of the body; an agency hands in its own people and those of its units.
        own = principal.agency_id if principal.agency_id is not None else employer
        present = {name: value for name, value in changes.items() if value is not None}
        return manual_entry(own, present, day, employer_id=employer, problems=told)
    draft = correction(connection, application.keyring, subject.record, changes, day)
    return _with(draft, employer, told)


def _with(draft: SubmissionDraft, employer: int, problems: tuple[ProblemDraft, ...]) -> SubmissionDraft:
    records = tuple(replace(record, employer_id=employer) for record in draft.records)
    return replace(draft, records=records, problems=problems)


def _spoken(problem: Problem | ProblemDraft) -> str:
    """The message without advice that is about files: here nobody has columns to format."""
    entry = catalogue().get(problem.code)
    if entry is None or not any(word in entry.advice for word in person_labels.OF_FILES):
        return problem.message
    return problem.message.removesuffix(entry.advice).strip()


def _problem_draft(problem: Problem | ProblemDraft) -> ProblemDraft:
    if isinstance(problem, ProblemDraft):
        return ProblemDraft(problem.code, problem.severity, problem.message, field=problem.field)
    return ProblemDraft(
        code=problem.code,
        severity=problem.severity,  # type: ignore[arg-type]  # the catalogue has no other
        message=_spoken(problem),
        field=problem.field,
        raw=problem.raw or None,
        suggestion=problem.suggestion,
    )


def _change_frame(
    words: Words,
    subject: Subject,
    changes: Mapping[str, Any],
    inputs: Mapping[str, Any],
    employers: Mapping[int, str],
) -> pd.DataFrame:
    """What changes, in the order of the form; parts of names and precisions go with their field."""
    after = {**subject.stands, **changes}
    rows = [
        (labels.FIELD[name], _shown(words, name, subject.stands), _shown(words, name, after))
        for name in (*PEOPLE_FIELDS, *TRAINING_FIELDS)
        if name in changes and name in labels.FIELD
    ]
    if _moved(subject, inputs) or (subject.record is None and rows):
        was, now = employers.get(subject.employer or 0, ""), employers.get(inputs.get("employer") or 0, "")
        rows.append((labels.FIELD["agency_name"], was, now))
    columns = (person_labels.PROVENANCE_COLUMNS["field"], person_labels.BEFORE, person_labels.AFTER)
    frame = pd.DataFrame([[cell or person_labels.NOTHING for cell in row] for row in rows], columns=columns)
    if subject.record is None:
        frame = frame.drop(columns=person_labels.BEFORE).rename(
            columns={person_labels.AFTER: person_labels.PROVENANCE_COLUMNS["value"]}
        )
    return frame


def _shown(words: Words, name: str, values: Mapping[str, Any]) -> str:
    value = values.get(name)
    if name == "national_id":
        return mask_national_id(str(value)) if value else str(values.get("masked_id", ""))
    if value is False:
        return person_labels.FLAG["no"]
    return words.of(name, value, values)


def _twins(
    connection: Connection, principal: Principal, subject: Subject, whole: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """People of the same name, with marks or without, whom this account sees; of a correction only for a new name."""
    name = str(whole.get("full_name") or "")
    if subject.record is not None and fold(name) == fold(str(subject.stands.get("full_name") or "")):
        return []
    page = list_people(connection, principal, words=name, limit=5 * _MOST_TWINS)
    same = [
        row for row in page.rows if fold(row["full_name"]) == fold(name) and row["person_id"] != subject.person_id
    ]
    return same[:_MOST_TWINS]


def _likeness(row: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    same_name = row["full_name"] == whole.get("full_name")
    found = [person_labels.TWIN_NAME if same_name else person_labels.TWIN_NAME_FOLDED]
    for field, word in person_labels.TWIN_FIELDS.items():
        if whole.get(field) and row.get(field) == whole[field]:
            found.append(word)
        elif field == "birth_date" and whole.get(field) and str(row.get(field))[:4] == str(whole[field])[:4]:
            found.append(person_labels.TWIN_YEAR)
    return ", ".join(found)


def _twin_frame(words: Words, twins: Sequence[Mapping[str, Any]], whole: Mapping[str, Any]) -> pd.DataFrame:
    shown = ("birth_date", "position_title", "agency_name")
    return pd.DataFrame(
        {
            labels.FIELD["full_name"]: [person_link(row["person_id"], row["full_name"]) for row in twins],
            **{labels.FIELD[name]: [words.of(name, row.get(name), row) for row in twins] for name in shown},
            person_labels.TWIN_LIKE: [_likeness(row, whole) for row in twins],
        }
    )

"""A list against the registry: people who are retired, deceased or with another employer there. Stores nothing."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from sqlalchemy import Connection

from ingest.problems import Problem, problem
from talentdb.access.keyring import Keyring
from talentdb.people.standing import Standing, standings
from talentdb.submissions.draft import ProblemDraft, RecordDraft, SubmissionDraft
from talentdb.text import format_date, tone_key

__all__ = ["registry_problems"]

_ENDED: Final = {"retired": "registry.retired", "deceased": "registry.deceased"}


def registry_problems(connection: Connection, keyring: Keyring, draft: SubmissionDraft) -> list[ProblemDraft]:
    """Problems of the rows whose national id the registry knows, under the rights of the connection's role."""
    digests = {
        index: keyring.national_id_hmac(str(record.values["national_id"]))
        for index, record in enumerate(draft.records)
        if record.values.get("national_id") and not record.refused
    }
    known = standings(connection, set(digests.values()))
    letters = _letters(draft)
    found = []
    for index, digest in digests.items():
        if standing := known.get(digest):
            record = draft.records[index]
            for one in _compare(record, standing, draft.as_of):
                letter = letters.get((record.sheet, one.field or ""))
                found.append(_draft(one.at(record.sheet, record.row_no, letter, None)))
    return found


def _compare(record: RecordDraft, standing: Standing, as_of: date) -> Iterator[Problem]:
    name = str(record.values.get("full_name", ""))
    since = format_date(standing.since)
    if tone_key(name) != standing.name_toned:
        yield problem("registry.other_name", name, name="national_id", row=record.row_no)
        return
    status = record.values.get("status") or "working"
    code = _ENDED.get(standing.status or "")
    if code and status == "working":
        yield problem(code, name, name="status" if "status" in record.values else "full_name", since=since)
    elif record.employer_id not in standing.agency_ids and status == "working":
        # a list older than what the registry knows tells of an employer that was left
        code = "registry.moved_on" if standing.since > as_of else "registry.moved"
        yield problem(code, name, name="full_name", agency=standing.agency_name, since=since)


def _letters(draft: SubmissionDraft) -> Mapping[tuple[str, str], str]:
    """Sheet and field -> letter of the column, by how the file was understood."""
    return {
        (sheet["sheet"], column["field"]): column["column"]
        for sheet in draft.understanding.get("sheets", ())
        for table in sheet["tables"]
        for column in table["columns"]
        if column["field"]
    }


def _draft(found: Problem) -> ProblemDraft:
    return ProblemDraft(
        code=found.code,
        severity=found.severity,  # type: ignore[arg-type]  # the catalogue has no other
        message=found.message,
        sheet=found.sheet,
        cell=found.cell,
        row_no=found.row,
        field=found.field,
        raw=found.raw,
        suggestion=found.suggestion,
    )

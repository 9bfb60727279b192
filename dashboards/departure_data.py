"""People whom an agency's newest list does not name any more: who they are, and handing in what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from dashboards.application import Application
from dashboards.words import Words
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.people.employers import GONE
from talentdb.people.profile import list_people
from talentdb.submissions.departures import Departure, departures
from talentdb.submissions.diff import diff
from talentdb.submissions.draft import Receipt, SubmissionDraft
from talentdb.submissions.manual import correction
from talentdb.submissions.query import list_submissions, records
from talentdb.submissions.receive import receive

__all__ = ["Absences", "Absent", "absences", "answer"]

_MOST_LISTS: Final = 1_000
_EVERYBODY: Final = 100_000


@dataclass(frozen=True, slots=True)
class Absent:
    """A person whom the newest list of the body does not name; `seen`: as-of day of the newest row that does.

    Args:
        record: number of that row.
        agency_id: whose list it is; `list_day`: as-of day of the list without the person.
    """

    person_id: int
    record: int
    agency_id: int
    full_name: str
    post: str
    seen: date
    list_day: date


@dataclass(frozen=True, slots=True)
class Absences:
    """Who is to be asked about, and for how many an answer waits for its review."""

    people: tuple[Absent, ...]
    waiting: int


def absences(application: Application, principal: Principal) -> Absences:
    """People of the agency and its units whom the newest approved list leaves out and nobody has spoken of since."""
    require(principal, Action.SEE_OWN_PEOPLE)
    words = Words(application)
    with unit_of_work(application.engine, principal) as connection:
        own = {row["person_id"]: row for row in list_people(connection, principal, limit=_EVERYBODY).rows}
        found = [one for last in _newest_lists(connection) for one in _absent(connection, last, own, words)]
        answered = _answered(connection) if found else set()
    asked = tuple(one for one in found if _who(own[one.person_id]) not in answered)
    return Absences(asked, len(found) - len(asked))


def _newest_lists(connection: Connection) -> list[Mapping[str, Any]]:
    """Of each body in sight the newest approved list of people that came as a file."""
    newest: dict[int, Mapping[str, Any]] = {}
    for row in list_submissions(connection, states=("approved",), limit=_MOST_LISTS):
        if row["form"] == "people" and row["origin"] == "workbook":
            before = newest.get(row["agency_id"])
            if before is None or (row["as_of"], row["submission_id"]) > (before["as_of"], before["submission_id"]):
                newest[row["agency_id"]] = row
    return list(newest.values())


def _absent(
    connection: Connection, last: Mapping[str, Any], own: Mapping[int, Mapping[str, Any]], words: Words
) -> list[Absent]:
    number, day = last["submission_id"], last["as_of"]
    first = records(connection, number, limit=1)[0]["source_record_id"]
    found = []
    for missing in diff(connection, number).missing:
        row = own.get(missing.person_id or 0)
        # a row that came after the list says already what became of the person
        if row is None or row.get("status") in GONE or row["source_record_id"] > first:
            continue
        found.append(
            Absent(
                row["person_id"],
                missing.source_record_id,
                last["agency_id"],
                row["full_name"],
                ", ".join(
                    filter(None, (row.get("position_title"), words.of("birth_date", row.get("birth_date"), row)))
                ),
                date.fromisoformat(row["as_of"]),
                day,
            )
        )
    return found


def _who(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["full_name"], row.get("birth_date")


def _answered(connection: Connection) -> set[tuple[Any, ...]]:
    """Whom typed submissions that wait speak of."""
    waiting = list_submissions(connection, states=("submitted",), limit=_MOST_LISTS)
    typed = [row["submission_id"] for row in waiting if row["origin"] == "manual"]
    return {_who({"full_name": "", **one["values"]}) for number in typed for one in records(connection, number)}


def answer(
    application: Application, principal: Principal, people: Mapping[Absent, str], day: date
) -> tuple[Receipt, ...]:
    """Hand in what became of the people from `day` on: one submission a body.

    Args:
        people: person -> status, as in the code list `status`.
    """
    require(principal, Action.UPLOAD)
    told: dict[int, dict[Absent, str]] = {}
    for one, status in people.items():
        told.setdefault(one.agency_id, {})[one] = status
    with unit_of_work(application.engine, principal) as connection:
        return tuple(
            receive(connection, principal, application.keyring, draft, state="submitted")
            for agency_id, group in told.items()
            for draft in _drafts(connection, application, agency_id, group, day)
        )


def _drafts(
    connection: Connection, application: Application, agency_id: int, group: Mapping[Absent, str], day: date
) -> tuple[SubmissionDraft, ...]:
    """The drafts of those who are gone; who is still there stands in the same one, with the row as it was."""
    gone = [Departure(one.record, status, day) for one, status in group.items() if status in GONE]
    drafts = departures(connection, application.keyring, agency_id, gone) if gone else ()
    staying = [
        correction(connection, application.keyring, one.record, {"status": status}, day)
        for one, status in group.items()
        if status not in GONE
    ]
    if not staying:
        return drafts
    base = drafts[0] if drafts else staying[0]
    rows = [*(drafts[0].records if drafts else ()), *(draft.records[0] for draft in staying)]
    records_of_all = tuple(replace(row, row_no=number) for number, row in enumerate(rows, 1))
    return (replace(base, records=records_of_all), *drafts[1:])

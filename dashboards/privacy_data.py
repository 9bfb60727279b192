"""What the page of personal data reads and writes: one unit of work each."""

from datetime import date, datetime

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.privacy import incidents, requests
from talentdb.privacy.file_formats import as_json, as_workbook
from talentdb.privacy.incidents import Incident
from talentdb.privacy.person_file import person_file
from talentdb.privacy.requests import Request
from talentdb.privacy.withdrawal_ledger import withdrawals_kept
from talentdb.services.locked_file import locked_workbook

__all__ = [
    "add_incident",
    "add_request",
    "everything_held",
    "incident_step",
    "known_incidents",
    "known_requests",
    "name_person",
    "step",
]


def known_requests(app: Application, principal: Principal) -> tuple[Request, ...]:
    """Open ones by their last day, then the ended."""
    with unit_of_work(app.engine, principal) as connection:
        return requests.list_requests(connection)


def add_request(
    app: Application, principal: Principal, kind: str, requester: str, text: str,
    *, received: date, channel: str, contact: str, third: bool, person_id: int | None,
) -> int:  # fmt: skip
    """Write one down; gives its number."""
    with unit_of_work(app.engine, principal) as connection:
        return requests.receive(
            connection, principal, kind, requester, text,
            received=received, channel=channel, contact=contact, third=third, person_id=person_id,
        ).number  # fmt: skip


def step(
    app: Application, principal: Principal, number: int, act: str, text: str, *, day: date, article: str
) -> bool:
    """Add what was done about a request; false where a withdrawal that it brought stands in the database alone."""
    with unit_of_work(app.engine, principal) as connection:
        requests.record(connection, principal, number, act, text, day=day, article=article)
    if act != "done":
        return True
    with unit_of_work(app.engine, principal) as connection:
        return withdrawals_kept(connection, app.home)


def name_person(app: Application, principal: Principal, number: int, person_id: int) -> None:
    """Say whose data a request is about."""
    with unit_of_work(app.engine, principal) as connection:
        requests.identify(connection, principal, number, person_id)


def known_incidents(app: Application, principal: Principal) -> tuple[Incident, ...]:
    """Open ones first."""
    with unit_of_work(app.engine, principal) as connection:
        return incidents.list_incidents(connection)


def add_incident(
    app: Application, principal: Principal, kind: str, text: str, detected_at: datetime,
    *, may_harm: bool, is_cyber: bool, affected: int | None,
) -> int:  # fmt: skip
    """Write one down; gives its number."""
    with unit_of_work(app.engine, principal) as connection:
        return incidents.record_incident(
            connection, principal, kind, text, detected_at, may_harm=may_harm, is_cyber=is_cyber, affected=affected
        ).number


def incident_step(
    app: Application, principal: Principal, number: int, act: str, text: str, done_at: datetime
) -> None:
    """Add what was done about an incident."""
    with unit_of_work(app.engine, principal) as connection:
        incidents.record_step(connection, principal, number, act, text, done_at)


def everything_held(
    app: Application, principal: Principal, person_id: int, purpose: str, password: str = ""
) -> tuple[bytes, bytes]:
    """All that is held on a person, as a workbook and as JSON; logged. With a password the workbook alone, locked."""
    with unit_of_work(app.engine, principal) as connection:
        found = person_file(connection, principal, person_id, purpose)
        workbook = as_workbook(found)
        return (locked_workbook(workbook, password), b"") if password else (workbook, as_json(found))

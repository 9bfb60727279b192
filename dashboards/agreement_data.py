"""What the page of personal data reads and writes of agreements with other bodies: one unit of work each."""

from datetime import date

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.privacy import agreements
from talentdb.privacy.agreements import Agreement, Given, Handover
from talentdb.search.selection import select_people

__all__ = ["add_agreement", "end", "give_data", "known_agreements", "register_file"]


def known_agreements(app: Application, principal: Principal) -> tuple[tuple[Agreement, tuple[Handover, ...]], ...]:
    """Each with what was given under it."""
    with unit_of_work(app.engine, principal) as connection:
        given = agreements.list_handovers(connection)
        return tuple(
            (one, tuple(each for each in given if each.agreement == one.number))
            for one in agreements.list_agreements(connection)
        )


def add_agreement(
    app: Application, principal: Principal, *, paper: str, signed: date, receiver: str, purpose: str, subjects: str,
    fields: list[str], basis: str, begins: date, ends: date,
) -> int:  # fmt: skip
    """Write one down; gives its number."""
    with unit_of_work(app.engine, principal) as connection:
        return agreements.record_agreement(
            connection, principal, paper=paper, signed=signed, receiver=receiver, purpose=purpose, subjects=subjects,
            fields=fields, basis=basis, begins=begins, ends=ends,
        ).number  # fmt: skip


def end(app: Application, principal: Principal, number: int, day: date) -> None:
    """End one before its time."""
    with unit_of_work(app.engine, principal) as connection:
        agreements.end_agreement(connection, principal, number, day)


def give_data(
    app: Application, principal: Principal, number: int, query: str, *, recipient: str, fields: list[str],
    password: str,
) -> Given:  # fmt: skip
    """The locked file of whom the words find."""
    index = app.open_index()
    with unit_of_work(app.engine, principal) as connection:
        wanted = select_people(connection, principal, index, query)
        return agreements.give(
            connection, principal, number, recipient=recipient, fields=fields, password=password,
            filters=wanted.filters, person_ids=wanted.person_ids, keyring=app.keyring,
        )  # fmt: skip


def register_file(app: Application, principal: Principal) -> tuple[str, bytes]:
    """Name and content of the register; its making is logged."""
    with unit_of_work(app.engine, principal) as connection:
        return agreements.register(connection, principal)

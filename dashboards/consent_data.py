"""What the page of personal data reads and writes of consent: one unit of work each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.privacy import consent
from talentdb.privacy.consent import Consent, Text
from talentdb.privacy.withdrawal_ledger import pending, read_withdrawals, withdrawals_file

__all__ = ["Known", "known", "not_withdrawn_again", "record", "write"]


@dataclass(frozen=True, slots=True)
class Known:
    """What the tab shows.

    Args:
        purposes: purpose of lists that rest on consent -> sensitive fields in them.
    """

    purposes: Mapping[str, tuple[str, ...]]
    texts: tuple[Text, ...]
    newest: tuple[Consent, ...]


def known(app: Application, principal: Principal) -> Known:
    """Purposes, texts, and what was written down last."""
    with unit_of_work(app.engine, principal) as connection:
        return Known(
            consent.purposes(connection), consent.list_texts(connection), consent.newest_consents(connection)
        )


def write(app: Application, principal: Principal, purpose: str, body: str) -> Text:
    """Keep a new version of a text."""
    with unit_of_work(app.engine, principal) as connection:
        return consent.write_text(connection, principal, purpose, body)


def record(
    app: Application, principal: Principal, person_id: int, text: int, *, day: date, channel: str, paper: str
) -> None:
    """Write down that somebody consented."""
    with unit_of_work(app.engine, principal) as connection:
        consent.give(connection, principal, person_id, text, day=day, channel=channel, paper=paper)


def not_withdrawn_again(app: Application, principal: Principal) -> int:
    """How many withdrawals the ledger tells of that the database does not know: an old backup was restored."""
    with unit_of_work(app.engine, principal) as connection:
        return len(pending(connection, read_withdrawals(withdrawals_file(app.home))))

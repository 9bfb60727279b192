"""What the page of personal data reads and writes of the registry of processing: one unit of work each."""

from collections.abc import Sequence
from datetime import date

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.privacy import data_sets
from talentdb.privacy.data_sets import Processing
from talentdb.privacy.retention import Over, overdue

__all__ = ["declare", "is_undeclared", "known_processing", "whose_time_is_over"]


def known_processing(app: Application, principal: Principal) -> tuple[Processing, ...]:
    """What bodies hand in, with the line that covers it."""
    with unit_of_work(app.engine, principal) as connection:
        return data_sets.processing(connection, principal)


def declare(
    app: Application, principal: Principal, *, basis: str, paper: str, paper_day: date, purpose: str,
    agency_code: str, form: str, sensitive: Sequence[str], responsible: str, kept_until: date | None,
    kept_years: int | None,
) -> None:  # fmt: skip
    """Write a line down."""
    with unit_of_work(app.engine, principal) as connection:
        data_sets.declare(
            connection, principal, basis=basis, paper=paper, paper_day=paper_day, purpose=purpose,
            agency_code=agency_code, form=form, sensitive=sensitive, responsible=responsible, kept_until=kept_until,
            kept_years=kept_years,
        )  # fmt: skip


def is_undeclared(app: Application, principal: Principal) -> bool:
    """Whether nobody has said on what basis the people of this agency are listed."""
    if principal.agency_id is None:
        return False
    with unit_of_work(app.engine, principal) as connection:
        return data_sets.effective(data_sets.list_sets(connection), principal.agency_id, "people") is None


def whose_time_is_over(app: Application, principal: Principal) -> tuple[Over, ...]:
    """Those whose data have been kept long enough today."""
    with unit_of_work(app.engine, principal) as connection:
        return overdue(connection, principal)

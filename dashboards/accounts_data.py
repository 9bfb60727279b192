"""What the tab of accounts reads and does, each in the name of the administrator who asks."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboards import accounts_labels, administration_labels, labels
from dashboards.application import Application
from dashboards.frames import local_time
from talentdb.access.account_changes import change_role, reset_password, set_disabled, set_sso_name
from talentdb.access.account_file import CellProblem, account_sheet, read_account_file
from talentdb.access.account_import import Planned, carry_out, export_accounts, plan_import
from talentdb.access.accounts import AccountRow, create_account, list_accounts
from talentdb.access.context import unit_of_work
from talentdb.access.factor_rule import SECOND_FACTOR_ROLES
from talentdb.access.principal import Principal, Role
from talentdb.access.second_factor import reset_second_factor
from talentdb.access.sessions import end_sessions
from talentdb.documents.slips import Slip, slips_document
from talentdb.settings import now

__all__ = [
    "FileOutcome",
    "account_rows",
    "account_table",
    "accounts_file",
    "add_account",
    "carry_out_file",
    "empty_form",
    "end_account_sessions",
    "forget_factor",
    "give_password",
    "give_role",
    "give_sso_name",
    "problem_table",
    "read_file",
    "slip_of",
    "switch_account",
]

_EMPTY: Final = ""


def account_rows(application: Application, principal: Principal) -> list[AccountRow]:
    """All accounts."""
    with unit_of_work(application.engine, principal) as connection:
        return list_accounts(connection)


def account_table(application: Application, principal: Principal) -> pd.DataFrame:
    """All accounts as a table."""
    rows = account_rows(application, principal)
    frame = pd.DataFrame(
        {
            labels.LOGIN: [row.login for row in rows],
            administration_labels.DISPLAY_NAME: [row.display_name for row in rows],
            labels.ROLE_LABEL: [labels.ROLE[row.role] for row in rows],
            labels.FIELD["agency_name"]: [row.agency_name for row in rows],
            accounts_labels.STATE: [_state(row) for row in rows],
            accounts_labels.SECOND_FACTOR: [_factor(row) for row in rows],
            accounts_labels.SESSIONS: [row.sessions or None for row in rows],
            administration_labels.LAST_LOGIN: [row.last_login_at for row in rows],
        }
    )
    local_time(frame, administration_labels.LAST_LOGIN)
    return frame


def _state(row: AccountRow) -> str:
    if row.disabled_at:
        return accounts_labels.CLOSED
    return accounts_labels.LOCKED if row.locked_until and row.locked_until > now() else _EMPTY


def _factor(row: AccountRow) -> str:
    if row.second_factor_at:
        return accounts_labels.FACTOR_ON
    return accounts_labels.FACTOR_TO_COME if row.role in SECOND_FACTOR_ROLES and not row.is_demo else _EMPTY


def add_account(
    application: Application,
    principal: Principal,
    *,
    login: str,
    password: str,
    role: Role,
    display_name: str,
    agency_id: int | None,
    person_id: int | None = None,
) -> None:
    """Make an account; its owner has to choose a password of their own at the first sign-in."""
    with unit_of_work(application.engine, principal) as connection:
        create_account(
            connection,
            principal,
            login=login,
            password=password,
            role=role,
            display_name=display_name or login,
            agency_id=agency_id,
            person_id=person_id,
        )


def switch_account(application: Application, principal: Principal, row: AccountRow, *, disabled: bool) -> None:
    """Close or open an account."""
    with unit_of_work(application.engine, principal) as connection:
        set_disabled(connection, principal, row.account_id, disabled=disabled)


def give_role(
    application: Application, principal: Principal, row: AccountRow, role: Role, agency_id: int | None
) -> None:
    """Another role or body."""
    with unit_of_work(application.engine, principal) as connection:
        change_role(connection, principal, row.account_id, role, agency_id)


def give_sso_name(application: Application, principal: Principal, row: AccountRow, name: str) -> None:
    """The name by which the single sign-on knows its owner."""
    with unit_of_work(application.engine, principal) as connection:
        set_sso_name(connection, principal, row.account_id, name)


def give_password(application: Application, principal: Principal, row: AccountRow) -> str:
    """A new first password, told once."""
    with unit_of_work(application.engine, principal) as connection:
        return reset_password(connection, principal, row.account_id)


def forget_factor(application: Application, principal: Principal, row: AccountRow) -> None:
    """Its owner enrols anew at the next sign-in."""
    with unit_of_work(application.engine, principal) as connection:
        reset_second_factor(connection, principal, row.account_id)


def end_account_sessions(application: Application, principal: Principal, row: AccountRow) -> int:
    """End every open session of an account; says how many."""
    with unit_of_work(application.engine, principal) as connection:
        return end_sessions(connection, principal, row.account_id)


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What a file would do, and what of it cannot be done."""

    planned: tuple[Planned, ...]
    problems: tuple[CellProblem, ...]

    def count(self, change: str) -> int:
        """How many lines are `new`, `changed` or `same`."""
        return sum(item.change == change for item in self.planned)


def read_file(application: Application, principal: Principal, name: str, content: bytes) -> FileOutcome:
    """Read a file of accounts and compare it with those that are there."""
    lines, problems = read_account_file(name, content)
    with unit_of_work(application.engine, principal) as connection:
        planned, more = plan_import(connection, principal, lines)
    return FileOutcome(tuple(planned), (*problems, *more))


def problem_table(outcome: FileOutcome) -> pd.DataFrame:
    """What has to be mended, by cell."""
    columns = accounts_labels.PROBLEM_COLUMNS
    return pd.DataFrame(
        {
            columns["cell"]: [one.cell for one in outcome.problems],
            columns["words"]: [one.words for one in outcome.problems],
        }
    )


def carry_out_file(application: Application, principal: Principal, outcome: FileOutcome) -> bytes | None:
    """Make the accounts; the slips with their first passwords, which exist nowhere else. None when none was new."""
    with unit_of_work(application.engine, principal) as connection:
        done = carry_out(connection, principal, outcome.planned)
    slips = [Slip(one.line.login, one.password, one.line.name, one.agency_name) for one in done if one.password]
    return slips_document(slips) if slips else None


def slip_of(row: AccountRow, password: str) -> bytes:
    """The slip of one account."""
    return slips_document([Slip(row.login, password, row.display_name, row.agency_name or "")])


def accounts_file(application: Application, principal: Principal) -> bytes:
    """All accounts as a file that can be handed in again."""
    with unit_of_work(application.engine, principal) as connection:
        return export_accounts(connection, principal)


def empty_form() -> bytes:
    """The form to fill in."""
    return account_sheet(())

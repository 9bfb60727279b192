"""Accounts for hundreds of bodies by one file: all of it or nothing, and the same file again changes nothing.

First passwords are random, given back once to whoever handed the file in, and stored as hashes only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from talentdb.access.account_changes import change_role, rename_account, set_sso_name
from talentdb.access.account_file import ROLE_WORDS, CellProblem, Line, account_sheet
from talentdb.access.accounts import OF_BODY, AccountRow, create_account, list_accounts
from talentdb.access.audit import audit
from talentdb.access.passwords import first_password
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, require
from talentdb.db.lookup import find_agency_id, list_agencies
from talentdb.errors import UsageError

__all__ = ["Planned", "carry_out", "export_accounts", "plan_import"]

Change = Literal["new", "changed", "same"]


@dataclass(frozen=True, slots=True)
class Planned:
    """One line of a file and what it would do.

    Args:
        account_id: of the account that is there already.
        password: the first password, once it was made; told here and nowhere again.
    """

    line: Line
    agency_id: int | None
    agency_name: str
    change: Change
    account_id: int | None = None
    password: str = ""


def plan_import(
    connection: Connection, principal: Principal, lines: Sequence[Line]
) -> tuple[list[Planned], list[CellProblem]]:
    """What a file would do, and what of it cannot be done. Writes nothing.

    Raises: ForbiddenError.
    """
    require(principal, Action.ADMINISTER)
    known = {row.login: row for row in list_accounts(connection)}
    taken = {row.sso_name: row.login for row in known.values() if row.sso_name}
    names = {row["agency_id"]: row["name"] for row in list_agencies(connection, None)}
    planned: list[Planned] = []
    problems: list[CellProblem] = []
    for line in lines:
        agency_id, faults = _body(connection, line)
        there = known.get(line.login)
        if line.sso and taken.setdefault(line.sso, line.login) != line.login:
            faults.append(CellProblem(line.cells["sso"], f"Tên này đã gắn với tài khoản {taken[line.sso]}."))
        change = _change(line, agency_id, names, there)
        if there is not None and change == "changed" and there.account_id == principal.account_id:
            faults.append(CellProblem(line.cells["login"], "Không thể tự sửa tài khoản của mình bằng tệp."))
        problems += faults
        number = None if there is None else there.account_id
        planned.append(Planned(line, agency_id, names.get(agency_id, ""), change, number))
    return planned, problems


def _body(connection: Connection, line: Line) -> tuple[int | None, list[CellProblem]]:
    place = line.cells.get("agency", line.cells["role"])
    words = ROLE_WORDS[line.role]
    if line.role not in OF_BODY:
        wrong = (
            [CellProblem(place, f"Vai trò “{words}” không gắn với cơ quan: để trống ô này.")] if line.agency else []
        )
        return None, wrong
    if not line.agency:
        wrong = [CellProblem(place, f"Vai trò “{words}” cần một cơ quan.")] if line.role is Role.AGENCY else []
        return None, wrong
    try:
        return find_agency_id(connection, line.agency), []
    except UsageError as error:
        return None, [CellProblem(place, f"{error.message} Xem danh sách ở thẻ Cơ quan, đơn vị.")]


def _change(line: Line, agency_id: int | None, names: dict[int, str], there: AccountRow | None) -> Change:
    if there is None:
        return "new"
    agency = names.get(agency_id) if agency_id is not None else None
    same = (there.display_name, there.role, there.agency_name) == (line.name, line.role, agency)
    return "same" if same and (there.sso_name or "") == _sso(line, there) else "changed"


def _sso(line: Line, there: AccountRow) -> str:
    """A file without that column says nothing about it."""
    return line.sso if "sso" in line.cells else (there.sso_name or "")


def carry_out(connection: Connection, principal: Principal, planned: Sequence[Planned]) -> list[Planned]:
    """Make and change the accounts, in the transaction of `connection`; new ones come back with their first password.

    Raises: ForbiddenError, ConflictError: then nothing of the file was done.
    """
    require(principal, Action.ADMINISTER)
    there = {row.account_id: row for row in list_accounts(connection)}
    done = [_one(connection, principal, item, there) for item in planned]
    made = sum(item.change == "new" for item in done)
    changed = sum(item.change == "changed" for item in done)
    if made or changed:
        audit(connection, principal, "accounts.import", "accounts", made, details={"new": made, "changed": changed})
    return done


def _one(connection: Connection, principal: Principal, item: Planned, there: dict[int, AccountRow]) -> Planned:
    line = item.line
    if item.account_id is None:
        password = first_password()
        number = create_account(
            connection, principal, login=line.login, password=password, role=line.role, display_name=line.name,
            agency_id=item.agency_id, sso_name=line.sso or None,
        )  # fmt: skip
        return Planned(line, item.agency_id, item.agency_name, "new", number, password)
    if item.change == "changed":
        row = there[item.account_id]
        if (row.role, row.agency_name or "") != (line.role, item.agency_name):
            change_role(connection, principal, item.account_id, line.role, item.agency_id)
        if row.display_name != line.name:
            rename_account(connection, principal, item.account_id, line.name)
        if (row.sso_name or "") != _sso(line, row):
            set_sso_name(connection, principal, item.account_id, line.sso or None)
    return item


def export_accounts(connection: Connection, principal: Principal) -> bytes:
    """All accounts as such a file; without passwords, of which nobody knows any.

    Raises: ForbiddenError.
    """
    require(principal, Action.ADMINISTER)
    rows = list_accounts(connection)
    audit(connection, principal, "accounts.export", "accounts", len(rows), details={"rows": len(rows)})
    return account_sheet(
        {
            "login": row.login,
            "name": row.display_name,
            "role": ROLE_WORDS[row.role],
            "agency": row.agency_code or "",
            "sso": row.sso_name or "",
            "state": "Đã khóa" if row.disabled_at else "",
        }
        for row in rows
    )

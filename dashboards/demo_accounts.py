"""The accounts of a demo home and their passwords, which only that home knows. Makes no people."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboards.demo_words import WORDS
from talentdb.access.accounts import create_account, list_accounts
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Role
from talentdb.db.lookup import find_agency_id
from talentdb.runtime import Runtime

__all__ = ["DemoAccount", "demo_accounts", "demo_folder", "make_accounts"]

_STAFF = (
    (Role.LEADER, "lanhdao", "Lãnh đạo tỉnh: tổng quan chỉ tiêu"),
    (Role.STEWARD, "thamdinh", "Cán bộ quản lý dữ liệu: duyệt danh sách"),
    (Role.SEARCHER, "timkiem", "Chuyên viên: tìm chuyên gia"),
    (Role.ADMINISTRATOR, "quantri", "Quản trị: tài khoản, cơ quan, danh mục"),
    (Role.AUDITOR, "kiemtoan", "Kiểm toán: nhật ký"),
    (Role.HOME_AFFAIRS, "noivu", "Cán bộ Sở Nội vụ: chạy các chính sách"),
    (Role.FINANCE, "taichinh", "Cán bộ Sở Tài chính: chi trả, hoàn trả"),
    (Role.COUNCIL_MEMBER, "hoidong1", "Ủy viên hội đồng Trần Minh Thử: chấm hồ sơ"),
    (Role.COUNCIL_MEMBER, "hoidong2", "Ủy viên hội đồng Lê Thị Giả Định: chấm hồ sơ"),
    (Role.COUNCIL_MEMBER, "hoidong3", "Ủy viên hội đồng Phạm Văn Ví Dụ: chấm hồ sơ"),
    (Role.NOMINATOR, "decu", "Đại học Mẫu về Công nghệ: đề cử người tài"),
)

_OFFICES = {Role.HOME_AFFAIRS: "SO-NV", Role.FINANCE: "SO-TC"}
"""Bodies of the officers of programmes."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demo, with its password in the clear; `agency_code` for accounts of bodies."""

    login: str
    password: str
    role: Role
    shows: str
    agency_code: str | None = None


def demo_folder(home: Path) -> Path:
    """Where the demo keeps its workbooks and accounts."""
    return home / "demo"


def demo_accounts(home: Path) -> tuple[DemoAccount, ...]:
    """The accounts of a finished demo home; none elsewhere."""
    return _read(demo_folder(home) / "accounts.json")


def _read(file: Path) -> tuple[DemoAccount, ...]:
    if not file.is_file():
        return ()
    rows = json.loads(file.read_text(encoding="utf-8"))
    return tuple(
        DemoAccount(row["login"], row["password"], Role(row["role"]), row["shows"], row["agency_code"])
        for row in rows
    )


def _passphrase() -> str:
    return "-".join(secrets.choice(WORDS) for _ in range(5))


def _plan(agencies: Mapping[str, str]) -> tuple[DemoAccount, ...]:
    """One account a role, and one for each agency (code -> name) that handed in a list."""
    staff = [DemoAccount(login, _passphrase(), role, shows, _OFFICES.get(role)) for role, login, shows in _STAFF]
    bodies = [DemoAccount(code.lower(), _passphrase(), Role.AGENCY, name, code) for code, name in agencies.items()]
    return (*staff, *bodies)


def make_accounts(runtime: Runtime, agencies: Mapping[str, str]) -> tuple[DemoAccount, ...]:
    """Make the accounts; the file with their passwords, moved to its name last, says that the demo is whole.

    The passwords are written down before the accounts exist: a demo that was killed in between goes on with them.
    """
    file = demo_folder(runtime.home) / "accounts.json"
    partial = file.with_suffix(".part")
    accounts = _read(partial)
    if not accounts:
        accounts = _plan(agencies)
        partial.touch(mode=0o600)
        rows = [{**_row(account), "agency_code": account.agency_code} for account in accounts]
        partial.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    with unit_of_work(runtime.engine, runtime.principal) as connection:
        known = {row.login for row in list_accounts(connection)}
        for account in accounts:
            if account.login in known:
                continue
            code = account.agency_code
            create_account(
                connection,
                runtime.principal,
                login=account.login,
                password=account.password,
                role=account.role,
                display_name=account.shows.split(":")[0],
                agency_id=None if code is None else find_agency_id(connection, code),
                is_demo=True,
            )
    partial.rename(file)
    return accounts


def _row(account: DemoAccount) -> dict[str, str]:
    return {
        "login": account.login,
        "password": account.password,
        "role": account.role.value,
        "shows": account.shows,
    }

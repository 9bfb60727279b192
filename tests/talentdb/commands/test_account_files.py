"""Accounts of many bodies by one file, at the shell: the slips open them, the same file does nothing more, a fault is
told at its cell, and what was exported can be handed in again.
"""

import json
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook, load_workbook

from talentdb.access.accounts import list_accounts
from talentdb.access.context import unit_of_work
from talentdb.access.passwords import authenticate
from talentdb.access.principal import OPERATOR
from tests.talentdb.commands.conftest import Program

_HEAD = ("Tên đăng nhập", "Tên hiển thị", "Vai trò", "Cơ quan")


def _file(path: Path, *rows: tuple[str, ...]) -> str:
    book = Workbook()
    for row in (_HEAD, *rows):
        book.worksheets[0].append(row)
    book.save(path)
    return str(path)


def _passwords(slips: Path) -> dict[str, str]:
    """Login -> first password, as the slips tell them."""
    [table] = Document(str(slips)).tables
    lines = [[line.text.partition(": ")[2] for line in row.cells[0].paragraphs[1:3]] for row in table.rows]
    return {login: password for login, password, *_ in lines}


def test_a_file_of_accounts_opens_them_once(program: Program, database: Any, tmp_path: Path) -> None:
    rows = (("so-tc", "Sở Tài chính", "Cơ quan, đơn vị", "SO-TC"), ("timkiem", "Bà Thử", "searcher", ""))
    file, slips = _file(tmp_path / "tk.xlsx", *rows), tmp_path / "phieu.docx"
    code, said, _ = program("accounts", "import", file, "-o", str(slips), "--json")
    assert (code, json.loads(said)) == (0, {"new": 2, "changed": 0, "same": 0})
    assert slips.stat().st_mode & 0o777 == 0o600
    passwords = _passwords(slips)
    assert authenticate(database.engine, "so-tc", passwords["so-tc"]).must_change_password
    slips.unlink()
    code, said, _ = program("accounts", "import", file, "-o", str(slips), "--json")
    assert (code, json.loads(said)) == (0, {"new": 0, "changed": 0, "same": 2})
    assert not slips.exists()

    out = tmp_path / "ra.xlsx"
    assert program("accounts", "export", "-o", str(out))[0] == 0
    shown = [str(cell.value) for row in load_workbook(out).worksheets[0].iter_rows() for cell in row]
    assert {"so-tc", "timkiem"} <= set(shown)
    assert not set(passwords.values()) & set(shown)
    assert json.loads(program("accounts", "import", str(out), "-o", str(slips), "--json")[1])["same"] == 2


def test_a_fault_is_told_at_its_cell_and_no_account_is_made(program: Program, database: Any, tmp_path: Path) -> None:
    file = _file(tmp_path / "tk.xlsx", ("so-tc", "x", "agency", "SO-TC"), ("la", "x", "vua", ""))
    code, _, told = program("accounts", "import", file, "-o", str(tmp_path / "phieu.docx"))
    assert code == 1
    assert "C3" in told
    assert not (tmp_path / "phieu.docx").exists()
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert list_accounts(connection) == []

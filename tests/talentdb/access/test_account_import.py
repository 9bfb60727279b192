"""Accounts by one file: all or nothing, faults by cell, the same file again does nothing, first passwords once."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from talentdb.access.account_file import account_sheet, read_account_file
from talentdb.access.account_import import carry_out, export_accounts, plan_import
from talentdb.access.accounts import list_accounts
from talentdb.access.context import unit_of_work
from talentdb.access.passwords import authenticate
from talentdb.access.principal import OPERATOR, Role
from talentdb.documents.slips import Slip, slips_document
from talentdb.errors import DataError, ForbiddenError

HEAD = ["STT", "Tên đăng nhập", "Tên hiển thị", "Vai trò", "Cơ quan", "Tên đăng nhập một lần"]


def _book(*rows: list[Any], head: list[str] | None = None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH SÁCH TÀI KHOẢN"])
    sheet.append(head or HEAD)
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


GOOD = (
    [1, "so-tc", "Văn phòng Sở Tài chính", "Cơ quan, đơn vị", "SO-TC", ""],
    [2, "So-NV", "Sở Nội vụ", "agency", "Sở Nội vụ", "nv.tinh"],
    [3, "timkiem", "", "Chuyên viên tìm chuyên gia", "", ""],
)


def _import(database: Any, content: bytes, actor: Any = OPERATOR) -> tuple[list[Any], list[Any]]:
    lines, problems = read_account_file("tk.xlsx", content)
    with unit_of_work(database.engine, actor) as connection:
        planned, more = plan_import(connection, actor, lines)
        if problems or more:
            return [], [*problems, *more]
        return carry_out(connection, actor, planned), []


def _all(database: Any) -> list[tuple[Any, ...]]:
    with unit_of_work(database.engine, OPERATOR) as connection:
        return [
            (row.login, row.role, row.agency_code, row.display_name, row.sso_name)
            for row in list_accounts(connection)
        ]


def test_a_file_makes_its_accounts_and_again_nothing(database) -> None:
    done, problems = _import(database, _book(*GOOD))
    assert problems == []
    assert [one.change for one in done] == ["new"] * 3
    assert len({one.password for one in done}) == 3
    assert _all(database) == [
        ("so-nv", Role.AGENCY, "SO-NV", "Sở Nội vụ", "nv.tinh"),
        ("so-tc", Role.AGENCY, "SO-TC", "Văn phòng Sở Tài chính", None),
        ("timkiem", Role.SEARCHER, None, "timkiem", None),
    ]
    assert authenticate(database.engine, "so-nv", done[1].password).must_change_password
    again, _ = _import(database, _book(*GOOD))
    assert [(one.change, one.password) for one in again] == [("same", "")] * 3


def test_every_fault_is_told_at_its_cell_and_nothing_is_made(database) -> None:
    _done, problems = _import(
        database,
        _book(
            GOOD[0],
            [2, "so-tc", "Trùng", "agency", "SO-TC", ""],
            [3, "", "Thiếu tên", "Lãnh đạo", "", ""],
            [4, "có dấu", "X", "Lãnh đạo", "", ""],
            [5, "vai-la", "X", "Giám đốc", "", ""],
        ),
    )
    assert [one.cell for one in problems] == ["B4", "B5", "B6", "D7"]
    _done, problems = _import(
        database,
        _book(
            GOOD[0],
            [2, "a", "X", "agency", "", ""],
            [3, "b", "X", "agency", "Sở Không Có", ""],
            [4, "c", "X", "Lãnh đạo", "SO-TC", ""],
            [5, "d", "X", "Lãnh đạo", "", "mot"],
            [6, "e", "X", "Lãnh đạo", "", "MOT"],
        ),
    )
    assert [one.cell for one in problems] == ["E4", "E5", "E6", "F8"]
    assert all(one.words for one in problems)
    assert _all(database) == []


def test_a_changed_line_changes_its_account(database) -> None:
    _import(database, _book(*GOOD))
    done, _ = _import(
        database,
        _book(
            [1, "so-tc", "Sở Tài chính", "Người đề cử", "SO-NV", "tc"],
            [2, "timkiem", "timkiem", "Lãnh đạo", "", ""],
        ),
    )
    assert [one.change for one in done] == ["changed", "changed"]
    assert _all(database)[1:] == [
        ("so-tc", Role.NOMINATOR, "SO-NV", "Sở Tài chính", "tc"),
        ("timkiem", Role.LEADER, None, "timkiem", None),
    ]


def test_what_was_exported_can_be_handed_in_again(database) -> None:
    _import(database, _book(*GOOD))
    with unit_of_work(database.engine, OPERATOR) as connection:
        content = export_accounts(connection, OPERATOR)
    done, problems = _import(database, content)
    assert problems == []
    assert {one.change for one in done} == {"same"}


def test_only_who_keeps_accounts_does_so_and_nobody_changes_their_own_by_a_file(database, as_role) -> None:
    administrator = as_role("administrator")
    for role in ("steward", "leader"):
        with pytest.raises(ForbiddenError):
            _import(database, _book(*GOOD), as_role(role))
    own = [1, administrator.login, "Tôi", "Lãnh đạo", "", ""]
    assert [one.cell for one in _import(database, _book(own), administrator)[1]] == ["B3"]


def test_a_file_without_its_columns_is_refused_and_the_form_is_one(database) -> None:
    with pytest.raises(DataError, match="Tên đăng nhập"):
        read_account_file("x.xlsx", _book([1, "a"], head=["STT", "Họ tên"]))
    with pytest.raises(DataError):
        read_account_file("x.xlsx", b"PK\x03\x04 no zip")
    assert read_account_file("mau.xlsx", account_sheet(())) == ([], [])


def test_slips_hold_login_and_password_of_each(database) -> None:
    made = Document(
        BytesIO(slips_document([Slip("so-tc", "abcd-efgh", "Sở", "Sở Tài chính"), Slip("b", "c-d", "B", "")]))
    )
    cells = [row.cells[0].text for row in made.tables[0].rows]
    assert len(cells) == 2
    assert "so-tc" in cells[0]
    assert "abcd-efgh" in cells[0]
    assert "abcd-efgh" not in cells[1]

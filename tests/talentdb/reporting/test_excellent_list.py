"""The list that is sent: only what meets all conditions, readable as a workbook, logged."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import audit_event
from talentdb.errors import ForbiddenError
from talentdb.reporting import register_labels as words
from talentdb.reporting.excellent import record_excellent, withdraw_excellent
from talentdb.reporting.excellent_list import excellent_workbook


def _rows(content: bytes) -> list[tuple[Any, ...]]:
    (sheet,) = load_workbook(BytesIO(content)).worksheets
    return [row for row in sheet.iter_rows(values_only=True) if any(row)]


def test_the_workbook_holds_what_meets_all_conditions(database: Any, as_role: Callable[..., Principal]) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:

        def record(title: str, **options: Any) -> int:
            found = record_excellent(
                connection, OPERATOR, 2026, title, "TS. Trần Thị Thử", date(2026, 5, 4), "=HYPERLINK(1)", **options
            )
            return found.number

        record("Giống lúa thử", agency_id=None, paper="QĐ 5")
        record("Tự đề xuất", commissioned=False)
        record("Chỉ đạt", rating="passed")
        withdraw_excellent(connection, OPERATOR, record("Đã đưa ra"), "Chưa áp dụng")
    who = as_role("searcher")
    with unit_of_work(database.engine, who) as connection:
        title, origin, heads, *rows = _rows(excellent_workbook(connection, who, 2026))
        empty = _rows(excellent_workbook(connection, who, 2020))
    assert "2026" in title[0]
    assert "Sở Nội vụ" in origin[0]
    assert heads == words.EXCELLENT_HEADS
    assert rows == [
        (1, "Giống lúa thử", "TS. Trần Thị Thử", None, "04/05/2026", "Xuất sắc", "QĐ 5", "=HYPERLINK(1)"),
    ]  # fmt: skip
    assert empty[-1][0] == words.EXCELLENT_EMPTY
    with unit_of_work(database.engine, OPERATOR) as connection:
        logged = connection.execute(select(audit_event.c.action).where(audit_event.c.login == who.login)).scalars()
        assert list(logged).count("excellent_task.export") == 2


@pytest.mark.parametrize(("role", "agency"), [("leader", None), ("auditor", None), ("administrator", None)])
def test_who_takes_nothing_out_gets_no_list(
    database: Any, as_role: Callable[..., Principal], role: str, agency: str | None
) -> None:
    who = as_role(role, agency)
    with unit_of_work(database.engine, who) as connection, pytest.raises(ForbiddenError):
        excellent_workbook(connection, who, 2026)


def test_an_agency_gets_no_list_although_it_exports_its_own(database: Any, as_role: Callable[..., Principal]) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        record_excellent(connection, OPERATOR, 2026, "Giống", "TS. Thử", date(2026, 5, 4), "Ở xã")
    who = as_role("agency", "SO-KHCN")
    with unit_of_work(database.engine, who) as connection, pytest.raises(ForbiddenError):
        excellent_workbook(connection, who, 2026)

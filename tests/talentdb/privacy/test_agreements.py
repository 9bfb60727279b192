"""Data go to another body under an agreement in force alone: its fields, marked, locked, each person told of it."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from msoffcrypto import OfficeFile
from openpyxl import Workbook, load_workbook

from talentdb.access.audit import who_read
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.privacy.agreements import (
    Agreement,
    Given,
    end_agreement,
    give,
    list_agreements,
    list_handovers,
    record_agreement,
    register,
)
from talentdb.settings import today
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
LAN = {"full_name": "=Nguyễn Thị Lan", "sex": "female", "birth_date": "1985-01-01", "birth_date_precision": "year",
       "qualification": "doctorate", "phone": "0912 345 678"}  # fmt: skip
HUNG = {"full_name": "Trần Văn Hùng", "sex": "male", "qualification": "master", "email": "h@vi-du.example"}


def recorded(database: Any, who: Principal, **options: Any) -> Agreement:
    day = today()
    given = {
        "paper": "12/TT-SKHCN", "signed": day - timedelta(days=30), "receiver": "Trường Đại học Thử",
        "purpose": "Mời giảng dạy", "subjects": "Tiến sĩ của tỉnh", "basis": "Nghị định 356/2025/NĐ-CP, Điều 7",
        "fields": ("full_name", "birth_date", "qualification", "sex", "phone"), "begins": day - timedelta(days=20),
        "ends": day + timedelta(days=20), **options,
    }  # fmt: skip
    with unit_of_work(database.engine, who) as connection:
        return record_agreement(connection, who, **given)


def given(database: Any, who: Principal, number: int, **options: Any) -> Given:
    asked = {
        "recipient": "Ông Thử",
        "fields": ("full_name", "birth_date", "sex", "phone"),
        "password": "mở",
        **options,
    }
    with unit_of_work(database.engine, who) as connection:
        return give(connection, who, number, **asked)


def opened(content: bytes, password: str = "mở") -> Workbook:
    found, out = OfficeFile(BytesIO(content)), BytesIO()
    found.load_key(password=password, verify_password=True)
    found.decrypt(out)
    return load_workbook(out)


def test_a_copy_is_locked_marked_and_holds_what_was_agreed(database: Any, as_role: As, province: Province) -> None:
    province.load("SO-KHCN", [LAN, HUNG])
    steward = as_role("steward")
    agreed = recorded(database, steward)
    made = given(database, steward, agreed.number, filters=(("sex", "female"),))
    book = opened(made.content)
    sheet = book.active
    heads = [cell.value for cell in sheet[4] if cell.value]
    assert heads == ["Họ và tên", "Giới tính", "Ngày sinh", "Điện thoại"]
    assert [cell.value for cell in sheet[5][:4]] == ["=Nguyễn Thị Lan", "Nữ", "1985", "0912 345 678"]
    assert sheet.max_row == 5
    assert sheet["A5"].data_type == "s"
    for place in (sheet["A2"].value, sheet.oddFooter.left.text, book.properties.description):
        assert f"Bản số {made.handover.copy}, cung cấp cho Trường Đại học Thử theo thỏa thuận 12/TT-SKHCN" in place
    assert made.name == f"cung-cap-ban-so-{made.handover.copy}.xlsx"


def test_each_person_is_told_of_it_and_the_register_counts_it(database: Any, as_role: As, province: Province) -> None:
    province.load("SO-KHCN", [LAN, HUNG])
    steward = as_role("steward")
    agreed = recorded(database, steward)
    given(database, steward, agreed.number)
    given(database, steward, agreed.number, filters=(("sex", "male"),))
    with unit_of_work(database.engine, steward) as connection:
        [newest, oldest] = list_handovers(connection)
        rows = {number: who_read(connection, steward, number) for number in province.persons()}
    assert (newest.people, oldest.people, newest.agreement) == (1, 2, agreed.number)
    counts = sorted(sum(row["action"] == "person.given" for row in found) for found in rows.values())
    assert counts == [1, 2]
    said = {row["purpose"] for found in rows.values() for row in found if row["action"] == "person.given"}
    assert said == {"Cung cấp theo thỏa thuận 12/TT-SKHCN: Mời giảng dạy"}
    auditor = as_role("auditor")
    with unit_of_work(database.engine, auditor) as connection:
        name, content = register(connection, auditor)
    book = load_workbook(BytesIO(content))
    assert name.startswith("so-cung-cap-du-lieu-")
    for sheet in book:
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.row_dimensions[5].height > 15, "wrapped texts are shown whole"
        assert sum(column.width for column in sheet.column_dimensions.values()) < 200, "fits a page and can be read"
    assert book["Thỏa thuận"]["L5"].value == "đang có hiệu lực"
    assert [book["Đã cung cấp"].cell(row, 7).value for row in (5, 6)] == [1, 2]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"begins": today() + timedelta(days=1)}, "không có hiệu lực"),
        ({"begins": today() - timedelta(days=20), "ends": today() - timedelta(days=1)}, "không có hiệu lực"),
    ],
)
def test_outside_its_term_nothing_is_given(
    database: Any, as_role: As, province: Province, change: dict[str, Any], told: str
) -> None:
    province.load("SO-KHCN", [LAN])
    steward = as_role("steward")
    agreed = recorded(database, steward, **change)
    with pytest.raises(ConflictError, match=told):
        given(database, steward, agreed.number)
    # And not by a way around the service either.
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, steward) as connection:
        connection.exec_driver_sql(
            "insert into handover (agreement_id, recipient, fields, people, account_id, login)"
            f" values ({agreed.number}, 'x', '{{}}', 1, app_account(), '{steward.login}')"
        )


def test_an_ended_agreement_gives_nothing_more(database: Any, as_role: As, province: Province) -> None:
    province.load("SO-KHCN", [LAN])
    steward = as_role("steward")
    agreed = recorded(database, steward)
    given(database, steward, agreed.number)
    with unit_of_work(database.engine, steward) as connection:
        assert end_agreement(connection, steward, agreed.number, today()).state(today()) == "ended"
    with pytest.raises(ConflictError, match="không có hiệu lực"):
        given(database, steward, agreed.number)
    with pytest.raises(ConflictError, match="đã chấm dứt"), unit_of_work(database.engine, steward) as connection:
        end_agreement(connection, steward, agreed.number, today())
    with unit_of_work(database.engine, steward) as connection:
        assert len(list_agreements(connection)) == 1
    # Nor does raw SQL give it a later end.
    with unit_of_work(database.engine, steward) as connection:
        assert not connection.exec_driver_sql("update agreement set ended_on = ends_on").rowcount


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"fields": ("full_name", "ethnicity_code")}, "không cho cung cấp: Dân tộc"),
        ({"fields": ()}, "chọn những thông tin"),
        ({"recipient": " "}, "ai nhận"),
        ({"password": ""}, "mật khẩu"),
        ({"filters": (("qualification", "college"),)}, "Không có ai phù hợp"),
    ],
)
def test_what_was_not_agreed_is_refused(
    database: Any, as_role: As, province: Province, change: dict[str, Any], told: str
) -> None:
    province.load("SO-KHCN", [LAN])
    steward = as_role("steward")
    agreed = recorded(database, steward)
    with pytest.raises(UsageError, match=told):
        given(database, steward, agreed.number, **change)
    with unit_of_work(database.engine, steward) as connection:
        assert list_handovers(connection) == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"paper": " "}, "đủ số"),
        ({"fields": ()}, "chọn những"),
        ({"fields": ("odd",)}, "Không có thông tin odd"),
        ({"signed": today() + timedelta(days=1)}, "chưa tới"),
        ({"ends": today() - timedelta(days=25)}, "không theo thứ tự"),
    ],
)
def test_an_agreement_without_what_the_law_asks_is_refused(
    database: Any, as_role: As, change: dict[str, Any], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        recorded(database, as_role("steward"), **change)


def test_one_paper_is_written_down_once(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    recorded(database, steward)
    with pytest.raises(ConflictError, match="đã được ghi"):
        recorded(database, steward)
    with pytest.raises(NotFoundError):
        given(database, steward, 987_654)


@pytest.mark.parametrize("role", ["agency", "searcher", "leader", "administrator", "auditor", "home_affairs"])
def test_other_roles_neither_record_nor_give(database: Any, as_role: As, role: str) -> None:
    agreed = recorded(database, as_role("steward"))
    other = as_role(role, "SO-NV") if role == "agency" else as_role(role)
    with pytest.raises(ForbiddenError):
        recorded(database, other, paper="13")
    with pytest.raises(ForbiddenError):
        given(database, other, agreed.number)
    with unit_of_work(database.engine, other) as connection:
        assert len(list_agreements(connection)) == (role == "auditor")


def test_states_by_day() -> None:
    one = Agreement(1, "1", date(2026, 1, 1), "", "", "", (), "", date(2026, 2, 1), date(2026, 3, 1), None, "")
    assert [one.state(date(2026, month, day)) for month, day in ((1, 31), (2, 1), (3, 1), (3, 2))] == [
        "coming", "in_force", "in_force", "over",
    ]  # fmt: skip

"""The export of the page: words for readers, codes for programs, the columns of the role, a reason, no file left."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pandas as pd
import pytest
from msoffcrypto import OfficeFile
from openpyxl import load_workbook
from sqlalchemy import select

from dashboards.application import Application
from dashboards.export_data import Asked, column_labels, export_file
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import audit_event
from talentdb.errors import ForbiddenError, UsageError
from tests.talentdb.conftest import Province

LAN = {"full_name": "Nguyễn Thị Lan", "sex": "female", "birth_date": "1985-01-01", "birth_date_precision": "year",
       "ethnicity_code": "02", "qualification": "doctorate", "graduation_year": 2015, "party_member": True,
       "field_of_training": "Nuôi trồng thủy sản", "doctoral_student": False}  # fmt: skip
HUNG = {"full_name": "=Trần Văn Hùng", "sex": "male", "qualification": "master", "field_of_training": "Kế toán"}


@pytest.fixture
def filled(application: Application, province: Province) -> Application:
    province.load("DH-SPKT", [LAN, HUNG])
    return application


def exported(
    application: Application, principal: Principal, **asked: Any
) -> tuple[str, bytes, list[tuple[int, int]]]:
    steps: list[tuple[int, int]] = []
    wanted = {"query": "", "filters": (), "kind": "xlsx", "purpose": "thử", **asked}
    made = export_file(application, principal, Asked(**wanted), lambda done, total: steps.append((done, total)))
    with made.file:
        return made.name, made.content(), steps


def cells(content: bytes) -> list[dict[str, Any]]:
    head, *rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_workbook_holds_words_and_only_the_columns_of_the_role(
    filled: Application, as_role: Callable[..., Any]
) -> None:
    searcher = as_role("searcher")
    name, content, steps = exported(filled, searcher)
    assert name.startswith("danh-sach_tat-ca_")
    assert steps == [(0, 2), (2, 2)]
    lan, hung = cells(content)
    assert (lan["Họ và tên"], lan["Giới tính"], lan["Ngày sinh"]) == ("Nguyễn Thị Lan", "Nữ", "1985")
    assert (lan["Trình độ chuyên môn"], lan["Năm tốt nghiệp"], lan["Nghiên cứu sinh"]) == ("Tiến sĩ", 2015, "Không")
    assert hung["Họ và tên"] == "=Trần Văn Hùng"
    assert not {"Dân tộc", "Đảng viên"} & set(lan)
    assert "Dân tộc" in column_labels(as_role("steward")).values()
    assert list(filled.home.glob("tmp*")) == []


def test_programs_get_codes(filled: Application, as_role: Callable[..., Any]) -> None:
    steward = as_role("steward")
    rows = json.loads(exported(filled, steward, kind="json")[1])
    assert [row["sex"] for row in rows] == ["female", "male"]
    assert rows[0]["qualifications"][0]["level"] == "doctorate"
    frame = pd.read_parquet(BytesIO(exported(filled, steward, kind="parquet", columns=("sex", "full_name"))[1]))
    assert list(frame.columns) == ["sex", "full_name"]


def test_the_question_of_the_page_decides_who_is_in(filled: Application, as_role: Callable[..., Any]) -> None:
    searcher = as_role("searcher")
    name, content, _ = exported(filled, searcher, query="nữ tiến sĩ", kind="csv", columns=("full_name",))
    assert content.decode("utf-8-sig").split() == ["Họ", "và", "tên", "Nguyễn", "Thị", "Lan"]
    assert name.startswith("danh-sach_nu-tien-si_")
    filtered = exported(filled, searcher, filters=(("sex", "male"),), kind="csv", columns=("full_name",))[1]
    assert filtered.decode("utf-8-sig").splitlines()[1:] == ["'=Trần Văn Hùng"]


def test_without_a_reason_or_a_right_nothing_goes_out(filled: Application, as_role: Callable[..., Any]) -> None:
    with pytest.raises(UsageError, match="mục đích"):
        exported(filled, as_role("searcher"), purpose="")
    with pytest.raises(ForbiddenError):
        exported(filled, as_role("leader"))
    with pytest.raises(ForbiddenError):
        exported(filled, as_role("searcher"), columns=("party_member",))
    assert cells(exported(filled, as_role("agency", "SO-YTE"))[1]) == []
    with unit_of_work(filled.engine, OPERATOR) as connection:
        given = connection.execute(
            select(audit_event.c.details["rows"]).where(audit_event.c.action == "people.export")
        )
        assert list(given.scalars()) == [0]


def test_a_file_with_sensitive_columns_gets_the_password(filled: Application, as_role: Callable[..., Any]) -> None:
    steward = as_role("steward")
    asked = Asked("", (), "xlsx", "thử", ("full_name", "phone"), password="mở ra")
    made = export_file(filled, steward, asked, lambda _done, _all: None)
    with made.file:
        locked = made.content()
    assert made.locked
    found, out = OfficeFile(BytesIO(locked)), BytesIO()
    found.load_key(password="mở ra", verify_password=True)
    found.decrypt(out)
    assert cells(out.getvalue())[0]["Họ và tên"] == "Nguyễn Thị Lan"
    plain = export_file(filled, steward, replace(asked, columns=("full_name", "sex")), lambda _done, _all: None)
    with plain.file:
        assert not plain.locked
        assert cells(plain.content())[0]["Họ và tên"] == "Nguyễn Thị Lan"
    with pytest.raises(UsageError, match="chỉ tệp Excel"):
        export_file(filled, steward, replace(asked, kind="csv"), lambda _done, _all: None)
    with unit_of_work(filled.engine, OPERATOR) as connection:
        told = connection.execute(
            select(audit_event.c.details["encrypted"])
            .where(audit_event.c.action == "people.export")
            .order_by(audit_event.c.audit_id)
        )
        assert list(told.scalars()) == [True, None]

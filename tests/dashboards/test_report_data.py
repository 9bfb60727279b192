"""What the pages of reports read and write, asked for by roles without such a page: nothing comes through."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pytest
from docx import Document

from dashboards import report_data as data
from dashboards.application import Application
from talentdb.access.principal import Principal
from talentdb.errors import ConflictError, DataError, ForbiddenError, NotFoundError, UsageError
from talentdb.settings import today

As = Callable[..., Principal]
TEXTS = {"direction": "Có.", "assessment": "Có.", "next": "Có."}


def _own(application: Application, who: Principal) -> data.Asked:
    (asked,) = data.owed(application, who, today().year)
    return asked


def _days(application: Application, who: Principal, asked: data.Asked) -> Any:
    subject = data.desk(application, who, asked).subject
    return subject.since, subject.until


def _sent(application: Application, who: Principal) -> int:
    asked = _own(application, who)
    found = data.keep(application, who, asked, TEXTS, _days(application, who, asked), 0, sign=True)
    return data.act(application, who, "send", found.report_id, found.version).report_id


def test_bodies_owe_what_the_plans_say(application: Application, as_role: As) -> None:
    asked = _own(application, as_role("agency", "SO-NV"))
    assert (asked.plan, asked.kind, asked.period) == ("hung-yen-2711", "agency", str(today().year))
    assert data.owed(application, as_role("agency", "DH-SPKT"), today().year) == []
    kinds = {(one.plan, one.kind) for one in data.province_kinds(2026)}
    assert {("hung-yen-2711", "province"), ("hung-yen-798", "six-month"), ("hung-yen-798", "yearly")} <= kinds


def test_what_was_sent_is_read_and_decided_by_who_gets_it_alone(application: Application, as_role: As) -> None:
    body, steward = as_role("agency", "SO-NV"), as_role("steward")
    number = _sent(application, body)
    assert data.handed(application, steward, number)[0].state == "sent"
    for role, agency in (("agency", "SO-TC"), ("administrator", None), ("auditor", None)):
        with pytest.raises((ForbiddenError, NotFoundError)):
            data.handed(application, as_role(role, agency), number)
    for role, agency in (("agency", "SO-TC"), ("agency", "SO-NV"), ("leader", None), ("searcher", None)):
        with pytest.raises(UsageError):
            data.act(application, as_role(role, agency), "accept", number, 3)
    assert data.act(application, steward, "accept", number, 3).state == "accepted"
    with pytest.raises(ConflictError):  # the second click
        data.act(application, steward, "accept", number, 3)


def test_what_is_not_what_was_signed_is_read_with_a_warning_and_not_taken(
    application: Application, as_role: As, database: Any
) -> None:
    body, steward = as_role("agency", "SO-NV"), as_role("steward")
    number = _sent(application, body)
    assert data.handed(application, steward, number)[1].fault == ""
    with database.as_owner() as owner:
        owner.execute(
            "update report_version set body = jsonb_set(body, '{texts,next}', '\"khác\"') where version = 3"
        )
    found, sight, _ = data.handed(application, steward, number)
    assert found.content["texts"]["next"] == "khác"
    assert "thay đổi so với lúc ký" in sight.fault
    paper = "\n".join(one.text for one in _paragraphs(data.files(sight)[0]()))
    assert "KHÔNG PHẢI BẢN ĐÃ KÝ" in paper
    assert sight.fault in paper
    assert "mã kiểm tra nội dung" not in paper
    with pytest.raises(DataError, match="thay đổi"):
        data.act(application, steward, "accept", number, 3)
    assert data.desk(application, body, _own(application, body)).sight.fault == sight.fault
    assert data.act(application, steward, "return", number, 3, "Nội dung khác bản đã ký").state == "returned"


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ("body - 'paper'", True), ("body - 'headings'", True),
        ("jsonb_set(body, '{headings}', '7')", True), ("jsonb_set(body, '{figures}', '{}')", True),
        ("jsonb_set(body, '{figures,as_of}', '\"hôm qua\"')", True), ("jsonb_set(body, '{sections}', '[1]')", True),
        ("jsonb_set(body, '{signed}', '{\"sha256\": 1}')", True), ("jsonb_set(body, '{texts,next}', '{}')", False),
    ],
)  # fmt: skip
def test_a_report_that_is_none_any_more_is_shown_as_changed(
    application: Application, as_role: As, database: Any, change: str, kept: bool
) -> None:
    body, steward = as_role("agency", "SO-NV"), as_role("steward")
    number = _sent(application, body)
    with database.as_owner() as owner:
        owner.execute(f"update report_version set body = {change} where version = 3")
    sight = data.handed(application, steward, number)[1]
    assert "thay đổi so với lúc ký" in sight.fault
    paper = "\n".join(one.text for one in _paragraphs(data.files(sight)[0]()))
    assert sight.fault in paper
    assert ("Có." in sight.content["texts"].get("next", "")) == kept
    assert data.files(sight)[1]()
    assert data.desk(application, body, _own(application, body)).sight.fault == sight.fault
    assert data.act(application, steward, "return", number, 3, "Không đọc được").state == "returned"


def _paragraphs(docx: bytes) -> Iterator[Any]:
    document = Document(BytesIO(docx))
    yield from document.paragraphs
    for table in document.tables:
        for cell in table._cells:
            yield from cell.paragraphs


def test_words_that_cannot_be_signed_are_not_kept_either(application: Application, as_role: As) -> None:
    body = as_role("agency", "SO-NV")
    asked = _own(application, body)
    with pytest.raises(UsageError, match="Chưa viết"):
        data.keep(application, body, asked, {}, _days(application, body, asked), 0, sign=True)
    assert data.desk(application, body, asked).kept is None


def test_the_province_is_reported_by_the_steward_alone(application: Application, as_role: As) -> None:
    asked = next(one for one in data.province_kinds(today().year) if one.kind == "province")
    steward = as_role("steward")
    days = _days(application, steward, asked)
    for role, agency in (("agency", "SO-KHCN"), ("leader", None), ("searcher", None)):
        with pytest.raises(ForbiddenError):
            data.keep(application, as_role(role, agency), asked, TEXTS, days, 0)
    assert data.keep(application, steward, asked, TEXTS, days, 0).state == "draft"
    assert data.desk(application, as_role("leader"), asked).state == "draft"


def test_a_report_that_is_not_begun_is_kept_until_somebody_comes(
    application: Application, as_role: As, province: Any
) -> None:
    body = as_role("agency", "SO-NV")
    asked = _own(application, body)
    first = data.desk(application, body, asked).sight
    with patch("dashboards.report_data.draw", side_effect=AssertionError("it is kept")):
        assert data.desk(application, body, asked).sight == first
    province.load("SO-NV", [{"full_name": "Đỗ Thị Tư", "sex": "female", "qualification": "master"}])
    assert data.desk(application, body, asked).sight != first

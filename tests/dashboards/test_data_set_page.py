"""Bases and terms on the page of personal data, and what an agency is told; drawn without a browser."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboards import data_set_data, data_set_view
from dashboards.application import Application
from talentdb.access.principal import Principal
from talentdb.errors import ForbiddenError, UsageError
from talentdb.privacy.data_sets import Processing
from tests.talentdb.conftest import Province

As = Callable[..., Principal]


def _declare(application: Application, who: Principal, **more: Any) -> None:
    given: dict[str, Any] = {
        "basis": "state", "paper": "2711/QĐ-TTg", "paper_day": date(2025, 12, 20), "purpose": "Theo dõi chỉ tiêu",
        "agency_code": "", "form": "", "sensitive": [], "responsible": "", "kept_until": None, "kept_years": 5,
    }  # fmt: skip
    data_set_data.declare(application, who, **(given | more))


def _page(application: "Application", principal: "Principal") -> None:
    from dashboards import data_set_view, erasure_view

    data_set_view.warned(application, principal)
    data_set_view.shown(application, principal)
    erasure_view.listed(application, principal)


def test_the_page_tells_what_is_missing_and_whose_time_is_over(
    application: Application, province: Province, as_role: As
) -> None:
    province.load("SO-KHCN", [{"full_name": "Lê <b>Cũ</b> Ân"}], as_of="2015-06-30")
    steward = as_role("steward")
    first = AppTest.from_function(_page, args=(application, steward), default_timeout=60).run()
    assert not first.exception
    assert "Chưa khai căn cứ: 1" in first.warning[0].value
    _declare(application, steward)
    second = AppTest.from_function(_page, args=(application, steward), default_timeout=60).run()
    assert not second.exception
    assert ["1 người đã hết thời hạn" in one.value for one in second.warning] == [True]
    [over] = data_set_data.whose_time_is_over(application, steward)
    assert "&lt;b&gt;Cũ" in data_set_view.card(over)
    assert "2711/QĐ-TTg" in data_set_view.card(over)
    frame = data_set_view.frame(data_set_data.known_processing(application, steward))
    assert frame.iloc[0].tolist()[3:] == [
        "Phục vụ hoạt động của cơ quan nhà nước", "2711/QĐ-TTg, 20/12/2025", "5 năm từ lần cập nhật cuối",
    ]  # fmt: skip


def test_an_agency_is_told_until_its_lists_have_a_basis(application: Application, as_role: As) -> None:
    sender = as_role("agency", "SO-NV")
    assert data_set_data.is_undeclared(application, sender)
    _declare(application, as_role("steward"), agency_code="SO-KHCN")
    assert data_set_data.is_undeclared(application, sender)
    _declare(application, as_role("steward"), agency_code="SO-NV", form="people")
    assert not data_set_data.is_undeclared(application, sender)
    assert not data_set_data.is_undeclared(application, as_role("steward"))
    for role in ("administrator", "leader", "searcher"):
        with pytest.raises(ForbiddenError):
            data_set_data.known_processing(application, as_role(role))
    assert data_set_data.known_processing(application, as_role("auditor")) == ()


@pytest.mark.parametrize("text", ["mười", "-3", "5,5", "٣"])
def test_years_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        data_set_view.read_years(text)
    assert [data_set_view.read_years(" "), data_set_view.read_years(" 10 ")] == [None, 10]


def test_what_is_missing_names_each_body_once_with_its_forms() -> None:
    bare = [Processing(body, form, 1, 1, None) for body in "ABCDEF" for form in ("people", "trainings")]
    told = data_set_view.undeclared(bare)
    assert "12 loại danh sách của 6 cơ quan" in told
    assert "A (Danh sách người, Đào tạo, bồi dưỡng); B" in told
    assert "và 1 cơ quan khác" in told
    assert data_set_view.undeclared([]) == ""

"""Consent on the page of personal data, and where its want is said; drawn without a browser."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from dashboards import consent_data, consent_view, data_set_data, privacy_data
from dashboards.application import Application
from dashboards.export_data import Asked, export_file
from dashboards.people_data import profile
from dashboards.shortlist_export import left_out_of_list
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.councils.shortlists import add_people, create
from talentdb.privacy.withdrawal_ledger import read_withdrawals, reapply, withdrawals_file
from talentdb.settings import today
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
_FOR = "Mời giảng dạy"


def _page(application: "Application", principal: "Principal") -> None:
    import streamlit as st

    from dashboards import consent_view

    st.session_state["consent_give"] = True
    consent_view.shown(application, principal)


def _drawn(application: Application, who: Principal) -> AppTest:
    page = AppTest.from_function(_page, args=(application, who), default_timeout=60).run()
    assert not page.exception
    return page


def _declare(application: Application, who: Principal) -> None:
    data_set_data.declare(
        application, who, basis="consent", paper="5/QĐ-SKHCN", paper_day=date(2026, 1, 5), purpose=_FOR,
        agency_code="", form="", sensitive=["ethnicity_code"], responsible="", kept_until=None, kept_years=5,
    )  # fmt: skip


def test_the_tab_shows_texts_and_what_people_said_and_chooses_nothing(
    application: Application, province: Province, as_role: As
) -> None:
    province.load("SO-KHCN", [{"full_name": "Lê Văn Ân"}])
    [person] = province.persons()
    steward = as_role("steward")
    assert "Không có danh sách" in _drawn(application, steward).info[0].value
    _declare(application, steward)
    assert "Chưa có lời xin đồng ý" in _drawn(application, steward).warning[0].value
    body = "<b>Tôi</b> đồng ý; dữ liệu nhạy cảm: dân tộc."
    made = consent_data.write(application, steward, _FOR, body)
    assert "&lt;b&gt;Tôi" in consent_view._card(made)
    assert made.sha256 in consent_view._card(made)
    page = _drawn(application, steward)
    assert [(box.key, box.value) for box in page.selectbox] == [("consent_text", None), ("consent_channel", None)]
    assert not page.checkbox, "consent is never a box that could be ticked before"
    consent_data.record(
        application, steward, person, made.number, day=date(2026, 5, 3), channel="email", paper="Thư số 3"
    )
    [row] = consent_view.frame(consent_data.known(application, steward)).to_numpy().tolist()
    assert row[:8] == [person, "Đồng ý", "03/05/2026", _FOR, 1, "Thư điện tử", "Thư số 3", ""]
    assert not _drawn(application, as_role("auditor")).button


def test_exports_lists_and_the_profile_say_who_is_left_out(
    application: Application, province: Province, as_role: As
) -> None:
    province.load("SO-KHCN", [{"full_name": "Lê Văn Ân"}])
    [person] = province.persons()
    steward, searcher = as_role("steward"), as_role("searcher")
    assert profile(application, searcher, person).withheld == ""
    _declare(application, steward)
    assert "chưa có sự đồng ý" in profile(application, searcher, person).withheld
    asked: Any = Asked("", (), "csv", "thử")
    made = export_file(application, searcher, asked, lambda _done, _all: None)
    made.file.close()
    assert (made.rows, "Không đưa ra 1 người" in made.left_out) == (0, True)
    with unit_of_work(application.engine, searcher) as connection:
        chosen = create(connection, searcher, "Danh sách")
        add_people(connection, searcher, chosen, [person])
    assert "Không đưa ra 1 người" in left_out_of_list(application, searcher, chosen)


def test_a_restored_older_state_is_told_until_it_was_withdrawn_again(
    application: Application, province: Province, as_role: As, database: Any, tmp_path: Path
) -> None:
    application = replace(application, home=tmp_path)
    province.load("SO-KHCN", [{"full_name": "Lê Văn Ân"}])
    [person] = province.persons()
    steward = as_role("steward")
    _declare(application, steward)
    made = consent_data.write(application, steward, _FOR, "Tôi đồng ý; dữ liệu nhạy cảm: dân tộc.")
    consent_data.record(
        application, steward, person, made.number, day=date(2026, 5, 3), channel="email", paper="Thư số 3"
    )
    request = privacy_data.add_request(
        application, steward, "withdraw", "Ông Ân", "Rút", received=today(), channel="paper", contact="",
        third=False, person_id=person,
    )  # fmt: skip
    full = replace(application, home=tmp_path / "full")
    full.home.write_text("no folder can be made here")
    assert privacy_data.step(full, steward, request, "answered", "Đã nhận", day=today(), article="") is True
    assert privacy_data.step(full, steward, request, "done", "Đã rút", day=today(), article="") is False
    other = privacy_data.add_request(
        application, steward, "copy", "Ông Ân", "Bản sao", received=today(), channel="paper", contact="",
        third=False, person_id=person,
    )  # fmt: skip
    assert privacy_data.step(application, steward, other, "done", "Đã gửi", day=today(), article="") is True
    assert not _drawn(application, steward).error
    with database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("delete from consent where act = 'withdrawn'")
    assert "1 lần rút lại sự đồng ý" in _drawn(application, steward).error[0].value
    assert not _drawn(application, as_role("auditor")).error
    with unit_of_work(application.engine, steward) as connection:
        reapply(connection, steward, read_withdrawals(withdrawals_file(tmp_path)))
    assert not _drawn(application, steward).error

"""Figures are frozen by a steward and signed by a leader; an administrator reads a plan otherwise, with a reason."""

from collections.abc import Callable
from typing import Any

from dashboards import outlook_labels, reading_labels, snapshot_labels
from dashboards.browser import open_page, settle
from tests.browser.conftest import Site


def test_a_steward_freezes_and_a_leader_signs(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("thamdinh")
    open_page(page, site.address, "snapshots")
    assert page.get_by_text("lanhdao").count() >= 1
    page.get_by_text(snapshot_labels.FREEZE).click()
    period = page.get_by_role("textbox", name=snapshot_labels.PERIOD)
    freeze = page.get_by_test_id("stFormSubmitButton").get_by_role("button")
    period.fill("năm nay")
    freeze.click()
    page.get_by_text("không phải một kỳ báo cáo").wait_for()
    settle(page)
    period.fill("2026-Q2")
    freeze.click()
    page.get_by_text("Đã chốt số liệu số").wait_for()
    settle(page)
    page.get_by_role("tab", name=snapshot_labels.TAB_SINCE).click()
    page.get_by_text(snapshot_labels.NOTHING).wait_for()
    settle(page)

    leader = open_as("lanhdao")
    state = open_page(leader, site.address, "snapshots")
    assert state.errors == ()
    assert leader.get_by_text(snapshot_labels.FREEZE).count() == 0
    leader.get_by_role("button", name="Ký xác nhận bản số").click()
    leader.get_by_text("Đã ký số liệu chốt số").wait_for()
    settle(leader)
    assert leader.get_by_role("button", name="Ký xác nhận bản số").count() == 0


def test_an_administrator_reads_a_plan_otherwise_with_a_reason(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("quantri")
    open_page(page, site.address, "readings")
    assert page.get_by_text(reading_labels.EFFECT).count() == 0
    page.get_by_role("button", name=reading_labels.CHANGE).first.click()
    box = page.get_by_test_id("stPopoverBody")
    box.get_by_role("button", name=reading_labels.SAVE).click()
    page.get_by_text("Cần nêu lý do").wait_for()
    settle(page)
    box.get_by_role("textbox", name=reading_labels.REASON).fill("thử theo văn bản số 12")
    box.get_by_role("button", name=reading_labels.SAVE).click()
    page.get_by_text("Đã đổi cách hiểu").wait_for()
    settle(page)
    page.get_by_text(reading_labels.HISTORY.format(n=1)).click()
    page.get_by_text("thử theo văn bản số 12").first.wait_for()
    searcher = open_as("timkiem")
    open_page(searcher, site.address, "readings")
    assert searcher.get_by_role("button", name=reading_labels.CHANGE).count() == 0
    assert searcher.get_by_text(reading_labels.EFFECT).count() > 0


def test_each_tab_of_the_population_opens_for_leaders(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("lanhdao")
    open_page(page, site.address, "population")
    for tab in (outlook_labels.TAB_FLOWS, outlook_labels.TAB_RENEWAL, outlook_labels.TAB_FIELDS):
        page.get_by_role("tab", name=tab).click()
        settle(page)
        page.get_by_role("tabpanel").locator("table").first.wait_for()
        assert page.locator('[data-testid="stMain"] [data-testid="stException"]').count() == 0

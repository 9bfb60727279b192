"""What a leader sees without scrolling, every part of the overview, and the files that can be taken from it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dashboards import overview_labels
from dashboards.browser import open_page, settle
from dashboards.plan_names import plan_names
from tests.browser.conftest import Site, choose_option


def choose_part(page: Any, key: str) -> None:
    page.get_by_role("radio", name=overview_labels.SECTIONS[key]).click()
    settle(page)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_both_headline_figures_stand_above_the_fold(
    site: Site, open_as: Callable[..., Any], width: int, height: int
) -> None:
    page = open_as("lanhdao")
    page.set_viewport_size({"width": width, "height": height})
    try:
        open_page(page, site.address, "overview")
        cards = page.locator(".kpi")
        assert cards.count() == 2
        # State, target, what is missing, and who has reported: all but the way it is counted.
        for part in (".value", ".state", ".bar", ".aims", ".gap"):
            for place in range(2):
                box = cards.nth(place).locator(part).first.bounding_box()
                assert box is not None
                assert box["y"] + box["height"] <= height, part
        assert "cơ quan đã có số liệu" in cards.first.inner_text()
    finally:
        page.set_viewport_size({"width": 1366, "height": 900})


def test_every_part_opens_for_a_leader_and_shows_no_person(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("lanhdao")
    assert open_page(page, site.address, "overview").errors == ()
    for key in ("map", "heat", "groups", "overdue", "quality"):
        choose_part(page, key)
        assert page.get_by_test_id("stException").count() == 0, key
        assert page.locator('[data-testid="stAlertContentError"]').count() == 0, key
        assert page.locator('a[href*="/profile"]').count() == 0, key


def test_no_group_of_fewer_than_five_is_in_what_a_leader_takes_away(
    site: Site, open_as: Callable[..., Any], tmp_path: Path
) -> None:
    page = open_as("lanhdao")
    open_page(page, site.address, "overview")
    choose_part(page, "map")
    with page.expect_download() as taken:
        page.locator(".st-key-download_ban-do-xa-phuong button").click()
    taken.value.save_as(tmp_path / "map.xlsx")
    sheet = load_workbook(BytesIO((tmp_path / "map.xlsx").read_bytes())).worksheets[0]
    sizes = [line[2] for line in sheet.iter_rows(min_row=3, values_only=True)]
    assert sizes
    assert all(size is None or size >= 5 for size in sizes)
    assert None in sizes  # in so small a province some are hidden


def test_an_agency_is_chosen_and_its_people_shown_to_a_steward_only(site: Site, open_as: Callable[..., Any]) -> None:
    for login, people in (("thamdinh", True), ("lanhdao", False)):
        page = open_as(login)
        open_page(page, site.address, "overview")
        choose_part(page, "heat")
        page.locator("table.heat tbody tr").nth(3).wait_for()
        choose_option(page, page.get_by_role("combobox", name=overview_labels.ONE_AGENCY), "Sở Khoa học")
        assert (page.locator('a[href*="/profile"]').count() > 0) is people


def test_a_plan_without_figures_says_so(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("lanhdao")
    open_page(page, site.address, "overview")
    name = plan_names()["hung-yen-798"]
    choose_option(page, page.get_by_role("combobox", name=overview_labels.PLAN), name)
    assert "không đặt chỉ tiêu bằng tỷ lệ phần trăm" in page.get_by_test_id("stMain").inner_text()
    assert page.get_by_test_id("stException").count() == 0


def test_the_page_to_print_is_a_pdf(site: Site, open_as: Callable[..., Any], tmp_path: Path) -> None:
    page = open_as("lanhdao")
    open_page(page, site.address, "overview")
    with page.expect_download() as taken:
        page.locator(".st-key-download_page button").first.click()
    taken.value.save_as(tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")

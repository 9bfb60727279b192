"""From a need that a body types to an approved list, its documents and a case for it, in a real browser."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import expect

from dashboards import case_page_labels, labels
from dashboards import need_labels as needs
from dashboards.browser import open_page, settle
from talentdb.plans import load_plan
from tests.browser.case_life import fill, popover
from tests.browser.conftest import Site, choose_option, follow, success

AGENCY = "thcs-lua-xanh"
JOB = "Kỹ sư dữ liệu trường học thử"
# A year that nobody else of the demo asks for.
YEAR = str(load_plan("hung-yen-798").last_year)


def _needs(page: Any, site: Site, view: str = "") -> None:
    """The page of needs at the year of the test."""
    open_page(page, site.address, "needs")
    choose_option(page, page.get_by_label(needs.YEAR, exact=True).first, YEAR)
    if view:
        page.get_by_role("radio", name=view).or_(page.get_by_role("button", name=view)).first.click()
        settle(page)


def _downloaded(page: Any, make: str, kind: str) -> bytes:
    """Have a file made, and take it."""
    page.get_by_role("button", name=make).first.click()
    take = page.get_by_role("button", name=kind).filter(has_text=needs.TAKE.format(name=""))
    take.wait_for()
    settle(page)
    with page.expect_download() as waiting:
        take.click()
    return Path(waiting.value.path()).read_bytes()


def _typed_and_approved(agency: Any, steward: Any, home: Any, site: Site) -> None:
    _needs(agency, site)
    body = popover(agency, needs.TYPE_ONE)
    fill(agency, body, {needs.JOB: JOB, needs.COUNT: "2", needs.REASON: "Chưa có ai làm"})
    body.get_by_role("button", name=needs.SEND).click()
    told = success(agency).inner_text()
    receipt = next(word.strip(",;") for word in told.split() if any(sign.isdigit() for sign in word))
    open_page(steward, site.address, "review")
    follow(steward, receipt)
    steward.get_by_role("button", name=labels.APPROVE, exact=True).click()
    success(steward)
    _needs(home, site)
    expect(home.locator("table.grid").filter(has_text=JOB)).to_be_visible()
    home.get_by_text(needs.APPROVE).first.click()
    home.get_by_label(needs.PAPER).fill("QĐ 91/QĐ-UBND")
    home.get_by_role("button", name=needs.APPROVE).click()
    assert "1 dòng, 2 người" in success(home).inner_text()


def test_a_typed_need_becomes_an_approved_list_and_a_case(site: Site, open_as: Callable[..., Any]) -> None:
    agency, steward, home = open_as(AGENCY), open_as("thamdinh"), open_as("noivu")
    _typed_and_approved(agency, steward, home, site)

    _needs(home, site, needs.TAB_LISTS)
    table = Document(BytesIO(_downloaded(home, needs.MAKE_DOCX, "docx"))).tables
    assert any(JOB in cell.text for one in table for row in one.rows for cell in row.cells)
    book = load_workbook(BytesIO(_downloaded(home, needs.MAKE_XLSX, "xlsx")))
    assert any(JOB in str(cell.value) for sheet in book for row in sheet for cell in row)

    _needs(home, site, needs.TAB_SUPPLY)
    choose_option(home, home.get_by_label(needs.SUGGEST).first, JOB)
    opening = home.get_by_role("link", name=needs.OPEN_CASE).first
    opening.wait_for()
    person = home.locator("table.grid").last.locator("tbody a").first.inner_text()
    opening.click()
    home.wait_for_url("**/cases?**person=*")
    body = home.get_by_test_id("stPopoverBody")
    body.wait_for()
    settle(home)
    assert person in body.get_by_test_id("stAlert").first.inner_text()
    assert JOB in body.get_by_label(case_page_labels.NEW_NEED).first.input_value()
    body.get_by_label(case_page_labels.NEW_REASON).fill("Người phù hợp đã biết của tỉnh")
    body.get_by_role("button", name=case_page_labels.NEW).click()
    assert "số" in success(home).inner_text()
    _needs(home, site, needs.TAB_LISTS)
    # Asked, approved, running, granted, left.
    cells = home.locator("table.grid tbody tr").filter(has_text=JOB).locator("td").all_inner_texts()
    assert cells[3:8] == ["2", "2", "1", "0", "1"]

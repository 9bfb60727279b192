"""A steward decides row by row in a real browser; the agency reads what came back, why, and hands it in again."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from dashboards import labels, review_labels
from dashboards.browser import open_page, settle
from tests.browser.conftest import Site, drop, follow, receipt_of, success

AGENCY = "thpt-sen-vang"
HEADER = ["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Chức vụ", "Trình độ chuyên môn"]
PEOPLE = [
    [1, "Ngô Thị Duyệt Trước", "12/03/1988", "Nữ", "Kinh", "Giáo viên", "Thạc sĩ"],
    [2, "Ngô Văn Trả Về", "30/02/1979", "Nam", "Kinh", "Giáo viên", "Đại học"],
    [3, "Ngô Thị Duyệt Sau", "05/11/1990", "Nữ", "Tày", "Giáo viên", "Đại học"],
    [4, "Ngô Văn Xem Lại", "06/10/1985", "Nam", "Kinh", "Tổ trưởng", "Tiến sĩ"],
]


def workbook(path: Path, rows: list[list[Any]]) -> Path:
    """A list of fictional teachers of one day."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Danh sách"
    sheet.append(["DANH SÁCH NHÀ GIÁO (tính đến ngày 16/11/2026)"])
    sheet.append(HEADER)
    for row in rows:
        sheet.append(row)
    book.save(path)
    book.close()
    return path


def hand_in(page: Any, site: Site, path: Path) -> str:
    """Upload and submit; gives the number of the receipt."""
    drop(page, site.address, path)
    page.get_by_role("button", name=labels.SUBMIT, exact=True).click()
    return receipt_of(page)


def open_list(page: Any, site: Site, view: str, receipt: str, state: str = "") -> None:
    open_page(page, site.address, view)
    if state:
        page.get_by_role("button", name=state, exact=True).or_(page.get_by_role("radio", name=state)).first.click()
        settle(page)
    follow(page, receipt)
    page.get_by_test_id("stTabs").wait_for()


def tab(page: Any, words: str) -> None:
    page.get_by_role("tab", name=words).click()
    settle(page)


def send_back(page: Any, name: str, quick: str = "", own: str = "") -> None:
    """Tick one row of the list and give the reason."""
    tab(page, labels.TAB_RECORDS)
    page.get_by_test_id("stCheckbox").filter(has_text=name).locator("label").click()
    settle(page)
    if quick:
        page.get_by_role("button", name=quick).click()
        settle(page)
    if own:
        page.get_by_label(review_labels.PICK_WHY).fill(own)
    page.get_by_role("button", name=review_labels.PICK_ADD).click()
    page.get_by_text(review_labels.PICK_MARK.format(reason="")).first.wait_for()
    settle(page)


def said(page: Any) -> str:
    return str(success(page).inner_text())


def test_rows_go_back_with_their_reasons_and_come_again(
    site: Site, open_as: Callable[..., Any], tmp_path: Path
) -> None:
    agency, steward = open_as(AGENCY), open_as("thamdinh")
    receipt = hand_in(agency, site, workbook(tmp_path / "nha-giao.xlsx", PEOPLE))

    open_list(steward, site, "review", receipt)
    expect(steward.get_by_role("button", name=f"4 {review_labels.COUNTS['new']}")).to_be_visible()
    late = open_as("thamdinh", fresh=True)
    late.goto(steward.url)
    late.get_by_role("button", name=labels.APPROVE, exact=True).wait_for()
    settle(late)
    send_back(late, "Ngô Thị Duyệt Sau", own="Muộn rồi")

    tab(steward, labels.TAB_RECORDS)
    steward.get_by_role("button", name=review_labels.PICK_ADD).click()
    steward.get_by_text(review_labels.PICK_NONE_TICKED).wait_for()
    send_back(steward, "Ngô Văn Trả Về", review_labels.QUICK[1], "Xem lại giấy khai sinh")
    send_back(steward, "Ngô Văn Xem Lại", own="Chưa có quyết định bổ nhiệm")
    tab(steward, review_labels.TAB_EFFECT)
    steward.get_by_role("button", name=review_labels.EFFECT_BUTTON).click()
    steward.locator(".effects .effect").first.wait_for()
    settle(steward)
    assert steward.locator(".effect .bar").count() >= 4
    steward.get_by_role("button", name=review_labels.APPROVE_PART.format(n=2, m=2)).click()
    assert review_labels.AGENCY_ROWS.format(n=2).split(" bị")[0] in said(steward)

    late.get_by_role("button", name=review_labels.APPROVE_PART.format(n=3, m=1)).click()
    late.get_by_text("người khác đã xử lý").wait_for()
    assert "Traceback" not in late.inner_text("body")
    late.context.close()

    open_list(agency, site, "submissions", receipt)
    agency.get_by_role("heading", name=review_labels.AGENCY_ROWS.format(n=2)).wait_for()
    told = agency.locator("table.grid").first.inner_text()
    assert "Ngô Văn Trả Về" in told
    assert f"{review_labels.QUICK[1]}; Xem lại giấy khai sinh" in told
    assert "Chưa có quyết định bổ nhiệm" in told
    assert "Duyệt" not in told
    assert "Muộn rồi" not in agency.inner_text("body")
    with agency.expect_download() as waiting:
        agency.get_by_role("button", name=review_labels.AGENCY_FILE).click()
    marked = tmp_path / "marked.xlsx"
    waiting.value.save_as(marked)
    book = load_workbook(marked)
    assert any("Chưa có quyết định bổ nhiệm" in str(cell.value) for sheet in book for row in sheet for cell in row)
    book.close()

    mended = [[*row] for row in PEOPLE]
    mended[1][2] = "20/02/1979"
    again = hand_in(agency, site, workbook(tmp_path / "nha-giao-sua.xlsx", mended))
    open_list(steward, site, "review", again)
    assert review_labels.RESUBMITS.format(receipts=receipt) in steward.locator(".story").first.inner_text()
    steward.get_by_text(review_labels.CAME_BACK.format(back=2, left=0)).wait_for()
    expect(steward.get_by_role("button", name=f"2 {review_labels.COUNTS['same']}")).to_be_visible()


def test_a_rollback_says_before_whom_it_touches_and_stays_in_the_story(
    site: Site, open_as: Callable[..., Any], tmp_path: Path
) -> None:
    agency, steward = open_as("thcs-lua-xanh"), open_as("thamdinh")
    rows = [[n, f"Mạc Thị Rút {word}", f"1{n}/03/198{n}", "Nữ", "Kinh", "Giáo viên", "Đại học"]
            for n, word in enumerate(("Một", "Hai", "Ba"), start=1)]  # fmt: skip
    receipt = hand_in(agency, site, workbook(tmp_path / "rut.xlsx", rows))
    open_list(steward, site, "review", receipt)
    steward.get_by_role("button", name=labels.APPROVE, exact=True).click()
    said(steward)
    steward.get_by_text(labels.ROLL_BACK, exact=True).first.click()
    warning = steward.get_by_test_id("stAlertContentWarning").filter(has_text="giữ nguyên")
    warning.wait_for()
    settle(steward)
    assert re.findall(r"(\d+) người", warning.inner_text()) == ["3", "3"]
    reason = steward.get_by_label(labels.REASON)
    reason.fill("Gửi nhầm danh sách")
    reason.blur()
    settle(steward)
    steward.get_by_role("button", name=labels.ROLL_BACK).last.click()
    steward.get_by_text(labels.ROLLED_BACK.split("{")[0].strip()).wait_for()
    settle(steward)
    tab(steward, review_labels.TAB_STORY)
    story = steward.locator("ol.timeline").inner_text()
    for words in ("received", "submitted", "approved", "rolled_back"):
        assert review_labels.STORY_KIND[words] in story
    assert "Gửi nhầm danh sách" in story
    assert "thamdinh" in story
    steward.get_by_role("button", name=labels.APPROVE_AGAIN).wait_for()

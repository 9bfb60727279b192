"""An agency puts right what was not understood: a column, suggestions, a doubt; what it said is known next time."""

from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from playwright.sync_api import TimeoutError as NotYet

from dashboards import labels
from dashboards.browser import open_page, settle
from tests.browser.conftest import Site, drop, follow, receipt_of, success

AGENCY = "so-gddt"


def workbook(path: Path, rows: list[list[Any]]) -> Path:
    """A list under a header of two levels, with a group, a total and a signature, and a column nobody can guess."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Danh sách"
    sheet.append(["DANH SÁCH TRÍCH NGANG NHÀ GIÁO"])
    sheet.append(["TT", "Họ và tên", "Ngày sinh", None, "Điện thoại", "Mục K7"])
    sheet.append([None, None, "Nam", "Nữ", None, None])
    sheet.merge_cells("C2:D2")
    sheet.append(["I. Tổ Tự nhiên"])
    for row in rows:
        sheet.append(row)
    sheet.append([None, f"Tổng số: {len(rows)} người"])
    sheet.append([None, None, None, None, "HIỆU TRƯỞNG"])
    book.save(path)
    book.close()
    return path


def picture(page: Any) -> Any:
    """The sheet as it was understood."""
    page.get_by_role("tab", name=labels.TAB_UNDERSTOOD).first.click()
    shown = page.locator(".picture").first
    shown.wait_for()
    settle(page)
    return shown


def choose(page: Any, label: str, word: str) -> None:
    """Pick a word in a list; opened again when it closed because the page was still moving under it."""
    box = page.get_by_test_id("stSelectbox").filter(has_text=label)
    options = page.get_by_role("option")
    for last in (*[False] * 20, True):
        box.get_by_role("button").click()
        with nullcontext() if last else suppress(NotYet):
            options.first.wait_for(timeout=5_000)
            break
    page.get_by_label(label, exact=True).press_sequentially(word)
    options.filter(has_text=word).first.click()
    settle(page)


def said(page: Any, words: str) -> None:
    """Wait until the page has said it and is at rest."""
    page.get_by_test_id("stAlertContentSuccess").get_by_text(words).first.wait_for()
    settle(page)


def test_what_was_not_understood_is_put_right_and_remembered(
    site: Site, open_as: Callable[..., Any], tmp_path: Path
) -> None:
    rows = [
        [1, "Nguyễn Thị Bảng Đen", None, "12/03/1988", 912345678, "Giáo viên"],
        [2, "Trần Văn Phấn Trắng", "05/6/85", None, "0912345679", "Giáo viên"],
        [3, "Lê Văn Thước Kẻ", "25/06/1985", None, "0912345670", "Tổ trưởng"],
    ]
    agency = open_as(AGENCY)
    drop(agency, site.address, workbook(tmp_path / "nha-giao.xlsx", rows))
    shown = picture(agency)
    kinds = {name: shown.locator(f"tr.{name}").count() for name in ("header", "group", "record", "total")}
    assert kinds == {"header": 2, "group": 1, "record": 3, "total": 1}
    head = shown.locator("thead th")
    assert head.nth(6).inner_text().split("\n")[-1] == labels.PICTURE_UNUSED

    agency.get_by_text(labels.CORRECT_READING, exact=True).first.click()
    choose(agency, "F · Mục K7", labels.FIELD["position_title"])
    agency.get_by_role("button", name=labels.CORRECT_AGAIN).click()
    said(agency, labels.CORRECTED)
    assert labels.FIELD["position_title"] in picture(agency).locator("thead th").nth(6).inner_text()

    agency.get_by_role("tab").first.click()
    agency.get_by_text(labels.SUGGESTIONS.format(n=2), exact=True).click()
    agency.get_by_role("button", name=labels.ACCEPT_ALL.format(n=2)).click()
    said(agency, labels.ACCEPTED.format(n=2))
    with agency.expect_download() as waiting:
        agency.get_by_role("button", name=labels.MENDED.format(n=2)).click()
    mended = tmp_path / "mended.xlsx"
    waiting.value.save_as(mended)
    book = load_workbook(mended)
    assert book["Danh sách"]["E5"].value == "0912345678"
    book.close()
    agency.get_by_role("button", name=labels.SUBMIT, exact=True).click()
    receipt = receipt_of(agency)

    steward = open_as("thamdinh")
    open_page(steward, site.address, "review")
    follow(steward, receipt)
    steward.get_by_role("button", name=labels.APPROVE, exact=True).wait_for()
    assert picture(steward).locator("tr.record").count() == 3
    assert steward.get_by_text(labels.CORRECT_READING, exact=True).count() == 0
    steward.get_by_role("button", name=labels.APPROVE, exact=True).click()
    success(steward)

    rows[0][1] = "Vũ Thị Bảng Đen"
    drop(agency, site.address, workbook(tmp_path / "nam-sau.xlsx", rows))
    assert labels.FIELD["position_title"] in picture(agency).locator("thead th").nth(6).inner_text()
    agency.get_by_role("button", name=labels.DISCARD).click()
    agency.get_by_role("button", name=labels.READ_FILE).wait_for()

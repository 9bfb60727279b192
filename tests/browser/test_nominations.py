"""From what a university puts forward, typed and as a list, to the case and the answers that it reads, in a real
browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from playwright.sync_api import expect

from dashboards import labels
from dashboards import nomination_labels as words
from dashboards.browser import open_page, settle
from talentdb.programmes.nomination_labels import STATES
from tests.browser.case_life import fill, look, popover
from tests.browser.conftest import Site, success

TYPED, REFUSED, TAKEN_BACK = "Đinh Thị Tiến Cử Thử", "Lò Văn Không Nhận Thử", "Vi Thị Rút Lại Thử"
WRONG = "Quàng Văn Sai Ngày Thử"
BODY = "Sở Khoa học và Công nghệ"
WHY_NOT = "Chưa đủ thành tích theo quy định thử"


def _card(page: Any, name: str) -> Any:
    """The card of one nomination, by who is nominated."""
    return page.locator("[class*='st-key-nomination_']").filter(has=page.locator(".hit", has_text=name)).last


def _act(page: Any, name: str, act: str, reason: str) -> str:
    """Open a box of a card, give the reason and send; gives what the page says then."""
    _card(page, name).get_by_role("button", name=act, exact=True).click()
    body = page.get_by_test_id("stPopoverBody")
    body.get_by_role("textbox").last.fill(reason)
    body.get_by_role("button", name=act, exact=True).click()
    return str(success(page).inner_text())


def _list_of(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Chuyên ngành đào tạo"])
    for number, (name, born) in enumerate(
        [(REFUSED, "02/03/2001"), (TAKEN_BACK, "05/06/2002"), (WRONG, "31/02/2001")], 1
    ):
        sheet.append([number, name, born, "Khoa học dữ liệu"])
    path = folder / "sinh-vien-xuat-sac.xlsx"
    book.save(path)
    return path


def _nominated(page: Any, site: Site, path: Path) -> None:
    """One is typed, the others come as a workbook, whose faulty row is told with its cell."""
    open_page(page, site.address, "nominations")
    body = popover(page, words.NEW)
    fill(page, body, {f"{labels.FIELD['full_name']} *": TYPED, labels.FIELD["birth_date"]: "12/10/1990"})
    fill(page, body, {words.REASON: "Giải pháp hữu ích cấp tỉnh, thử"})
    body.get_by_role("button", name=words.SEND).click()
    assert words.SENT.partition("{")[0] in success(page).inner_text()
    body = popover(page, words.NEW_LIST)
    # The one that was done stays shut.
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(1)
    body.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(path)
    read = body.get_by_role("button", name=words.READ)
    expect(read).to_be_enabled()
    fill(page, body, {words.REASON: "Tốt nghiệp xuất sắc, thử"})
    settle(page)
    read.click()
    told = page.get_by_text(words.READ_DONE.format(made=2, before=0, wrong=1))
    told.wait_for()
    settle(page)
    assert told.is_visible()
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    row = page.locator("table.grid tbody tr").filter(has_text=WRONG).first
    assert "C4" in row.inner_text()


def test_nominations_are_screened_accepted_refused_and_taken_back(
    site: Site, open_as: Callable[..., Any], tmp_path: Path
) -> None:
    university, home = open_as("decu"), open_as("noivu")
    _nominated(university, site, _list_of(tmp_path))

    open_page(home, site.address, "nominations")
    home.get_by_role("button", name=words.SCREEN_ALL.partition("{")[0]).first.click()
    success(home)
    _card(home, TYPED).get_by_role("button", name=words.ACCEPT, exact=True).click()
    body = home.get_by_test_id("stPopoverBody")
    body.wait_for()
    settle(home)
    body.get_by_text(words.SOMEBODY_NEW).click()
    body.get_by_label(words.BODY).first.fill(BODY)
    home.get_by_role("option").filter(has_text=BODY).first.click()
    settle(home)
    body.get_by_role("button", name=words.ACCEPT, exact=True).click()
    case = int("".join(sign for sign in success(home).inner_text() if sign.isdigit()))
    assert _act(home, REFUSED, words.REFUSE, WHY_NOT).strip().endswith(words.REFUSED)
    look(home, site, case)
    expect(home.get_by_test_id("stMain").get_by_text(TYPED).first).to_be_visible()

    open_page(university, site.address, "nominations")
    assert words.CASE.format(case=case) in _card(university, TYPED).inner_text()
    assert WHY_NOT in _card(university, REFUSED).inner_text()
    expect(university.get_by_role("button", name=words.ACCEPT, exact=True)).to_have_count(0)
    assert _act(university, TAKEN_BACK, words.WITHDRAW, "Sinh viên đi nơi khác").strip().endswith(words.WITHDRAWN)
    assert STATES["withdrawn"] in _card(university, TAKEN_BACK).inner_text()
    expect(_card(university, TAKEN_BACK).get_by_role("button", name=words.WITHDRAW, exact=True)).to_have_count(0)

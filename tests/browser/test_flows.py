"""The work of agencies and stewards in a real browser, from a dropped file to an approved list; sign-in and -out."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from dashboards import accounts_labels, labels, person_labels
from dashboards.auth import COOKIE
from dashboards.browser import new_page, open_page, settle, sign_in
from talentdb.access.principal import Role
from talentdb.services import open_services
from talentdb.settings import Settings
from tests.browser.conftest import Site, choose_option, drop, follow, receipt_of, success

AGENCY = "so-yte"


@pytest.fixture(scope="session")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of three fictional people; the second one's birth date cannot be."""
    path = tmp_path_factory.mktemp("files") / "danh-sach-y-te.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH SÁCH ĐỘI NGŨ TRÍ THỨC"])
    sheet.append([])
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Chức vụ", "Trình độ chuyên môn"])
    sheet.append([1, "Nguyễn Thị Thử Nghiệm", "12/03/1988", "Nữ", "Kinh", "Bác sĩ", "Thạc sĩ"])
    sheet.append([2, "Trần Văn Thử Nghiệm", "31/02/1979", "Nam", "Kinh", "Bác sĩ", "Tiến sĩ"])
    sheet.append([3, "Lê Thử Nghiệm", "05/11/1990", "Nam", "Tày", "Dược sĩ", "Đại học"])
    book.save(path)
    return path


def test_a_list_goes_from_upload_to_approval(site: Site, open_as: Callable[..., Any], workbook: Path) -> None:
    agency = open_as(AGENCY)
    drop(agency, site.address, workbook)
    assert "31/02/1979" in agency.locator("table.grid").first.inner_text()
    with agency.expect_download() as waiting:
        agency.get_by_role("button", name=labels.ANNOTATED).click()
    assert zipfile.is_zipfile(waiting.value.path())
    agency.get_by_role("button", name=labels.SUBMIT, exact=True).click()
    receipt = receipt_of(agency)

    drop(agency, site.address, workbook)
    assert receipt in agency.get_by_test_id("stAlert").first.inner_text()

    steward = open_as("thamdinh")
    open_page(steward, site.address, "review")
    follow(steward, receipt)
    steward.get_by_role("button", name=labels.APPROVE, exact=True).wait_for()
    late = open_as("thamdinh", fresh=True)
    late.goto(steward.url)
    late.get_by_role("button", name=labels.APPROVE, exact=True).wait_for()
    settle(late)
    steward.get_by_role("button", name=labels.APPROVE, exact=True).click()
    assert "3" in success(steward).inner_text()

    late.get_by_role("button", name=labels.APPROVE, exact=True).click()
    late.get_by_text("người khác đã xử lý").wait_for()
    late.context.close()

    open_page(agency, site.address, "our_people")
    agency.get_by_placeholder(labels.OWN_QUERY_HINT).fill("thử nghiệm")
    agency.keyboard.press("Enter")
    agency.locator("table.grid").get_by_text("Lê Thử Nghiệm").wait_for()
    # A link that is drawn anew under the pointer takes no click.
    settle(agency)
    agency.get_by_role("link", name="Lê Thử Nghiệm").click()
    agency.get_by_role("heading", name="Lê Thử Nghiệm").wait_for()
    settle(agency)
    agency.get_by_role("tab", name=person_labels.TAB_CORRECT, exact=True).click()
    post = agency.get_by_label(labels.FIELD["position_title"], exact=True)
    settle(agency)
    expect(post).to_have_value("Dược sĩ")
    post.fill("Trưởng khoa Dược")
    agency.get_by_role("button", name=person_labels.CHECK).click()
    agency.get_by_role("button", name=labels.SUBMIT, exact=True).click()
    success(agency)


def test_a_returned_list_shows_its_reason_to_the_agency(site: Site, open_as: Callable[..., Any]) -> None:
    agency = open_as("so-gddt")
    open_page(agency, site.address, "our_people")
    agency.get_by_role("tab", name=person_labels.TAB_ADD).click()
    settle(agency)
    agency.get_by_label(labels.FIELD["full_name"]).fill("Vũ Thị Gõ Tay")
    agency.get_by_role("button", name=person_labels.CHECK).click()
    agency.get_by_role("button", name=labels.SUBMIT, exact=True).click()
    receipt = receipt_of(agency)

    steward = open_as("thamdinh")
    open_page(steward, site.address, "review")
    follow(steward, receipt)
    steward.get_by_label(labels.REASON).fill("Thiếu ngày sinh")
    steward.get_by_role("button", name=labels.RETURN).click()
    success(steward)

    open_page(agency, site.address, "submissions")
    follow(agency, receipt)
    agency.get_by_text("Thiếu ngày sinh").first.wait_for()


def hostile(folder: Path, kind: str) -> Path:
    """Files that break readers: half a zip, an OLE head without a body, a sheet of a gigabyte in a megabyte."""
    path = folder / f"{kind}.{'xls' if kind == 'ole' else 'xlsx'}"
    if kind == "cut":
        path.write_bytes(b"PK\x03\x04" + b"\x00" * 200)
    elif kind == "ole":
        path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\xff" * 4096)
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("xl/workbook.xml", "<workbook/>")
            with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
                for _ in range(1024):
                    sheet.write(b" " * 2**20)
    return path


@pytest.mark.parametrize("kind", ["cut", "ole", "bomb"])
def test_hostile_files_are_refused_in_words_and_the_app_stays_up(
    site: Site, open_as: Callable[..., Any], tmp_path: Path, kind: str
) -> None:
    page = open_as(AGENCY)
    open_page(page, site.address, "submissions")
    before = page.locator("table.grid tbody tr").count()
    drop(page, site.address, hostile(tmp_path, kind))
    message = page.get_by_test_id("stAlertContentError").first
    message.wait_for()
    assert f"{kind}." in message.inner_text()
    assert "Traceback" not in page.inner_text("body")
    assert site.process.poll() is None
    open_page(page, site.address, "submissions")
    assert page.locator("table.grid tbody tr").count() == before


def test_a_wrong_password_is_told_and_opens_nothing(site: Site, browser: Any) -> None:
    page = new_page(browser)
    page.goto(f"{site.address}/review")
    assert page.url.endswith("/sign-in")
    page.fill("#login", "kiemtoan")
    page.fill("#password", "không phải mật khẩu này")
    page.click("button[type=submit]")
    page.get_by_role("alert").wait_for()
    assert "không đúng" in page.get_by_role("alert").inner_text()
    assert page.context.cookies() == []
    page.context.close()


def test_the_cookie_is_out_of_reach_and_sign_out_ends_the_session(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("kiemtoan", fresh=True)
    cookie = next(item for item in page.context.cookies() if item["name"] == COOKIE)
    assert cookie["httpOnly"] is True
    assert cookie["sameSite"] == "Lax"
    assert cookie["value"] not in page.evaluate("document.cookie")
    page.get_by_role("link", name=labels.SIGN_OUT).click()
    page.wait_for_url("**/sign-in")
    page.context.add_cookies([{**cookie, "expires": -1}])
    page.goto(f"{site.address}/audit")
    assert page.url.endswith("/sign-in")
    page.context.close()


def test_an_expired_session_is_sent_to_sign_in(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("quantri", fresh=True)
    _as_owner(
        site,
        "update session set last_seen_at = now() - interval '16 minutes'"
        " where account_id = (select account_id from account where login = 'quantri')",
    )
    page.goto(f"{site.address}/administration")
    assert page.url.endswith("/sign-in")
    page.context.close()


def test_the_first_sign_in_asks_for_a_new_password(site: Site, browser: Any, open_as: Callable[..., Any]) -> None:
    admin = open_as("quantri", fresh=True)
    open_page(admin, site.address, "administration")
    admin.get_by_text(accounts_labels.SUBTABS["add"], exact=True).first.click()
    admin.get_by_label(labels.LOGIN, exact=True).first.fill("moi-den")
    admin.get_by_label(labels.FIRST_PASSWORD, exact=True).fill("ngắn")
    choose_option(admin, admin.get_by_label(labels.ROLE_LABEL, exact=True), labels.ROLE[Role.SEARCHER])
    admin.get_by_role("button", name=labels.ADD, exact=True).click()
    admin.get_by_test_id("stAlertContentError").first.wait_for()
    settle(admin)
    expect(admin.get_by_label(labels.LOGIN, exact=True).first).to_have_value("moi-den")
    admin.get_by_label(labels.FIRST_PASSWORD, exact=True).fill("một câu đủ dài để nhớ")
    admin.get_by_role("button", name=labels.ADD, exact=True).click()
    success(admin)
    admin.context.close()

    page = new_page(browser)
    sign_in(page, site.address, "moi-den", "một câu đủ dài để nhớ")
    page.wait_for_url("**/account")
    open_page(page, site.address, "search")
    page.wait_for_url("**/account")
    page.get_by_label(labels.OLD_PASSWORD, exact=True).fill("một câu đủ dài để nhớ")
    page.get_by_label(labels.NEW_PASSWORD, exact=True).fill("một câu khác cũng đủ dài")
    page.get_by_label(labels.NEW_PASSWORD_AGAIN).fill("một câu khác cũng đủ dài")
    page.get_by_role("button", name=labels.SAVE, exact=True).click()
    page.get_by_text(labels.PASSWORD_CHANGED).wait_for()
    assert open_page(page, site.address, "search").title == labels.PAGE_SEARCH
    page.context.close()


def _as_owner(site: Site, statement: str) -> None:
    """Change what only time changes; over the cluster that the app uses already."""
    with open_services(Settings(home=site.home)) as services:
        assert services.database.owner_url is not None
        url = services.database.owner_url.replace("postgresql+psycopg://", "postgresql://")
        with psycopg.connect(url, dbname="talentdb") as connection:
            connection.execute(statement)

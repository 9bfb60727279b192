"""A report in a real browser, all the way: written, signed, sent, given back, mended, sent again, taken over."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from dashboards import labels
from dashboards import report_labels as words
from dashboards.browser import open_page, settle
from tests.browser.conftest import Site, choose_option, success

BODY = "so-gddt"
NAME = "Sở Giáo dục và Đào tạo"
REASON = "Thiếu đánh giá về ngoại ngữ"


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).last.click()
    settle(page)


def write(page: Any, text: str) -> None:
    """Type into every section, and sign."""
    areas = page.locator("[data-testid='stMain'] textarea")
    expect(areas.first).to_be_visible()
    for number in range(areas.count()):
        areas.nth(number).fill(f"{text} {number}")
        areas.nth(number).blur()
    press(page, words.SAVE_AND_SIGN)
    expect(success(page)).to_have_text(words.SIGNED)


def open_one(page: Any, site: Site) -> None:
    """The report of the body, on the steward's page."""
    assert open_page(page, site.address, "reports").errors == ()
    choose_option(page, page.locator(".st-key-inbox_chosen input").first, NAME)
    page.get_by_role("heading", name=NAME).wait_for()
    settle(page)


def test_the_whole_way_of_a_report(open_as: Callable[..., Any], site: Site) -> None:
    body, steward = open_as(BODY), open_as("thamdinh")
    assert open_page(body, site.address, "our_reports").errors == ()
    write(body, "Nội dung")
    press(body, words.SEND)
    expect(success(body)).to_have_text(words.SENT)
    assert body.get_by_role("button", name=words.SEND, exact=True).count() == 0

    open_one(steward, site)
    expect(steward.get_by_text("Nội dung 0")).to_be_visible()
    with steward.expect_download() as taken:
        steward.get_by_role("button", name=words.WORD).click()
    assert taken.value.suggested_filename.endswith(".docx")
    press(steward, words.RETURN)
    steward.locator(".st-key-inbox_reason textarea").fill(REASON)
    steward.locator(".st-key-inbox_reason textarea").blur()
    steward.locator(".st-key-inbox_return_sure button").click()
    expect(success(steward)).to_have_text(words.GIVEN_BACK)

    assert open_page(body, site.address, "our_reports").errors == ()
    expect(body.get_by_text(REASON).first).to_be_visible()
    write(body, "Đã sửa")
    press(body, words.SEND)
    expect(success(body)).to_have_text(words.SENT)

    open_one(steward, site)
    expect(steward.get_by_text("Đã sửa 0")).to_be_visible()
    press(steward, words.ACCEPT)
    expect(success(steward)).to_have_text(words.ACCEPTED)


def test_a_second_page_does_not_write_over_the_first(open_as: Callable[..., Any], site: Site) -> None:
    one, other = open_as("so-yte"), open_as("so-yte", fresh=True)
    for page in (one, other):
        assert open_page(page, site.address, "our_reports").errors == ()
    press(one, words.SAVE)
    expect(success(one)).to_have_text(words.SAVED)
    areas = other.locator("[data-testid='stMain'] textarea")
    areas.first.fill("bản của trang thứ hai")
    areas.first.blur()
    other.get_by_role("button", name=words.SAVE, exact=True).click()
    other.get_by_test_id("stAlertContentError").first.wait_for()
    settle(other)
    assert "thay đổi" in other.get_by_test_id("stAlertContentError").first.inner_text()
    expect(areas.first).to_have_value("bản của trang thứ hai")  # what was typed is not lost
    press(other, words.RELOAD)
    expect(areas.first).not_to_have_value("bản của trang thứ hai")
    other.context.close()


def test_leaders_decide_nothing_on_a_bodys_report_and_each_role_has_its_page(
    open_as: Callable[..., Any], site: Site
) -> None:
    leader = open_as("lanhdao")
    assert open_page(leader, site.address, "reports").errors == ()
    for name in (words.ACCEPT, words.RETURN):
        assert leader.get_by_role("button", name=name, exact=True).count() == 0
    for login, key in (
        ("lanhdao", "our_reports"),
        (BODY, "reports"),
        ("timkiem", "reports"),
        ("kiemtoan", "reports"),
    ):
        page = open_as(login)
        assert open_page(page, site.address, key).errors == (labels.PAGE_FORBIDDEN,), (login, key)


def test_the_provinces_report_is_written_by_the_steward_and_signed_by_a_leader(
    open_as: Callable[..., Any], site: Site
) -> None:
    steward, leader = open_as("thamdinh"), open_as("lanhdao")
    assert open_page(steward, site.address, "reports").errors == ()
    steward.get_by_role("tab", name=words.TAB_PROVINCE).click()
    settle(steward)
    areas = steward.locator("[data-testid='stMain'] textarea")
    expect(areas.first).to_be_visible()
    for number in range(areas.count()):
        areas.nth(number).fill(f"Toàn tỉnh {number}")
        areas.nth(number).blur()
    choose_option(steward, steward.locator("[class*=st-key-report_][class*=_snapshot] input").first, "Số 1")
    press(steward, words.SAVE)
    expect(success(steward)).to_have_text(words.SAVED)

    assert open_page(leader, site.address, "reports").errors == ()
    leader.get_by_role("tab", name=words.TAB_PROVINCE).click()
    settle(leader)
    expect(leader.get_by_text("Toàn tỉnh 0")).to_be_visible()
    assert leader.locator("[data-testid='stMain'] textarea").count() == 0
    press(leader, words.SIGN)
    expect(success(leader)).to_have_text(words.SIGNED)
    assert leader.get_by_role("button", name=words.SEND, exact=True).count() == 0

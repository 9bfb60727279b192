"""A shortlist in a real browser, from its name to the last person taken off; popovers close when they are done."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from dashboards import council_labels as words
from dashboards.browser import open_page, settle
from tests.browser.conftest import Site, open_options

NAME = "Chuyên gia giáo dục vòng hai"


@pytest.fixture
def page(open_as: Callable[..., Any], site: Site) -> Any:
    opened = open_as("timkiem")
    assert open_page(opened, site.address, "shortlists").errors == ()
    return opened


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).last.click()
    settle(page)


def make_list(page: Any, name: str) -> None:
    press(page, words.NEW_LIST)
    page.locator(".st-key-new_list_name input").fill(name)
    page.locator(".st-key-new_list_create button").click()
    page.locator(".st-key-new_list_name").wait_for(state="hidden")
    settle(page)


def test_a_list_is_made_filled_and_emptied(page: Any) -> None:
    make_list(page, NAME)
    expect(page.get_by_text(words.EMPTY_LIST)).to_be_visible()

    press(page, words.ADD_PEOPLE)
    page.locator(".st-key-list_search input").fill("giáo viên")
    page.locator(".st-key-list_search input").press("Enter")
    page.locator(".st-key-list_picked button").first.wait_for()
    settle(page)
    page.locator(".st-key-list_picked button").first.click()
    settle(page)
    page.locator(".st-key-list_add button").click()
    page.locator(".st-key-list_search").wait_for(state="hidden")
    settle(page)
    person = page.locator(".hit b").first.inner_text()

    remark = page.locator("[class*=st-key-list_note_] input")
    remark.fill("đã gọi điện")
    remark.press("Enter")
    page.get_by_text(words.NOTE_KEPT).wait_for()
    page.reload()
    settle(page)
    page.locator(".hit b").first.wait_for()
    assert page.locator(".hit b").first.inner_text() == person
    expect(remark).to_have_value("đã gọi điện")

    press(page, words.REMOVE)
    page.locator("[class*=st-key-list_remove_sure_] button").click()
    page.get_by_text(words.EMPTY_LIST).wait_for()


def test_an_expert_from_outside_is_entered_by_hand(page: Any) -> None:
    make_list(page, "Chuyên gia ngoài tỉnh")
    press(page, words.OUTSIDE)
    page.locator(".st-key-outside_name input").fill("Lý Thị Mẫu Đơn")
    page.locator(".st-key-outside_organisation input").fill("Viện Ví dụ")
    page.locator(".st-key-outside_add button").click()
    page.locator(".st-key-outside_name").wait_for(state="hidden")
    settle(page)
    assert "Lý Thị Mẫu Đơn" in page.locator(".hit b").first.inner_text()
    assert words.OUTSIDE_TAG in page.locator(".hit .post").first.inner_text()


def test_two_lists_of_one_name_are_told_apart(page: Any) -> None:
    for purpose in ("lần một", "lần hai"):
        press(page, words.NEW_LIST)
        page.locator(".st-key-new_list_name input").fill("Trùng tên")
        page.locator(".st-key-new_list_purpose input").fill(purpose)
        page.locator(".st-key-new_list_create button").click()
        page.get_by_text(purpose, exact=True).wait_for()
        settle(page)
    options = open_options(page, page.locator(".st-key-list_chosen input").first, "Trùng tên")
    expect(options).to_have_count(2)
    assert len(set(options.all_inner_texts())) == 2
    # The newest stands first.
    options.last.click()
    page.get_by_text("lần một", exact=True).wait_for()

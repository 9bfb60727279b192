"""The search in a real browser: type, take a filter back, narrow, go back, send the link, keep it, relax."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import expect

from dashboards import search_labels as words
from dashboards.browser import open_page, settle
from talentdb.runtime import open_runtime
from talentdb.settings import Settings
from tests.browser.conftest import Site

LINE = "nữ thạc sĩ dưới 50 giáo dục"


def asked(page: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def total(page: Any) -> int:
    return int(page.locator('[data-testid="stMain"] strong').first.inner_text().replace(".", ""))


def wait_for(page: Any, what: Callable[[dict[str, list[str]]], bool]) -> None:
    """Until the address says so and the page is drawn."""
    page.wait_for_url(lambda url: what(parse_qs(urlsplit(url).query)))
    settle(page)


@pytest.fixture(scope="module", autouse=True)
def indexed(site: Site) -> None:
    """What other tests have approved is in the index: no count changes while these look at it."""
    with open_runtime(Settings(home=site.home)) as runtime:
        runtime.drain()


@pytest.fixture
def page(site: Site, open_as: Callable[..., Any]) -> Any:
    page = open_as("timkiem")
    assert open_page(page, site.address, "search").errors == ()
    return page


def type_line(page: Any, line: str) -> None:
    box = page.get_by_placeholder(words.QUERY_HINT)
    box.fill(line)
    box.press("Enter")
    wait_for(page, lambda params: params.get("q") == [line])


def test_a_line_is_understood_and_each_part_can_be_taken_back(page: Any) -> None:
    type_line(page, LINE)
    # Streamlit draws a button with help twice, one of them for phones.
    chips = page.locator(".st-key-search_understood button:visible")
    page.get_by_role("button", name="Giới tính: Nữ").click()
    wait_for(page, lambda params: params.get("plain") == ["nữ"])
    page.get_by_role("button", name=words.PLAIN.format(text="nữ")).click()
    wait_for(page, lambda params: "plain" not in params)
    page.get_by_role("button", name="Giới tính: Nữ").wait_for()
    expect(chips).to_have_count(3)
    type_line(page, "lúa")
    expect(chips).to_have_count(0)


def test_pickers_chips_the_address_and_back_agree(site: Site, page: Any) -> None:
    everybody = total(page)
    page.get_by_role("button", name=words.FACET["sex"]).click()
    settle(page)
    picker = page.get_by_test_id("stPopoverBody")
    told = picker.get_by_role("button", name="Nữ").inner_text()
    picker.get_by_role("button", name="Nữ").click()
    wait_for(page, lambda params: params.get("sex") == ["female"])
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Giới tính: Nữ").wait_for()
    women = total(page)
    assert told == f"Nữ ({women})"
    assert 0 < women < everybody

    page.get_by_role("button", name=words.AGES, exact=True).click()
    page.get_by_label(words.AGE_FROM).fill("40")
    page.keyboard.press("Tab")
    wait_for(page, lambda params: params.get("age") == ["40.."])
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Tuổi: từ 40 tuổi").wait_for()
    older = total(page)
    link = page.url

    page.go_back()
    wait_for(page, lambda params: "age" not in params)
    page.get_by_role("button", name="Tuổi: từ 40 tuổi").wait_for(state="detached")
    settle(page)
    assert total(page) == women
    page.get_by_role("button", name="Giới tính: Nữ").click()
    wait_for(page, lambda params: "sex" not in params)

    open_page(page, site.address, link.removeprefix(f"{site.address}/"))
    assert total(page) == older
    page.get_by_role("button", name=words.CLEAR_FILTERS).click()
    wait_for(page, lambda params: not params)


def test_a_long_list_is_found_in_by_typing_without_tones(page: Any) -> None:
    page.get_by_role("button", name=words.FACET["commune_code"]).click()
    picker = page.get_by_test_id("stPopoverBody")
    picker.locator("input").fill("tien hai")
    picker.locator("input").press("Enter")
    picker.get_by_role("button", name="Xã Tây Tiền Hải").wait_for()
    settle(page)
    assert all("Tiền Hải" in text for text in picker.locator("button").all_inner_texts() if text)
    page.keyboard.press("Escape")


def test_the_second_page_has_its_address(site: Site, page: Any) -> None:
    open_page(page, site.address, "search?page=2")
    second = page.locator(".found b").first.inner_text()
    page.get_by_test_id("stPagination").get_by_text("1", exact=True).click()
    wait_for(page, lambda params: "page" not in params)
    page.locator(".found b").first.filter(has_not_text=second).wait_for()
    page.go_back()
    wait_for(page, lambda params: params.get("page") == ["2"])
    page.locator(".found b").first.filter(has_text=second).wait_for()


def test_a_search_is_kept_opened_and_deleted(site: Site, page: Any) -> None:
    type_line(page, "giáo dục")
    page.get_by_role("button", name=words.SAVE).click()
    page.get_by_label(words.SAVE_NAME, exact=True).fill("Nhà giáo")
    page.get_by_role("button", name=words.SAVE_CONFIRM, exact=True).click()
    page.get_by_text(words.SAVED_NOW.format(name="Nhà giáo")).wait_for()
    open_page(page, site.address, "search")
    page.get_by_role("button", name="Nhà giáo", exact=True).click()
    wait_for(page, lambda params: params.get("q") == ["giáo dục"])
    page.locator("[class*='st-key-saved_more_'] button").first.click()
    page.get_by_role("button", name=words.DELETE, exact=True).click()
    page.get_by_text(words.NO_SAVED).wait_for()


def test_nobody_found_offers_what_to_let_go_of(site: Site, page: Any) -> None:
    open_page(page, site.address, f"search?q={quote('thạc sĩ giáo dục')}&status=deceased&sex=female")
    assert total(page) == 0
    offer = page.locator(".st-key-search_relax button").first
    promised = int(offer.inner_text().rsplit("→", 1)[1].split()[0].replace(".", ""))
    offer.click()
    wait_for(page, lambda params: "status" not in params)
    page.locator(".found").first.wait_for()
    assert total(page) == promised > 0


def test_a_card_says_why_it_stands_there(site: Site, page: Any) -> None:
    open_page(page, site.address, f"search?q={quote('giao duc')}")
    card = page.locator(".found").first
    assert card.locator("mark").count() > 0
    assert card.locator("mark").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    card.get_by_text(words.SCORE).click()
    card.get_by_text(words.PARTS["topic"]).wait_for()


@pytest.mark.parametrize("width", [390, 1366])
def test_nothing_is_wider_than_the_screen(site: Site, open_as: Callable[..., Any], width: int) -> None:
    page = open_as("timkiem", width=width)
    open_page(page, site.address, f"search?q={quote(LINE)}&sex=female&age=25..60")
    page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)
    for box in page.locator(".found, [class*='st-key-search_'] button").all():
        place = box.bounding_box()
        assert place is None or place["x"] + place["width"] <= width

"""A difficulty goes its whole way in the browser: raised by a body, assigned, answered by another body, closed."""

from collections.abc import Callable
from typing import Any

from dashboards import register_page_labels as words
from dashboards.browser import open_page, settle
from tests.browser.conftest import Site, success

TEXT = "Chưa có máy quét để nhập hồ sơ cũ của trạm thử nghiệm"
ANSWER = "Đã bố trí hai máy quét"


def _card(page: Any, site: Site) -> Any:
    open_page(page, site.address, "difficulties")
    card = page.locator("[class*='st-key-difficulty_']").filter(has_text=TEXT).last
    card.wait_for()
    return card


def _say(page: Any, card: Any, button: str, text: str) -> None:
    card.get_by_role("button", name=button).click()
    body = page.get_by_test_id("stPopoverBody")
    body.locator("textarea").fill(text)
    body.get_by_role("button", name=words.SAVE).click()
    assert words.DONE in success(page).inner_text()


def test_raised_assigned_answered_and_closed(site: Site, open_as: Callable[..., Any]) -> None:
    science, steward, health = open_as("so-khcn"), open_as("thamdinh"), open_as("so-yte")
    open_page(science, site.address, "difficulties")
    science.get_by_role("button", name=words.NEW).click()
    settle(science)
    science.locator(".st-key-difficulty_text textarea").fill(TEXT)
    science.locator(".st-key-difficulty_who input").fill("Trần Thị Thử")
    science.get_by_role("button", name=words.SEND).click()
    assert words.RAISED.split("{")[0] in success(science).inner_text()
    card = _card(science, site)
    assert words.STATES["open"] in card.inner_text()
    assert card.get_by_role("button", name=words.ASSIGN).count() == 0, "who raises does not assign"

    card = _card(steward, site)
    card.get_by_role("button", name=words.ASSIGN).click()
    settle(steward)
    body = steward.get_by_test_id("stPopoverBody")
    # Of hundreds of bodies only those in sight are drawn: typing brings the one that is meant.
    body.get_by_role("combobox").fill("Sở Y tế")
    steward.get_by_role("option", name="Sở Y tế", exact=True).click()
    body.get_by_label(words.DUE).fill("31/12/2031")
    body.get_by_role("button", name=words.SAVE).click()
    assert words.DONE in success(steward).inner_text()

    card = _card(health, site)
    assert "31/12/2031" in card.inner_text()
    _say(health, card, words.ANSWER, ANSWER)

    card = _card(steward, site)
    assert ANSWER in card.inner_text()
    _say(steward, card, words.CLOSE, "Trạm đã nhập xong")

    card = _card(science, site)
    assert words.STATES["closed"] in card.inner_text()
    assert "Trạm đã nhập xong" in card.inner_text()
    leader = open_as("lanhdao")
    assert _card(leader, site).get_by_role("button").count() == 0


def test_an_agency_tells_of_its_task_with_evidence(site: Site, open_as: Callable[..., Any]) -> None:
    from dashboards import duty_labels
    from talentdb.reporting.register_labels import TASK_STATES

    page = open_as("so-khcn")
    open_page(page, site.address, "tasks")
    page.get_by_role("button", name=duty_labels.TELL).nth(2).click()
    settle(page)
    body = page.get_by_test_id("stPopoverBody")
    body.get_by_text(TASK_STATES["done"], exact=True).click()
    body.get_by_role("button", name=duty_labels.TELL_SAVE).click()
    page.get_by_test_id("stAlertContentError").wait_for()
    settle(page)
    body.get_by_label(duty_labels.TELL_EVIDENCE).fill("NQ thử 9/2026")
    body.get_by_role("button", name=duty_labels.TELL_SAVE).click()
    success(page)
    assert page.get_by_text("NQ thử 9/2026").count() == 1

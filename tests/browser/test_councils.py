"""Councils in a real browser: ways out taken, people named by name, readers who change nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from dashboards import council_labels as words
from dashboards.browser import open_page, settle
from tests.browser.conftest import Site

TOPIC = "giáo dục"


@pytest.fixture
def page(open_as: Callable[..., Any]) -> Any:
    return open_as("timkiem")


def press(page: Any, name: str, *, exact: bool = True) -> None:
    page.get_by_role("button", name=name, exact=exact).last.click()
    settle(page)


def type_in(page: Any, key: str, text: str) -> None:
    box = page.locator(f".st-key-{key} input")
    box.fill(text)
    box.press("Tab")
    settle(page)


def propose(page: Any, site: Site, size: int, women: int = 0) -> None:
    assert open_page(page, site.address, "councils").errors == ()
    page.locator(".st-key-panel_topic input").fill(TOPIC)
    page.locator(".st-key-panel_size input").fill(str(size))
    page.locator(".st-key-panel_women input").fill(str(women))
    page.get_by_role("button", name=words.PROPOSE, exact=True).click()
    page.locator(".st-key-panel_name, .st-key-panel_way_0").first.wait_for()
    settle(page)


def cards(page: Any) -> list[str]:
    return [text for text in page.locator(".hit b").all_inner_texts() if ":" in text]


def test_an_impossible_demand_becomes_possible_with_one_press(site: Site, page: Any) -> None:
    propose(page, site, 50, women=50)
    assert page.locator(".st-key-panel_name").count() == 0
    assert not cards(page)
    page.locator(".st-key-panel_way_0 button").click()
    page.locator(".st-key-panel_name").wait_for()
    settle(page)
    assert cards(page)


def test_a_named_person_is_found_by_name_and_sits(site: Site, page: Any) -> None:
    propose(page, site, 3)
    chair = cards(page)[0].split(":")[1].strip()
    page.get_by_text(words.NAMED_PEOPLE).click()
    settle(page)
    name = " ".join(chair.split()[-3:])
    type_in(page, "panel_find", name)
    press(page, words.USES["exclude"])
    chip = words.NAMED_AS.format(use=words.USES["exclude"], name=name)
    # A button with help is drawn twice.
    page.locator(".st-key-panel_named_chips button", has_text=chip).first.wait_for()
    settle(page)
    page.get_by_role("button", name=words.PROPOSE, exact=True).click()
    settle(page)
    page.locator(".hit b").first.filter(has_not_text=name).wait_for()
    assert not any(name in card for card in cards(page))


def test_leaders_look_and_change_nothing(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("lanhdao")
    for path, title in (("shortlists", words.PAGE_LISTS), ("councils", words.PAGE_COUNCILS)):
        state = open_page(page, site.address, path)
        assert (state.title, state.errors) == (title, ())
        for label in (words.NEW_LIST, words.PROPOSE, words.DECIDE):
            assert page.get_by_role("button", name=label, exact=True).count() == 0

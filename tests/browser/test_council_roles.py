"""Who leads a council that was proposed is changed on its page: whoever led before takes the other role."""

from collections.abc import Callable
from typing import Any

from dashboards import council_labels as words
from dashboards.browser import settle
from talentdb.councils.labels import ROLES
from tests.browser.conftest import Site
from tests.browser.test_council_life import kept_tab
from tests.browser.test_councils import propose

NAME = "Hội đồng đổi vai"


def _seats(page: Any) -> list[tuple[str, str]]:
    """Role and name of each seat."""
    return [tuple(text.split(": ", 1)) for text in page.locator(".hit b").all_inner_texts()]


def test_another_member_is_put_into_the_chair_and_back(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("thamdinh")
    propose(page, site, 3, women=1)
    page.locator(".st-key-panel_name input").fill(NAME)
    page.locator(".st-key-panel_keep button").last.click()
    page.get_by_text(words.KEPT).wait_for()
    settle(page)
    kept_tab(page, site, NAME)
    page.get_by_role("button", name=words.CHANGE_ROLE).first.wait_for()
    settle(page)
    before = _seats(page)
    assert before[0][0] == ROLES["chair"]
    assert page.get_by_role("button", name=words.CHANGE_ROLE).count() == len(before) - 1
    for now in (before[1][1], before[0][1]):
        page.get_by_role("button", name=words.CHANGE_ROLE).first.click()
        page.get_by_role("button", name=ROLES["chair"], exact=True).click()
        page.get_by_text(f"{ROLES['chair']}: {now}").wait_for()
        settle(page)
    assert _seats(page) == before

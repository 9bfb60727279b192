"""The page of personal data in a browser: what goes wrong and what was done is in sight of who has just clicked."""

from collections.abc import Callable
from typing import Any

from dashboards import privacy_labels as words
from dashboards.browser import open_page, settle
from tests.browser.conftest import Site


def _in_sight(page: Any, box: Any) -> bool:
    """Whether that place of the window shows it, and not something above it."""
    box.wait_for()
    return bool(
        box.evaluate(
            """box => { const r = box.getBoundingClientRect();
            const there = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
            return r.bottom <= innerHeight && box.contains(there); }"""
        )
    )


def test_a_refusal_and_what_was_saved_are_in_sight(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("thamdinh")
    assert open_page(page, site.address, "privacy").title == words.PAGE
    for number in range(6):
        page.locator("[class*='st-key-request_new'] button").first.click()
        settle(page)
        save = page.locator(".st-key-request_save button")
        if not number:
            save.click()
            settle(page)
            assert _in_sight(page, page.locator('[data-testid="stAlertContentError"]'))
        page.fill(".st-key-request_who input", f"Bà Thử {number}")
        page.fill(".st-key-request_text textarea", "Cho xem dữ liệu")
        save.click()
        settle(page)
        page.locator('[data-testid="stPopoverBody"]').wait_for(state="detached")
    last = page.locator("[class*='st-key-request_step_'] button").last
    last.scroll_into_view_if_needed()
    last.click()
    settle(page)
    page.fill("[class*='st-key-request_step_'] textarea", "Đã tiếp nhận")
    page.locator("[class*='st-key-request_step_'][class*='_save'] button").click()
    settle(page)
    assert _in_sight(page, page.get_by_text(words.DONE))

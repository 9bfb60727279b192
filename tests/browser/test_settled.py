"""A page counts as drawn only when the figures that it promised are there; a busy machine is no empty page."""

from typing import Any

from dashboards import labels
from dashboards.browser import new_page, settle

_QUIET = """
<div data-testid="stApp" data-test-script-state="notRunning" data-test-connection-state="CONNECTED">
<h1>Tổng quan</h1><div data-testid="stAlert">{said}</div></div>
"""
_LATER = "setTimeout(() => { document.querySelector('[data-testid=stAlert]').remove(); window.drawn = true; }, 500)"


def test_a_page_that_says_that_figures_are_coming_is_waited_for(browser: Any) -> None:
    page = new_page(browser)
    page.set_content(_QUIET.format(said=labels.COMPUTING))
    page.evaluate(_LATER)
    settle(page)
    assert page.evaluate("window.drawn") is True
    page.context.close()


def test_other_words_on_a_page_are_not_waited_for(browser: Any) -> None:
    page = new_page(browser)
    page.set_content(_QUIET.format(said="Chưa có số liệu"))
    settle(page)
    assert page.get_by_text("Chưa có số liệu").is_visible()
    page.context.close()

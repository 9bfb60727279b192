"""The network in a real browser: a picture, a person clicked, a neighbourhood, a file for a purpose."""

import json
import re
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import TimeoutError as NotYet
from playwright.sync_api import expect

from dashboards import network_labels as words
from dashboards.browser import open_page, settle
from talentdb.network import Layer
from tests.browser.conftest import Site

POINTS = ".js-plotly-plot .scatterlayer .trace .points path.point"


def click_point(page: Any, card: Any) -> None:
    """Click a point until the card shows its person: what is still being drawn takes no click."""
    for last in (*[False] * 10, True):
        spot = page.locator(POINTS).nth(3).bounding_box()
        page.mouse.move(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
        page.mouse.click(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
        with nullcontext() if last else suppress(NotYet):
            card.wait_for(timeout=10_000)
            return


def test_a_click_on_a_point_shows_the_person_and_leads_to_the_neighbourhood(
    site: Site, open_as: Callable[..., Any]
) -> None:
    page = open_as("timkiem")
    state = open_page(page, site.address, "network")
    assert (state.title, state.errors, state.foreign) == (words.PAGE, (), ())
    page.locator(POINTS).nth(20).wait_for()
    card = page.locator(".st-key-network_card")
    click_point(page, card)
    settle(page)
    assert card.locator("a", has_text=words.PROFILE).get_attribute("href").startswith("/profile?person=")
    name = card.locator("b").first.inner_text()
    state = open_page(page, site.address, card.locator("a", has_text=words.EGO).get_attribute("href").lstrip("/"))
    assert state.errors == ()
    # Titles stand before the name on the card.
    heading = page.get_by_role("heading", level=3).first.inner_text()
    assert name.endswith(heading.removeprefix(words.EGO_TITLE.format(name="")))
    page.locator(POINTS).first.wait_for()


def test_layers_words_and_years_choose_what_is_drawn(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("timkiem")
    open_page(page, site.address, "network")
    counts = page.get_by_text(re.compile(r"quan hệ, .* nhóm\.$")).first
    whole = counts.inner_text()
    page.get_by_role("button", name=words.LAYER_LABEL[Layer.PUBLICATIONS], exact=True).click()
    expect(counts).not_to_have_text(whole)
    settle(page)
    fewer = counts.inner_text()
    page.get_by_role("button", name=words.FILTERS).first.click()
    topic = page.get_by_label(words.TOPIC)
    topic.fill("qwzxjk")
    topic.press("Enter")
    page.get_by_text(words.NOBODY_FOUND).wait_for()
    topic.fill("")
    topic.press("Enter")
    expect(counts).to_have_text(fewer)
    first_year = page.get_by_role("slider").first
    first_year.focus()
    for _ in range(22):
        first_year.press("ArrowRight")
    expect(counts).not_to_have_text(fewer)


def test_a_file_needs_a_purpose(site: Site, open_as: Callable[..., Any], tmp_path: Path) -> None:
    page = open_as("timkiem")
    open_page(page, site.address, "network")
    page.get_by_role("button", name=words.EXPORT).click()
    page.get_by_role("button", name=words.MAKE_FILE).click()
    page.get_by_text(words.NO_PURPOSE).wait_for()
    settle(page)
    page.get_by_label(words.PURPOSE).fill("Lập hội đồng")
    page.get_by_role("button", name=words.MAKE_FILE).click()
    button = page.get_by_role("button", name=words.DOWNLOAD.format(name="mang-luoi_"))
    button.wait_for()
    settle(page)
    page.keyboard.press("Escape")
    with page.expect_download() as waiting:
        button.click()
    out = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(out)
    assert out.suffix == ".gexf"
    assert json.dumps("Lập hội đồng", ensure_ascii=False).strip('"') in out.read_text(encoding="utf-8")


def test_leaders_look_and_take_nothing_out_and_agencies_do_not_look(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("lanhdao")
    assert open_page(page, site.address, "network").title == words.PAGE
    page.locator(POINTS).first.wait_for()
    assert page.get_by_role("button", name=words.EXPORT).count() == 0
    assert open_page(open_as("so-khcn"), site.address, "network").errors


def test_a_phone_shows_the_picture_without_scrolling_sideways(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("timkiem", width=390)
    open_page(page, site.address, "network")
    page.locator(POINTS).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

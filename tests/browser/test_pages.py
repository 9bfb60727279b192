"""Every page under every role in a real browser: it opens, asks no other host, hides from others, fits a phone."""

import os
import signal
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import TimeoutError as NotYet

from dashboards import council_labels, labels, overview_labels, search_labels
from dashboards.browser import PATIENCE_MS, open_page, settle
from dashboards.pages import PAGES, home_of, pages_of
from talentdb.access.principal import Role
from tests.browser.conftest import Site

LOGINS = {
    Role.LEADER: "lanhdao",
    Role.STEWARD: "thamdinh",
    Role.SEARCHER: "timkiem",
    Role.ADMINISTRATOR: "quantri",
    Role.AUDITOR: "kiemtoan",
    Role.AGENCY: "so-khcn",
    Role.HOME_AFFAIRS: "noivu",
    Role.FINANCE: "taichinh",
    Role.COUNCIL_MEMBER: "hoidong1",
    Role.NOMINATOR: "decu",
}
OFFERED = [(role, page.key) for role in LOGINS for page in pages_of(role)]
# For each role the pages that would show it most of what is not its own.
FORBIDDEN = [
    (Role.LEADER, ("review", "our_people", "administration")),
    (Role.STEWARD, ("administration", "our_people")),
    (Role.SEARCHER, ("review", "audit")),
    (Role.ADMINISTRATOR, ("search", "profile?person=1", "overview", "snapshots", "outlook")),
    (Role.AUDITOR, ("search", "profile?person=1", "administration")),
    (Role.AGENCY, ("overview", "search", "review", "audit", "population", "readings", "money", "my_cases")),
    (Role.HOME_AFFAIRS, ("review", "administration", "my_cases", "duplicates")),
    (Role.FINANCE, ("search", "profile?person=1", "needs", "nominations", "my_cases")),
    (Role.COUNCIL_MEMBER, ("cases", "search", "commitments", "money", "needs", "nominations", "profile?person=1")),
    (Role.NOMINATOR, ("cases", "case?case=1", "my_cases", "search", "money", "needs")),
]


def title_of(key: str) -> str:
    return next(page.title for page in PAGES if page.key == key)


@pytest.mark.parametrize(("role", "key"), OFFERED, ids=[f"{role}-{key}" for role, key in OFFERED])
def test_page_opens_without_error_and_foreign_requests_and_fits_a_phone(
    site: Site, open_as: Callable[..., Any], role: Role, key: str
) -> None:
    page = open_as(LOGINS[role])
    state = open_page(page, site.address, key)
    assert state.title == title_of(key)
    assert state.errors == ()
    assert state.foreign == ()
    page.set_viewport_size({"width": 390, "height": 844})
    # What draws itself anew for the narrow screen is given the time.
    try:
        page.wait_for_function(
            "(() => { const m = document.querySelector('[data-testid=\"stMain\"]'); return m.clientWidth <= 390"
            " && m.scrollWidth <= m.clientWidth && document.documentElement.scrollWidth <= innerWidth; })()"
        )
    finally:
        page.set_viewport_size({"width": 1366, "height": 900})


@pytest.mark.parametrize(("role", "addresses"), FORBIDDEN, ids=[role for role, _ in FORBIDDEN])
def test_pages_of_others_show_a_message_and_no_data(
    site: Site, open_as: Callable[..., Any], role: Role, addresses: tuple[str, ...]
) -> None:
    page = open_as(LOGINS[role])
    for address in addresses:
        state = open_page(page, site.address, address)
        assert state.errors == (labels.PAGE_FORBIDDEN,)
        shown = page.locator('[data-testid="stMain"]')
        assert shown.locator("table, [data-testid='stDataFrame'], [data-testid='stMetric'], .hit, input").count() == 0
        assert page.get_by_role("dialog").count() == 0


@pytest.mark.parametrize("role", [Role.LEADER, Role.AGENCY])
def test_the_bare_address_leads_to_the_page_of_the_role(site: Site, open_as: Callable[..., Any], role: Role) -> None:
    page = open_as(LOGINS[role])
    assert open_page(page, site.address, "").title == home_of(role).title
    assert page.url.endswith(f"/{home_of(role).key}")


def test_an_address_that_does_not_exist_is_answered_in_vietnamese(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("lanhdao")
    answer = page.goto(f"{site.address}/khong-co")
    assert answer.status == 404
    assert labels.NOT_FOUND_TITLE in page.inner_text("h1")


def test_leaders_see_figures_but_no_people_behind_them(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("lanhdao")
    open_page(page, site.address, "overview")
    assert page.locator('a[href*="/profile"]').count() == 0
    assert page.get_by_role("radio", name=overview_labels.SECTIONS["people"]).count() == 0
    steward = open_as("thamdinh")
    open_page(steward, site.address, "overview")
    steward.get_by_role("radio", name=overview_labels.SECTIONS["people"]).click()
    steward.get_by_role("heading", name=labels.BEHIND).wait_for()
    settle(steward)
    assert steward.locator('a[href*="/profile"]').count() > 0


def test_english_words_of_streamlit_are_not_shown(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("so-khcn")
    open_page(page, site.address, "upload")
    button = page.get_by_test_id("stFileUploaderDropzone").locator("button p")
    assert button.evaluate("e => getComputedStyle(e).fontSize") == "0px"
    assert "Chọn tệp" in button.evaluate("e => getComputedStyle(e, '::after').content")


def test_people_are_searched_with_filters_and_opened(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("timkiem")
    open_page(page, site.address, "search?q=nguyen")
    total = page.locator('[data-testid="stMain"] strong').first.inner_text()
    assert int(total.replace(".", "")) > 0
    page.get_by_role("button", name=search_labels.FACET["sex"]).click()
    settle(page)
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Nữ").click()
    page.get_by_text(search_labels.CLEAR_FILTERS).wait_for()
    settle(page)
    page.keyboard.press("Escape")
    name = page.locator(".hit b").first.inner_text()
    page.get_by_role("link", name=labels.LINK).first.click()
    page.wait_for_url("**/profile?person=*")
    settle(page)
    page.get_by_role("heading", name=name).wait_for()
    assert page.locator(".facts").count() > 0


def test_a_search_without_result_gives_advice(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as("timkiem")
    open_page(page, site.address, "search?q=zzqqxxkk")
    assert search_labels.NOTHING_FOUND in page.get_by_test_id("stAlert").first.inner_text()


def test_answers_carry_security_headers(site: Site) -> None:
    with urllib.request.urlopen(f"{site.address}/sign-in", timeout=120) as answer:
        assert answer.headers["x-frame-options"] == "DENY"
        assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_a_page_has_not_settled_before_the_server_has_answered_the_last_click(
    site: Site, open_as: Callable[..., Any]
) -> None:
    page = open_as("timkiem")
    open_page(page, site.address, "councils")
    os.kill(site.process.pid, signal.SIGSTOP)
    try:
        page.get_by_role("tab", name=council_labels.TAB_KEPT).click()
        page.set_default_timeout(2_000)
        with pytest.raises(NotYet):
            settle(page)
    finally:
        page.set_default_timeout(PATIENCE_MS)
        os.kill(site.process.pid, signal.SIGCONT)
    settle(page)
    assert page.locator(".st-key-council_chosen").is_visible()

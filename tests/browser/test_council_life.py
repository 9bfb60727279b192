"""A council's whole life in a real browser: found, listed, proposed, impossible and eased, kept, invited, answered,
replaced, decided; its papers are opened as what they are, and the keyboard alone gets through."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from msoffcrypto import OfficeFile
from openpyxl import load_workbook
from playwright.sync_api import expect

from dashboards import council_labels as words
from dashboards.browser import open_page, settle
from talentdb.settings import today
from talentdb.text import format_date
from tests.browser.conftest import Site, choose_option
from tests.browser.test_councils import cards, press, propose
from tests.browser.test_shortlists import make_list

NAME = "Hội đồng tư vấn thử vòng đời"
NUMBER = "417/QĐ-SKHCN"


@pytest.fixture
def page(open_as: Callable[..., Any]) -> Any:
    return open_as("timkiem")


def downloaded(page: Any, key: str) -> tuple[str, bytes]:
    """Name and content of what a button gives."""
    settle(page)
    with page.expect_download() as waiting:
        # A button with help is drawn twice.
        page.locator(f".st-key-{key} button").first.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def kept_tab(page: Any, site: Site, name: str) -> None:
    """The council of this name on the tab of those that are kept."""
    assert open_page(page, site.address, "councils").errors == ()
    page.get_by_role("tab", name=words.TAB_KEPT).click()
    page.locator(".st-key-council_chosen").wait_for()
    settle(page)
    choose(page, "council_chosen", name)


def chosen_in(page: Any, key: str) -> str:
    """What a picker shows."""
    return str(page.locator(f".st-key-{key} input").first.input_value())


def choose(page: Any, key: str, text: str) -> None:
    """An option of a picker by a part of its words."""
    if text in chosen_in(page, key):
        return
    choose_option(page, page.locator(f".st-key-{key} [role=combobox], .st-key-{key} input").first, text)
    expect(page.locator(f".st-key-{key} input").first).to_have_value(re.compile(re.escape(text)))


def states(page: Any) -> list[str]:
    """What each seat says of its invitation."""
    return list(page.locator(".hit .tags").all_inner_texts())


def test_what_a_search_found_goes_on_a_list_and_out_of_it_as_a_workbook(site: Site, page: Any) -> None:
    assert open_page(page, site.address, "shortlists").errors == ()
    make_list(page, "Danh sách vòng đời")
    open_page(page, site.address, "search?q=giáo+viên")
    found = page.locator(".hit b").first.inner_text()
    page.get_by_role("link", name=re.compile("Hồ sơ|Mở")).first.click()
    page.wait_for_url("**/profile?person=*")
    settle(page)
    press(page, words.ADD_TO_LIST)
    choose(page, "profile_list_list", "Danh sách vòng đời")
    page.locator(".st-key-profile_list_add button").click()
    page.get_by_text(words.ADDED.format(n=1, name="Danh sách vòng đời")).wait_for()
    open_page(page, site.address, "shortlists")
    choose(page, "list_chosen", "Danh sách vòng đời")
    assert page.locator(".hit b").first.inner_text().endswith(found.split(". ")[-1])

    press(page, words.EXPORT)
    page.locator(".st-key-list_export_purpose input").fill("mời góp ý")
    page.locator(".st-key-list_export_make button").click()
    page.locator(".st-key-list_export_take").wait_for()
    name, content = downloaded(page, "list_export_take")
    assert name == f"danh-sach-chon_danh-sach-vong-doi_{today().isoformat()}.xlsx"
    locked, opened = OfficeFile(BytesIO(content)), BytesIO()
    locked.load_key(password=page.locator('[data-testid="stCode"] code').inner_text().strip(), verify_password=True)
    locked.decrypt(opened)
    sheet = load_workbook(opened).worksheets[0]
    assert sheet.max_row == 2
    assert found.split(". ")[-1] in {cell.value for cell in sheet[2]}
    page.keyboard.press("Escape")


def test_a_list_is_shared_renamed_and_put_away(site: Site, page: Any, open_as: Callable[..., Any]) -> None:
    open_page(page, site.address, "shortlists")
    make_list(page, "Danh sách để chung")
    other = open_as("thamdinh")
    open_page(other, site.address, "shortlists")
    assert "Danh sách để chung" not in chosen_in(other, "list_chosen")

    press(page, words.SETTINGS)
    page.locator("[class*=st-key-list_name_] input").fill("Danh sách cả Sở")
    page.locator("[class*=st-key-list_shared_] label").click()
    page.locator(".st-key-list_save button").click()
    page.locator(".st-key-list_save").wait_for(state="hidden")
    settle(page)
    open_page(other, site.address, "shortlists")
    choose(other, "list_chosen", "Danh sách cả Sở")
    assert words.WHOSE_SHARED in chosen_in(other, "list_chosen")
    leader = open_as("lanhdao")
    open_page(leader, site.address, "shortlists")
    choose(leader, "list_chosen", "Danh sách cả Sở")
    assert leader.get_by_role("button", name=words.SETTINGS, exact=True).count() == 0

    press(page, words.SETTINGS)
    page.locator(".st-key-list_archive button").click()
    page.locator(".st-key-list_archive").wait_for(state="hidden")
    settle(page)
    assert "Danh sách cả Sở" not in chosen_in(page, "list_chosen")


def test_a_council_from_the_proposal_to_the_decision(site: Site, page: Any) -> None:
    propose(page, site, 50, women=50)
    ways = page.locator("[class*=st-key-panel_way_] button")
    assert ways.count() >= 1
    assert any(char.isdigit() for char in ways.first.inner_text()), "by how much is said"
    propose(page, site, 3, women=1)
    chosen = [card.split(":")[1].strip() for card in cards(page)]
    assert len(chosen) == 3
    page.get_by_text(words.WHY_CHOSEN).first.click()
    page.get_by_text(re.compile("Độ phù hợp với chủ đề")).first.wait_for()
    page.locator(".st-key-panel_name input").fill(NAME)
    page.locator(".st-key-panel_keep button").last.click()
    page.get_by_text(words.KEPT).wait_for()
    settle(page)
    # A second press would make a second council.
    expect(page.locator(".st-key-panel_name")).to_have_count(0)

    kept_tab(page, site, NAME)
    assert [card.split(":")[1].strip() for card in cards(page)] == chosen
    name, content = downloaded(page, "council_letters")
    assert name.endswith(".zip")
    letters = [Document(BytesIO(ZipFile(BytesIO(content)).read(one))) for one in ZipFile(BytesIO(content)).namelist()]
    assert len(letters) == 3
    for person, letter in zip(chosen, letters, strict=True):
        assert any(person.split(". ")[-1] in paragraph.text for paragraph in letter.paragraphs)

    press(page, words.INVITE_ALL)
    page.locator(".st-key-council_invite button").click()
    page.get_by_text(words.INVITATIONS["invited"].format(day=format_date(today()))).first.wait_for()
    settle(page)
    page.locator("[class*=st-key-seat_yes_] button").first.click()
    page.get_by_text(words.INVITATIONS["accepted"].format(day=format_date(today()))).wait_for()
    settle(page)
    page.locator("[class*=st-key-seat_no_] button").last.click()
    page.get_by_text(words.INVITATIONS["declined"].format(day=format_date(today()))).wait_for()
    settle(page)
    press(page, words.REPLACE)
    page.locator("[class*=st-key-seat_take_] button").click()
    page.locator(".hit .tags").nth(3).wait_for()
    settle(page)
    assert sum("từ chối" in state for state in states(page)) == 1
    now = [card.split(":")[1].strip() for card in cards(page)]
    assert len(set(now)) == 4

    decide_by_keyboard(page)
    line = words.DECISION_LINE.format(number=NUMBER, day="02/01/2026")
    page.get_by_text(line).wait_for()
    name, content = downloaded(page, "council_draft")
    assert name.endswith(".docx")
    paper = Document(BytesIO(content))
    assert "Số: 417/QĐ-SKHCN" in paper.tables[0].cell(1, 0).text
    assert "ngày 02 tháng 01 năm 2026" in paper.tables[0].cell(1, 1).text
    assert len(paper.tables[1].rows) == 1 + 3, "who declined is not in it, who came instead is"
    kept_tab(page, site, NAME)
    assert words.STATES["decided"] in chosen_in(page, "council_chosen")
    expect(page.get_by_text(line)).to_be_visible()


def decide_by_keyboard(page: Any) -> None:
    """Number and day of the decision without a mouse: nothing opens over what comes next."""
    press(page, words.DECIDE)
    number = page.locator(".st-key-council_decision_no input")
    number.focus()
    page.keyboard.type(NUMBER)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == format_date(today())
    page.keyboard.press("Control+a")
    page.keyboard.type("31/02/2026")
    page.keyboard.press("Tab")
    assert page.locator("[data-baseweb=calendar]").count() == 0
    assert page.evaluate("document.activeElement.innerText").strip() == words.DECIDE
    page.keyboard.press("Enter")
    page.get_by_text(words.DAY_WRONG.format(text="31/02/2026")).wait_for()
    settle(page)
    day = page.locator(".st-key-council_decision_day input")
    day.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("2-1-2026")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_the_picker_of_bodies_speaks_no_english(site: Site, page: Any) -> None:
    assert open_page(page, site.address, "councils").errors == ()
    page.get_by_text(words.MORE_RULES).click()
    options: list[str] = []
    # What slides with the part that opens shuts its own options again: asked until they have been read.
    while not options:
        page.locator(".st-key-panel_excluded input").press("ArrowDown")
        page.wait_for_timeout(500)
        options = page.get_by_role("option").all_inner_texts()
    assert not any("elect" in option for option in options)
    page.keyboard.press("Escape")


def test_two_readers_of_one_list_do_not_write_over_each_other(site: Site, open_as: Callable[..., Any]) -> None:
    mine, other = open_as("timkiem"), open_as("thamdinh")
    for page in (mine, other):
        open_page(page, site.address, "shortlists")
        choose(page, "list_chosen", "Chuyên gia:")
    shown = [page.locator("[class*=st-key-list_note_] input").first for page in (mine, other)]
    shown[0].fill("đã hẹn")
    shown[0].press("Enter")
    mine.get_by_text(words.NOTE_KEPT).wait_for()
    shown[1].fill("chưa hẹn")
    shown[1].press("Enter")
    other.get_by_text("Người khác vừa ghi chú: “đã hẹn”").wait_for()
    settle(other)
    expect(shown[1]).to_have_value("đã hẹn")


def test_pages_say_that_they_are_vietnamese(site: Site, page: Any) -> None:
    open_page(page, site.address, "councils")
    assert page.evaluate("document.documentElement.lang") == "vi"

"""One person at a time in a real browser: add, correct, say who left, look at a day that is past."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from dashboards import labels, person_labels
from dashboards.browser import open_page, settle
from talentdb.db.lookup import find_agency_id
from talentdb.people.profile import list_people
from talentdb.registry.decisions import approve
from talentdb.runtime import Runtime, open_runtime
from talentdb.settings import Settings, today
from talentdb.submissions.draft import RecordDraft, SubmissionDraft
from talentdb.submissions.query import list_submissions
from talentdb.submissions.receive import receive
from talentdb.text import format_date
from tests.browser.conftest import Site, choose_option, receipt_of

AGENCY = "ubmttq"
SEEN = today() - timedelta(days=10)
"""Day of the list of the tests; newer than those of the demo."""


def load(site: Site, code: str, names: Sequence[str], day: date) -> None:
    """An approved list of the agency without any national id."""
    with open_runtime(Settings(home=site.home)) as runtime, runtime.work() as connection:
        agency_id = find_agency_id(connection, code)
        records = tuple(
            RecordDraft("DS", 1, row, agency_id, {"full_name": name, "birth_date": f"1970-01-{row:02}",
                        "birth_date_precision": "day", "sex": "male", "position_title": "Chuyên viên"}, {"B": name})
            for row, name in enumerate(names, 5)
        )  # fmt: skip
        draft = SubmissionDraft(agency_id, "people", day, "ds.xlsx", uuid4().bytes, "xlsx", records, (), {}, "test")
        stored = receive(connection, runtime.principal, runtime.keyring, draft, "submitted")
        approve(connection, runtime.principal, stored.submission_id)


def approve_waiting(site: Site, receipt: str) -> None:
    """What a steward does with one press."""
    with open_runtime(Settings(home=site.home)) as runtime, runtime.work() as connection:
        found = next(row for row in list_submissions(connection) if row["receipt"] == receipt)
        approve(connection, runtime.principal, found["submission_id"])


def number_of(site: Site, name: str) -> int:
    """Number of the only person of that name."""

    def ask(runtime: Runtime) -> int:
        with runtime.work() as connection:
            (row,) = list_people(connection, runtime.principal, words=name).rows
            return int(row["person_id"])

    with open_runtime(Settings(home=site.home)) as runtime:
        return ask(runtime)


def field(page: Any, name: str) -> Any:
    """The input of a field of the form."""
    return page.get_by_label(labels.FIELD[name] + (" *" if name == "full_name" else ""), exact=True)


def hand_in(page: Any) -> str:
    """From the filled form to the receipt."""
    page.get_by_role("button", name=person_labels.CHECK).click()
    page.get_by_text(person_labels.STEP_LOOK).wait_for()
    settle(page)
    page.get_by_role("button", name=labels.SUBMIT, exact=True).click()
    return receipt_of(page)


def test_a_person_is_added_and_each_mistake_is_told_at_its_field(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as(AGENCY)
    open_page(page, site.address, "our_people")
    page.get_by_role("tab", name=person_labels.TAB_ADD).click()
    settle(page)
    field(page, "full_name").fill("Vũ Thị Thêm Một")
    field(page, "birth_date").fill("31/02/1988")
    page.get_by_role("button", name=person_labels.CHECK).click()
    page.get_by_text("không phải là một ngày có thật").first.wait_for()
    settle(page)
    expect(field(page, "full_name")).to_have_value("Vũ Thị Thêm Một")
    field(page, "birth_date").fill("28/02/1988")
    receipt = hand_in(page)
    page.get_by_role("link", name=person_labels.OPEN_SUBMISSION).click()
    page.wait_for_url("**/submissions?submission=*")
    settle(page)
    assert receipt in page.get_by_test_id("stMain").inner_text()
    open_page(page, site.address, "submissions")
    page.get_by_role("link", name=receipt).wait_for()


@pytest.mark.parametrize("login", [AGENCY, "thamdinh"])
def test_a_corrected_name_is_the_same_person(site: Site, open_as: Callable[..., Any], login: str) -> None:
    wrong, right = f"Lê Viết Sai {login.title()}", f"Lê Viết Đúng {login.title()}"
    load(site, "X-AN-THI" if login == "thamdinh" else AGENCY.upper(), [wrong], SEEN)
    number = number_of(site, wrong)
    page = open_as(login)
    open_page(page, site.address, f"profile?person={number}")
    page.get_by_role("tab", name=person_labels.TAB_CORRECT, exact=True).click()
    settle(page)
    expect(field(page, "full_name")).to_have_value(wrong)
    field(page, "full_name").fill(right)
    page.get_by_role("button", name=person_labels.CHECK).click()
    page.get_by_text(person_labels.STEP_LOOK).wait_for()
    settle(page)
    shown = page.get_by_role("row").filter(has_text=right).inner_text()
    assert shown.index(wrong) < shown.index(right)
    page.get_by_role("button", name=labels.SUBMIT, exact=True).click()
    approve_waiting(site, receipt_of(page))
    assert number_of(site, right) == number
    open_page(page, site.address, f"profile?person={number}")
    page.get_by_role("heading", name=right).wait_for()


def test_who_left_is_told_in_one_go(site: Site, open_as: Callable[..., Any]) -> None:
    login = "p-thai-binh"
    names = ["Trần Văn Ở Lại", "Trần Văn Về Hưu", "Trần Văn Chuyển Đi"]
    load(site, login.upper(), names, SEEN)
    load(site, login.upper(), names[:1], SEEN + timedelta(days=5))
    page = open_as(login)
    open_page(page, site.address, "our_people")
    page.get_by_role("tab", name=person_labels.TAB_DEPARTURES).click()
    page.get_by_role("link", name=names[1]).wait_for()
    settle(page)
    assert page.get_by_role("link", name=names[0]).count() == 0
    choose_option(page, page.get_by_label(person_labels.DEPARTURES_ALL), person_labels.DEPARTURE_STATUS["retired"])
    page.get_by_role("button", name=person_labels.DEPARTURES_SEND).click()
    receipt = receipt_of(page)
    expect(page.get_by_role("link", name=names[1])).to_have_count(0)
    approve_waiting(site, receipt)
    open_page(page, site.address, f"profile?person={number_of(site, names[1])}")
    assert "Nghỉ hưu" in page.get_by_test_id("stMain").inner_text()


def test_a_person_as_of_a_day(site: Site, open_as: Callable[..., Any]) -> None:
    name = "Hoàng Văn Ngày Trước"
    load(site, "X-KHOAI-CHAU", [name], SEEN)
    page = open_as("thamdinh")
    address = f"profile?person={number_of(site, name)}"
    for day, heading in ((SEEN, True), (SEEN - timedelta(days=1), False)):
        open_page(page, site.address, address)
        parts = page.get_by_test_id("stDateInput").get_by_role("spinbutton")
        parts.first.click()
        for part, digits in enumerate((f"{day:%d}", f"{day:%m}", f"{day:%Y}")):
            parts.nth(part).press_sequentially(digits, delay=50)
        # the calendar that opened is closed, then the field is left
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
        page.get_by_test_id("stAlertContentWarning").get_by_text(format_date(day)).wait_for()
        settle(page)
        assert (page.get_by_role("heading", name=name).count() > 0) is heading
        page.get_by_role("button", name=person_labels.AS_OF_NOW).click()
        page.get_by_role("heading", name=name).wait_for()


def test_the_story_of_a_person_tells_what_changed(site: Site, open_as: Callable[..., Any]) -> None:
    name = "Đặng Văn Câu Chuyện"
    load(site, "X-KHOAI-CHAU", [name], SEEN)
    page = open_as("thamdinh")
    open_page(page, site.address, f"profile?person={number_of(site, name)}")
    page.get_by_role("tab", name=person_labels.TAB_TIMELINE).click()
    page.locator("ol.timeline > li").first.wait_for()
    settle(page)
    assert format_date(SEEN) in page.locator("ol.timeline").inner_text()

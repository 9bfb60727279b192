"""The desk of possible duplicates in a real browser: decided by keys, undone by one, refused to whoever is second."""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4
from zlib import crc32

import pytest
from playwright.sync_api import expect

from dashboards import identity_labels, labels, person_labels
from dashboards.browser import open_page, settle
from talentdb.access.accounts import create_account
from talentdb.access.principal import Role
from talentdb.db.lookup import find_agency_id
from talentdb.identity.queue import queue
from talentdb.people.profile import list_people
from talentdb.registry.decisions import approve
from talentdb.runtime import open_runtime
from talentdb.settings import Settings, today
from talentdb.submissions.draft import RecordDraft, SubmissionDraft
from talentdb.submissions.receive import receive
from tests.browser.conftest import Site

STEWARD = "thamdinh"


def load(site: Site, name: str, shifts: Sequence[int]) -> None:
    """Two lists that name one person by name, day of birth and telephone; ids of different shifts contradict."""
    own = crc32(name.encode()) % 500_000
    with open_runtime(Settings(home=site.home)) as runtime:
        for number, code in enumerate(("X-AN-THI", "X-KHOAI-CHAU")):
            with runtime.work() as connection:
                agency_id = find_agency_id(connection, code)
                values = {
                    "full_name": name, "birth_date": f"1971-03-{own % 28 + 1:02}", "birth_date_precision": "day",
                    "sex": "male",
                    "phone": f"0912{own:06}", "national_id": f"033071{own + shifts[number]:06}",
                    "position_title": ("Chuyên viên", "Chuyên viên chính")[number],
                }  # fmt: skip
                records = (RecordDraft("DS", 1, 5, agency_id, values, {"B": name}),)
                day = today() - timedelta(days=9)
                draft = SubmissionDraft(
                    agency_id, "people", day, "ds.xlsx", uuid4().bytes, "xlsx", records, (), {}, "t"
                )
                stored = receive(connection, runtime.principal, runtime.keyring, draft, "submitted")
                approve(connection, runtime.principal, stored.submission_id)


def load_pair(site: Site, name: str) -> str:
    """Two persons that wait for a steward; the address that puts them in front."""
    load(site, name, (0, 444_444))
    with open_runtime(Settings(home=site.home)) as runtime, runtime.work() as connection:
        found = next(item for item in queue(connection, limit=1000) if item.a.full_name == name)
        return f"duplicates?pair={found.a.person_id}-{found.b.person_id}"


def numbers_of(site: Site, name: str) -> list[int]:
    with open_runtime(Settings(home=site.home)) as runtime, runtime.work() as connection:
        return [row["person_id"] for row in list_people(connection, runtime.principal, words=name).rows]


def in_front(page: Any, name: str) -> None:
    page.locator("table.pair thead").get_by_text(name).first.wait_for()
    settle(page)


def told(page: Any, text: str) -> None:
    page.locator(".st-key-identity_note_line").get_by_text(text).first.wait_for()
    settle(page)


def body(page: Any) -> str:
    return str(page.get_by_test_id("stMain").inner_text())


def test_a_pair_is_decided_by_a_key_and_undone_by_another(site: Site, open_as: Callable[..., Any]) -> None:
    name = "Phan Đình Phím Bấm"
    address = load_pair(site, name)
    page = open_as(STEWARD)
    open_page(page, site.address, address)
    in_front(page, name)
    assert identity_labels.FLAG_CONFLICT in body(page)
    assert not re.search(r"033071\d{6}", page.content()), "ids are masked"
    page.keyboard.press(identity_labels.VERDICT_KEY["same"])
    told(page, identity_labels.VERDICT["same"])
    # The next pair, or none.
    expect(page.locator("table.pair thead").get_by_text(name)).to_have_count(0)
    assert len(numbers_of(site, name)) == 1
    page.keyboard.press("z")
    told(page, "Đã hoàn tác")
    assert len(numbers_of(site, name)) == 2
    open_page(page, site.address, address)
    in_front(page, name)


def test_a_key_typed_into_the_reason_decides_nothing(site: Site, open_as: Callable[..., Any]) -> None:
    name = "Phan Đình Lý Do"
    address = load_pair(site, name)
    page = open_as(STEWARD)
    open_page(page, site.address, address)
    in_front(page, name)
    reason = page.get_by_placeholder(identity_labels.REASON_HINT)
    reason.click()
    page.keyboard.type("1 z 2 hỏi rồi")
    page.get_by_role("button", name=identity_labels.VERDICT["different"]).click()
    told(page, identity_labels.VERDICT["different"])
    page.get_by_role("tab", name=identity_labels.TABS["judged"]).click()
    page.locator(".judged").get_by_text(name).first.wait_for()
    settle(page)
    assert "1 z 2 hỏi rồi" in body(page)
    assert len(numbers_of(site, name)) == 2


def test_the_second_steward_is_told_and_gets_the_next_pair(site: Site, open_as: Callable[..., Any]) -> None:
    name, login = "Phan Đình Hai Người", f"thamdinh-{uuid4().hex[:6]}"
    address = load_pair(site, name)
    load_pair(site, "Phan Đình Tiếp Theo")
    site.passwords[login] = f"mật khẩu dài {uuid4().hex}"
    with open_runtime(Settings(home=site.home)) as runtime, runtime.work() as connection:
        create_account(
            connection, runtime.principal, login=login, password=site.passwords[login], role=Role.STEWARD,
            display_name="Cán bộ thứ hai", agency_id=None, is_demo=True,
        )  # fmt: skip
    first, second = open_as(STEWARD), open_as(login)
    for page in (first, second):
        open_page(page, site.address, address)
        in_front(page, name)
    first.keyboard.press(identity_labels.VERDICT_KEY["different"])
    told(first, identity_labels.VERDICT["different"])
    second.keyboard.press(identity_labels.VERDICT_KEY["same"])
    told(second, identity_labels.GO_ON)
    assert STEWARD in second.locator(".st-key-identity_note_line").inner_text()
    expect(second.locator("table.pair thead").get_by_text(name)).to_have_count(0)
    assert len(numbers_of(site, name)) == 2, "what the first one decided stands"


def test_arrows_turn_the_queue_and_decide_nothing(site: Site, open_as: Callable[..., Any]) -> None:
    address = load_pair(site, "Phan Đình Mũi Tên")
    load_pair(site, "Phan Đình Bên Cạnh")
    page = open_as(STEWARD)
    open_page(page, site.address, address)
    in_front(page, "Phan Đình Mũi Tên")
    page.keyboard.press("ArrowRight")
    head = "(document.querySelector('table.pair thead')?.innerText ?? 'Phan Đình Mũi Tên')"
    page.wait_for_function(f"!{head}.includes('Phan Đình Mũi Tên')")
    settle(page)
    page.keyboard.press("ArrowLeft")
    in_front(page, "Phan Đình Mũi Tên")
    assert len(numbers_of(site, "Phan Đình Mũi Tên")) == 2


def test_a_person_is_taken_apart_from_the_profile_and_put_together_again(
    site: Site, open_as: Callable[..., Any]
) -> None:
    name = "Phan Đình Tách Ra"
    load(site, name, (0, 0))
    [number] = numbers_of(site, name)
    page = open_as(STEWARD)
    open_page(page, site.address, f"profile?person={number}")
    page.get_by_role("link", name=person_labels.SPLIT).click()
    page.wait_for_url("**/duplicates?person=*")
    settle(page)
    page.get_by_test_id("stCheckbox").last.locator("label").click()
    settle(page)
    page.get_by_role("button", name=identity_labels.SPLIT_PREVIEW_DO).click()
    page.get_by_text(identity_labels.SPLIT_PREVIEW, exact=True).wait_for()
    settle(page)
    assert len(numbers_of(site, name)) == 1, "only shown"
    page.get_by_role("button", name=identity_labels.SPLIT_DO.format(n=1)).click()
    told(page, "Đã tách")
    assert len(numbers_of(site, name)) == 2
    page.get_by_role("button", name=identity_labels.UNDO).click()
    told(page, "Đã hoàn tác")
    assert len(numbers_of(site, name)) == 1


def test_a_sampled_merge_is_judged_and_the_rate_is_a_figure(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as(STEWARD)
    open_page(page, site.address, "duplicates")
    page.get_by_role("tab", name=identity_labels.TABS["check"]).click()
    page.locator("table.pair").first.wait_for()
    settle(page)
    page.keyboard.press(identity_labels.VERDICT_KEY["same"])
    told(page, identity_labels.CHECK_VERDICT["same"])
    assert page.locator(".rate .track .band").count() > 0
    page.keyboard.press("z")
    told(page, "Đã hoàn tác")


@pytest.mark.parametrize("login", ["so-khcn", "timkiem", "lanhdao"])
def test_others_cannot_open_the_page(site: Site, open_as: Callable[..., Any], login: str) -> None:
    name = "Phan Đình Kín Đáo"
    address = load_pair(site, name) if not numbers_of(site, name) else "duplicates"
    page = open_as(login)
    state = open_page(page, site.address, address)
    assert labels.PAGE_FORBIDDEN in state.errors
    assert name not in page.content()
    assert page.get_by_role("link", name=identity_labels.PAGE).count() == 0


def test_a_pair_that_is_gone_or_made_up_does_no_harm(site: Site, open_as: Callable[..., Any]) -> None:
    page = open_as(STEWARD)
    for address in ("duplicates?pair=1-1", "duplicates?pair=x", "duplicates?person=999999999", "duplicates?person=x"):
        state = open_page(page, site.address, address)
        assert state.title == identity_labels.PAGE
        assert page.get_by_test_id("stException").count() == 0

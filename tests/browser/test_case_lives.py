"""The whole life of two cases in the browser: attraction until a payment, a study until all has come back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from dashboards import case_page_labels as words
from dashboards import money_page_labels as money
from dashboards.browser import open_page, settle
from talentdb.programmes.case_labels import ENDINGS
from talentdb.settings import today
from talentdb.text import format_date
from tests.browser.case_life import begin, fill, instrument_of, lay, look, name_at, note, popover, step
from tests.browser.conftest import Site, choose_option, success

PLAN = "hung-yen-798"
COUNCIL = ("hoidong1", "hoidong2", "hoidong3")


def _ask_council(page: Any, site: Site, number: int) -> None:
    look(page, site, number)
    page.get_by_role("tab", name=words.TAB_SCORE).click()
    body = popover(page, words.SCORE_ASK)
    for name in ("Trần Minh Thử", "Lê Thị Giả Định", "Phạm Văn Ví Dụ"):
        choose_option(page, body.get_by_label(words.SCORE_WHOM).first, name)
    page.keyboard.press("Escape")
    settle(page)
    if not body.is_visible():
        body = popover(page, words.SCORE_ASK)
    body.get_by_role("button", name=words.SCORE_ASK).click()
    success(page)


def _judge(page: Any, site: Site, number: int) -> None:
    """A member finds the case among theirs and gives three quarters of all points."""
    open_page(page, site.address, "my_cases")
    page.locator(f'a.card[href="/case?case={number}"]').first.click()
    page.wait_for_url(f"**/case?case={number}")
    settle(page)
    assert page.get_by_role("tab", name=words.TAB_MONEY).count() == 0
    for one in instrument_of(PLAN, "attraction-selection").scoring.criteria:
        page.get_by_label(words.SCORE_CRITERION.format(name=one.name, most=one.most)).fill(str(one.most * 3 // 4))
    page.get_by_role("button", name=words.SCORE_SAVE).click()
    assert words.SCORE_SAVED in success(page).inner_text()


def _pay(page: Any, site: Site, number: int, given: dict[str, str]) -> None:
    open_page(page, site.address, "money")
    body = popover(page, money.PAY)
    choose_option(page, body.get_by_label(money.WHICH).first, f"Hồ sơ {number}:")
    fill(page, body, {**given, money.PAID_TWICE_REASON: "Hồ sơ thử thứ hai"})
    body.get_by_role("button", name=money.SAVE).click()
    success(page)


def test_attraction_from_an_approved_need_to_a_running_commitment_and_a_payment(
    site: Site, open_as: Callable[..., Any], tmp_path: Path
) -> None:
    home, finance = open_as("noivu"), open_as("taichinh")
    kind = instrument_of(PLAN, "attraction-selection")
    names = {one.code: one.name for one in kind.steps}
    facts = {one.code: one.name for one in kind.facts}
    person = name_at(home, site, PLAN, kind.code, "Chi trả")
    number = begin(home, site, kind.name, person, need="còn")
    look(home, site, number)
    assert home.get_by_role("button", name=names["submit"]).is_disabled()
    assert home.get_by_text("Thiếu giấy tờ").count() > 0

    lay(home, site, number, kind, tmp_path, "request", "cv", "diploma")
    step(home, site, number, names["submit"], {facts["position"]: "Kỹ sư an toàn thông tin"})
    lay(home, site, number, kind, tmp_path, "appraisal")
    step(home, site, number, names["accept"])
    lay(home, site, number, kind, tmp_path, "minutes")
    look(home, site, number)
    assert home.get_by_role("button", name=names["select"]).is_disabled(), "nobody has judged yet"
    _ask_council(home, site, number)
    for login in COUNCIL:
        _judge(open_as(login), site, number)
    step(home, site, number, names["select"], clicks=2)
    look(home, site, number)
    taken = home.locator("ol.timeline > li").filter(has_text=names["select"])
    assert taken.count() == 1, "a double click is one step"

    lay(home, site, number, kind, tmp_path, "decision", "commitment", "assignment", "support-decision")
    step(home, site, number, names["decide"], {facts["effective-on"]: format_date(today())}, decision="QĐ 71")
    step(home, site, number, names["sign"], decision="CK 71")
    note(home, site, number, {facts["housing-cost"]: "4.000.000"}, "Theo hợp đồng thuê nhà")
    step(home, site, number, names["approve-support"], {facts["housing"]: "Tự thuê nhà"}, decision="QĐ 72")
    look(home, site, number)
    assert home.get_by_role("button", name=names["pay"]).count() == 0, "the officer of finance confirms"

    _pay(finance, site, number, {money.MONTH: f"{today():%m/%Y}", money.VOUCHER: "UNC 71"})
    lay(finance, site, number, kind, tmp_path, "payment-order")
    step(finance, site, number, names["pay"])
    look(finance, site, number)
    finance.get_by_role("tab", name=words.TAB_MONEY).click()
    settle(finance)
    shown = finance.get_by_test_id("stMain").inner_text()
    assert "4.000.000 đồng" in shown
    assert "đang thực hiện" in shown
    assert "UNC 71" in shown


def test_a_study_is_broken_and_all_comes_back(site: Site, open_as: Callable[..., Any], tmp_path: Path) -> None:
    home, finance = open_as("noivu"), open_as("taichinh")
    kind = instrument_of(PLAN, "second-degree-it")
    names = {one.code: one.name for one in kind.steps}
    facts = {one.code: one.name for one in kind.facts}
    day = format_date(today())
    person = name_at(home, site, PLAN, kind.code, "Trong thời gian cam kết")
    number = begin(home, site, kind.name, person, body_name="Sở Khoa học và Công nghệ")
    lay(home, site, number, kind, tmp_path, "request", "admission", "decision", "commitment", "diploma", "invoice",
        "support-decision", "payment-order", "receipt")  # fmt: skip
    step(
        home, site, number, names["submit"],
        {facts["institution"]: "Đại học Mẫu", facts["major"]: "An toàn", facts["estimate"]: "50.000.000"},
    )  # fmt: skip
    step(home, site, number, names["accept"])
    step(home, site, number, names["decide"], {facts["course-begins"]: "01/09/2024"}, decision="QĐ 81")
    step(home, site, number, names["graduate"], {facts["tuition"]: "48.000.000"})
    step(
        home,
        site,
        number,
        names["approve-support"],
        {facts["support"]: "45.000.000", facts["course-ends"]: day},
        decision="QĐ 82",
    )
    _pay(finance, site, number, {money.VOUCHER: "UNC 81"})
    step(finance, site, number, names["pay"])
    step(home, site, number, names["break"], decision="QĐ 83", reason="Tự ý thôi việc")
    look(finance, site, number)
    finance.get_by_role("tab", name=words.TAB_MONEY).click()
    assert "45.000.000 đồng" in finance.get_by_test_id("stMain").inner_text()

    open_page(finance, site.address, "money")
    finance.get_by_role("tab", name=money.TABS["returns"]).click()
    settle(finance)
    body = popover(finance, money.RETURN)
    choose_option(finance, body.get_by_label(money.WHICH).first, f"Hồ sơ {number}:")
    fill(finance, body, {money.AMOUNT: "45.000.000", money.VOUCHER: "GNT 81"})
    body.get_by_role("button", name=money.SAVE).click()
    success(finance)
    step(finance, site, number, names["repay"])
    look(home, site, number)
    assert ENDINGS["stopped"] in home.get_by_test_id("stMain").inner_text()
    assert home.get_by_role("button", name=words.NOTE).count() == 0

"""The pages of commitments and of money: what they read for whom, what their forms refuse, what their tables say."""

import csv
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from dashboards import money_data, money_forms
from dashboards import money_page_labels as words
from dashboards.application import Application
from dashboards.money_frames import (
    budget_table,
    commitment_counts,
    commitment_table,
    entry_table,
    short_dong,
    term_table,
    waiting_table,
)
from dashboards.pages import PAGES
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.plans import load_plan
from talentdb.settings import today
from tests.talentdb.programmes.money_plan import confirm_all, granted, money_plan, paid, step
from tests.talentdb.programmes.plan_file import PLAN

As = Callable[..., Principal]
DAY: Final = date(2026, 5, 4)
GIVEN: Final = {
    "period": "", "dong": 70_000_000, "paid_on": today(), "budget_year": today().year, "source": "other", "paper": "x"
}  # fmt: skip
WRITES: Final[dict[str, Callable[[Application, Principal], object]]] = {
    "pay": lambda app, who: money_data.pay(app, who, 1, "fees", dict(GIVEN)),
    "reverse": lambda app, who: money_data.reverse(app, who, 1, today(), "x", "x"),
    "return": lambda app, who: money_data.take_back(app, who, 1, 1, today(), "x"),
    "budget": lambda app, who: money_data.keep_budget(app, who, PLAN, today().year, "other", 1, "x"),
}
READS: Final[dict[str, Callable[[Application, Principal], object]]] = {
    "commitments": money_data.commitments,
    "money": lambda app, who: money_data.money(app, who, None),
    "budget": lambda app, who: money_data.budget_of(app, who, PLAN, today().year),
    "file": lambda app, who: money_data.money_file(app, who, "payment", "csv", None),
}


@pytest.fixture(autouse=True)
def plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return money_plan(database, tmp_path, monkeypatch)


def _through(
    app: Application, who: Principal, asked: dict[str, Callable[[Application, Principal], object]]
) -> set[str]:
    through = set()
    for name, ask in asked.items():
        try:
            ask(app, who)
        except (ForbiddenError, NotFoundError):
            continue
        except (ConflictError, UsageError):
            pass
        through.add(name)
    return through


def test_each_role_reaches_what_is_its_own(application: Application, database: Any, as_role: As) -> None:
    granted(database)
    for role in ("searcher", "auditor", "administrator", "council_member", "nominator"):
        assert _through(application, as_role(role), {**WRITES, **READS}) == set(), role
    for role in ("home_affairs", "steward", "leader"):
        who = as_role(role)
        assert _through(application, who, WRITES) == set(), role
        assert _through(application, who, READS) == set(READS) - ({"file"} if role == "leader" else set())
    assert _through(application, as_role("finance"), {**WRITES, **READS}) == {*WRITES, *READS}


def test_the_pages_are_open_to_those_roles() -> None:
    roles = {page.key: set(page.roles) for page in PAGES}
    money = {Role.FINANCE, Role.HOME_AFFAIRS, Role.STEWARD, Role.LEADER}
    assert roles["money"] == money
    assert roles["commitments"] == {*money, Role.AGENCY}


def test_signals_are_shown_only_to_who_reads_people(application: Application, database: Any, as_role: As) -> None:
    granted(database)
    for who in (as_role("finance"), as_role("agency", "SO-TC"), as_role("home_affairs")):
        assert money_data.registry_signals(application, who) == ()


def test_tables_say_what_there_is(application: Application, database: Any) -> None:
    confirm_all(database)
    case = granted(database, "study").number
    paid(database, case)
    wrong = paid(database, case, "rent", period=f"{today():%Y-%m}", dong=5_000_000)
    money_data.reverse(application, OPERATOR, wrong.number, today(), "Nhầm", "PKT 1")
    held = money_data.money(application, OPERATOR, PLAN)
    waits = waiting_table([(one.case, waiting) for one in held for waiting in one.waiting])
    rent = waits[waits[words.WAITING_HEADS["name"]] == "Tiền thuê nhà"].iloc[0]
    amount = f"tối đa {short_dong(20_000_000)} / tháng, 3 tháng"
    assert (rent[words.WAITING_HEADS["amount"]], rent[words.WAITING_HEADS["left"]]) == (
        amount,
        short_dong(60_000_000),
    )
    entries = entry_table([(one.case, entry) for one in held for entry in one.entries], held)
    assert list(entries[words.ENTRY_HEADS["state"]]) == ["", "đã hủy", f"hủy khoản {wrong.number}: Nhầm"]
    assert entries[words.ENTRY_HEADS["grant"]][1] == f"Tiền thuê nhà {today():%m/%Y}"
    step(database, case, "break", reason="Bỏ việc")
    found = money_data.commitments(application, OPERATOR)
    assert commitment_counts(found, today())["broken"] == 1
    row = commitment_table(found, today()).iloc[0]
    assert row[words.COMMITMENT_HEADS["owed"]] == short_dong(140_000_000)
    assert words.COMMITMENT_HEADS["agency"] not in commitment_table(found, today(), own=True)
    lines = money_data.budget_of(application, OPERATOR, PLAN, today().year)
    assert list(budget_table(lines)[words.BUDGET_HEADS["paid"]]) == [short_dong(70_000_000)]


def test_terms_stand_beside_the_file(application: Application, database: Any) -> None:
    document = load_plan(PLAN)
    before = term_table(document, money_data.confirmed_terms(application, OPERATOR, document))
    confirm_all(database)
    after = term_table(document, money_data.confirmed_terms(application, OPERATOR, document))
    state, name = words.TERM_HEADS["state"], words.TERM_HEADS["name"]
    told = dict(zip(before[name], before[state], strict=True))
    assert (told["Giáo sư"], told["Gấp đôi thời gian học"]) == (words.NOT_SURE, words.SURE)
    professor = after[after[name] == "Giáo sư"].iloc[0]
    assert professor[words.TERM_HEADS["value"]] == "1.500.000.000 đồng"
    assert set(after[state]) == {words.SURE}


def test_a_list_as_a_workbook_is_logged(application: Application, database: Any, as_role: As) -> None:
    granted(database, title="Bà Trần Thị Thử")
    name, content = money_data.money_file(application, as_role("finance"), "commitment", "xlsx", None)
    assert name == f"cam-ket-{today().isoformat()}.xlsx"
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert "Bà Trần Thị Thử" in [cell.value for cell in sheet[2]]
    with database.as_owner() as owner:
        logged = owner.execute("select count(*) from audit_event where action = 'commitment.export'").fetchone()
    assert logged == (1,)


def test_what_has_to_come_back_is_told_as_it_was_worked_out_last(application: Application, database: Any) -> None:
    confirm_all(database)
    case = granted(database, "study").number
    wrong = paid(database, case, "rent", period=f"{today():%Y-%m}", dong=5_000_000)
    paid(database, case)
    (one,) = money_data.commitments(application, OPERATOR)
    assert money_forms._claimed(one) == ()
    step(database, case, "break", reason="Bỏ việc")
    (one,) = money_data.commitments(application, OPERATOR)
    assert money_forms._claimed(one)[-1] == "Số phải hoàn trả: 150.000.000 đồng."
    money_data.reverse(application, OPERATOR, wrong.number, today(), "Nhầm", "PKT 1")
    (one,) = money_data.commitments(application, OPERATOR)
    assert money_forms._claimed(one)[-1] == "Số phải hoàn trả: 140.000.000 đồng."


def test_a_file_holds_what_the_page_shows(application: Application, database: Any) -> None:
    cases = [granted(database, title=title).number for title in ("Bà Một", "Bà Hai")]
    for case, year in ((cases[0], today().year), (cases[1], today().year)):
        paid(database, case, paid_on=today(), budget_year=year)

    def held(what: str, head: str, **shown: Any) -> list[str]:
        content = money_data.money_file(application, OPERATOR, what, "csv", PLAN, **shown)[1].decode("utf-8-sig")
        return [row[head] for row in csv.DictReader(content.splitlines())]

    assert held("commitment", "Hồ sơ") == [str(one) for one in cases]
    assert held("commitment", "Hồ sơ", cases=cases[1:]) == [str(cases[1])]
    assert held("commitment", "Hồ sơ", cases=[]) == []
    money_data.keep_budget(application, OPERATOR, PLAN, today().year - 1, "other", 5, "QĐ 1")
    assert held("budget_line", "Năm") == [str(today().year - 1), str(today().year)]
    assert held("budget_line", "Năm", year=today().year - 1) == [str(today().year - 1)]


@pytest.mark.parametrize("text", ["", "13/2026", "0/2026", "2026-11", "tháng này"])
def test_months_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        money_forms._month(text)


def test_a_month_as_people_write_it() -> None:
    assert money_forms._month(" 3/2026 ") == "2026-03"

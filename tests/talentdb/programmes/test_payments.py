"""Money of a case: nothing twice, nothing that is not due, and every đồng is accounted for."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from dashboards.money_frames import commitment_table, entry_table
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, TalentdbError, UsageError
from talentdb.programmes.cases import read_case
from talentdb.programmes.commitments import Commitment, commitment_of, record, what_is_owed
from talentdb.programmes.ledger import Payment, balance, standing, vouchers_elsewhere
from talentdb.programmes.payable import part_of_month, unpaid
from talentdb.programmes.payment_rows import list_money
from talentdb.programmes.payments import budget, payments_of, reverse, set_budget, take_back
from talentdb.settings import today
from tests.talentdb.programmes.money_plan import (
    ATTRACT,
    DECIDED,
    MONEY,
    SMALL,
    STUDY,
    confirm,
    confirm_all,
    filed,
    granted,
    money_plan,
    paid,
    step,
)
from tests.talentdb.programmes.plan_file import PLAN, write_plan

As = Callable[..., Principal]
MONTH = f"{today():%Y-%m}"


@pytest.fixture(autouse=True)
def plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return money_plan(database, tmp_path, monkeypatch)


def do(database: Any, who: Principal, act: Callable[..., Any], *args: Any, **options: Any) -> Any:
    with unit_of_work(database.engine, who) as connection:
        return act(connection, who, *args, **options)


def undo(database: Any, number: int, **options: Any) -> Payment:
    given = {"paid_on": today(), "reason": "Ghi nhầm hồ sơ", "paper": "PKT 1", **options}
    found: Payment = do(database, OPERATOR, reverse, number, **given)
    return found


def back(database: Any, case: int, dong: int, day: date | None = None, **options: Any) -> Payment:
    given = {"dong": dong, "paid_on": day or today(), "paper": "GNT 1", **options}
    found: Payment = do(database, OPERATOR, take_back, case, **given)
    return found


def test_what_is_due_is_paid_once(database: Any, as_role: As) -> None:
    case, finance = granted(database), as_role("finance")
    first = paid(database, case.number, who=finance)
    assert (first.kind, first.grant, first.dong, first.attempt, first.login) == (
        "paid", "fees", 70_000_000, 1, finance.login,
    )  # fmt: skip
    with pytest.raises(ConflictError, match="đã được chi"):
        paid(database, case.number, who=finance)
    assert do(database, finance, payments_of, case.number) == (first,)


def test_of_clicks_at_the_same_moment_one_pays(database: Any, as_role: As) -> None:
    case, finance, ready = granted(database), as_role("finance"), Barrier(4)

    def click(_: int) -> str:
        ready.wait(30)
        try:
            return paid(database, case.number, who=finance).kind
        except ConflictError:
            return "refused"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(click, range(4))) == ["paid", "refused", "refused", "refused"]
    assert len(do(database, finance, payments_of, case.number)) == 1


def test_a_break_and_a_payment_at_the_same_moment_leave_no_money_unclaimed(database: Any) -> None:
    case, ready = granted(database, "study"), Barrier(2)

    def run(act: str) -> str:
        ready.wait(30)
        try:
            if act == "pay":
                paid(database, case.number)
            else:
                step(database, case.number, "break", reason="Bỏ việc")
        except ConflictError:
            return "refused"
        return act

    with ThreadPoolExecutor(2) as pool:
        ends = set(pool.map(run, ("pay", "break")))
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = commitment_of(connection, case.number)
    assert found is not None
    assert found.balance.owed == 2 * found.balance.paid
    assert "break" in ends


def test_the_database_itself_takes_no_second_one(database: Any) -> None:
    case = granted(database)
    one = paid(database, case.number)
    with pytest.raises(Exception, match="uq_payment_once"), unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(
            text(
                "insert into payment (case_id, kind, grant_code, dong, paid_on, budget_year, source, paper, login)"
                " values (:case, 'paid', 'fees', 1, now(), 2026, 'other', 'x', 'operator')"
            ),
            {"case": one.case},
        )


@pytest.mark.parametrize("dong", [0, -1, 70_000_000.0, True, 10**15, "70000000"])
def test_odd_amounts_are_refused(database: Any, dong: Any) -> None:
    case = granted(database)
    with pytest.raises(UsageError, match="không hợp lệ"):
        paid(database, case.number, dong=dong)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"dong": 70_000_001}, "nhiều hơn"),
        ({"dong": 69_999_999}, "không đúng mức"),
        ({"paid_on": DECIDED - timedelta(days=1)}, "trước ngày quyết định"),
        ({"paid_on": today() + timedelta(days=1)}, "chưa tới"),
        ({"period": MONTH}, "chi một lần"),
        ({"period": "2026-13"}, "không hợp lệ"),
        ({"period": "tháng này"}, "không hợp lệ"),
        ({"paper": " "}, "chứng từ"),
        ({"budget_year": today().year + 1}, "ngân sách"),
        ({"budget_year": today().year - 1, "paid_on": date(today().year, 10, 1)}, "ngân sách"),
        ({"source": "kho bạc"}, "nguồn"),
    ],
)
def test_what_makes_no_sense_is_refused(database: Any, options: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        paid(database, granted(database).number, **options)


def test_nothing_before_the_decision_nor_after_a_bad_end(database: Any) -> None:
    case = filed(database)
    with pytest.raises(ConflictError, match="chưa có quyết định"):
        paid(database, case.number)
    case = granted(database, title="Ông Lê Văn Thử")
    step(database, case.number, "break", reason="Bỏ việc")
    step(database, case.number, "repaid")
    with pytest.raises(ConflictError, match="đã dừng"):
        paid(database, case.number)
    for number, grant in ((case.number, "other"), (99, "fees")):
        with pytest.raises(TalentdbError):
            paid(database, number, grant)
    with pytest.raises(NotFoundError, match="không có khoản"):
        paid(database, granted(database, title="Bà Vũ Thị Thử").number, "other")


def test_nothing_on_an_amount_that_nobody_compared(database: Any) -> None:
    case = granted(database)
    rent = {"period": MONTH, "dong": 15_000_000}
    with pytest.raises(ConflictError, match="chưa được đối chiếu"):
        paid(database, case.number, "rent", **rent)
    confirm(database, "amount", "housing", "20000000", in_force=today() + timedelta(days=40))
    with pytest.raises(ConflictError, match="chưa được đối chiếu"):
        paid(database, case.number, "rent", **rent)
    confirm(database, "amount", "housing", "20000000")
    assert paid(database, case.number, "rent", **rent).dong == 15_000_000, "up to the amount"


def test_an_amount_a_month_goes_by_months(database: Any) -> None:
    confirm_all(database)
    case = granted(database)
    months = [f"{DECIDED + timedelta(days=31 * n):%Y-%m}" for n in range(4)]
    rent = {"dong": 20_000_000}
    for wrong, said in (
        ("", "cần ghi tháng"),
        (f"{DECIDED.replace(day=1) - timedelta(days=1):%Y-%m}", "trước ngày quyết định"),
        (f"{today() + timedelta(days=32):%Y-%m}", "chưa tới"),
        ("2026-1", "không hợp lệ"),
    ):
        with pytest.raises(UsageError, match=said):
            paid(database, case.number, "rent", period=wrong, **rent)
    with pytest.raises(UsageError, match="nhiều hơn"):
        paid(database, case.number, "rent", period=months[0], dong=20_000_001)
    for month in months[:3]:
        paid(database, case.number, "rent", period=month, **rent)
    with pytest.raises(ConflictError, match=f"tháng {months[0]} đã được chi"):
        paid(database, case.number, "rent", period=months[0], **rent)
    with pytest.raises(ConflictError, match="đã chi đủ 3 tháng"):
        paid(database, case.number, "rent", period=months[3], **rent)


def test_the_wage_of_the_month_counts(database: Any) -> None:
    confirm_all(database)
    case, later = granted(database), today().replace(day=1)
    confirm(database, "amount", "minimum_wage", "5000000", in_force=later)
    before = f"{later - timedelta(days=1):%Y-%m}"
    assert paid(database, case.number, "more", period=before, dong=6_210_001).source == "other"
    assert paid(database, case.number, "more", period=MONTH, dong=7_500_000).dong == 7_500_000


def test_a_wrong_entry_is_reversed_once_and_then_paid_again(database: Any) -> None:
    case = granted(database)
    wrong = paid(database, case.number, paid_on=today() - timedelta(days=3))
    for options, kind in (
        ({"reason": " "}, UsageError), ({"paid_on": today() - timedelta(days=4)}, UsageError),
        ({"paid_on": today() + timedelta(days=1)}, UsageError), ({"paper": ""}, UsageError),
    ):  # fmt: skip
        with pytest.raises(kind):
            undo(database, wrong.number, **options)
    gone = undo(database, wrong.number)
    assert (gone.kind, gone.reverses, gone.dong) == ("reversed", wrong.number, wrong.dong)
    with pytest.raises(ConflictError, match="đã được hủy"):
        undo(database, wrong.number)
    with pytest.raises(ConflictError, match="bút toán hủy"):
        undo(database, gone.number)
    with pytest.raises(NotFoundError):
        undo(database, 999)
    assert paid(database, case.number).attempt == 2


def test_of_two_reversals_at_once_one_is_made(database: Any) -> None:
    case, ready = granted(database), Barrier(3)
    wrong = paid(database, case.number)

    def click(_: int) -> str:
        ready.wait(30)
        try:
            return undo(database, wrong.number).kind
        except ConflictError:
            return "refused"

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(click, range(3))) == ["refused", "refused", "reversed"]


def test_after_a_break_nothing_is_paid_and_what_is_owed_comes_back(database: Any) -> None:
    case = granted(database, "study")
    with pytest.raises(ConflictError, match="không có khoản phải hoàn trả"):
        back(database, case.number, 1)
    entry = paid(database, case.number, paid_on=DECIDED)
    step(database, case.number, "break", reason="Tự ý bỏ việc")
    with pytest.raises(ConflictError, match="vi phạm"):
        paid(database, case.number, "rent", period=MONTH, dong=1)
    assert entry.dong == 70_000_000
    with pytest.raises(ConflictError, match="nhiều hơn số còn phải hoàn trả"):
        back(database, case.number, 140_000_001)
    with pytest.raises(UsageError, match="trước ngày vi phạm"):
        back(database, case.number, 1, today() - timedelta(days=1))
    with pytest.raises(ConflictError, match=r"Còn phải hoàn trả 140\.000\.000 đồng"):
        step(database, case.number, "repaid")
    first = back(database, case.number, 100_000_000)
    assert (first.period, back(database, case.number, 1).period) == ("1", "2")
    undo(database, first.number)
    back(database, case.number, 139_999_999)
    with pytest.raises(ConflictError, match="nhiều hơn"):
        back(database, case.number, 1)
    done = step(database, case.number, "repaid")
    assert done.ended == "stopped"
    # A return that never came opens the debt again, and what really came closes it.
    undo(database, first.number + 1)
    assert (promise(database, case.number).repaid, promise(database, case.number).balance.left) == (False, 1)
    back(database, case.number, 1)
    assert promise(database, case.number).repaid


def promise(database: Any, case: int) -> Commitment:
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = commitment_of(connection, case)
    assert found is not None
    return found


def test_a_wrong_payment_goes_after_a_break_too_and_the_debt_follows_it(database: Any, as_role: As) -> None:
    case, finance = granted(database, "study"), as_role("finance")
    wrong = paid(database, case.number, paid_on=DECIDED, who=finance)
    step(database, case.number, "break", reason="Tự ý bỏ việc")
    assert promise(database, case.number).balance.owed == 140_000_000
    given = {"paid_on": today(), "reason": "Chưa hề chi", "paper": "PKT 1"}
    do(database, finance, reverse, wrong.number, **given)
    found = promise(database, case.number)
    assert (found.balance.paid, found.balance.owed, found.state(today())) == (0, 0, "broken")
    assert [(one.act, one.owed, one.reason) for one in found.events][1:] == [("reckoned", 0, "Chưa hề chi")]
    with pytest.raises(ConflictError, match="vi phạm"):
        paid(database, case.number, who=finance)
    # What was really paid before the break is written down as it was.
    paid(database, case.number, paid_on=DECIDED, who=finance)
    assert promise(database, case.number).balance.owed == 140_000_000
    back(database, case.number, 140_000_000)
    again = next(one for one in do(database, OPERATOR, payments_of, case.number) if one.attempt == 2)
    undo(database, again.number)
    found = promise(database, case.number)
    assert (found.balance.left, found.balance.excess) == (-140_000_000, 140_000_000), "told, not hidden"
    assert found.due(today()) == ("give_back", None)
    table = commitment_table([found], today())
    assert table["Còn phải hoàn trả"].tolist() == ["trả thừa 140.000.000\u00a0đ"]
    assert table["Việc tiếp theo"].tolist() == ["trả lại phần trả thừa"]


def test_a_wrong_payment_is_put_right_after_the_case_was_stopped_too(database: Any, as_role: As) -> None:
    case, finance = granted(database, "study"), as_role("finance")
    wrong = paid(database, case.number, paid_on=DECIDED, who=finance)
    step(database, case.number, "break", reason="Tự ý bỏ việc")
    back(database, case.number, 140_000_000)
    assert step(database, case.number, "repaid").ended == "stopped"
    undo(database, wrong.number)
    assert promise(database, case.number).balance.excess == 140_000_000
    with pytest.raises(ConflictError, match="vi phạm"):
        paid(database, case.number, who=finance)
    with pytest.raises(ConflictError, match="đã dừng"):
        paid(database, case.number, "rent", period=f"{DECIDED:%Y-%m}", dong=1, paid_on=DECIDED, who=finance)
    assert paid(database, case.number, paid_on=DECIDED, paper="UNC 2", who=finance).attempt == 2
    found = promise(database, case.number)
    assert (found.balance.paid, found.balance.owed, found.balance.left) == (70_000_000, 140_000_000, 0)
    with pytest.raises(ConflictError, match="đã dừng"):
        paid(database, case.number, "rent", period=f"{DECIDED:%Y-%m}", dong=1, paid_on=DECIDED, who=finance)


def test_what_is_put_right_after_a_bad_end_was_paid_before_it(
    database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped = (
        SMALL.replace(
            'end = "success" },',
            'end = "success" },\n  { code = "on", name = "Chờ" },\n'
            '  { code = "over", name = "Đã dừng", end = "stopped" },',
        )
        .replace(
            '"grant"] },',
            '"grant"] },\n  { code = "drop", name = "Dừng", from = ["on"], to = "over", by = ["home_affairs"] },\n'
            '  { code = "end", name = "Xong", from = ["on"], to = "done", by = ["home_affairs"] },',
        )
        .replace('to = "done", by = ["home_affairs"], decision', 'to = "on", by = ["home_affairs"], decision')
    )
    dropped = dropped.replace(""", when = "academic_title = 'professor'\"""", "")
    write_plan(database, tmp_path / "dropped", monkeypatch, MONEY + ATTRACT + STUDY + dropped)
    confirm_all(database)
    case, ended, dong = granted(database, "small").number, today() - timedelta(days=3), 1_500_000_000
    undo(database, paid(database, case, "bonus", dong=dong, paid_on=DECIDED).number)
    step(database, case, "drop", ended)
    with pytest.raises(ConflictError, match="đã dừng"):
        paid(database, case, "bonus", dong=dong, paid_on=ended + timedelta(days=1))
    assert paid(database, case, "bonus", dong=dong, paid_on=ended).attempt == 2


def test_nobody_reckons_without_putting_money_right(database: Any, as_role: As) -> None:
    case, finance = granted(database, "study"), as_role("finance")
    paid(database, case.number)
    step(database, case.number, "break", reason="Bỏ việc")
    statement = (
        "insert into commitment_event (commitment_id, number, act, day, reason, owed, account_id, login)"
        " values (:number, 2, 'reckoned', current_date, 'x', 0, :me, :login)"
    )
    given = {"number": promise(database, case.number).number, "me": finance.account_id, "login": finance.login}
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, finance) as connection:
        connection.execute(text(statement), given)


_RECKONED = text(
    "insert into commitment_event (commitment_id, number, act, day, reason, owed, explained, account_id, login)"
    " values (:number, :next, 'reckoned', current_date, 'x', :owed, :told, :me, :login)"
)
_WRITTEN = text(
    "insert into payment (case_id, kind, grant_code, period, attempt, dong, paid_on, budget_year, source, paper,"
    " reverses, reason, account_id, login) values (:case, :kind, :grant, :period, 1, :dong, current_date,"
    " extract(year from current_date), 'state_budget', 'x', :reverses, 'x', :me, :login)"
)


@pytest.mark.parametrize(
    ("written", "owed"),
    [
        ({"kind": "returned", "grant": "repayment", "period": "1", "dong": 1, "reverses": None}, 0),
        ({"kind": "paid", "grant": "rent", "period": "2026-10", "dong": 1, "reverses": None}, 140_000_002),
        ({"kind": "reversed", "grant": "fees", "period": "", "dong": 70_000_000}, 7777),
        ({"kind": "reversed", "grant": "fees", "period": "", "dong": 70_000_000}, 0),
    ],
)
def test_the_database_reckons_only_what_follows_from_money_put_right(
    database: Any, as_role: As, written: dict[str, Any], owed: int
) -> None:
    """By raw statements: only of a broken commitment, with a payment taken back, and what the rule gives."""
    finance, case = as_role("finance"), granted(database, "study")
    given = {"case": case.number, "reverses": paid(database, case.number, who=finance).number, **written}
    given |= {"number": promise(database, case.number).number, "owed": owed}
    told = '{"rule": "times 2", "total_days": 80, "served_days": 0, "paid": 0}'

    def write(number: int) -> None:
        with unit_of_work(database.engine, finance) as connection:
            _run(connection, finance, _WRITTEN, given)
            _run(connection, finance, _RECKONED, {**given, "next": number, "told": told})

    with pytest.raises(ForbiddenError):
        write(1)  # It is not broken.
    step(database, case.number, "break", reason="Bỏ việc")
    if written["kind"] == "reversed" and owed == 0:
        write(2)
        assert promise(database, case.number).balance.owed == 0
    else:
        with pytest.raises(ForbiddenError):
            write(2)


@pytest.mark.parametrize("rule", ["remaining", "share 1/3", "times 3/2", "whole"])
def test_the_database_reckons_as_the_program_does(database: Any, as_role: As, rule: str) -> None:
    confirm_all(database)
    confirm(database, "repayment", "attract", rule)
    finance, (month, _) = as_role("finance"), last_month()
    case = granted(database)
    given: dict[str, Any] = {"paid_on": month, "who": finance}
    wrong = paid(database, case.number, **given)
    paid(database, case.number, "rent", period=f"{month:%Y-%m}", dong=11_111_111, **given)
    paid(database, case.number, "more", period=MONTH, dong=6_210_001, **{**given, "paid_on": today()})
    # The day is late enough for what was paid before it to be the person's, and the month after it to be nobody's.
    step(database, case.number, "break", month + timedelta(days=1), reason="Bỏ việc")
    given_back = {"paid_on": today(), "reason": "Chưa hề chi", "paper": "PKT 1"}
    do(database, finance, reverse, wrong.number, **given_back)
    found = promise(database, case.number)
    assert found.balance.owed == what_is_owed(found, month + timedelta(days=1)).dong
    paid(database, case.number, **given)
    assert promise(database, case.number).events[-1].act == "reckoned"


@given(dong=st.integers(1, 10**12), days=st.integers(28, 31), data=st.data())
def test_a_month_is_paid_by_its_days_exactly(dong: int, days: int, data: Any) -> None:
    rested = data.draw(st.integers(0, days))
    part = part_of_month(dong, days, rested)
    assert 0 <= part <= dong
    assert part * days <= dong * (days - rested) < (part + 1) * days, "the whole đồng below the exact share"
    assert part_of_month(dong, days, 0) == dong
    assert part_of_month(dong, days, days) == 0


def test_a_month_partly_rested_is_paid_in_proportion(database: Any) -> None:
    confirm_all(database)
    month = (today().replace(day=1) - timedelta(days=1)).replace(day=1)
    days = (today().replace(day=1) - month).days
    case = granted(database)
    step(database, case.number, "rest", month, reason="Nghỉ ốm")
    step(database, case.number, "go-on", month + timedelta(days=10))
    rent, share = {"period": f"{month:%Y-%m}"}, 20_000_000 * (days - 10) // days
    with pytest.raises(UsageError, match="nhiều hơn") as refused:
        paid(database, case.number, "rent", dong=share + 1, **rent)
    assert f"10 / {days} ngày" in refused.value.advice
    assert paid(database, case.number, "rent", dong=share, **rent).dong == share


def last_month() -> tuple[date, int]:
    """The first day of the month that is over, and how many days it has."""
    first = (today().replace(day=1) - timedelta(days=1)).replace(day=1)
    return first, (today().replace(day=1) - first).days


def test_what_is_put_right_after_a_break_is_still_the_amount_of_its_month(database: Any) -> None:
    confirm_all(database)
    month, days = last_month()
    case, whole = granted(database), 6_210_001
    share = part_of_month(whole, days, 10)
    step(database, case.number, "rest", month, reason="Nghỉ ốm")
    step(database, case.number, "go-on", month + timedelta(days=10))
    given: dict[str, Any] = {"period": f"{month:%Y-%m}", "paid_on": today() - timedelta(days=1)}
    wrong = paid(database, case.number, "more", dong=share, **given)
    step(database, case.number, "break", reason="Bỏ việc")
    undo(database, wrong.number)
    with pytest.raises(UsageError, match="nhiều hơn"):
        paid(database, case.number, "more", dong=whole, **given)
    assert paid(database, case.number, "more", dong=share, **given).dong == share


def test_of_a_month_that_was_rested_nothing_is_put_right_after_a_break(database: Any) -> None:
    confirm_all(database)
    month, _ = last_month()
    case = granted(database)
    given: dict[str, Any] = {"period": f"{month:%Y-%m}", "dong": 6_210_001}
    wrong = paid(database, case.number, "more", **given)
    undo(database, wrong.number)
    step(database, case.number, "rest", month, reason="Nghỉ ốm")
    step(database, case.number, "go-on")
    step(database, case.number, "break", reason="Bỏ việc")
    with pytest.raises(ConflictError, match="suốt tháng"):
        paid(database, case.number, "more", paid_on=month - timedelta(days=1), **given)


def test_what_was_paid_before_a_rest_is_put_right_while_it_lasts(database: Any) -> None:
    case, day = granted(database), today() - timedelta(days=5)
    wrong = paid(database, case.number, paid_on=day)
    step(database, case.number, "rest", reason="Nghỉ ốm")
    undo(database, wrong.number)
    with pytest.raises(ConflictError, match="tạm dừng"):
        paid(database, case.number)
    assert paid(database, case.number, paid_on=day).attempt == 2


def test_what_is_owed_follows_the_rule_of_the_break_and_no_later_one(database: Any) -> None:
    for kind, code, value in (("amount", "minimum_wage", "4.140.001"), ("term", "years", "1")):
        confirm(database, kind, code, value)
    case, (month, _) = granted(database), last_month()
    nothing = granted(database, title="Ông Lê Văn Thử")
    confirm(database, "repayment", "attract", "times 1")
    wrong = paid(database, case.number, "more", period=f"{month:%Y-%m}", dong=6_210_001)
    paid(database, case.number)
    never = paid(database, nothing.number, paid_on=DECIDED)
    undo(database, never.number)
    for one in (case, nothing):
        step(database, one.number, "break", reason="Bỏ việc")
    assert promise(database, case.number).balance.owed == 76_210_001
    confirm(database, "repayment", "attract", "times 3")
    undo(database, wrong.number)
    found = promise(database, case.number)
    assert (found.balance.owed, found.events[-1].explained["rule"]) == (70_000_000, "times 1")
    paid(database, nothing.number, paid_on=DECIDED)
    assert promise(database, nothing.number).balance.owed == 70_000_000, "nothing was claimed yet, the rule was known"


def test_a_rule_that_nobody_had_compared_at_the_break_is_the_one_confirmed_since(database: Any) -> None:
    confirm(database, "term", "years", "1")
    case = granted(database)
    undo(database, paid(database, case.number, paid_on=DECIDED).number)
    step(database, case.number, "break", reason="Bỏ việc")
    with pytest.raises(ConflictError, match="Quy tắc hoàn trả chưa được đối chiếu"):
        paid(database, case.number, paid_on=DECIDED)
    confirm(database, "repayment", "attract", "times 3")
    paid(database, case.number, paid_on=DECIDED)
    assert promise(database, case.number).balance.owed == 210_000_000


def test_a_month_of_which_the_plan_pays_no_part_is_not_asked_for(
    database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ATTRACT.replace('"Điều 6", months = 60,', '"Điều 6", months = 60, rested = "none",')
    write_plan(database, tmp_path / "whole", monkeypatch, MONEY + whole + STUDY + SMALL)
    confirm_all(database)
    month, _ = last_month()
    case, period = granted(database), f"{month:%Y-%m}"
    step(database, case.number, "rest", month, reason="Nghỉ ốm")
    step(database, case.number, "go-on", month + timedelta(days=10))
    with pytest.raises(ConflictError, match="chỉ chi tháng thực hiện trọn"):
        paid(database, case.number, "more", period=period, dong=6_210_001)
    with unit_of_work(database.engine, OPERATOR) as connection:
        lacks = unpaid(connection, OPERATOR, read_case(connection, OPERATOR, case.number), today())
    months = {name.rpartition(" ")[2] for grant, name in lacks if grant == "more"}
    assert months
    assert period not in months


def test_a_rest_told_late_waits_until_what_was_paid_for_its_days_is_taken_back(database: Any) -> None:
    confirm_all(database)
    month, days = last_month()
    case, period, whole = granted(database), f"{month:%Y-%m}", 6_210_001
    before = f"{month - timedelta(days=1):%Y-%m}"
    paid(database, case.number, "more", period=before, dong=whole)
    paid(database, case.number)
    one = paid(database, case.number, "more", period=period, dong=whole)
    with pytest.raises(ConflictError, match="đã chi cho thời gian đó") as refused:
        step(database, case.number, "rest", month + timedelta(days=5), reason="Nghỉ ốm")
    assert f"khoản {one.number} (tháng {period})" in str(refused.value)
    assert before not in str(refused.value), "of a month before the rest nothing is wrong"
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = commitment_of(connection, case.number)
        assert found is not None
        with pytest.raises(ConflictError, match="đã chi cho thời gian đó"):
            record(connection, OPERATOR, case, "suspend", month + timedelta(days=5), "Nghỉ ốm")
    undo(database, one.number)
    step(database, case.number, "rest", month + timedelta(days=5), reason="Nghỉ ốm")
    step(database, case.number, "go-on", month + timedelta(days=15))
    share = part_of_month(whole, days, 10)
    assert paid(database, case.number, "more", period=period, dong=share).dong == share


def test_a_rest_told_in_time_reaches_back_over_nothing(database: Any) -> None:
    confirm_all(database)
    case = granted(database)
    paid(database, case.number, "more", period=MONTH, dong=6_210_001)
    step(database, case.number, "rest", reason="Nghỉ ốm")
    assert promise(database, case.number).state(today()) == "suspended"


def test_a_voucher_of_another_case_is_told(database: Any) -> None:
    one, other = granted(database), granted(database, title="Ông Lê Văn Thử")
    first = paid(database, one.number, paper="UNC 71")
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert vouchers_elsewhere(connection, " unc71", other.number) == (one.number,)
        assert vouchers_elsewhere(connection, "UNC 71", one.number) == ()
        assert vouchers_elsewhere(connection, "UNC 72", other.number) == ()
    paid(database, other.number, paper="unc 71")
    with unit_of_work(database.engine, OPERATOR) as connection:
        held = list_money(connection, OPERATOR)
    notes = entry_table([(money.case, entry) for money in held for entry in money.entries], held)["Ghi chú"]
    assert sorted(notes) == [f"chứng từ này cũng ở hồ sơ {number}" for number in (one.number, other.number)]
    undo(database, first.number)
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert vouchers_elsewhere(connection, "UNC 71", other.number) == ()


def test_a_step_that_asks_for_money_asks_for_each_month_that_is_over(database: Any) -> None:
    confirm_all(database)
    case = granted(database)
    with unit_of_work(database.engine, OPERATOR) as connection:
        lacks = unpaid(connection, OPERATOR, read_case(connection, OPERATOR, case.number), today())
        before = unpaid(connection, OPERATOR, read_case(connection, OPERATOR, case.number), DECIDED)
    months = {name.rpartition(" ")[2] for grant, name in lacks if grant == "more"}
    over = (today().year * 12 + today().month) - (DECIDED.year * 12 + DECIDED.month)
    assert len(months) == over
    assert f"{DECIDED:%Y-%m}" in months
    assert MONTH not in months, "this month is not over"
    assert {grant for grant, _ in lacks} == {"more", "fees"}, "nobody has to ask for what is paid up to an amount"
    assert {grant for grant, _ in before} == {"fees"}


def test_two_returns_at_once_are_never_more_than_what_is_owed(database: Any) -> None:
    case, ready = granted(database, "study"), Barrier(3)
    paid(database, case.number)
    step(database, case.number, "break", reason="Bỏ việc")

    def click(_: int) -> str:
        ready.wait(30)
        try:
            return back(database, case.number, 100_000_000).kind
        except ConflictError:
            return "refused"

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(click, range(3))) == ["refused", "refused", "returned"]


def test_a_rest_and_a_release_stop_money(database: Any) -> None:
    confirm_all(database)
    case = granted(database)
    step(database, case.number, "rest", reason="Nghỉ ốm")
    with pytest.raises(ConflictError, match="tạm dừng"):
        paid(database, case.number)
    step(database, case.number, "go-on")
    step(database, case.number, "spare", reason="Mất sức")
    with pytest.raises(ConflictError, match="kết thúc"):
        paid(database, case.number)
    last = f"{today().replace(day=1) - timedelta(days=1):%Y-%m}"
    assert paid(database, case.number, "rent", period=last, dong=1).period == last, "a month before it is due"


@pytest.mark.parametrize("to", ["over", "serving"])
def test_months_before_a_release_are_paid_and_wait_until_then(
    database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    """As plans release people: the case is over with it. Or it goes on."""
    over = ATTRACT.replace('"Miễn", from = ["serving"], to = "serving"', f'"Miễn", from = ["serving"], to = "{to}"')
    write_plan(database, tmp_path / "over", monkeypatch, MONEY + over + STUDY + SMALL)
    confirm_all(database)
    case, released = granted(database).number, today() - timedelta(days=40)
    first, dong = f"{DECIDED:%Y-%m}", 6_210_001
    paid(database, case, "rent", period=first, dong=1)

    def waits() -> dict[str, Any]:
        with unit_of_work(database.engine, OPERATOR) as connection:
            (money,) = list_money(connection, OPERATOR)
        return {one.entitled.grant: one.left for one in money.waiting}

    step(database, case, "spare", released, reason="Mất sức")
    until = released - timedelta(days=1)
    months = until.year * 12 + until.month - (DECIDED.year * 12 + DECIDED.month) + 1
    assert waits() == {"rent": min(2, months - 1) * 20_000_000, "more": months * dong}, "nothing of the time after"
    paid(database, case, "more", period=first, dong=dong)
    assert waits()["more"] == (months - 1) * dong
    with pytest.raises(ConflictError, match="kết thúc"):
        paid(database, case, "more", period=MONTH, dong=dong)
    with pytest.raises(ConflictError, match="kết thúc"):
        paid(database, case)
    for back_to in range(1, months):
        year, month = divmod(DECIDED.year * 12 + DECIDED.month - 1 + back_to, 12)
        paid(database, case, "more", period=f"{year}-{month + 1:02}", dong=dong)
    assert "more" not in waits()


def test_budget_against_payments(database: Any) -> None:
    case, year = granted(database), today().year
    do(database, OPERATOR, set_budget, PLAN, year, "state_budget", dong=100_000_000, paper="QĐ 9")
    line = do(database, OPERATOR, set_budget, PLAN, year, "state_budget", dong=90_000_000, paper="QĐ 10")
    assert (line.set_aside, line.paper, line.paid, line.left) == (90_000_000, "QĐ 10", 0, 90_000_000)
    wrong = paid(database, case.number)
    undo(database, wrong.number)
    paid(database, case.number)
    confirm_all(database)
    paid(database, case.number, "rent", period=MONTH, dong=3, source="sponsor")
    with unit_of_work(database.engine, OPERATOR) as connection:
        lines = {one.source: one for one in budget(connection, PLAN, year)}
        assert budget(connection, PLAN, year - 1) == ()
    assert (lines["state_budget"].paid, lines["state_budget"].left) == (70_000_000, 20_000_000)
    assert (lines["sponsor"].set_aside, lines["sponsor"].paid, lines["sponsor"].left) == (None, 3, None)
    for options in ({"dong": -1}, {"dong": 1.0}, {"paper": ""}, {"source": "x"}, {"year": 1990}):
        given = {"year": year, "source": "other", "dong": 1, "paper": "x", **options}
        with pytest.raises(UsageError):
            do(database, OPERATOR, set_budget, PLAN, given.pop("year"), given.pop("source"), **given)


@pytest.mark.parametrize("role", ["home_affairs", "steward", "leader", "agency", "council_member", "nominator"])
def test_only_finance_records_money(database: Any, as_role: As, role: str) -> None:
    case = granted(database)
    who = as_role(role, "SO-TC") if role == "agency" else as_role(role)
    entry = paid(database, case.number)
    insert = text(
        "insert into payment (case_id, kind, grant_code, period, dong, paid_on, budget_year, source, paper,"
        " account_id, login) values (:case, 'paid', 'rent', '2026-10', 1, now(), 2026, 'other', 'x', :me, :login)"
    )
    line = text(
        "insert into budget_line (plan_code, year, source, dong, paper, account_id, login)"
        f" values ('{PLAN}', 2026, 'other', 1, 'x', :me, :login)"
    )
    for act in (
        lambda: paid(database, case.number, "rent", who=who, period=MONTH),
        lambda: do(database, who, reverse, entry.number, paid_on=today(), reason="x", paper="x"),
        lambda: do(database, who, take_back, case.number, dong=1, paid_on=today(), paper="x"),
        lambda: do(database, who, set_budget, PLAN, today().year, "other", dong=1, paper="x"),
        lambda: do(database, who, _run, insert, {"case": case.number}),
        lambda: do(database, who, _run, line, {}),
    ):
        with pytest.raises(ForbiddenError):
            act()
    sees = do(database, who, _run, text("select count(*) from payment"), {})[0][0]
    assert sees == (0 if role in ("council_member", "nominator") else 1)


def _run(connection: Any, who: Principal, statement: Any, values: dict[str, Any]) -> Any:
    result = connection.execute(statement, {"me": who.account_id, "login": who.login, **values})
    return result.all() if result.returns_rows else None


def test_entries_stay_as_they_were_written(database: Any, as_role: As) -> None:
    paid(database, granted(database).number)
    for who in (as_role("finance"), OPERATOR):
        for change in ("update payment set dong = 1", "delete from payment", "update budget_line set dong = 1"):
            with pytest.raises(ForbiddenError):
                do(database, who, _run, text(change), {})


def test_an_agency_sees_the_money_of_its_own_cases_only(database: Any, as_role: As) -> None:
    case = granted(database)
    entry = paid(database, case.number)
    assert do(database, as_role("agency", "SO-TC"), payments_of, case.number) == (entry,)
    assert do(database, as_role("agency", "SO-KHCN"), payments_of, case.number) == ()
    for role in ("council_member", "searcher", "auditor", "administrator"):
        with pytest.raises(ForbiddenError):
            do(database, as_role(role), payments_of, case.number)


_ACTS = st.lists(
    st.tuples(st.sampled_from(["pay", "pay", "reverse", "break", "return", "return"]), st.integers(0, 9)), max_size=14
)


@settings(max_examples=25)
@given(acts=_ACTS)
def test_money_is_conserved(database: Any, acts: list[tuple[str, int]]) -> None:
    """Whatever is tried in whatever order: what the services say equals what is added up by hand from what worked."""
    case = granted(database, "study").number
    confirm(database, "amount", "housing", "20000000")
    months = [f"{DECIDED + timedelta(days=31 * n):%Y-%m}" for n in range(3)]
    worked: list[Payment] = []
    taken_back: set[int] = set()
    owed: int | None = None
    for act, pick in acts:
        try:
            if act == "pay" and pick < 4:
                worked.append(paid(database, case))
            elif act == "pay":
                worked.append(paid(database, case, "rent", period=months[pick % 3], dong=1_000_000 + pick))
            elif act == "reverse" and worked:
                gone = worked[pick % len(worked)]
                undo(database, gone.number)
                taken_back.add(gone.number)
            elif act == "return":
                worked.append(back(database, case, 7_000_001 * (pick + 1)))
            elif act == "break":
                step(database, case, "break", reason="Bỏ việc")
                owed = 0
        except (ConflictError, UsageError):
            continue
    kept = [one for one in worked if one.number not in taken_back]
    out = sum(one.dong for one in kept if one.kind == "paid")
    returned = sum(one.dong for one in kept if one.kind == "returned")
    owed = None if owed is None else 2 * out
    with unit_of_work(database.engine, OPERATOR) as connection:
        entries, found = payments_of(connection, OPERATOR, case), commitment_of(connection, case)
        years = {one.budget_year for one in entries}
        spent = sum(line.paid for year in years for line in budget(connection, PLAN, year))
    assert found is not None
    assert (found.balance.paid, found.balance.returned, found.balance.owed) == (out, returned, owed or 0)
    assert found.balance.left == (owed or 0) - returned
    assert balance(entries, owed or 0) == found.balance
    signs = {"paid": 1, "returned": 0, "reversed": -1}
    by_number = {one.number: one for one in entries}
    flow = sum(
        signs[one.kind] * one.dong
        for one in entries
        if one.kind != "reversed" or by_number[one.reverses or 0].kind == "paid"
    )
    assert flow == out
    held = [(one.grant, one.period) for one in standing(entries) if one.kind == "paid"]
    assert len(held) == len(set(held)), "nothing stands twice"
    assert spent >= out

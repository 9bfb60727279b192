"""Commitments go their way by recorded steps; what a break costs goes by what was compared with the resolution."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.calendar.working_days import working_day_on_or_after
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.programmes.amounts import entitlements
from talentdb.programmes.case_notes import name_person
from talentdb.programmes.cases import read_case
from talentdb.programmes.commitment_signals import dismiss
from talentdb.programmes.commitments import (
    Commitment,
    commitment_of,
    list_commitments,
    record,
    repaid_so_far,
    signals,
    what_is_owed,
)
from talentdb.programmes.confirmed import confirm_term, confirmed, list_confirmed
from talentdb.programmes.payment_rows import list_money
from talentdb.settings import today
from tests.talentdb.conftest import Province
from tests.talentdb.programmes.money_plan import COURSE, DECIDED, confirm, filed, granted, money_plan, paid, step
from tests.talentdb.programmes.plan_file import PLAN

As = Callable[..., Principal]


@pytest.fixture(autouse=True)
def plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return money_plan(database, tmp_path, monkeypatch)


def held(database: Any, case: int, who: Principal = OPERATOR) -> Commitment:
    with unit_of_work(database.engine, who) as connection:
        found = commitment_of(connection, case)
    assert found is not None
    return found


def said(database: Any, case: int, act: str, day: date, reason: str = "Vì") -> Commitment:
    with unit_of_work(database.engine, OPERATOR) as connection:
        return record(connection, OPERATOR, read_case(connection, OPERATOR, case), act, day, reason)


def test_a_commitment_begins_with_the_decision(database: Any) -> None:
    case = granted(database)
    found = held(database, case.number)
    assert (found.begins, found.until(today())) == (DECIDED, _year_after(DECIDED))
    assert found.state(today()) == "running"
    assert found.due(today()) == ("ends", _year_after(DECIDED))
    assert found.days_left(DECIDED + timedelta(days=1)) == (_year_after(DECIDED) - DECIDED).days - 1
    with unit_of_work(database.engine, OPERATOR) as connection, pytest.raises(ConflictError, match="đã có cam kết"):
        from talentdb.plans import load_plan
        from talentdb.programmes.commitments import begin

        document = load_plan(PLAN)
        instrument = document.instrument("attract")
        assert instrument is not None
        begin(connection, OPERATOR, case, case.last, instrument, document)


def _year_after(day: date) -> date:
    return day.replace(year=day.year + 1)


def test_times_a_course_by_the_days_of_the_case(database: Any) -> None:
    found = held(database, granted(database, "study").number)
    assert found.begins == COURSE[1]
    assert found.total_days == 80
    assert found.terms.course == COURSE


def test_a_case_that_does_not_say_its_days_has_no_commitment(database: Any) -> None:
    case = filed(database, "study")
    with pytest.raises(ConflictError, match="Chưa có thông tin: Ngày đầu"):
        step(database, case.number, "decide", DECIDED, paper="QĐ 1", facts={"cost": 1})
    with pytest.raises(UsageError, match="trước khi bắt đầu"):
        step(
            database, case.number, "decide", DECIDED, paper="QĐ 1",
            facts={"first": "2026-02-01", "last": "2026-01-01"},
        )  # fmt: skip
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert read_case(connection, OPERATOR, case.number).stage == "filed", "the step went with it"


def test_what_nobody_compared_is_not_claimed(database: Any) -> None:
    case = granted(database)
    paid(database, case.number)
    with pytest.raises(ConflictError, match="Thời hạn cam kết chưa được đối chiếu"):
        step(database, case.number, "break", reason="Bỏ việc")
    confirm(database, "term", "years", "2")
    assert held(database, case.number).until(today()) == _year_after(_year_after(DECIDED)), "as the resolution says"
    with pytest.raises(ConflictError, match="Quy tắc hoàn trả chưa được đối chiếu"):
        step(database, case.number, "break", reason="Bỏ việc")
    confirm(database, "repayment", "attract", "share 1/2")
    step(database, case.number, "break", reason="Bỏ việc")
    found = held(database, case.number)
    assert (found.balance.owed, found.balance.left) == (35_000_000, 35_000_000)
    assert found.events[-1].explained["lines"][-1] == "Số phải hoàn trả: 35.000.000 đồng."
    assert found.events[-1].explained["lines"][1] == "Quy tắc: hoàn trả 1/2 số đã nhận (Điều 4, NQ 1, Công báo 2)."


def test_terms_that_were_compared_stay_as_they_were(database: Any) -> None:
    confirm(database, "term", "years", "1")
    confirm(database, "repayment", "attract", "whole")
    case = granted(database)
    confirm(database, "term", "years", "5")
    confirm(database, "repayment", "attract", "times 3")
    found = held(database, case.number)
    assert (found.until(today()), str(found.terms.rule)) == (_year_after(DECIDED), "whole")


def test_who_got_nothing_owes_nothing_and_a_rest_lengthens(database: Any) -> None:
    case = granted(database).number
    first = DECIDED + timedelta(days=10)
    said(database, case, "suspend", first)
    found = said(database, case, "resume", first + timedelta(days=7))
    assert found.until(today()) == _year_after(DECIDED) + timedelta(days=7)
    assert found.served(first + timedelta(days=8)) == 11
    found = said(database, case, "break", today())
    assert (found.balance.owed, found.due(today())) == (0, ("confirm_repaid", None))
    assert said(database, case, "repaid", today()).due(today()) is None


def test_the_part_not_served_by_the_day_of_the_break(database: Any) -> None:
    confirm(database, "term", "years", "1")
    confirm(database, "repayment", "attract", "remaining")
    case = granted(database).number
    paid(database, case, paid_on=DECIDED)
    found = held(database, case)
    assert what_is_owed(found, today()).dong == 70_000_000 * (found.total_days - 100) // found.total_days
    assert said(database, case, "break", today()).balance.owed == what_is_owed(found, today()).dong
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert repaid_so_far(connection, case) == 0


@pytest.mark.parametrize(
    ("acts", "act"),
    [
        ((), "resume"),
        ((), "fulfil"),
        ((), "repaid"),
        (("suspend",), "suspend"),
        (("suspend",), "fulfil"),
        (("break",), "break"),
        (("break",), "release"),
        (("release",), "break"),
        (("break", "repaid"), "resume"),
    ],
)
def test_what_cannot_happen_is_refused(database: Any, acts: tuple[str, ...], act: str) -> None:
    case = granted(database).number
    for one in acts:
        said(database, case, one, today())
    with pytest.raises(ConflictError):
        said(database, case, act, today())


def test_days_out_of_order_and_to_come_are_refused(database: Any) -> None:
    case = granted(database).number
    with pytest.raises(UsageError, match="chưa tới"):
        said(database, case, "suspend", today() + timedelta(days=1))
    with pytest.raises(ConflictError, match="chưa bắt đầu"):
        said(database, case, "suspend", DECIDED - timedelta(days=1))
    said(database, case, "suspend", today() - timedelta(days=2))
    with pytest.raises(UsageError, match="trước lần cập nhật"):
        said(database, case, "resume", today() - timedelta(days=3))
    said(database, case, "resume", today())
    with pytest.raises(UsageError, match="lý do"):
        said(database, case, "break", today(), " ")
    with pytest.raises(NotFoundError):
        said(database, filed(database, title="Ông Thử").number, "break", today())


def test_it_ends_on_a_day_off_and_that_is_recorded_on_the_next_working_day(database: Any) -> None:
    days = (today() - timedelta(days=400 + back) for back in range(7))
    begun = next(day for day in days if _year_after(day).weekday() == 5)
    end = _year_after(begun)
    one = held(database, granted(database, day=begun, opened=begun).number)
    assert [one.state(day) for day in (end - timedelta(days=1), end)] == ["running", "ended"]
    assert one.due(end - timedelta(days=1)) == ("ends", end)
    assert one.due(today()) == ("confirm_end", working_day_on_or_after(end))
    assert working_day_on_or_after(end) >= end + timedelta(days=2)


def test_after_its_end_it_is_fulfilled_and_not_broken(database: Any) -> None:
    case = granted(database, day=today() - timedelta(days=400), opened=today() - timedelta(days=400)).number
    recorded = working_day_on_or_after(held(database, case).until(today()))
    assert held(database, case).due(today()) == ("confirm_end", recorded)
    with pytest.raises(ConflictError, match="hết thời hạn"):
        said(database, case, "break", today())
    assert said(database, case, "fulfil", today()).state(today()) == "fulfilled"
    assert held(database, case).due(today()) is None


def test_each_sees_its_own(database: Any, as_role: As) -> None:
    case = granted(database)
    paid(database, case.number)

    def seen(who: Principal) -> int:
        with unit_of_work(database.engine, who) as connection:
            return len(list_commitments(connection, who, today()))

    for role in ("home_affairs", "finance", "steward", "leader"):
        assert seen(as_role(role)) == 1
    assert seen(as_role("agency", "SO-TC")) == 1
    assert seen(as_role("agency", "SO-KHCN")) == 0
    for role in ("council_member", "nominator", "searcher", "auditor", "administrator"):
        with pytest.raises(ForbiddenError):
            seen(as_role(role))


def test_a_member_of_the_council_sees_no_money_in_raw_sql(database: Any, as_role: As) -> None:
    case, member = granted(database, "study"), as_role("council_member")
    paid(database, case.number)
    step(database, case.number, "break", reason="Bỏ việc")
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(
            text("insert into case_reviewer (case_id, reviewer_id, login) values (:case, :who, 'operator')"),
            {"case": case.number, "who": member.account_id},
        )
    with unit_of_work(database.engine, member) as connection:
        counts = {
            table: connection.execute(text(f"select count(*) from {table}")).scalar_one()
            for table in ("programme_case", "payment", "commitment", "commitment_event", "budget_line")
        }
    assert counts == {
        "programme_case": 1, "payment": 0, "commitment": 0, "commitment_event": 0, "budget_line": 0,
    }  # fmt: skip


@pytest.mark.parametrize("role", ["leader", "council_member", "nominator", "searcher"])
def test_others_write_no_commitment_in_raw_sql(database: Any, as_role: As, role: str) -> None:
    number, who = held(database, granted(database).number).number, as_role(role)
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, who) as connection:
        connection.execute(
            text(
                "insert into commitment_event (commitment_id, number, act, day, reason, account_id, login)"
                " values (:number, 1, 'released', now(), 'x', :me, :login)"
            ),
            {"number": number, "me": who.account_id, "login": who.login},
        )


def test_what_happened_stays(database: Any, as_role: As) -> None:
    said(database, granted(database).number, "suspend", today())
    for statement in (
        "update commitment set ends_on = ends_on + 1", "delete from commitment_event",
        "update confirmed_term set value = '1'",
    ):  # fmt: skip
        with pytest.raises(ForbiddenError), unit_of_work(database.engine, OPERATOR) as connection:
            connection.execute(text(statement))


# ------------------------------------------------------------------------------------------------ confirmed terms


def test_the_value_in_force_on_the_day_counts_and_a_later_writing_corrects(database: Any) -> None:
    confirm(database, "amount", "professor", "1500000000", date(2026, 1, 1))
    confirm(database, "amount", "professor", "2000000000", date(2026, 6, 1))
    confirm(database, "amount", "professor", "1.600.000.000", date(2026, 1, 1))

    def value(day: date) -> str | None:
        with unit_of_work(database.engine, OPERATOR) as connection:
            found = confirmed(connection, PLAN, "amount", "professor", day)
        return found.value if found else None

    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 5, 31), date(2026, 6, 1))
    assert [value(day) for day in days] == [None, "1600000000", "1600000000", "2000000000"]
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert len(list_confirmed(connection, PLAN)) == 3


@pytest.mark.parametrize(
    "given",
    [
        ("amount", "professor", "0"),
        ("amount", "professor", "-5"),
        ("amount", "professor", "1,5"),
        ("amount", "professor", "1.5"),
        ("amount", "professor", "9" * 30),
        ("amount", "income", "0"),
        ("amount", "income", "1/3333"),
        ("term", "years", "x"),
        ("term", "years", "200"),
        ("repayment", "attract", "half"),
        ("amount", "nothing", "1"),
        ("amount", "years", "1"),
        ("khác", "years", "1"),
    ],
)
def test_values_that_make_no_sense_are_not_confirmed(database: Any, given: tuple[str, str, str]) -> None:
    with pytest.raises(UsageError):
        confirm(database, *given)


def test_without_an_article_a_day_or_the_right_nothing_is_confirmed(database: Any, as_role: As) -> None:
    good = {"article": "Điều 4", "paper": "NQ 1", "in_force": date(2026, 1, 1)}
    for who, options, kind in (
        (OPERATOR, {"article": " "}, UsageError),
        (OPERATOR, {"paper": ""}, UsageError),
        (OPERATOR, {"in_force": date(1900, 1, 1)}, UsageError),
        (OPERATOR, {"in_force": date(2099, 1, 1)}, UsageError),
        *((as_role(role), {}, ForbiddenError) for role in ("steward", "leader", "council_member", "searcher")),
    ):
        with pytest.raises(kind), unit_of_work(database.engine, who) as connection:
            confirm_term(connection, who, PLAN, "term", "years", "7", **{**good, **options})
    for role in ("home_affairs", "finance"):
        who = as_role(role)
        with unit_of_work(database.engine, who) as connection:
            assert confirm_term(connection, who, PLAN, "term", "years", "7", **good).login == who.login


# --------------------------------------------------------------------------------------------------- the registry


def _person(province: Province, number: int = 0) -> int:
    return sorted(province.persons())[number]


ROW = {
    "full_name": "Trần Thị Thử", "birth_date": "1990-02-01", "birth_date_precision": "day", "sex": "female",
    "national_id": "033190001234", "qualification": "university",
}  # fmt: skip


def test_the_level_is_the_first_that_fits_and_says_why(database: Any, province: Province) -> None:
    province.load("SO-TC", [ROW], as_of="2026-01-31")
    case = granted(database, person_id=_person(province))

    def bonus(who: Principal = OPERATOR) -> Any:
        with unit_of_work(database.engine, who) as connection:
            return entitlements(connection, who, read_case(connection, who, case.number))[0]

    found = bonus()
    assert (found.amount, found.dong, found.confirmed) == ("graduate", 550_000_001, False), "ten per cent, whole đồng"
    assert "Cơ sở dữ liệu không ghi đủ để xếp vào mức này: Giáo sư." in found.why
    assert "Nữ được thêm 1/10 mức trên." in found.why
    confirm(database, "amount", "graduate", "400000000")
    assert (bonus().dong, bonus().confirmed) == (440_000_000, True)
    province.load("SO-TC", [{**ROW, "academic_title": "professor"}], as_of="2026-02-28")
    assert (bonus().amount, bonus().dong) == ("professor", 1_500_000_000)


def test_every_reader_of_a_case_is_told_the_same_amount(database: Any, province: Province, as_role: As) -> None:
    province.load("SO-TC", [{**ROW, "academic_title": "professor"}], as_of="2026-01-31")
    case = granted(database, person_id=_person(province)).number
    readers = (as_role("finance"), as_role("home_affairs"), as_role("agency", "SO-TC"), as_role("leader"), OPERATOR)
    told = set()
    for who in readers:
        with unit_of_work(database.engine, who) as connection:
            told.add(entitlements(connection, who, read_case(connection, who, case))[0].dong)
    assert told == {1_500_000_000}


def test_a_case_of_nobody_in_the_registry_gets_no_level(database: Any) -> None:
    confirm(database, "amount", "professor", "1500000000")
    case = granted(database)
    with unit_of_work(database.engine, OPERATOR) as connection:
        bonus, rent, _more, fees = entitlements(connection, OPERATOR, case)
    assert (bonus.dong, bonus.confirmed) == (None, False)
    assert (rent.dong, rent.is_most, rent.total) == (20_000_000, True, 60_000_000)
    assert (fees.dong, fees.confirmed) == (70_000_000, True)
    with pytest.raises(ConflictError, match="Chưa xác định được số tiền"):
        paid(database, case.number, "bonus", dong=1)


def test_who_fits_no_level_waits_for_nothing(database: Any, province: Province) -> None:
    province.load("SO-TC", [{**ROW, "academic_title": "associate_professor"}], as_of="2026-01-31")
    case = granted(database, "small", person_id=_person(province)).number
    with unit_of_work(database.engine, OPERATOR) as connection:
        (bonus,) = entitlements(connection, OPERATOR, read_case(connection, OPERATOR, case))
        assert (bonus.amount, bonus.is_none, bonus.why[-1]) == (None, True, "Không thuộc mức nào của chính sách.")
        assert list_money(connection, OPERATOR) == ()
    unknown = granted(database, "small", title="Chưa có trong cơ sở dữ liệu").number
    with unit_of_work(database.engine, OPERATOR) as connection:
        (waits,) = list_money(connection, OPERATOR)
    assert (waits.case.number, waits.waiting[0].left) == (unknown, None), (
        "that of somebody unknown has to be found out"
    )


def test_a_term_does_not_bind_whom_it_exempts(database: Any, province: Province) -> None:
    province.load("SO-TC", [{**ROW, "academic_title": "professor"}], as_of="2026-01-31")
    case = granted(database, "study", person_id=_person(province)).number
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert commitment_of(connection, case) is None
    assert paid(database, case).dong == 70_000_000


@pytest.mark.parametrize(
    ("status", "proposed"), [("left", "break"), ("moved", "break"), ("deceased", "spare"), ("retired", None)]
)
def test_the_registry_proposes_and_nothing_happens_by_itself(
    database: Any, province: Province, as_role: As, status: str, proposed: str | None
) -> None:
    province.load("SO-TC", [ROW], as_of="2026-01-31")
    case, home = granted(database, person_id=_person(province)).number, as_role("home_affairs")

    def told() -> Any:
        with unit_of_work(database.engine, home) as connection:
            return signals(connection, home, today())

    assert told() == ()
    province.load("SO-TC", [{**ROW, "status": status}], as_of="2026-10-31")
    (signal,) = told()
    assert (signal.kind, signal.step, signal.since) == (status, proposed, date(2026, 10, 31))
    assert held(database, case).events == ()
    said(database, case, "release", today())
    assert told() == (), "what ended needs no signal"


def test_who_is_named_after_the_commitment_began_has_signals_too(database: Any, province: Province) -> None:
    case = granted(database)
    province.load("SO-TC", [{**ROW, "status": "left"}], as_of="2026-10-31")
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert signals(connection, OPERATOR, today()) == (), "nobody is named yet"
        name_person(connection, OPERATOR, case.number, _person(province), expected=case.last.number)
    assert held(database, case.number).person_id == _person(province)
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert [(one.kind, one.step) for one in signals(connection, OPERATOR, today())] == [("left", "break")]


def test_a_dismissed_signal_is_kept_and_another_fact_shows_again(
    database: Any, province: Province, as_role: As
) -> None:
    province.load("SO-TC", [ROW], as_of="2026-01-31")
    granted(database, person_id=_person(province))
    home = as_role("home_affairs")

    def told(*, dismissed: bool = False) -> Any:
        with unit_of_work(database.engine, home) as connection:
            return signals(connection, home, today(), dismissed=dismissed)

    def dismissed(signal: Any, reason: str, who: Principal = home) -> None:
        with unit_of_work(database.engine, who) as connection:
            dismiss(connection, who, signal, reason)

    province.load("SO-TC", [{**ROW, "status": "moved"}], as_of="2026-09-30")
    (signal,) = told()
    with pytest.raises(UsageError):
        dismissed(signal, "  ")
    for role in ("steward", "finance", "leader"):
        with pytest.raises(ForbiddenError):
            dismissed(signal, "Biệt phái", as_role(role))
    dismissed(signal, "Biệt phái")
    assert told() == ()
    assert [one.dismissed.reason for one in told(dismissed=True)] == ["Biệt phái"]
    with pytest.raises(ConflictError):
        dismissed(signal, "Lần nữa")
    # The same said once more, with another value beside it, is the same fact.
    province.load("SO-TC", [{**ROW, "status": "moved", "position_title": "Chuyên viên"}], as_of="2026-10-15")
    assert told() == ()
    province.load("SO-TC", [{**ROW, "status": "left"}], as_of="2026-10-31")
    assert [one.kind for one in told()] == ["left"]


def _moves_to(province: Province, code: str) -> None:
    """She is on another body's list, and no longer on that of the case's body."""
    province.load("SO-TC", [{**ROW, "full_name": "Lê Văn Khác", "national_id": "033090009999"}], as_of="2026-10-31")
    province.load(code, [ROW], as_of="2026-10-31")


@pytest.mark.parametrize(("sector", "kind", "step"), [("state", "other_body", None), ("central", "outside", "break")])
def test_another_employer_is_told(database: Any, province: Province, sector: str, kind: str, step: str) -> None:
    province.load("SO-TC", [ROW], as_of="2026-01-31")
    granted(database, person_id=_person(province))
    with database.as_owner() as owner:
        owner.execute("update agency set sector = %s where code = 'SO-KHCN'", [sector])
    _moves_to(province, "SO-KHCN")
    with unit_of_work(database.engine, OPERATOR) as connection:
        told = [(one.kind, one.step) for one in signals(connection, OPERATOR, today())]
    assert told == [(kind, step)]


def test_a_body_below_that_of_the_case_is_no_other_body(database: Any, province: Province) -> None:
    province.load("SO-TC", [ROW], as_of="2026-01-31")
    granted(database, person_id=_person(province))
    with database.as_owner() as owner:
        owner.execute(
            "update agency set parent_id = (select agency_id from agency where code = 'SO-TC') where code = 'SO-KHCN'"
        )
    _moves_to(province, "SO-KHCN")
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert signals(connection, OPERATOR, today()) == ()


def test_a_merged_number_leads_on(database: Any, province: Province) -> None:
    province.load("SO-TC", [{**ROW, "academic_title": "professor", "status": "left"}], as_of="2026-01-31")
    person = _person(province)
    case = granted(database, person_id=person).number
    with database.as_owner() as owner:
        owner.execute("insert into person_redirect (person_id, target_id) values (9999, %s)", [person])
        owner.execute("update programme_case set person_id = 9999")
        owner.execute("update commitment set person_id = 9999")
    assert held(database, case).person_id == person
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert [one.kind for one in signals(connection, OPERATOR, today())] == ["left"]
        assert entitlements(connection, OPERATOR, read_case(connection, OPERATOR, case))[0].amount == "professor"


def test_signals_are_not_for_who_reads_no_people(database: Any, as_role: As) -> None:
    granted(database)
    for who in (as_role("finance"), as_role("agency", "SO-TC"), as_role("council_member")):
        with pytest.raises(ForbiddenError), unit_of_work(database.engine, who) as connection:
            signals(connection, who, today())

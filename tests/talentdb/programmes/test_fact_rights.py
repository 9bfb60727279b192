"""What a commitment begins from and what a grant pays is told by who decides; what is confirmed as paid was paid."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ConflictError, ForbiddenError, UsageError
from talentdb.plans import load_plan
from talentdb.programmes.amounts import entitlements
from talentdb.programmes.cases import add_note, moves_of, name_person, open_case, read_case, withdraw
from talentdb.programmes.commitments import commitment_of
from talentdb.programmes.fact_rights import fact_lacks, grounds
from talentdb.programmes.model import Case
from talentdb.programmes.papers import add_paper
from talentdb.programmes.payments import pay
from talentdb.settings import today
from tests.talentdb.programmes.files import pdf
from tests.talentdb.programmes.lives import Actors, LivePart, confirm_everything, way
from tests.talentdb.programmes.money_plan import COURSE, DECIDED, confirm_all, filed, granted, money_plan, paid, step
from tests.talentdb.programmes.plan_file import PLAN

As = Callable[..., Principal]
HUNG_YEN: Final = "hung-yen-798"
RECEPTION: Final = "attraction-reception"


def told(database: Any, who: Principal, case: Case, facts: dict[str, Any], reason: str = "") -> Case:
    with unit_of_work(database.engine, who) as connection:
        newest = read_case(connection, who, case.number).last.number
        return add_note(connection, who, case.number, expected=newest, facts=facts, reason=reason)


@pytest.fixture
def plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return money_plan(database, tmp_path, monkeypatch)


@pytest.mark.usefixtures("plan")
def test_what_is_paid_is_not_told_by_who_benefits_or_pays(database: Any, as_role: As) -> None:
    parties = as_role("agency", "SO-TC"), as_role("finance")
    case = filed(database)
    for who in parties:
        with pytest.raises(ForbiddenError, match="Chi phí: chỉ Sở Nội vụ ghi được"):
            told(database, who, case, {"cost": 900_000_000})
    with unit_of_work(database.engine, parties[0]) as connection, pytest.raises(ForbiddenError, match="Chi phí: chỉ"):
        open_case(connection, parties[0], load_plan(PLAN), "attract", title="Bà Thử Hai", facts={"cost": 5})
    decided = step(database, case.number, "decide", DECIDED, paper="QĐ 1")
    for who in parties:
        with pytest.raises(ForbiddenError, match="Chi phí: chỉ"):
            told(database, who, decided, {"cost": 900_000_000}, reason="QĐ 2")
    home = as_role("home_affairs")
    with pytest.raises(UsageError, match="Chi phí: đã có quyết định cho hưởng"):
        told(database, home, decided, {"cost": 5})
    assert told(database, home, decided, {"cost": 5}, reason="QĐ 2").facts["cost"] == 5


@pytest.mark.usefixtures("plan")
def test_days_that_cannot_be(database: Any) -> None:
    study = filed(database, "study")
    for day in ("0001-01-01", "1949-12-31", "2100-01-01"):
        with pytest.raises(UsageError, match="không hợp lý"):
            told(database, OPERATOR, study, {"first": day})
    with pytest.raises(UsageError, match=r"Ngày cuối: ngày .* chưa tới"):
        told(database, OPERATOR, study, {"last": today() + timedelta(days=32)})
    assert told(database, OPERATOR, study, {"last": today() + timedelta(days=31)}).facts["last"]


@pytest.mark.usefixtures("plan")
def test_days_that_a_commitment_was_counted_from_stay(database: Any, as_role: As) -> None:
    case, home = granted(database, "study"), as_role("home_affairs")
    first, last = (day.isoformat() for day in COURSE)
    for facts in ({"first": "2025-01-02"}, {"last": today() - timedelta(days=9)}, {"first": "2025-01-02", "cost": 5}):
        with pytest.raises(ConflictError, match=r"Ngày (đầu|cuối): cam kết .* không sửa được") as refused:
            told(database, home, case, facts, reason="QĐ 2")
        assert "mở hồ sơ mới" in refused.value.advice
    with pytest.raises(ConflictError, match="Ngày đầu: cam kết"):
        step(database, case.number, "rest", today(), home, reason="Nghỉ ốm", facts={"first": "2025-01-02"})
    case = told(database, home, case, {"first": first, "last": last, "cost": 5}, reason="QĐ 2")
    assert (case.facts["first"], case.facts["cost"]) == (first, 5), "what it says already, and all else"
    assert told(database, home, granted(database, title="Ông Khác"), {"first": "2025-01-02"}, reason="QĐ 2")


@pytest.mark.usefixtures("plan")
def test_a_day_is_put_back_to_that_of_its_commitment(database: Any) -> None:
    """Cases of before may say another day than the one that their commitment is counted from."""
    case = granted(database, "study")
    with database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("update case_event set facts = facts || '{\"last\": \"2025-01-02\"}' where step = 'decide'")
    last = COURSE[1].isoformat()
    assert told(database, OPERATOR, case, {"last": last}, reason="QĐ 2").facts["last"] == last


@pytest.mark.usefixtures("plan")
def test_notes_bar_no_earlier_day(database: Any, province: Any) -> None:
    province.load("SO-TC", [{"full_name": "Trần Thị Thử", "birth_date": "1990-02-01", "sex": "female"}])
    confirm_all(database)
    case = filed(database)
    told(database, OPERATOR, case, {}, reason="ghi chú")
    with unit_of_work(database.engine, OPERATOR) as connection:
        name_person(connection, OPERATOR, case.number, sorted(province.persons())[0], expected=2)
    earlier = today() - timedelta(days=3)
    after = step(database, case.number, "decide", earlier, paper="QĐ 1")
    assert after.since == earlier
    other = filed(database, title="Ông Khác")
    told(database, OPERATOR, other, {}, reason="ghi chú")
    with unit_of_work(database.engine, OPERATOR) as connection:
        gone = withdraw(connection, OPERATOR, other.number, expected=2, reason="x", day=earlier)
    assert gone.last.day == earlier


@pytest.mark.usefixtures("plan")
def test_a_month_of_rest_is_not_paid(database: Any) -> None:
    confirm_all(database)
    case = granted(database)
    # From the first of the next month, so that the month of the decision is whole whatever day today is.
    rested = (DECIDED.replace(day=1) + timedelta(days=32)).replace(day=1)
    step(database, case.number, "rest", rested, reason="nghỉ")
    step(database, case.number, "go-on", today(), reason="trở lại")
    with pytest.raises(ConflictError, match="tạm dừng suốt tháng"):
        paid(database, case.number, "rent", dong=20_000_000, period=f"{rested:%Y-%m}")
    assert paid(database, case.number, "rent", dong=20_000_000, period=f"{DECIDED:%Y-%m}").dong == 20_000_000


@pytest.mark.usefixtures("plan")
def test_a_month_after_the_break_comes_back_whole(database: Any) -> None:
    confirm_all(database)
    case = granted(database)
    for month in (DECIDED, today()):
        paid(database, case.number, "rent", dong=20_000_000, period=f"{month:%Y-%m}")
    step(database, case.number, "break", DECIDED + timedelta(days=20), reason="bỏ việc")
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = commitment_of(connection, case.number)
    assert found is not None
    days = found.total_days
    assert found.balance.owed == 20_000_000 + 20_000_000 * (days - 20) // days
    assert "Đã chi cho thời gian từ sau khi vi phạm, hoàn trả toàn bộ: 20.000.000 đồng." in str(
        found.events[-1].explained
    )


@pytest.fixture
def person(province: Any) -> int:
    province.load("SO-YTE", [{
        "full_name": "Trần Thị Toàn", "sex": "female", "birth_date": "1985-05-05", "qualification": "doctorate",
        "academic_title": "professor", "employment_category": "public_employee", "status": "working",
        "recruitment_date": "2010-01-01",
    }], as_of="2011-12-31")  # fmt: skip
    found: int = sorted(province.persons())[0]
    return found


def lived(database: Any, actors: Actors, person: int | None, stage: str) -> Case:
    """A case of Hưng Yên at a stage, with nothing paid."""
    plan = load_plan(HUNG_YEN)
    instrument = plan.instrument(RECEPTION)
    assert instrument is not None
    confirm_everything(database, plan)
    opened = date(2026, 2, 2)
    life = LivePart(database, plan, instrument, actors, plan.bodies[instrument.lead].agency)
    case = life.opened(person, opened)
    for number, one in enumerate(way(instrument, instrument.start, stage) or (), 1):
        case = life.step(case, one, opened + timedelta(days=number))
    return case


def test_a_body_does_not_move_the_begin_of_its_commitment(database: Any, as_role: As, person: int) -> None:
    actors = Actors(as_role)
    case = lived(database, actors, person, "signing")
    body, leader = actors.of("agency"), as_role("leader")
    with pytest.raises(ForbiddenError, match="có hiệu lực: chỉ Sở Nội vụ ghi được"):
        step(
            database, case.number, "sign", date(2026, 3, 1), body, paper="CK 1", facts={"effective-on": "2015-01-01"}
        )
    other = lived(database, Actors(as_role, is_operator=True), None, "decision")
    day = date(2026, 3, 2)
    with unit_of_work(database.engine, OPERATOR) as connection:
        add_paper(connection, OPERATOR, other.number, "decision", "x.pdf", pdf("x"))
    with pytest.raises(UsageError, match="trước ngày của quyết định"):
        step(database, other.number, "decide", day, leader, paper="QĐ 1", facts={"effective-on": "2015-01-01"})


def test_nothing_is_confirmed_as_paid_that_was_not(database: Any, as_role: As, person: int) -> None:
    case = lived(database, Actors(as_role, is_operator=True), person, "payment")
    with unit_of_work(database.engine, OPERATOR) as connection:
        shown = next(one for one in moves_of(connection, OPERATOR, case) if one.step == "pay")
    assert ("payment", "one-time", "Chưa chi: Hỗ trợ một lần.") in {
        (lack.kind, lack.code, lack.text) for lack in shown.lacks
    }
    with pytest.raises(ConflictError, match=r"Chưa chi: Hỗ trợ một lần\."):
        step(database, case.number, "pay", date(2026, 3, 1))
    with unit_of_work(database.engine, OPERATOR) as connection:
        pay(
            connection, OPERATOR, case.number, "one-time", dong=1_500_000_000, paid_on=today(), budget_year=2026,
            paper="UNC 1",
        )  # fmt: skip
        shown = next(one for one in moves_of(connection, OPERATOR, case) if one.step == "pay")
    assert {lack.kind for lack in shown.lacks} == {"paper"}


def test_no_rent_for_who_lives_in_an_official_house(database: Any, as_role: As, person: int) -> None:
    case = lived(database, Actors(as_role, is_operator=True), person, "payment")
    assert case.facts["housing"] == "official"
    case = told(database, OPERATOR, case, {"housing-cost": 2_000_000}, reason="QĐ 2")
    with unit_of_work(database.engine, OPERATOR) as connection:
        rent = next(one for one in entitlements(connection, OPERATOR, case) if one.grant == "housing")
        assert (rent.dong, rent.is_none) == (None, True)
        assert rent.why == ("Không được hưởng khoản này: Nhà ở là “Ở nhà công vụ”.",)
    with unit_of_work(database.engine, OPERATOR) as connection, pytest.raises(ConflictError):
        pay(
            connection, OPERATOR, case.number, "housing", dong=2_000_000, paid_on=today(), budget_year=2026,
            paper="UNC 1", period="2026-03",
        )  # fmt: skip
    case = told(database, OPERATOR, case, {"housing": "rented"}, reason="QĐ 3")
    with unit_of_work(database.engine, OPERATOR) as connection:
        rent = next(one for one in entitlements(connection, OPERATOR, case) if one.grant == "housing")
    assert rent.dong == 2_000_000


def test_who_tells_which_fact() -> None:
    instrument = load_plan(HUNG_YEN).instrument(RECEPTION)
    assert instrument is not None
    assert grounds(instrument) == {"effective-on", "housing", "housing-cost"}

    def may(actor: str, stage: str, code: str) -> bool:
        return not fact_lacks(instrument, stage, {actor}, [code])

    assert may("agency", "file", "position")
    assert may("agency", "supplement", "position"), "sent back, it is put right by who sends it in"
    assert not may("agency", "term", "position")
    assert not may("finance", "file", "position")
    assert may("leader", "decision", "effective-on")
    assert not may("leader", "term", "effective-on")
    for code in ("effective-on", "housing", "housing-cost"):
        assert may("home_affairs", "term", code)
        assert not may("agency", "file", code)
        assert not may("finance", "payment", code)

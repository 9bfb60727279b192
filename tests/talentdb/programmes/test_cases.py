"""A case goes from stage to stage only by who may, with what is asked, and everything stays as it happened."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import psycopg
import pytest
from sqlalchemy import insert, select

from talentdb.access.audit import recent_events
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import agency, case_event, case_reviewer, person_version
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, TalentdbError, UsageError
from talentdb.plans import load_plan
from talentdb.programmes.cases import (
    add_note,
    bulk_step,
    late,
    list_cases,
    moves_of,
    name_person,
    open_case,
    read_case,
    take_step,
    withdraw,
)
from talentdb.programmes.model import Case
from talentdb.programmes.moves import due_on
from talentdb.programmes.papers import add_paper
from talentdb.settings import today
from tests.talentdb.programmes.files import pdf
from tests.talentdb.programmes.plan_file import ATTRACT, PLAN, write_plan

As = Callable[..., Principal]


@pytest.fixture(autouse=True)
def plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return write_plan(database, tmp_path / "plans", monkeypatch)


@dataclass
class Maker:
    """Puts people into the registry."""

    province: Any

    def person(self, agency_code: str, **values: Any) -> int:
        self.province.load(agency_code, [values], content=str(values).encode())
        with unit_of_work(self.province.engine, OPERATOR) as connection:
            asked = select(person_version.c.person_id).where(person_version.c.full_name == values["full_name"])
            number: int = connection.execute(asked).scalar_one()
        return number


@pytest.fixture
def make(province: Any) -> Maker:
    return Maker(province)


def do(database: Any, who: Principal, act: Callable[..., Any], *args: Any, **options: Any) -> Any:
    with unit_of_work(database.engine, who) as connection:
        return act(connection, who, *args, **options)


def opened(database: Any, who: Principal, **options: Any) -> Case:
    found: Case = do(database, who, open_case, load_plan(PLAN), "attract", title="Bà Trần Thị Thử", **options)
    return found


def step(database: Any, who: Principal, case: Case, code: str, **options: Any) -> Case:
    options.setdefault("expected", case.last.number)
    found: Case = do(database, who, take_step, case.number, code, **options)
    return found


def lay(database: Any, who: Principal, case: Case, kind: str = "diploma", **options: Any) -> None:
    do(database, who, add_paper, case.number, kind, f"{kind}.pdf", pdf(), **options)


def test_the_first_steps(database: Any, as_role: As) -> None:
    agency, home = as_role("agency", "SO-TC"), as_role("home_affairs")
    case = opened(database, agency)
    assert (case.stage, case.ended, case.last.actor, case.agency_id) == ("filed", None, "agency", agency.agency_id)
    lay(database, agency, case)
    case = step(database, home, case, "judge", facts={"title": "Giảng viên"})
    assert (case.stage, case.last.number, case.last.actor) == ("judged", 2, "home_affairs")
    assert case.last.checked == {"papers": {"diploma": 1}}
    assert case.facts == {"title": "Giảng viên"}
    case = step(database, home, case, "refuse", reason="Hết chỉ tiêu")
    assert (case.stage, case.ended) == ("no", "refused")


def refused(
    database: Any, who: Principal, case: Case, code: str, error: type[TalentdbError], words: str, **options: Any
) -> None:
    """The step is refused in these words, and nothing has changed."""
    with pytest.raises(error) as raised:
        step(database, who, case, code, **options)
    assert words in str(raised.value)
    assert do(database, OPERATOR, read_case, case.number) == case


def ready(database: Any, **options: Any) -> Case:
    """A case that was judged."""
    case = opened(database, OPERATOR, agency_id=body(database, "SO-TC"), **options)
    lay(database, OPERATOR, case)
    return step(database, OPERATOR, case, "judge", facts={"title": "Giảng viên"})


def body(database: Any, code: str) -> int:
    with unit_of_work(database.engine, OPERATOR) as connection:
        number: int = connection.execute(select(agency.c.agency_id).where(agency.c.code == code)).scalar_one()
    return number


def test_only_who_may_takes_a_step(database: Any, as_role: As) -> None:
    owner, other, lead = (as_role("agency", code) for code in ("SO-TC", "SO-KHCN", "SO-NV"))
    case = opened(database, owner)
    lay(database, owner, case)
    facts = {"title": "x"}
    refused(database, owner, case, "judge", ForbiddenError, "cơ quan chủ trì hoặc Sở Nội vụ", facts=facts)
    for role in ("finance", "steward", "leader"):
        refused(database, as_role(role), case, "judge", ForbiddenError, "thuộc", facts=facts)
    refused(database, other, case, "judge", NotFoundError, "không được xem", facts=facts)
    for role in ("searcher", "auditor", "administrator", "nominator"):
        refused(database, as_role(role), case, "judge", ForbiddenError, "không xem hồ sơ", facts=facts)
    refused(database, as_role("council_member"), case, "judge", NotFoundError, "không được xem", facts=facts)
    assert step(database, lead, case, "judge", facts=facts).last.actor == "lead"


def test_who_opens_and_under_which_body(database: Any, as_role: As) -> None:
    owner, lead = as_role("agency", "SO-TC"), as_role("agency", "SO-NV")
    with pytest.raises(ForbiddenError, match="mở"):
        opened(database, as_role("steward"), agency_id=owner.agency_id)
    with pytest.raises(ForbiddenError, match="mở"):
        opened(database, owner, agency_id=body(database, "SO-KHCN"))
    with pytest.raises(ForbiddenError, match="mở"):
        opened(database, lead, agency_id=owner.agency_id)
    with pytest.raises(UsageError, match="cơ quan nào"):
        opened(database, OPERATOR)
    with pytest.raises(NotFoundError, match="cơ quan"):
        opened(database, OPERATOR, agency_id=10**6)
    with pytest.raises(UsageError, match="tên của hồ sơ"):
        do(database, owner, open_case, load_plan(PLAN), "attract", title="  ")
    with pytest.raises(NotFoundError, match="chính sách"):
        do(database, owner, open_case, load_plan(PLAN), "khác", title="x")
    case = opened(database, as_role("home_affairs"), agency_id=owner.agency_id)
    assert (case.last.actor, case.lead_agency_id) == ("home_affairs", lead.agency_id)


def test_papers_and_facts_come_first(database: Any) -> None:
    case = opened(database, OPERATOR, agency_id=body(database, "SO-TC"))
    refused(database, OPERATOR, case, "judge", ConflictError, "Thiếu giấy tờ: Bằng tốt nghiệp.", facts={"title": "x"})
    lay(database, OPERATOR, case)
    refused(database, OPERATOR, case, "judge", ConflictError, "Chưa có thông tin: Vị trí.")
    with unit_of_work(database.engine, OPERATOR) as connection:
        move = moves_of(connection, OPERATOR, case)[0]
    assert (move.is_open, move.to_fill) == (True, ("title",))
    case = do(database, OPERATOR, add_note, case.number, expected=1, facts={"title": "Giảng viên"})
    assert step(database, OPERATOR, case, "judge").stage == "judged"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"cost": -5}, "số đồng nguyên"),
        ({"cost": 0}, "số đồng nguyên"),
        ({"cost": 1.5}, "số đồng nguyên"),
        ({"cost": True}, "số đồng nguyên"),
        ({"cost": "1,5"}, "số đồng nguyên"),
        ({"cost": "1.50"}, "số đồng nguyên"),
        ({"cost": 10**16}, "số đồng nguyên"),
        ({"start": "31/12/2026"}, "một ngày"),
        ({"start": "2026-02-30"}, "một ngày"),
        ({"months": "-1"}, "số không âm"),
        ({"months": 1.5}, "số không âm"),
        ({"way": "khác"}, "Thi, Tiếp nhận"),
        ({"title": "  "}, "để trống"),
        ({"title": None}, "để trống"),
        ({"other": "x"}, "Không có thông tin “other”"),
        ({"cost": -1, "start": "x"}, "Ngày đến"),
    ],
)
def test_odd_facts_are_refused(database: Any, facts: dict[str, Any], words: str) -> None:
    case = opened(database, OPERATOR, agency_id=body(database, "SO-TC"))
    with pytest.raises(UsageError, match=words):
        do(database, OPERATOR, add_note, case.number, expected=1, facts=facts)
    with pytest.raises(UsageError, match=words):
        opened(database, OPERATOR, agency_id=body(database, "SO-NV"), facts=facts)


def test_facts_are_kept_exactly(database: Any) -> None:
    facts = {"cost": "1.500.000", "start": date(2026, 3, 1), "months": "7,50", "way": "exam", "title": " Ơ "}
    case = opened(database, OPERATOR, agency_id=body(database, "SO-TC"), facts=facts)
    assert case.facts == {"cost": 1_500_000, "start": "2026-03-01", "months": "7.50", "way": "exam", "title": "Ơ"}
    case = do(database, OPERATOR, add_note, case.number, expected=1, facts={"cost": 2})
    assert (case.facts["cost"], case.events[0].facts["cost"]) == (2, 1_500_000), "the slip stays in the history"


def test_days_go_forward(database: Any) -> None:
    case, now = ready(database), today()
    assert case.last.day == now
    for day, words in ((now - timedelta(days=1), "trước ngày của bước trước"), (now + timedelta(days=1), "chưa tới")):
        refused(database, OPERATOR, case, "back", UsageError, words, day=day, reason="x")
    refused(database, OPERATOR, case, "refuse", UsageError, "cần ghi lý do", reason=" ")
    with pytest.raises(UsageError, match="quá xa"):
        opened(database, OPERATOR, agency_id=case.agency_id, day=date(1999, 1, 1))
    with pytest.raises(UsageError, match="chưa tới"):
        opened(database, OPERATOR, agency_id=case.agency_id, day=now + timedelta(days=1))


def test_a_decision_has_number_and_day_and_valid_papers(database: Any, make: Any) -> None:
    person = make.person("SO-TC", full_name="Trần Thị Thử", qualification="doctorate")
    case, now = ready(database, person_id=person), today()
    taking = {"paper": "12/QĐ-UBND", "day": now}
    refused(database, OPERATOR, case, "take", ConflictError, "Thiếu giấy tờ: Chứng chỉ", **taking)
    lay(database, OPERATOR, case, "language", valid_to=now - timedelta(days=1))
    refused(database, OPERATOR, case, "take", ConflictError, "không còn hạn", **taking)
    lay(database, OPERATOR, case, "language", valid_to=now)
    refused(database, OPERATOR, case, "take", ConflictError, "không còn hạn", paper="1", day=now + timedelta(days=1))
    refused(database, OPERATOR, case, "take", UsageError, "số và ngày", paper="12/QĐ-UBND")
    refused(database, OPERATOR, case, "take", UsageError, "số và ngày", day=now)
    lay(database, OPERATOR, case, "language", valid_to=now + timedelta(days=90))
    far = now + timedelta(days=60)
    refused(database, OPERATOR, case, "take", UsageError, "xa nhất", paper="1", day=far)
    case = step(database, OPERATOR, case, "take", paper="12/QĐ-UBND", day=now + timedelta(days=20))
    assert (case.ended, case.last.paper) == ("success", "12/QĐ-UBND")
    assert case.last.checked["rules"] == {"doctor": True, "young": None}


def test_rules_that_do_not_hold_or_are_open_bar_the_step(database: Any, make: Any) -> None:
    now = today()
    for values, name, words in (
        ({"qualification": "master"}, "Trần Thị Một", "Không đạt điều kiện: Có bằng tiến sĩ (Điều 2)."),
        ({}, "Lê Văn Hai", "Chưa xác định được điều kiện: Có bằng tiến sĩ. Cần bổ sung trình độ chuyên môn."),
        (None, "", "Cần bổ sung người này vào cơ sở dữ liệu"),
    ):
        number = None if values is None else make.person("SO-TC", full_name=name, **values)
        case = ready(database, person_id=number)
        lay(database, OPERATOR, case, "language", valid_to=now)
        refused(database, OPERATOR, case, "take", ConflictError, words, paper="1", day=now)


def test_the_second_click_and_a_case_that_has_moved(database: Any) -> None:
    case = ready(database)
    back = step(database, OPERATOR, case, "back", reason="Thiếu")
    with pytest.raises(ConflictError, match="vừa có bước mới"):
        step(database, OPERATOR, case, "back", reason="Thiếu")
    refused(database, OPERATOR, back, "take", ConflictError, "bước “Quyết định tuyển” từ chặng “Đã nộp hồ sơ”")
    ended = step(database, OPERATOR, back, "refuse", reason="Hết chỉ tiêu")
    for attempt in (
        lambda: step(database, OPERATOR, ended, "refuse", reason="x"),
        lambda: lay(database, OPERATOR, ended),
    ):
        with pytest.raises(ConflictError, match="không được chấp thuận"):
            attempt()
    assert [event.number for event in ended.events] == [1, 2, 3, 4]


def test_of_two_at_the_same_moment_one_is_told(database: Any, as_role: As) -> None:
    case, ready_to = ready(database), Barrier(2)

    def attempt(code: str) -> str:
        try:
            with unit_of_work(database.engine, OPERATOR) as connection:
                read_case(connection, OPERATOR, case.number)
                ready_to.wait(30)
                take_step(connection, OPERATOR, case.number, code, expected=case.last.number, reason="x")
        except ConflictError as error:
            return error.message
        return "taken"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(attempt, ("back", "refuse")))
    assert told == [f"Hồ sơ số {case.number} vừa có bước mới.", "taken"]
    assert len(do(database, OPERATOR, read_case, case.number).events) == 3


def test_the_same_case_is_not_opened_twice(database: Any) -> None:
    where, ready_to = {"agency_id": body(database, "SO-TC")}, Barrier(2)

    def attempt(_: int) -> str:
        try:
            ready_to.wait(30)
            opened(database, OPERATOR, **where)
        except ConflictError as error:
            return error.message
        return "opened"

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(attempt, range(2)))
    (case,) = do(database, OPERATOR, list_cases)
    assert sorted(told) == sorted(["opened", f"Đã có hồ sơ số {case.number} giống hệt, còn ở chặng đầu."])
    assert opened(database, OPERATOR, **where, facts={"title": "Việc khác"}).number != case.number


def test_an_agency_opens_for_people_it_knows(database: Any, as_role: As, make: Any) -> None:
    own, foreign = make.person("SO-TC", full_name="Trần Văn Một"), make.person("SO-KHCN", full_name="Lê Thị Hai")
    who = as_role("agency", "SO-TC")
    assert opened(database, who, person_id=own).person_id == own
    for number in (foreign, 10**6):
        with pytest.raises(NotFoundError, match="không có người"):
            opened(database, who, person_id=number)


def test_somebody_who_comes_into_the_registry_later_is_named_once(database: Any, as_role: As, make: Any) -> None:
    who = as_role("agency", "SO-TC")
    case = opened(database, who)
    own, foreign = make.person("SO-TC", full_name="Trần Văn Một"), make.person("SO-KHCN", full_name="Lê Thị Hai")
    with pytest.raises(NotFoundError):
        do(database, who, name_person, case.number, foreign, expected=1)
    with pytest.raises(ForbiddenError):
        do(database, as_role("leader"), name_person, case.number, foreign, expected=1)
    case = do(database, who, name_person, case.number, own, expected=1)
    assert (case.person_id, case.stage, case.last.checked) == (own, "filed", {"person_id": own})
    with pytest.raises(ConflictError, match="đã gắn"):
        do(database, OPERATOR, name_person, case.number, foreign, expected=2)
    with database.as_owner() as owner, pytest.raises(psycopg.errors.InsufficientPrivilege):
        owner.execute("set role talentdb_app")
        owner.execute("update programme_case set title = 'x'")


def test_a_merged_number_leads_on(database: Any, as_role: As, make: Any) -> None:
    who = as_role("agency", "SO-TC")
    old, new = (make.person("SO-TC", full_name=name) for name in ("Trần Văn Một", "Trần Văn Hai"))
    case = opened(database, who, person_id=old)
    with database.as_owner() as owner:
        owner.execute("insert into person_redirect values (%s, %s)", [old, new])
    assert do(database, who, read_case, case.number).person_id == new
    for number in (old, new):
        assert [one.number for one in do(database, who, list_cases, person_id=number)] == [case.number]


def test_taking_a_case_back(database: Any, as_role: As) -> None:
    owner = as_role("agency", "SO-TC")
    case = opened(database, owner)
    with pytest.raises(UsageError, match="lý do"):
        do(database, owner, withdraw, case.number, expected=1, reason=" ")
    with pytest.raises(ForbiddenError, match="thuộc"):
        do(database, as_role("finance"), withdraw, case.number, expected=1, reason="x")
    with pytest.raises(ConflictError, match="vừa có bước mới"):
        do(database, owner, withdraw, case.number, expected=7, reason="x")
    ended = do(database, owner, withdraw, case.number, expected=1, reason="Người này đã nhận việc khác")
    assert (ended.stage, ended.ended, ended.last.step) == ("filed", "withdrawn", "withdraw")
    with pytest.raises(ConflictError, match="đã rút"):
        do(database, owner, add_note, case.number, expected=2, reason="x")


def test_many_at_once_and_each_is_told(database: Any) -> None:
    cases = [opened(database, OPERATOR, agency_id=body(database, "SO-TC"), facts={"title": str(n)}) for n in range(3)]
    for case in cases[:2]:
        lay(database, OPERATOR, case)
    asked = [(cases[0].number, 1), (cases[2].number, 1), (cases[1].number, 1), (10**6, 1), (cases[1].number, 1)]
    told = do(database, OPERATOR, bulk_step, asked, "judge")
    assert [one.case.stage if one.case else one.problem[:14] for one in told] == [
        "judged", "Thiếu giấy tờ:", "judged", "Không có hồ sơ", f"Hồ sơ số {cases[1].number} vừa"[:14],
    ]  # fmt: skip
    assert do(database, OPERATOR, read_case, cases[2].number) == cases[2]
    (one,) = do(database, OPERATOR, bulk_step, [(cases[0].number, 2)], "refuse", reason="x")
    assert "không làm hàng loạt" in one.problem


def test_lists_by_what_is_asked(database: Any, as_role: As) -> None:
    first = ready(database)
    second = opened(database, OPERATOR, agency_id=body(database, "SO-NV"), facts={"title": "x"})
    second = do(database, OPERATOR, withdraw, second.number, expected=1, reason="x")

    def numbers(who: Principal = OPERATOR, **options: Any) -> list[int]:
        return [case.number for case in do(database, who, list_cases, **options)]

    assert numbers() == numbers(plan=PLAN, instrument="attract") == [second.number, first.number]
    assert numbers(stage="judged") == numbers(running=True) == numbers(agency_id=first.agency_id) == [first.number]
    assert numbers(running=False) == numbers(stage="filed") == [second.number]
    assert numbers(stage="judged", running=False) == numbers(plan="hung-yen-798") == numbers(person_id=1) == []
    assert numbers(as_role("agency", "SO-TC")) == [first.number]
    assert numbers(as_role("agency", "SO-NV")) == [second.number, first.number], "it leads both"
    assert numbers(as_role("agency", "SO-KHCN")) == numbers(as_role("council_member")) == []
    member = as_role("council_member")
    with unit_of_work(database.engine, OPERATOR) as connection:
        asked = {"case_id": first.number, "reviewer_id": member.account_id, "login": "operator"}
        connection.execute(insert(case_reviewer).values(asked))
    assert numbers(member) == numbers(member, stage="judged") == numbers(member, running=True) == [first.number]
    assert numbers(member, stage="filed") == numbers(member, running=False) == []
    assert numbers(as_role("leader")) == numbers(as_role("finance")) == [second.number, first.number]


def test_late_by_working_days(database: Any) -> None:
    plan = load_plan(PLAN)
    instrument = plan.instrument("attract")
    assert instrument
    # Thursday; the holiday of the Kings' Commemoration (26/04/2026, a Sunday) is taken on Monday 27.
    case = opened(database, OPERATOR, agency_id=body(database, "SO-TC"), day=date(2026, 4, 16))
    assert due_on(case, instrument) == date(2026, 4, 23)
    assert late(case, instrument, date(2026, 4, 23)) == 0
    assert late(case, instrument, date(2026, 4, 25)) == 1, "Friday the 24th"
    assert late(case, instrument, date(2026, 4, 28)) == 2, "Monday was a holiday"
    noted = do(database, OPERATOR, add_note, case.number, expected=1, reason="Đã nhắc")
    assert late(noted, instrument, date(2026, 4, 28)) == 2, "a note does not begin the term again"
    ended = do(database, OPERATOR, withdraw, case.number, expected=2, reason="x")
    assert due_on(ended, instrument) is None


def test_a_stage_that_the_plan_no_longer_has(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = ready(database)
    changed = ATTRACT.replace('"judged"', '"assessed"')
    write_plan(database, tmp_path / "changed", monkeypatch, changed)
    refused(database, OPERATOR, case, "back", ConflictError, "chặng “judged”, chặng này không còn", reason="x")
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert moves_of(connection, OPERATOR, case) == ()
    assert do(database, OPERATOR, withdraw, case.number, expected=2, reason="x").ended == "withdrawn"


def test_raw_sql_of_other_roles_writes_nothing(database: Any, as_role: As) -> None:
    case = opened(database, OPERATOR, agency_id=body(database, "SO-TC"))
    event = {"case_id": case.number, "number": 2, "step": "note", "stage": "filed", "day": today()}

    def written(who: Principal, **values: Any) -> bool:
        own = {"account_id": who.account_id, "login": who.login}
        try:
            with unit_of_work(database.engine, who) as connection:
                connection.execute(insert(case_event).values({**event, **own, **values}))
                connection.rollback()
        except ForbiddenError:
            return False
        return True

    home, owner, other = as_role("home_affairs"), as_role("agency", "SO-TC"), as_role("agency", "SO-KHCN")
    assert written(home, actor="home_affairs"), "so the others fail for who they are"
    assert written(owner, actor="agency")
    assert written(home, actor="home_affairs", step="refuse", stage="no", ended="refused")
    assert not written(owner, actor="agency", step="refuse", stage="no", ended="refused"), "not theirs by the plan"
    assert not written(home, actor="home_affairs", step="take", stage="done", ended="success"), "not from filed"
    assert not written(home, actor="leader")
    assert not written(home, actor="home_affairs", login="ai đó")
    assert not written(owner, actor="lead")
    assert not written(other, actor="agency")
    for role in ("searcher", "council_member", "nominator", "auditor", "administrator"):
        assert not written(as_role(role), actor="home_affairs")
    for statement in ("update case_event set reason = 'x'", "delete from case_event", "delete from programme_case"):
        with database.as_owner() as raw, pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute("set role talentdb_app")
            raw.execute(statement)


def test_everything_is_logged(database: Any) -> None:
    case = ready(database)
    do(database, OPERATOR, add_note, case.number, expected=2, reason="x")
    do(database, OPERATOR, withdraw, case.number, expected=3, reason="x")
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = [one["action"] for one in recent_events(connection) if one["object_kind"] == "case"]
    assert found == ["case.withdrawn", "case.note", "case.step", "case.paper", "case.opened"]


RECOGNISING = (
    ATTRACT.replace('name = "Thẩm định"', 'name = "Công nhận"\ndecision = true\neffects = ["recognise"]')
    .replace('name = "Trả lại"', 'name = "Thôi công nhận"\neffects = ["derecognise"]')
    .replace('from = ["filed", "judged"]', 'from = ["filed"]')
    + '[instruments.recognition]\ngroup = "talent"\nname = "Người có tài năng"\nyears = 5\n'
)


def test_what_was_decided_on_stays(
    database: Any, as_role: As, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plan(database, tmp_path / "recognising", monkeypatch, RECOGNISING)
    owner, home = as_role("agency", "SO-TC"), as_role("home_affairs")
    case = opened(database, owner, facts={"title": "Giảng viên"})
    with pytest.raises(ForbiddenError, match="Vị trí: chỉ cơ quan chủ trì hoặc Sở Nội vụ ghi được"):
        do(database, owner, add_note, case.number, expected=1, facts={"title": "Trưởng khoa"})
    case = do(database, as_role("agency", "SO-NV"), add_note, case.number, expected=1, facts={"title": "Trưởng khoa"})
    lay(database, owner, case)
    case = step(database, home, case, "judge", day=today(), paper="1/QĐ")
    with pytest.raises(ForbiddenError, match="Vị trí: đã có quyết định"):
        do(database, owner, add_note, case.number, expected=3, facts={"title": "Viện trưởng"})
    case = do(database, home, add_note, case.number, expected=3, facts={"title": "Trưởng khoa", "cost": 5})
    with pytest.raises(ForbiddenError, match="Chi phí: đã có quyết định"):
        do(database, as_role("finance"), add_note, case.number, expected=4, facts={"cost": 50})
    assert do(database, home, add_note, case.number, expected=4, facts={"cost": 6}).facts["cost"] == 6
    with pytest.raises(ConflictError, match="không rút được nữa"):
        do(database, OPERATOR, withdraw, case.number, expected=5, reason="x")


def test_two_bulks_in_opposite_order_do_not_hold_each_other_up(database: Any) -> None:
    cases = [opened(database, OPERATOR, agency_id=body(database, "SO-TC"), facts={"title": str(n)}) for n in range(4)]
    for case in cases:
        lay(database, OPERATOR, case)
    ready_to = Barrier(2)

    def attempt(turn: int) -> int:
        with unit_of_work(database.engine, OPERATOR) as connection:
            read_case(connection, OPERATOR, cases[0].number)
            ready_to.wait(30)
            told = bulk_step(connection, OPERATOR, [(case.number, 1) for case in cases[::turn]], "judge")
        return sum(one.case is not None for one in told)

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(attempt, (1, -1))) == len(cases)
    assert {len(do(database, OPERATOR, read_case, case.number).events) for case in cases} == {2}


def test_what_is_refused_changes_nothing_even_for_who_goes_on(database: Any) -> None:
    """A caller that catches the refusal and commits what it did besides."""
    case = opened(database, OPERATOR, agency_id=body(database, "SO-TC"))
    with unit_of_work(database.engine, OPERATOR) as connection:
        with pytest.raises(ConflictError, match="giống hệt"):
            open_case(connection, OPERATOR, load_plan(PLAN), "attract", title=case.title, agency_id=case.agency_id)
        with pytest.raises(ConflictError):
            take_step(connection, OPERATOR, case.number, "judge", expected=1)
    assert do(database, OPERATOR, list_cases) == (case,)
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert recent_events(connection)[0]["action"] == "case.opened"

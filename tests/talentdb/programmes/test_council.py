"""Members of a council judge what is before them and nothing else; ties are told first; the mean of them decides."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from talentdb.access.account_changes import set_disabled
from talentdb.access.audit import recent_events
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import account, person_version
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, TalentdbError, UsageError
from talentdb.plans import load_plan
from talentdb.plans.instruments import Criterion, Scoring
from talentdb.programmes.amounts import entitlements
from talentdb.programmes.case_view import view_case
from talentdb.programmes.cases import list_cases, moves_of, name_person, open_case, read_case, take_step, withdraw
from talentdb.programmes.council import ask_reviewers, conflicts, members, result, reviewers, score, step_back
from talentdb.programmes.council_points import points_of, share_of
from talentdb.programmes.model import Case, Score
from talentdb.programmes.papers import papers_of
from tests.talentdb.programmes.plan_file import PLAN, write_plan

As = Callable[..., Principal]

JUDGED = """
[[instruments]]
code = "judged"
name = "Xét chọn"
short = "Xét chọn"
kind = "recognition"
place = "Điều 1"
lead = "home"
opened_by = ["agency", "home_affairs"]
start = "filed"
stages = [
  { code = "filed", name = "Đã nộp", waits_for = ["home_affairs"] },
  { code = "council", name = "Hội đồng chấm", waits_for = ["home_affairs"] },
  { code = "done", name = "Đã công nhận", end = "success" },
]
facts = [
  { code = "topic", name = "Đề tài", type = "text" },
  { code = "cost", name = "Kinh phí", type = "dong" },
]
steps = [
  { code = "call", name = "Trình hội đồng", from = ["filed"], to = "council", by = ["home_affairs"], facts = ["topic", "cost"] },
  { code = "back", name = "Trả lại", from = ["council"], to = "filed", by = ["home_affairs"], reason = true },
  { code = "judge", name = "Ghi kết quả", from = ["council"], to = "done", by = ["home_affairs"], scored = true, effects = ["grant"] },
]
grants = [{ code = "prize", name = "Thưởng", place = "Điều 3", cost = "cost" }]
[instruments.scoring]
criteria = [
  { code = "work", name = "Công trình", most = 60 },
  { code = "use", name = "Ứng dụng", most = 40 },
]
least = 0.7
members = 2
"""  # noqa: E501 - as a plan file has it
FACTS = {"topic": "Cây nhãn", "cost": 90_000_000}


@pytest.fixture(autouse=True)
def plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return write_plan(database, tmp_path / "plans", monkeypatch, JUDGED)


def do(database: Any, who: Principal, act: Callable[..., Any], *args: Any, **options: Any) -> Any:
    with unit_of_work(database.engine, who) as connection:
        return act(connection, who, *args, **options)


def before_council(database: Any, who: Principal, **options: Any) -> Case:
    case: Case = do(database, who, open_case, load_plan(PLAN), "judged", title="Bà Trần Thị Thử", **options)
    found: Case = do(database, OPERATOR, take_step, case.number, "call", expected=1, facts=FACTS)
    return found


def ask(database: Any, case: Case, *who: Principal, **options: Any) -> Any:
    return do(database, OPERATOR, ask_reviewers, case.number, [one.account_id or 0 for one in who], **options)


def give(database: Any, who: Principal, case: Case, work: Any, use: Any, expected: int = 0, **options: Any) -> Any:
    return do(database, who, score, case.number, {"work": work, "use": use}, expected=expected, **options)


def link(database: Any, who: Principal, person: int) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(update(account).where(account.c.account_id == who.account_id).values(person_id=person))


def found(database: Any, case: Case) -> Score:
    with unit_of_work(database.engine, OPERATOR) as connection:
        answer = result(connection, case, load_plan(PLAN).instruments[0].scoring)
    assert answer is not None
    return answer


def refused(error: type[TalentdbError], words: str, act: Callable[..., Any], *args: Any, **options: Any) -> None:
    with pytest.raises(error) as raised:
        act(*args, **options)
    assert words in str(raised.value)


def registered(province: Any, rows: list[tuple[str, str, str]]) -> dict[str, int]:
    """People of bodies, by name and national id; gives their numbers by name."""
    for code, name, number in rows:
        province.load(code, [{"full_name": name, "national_id": number}])
    v = person_version.c
    with unit_of_work(province.engine, OPERATOR) as connection:
        return {row.full_name: row.person_id for row in connection.execute(select(v.full_name, v.person_id))}


@pytest.fixture
def agency(as_role: As) -> Principal:
    return as_role("agency", "SO-TC")


@pytest.fixture
def case(database: Any, agency: Principal) -> Case:
    return before_council(database, agency)


def test_the_mean_of_the_members_opens_the_step(database: Any, as_role: As, case: Case) -> None:
    one, two, home = as_role("council_member"), as_role("council_member"), as_role("home_affairs")
    judge = do(database, home, moves_of, case)[1]
    assert (judge.step, [lack.kind for lack in judge.lacks]) == ("judge", ["score"])
    do(database, home, ask_reviewers, case.number, [one.account_id, two.account_id])
    give(database, one, case, 50, "30,5")
    assert found(database, case) == Score(False, Fraction("0.805"), 1, 1)
    refused(ConflictError, "chưa chấm xong", do, database, home, take_step, case.number, "judge", expected=2)
    give(database, two, case, 40, 10)
    assert found(database, case) == Score(True, Fraction("0.6525"), 2, 0)
    refused(ConflictError, "65,2", do, database, home, take_step, case.number, "judge", expected=2)
    give(database, two, case, 50, Decimal("20.5"), expected=1, comment="Xem lại")
    assert found(database, case).share == Fraction("0.755")
    ended = do(database, home, take_step, case.number, "judge", expected=2)
    assert (ended.ended, ended.last.checked["score"]) == ("success", {"share": "151/200", "members": 2})
    with unit_of_work(database.engine, OPERATOR) as connection:
        told = [(row["action"], row["details"]) for row in recent_events(connection, "case.scored")]
    assert [details["version"] for _, details in told] == [2, 1, 1]


def test_a_member_sees_only_what_is_before_them_without_money_and_without_others(
    database: Any, as_role: As, case: Case, agency: Principal
) -> None:
    one, two = as_role("council_member"), as_role("council_member")
    other = before_council(database, agency)
    ask(database, case, one, two)
    give(database, two, case, 50, 30)
    seen = do(database, one, list_cases)
    assert [each.number for each in seen] == [case.number]
    assert seen[0].facts == {"topic": "Cây nhãn"}
    assert do(database, OPERATOR, read_case, case.number).facts == FACTS
    refused(NotFoundError, "không được xem", do, database, one, read_case, other.number)
    refused(NotFoundError, "không có trong", give, database, one, other, 1, 1)
    for act in (reviewers, lambda c, p, _: members(c, p)):
        refused(ForbiddenError, "không có quyền", do, database, one, act, case)
    with unit_of_work(database.engine, one) as connection:
        for table in ("case_event", "case_score", "payment", "commitment", "programme_case"):
            count = connection.execute(text(f"select count(*) from {table}")).scalar_one()
            assert count == (table == "programme_case"), table
    with unit_of_work(database.engine, one) as connection:
        assert papers_of(connection, case.number) == ()
        assert entitlements(connection, one, case) == ()
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert [each.dong for each in entitlements(connection, OPERATOR, case)] == [90_000_000]
    do(database, one, view_case, case.number)
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert [row["login"] for row in recent_events(connection, "case.view")] == [one.login]


def test_nobody_judges_their_own_case_nor_when_it_turns_out_to_be_theirs(
    database: Any, as_role: As, province: Any, agency: Principal
) -> None:
    people = registered(province, [("SO-TC", "Trần Thị Thử", "033000000001")])
    own, other, third = (as_role("council_member") for _ in range(3))
    link(database, own, people["Trần Thị Thử"])
    case = before_council(database, agency, person_id=people["Trần Thị Thử"])
    everyone = {who.account_id for who in (own, other)}
    refused(ConflictError, "hồ sơ của chính mình", ask, database, case, other, own, despite=everyone)
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert reviewers(connection, OPERATOR, case) == ()
    # Somebody who was not in the registry when the council was asked, and turns out to be of the council.
    case = before_council(database, agency)
    ask(database, case, own, other, third, despite=everyone)
    give(database, own, case, 60, 40, despite=True)
    give(database, other, case, 30, 20)
    case = do(database, OPERATOR, name_person, case.number, people["Trần Thị Thử"], expected=2)
    refused(NotFoundError, "không có trong", give, database, own, case, 60, 40, 1)
    assert found(database, case) == Score(False, Fraction(1, 2), 1, 1)
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert [one.state for one in reviewers(connection, OPERATOR, case)] == ["own_case", "scored", "asked"]


def test_ties_are_told_before_asking_and_before_judging(
    database: Any, as_role: As, province: Any, agency: Principal
) -> None:
    shared = [
        ("SO-TC", "Trần Thị Thử", "033000000001"), ("SO-KHCN", "Ngô Văn Cùng", "033000000002"),
        ("SO-KHCN", "Lý Thị Xa", "033000000003"), ("SO-TC", "Đỗ Thị Nhà", "033000000004"),
    ]  # fmt: skip
    people = registered(province, shared)
    for code, name, number in shared[:2]:
        row = {"full_name": name, "national_id": number, "work_title": "Nhãn lồng", "work_type": "task"}
        province.load(code, [{**row, "work_year": 2024}], form="works")
    same, far, body, nobody = (as_role("council_member") for _ in range(4))
    link(database, same, people["Ngô Văn Cùng"])
    link(database, far, people["Lý Thị Xa"])
    link(database, body, people["Đỗ Thị Nhà"])
    case = before_council(database, agency, person_id=people["Trần Thị Thử"])
    with unit_of_work(database.engine, OPERATOR) as connection:
        kinds = {who.login: [tie.kind for tie in conflicts(connection, case, who.account_id or 0)]
                 for who in (same, far, body, nobody)}  # fmt: skip
    assert kinds == {
        same.login: ["co_member"],
        far.login: [],
        body.login: ["same_agency"],
        nobody.login: ["unlinked"],
    }
    refused(ConflictError, "cùng thực hiện nhiệm vụ: Nhãn lồng (2024)", ask, database, case, same, far)
    ask(database, case, far, nobody)
    ask(database, case, same, body, despite=[same.account_id, body.account_id])
    refused(ConflictError, "Nhãn lồng (2024)", give, database, same, case, 1, 1)
    give(database, same, case, 1, 1, despite=True)
    give(database, far, case, 1, 1)
    give(database, nobody, case, 1, 1)
    with unit_of_work(database.engine, OPERATOR) as connection:
        told = [row["details"]["ties"] for row in recent_events(connection, "case.reviewer")]
    assert sorted(told) == [[], ["co_member"], ["same_agency"], ["unlinked"]]


def test_who_steps_back_sees_no_more_and_counts_no_more(database: Any, as_role: As, case: Case) -> None:
    one, two, three = (as_role("council_member") for _ in range(3))
    ask(database, case, one, two, three)
    give(database, one, case, 0, 0)
    give(database, two, case, 60, 40)
    refused(UsageError, "cần ghi lý do", do, database, one, step_back, case.number, "  ", expected=1)
    do(database, one, step_back, case.number, "Người nhà", expected=1)
    assert do(database, one, list_cases) == ()
    refused(NotFoundError, "không có trong", give, database, one, case, 60, 40, 2)
    assert found(database, case) == Score(False, Fraction(1), 1, 1)
    # Whose account was closed before they judged is waited for no longer; what is missing are members.
    with unit_of_work(database.engine, OPERATOR) as connection:
        set_disabled(connection, OPERATOR, three.account_id or 0, disabled=True)
        told = {each.account_id: each for each in reviewers(connection, OPERATOR, case)}
    assert [told[who.account_id or 0].state for who in (one, two, three)] == ["stepped_back", "scored", "closed"]
    assert told[one.account_id or 0].conflict == "Người nhà"
    assert found(database, case) == Score(False, Fraction(1), 1, 0)


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ({"work": 60}, "Chưa chấm tiêu chí: Ứng dụng"),
        ({"work": 61, "use": 1}, "vượt mức tối đa 60"),
        ({"work": -1, "use": 1}, "không phải một số điểm"),
        ({"work": "1.234", "use": 1}, "không phải một số điểm"),
        ({"work": "nan", "use": 1}, "không phải một số điểm"),
        ({"work": "x", "use": 1}, "không phải một số điểm"),
        ({"work": True, "use": 1}, "không phải một số điểm"),
        ({"work": 1, "use": 1, "charm": 1}, "Không có tiêu chí “charm”"),
    ],
)
def test_odd_points_are_refused(database: Any, as_role: As, case: Case, points: dict[str, Any], words: str) -> None:
    one = as_role("council_member")
    ask(database, case, one)
    refused(UsageError, words, do, database, one, score, case.number, points, expected=0)
    assert found(database, case).members == 0


def test_nobody_judges_before_or_after_the_council_has_the_case(
    database: Any, as_role: As, agency: Principal
) -> None:
    one, two = as_role("council_member"), as_role("council_member")
    case: Case = do(database, agency, open_case, load_plan(PLAN), "judged", title="Bà Trần Thị Thử")
    ask(database, case, one, two)
    refused(ConflictError, "không phải chặng hội đồng", give, database, one, case, 60, 40)
    do(database, OPERATOR, take_step, case.number, "call", expected=1, facts=FACTS)
    give(database, one, case, 60, 40)
    give(database, two, case, 60, 40)
    do(database, OPERATOR, take_step, case.number, "judge", expected=2)
    refused(ConflictError, "đã hoàn thành", give, database, one, case, 0, 0, 1)
    refused(ConflictError, "đã hoàn thành", do, database, one, step_back, case.number, "x", expected=1)
    refused(ConflictError, "đã hoàn thành", ask, database, case, as_role("council_member"))


def test_who_asks_and_who_is_asked(database: Any, as_role: As, case: Case, agency: Principal) -> None:
    one = as_role("council_member")
    for role in ("finance", "leader"):
        refused(ForbiddenError, "không mời", do, database, as_role(role), ask_reviewers, case.number, [1])
    refused(ForbiddenError, "không mời", do, database, agency, ask_reviewers, case.number, [one.account_id])
    steward = as_role("steward")
    for number in (0, steward.account_id or 0, agency.account_id or 0):
        refused(NotFoundError, "thành viên hội đồng", do, database, steward, ask_reviewers, case.number, [number])
    refused(UsageError, "Chưa chọn", do, database, steward, ask_reviewers, case.number, [])
    do(database, steward, ask_reviewers, case.number, [one.account_id, one.account_id])
    refused(ConflictError, "đã được mời", ask, database, case, one)
    ended = before_council(database, agency)
    do(database, OPERATOR, withdraw, ended.number, expected=2, reason="x")
    refused(ConflictError, "đã rút", ask, database, ended, one)
    refused(ForbiddenError, "Chỉ thành viên", give, database, steward, case, 1, 1)
    refused(ForbiddenError, "Chỉ thành viên", give, database, OPERATOR, case, 1, 1)


def test_of_two_clicks_at_once_one_counts(database: Any, as_role: As, case: Case) -> None:
    one = as_role("council_member")
    ask(database, case, one)
    barrier = Barrier(2)

    def click(work: int) -> str:
        barrier.wait()
        try:
            give(database, one, case, work, 1)
        except ConflictError:
            return "refused"
        return "kept"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(click, (10, 20))) == ["kept", "refused"]
    refused(ConflictError, "vừa được lưu", give, database, one, case, 1, 1)


SCORING = Scoring(
    criteria=(Criterion(code="a", name="A", most=7), Criterion(code="b", name="B", most=13)), least=0.5, members=1
)


@given(st.integers(0, 700), st.integers(0, 1300))
def test_points_are_exact(a: int, b: int) -> None:
    kept = points_of(SCORING, {"a": Decimal(a) / 100, "b": f"{b // 100},{b % 100:02d}"})
    assert share_of(SCORING, kept) == Fraction(a + b, 2000)


@pytest.mark.parametrize("points", [{}, {"a": 1}, {"a": 8, "b": 1}, {"a": "x", "b": 1}, {"a": None, "b": 1}])
def test_points_of_another_way_of_scoring_count_for_nothing(points: dict[str, Any]) -> None:
    assert share_of(SCORING, points) is None

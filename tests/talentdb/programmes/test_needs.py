"""Needs are summed, approved line by line and frozen; what is approved stays as it was, beside its cases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ConflictError, DataError, ForbiddenError, NotFoundError, UsageError
from talentdb.plans import load_plan
from talentdb.programmes.cases import open_case
from talentdb.programmes.need_list import CaseSteps, body_of, digest, filled, lists, read_list, read_need, tally
from talentdb.programmes.needs import Line, Need, approve_list, line_problems, registered, totals
from talentdb.settings import today
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
PLAN = load_plan("hung-yen-798")
YEAR = 2026
KHCN = [
    {"job_position": "Kỹ sư dữ liệu", "need_field": "Khoa học máy tính", "need_count": 3, "need_year": YEAR,
     "required_qualification": "master", "reason": "Trung tâm dữ liệu", "quota": 5, "full_time": True,
     "target_group": "Sinh viên xuất sắc", "required_institutions": "Đại học Bách khoa Hà Nội"},
    {"need_field": "Công nghệ thông tin", "need_type": "second_degree", "need_count": 4, "need_year": YEAR},
    {"need_field": "Quản trị mạng", "need_year": YEAR},
    {"job_position": "Chuyên viên", "need_count": 1, "need_year": YEAR + 1},
]  # fmt: skip
NOIVU = [{"job_position": "Chuyên gia chuyển đổi số", "need_count": 2}]


@pytest.fixture
def asked(province: Province) -> Province:
    """Two bodies have asked for something."""
    province.load("SO-KHCN", KHCN, form="needs", as_of="2026-03-01")
    province.load("SO-NV", NOIVU, form="needs", as_of="2026-03-01")
    return province


def _needs(asked: Province, who: Principal = OPERATOR, year: int | None = YEAR) -> tuple[Need, ...]:
    with unit_of_work(asked.engine, who) as connection:
        return registered(connection, who, PLAN, year)


def _lines(asked: Province) -> list[Line]:
    return [Line(one.row, one.count or 1, "" if one.count else "như năm trước", one.need_type or "master")
            for one in _needs(asked)]  # fmt: skip


def _approve(asked: Province, lines: list[Line], who: Principal = OPERATOR, **changed: Any) -> Any:
    given = {"paper": "123/QĐ-UBND", "decided_on": date(2026, 4, 1), "expected": 0, **changed}
    year = given.pop("year", YEAR)
    with unit_of_work(asked.engine, who) as connection:
        return approve_list(connection, who, PLAN, year, lines, **given)


def test_all_that_was_asked_is_there(asked: Province) -> None:
    found = _needs(asked)
    assert [(one.agency_id is not None, one.name, one.count, one.need_type) for one in found] == [
        (True, "Kỹ sư dữ liệu", 3, "position"), (True, "Công nghệ thông tin", 4, "second_degree"),
        (True, "Quản trị mạng", None, None), (True, "Chuyên gia chuyển đổi số", 2, "position"),
    ]  # fmt: skip
    first = found[0]
    assert (first.reason, first.quota, first.full_time, first.required_qualification, first.target_group) == (
        "Trung tâm dữ liệu", 5, True, "master", "Sinh viên xuất sắc")  # fmt: skip
    assert first.required_institutions == "Đại học Bách khoa Hà Nội"
    assert first.field_group == "1"
    assert len(_needs(asked, year=None)) == 5


def test_a_body_sees_what_it_asked_and_no_other(asked: Province, as_role: As) -> None:
    own = as_role("agency", "SO-NV")
    assert [one.name for one in _needs(asked, own)] == ["Chuyên gia chuyển đổi số"]
    for role in ("home_affairs", "steward", "leader"):
        assert len(_needs(asked, as_role(role))) == 4, role
    for role in ("nominator", "council_member", "searcher", "administrator"):
        with pytest.raises(ForbiddenError):
            _needs(asked, as_role(role))
    with unit_of_work(asked.engine, as_role("nominator")) as connection:
        assert connection.execute(text("select count(*) from registered_need")).scalar_one() == 0


def test_sums_say_what_nobody_counted(asked: Province) -> None:
    by_type = {one.key: one for one in totals(_needs(asked), lambda one: one.need_type)}
    assert {key: (one.needs, one.asked, one.unsaid, one.open) for key, one in by_type.items()} == {
        "position": (2, 5, 0, 2), "second_degree": (1, 4, 0, 1), "": (1, 0, 1, 1)}  # fmt: skip


def test_what_is_approved_is_frozen_and_can_be_proved(asked: Province, database: Any, as_role: As) -> None:
    lines = _lines(asked)
    lines[0] = Line(lines[0].row, 1, "chỉ đủ kinh phí cho một")
    made = _approve(asked, lines, as_role("home_affairs"))
    assert (made.supplement, made.paper, made.decided_on, len(made.lines)) == (0, "123/QĐ-UBND", date(2026, 4, 1), 4)
    assert [(one.asked, one.approved, one.note) for one in made.lines][:2] == [
        (3, 1, "chỉ đủ kinh phí cho một"), (4, 4, "")]  # fmt: skip
    assert made.sha256 == digest(made.body).hex()
    assert [one.approved for one in _needs(asked)] == [1, 4, 1, 2]
    own = as_role("agency", "SO-NV")
    with unit_of_work(asked.engine, own) as connection:
        seen = read_list(connection, made.number)
        assert [one.name for one in seen.lines] == ["Chuyên gia chuyển đổi số"]
        with pytest.raises(NotFoundError):
            read_need(connection, made.lines[0].number)
    with database.as_owner() as owner:
        owner.execute("update approved_need set approved = 30 where approved_need_id = %s", (made.lines[0].number,))
    with pytest.raises(DataError), unit_of_work(asked.engine, OPERATOR) as connection:
        read_list(connection, made.number)


def test_a_list_that_was_changed_is_told(asked: Province, database: Any) -> None:
    made = _approve(asked, _lines(asked))
    with database.as_owner() as owner:
        owner.execute("update need_list set body = jsonb_set(body, '{paper}', '\"1/QĐ\"')")
    with pytest.raises(DataError), unit_of_work(asked.engine, OPERATOR) as connection:
        lists(connection, PLAN)
    assert made.number


def test_what_comes_later_is_a_supplement(asked: Province) -> None:
    lines = _lines(asked)
    _approve(asked, lines[:2])
    with pytest.raises(UsageError, match="đã được phê duyệt"):
        _approve(asked, lines[:1], expected=1)
    with pytest.raises(UsageError, match="trước ngày"):
        _approve(asked, lines[2:], expected=1, decided_on=date(2026, 3, 31))
    more = _approve(asked, lines[2:], expected=1, decided_on=date(2026, 4, 1), paper="200/QĐ-UBND")
    assert more.supplement == 1
    with unit_of_work(asked.engine, OPERATOR) as connection:
        assert [(one.supplement, len(one.lines)) for one in lists(connection, PLAN, YEAR)] == [(0, 2), (1, 2)]
        assert lists(connection, load_plan("hung-yen-2711")) == ()


def test_a_wish_that_comes_again_tells_what_it_has(asked: Province) -> None:
    _approve(asked, _lines(asked))
    asked.load("SO-KHCN", [{**KHCN[0], "need_count": 5}], form="needs", as_of="2026-06-01")
    again = next(one for one in _needs(asked) if one.name == "Kỹ sư dữ liệu")
    assert (again.count, again.approved, again.before) == (5, None, 3)


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"paper": "  "}, "số quyết định"),
        ({"decided_on": today() + timedelta(days=1)}, "chưa tới"),
        ({"year": 1999}, "nằm ngoài"),
        ({"lines": []}, "chưa có dòng"),
        ({"lines": [Line(10**9, 1)]}, "không có trong"),
    ],
)
def test_bad_lists_are_refused(asked: Province, changed: dict[str, Any], word: str) -> None:
    lines = changed.pop("lines", None)
    with pytest.raises(UsageError, match=word):
        _approve(asked, _lines(asked) if lines is None else lines, **changed)
    with unit_of_work(asked.engine, OPERATOR) as connection:
        assert lists(connection, PLAN) == ()


def test_only_who_runs_programmes_approves(asked: Province, as_role: As) -> None:
    lines = _lines(asked)
    for role, code in (("steward", None), ("leader", None), ("finance", None), ("agency", "SO-NV")):
        with pytest.raises(ForbiddenError):
            _approve(asked, lines, as_role(role, code))


def test_of_two_who_approve_at_once_one_is_told(asked: Province, as_role: As) -> None:
    lines, ready = _lines(asked), Barrier(2)
    officers = [as_role("home_affairs"), as_role("home_affairs")]

    def attempt(who: Principal) -> str:
        try:
            with unit_of_work(asked.engine, who) as connection:
                registered(connection, who, PLAN, YEAR)
                ready.wait(30)
                approve_list(
                    connection, who, PLAN, YEAR, lines, paper="1/QĐ", decided_on=date(2026, 4, 1), expected=0
                )
        except ConflictError:
            return "refused"
        return "approved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, officers)) == ["approved", "refused"]
    with unit_of_work(asked.engine, OPERATOR) as connection:
        assert len(lists(connection, PLAN)) == 1
    with pytest.raises(ConflictError, match="vừa phê duyệt"):
        _approve(asked, lines, expected=0)


_LINE = (
    "insert into approved_need (need_list_id, agency_id, need_type, asked, approved) values (:list, :agency,"
    " 'position', 1, 1)"
)
_LIST = (
    "insert into need_list (plan_code, year, supplement, paper, decided_on, body, sha256, account_id, login {more})"
    " values ('hung-yen-798', 2026, 7, 'x', '2026-01-01', '{{}}', 'x', :me, :login {value})"
)


def _run(asked: Province, who: Principal, statement: str, **values: Any) -> None:
    with unit_of_work(asked.engine, who) as connection:
        connection.execute(text(statement), {"me": who.account_id, "login": who.login, **values})


def test_the_database_itself_keeps_lists_as_they_were(asked: Province, as_role: As) -> None:
    made = _approve(asked, _lines(asked))
    officer, body = as_role("home_affairs"), as_role("agency", "SO-NV")
    for who in (officer, OPERATOR, body, as_role("steward")):
        with pytest.raises(ForbiddenError):
            _run(asked, who, _LINE, list=made.number, agency=body.agency_id)
        for statement in ("update need_list set paper = 'y'", "delete from approved_need", "update approved_need set"
                          " approved = 9", "delete from need_list"):  # fmt: skip
            with pytest.raises(ForbiddenError):
                _run(asked, who, statement)
    plain = _LIST.format(more="", value="")
    for who in (body, as_role("steward"), as_role("leader"), as_role("nominator")):
        with pytest.raises(ForbiddenError):
            _run(asked, who, plain)
    with pytest.raises(ForbiddenError):
        _run(asked, officer, _LIST.format(more=", approved_at", value=", now() + interval '1 hour'"))
    with pytest.raises(ForbiddenError):
        _run(asked, officer, plain.replace(":me", ":me + 0").replace(":login", "'else'"))
    _run(asked, officer, plain)


# ------------------------------------------------------------------------------------------------------ pure parts

_NEEDS = st.builds(
    Need, st.integers(1, 9), st.integers(1, 3), st.just("Sở"), st.just(date(2026, 1, 1)), st.just(YEAR),
    st.sampled_from([None, "position", "master"]), st.none(), st.sampled_from([None, "Toán", "Vật lý"]), st.none(),
    st.none() | st.integers(0, 50), *[st.none()] * 6, approved=st.none() | st.integers(0, 50),
)  # fmt: skip
_LINES = st.builds(Line, st.integers(1, 9), st.integers(-2, 60), st.sampled_from(["", " ", "vì"]))


@given(st.lists(_NEEDS))
def test_sums_lose_nothing(needs: list[Need]) -> None:
    for key in ((lambda one: one.need_type), (lambda one: one.need_field), (lambda one: one.agency)):
        found = totals(needs, key)
        assert sum(one.needs for one in found) == len(needs)
        assert sum(one.asked for one in found) == sum(one.count or 0 for one in needs)
        assert sum(one.approved for one in found) == sum(one.approved or 0 for one in needs)
        assert sum(one.unsaid for one in found) == sum(one.count is None for one in needs)


@given(st.lists(_NEEDS, unique_by=lambda one: one.row), st.lists(_LINES))
def test_what_has_no_problem_is_whole(needs: list[Need], lines: list[Line]) -> None:
    by_row = {one.row: one for one in needs}
    if line_problems(by_row, lines, YEAR):
        return
    assert len({line.row for line in lines}) == len(lines)
    for line in lines:
        need = by_row[line.row]
        assert need.approved is None
        assert need.need_type is not None
        assert line.approved >= 0
        assert line.approved == need.count or line.note.strip()


def test_each_slip_of_a_line_is_told() -> None:
    need = Need(1, 1, "Sở", date(2026, 1, 1), YEAR, "position", "Kỹ sư", None, None, 3, *[None] * 6)
    assert line_problems({1: need}, [Line(1, 3)], YEAR) == ()
    assert "khác số đề nghị" in line_problems({1: need}, [Line(1, 2)], YEAR)[0]
    assert line_problems({1: need}, [Line(1, 2, "vì")], YEAR) == ()
    assert "hai lần" in line_problems({1: need}, [Line(1, 3), Line(1, 3)], YEAR)[0]
    assert "từ 0" in line_problems({1: need}, [Line(1, -1, "vì")], YEAR)[0]
    assert "không có loại" in line_problems({1: need}, [Line(1, 3, "", "x")], YEAR)[0]


@given(st.lists(st.builds(
    CaseSteps, st.frozensets(st.sampled_from(["grant", "commit", "recognise", "break"])),
    st.sampled_from([None, "success", "refused", "withdrawn", "stopped"]))), st.integers(0, 20))  # fmt: skip
def test_each_case_is_counted_once(cases: list[CaseSteps], places: int) -> None:
    need: Any = type("N", (), {"approved": places})()
    found = tally(need, cases)
    assert found.running + found.granted + found.over == len(cases)
    assert found.left == max(places - found.running - found.granted, 0)
    assert found.over == sum(one.ended in ("refused", "withdrawn", "stopped") for one in cases)


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5) | st.none() | st.booleans()))
def test_the_digest_is_over_all_of_it(line: dict[str, Any]) -> None:
    body = body_of("p", YEAR, 0, "1", date(2026, 1, 1), [line])
    assert digest(body) == digest(dict(reversed(body.items())))
    assert digest(body) != digest({**body, "lines": [{**line, "more": 1}]})


def test_places_are_held_against_their_cases(asked: Province) -> None:
    made = _approve(asked, _lines(asked))
    need = made.lines[0]
    with unit_of_work(asked.engine, OPERATOR) as connection:
        for number, end in enumerate((None, "refused", "success"), 1):
            connection.execute(
                text(
                    "insert into programme_case (case_id, plan_code, instrument, definition_version, title,"
                    " agency_id, approved_need_id, login) values (:n, 'hung-yen-798', 'x', '1', 't', :a, :need,"
                    " 'operator')"
                ),
                {"n": number, "a": need.agency_id, "need": need.number},
            )
            connection.execute(
                text(
                    "insert into case_event (case_id, number, step, stage, ended, actor, day, login) values"
                    " (:n, 1, 'open', 's', :end, 'home_affairs', '2026-04-02', 'operator')"
                ),
                {"n": number, "end": end},
            )
        found = filled(connection, PLAN, made)
    assert [(one.running, one.granted, one.over, one.left) for one in found] == [
        (1, 1, 1, 1), (0, 0, 0, 4), (0, 0, 0, 1), (0, 0, 0, 2)]  # fmt: skip


def test_the_same_wish_in_a_newer_list_keeps_what_was_decided(asked: Province) -> None:
    _approve(asked, _lines(asked))
    asked.load("SO-KHCN", [*KHCN, KHCN[0]], form="needs", as_of="2026-06-01")
    found = [one.approved for one in _needs(asked) if one.name != "Chuyên gia chuyển đổi số"]
    assert found == [3, 4, 1, None], "without a number or kind too; the second of two that are alike is a new wish"


def test_a_wish_without_a_kind_tells_what_any_kind_of_it_has(asked: Province) -> None:
    _approve(asked, _lines(asked))
    asked.load("SO-KHCN", [{**KHCN[2], "need_count": 7}], form="needs", as_of="2026-06-01")
    again = next(one for one in _needs(asked) if one.name == "Quản trị mạng")
    assert (again.approved, again.before) == (None, 1)


def test_no_more_cases_than_were_approved_and_of_its_body_only(asked: Province, as_role: As) -> None:
    made = _approve(asked, _lines(asked))
    need = next(line for line in made.lines if line.need_type == "position")

    def opened(number: int, who: Principal = OPERATOR, body: int = need.agency_id, reason: str = "") -> None:
        with unit_of_work(asked.engine, who) as connection:
            open_case(
                connection, who, PLAN, "attraction-selection", title=f"Ông Thử {number}", agency_id=body,
                approved_need_id=need.number, reason=reason,
            )  # fmt: skip

    with pytest.raises(UsageError, match="không phải của cơ quan này"):
        opened(0, body=asked.codes["SO-TC"])
    for number in range(need.approved):
        opened(number)
    code = next(code for code, number in asked.codes.items() if number == need.agency_id)
    for who, reason in ((OPERATOR, ""), (as_role("agency", code), "Cần gấp")):
        with pytest.raises(ConflictError, match="đã có đủ hồ sơ"):
            opened(99, who, reason=reason)
    opened(99, reason="Bổ sung theo kết luận của Chủ tịch tỉnh")

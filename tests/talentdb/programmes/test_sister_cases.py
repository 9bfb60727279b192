"""Nobody gets the same support twice by another door, and who is bound by no term comes to an end all the same."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.errors import ConflictError, TalentdbError, UsageError
from talentdb.programmes.cases import moves_of, read_case
from talentdb.programmes.commitments import commitment_of
from tests.talentdb.programmes.money_plan import confirm_all, filed, granted, money_plan, paid, step

_PROFESSOR = {
    "full_name": "Trần Thị Thử", "birth_date": "1960-02-01", "birth_date_precision": "day", "sex": "female",
    "national_id": "033160001234", "qualification": "doctorate", "academic_title": "professor",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    money_plan(database, tmp_path, monkeypatch)


@pytest.fixture
def person(province: Any) -> int:
    province.load("SO-TC", [_PROFESSOR], as_of="2026-01-31")
    return int(next(iter(province.persons())))


def test_a_second_running_case_needs_a_reason(database: Any, person: int) -> None:
    first = granted(database, person_id=person)
    with pytest.raises(ConflictError, match=f"hồ sơ số {first.number}"):
        filed(database, "study", person_id=person)
    assert filed(database, "study", person_id=person, reason="Đi học").last.reason == "Đi học"


def test_what_was_paid_by_one_case_is_not_paid_by_another(database: Any, person: int) -> None:
    confirm_all(database)
    first = granted(database, person_id=person)
    paid(database, first.number, "bonus", dong=1_500_000_000)
    second = granted(database, person_id=person, reason="Hồ sơ bổ sung")
    with pytest.raises(ConflictError, match=f"theo hồ sơ số {first.number}"):
        paid(database, second.number, "bonus", dong=1_500_000_000)
    assert paid(database, second.number, "bonus", dong=1_500_000_000, reason="Nghị quyết bổ sung").reason


def test_of_two_cases_opened_at_once_one_is_told(database: Any, person: int) -> None:
    barrier = Barrier(2)

    def opened(title: str) -> bool:
        barrier.wait(20)
        try:
            filed(database, person_id=person, title=title)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(opened, ("Bà Thử", "Trần Thị Thử"))) == [False, True]


def test_who_is_bound_by_no_term_comes_to_a_good_end(database: Any, person: int) -> None:
    confirm_all(database)
    case = granted(database, "study", person_id=person)
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert commitment_of(connection, case.number) is None
        now = read_case(connection, OPERATOR, case.number)
        shown = {one.step: one for one in moves_of(connection, OPERATOR, now)}
    assert shown["keep"].is_open
    assert "không bị ràng buộc" in shown["break"].lacks[0].text
    with pytest.raises(ConflictError, match="không bị ràng buộc"):
        step(database, case.number, "break", reason="Bỏ việc")
    assert step(database, case.number, "keep").ended == "success"


def test_what_a_commitment_does_not_allow_is_shown_and_refused(database: Any) -> None:
    confirm_all(database)
    case = granted(database)
    with unit_of_work(database.engine, OPERATOR) as connection:
        now = read_case(connection, OPERATOR, case.number)
        shown = {one.step: one for one in moves_of(connection, OPERATOR, now)}
    assert {code for code, one in shown.items() if one.is_open} == {"rest", "break", "spare"}
    assert [lack.kind for lack in shown["keep"].lacks] == ["commitment"]
    for code in ("go-on", "keep"):
        with pytest.raises(ConflictError, match="cam kết đang thực hiện"):
            step(database, case.number, code)


def test_days_of_a_term_are_asked_for_by_their_names(database: Any) -> None:
    case = filed(database, "study")
    with pytest.raises(TalentdbError, match="Ngày cuối") as refused:
        step(database, case.number, "decide", paper="QĐ 1")
    assert "last" not in str(refused.value)


def test_steps_are_offered_by_their_names(database: Any) -> None:
    case = filed(database)
    with pytest.raises(ConflictError, match="“Quyết định”") as refused:
        step(database, case.number, "keep")
    assert "decide" not in str(refused.value)
    with pytest.raises(UsageError, match="Chọn ngày khác"):
        step(database, case.number, "refuse", case.since.replace(year=case.since.year - 1))

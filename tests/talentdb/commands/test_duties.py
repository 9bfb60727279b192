"""Duties and tasks at a shell: who owes what, reminders ready to paste, what bodies tell."""

import json
from collections.abc import Callable
from typing import Any

from talentdb.access.principal import Principal
from tests.talentdb.commands.conftest import Program

As = Callable[..., Principal]


def _due(program: Program, *words: str) -> list[dict[str, Any]]:
    code, out, err = program("plans", "due", "--on", "2026-12-04", "--json", *words)
    assert code == 0, err
    return list(json.loads(out))


def test_duties_of_the_binding_plans_with_all_that_is_asked_of_them(program: Program) -> None:
    found = _due(program)
    assert {one["plan"] for one in found} == {"hung-yen-2711", "hung-yen-798"}
    mine = next(one for one in found if (one["code"], one["agency_code"]) == ("agency-report", "SO-NV"))
    assert (mine["to"], mine["last_day"], mine["working_days_left"], mine["state"]) == (
        "Sở Khoa học và Công nghệ", "2026-12-09", 3, "waiting",
    )  # fmt: skip
    assert [one["what"] for one in mine["missing"]] == ["people_list", "staff_totals", "report"]
    assert _due(program, "--plan", "vinh-phuc-06") == []
    assert {one["state"] for one in _due(program, "--plan", "vinh-phuc-06", "--year", "2024")} == {"untold"}


def test_one_body_and_what_is_open(program: Program) -> None:
    found = _due(program, "--agency", "SO-TC")
    assert {one["agency_code"] for one in found} == {"SO-TC"}
    assert {one["state"] for one in _due(program, "--agency", "SO-TC", "--open")} <= {"waiting", "never"}
    code, out, _ = program("plans", "due", "--on", "2026-12-04", "--agency", "SO-TC")
    assert code == 0
    assert "09/12/2026" in out
    assert "còn 3 ngày làm việc" in out
    code, _, err = program("plans", "due", "--agency", "KHONG-CO")
    assert code == 2
    assert "KHONG-CO" in err


def test_what_is_open_of_earlier_years_is_still_owed(program: Program) -> None:
    def asked(on: str, *words: str) -> list[tuple[str, str]]:
        code, out, err = program("plans", "due", "--on", on, "--agency", "SO-TC", "--json", *words)
        assert code == 0, err
        return [(one["code"], one["period"]) for one in json.loads(out)]

    old = [("registry", "once"), ("agency-report", "2026"), ("needs", "2026")]
    assert asked("2027-01-05") == [*old, ("agency-report", "2027"), ("needs", "2027")]
    assert asked("2028-02-01", "--open")[: len(old)] == old
    assert asked("2027-01-05", "--year", "2027") == [("agency-report", "2027"), ("needs", "2027")]
    assert "quá hạn 189 ngày" in program("plans", "due", "--on", "2027-01-05", "--agency", "SO-TC", "--remind")[1]


def test_reminders_are_ready_to_paste(program: Program) -> None:
    code, out, _ = program("plans", "due", "--on", "2026-12-04", "--agency", "SO-TC", "--remind")
    assert code == 0
    assert out.count("Kính gửi: Sở Tài chính") == 3
    assert "Đến ngày 04/12/2026 còn 3 ngày làm việc." in out
    assert "đã quá hạn 157 ngày" in out, "since 30 June"
    texts = json.loads(program("plans", "due", "--agency", "SO-TC", "--remind", "--json")[1])
    assert all(text.startswith("Kính gửi") for text in texts)


def test_an_agency_account_gets_its_own_duties_whatever_it_names(program: Program, as_role: As) -> None:
    login = as_role("agency", "SO-TC").login
    for words in ((), ("--agency", "SO-NV")):
        assert {one["agency_code"] for one in _due(program, "--as", login, *words)} == {"SO-TC"}


def test_tasks_are_told_and_shown(program: Program, as_role: As) -> None:
    login = as_role("agency", "SO-NV").login
    code, _, err = program("plans", "tell-task", "hung-yen-2711", "10", "done", "--as", login)
    assert code == 2
    assert "minh chứng" in err
    assert program("plans", "tell-task", "hung-yen-2711", "10", "done", "--evidence", "KH 5", "--as", login)[0] == 0
    assert program("plans", "tell-task", "hung-yen-2711", "1", "under_way", "--agency", "SO-NV")[0] == 0
    code, out, _ = program("plans", "tasks", "--plan", "hung-yen-2711", "--json")
    found = {one["number"]: one for one in json.loads(out)}
    assert (code, len(found)) == (0, 11)
    assert (found[10]["state"], found[10]["told"][0]["evidence"], found[10]["silent"]) == ("done", "KH 5", [])
    assert found[1]["period"] == "once"
    assert found[1]["told"][0]["agency"] == "Sở Nội vụ"
    assert len(found[1]["silent"]) > 100
    assert "Chưa báo" in program("plans", "tasks", "--plan", "hung-yen-2711")[1]
    assert program("plans", "tell-task", "hung-yen-2711", "12", "done", "--agency", "SO-NV")[0] == 2

"""A plan file with faults: told in words where the server starts, where plans are listed and to administrators."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboards import cli
from dashboards.plan_names import plan_names
from talentdb.plans import binding_plans, faulty_plans, list_plans, sound_plans
from tests.talentdb.programmes.plan_file import PLAN, write_plan

Program = Callable[..., tuple[int, str, str]]


@pytest.fixture
def torn(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan that cannot be read."""
    write_plan(database, tmp_path / "first", monkeypatch)
    folder = tmp_path / "torn"
    folder.mkdir()
    (folder / f"{PLAN}.toml").write_text("[[[", encoding="utf-8")
    monkeypatch.setenv("TALENTDB_PLANS", str(folder))
    return folder


def test_the_fault_names_the_file_and_what_holds_meanwhile(torn: Path) -> None:
    [one] = faulty_plans()
    assert one.plan == PLAN
    assert f"Tệp kế hoạch {PLAN}.toml không phải TOML hợp lệ" in one.words
    assert "Nội dung đã nạp trước đây vẫn được giữ nguyên" in one.words
    assert [plan.code for plan in sound_plans()] == [code for code in list_plans() if code != PLAN]
    assert PLAN not in plan_names()
    assert "hung-yen-798" in plan_names()


def test_the_duties_of_the_other_plans_go_on_and_the_fault_is_told(program: Program, torn: Path) -> None:
    assert "hung-yen-798" in {plan.code for plan in binding_plans()}
    code, out, err = program("plans", "due", "--on", "2026-12-04", "--json")
    assert code == 0
    assert {row["plan"] for row in json.loads(out)} == {"hung-yen-2711", "hung-yen-798"}
    assert f"{PLAN}.toml không phải TOML" in err


def test_files_that_do_not_go_together_are_one_fault(torn: Path) -> None:
    (torn / f"{PLAN}.toml").rename(torn / "la.more.toml")
    [one] = faulty_plans()
    assert (one.plan, "la.more.toml: không có tệp la.toml" in one.words) == (None, True)
    assert "chưa đọc được kế hoạch nào" in one.words


def test_a_sound_folder_has_nothing_to_tell() -> None:
    assert faulty_plans() == ()


def test_the_list_of_plans_tells_it_and_lists_the_others(program: Program, torn: Path) -> None:
    code, out, err = program("plans", "list", "--json")
    assert code == 1
    assert {row["code"] for row in json.loads(out)} == {plan.code for plan in sound_plans()}
    assert f"{PLAN}.toml không phải TOML" in err


def test_nothing_is_listed_where_no_plan_can_be_read(program: Program, torn: Path) -> None:
    (torn / f"{PLAN}.toml").rename(torn / "la.more.toml")
    code, out, err = program("plans", "list")
    assert (code, out) == (1, "")
    assert "la.more.toml" in err


def test_without_faults_the_list_is_the_list(program: Program) -> None:
    code, out, err = program("plans", "list")
    assert (code, "hung-yen-798\t" in out, err) == (0, True, "")


def test_the_server_tells_it_as_it_starts(
    program: Program, torn: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Only the port is not opened: everything before it is the real start.
    monkeypatch.setattr(cli, "_serve", lambda runtime, port: None)
    cli.serve(0)
    assert f"{PLAN}.toml không phải TOML" in capsys.readouterr().err

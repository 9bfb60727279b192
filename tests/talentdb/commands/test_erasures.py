"""Erasing, what is left of it, bases and terms at a shell; and the death of the program in the middle of it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import make_url

from talentdb.failpoints import VARIABLE
from tests.talentdb.commands.conftest import Program
from tests.talentdb.conftest import Province

_AN = {"full_name": "Lê Zuniqthay Ân", "birth_date": "1985-03-04", "birth_date_precision": "day"}


@pytest.fixture
def number(province: Province) -> str:
    province.load("SO-KHCN", [_AN, {"full_name": "Trần Otherzz Bình"}], as_of="2015-06-30")
    return str(min(province.persons()))


def test_a_person_is_erased_at_a_shell(program: Program, province: Province, number: str, tmp_path: Path) -> None:
    code, out, said = program("privacy", "erase", number, "decision", "QĐ 5/QĐ-SKHCN", "--json")
    assert (code, json.loads(out)["removed"]["source_record"], "Chưa xóa gì" in said) == (0, 1, True)
    assert len(province.persons()) == 2
    assert program("privacy", "erase", number, "decision", "QĐ 5 về Lê Zuniqthay Ân", "--yes")[0] == 2
    code, out, _ = program("privacy", "erase", number, "decision", "QĐ 5/QĐ-SKHCN", "--yes", "--json")
    assert (code, json.loads(out)["left"]) == (0, {})
    assert len(province.persons()) == 1
    [one] = json.loads(program("privacy", "erasures", "--json")[1])
    assert one["reason"] == "QĐ 5/QĐ-SKHCN"
    none = str(tmp_path / "none")
    again = program("privacy", "reapply", "--ledger", none, "--withdrawals", none, "--json")[1]
    assert json.loads(again) == {"erasures": [], "records": 0, "withdrawals": 0}
    assert program("privacy", "release", str(one["number"]), "QĐ 6/QĐ-SKHCN", "Tuyển lại")[0] == 0
    assert "QĐ 6" in program("privacy", "erasures", "--json")[1]


def test_bases_and_terms_at_a_shell(program: Program, number: str, tmp_path: Path) -> None:
    [bare] = json.loads(program("privacy", "processing", "--json")[1])
    assert bare["basis"] is None
    given = ("privacy", "declare", "state", "2711/QĐ-TTg", "Theo dõi", "--day", "2025-12-20")
    assert program(*given)[0] == 2, "a term has to be said"
    assert program(*given[:3], "theo quy định", *given[4:], "--years", "5")[0] == 2
    assert program(*given, "--years", "5")[0] == 0
    out = tmp_path / "a.xlsx"
    assert program("privacy", "processing", "-o", str(out))[0] == 0
    assert "2711/QĐ-TTg" in [cell for row in load_workbook(out).active.values for cell in row]
    over = json.loads(program("privacy", "overdue", "--json")[1])
    assert [one["ended"] for one in over] == ["2020-06-30"] * 2
    assert json.loads(program("privacy", "overdue", "--on", "2020-06-30", "--json")[1]) == []


def test_a_program_that_dies_in_the_middle_erases_nothing_or_everything(
    database: Any, province: Province, number: str
) -> None:
    url = make_url(database.engine.url).set(drivername="postgresql").render_as_string(hide_password=False)
    home = {"TALENTDB_HOME": str(database.home), "TALENTDB_DATABASE_URL": url}
    command = [sys.executable, "-m", "talentdb", "privacy", "erase", number, "decision", "QĐ 5/QĐ-SKHCN", "--yes"]
    seen = set()
    for at in range(1, 9):
        died = subprocess.run(
            command,
            env=os.environ | home | {VARIABLE: f"work.committing:{at}:kill"},
            capture_output=True,
            check=False,
        ).returncode
        with database.as_owner() as owner:
            [there, graves] = (
                owner.execute(f"select count(*) from {what}").fetchone()[0]
                for what in ("source_record where name_key like '%zuniqthay%'", "erasure")
            )
        assert (there, graves) in {(1, 0), (0, 1)}
        seen.add((there, graves))
        if died == 0 or graves:
            break
    assert seen == {(1, 0), (0, 1)}, "it died before the end at least once, and went on to the end"

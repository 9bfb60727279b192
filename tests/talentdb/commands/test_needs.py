"""Needs and nominations at a shell: listed, approved, written out, held against people, screened and decided."""

import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.talentdb.commands.conftest import Program
from tests.talentdb.conftest import Province
from tests.talentdb.programmes.plan_file import ATTRACT, write_plan

_NEEDS = [
    {"job_position": "Kỹ sư dữ liệu", "need_field": "Khoa học máy tính", "need_count": 3, "need_year": 2026,
     "required_qualification": "university"},
    {"need_field": "Công nghệ thông tin", "need_type": "second_degree", "need_count": 4, "need_year": 2026},
]  # fmt: skip
_AN = {"full_name": "Lê Văn Ân", "birth_date": "1985-03-04", "sex": "male", "qualification": "master",
       "research_fields": ["102"], "email": "an@vi-du.example"}  # fmt: skip


@pytest.fixture
def plan(province: Province, database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A plan of the test whose one instrument takes nominations; two needs and a person are there."""
    province.load("SO-NV", _NEEDS, form="needs", as_of="2026-03-01")
    province.load("SO-KHCN", [_AN])
    taken = ATTRACT.replace('start = "filed"', 'start = "filed"\nnominated = true', 1)
    return write_plan(database, tmp_path / "plans", monkeypatch, taken)


def test_needs_are_listed_approved_and_written_out(program: Program, plan: str, tmp_path: Path) -> None:
    code, out, _ = program("needs", "list", "--plan", plan)
    assert (code, "Kỹ sư dữ liệu" in out, "chưa duyệt" in out) == (0, True, True)
    rows = json.loads(program("needs", "list", "--plan", plan, "--year", "2026", "--json")[1])
    lines = [{"row": row["row"], "approved": row["count"] - 1, "note": "đủ"} for row in rows]
    given = tmp_path / "lines.json"
    given.write_text(json.dumps(lines), encoding="utf-8")
    approve = ("needs", "approve", str(given), "--plan", plan, "--year", "2026", "--paper", "12/QĐ-UBND", "--day",
               "2026-04-01")  # fmt: skip
    made = json.loads(program(*approve, "--json")[1])
    assert [line["approved"] for line in made["lines"]] == [2, 3]
    code, _, said = program(*approve, "--expected", "0")
    assert (code, "vừa phê duyệt" in said) == (1, True)
    listed = json.loads(program("needs", "list", "--plan", plan, "--approved", "--json")[1])
    assert [line["left"] for line in listed[0]["lines"]] == [2, 3]
    assert "12/QĐ-UBND" in program("needs", "list", "--plan", plan, "--approved")[1]
    paper = tmp_path / "list.docx"
    assert program("needs", "document", str(made["number"]), "-o", str(paper))[0] == 0
    assert len(Document(str(paper)).tables) == 2
    assert program("needs", "document", str(made["number"]), "-o", str(tmp_path / "list.pdf"))[0] == 2
    need = str(made["lines"][0]["number"])
    fit = json.loads(program("needs", "supply", need, "--people", "5", "--json")[1])
    assert (fit["fit"], [one["full_name"] for one in fit["people"]]) == ({"least": 1, "most": 1}, ["Lê Văn Ân"])
    assert "Lê Văn Ân" in program("needs", "supply", need, "--people", "5")[1]


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '[{"row": 1}]', '[{"row": "1", "approved": 1}]', '[{"row": 1, "approved": true}]',
             '[{"row": 1, "approved": 1, "x": 1}]', '[{"row": 99, "approved": 1}]', "\x00"],
)  # fmt: skip
def test_lines_that_are_none_are_refused(program: Program, plan: str, tmp_path: Path, text: str) -> None:
    given = tmp_path / "lines.json"
    given.write_text(text, encoding="utf-8")
    code, out, said = program("needs", "approve", str(given), "--plan", plan, "--year", "2026", "--paper", "1",
                              "--day", "2026-04-01")  # fmt: skip
    assert (code, out, bool(said), "Traceback" in said) == (2, "", True, False)


def test_a_nomination_goes_its_way_at_a_shell(program: Program, plan: str) -> None:
    add = ("nominations", "add", plan, "attract", "--name", "Lê Văn Ân", "--reason", "Giỏi", "--nominator",
           "Đại học", "--value", "birth_date=1985-03-04", "--value", "sex=male", "--value", "email=an@vi-du.example",
           )  # fmt: skip
    one = json.loads(program(*add, "--json")[1])
    assert program(*add)[0] == 1, "twice"
    number = str(one["number"])
    found = json.loads(program("nominations", "screen", number, "--json")[1])
    person = found[0]["persons"][0]["person_id"]
    assert "Lê Văn Ân" in program("nominations", "screen", number)[1]
    code, out, said = program("nominations", "accept", number, "--agency", "SO-NV", "--person", str(person))
    assert (code, "hồ sơ" in out) == (0, True), said
    assert program("nominations", "refuse", number, "--reason", "không")[0] == 1
    second = json.loads(program(*add, "--json")[1])
    assert "Đã rút" in program("nominations", "withdraw", str(second["number"]), "--reason", "nhầm")[1]
    assert [
        one["number"] for one in json.loads(program("nominations", "list", "--state", "withdrawn", "--json")[1])
    ] == [second["number"]]
    assert program("nominations", "list", "--state", "khác")[0] == 2
    assert len(program("nominations", "list")[1].splitlines()) == 2


def test_a_list_comes_in_at_a_shell(program: Program, plan: str, tmp_path: Path) -> None:
    path = tmp_path / "sv.csv"
    path.write_text("STT,Họ và tên,Ngày sinh\n1,Nguyễn Thị Ánh,05/06/2003\n2,Trần Văn Bắc,31/02/2003\n", "utf-8")
    given = (
        "nominations",
        "import",
        str(path),
        "--plan",
        plan,
        "--instrument",
        "attract",
        "--referrer",
        "Đại học Thử",
    )
    code, out, said = program(*given, "--nominator", "Phòng Đào tạo")
    assert (code, "Nguyễn Thị Ánh\tĐã đề cử" in out, "C3" in out) == (1, True, True), said
    again = json.loads(program(*given, "--nominator", "Phòng Đào tạo", "--json")[1])
    assert [row["state"] for row in again["rows"]] == ["before", "wrong"]
    assert (
        program("nominations", "import", str(tmp_path / "x.csv"), "--plan", plan, "--instrument", "attract")[0] == 2
    )

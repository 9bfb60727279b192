"""Requests about one's own data, incidents and the file of a person at a shell."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.privacy.incidents import record_incident
from talentdb.settings import now
from tests.talentdb.commands.conftest import Program
from tests.talentdb.conftest import Province

_AN = {"full_name": "Lê Văn Ân", "birth_date": "1985-03-04", "sex": "male", "qualification": "master"}


def test_a_request_goes_its_way_at_a_shell(program: Program, province: Province, tmp_path: Path) -> None:
    province.load("SO-KHCN", [_AN])
    person = json.loads(program("people", "export", "--format", "json")[1])[0]["person_id"]
    code, out, _ = program("privacy", "receive", "copy", "Lê Văn Ân", "Cho bản sao", "--json")
    made = json.loads(out)[0]
    assert (code, made["state"], made["person_id"]) == (0, "new", None)
    number = str(made["number"])
    assert json.loads(program("privacy", "identify", number, str(person), "--json")[1])[0]["person_id"] == person
    assert program("privacy", "record", number, "answered", "Đã nhận")[0] == 0
    code, _, said = program("privacy", "record", number, "refused", "Không")
    assert (code, "điều luật" in said) == (2, True)
    whole = tmp_path / "all.xlsx"
    assert program("privacy", "file", str(person), "-o", str(whole), "--purpose", "Trả lời yêu cầu")[0] == 0
    assert "Hồ sơ hợp nhất theo thời gian" in load_workbook(whole).sheetnames
    assert program("privacy", "record", number, "done", "Đã gửi")[0] == 0
    assert program("privacy", "requests", "--open")[1] == ""
    assert "done" in program("privacy", "requests")[1]


def test_a_file_of_another_kind_or_of_nobody_is_refused(program: Program, province: Province, tmp_path: Path) -> None:
    province.load("SO-KHCN", [_AN])
    for name, person, code in (("all.pdf", "1", 2), ("all.json", "987654", 2)):
        out = tmp_path / name
        assert program("privacy", "file", person, "-o", str(out), "--purpose", "Xem")[0] == code
        assert not out.exists()


def test_incidents_are_listed_with_what_is_due(program: Program, database: Any) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        record_incident(connection, OPERATOR, "loss", "Mất máy", now() - timedelta(hours=1), may_harm=True)
    found = json.loads(program("privacy", "incidents", "--json")[1])
    assert [notice["act"] for notice in found[0]["notices"]] == ["authority_notice"]
    assert "loss" in program("privacy", "incidents")[1]

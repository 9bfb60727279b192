"""Consent at a shell: a text, a consent, its withdrawal, and what an export says of it."""

import json
from typing import Any

from talentdb.settings import today
from tests.talentdb.commands.conftest import Program
from tests.talentdb.conftest import Province

_AN = {"full_name": "Lê Văn Ân", "birth_date": "1985-03-04", "sex": "male", "qualification": "master"}
_FOR = "Mời giảng dạy"


def _forgotten(database: Any) -> None:
    """As after the restore of a backup that was made before anybody withdrew."""
    with database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("delete from consent where act = 'withdrawn'")


def test_consent_goes_its_way_at_a_shell(program: Program, province: Province, database: Any) -> None:
    province.load("SO-KHCN", [_AN])
    person = str(json.loads(program("people", "export", "--format", "json")[1])[0]["person_id"])
    assert program("privacy", "declare", "consent", "5/QĐ", _FOR, "--day", "2026-01-05", "--years", "5")[0] == 0
    code, out, said = program("people", "export", "--format", "json")
    assert (code, json.loads(out)) == (0, [])
    assert "Không đưa ra 1 người" in said
    assert program("privacy", "consent-text", _FOR, "Tôi đồng ý.")[1].startswith("1\t1\t")
    assert json.loads(program("privacy", "consent-texts", "--json")[1])[0]["body"] == "Tôi đồng ý."
    assert "Tôi đồng ý." in program("privacy", "consent-texts")[1]
    give = ("privacy", "consent-give", person, "1")
    assert program(*give, "im lặng", "--day", "2026-05-03", "--channel", "paper")[0] == 2
    assert program(*give, "Giấy số 12", "--day", "", "--channel", "paper")[0] == 2
    assert program(*give, "Giấy số 12", "--day", "2026-05-03")[0] == 2, "nothing is chosen beforehand"
    assert program(*give, "Giấy số 12", "--day", "2026-05-03", "--channel", "paper")[0] == 0
    assert len(json.loads(program("people", "export", "--format", "json")[1])) == 1
    assert "Hạn chế" not in program("privacy", "consent-of", person)[1]
    number = str(json.loads(program("privacy", "receive", "withdraw", "Lê Văn Ân", "Rút", "--json")[1])[0]["number"])
    assert program("privacy", "consent-withdraw", number, _FOR)[0] == 2, "nobody is named yet"
    assert program("privacy", "identify", number, person)[0] == 0
    made = json.loads(program("privacy", "consent-withdraw", number, _FOR, "--json")[1])
    assert [one["act"] for one in made] == ["withdrawn"]
    _forgotten(database)
    assert "Hạn chế" not in program("privacy", "consent-of", person)[1]
    assert json.loads(program("privacy", "reapply", "--json")[1])["withdrawals"] == 1
    assert "Hạn chế" in program("privacy", "consent-of", person)[1]
    found = json.loads(program("privacy", "consent-of", person, "--json")[1])
    assert [one["act"] for one in found["consents"]] == ["withdrawn", "given"]
    assert found["withheld"] == [{"purpose": _FOR, "why": "withdrawn"}]
    later = str(json.loads(program("privacy", "receive", "withdraw", "Ông Ân", "Rút hết", "--json")[1])[0]["number"])
    assert program("privacy", "identify", later, person)[0] == 0
    assert program(*give[:4], "Giấy số 13", "--day", f"{today():%Y-%m-%d}", "--channel", "paper")[0] == 2
    _forgotten(database)
    assert program("privacy", "record", later, "done", "Đã rút")[0] == 0
    _forgotten(database)
    assert json.loads(program("privacy", "reapply", "--json")[1])["withdrawals"] == 1

"""`audit` from the command line, with the verifier that stands alone on its own: head, keys, export, and what each
says of a log that is whole and of one that was edited.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from talentdb.access.anchors import heads_file
from talentdb.access.audit import audit
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from tests.talentdb.commands.conftest import Program

_SCRIPT = Path(__file__).parents[3] / "scripts" / "verify_audit.py"


@pytest.fixture(autouse=True)
def own_heads(database: Any) -> None:
    """The home may be that of an earlier test, whose log was another."""
    heads_file(database.home).unlink(missing_ok=True)


def _apart(folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [
        sys.executable,
        _SCRIPT,
        folder / "log.jsonl",
        "--anchors",
        folder / "heads",
        "--keys",
        folder / "keys",
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_who_is_given_the_log_can_verify_it_without_the_program(
    program: Program, database: Any, tmp_path: Path
) -> None:
    for number in range(5):
        with unit_of_work(database.engine, OPERATOR) as connection:
            audit(connection, OPERATOR, "test", "person", number, purpose='vì "lẽ"\n\tấy', details={"\\": "\x7f ệ"})
    _, head, _ = program("audit", "head")
    assert head.split()[1] == "5"
    assert program("audit", "export", "-o", str(tmp_path / "log.jsonl"))[0] == 0
    (tmp_path / "heads").write_text(program("audit", "head", "--all")[1], encoding="utf-8")
    (tmp_path / "keys").write_text(program("audit", "public-key")[1], encoding="utf-8")
    told = json.loads(program("audit", "verify", "--json")[1])
    # The export tells of itself in the log, not in the file.
    assert (told["intact"], told["rows"]) == (True, 6)
    ended = _apart(tmp_path)
    assert (ended.returncode, "its end was cut off" in ended.stdout) == (1, True)

    (tmp_path / "heads").write_text(head, encoding="utf-8")
    whole = _apart(tmp_path)
    assert (whole.returncode, whole.stdout) == (0, "5 rows, 1 anchored heads: whole\n")
    log = tmp_path / "log.jsonl"
    log.write_text(log.read_text(encoding="utf-8").replace('"login":"operator"', '"login":"khac"', 1))
    edited = _apart(tmp_path)
    assert edited.returncode == 1
    assert "row 1 (place 1): login, object, purpose or details were edited" in edited.stdout
    log.write_text("{}\n", encoding="utf-8")
    assert _apart(tmp_path).returncode == 2


def test_an_edited_log_is_told_by_the_exit_code(program: Program, database: Any) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        audit(connection, OPERATOR, "test", "person", 1)
    assert program("audit", "head")[0] == program("audit", "verify")[0] == 0
    with database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("update audit_event set object_id = '2'")
    assert program("audit", "verify")[0] == 1
    code, told, _ = program("audit", "verify", "--json")
    assert (code, json.loads(told)["broken_at"]) == (1, 1)

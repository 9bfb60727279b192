"""`identity` as it is called at a shell, on a real home; its servers stay up for the module, so calls are quick."""

import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from talentdb.access.accounts import create_account
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Role
from talentdb.cli import main
from talentdb.commands import identity as commands
from talentdb.runtime import open_runtime
from talentdb.settings import Settings

HEADER = "STT,Họ và tên,Ngày sinh,Giới tính,Số định danh cá nhân,Điện thoại"
FIRST = ("1,Nguyễn Thị Lan,02/03/1985,Nữ,,", "2,Trần Văn Hùng,05/01/1990,Nam,033090000017,0912345678",
         "3,Phạm Quốc Khánh,07/09/1979,Nam,,0988111222")  # fmt: skip
SECOND = ("1,Nguyễn Thị Lan,1985,Nữ,,", *FIRST[1:])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory):
    """Two agencies' lists: Lan is asked about, Hùng is one by his id, Khánh by the model."""
    folder = tmp_path_factory.mktemp("identity") / "home"
    with open_runtime(Settings(home=folder)) as runtime:
        for agency, rows in (("SO-KHCN", FIRST), ("SO-YTE", SECOND)):
            file = folder.parent / f"{agency}.csv"
            file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
            run(folder, "ingest", "load", str(file), "--agency", agency, "--approve")
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            for role in (Role.STEWARD, Role.SEARCHER, Role.LEADER):
                create_account(connection, OPERATOR, login=role.value, password="mật khẩu rất dài 1", role=role,
                               display_name=role.value, agency_id=None, is_demo=True)  # fmt: skip
        yield folder


def run(home: Path, *words: str) -> SimpleNamespace:
    """The program from its entry point on, in this process: thirty interpreters would take a minute to start."""
    out, errors = StringIO(), StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(out),
        redirect_stderr(errors),
        pytest.raises(SystemExit) as left,
    ):
        patch.setenv("TALENTDB_HOME", str(home))
        patch.setattr(sys, "argv", ["talentdb", *words])
        main()
    return SimpleNamespace(returncode=left.value.code or 0, stdout=out.getvalue(), stderr=errors.getvalue())


def told(home: Path, *words: str):
    """JSON that a command of the group gives."""
    ran = run(home, "identity", *words, "--json")
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_from_the_queue_to_a_judgement_and_back(home):
    [item] = told(home, "queue")
    assert item["status"] == "open"
    assert {item[side]["full_name"] for side in "ab"} == {"Nguyễn Thị Lan"}
    assert {clue["feature"] for clue in item["evidence"]} >= {"name", "birth"}
    assert 0 < item["score"] < 1
    a, b = item["a"]["person_id"], item["b"]["person_id"]
    judged = told(
        home, "judge", str(a), item["b"]["record"], "same", "--reason", "Cùng điện thoại", "--as", "steward"
    )
    assert (judged["verdict"], judged["persons"]) == ("same", [min(a, b)])
    assert told(home, "queue", "--status", "all") == []
    [kept] = told(home, "judgements", "--live")
    assert (kept["judgement_id"], kept["login"], kept["reason"]) == (
        judged["judgement_id"], "steward", "Cùng điện thoại",
    )  # fmt: skip
    again = run(home, "identity", "judge", str(a), str(b), "different")
    assert (again.returncode, again.stdout) == (1, ""), "a merged number is followed: they are one person already"
    taken = told(home, "retract", str(kept["judgement_id"]), "--reason", "Nhầm")
    assert taken["persons"] == sorted((a, b))
    twice = run(home, "identity", "retract", str(kept["judgement_id"]))
    assert (twice.returncode, twice.stdout) == (1, "")
    assert "đã được" in twice.stderr
    assert told(home, "judgements", "--live") == []
    assert len(told(home, "judgements")) == 1
    assert [found["status"] for found in told(home, "queue")] == ["open"]


def test_unsure_and_different_leave_the_open_ones(home):
    [item] = told(home, "queue", "--status", "open")
    a, b = item["a"]["record"], item["b"]["record"]
    unsure = told(home, "judge", a, b, "unsure")
    assert told(home, "queue", "--status", "open") == []
    assert [found["status"] for found in told(home, "queue")] == ["unsure"]
    different = told(home, "judge", a, b, "different")
    assert told(home, "queue") == []
    conflict = run(home, "identity", "judge", a, b, "same")
    assert (conflict.returncode, conflict.stdout) == (1, "")
    assert told(home, "rerun")["changed"] == 0
    assert told(home, "queue") == [], "remembered through a rerun"
    for judgement in (different, unsure):
        told(home, "retract", str(judgement["judgement_id"]))
    assert len(told(home, "queue", "--status", "open")) == 1


def test_a_checked_merge_shows_in_the_rate_and_a_wrong_one_is_undone(home):
    found = told(home, "check")
    assert sorted(item["rule"] for item in found["sample"]) == ["national_id", "score"]
    item = next(item for item in found["sample"] if item["rule"] == "score")
    a, b = item["a"]["record"], item["b"]["record"]
    judged = told(home, "judge", a, b, "different", "--check")
    assert len(judged["persons"]) == 2
    rates = {rate["rule"]: rate for rate in told(home, "check")["rates"]}
    assert (rates["score"]["checked"], rates["score"]["wrong"], rates["score"]["rate"]) == (1, 1, 1.0)
    told(home, "retract", str(judged["judgement_id"]))
    assert told(home, "check") == found


def test_a_person_is_taken_apart_and_put_together_again(home):
    item = next(item for item in told(home, "check")["sample"] if item["rule"] == "national_id")
    person, record = item["a"]["person_id"], item["b"]["record"]
    apart = told(home, "split", str(person), record, "--reason", "Hai người")
    assert len(apart["persons"]) == 2
    alone = run(home, "identity", "split", str(person))
    assert (alone.returncode, alone.stdout) == (2, ""), "one record is left"
    assert told(home, "retract", str(apart["judgement_id"]))["persons"] == [person]


def test_what_people_read_is_vietnamese_and_aligned(home):
    ran = run(home, "identity", "queue")
    assert ran.stdout.startswith("Khả năng là một người: ")
    one, other = (line for line in ran.stdout.splitlines() if "Nguyễn Thị Lan  " in line)
    assert one.index("Nguyễn Thị Lan") == other.index("Nguyễn Thị Lan")
    assert one.index("Sở Khoa học") == other.index("Sở Y tế")
    assert "Cùng họ tên" in ran.stdout
    assert "Còn 1 cặp chờ kết luận" in ran.stderr
    checked = run(home, "identity", "check")
    assert "Gộp theo số định danh" in checked.stdout
    assert "khoảng tin cậy 95%" in checked.stderr
    assert "033090000017" not in ran.stdout + checked.stdout


@pytest.mark.parametrize("login", ["searcher", "leader"])
@pytest.mark.parametrize("words", [("queue",), ("judgements",), ("check",), ("rerun",), ("judge", "1", "4", "same")])
def test_others_may_not(home, login, words):
    ran = run(home, "identity", *words, "--as", login)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "không có quyền" in ran.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("judge", "1", "1", "same"), 2, "chỉ là một người"),
        (("judge", "1", "4", "maybe"), 2, "maybe"),
        (("judge", "1", "999999", "same"), 2, "Không có người"),
        (("judge", "1", "r999999", "same"), 2, "Không có bản ghi"),
        (("judge", "1", "x4", "same"), 2, "x4"),
        (("judge", "1", "99999999999999999999", "same"), 2, ""),
        (("judge", "1", "r99999999999999999999", "same"), 2, ""),
        (("split", "999999"), 2, "Không có người"),
        (("split", "1"), 2, "không tách được"),
        (("split", "1", "r4"), 2, ""),
        (("split", "1", "lan"), 2, "lan"),
        (("split", "1", "r99999999999999999999"), 2, ""),
        (("split", "99999999999999999999"), 2, ""),
        (("retract", "999999"), 2, "Không có kết luận"),
        (("retract", "99999999999999999999"), 2, ""),
        (("queue", "--status", "done"), 2, "done"),
        (("queue", "--limit", "0"), 2, ""),
        (("queue", "--submission", "99999999999999999999"), 2, ""),
        (("check", "--limit", "100000"), 2, ""),
    ],
)
def test_wrong_calls_are_refused_in_words(home, words, code, said):
    ran = run(home, "identity", *words)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_machine_gets_every_pair_unless_it_asks_for_fewer():
    """The screen stops early; a reader of JSON would take a cut list for the whole queue."""
    assert commands._listed(None, json=True) >= 100_000 > commands._listed(None, json=False)
    assert commands._listed(3, json=True) == commands._listed(3, json=False) == 3

"""`cases` at a shell: a case is opened, shown, moved, its papers go in and come out; refusals in words."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from talentdb.access.principal import Principal
from tests.talentdb.commands.conftest import Program
from tests.talentdb.programmes.files import pdf
from tests.talentdb.programmes.plan_file import PLAN, write_plan

As = Callable[..., Principal]


@pytest.fixture(autouse=True)
def plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return write_plan(database, tmp_path / "plans", monkeypatch)


def test_the_whole_way(program: Program, tmp_path: Path) -> None:
    file, out = tmp_path / "bằng.pdf", tmp_path / "ra.pdf"
    file.write_bytes(pdf())
    opening = ("cases", "open", PLAN, "attract", "--title", "Trần Thị Thử", "--agency", "SO-TC")
    code, told, _ = program(*opening, "--day", "2026-01-05", "--json")
    number = str(json.loads(told)["number"])
    assert (code, json.loads(told)["stage"]) == (0, "filed")
    assert "Thiếu giấy tờ: Bằng tốt nghiệp. Chưa có thông tin" in program("cases", "step", number, "judge")[2]
    shown = program("cases", "show", number)[1]
    assert "→ judge\tThẩm định\n    Thiếu giấy tờ: Bằng tốt nghiệp.\n" in shown
    code, told, _ = program("cases", "add-paper", number, "diploma", str(file), "--issued", "2020-01-01", "--json")
    (paper,) = json.loads(told)
    assert (code, paper["name"], paper["issued_on"]) == (0, "bằng.pdf", "2020-01-01")
    assert program("cases", "papers", number)[1].startswith(f"{paper['number']}\tdiploma\tbằng.pdf")
    assert program("cases", "get-paper", str(paper["number"]), "-o", str(out))[0] == 0
    assert out.read_bytes() == pdf()
    assert "quá hạn" in program("cases", "list", "--late", "--plan", PLAN)[1]
    code, told, _ = program("cases", "step", number, "judge", "--fact", "title=Giảng viên", "--expected", "1")
    assert (code, told) == (0, f"{number}\tĐã thẩm định\n")
    code, _, err = program("cases", "step", number, "back", "--reason", "x", "--expected", "1")
    assert (code, "vừa có bước mới" in err) == (1, True)
    assert "\tThẩm định\toperator" in program("cases", "show", number)[1]
    document = json.loads(program("cases", "show", number, "--json")[1])
    assert [event["step"] for event in document["events"]] == ["open", "judge"]
    assert [move["step"] for move in document["moves"]] == ["back", "take", "refuse"]
    told = program("cases", "step", number, "refuse", "--reason", "x")[1]
    assert told == f"{number}\tKhông tuyển\tkhông được chấp thuận\n"
    assert json.loads(program("cases", "list", "--json")[1]) == []
    assert [line["late"] for line in json.loads(program("cases", "list", "--all", "--json")[1])] == [0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "99"), "Không có hồ sơ số 99"),
        (("step", "99", "judge"), "Không có hồ sơ số 99"),
        (("step", "1", "judge", "--fact", "title"), "TÊN=GIÁ_TRỊ"),
        (("step", "1", "judge", "--day", "mai"), "Ngày không hợp lệ"),
        (("open", "nowhere", "attract", "--title", "x"), "nowhere"),
        (("open", PLAN, "nothing", "--title", "x"), "nothing"),
        (("open", PLAN, "attract", "--title", "x", "--agency", "KHONG-CO"), "KHONG-CO"),
        (("open", PLAN, "attract", "--title", "x", "--agency", "SO-TC", "--fact", "cost=-1"), "số đồng nguyên"),
        (("get-paper", "99", "-o", "x.pdf"), "Không có giấy tờ số 99"),
        (("papers", "99"), "Không có hồ sơ số 99"),
    ],
)
def test_refusals_in_words(program: Program, words: tuple[str, ...], told: str) -> None:
    code, _, err = program("cases", *words)
    assert code == 2
    assert told in err
    assert "Traceback" not in err


def test_an_account_sees_its_own(program: Program, as_role: As) -> None:
    own, other = as_role("agency", "SO-TC").login, as_role("agency", "SO-KHCN").login
    assert program("cases", "open", PLAN, "attract", "--title", "Trần Thị Thử", "--as", own)[0] == 0
    assert "Trần Thị Thử" in program("cases", "list", "--as", own)[1]
    assert program("cases", "list", "--as", other)[1] == ""
    assert program("cases", "list", "--as", as_role("searcher").login)[0] == 2

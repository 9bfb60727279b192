"""The review of a submission at the shell: what it would change, rows sent back one by one, the corrected list."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from talentdb.access.accounts import create_account
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Role
from talentdb.db.lookup import find_agency_id
from talentdb.runtime import open_runtime
from talentdb.settings import Settings
from tests.integration.system import Home, people, workbook

AGENCY = "SO-KHCN"


@pytest.fixture(scope="module")
def home(new_home: Callable[..., Home]) -> Home:
    return new_home()


@pytest.fixture(scope="module")
def me(home: Home) -> tuple[str, str]:
    """The options of an account of the agency."""
    with (
        open_runtime(Settings(home=home.path)) as runtime,
        unit_of_work(runtime.engine, OPERATOR) as connection,
    ):
        create_account(
            connection, OPERATOR, login="khcn", password="mật khẩu rất dài", role=Role.AGENCY, display_name="KHCN",
            agency_id=find_agency_id(connection, AGENCY), is_demo=True,
        )  # fmt: skip
    return ("--as", "khcn")


def test_a_list_is_looked_at_partly_approved_and_mended(home: Home, me: tuple[str, str], tmp_path: Path) -> None:
    known = people(6)
    home.run("ingest", "load", workbook(tmp_path / "a.xlsx", known), "--agency", "SO-YTE", "--as-of", "2025-12-31",
             "--approve")  # fmt: skip
    rows = [*known[:2], *people(4, 500)]
    path = workbook(tmp_path / "b.xlsx", rows)
    load = ("ingest", "load", path, "--agency", AGENCY, "--as-of", "2026-06-30", "--json")
    [dry] = home.run(*load, "--dry-run").json
    assert (dry["matching"], dry["diff"]["new"]) == ({"certain": 2, "possible": 0}, 6)
    [mine] = home.run(*load, *me).json
    assert (mine["matching"], mine["diff"]["new"]) == (None, 6), "whom others named is not for an agency"
    number = str(mine["submission_id"])

    shown = home.run("submissions", "show", number, "--json").json
    assert [one["decision"] for one in shown["possible_duplicates"]] == ["merge", "merge"]
    assert {one["agency_name"] for one in shown["possible_duplicates"]} == {"Sở Y tế"}
    assert sum(row["person_id"] is not None for row in shown["diff"]["new"]) == 2
    own = home.run("submissions", "show", number, "--json", *me)
    assert own.json["possible_duplicates"] is None
    assert "Sở Y tế" not in own.out
    assert "chắc chắn một người" in home.run("submissions", "show", number).out
    assert "Sở Y tế" not in home.run("submissions", "show", number, *me).out

    effect = home.run("submissions", "effect", number, "--plan", "hung-yen-2711", "--json").json
    assert (effect["touched"], effect["founded"]) == (6, 4)
    assert "4 người mới" in home.run("submissions", "effect", number, "--plan", "hung-yen-2711").out
    home.run("submissions", "effect", number, "--plan", "hung-yen-2711", *me, code=2)
    home.run("submissions", "effect", number, "--plan", "khong-co", code=2)
    assert home.run("submissions", "show", number, "--json").json["state"] == "submitted"

    first = shown["diff"]["new"][0]["row"]
    for wrong in ("DS", f"DS!{first}=", "DS!999=Sai", f"Khác!{first}=Sai"):
        home.run("submissions", "approve", number, "--return-row", wrong, code=2)
    everything = [word for n in range(6) for word in ("--return-row", f"DS!{first + n}=Sai")]
    refused = home.run("submissions", "approve", number, *everything, code=2)
    assert "trả lại cả lần nộp" in refused.err
    sent = ("--return-row", f"DS!{first + 4}=Số điện thoại sai", "--return-row", f"DS!{first + 5}=Đã chuyển đi")
    done = home.run("submissions", "approve", number, *sent, "--json").json
    assert (done["touched"], done["returned"]) == (4, 2)
    home.run("submissions", "return", number, "--reason", "Muộn rồi", code=1)

    told = home.run("submissions", "show", number, *me).out
    assert "Số điện thoại sai" in told
    assert "trả lại 2 dòng" in told
    mended = [*rows[:4], replace(rows[4], phone="0987654321")]
    [again] = home.run(
        "ingest", "load", workbook(tmp_path / "c.xlsx", mended), "--agency", AGENCY, "--as-of", "2026-06-30", "--json"
    ).json
    assert (again["diff"]["returned"], again["diff"]["new"], again["diff"]["same"]) == (2, 1, 4)
    document = home.run("submissions", "show", str(again["submission_id"]), "--json", *me).json
    assert [one["now"] is not None for one in document["diff"]["returned"]] == [True, False]
    assert [row["came_back"] for row in document["resubmitted"]["earlier"][0]["rows"]] == [True, False]
    assert "chưa gửi lại" in home.run("submissions", "show", str(again["submission_id"])).out


def test_a_whole_list_goes_back_with_reasons_of_single_rows(home: Home, me: tuple[str, str], tmp_path: Path) -> None:
    path = workbook(tmp_path / "d.xlsx", people(3, 900))
    [item] = home.run("ingest", "load", path, "--agency", AGENCY, "--json").json
    number = str(item["submission_id"])
    row = home.run("submissions", "show", number, "--json").json["diff"]["new"][0]["row"]
    home.run("submissions", "return", number, "--reason", "Sai mẫu", "--row", "DS!1=Sai", code=2)
    home.run("submissions", "return", number, "--reason", "Sai mẫu", "--row", f"DS!{row}=Thiếu dân tộc")
    shown = home.run("submissions", "show", number, "--json", *me).json
    assert [(one["row"], one["reason"]) for one in shown["returned"]] == [(row, "Thiếu dân tộc")]
    assert (shown["events"][-1]["reason"], shown["events"][-1]["returned"]) == ("Sai mẫu", 1)
    for command in (("approve", number), ("rollback", number), ("return", number, "--reason", "Nữa")):
        home.run("submissions", *command, code=1)

"""`commitments`, `payments`, `budget` from the command line: the whole way of some money, and what is refused."""

import csv
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url
from typer.testing import CliRunner

from talentdb.cli import build
from talentdb.errors import ConflictError, ForbiddenError, UsageError
from talentdb.settings import today
from tests.talentdb.programmes.money_plan import DECIDED, confirm_all, granted, money_plan, step
from tests.talentdb.programmes.plan_file import PLAN


@pytest.fixture
def run(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the program on the database of this test, with the plan that exists only here; gives what it printed."""
    money_plan(database, tmp_path, monkeypatch)
    url = make_url(database.engine.url).set(drivername="postgresql")
    monkeypatch.setenv("TALENTDB_HOME", str(database.home))
    monkeypatch.setenv("TALENTDB_DATABASE_URL", url.render_as_string(hide_password=False))

    def call(*arguments: str) -> str:
        result = CliRunner().invoke(build(), list(arguments))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.stdout

    return call


def test_the_way_of_some_money(run: Any, database: Any) -> None:
    case = str(granted(database, "study").number)
    (waits, *_) = [
        one for one in json.loads(run("payments", "list", "--waiting", "--json")) if one["grant"] == "fees"
    ]
    assert (waits["left"], waits["confirmed"], waits["why"]) == (
        70_000_000, True, ["Chi phí thực tế trong hồ sơ: 70.000.000 đồng."],
    )  # fmt: skip
    number = run("payments", "pay", case, "fees", "--dong", "70000000", "--paper", "UNC 1").strip()
    with pytest.raises(ConflictError, match="đã được chi"):
        run("payments", "pay", case, "fees", "--dong", "70000000", "--paper", "UNC 1")
    run("payments", "reverse", number, "--reason", "nhầm", "--paper", "PKT 1")
    run("payments", "pay", case, "fees", "--dong", "70000000", "--paper", "UNC 2")
    assert all(one["grant"] != "fees" for one in json.loads(run("payments", "list", "--waiting", "--json")))
    step(database, int(case), "break", reason="Bỏ việc")
    run("payments", "return", case, "--dong", "1000001", "--paper", "GNT 1")
    (held,) = json.loads(run("commitments", "list", "--json"))
    assert (held["state"], held["owed"], held["left"], held["due"]) == ("broken", 140_000_000, 138_999_999, "repay")
    assert "phải hoàn trả 138999999 đồng" in run("commitments", "list", "--state", "broken")
    assert run("commitments", "list", "--soon") == ""
    kinds = [one["kind"] for one in json.loads(run("payments", "list", "--case", case, "--json"))]
    assert kinds == ["returned", "paid", "reversed", "paid"]
    assert json.loads(run("payments", "list", "--waiting", "--json")) == [], "nothing waits after a break"
    wrong = next(
        one for one in json.loads(run("payments", "list", "--case", case, "--json")) if one["kind"] == "paid"
    )
    run("payments", "reverse", str(wrong["payment"]), "--reason", "chưa hề chi", "--paper", "PKT 2")
    assert "trả thừa 1000001 đồng, phải trả lại" in run("commitments", "list", "--state", "broken")
    (held,) = json.loads(run("commitments", "list", "--json"))
    assert (held["excess"], held["due"]) == (1_000_001, "give_back")


def test_budget_terms_and_signals(run: Any, database: Any) -> None:
    year = str(today().year)
    run("budget", "set", PLAN, year, "state_budget", "100", "--paper", "QĐ 1")
    (line,) = json.loads(run("budget", "show", PLAN, "--year", year, "--json"))
    assert (line["set_aside"], line["left"], line["source_words"]) == (100, 100, "Ngân sách nhà nước")
    assert "còn 100" in run("budget", "show", PLAN)
    assert "professor\tGiáo sư\tchưa đối chiếu" in run("commitments", "terms", PLAN)
    run(
        "commitments", "confirm", PLAN, "amount", "professor", "1.500.000.000", "--article", "Điều 4",
        "--paper", "NQ 1", "--in-force", "2025-12-20",
    )  # fmt: skip
    told = {one["code"]: one["value"] for one in json.loads(run("commitments", "terms", PLAN, "--json"))}
    assert (told["professor"], told["housing"]) == ("1500000000", None)
    granted(database)
    assert json.loads(run("commitments", "signals", "--json")) == []


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("commitments", "list", "--state", "lost"), UsageError),
        (("commitments", "list", "--out", "list.pdf"), UsageError),
        (("budget", "set", PLAN, "2026", "state_budget", "-5", "--paper", "x"), SystemExit),
        (("payments", "pay", "9", "fees", "--dong", "0", "--paper", "x"), UsageError),
        (("budget", "show", "không-có"), UsageError),
    ],
)
def test_wrong_usage_is_told(run: Any, arguments: tuple[str, ...], kind: type[BaseException]) -> None:
    with pytest.raises((kind, AssertionError) if kind is SystemExit else kind):
        run(*arguments)


@pytest.mark.parametrize(("what", "arguments"), [("commitments", ("list",)), ("payments", ("list", "--waiting"))])
def test_lists_as_files(run: Any, database: Any, tmp_path: Path, what: str, arguments: tuple[str, ...]) -> None:
    granted(database, title="=1+1 Bà Thử")
    for name in ("list.csv", "list.xlsx"):
        run(what, *arguments, "--out", str(tmp_path / name))
        assert (tmp_path / name).stat().st_size > 100
    rows = list(csv.DictReader((tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert {row["Người, nội dung"] for row in rows} == {"'=1+1 Bà Thử"}, "a text never becomes a formula"


@pytest.mark.parametrize(
    "arguments",
    [
        ("commitments", "list"),
        ("commitments", "list", "--state", "broken"),
        ("commitments", "list", "--state", "running"),
        ("commitments", "list", "--soon"),
        ("payments", "list", "--case", "2"),
        ("payments", "list", "--waiting", "--case", "2"),
        ("payments", "list", "--case", "9"),
    ],
)
def test_a_file_holds_what_the_list_shows(
    run: Any, database: Any, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    first, second = granted(database, title="Bà Một"), granted(database, title="Bà Hai")
    for case in (first, second):
        run("payments", "pay", str(case.number), "fees", "--dong", "70000000", "--paper", "UNC 1")
    granted(database, title="Bà Ba", day=DECIDED - timedelta(days=200), opened=DECIDED - timedelta(days=200))
    confirm_all(database)
    step(database, first.number, "break", reason="Bỏ việc")
    run(*arguments, "--out", str(tmp_path / "list.csv"))
    rows = csv.DictReader((tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines())
    shown = json.loads(run(*arguments, "--json"))
    assert [row["Hồ sơ"] for row in rows] == [str(one["case"]) for one in shown]
    assert len({one["case"] for one in shown}) == {"9": 0, "list": 3, "running": 2}.get(arguments[-1], 1)


def test_years_that_no_budget_is_of(run: Any) -> None:
    for year in ("99999", "1999", "-1"):
        with pytest.raises(AssertionError, match="'--year'"):
            run("budget", "show", PLAN, "--year", year)


def test_each_account_takes_out_what_it_may(run: Any, database: Any, as_role: Any, tmp_path: Path) -> None:
    granted(database)
    out = str(tmp_path / "list.csv")
    for role in ("home_affairs", "finance", "steward"):
        run("commitments", "list", "--out", out, "--as", as_role(role).login)
        assert len((tmp_path / "list.csv").read_text(encoding="utf-8").splitlines()) == 2
    run("commitments", "list", "--out", out, "--as", as_role("agency", "SO-KHCN").login)
    assert len((tmp_path / "list.csv").read_text(encoding="utf-8").splitlines()) == 1, "none of another body"
    for role in ("leader", "council_member", "nominator", "auditor"):
        with pytest.raises(ForbiddenError):
            run("commitments", "list", "--out", out, "--as", as_role(role).login)
    with database.as_owner() as owner:
        logged = owner.execute("select count(*) from audit_event where action = 'commitment.export'").fetchone()
    assert logged == (4,)

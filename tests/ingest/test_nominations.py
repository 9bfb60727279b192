"""Lists of nominees from universities: each row nominated once or told at its cell, and no word of the registry."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
import xlsxwriter

from ingest.load import LoadError
from ingest.nominations import Batch, Imported, nominate_list, read_nominees
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.lookup import list_agencies
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from talentdb.plans import load_plan
from talentdb.programmes.nominations import list_nominations, withdraw
from tests.talentdb.conftest import Province
from tests.talentdb.programmes.plan_file import ATTRACT, write_plan

As = Callable[..., Principal]
ROWS = [
    (1, "Nguyễn Thị Ánh", "05/06/2003", "Nữ", "Công nghệ thông tin", "Xuất sắc", "033303001234"),
    (2, "Trần Văn Bắc", "31/02/2003", "Nam", "Toán học", "Giỏi", ""),
    (3, "Lê Hoàng Cúc", "2003", "Nữ", "Vật lý", "Xuất sắc", ""),
    (4, "Nguyễn Thị Ánh", "05/06/2003", "Nữ", "Công nghệ thông tin", "Xuất sắc", "033303001234"),
]


def _write(path: Path, rows: list[tuple[Any, ...]]) -> Path:
    """A list under a title block with a head of two rows, as a university writes it."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("K65")
        for at, line in enumerate(("ĐẠI HỌC THỬ NGHIỆM", "DANH SÁCH SINH VIÊN XUẤT SẮC KHÓA 65")):
            sheet.write(at, 0, line)
        sheet.merge_range(3, 4, 3, 5, "Kết quả học tập")
        for at, head in enumerate(("STT", "Họ và tên", "Ngày sinh", "Giới tính")):
            sheet.merge_range(3, at, 4, at, head)
        sheet.write_row(4, 4, ("Ngành đào tạo", "Xếp loại"))
        sheet.merge_range(3, 6, 4, 6, "Số CCCD")
        for number, row in enumerate(rows, 5):
            sheet.write_row(number, 0, row)
    return path


@pytest.fixture
def province(database: Any) -> Province:
    """A registry without people."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        codes = {row["code"]: row["agency_id"] for row in list_agencies(connection)}
    return Province(database.engine, database.keyring, codes)


@pytest.fixture
def plan(province: Province, database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A plan of the test whose one instrument takes nominations."""
    taken = ATTRACT.replace('start = "filed"', 'start = "filed"\nnominated = true', 1)
    return load_plan(write_plan(database, tmp_path / "plans", monkeypatch, taken))


def _import(province: Province, who: Principal, path: Path, plan: Any, **changed: Any) -> Imported:
    batch = Batch(
        plan, **{"instrument": "attract", "nominator": "Phòng Đào tạo", "referrer": "Đại học Thử", **changed}
    )
    document = read_nominees(path)
    with unit_of_work(province.engine, who) as connection:
        return nominate_list(connection, who, province.keyring, document, batch)


def test_each_row_is_nominated_or_told_at_its_cell(
    province: Province, plan: Any, as_role: As, tmp_path: Path
) -> None:
    school = as_role("nominator")
    found = _import(province, school, _write(tmp_path / "sv.xlsx", ROWS), plan)
    assert [(row.row, row.full_name, row.state) for row in found.rows] == [
        (6, "Nguyễn Thị Ánh", "made"), (7, "Trần Văn Bắc", "wrong"), (8, "Lê Hoàng Cúc", "made"),
        (9, "Nguyễn Thị Ánh", "same"),
    ]  # fmt: skip
    assert (found.rows[1].cell, found.rows[3].cell) == ("C7", "B9")
    assert "31/02/2003" in found.rows[1].message
    with unit_of_work(province.engine, school) as connection:
        kept = {one.full_name: one for one in list_nominations(connection, school)}
    one = kept["Nguyễn Thị Ánh"]
    assert (one.batch_row, one.nominator, one.referrer) == (6, "Phòng Đào tạo", "Đại học Thử")
    assert (one.values["birth_date"], one.values["sex"], one.values["field_of_training"]) == (
        "2003-06-05", "female", "Công nghệ thông tin")  # fmt: skip
    assert kept["Lê Hoàng Cúc"].values["birth_date_precision"] == "year"


def test_the_same_file_nominates_nobody_twice(province: Province, plan: Any, as_role: As, tmp_path: Path) -> None:
    school, other = as_role("nominator"), as_role("nominator")
    path = _write(tmp_path / "sv.xlsx", ROWS[:1] + ROWS[2:3])
    first = _import(province, school, path, plan)
    assert [row.state for row in first.rows] == ["made", "made"]
    with unit_of_work(province.engine, school) as connection:
        withdraw(connection, school, first.rows[0].number or 0, "nhầm")
    again = _import(province, school, path, plan)
    assert [(row.state, row.number) for row in again.rows] == [("before", row.number) for row in first.rows]
    mended = _import(province, school, _write(tmp_path / "sv2.xlsx", ROWS[2:3]), plan)
    assert [row.state for row in mended.rows] == ["same"], "another file, the same person who waits"
    assert [row.state for row in _import(province, other, path, plan).rows] == ["made", "made"]


def test_two_clicks_at_once_nominate_each_once(province: Province, plan: Any, as_role: As, tmp_path: Path) -> None:
    school, ready = as_role("nominator"), Barrier(2)
    document = read_nominees(_write(tmp_path / "sv.xlsx", ROWS[:1] + ROWS[2:3]))

    def attempt(_: int) -> list[str]:
        with unit_of_work(province.engine, school) as connection:
            list_nominations(connection, school)
            ready.wait(30)
            batch = Batch(plan, "attract", nominator="x")
            return [row.state for row in nominate_list(connection, school, province.keyring, document, batch).rows]

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == [["before", "before"], ["made", "made"]]


def test_who_is_in_the_registry_makes_no_difference(
    province: Province, plan: Any, as_role: As, tmp_path: Path
) -> None:
    known = {"full_name": "Nguyễn Thị Ánh", "birth_date": "2003-06-05", "sex": "female",
             "national_id": "033303001234", "status": "deceased"}  # fmt: skip
    path = _write(tmp_path / "sv.xlsx", ROWS)
    before = _import(province, as_role("nominator"), path, plan)
    province.load("SO-KHCN", [known])
    after = _import(province, as_role("nominator"), path, plan)
    assert [(row.state, row.cell) for row in before.rows] == [(row.state, row.cell) for row in after.rows]
    assert before.warnings == after.warnings


def test_lists_that_are_none_are_refused(province: Province, plan: Any, as_role: As, tmp_path: Path) -> None:
    broken = tmp_path / "x.xlsx"
    broken.write_bytes(b"no workbook")
    with pytest.raises(LoadError, match=r"x\.xlsx"):
        read_nominees(broken)
    with xlsxwriter.Workbook(tmp_path / "y.xlsx") as book:
        book.add_worksheet().write(0, 0, "Không có ai")
    with pytest.raises(LoadError):
        read_nominees(tmp_path / "y.xlsx")
    path, school = _write(tmp_path / "sv.xlsx", ROWS), as_role("nominator")
    for changed, error in (({"group": "king"}, UsageError), ({"reason": " "}, UsageError),
                           ({"instrument": "none"}, NotFoundError)):  # fmt: skip
        with pytest.raises(error):
            _import(province, school, path, plan, **changed)
    with pytest.raises(ForbiddenError):
        _import(province, as_role("leader"), path, plan)
    with unit_of_work(province.engine, OPERATOR) as connection:
        assert list_nominations(connection, OPERATOR) == ()

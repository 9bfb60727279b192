"""From a workbook to the figure I1: posts stated as none, and tasks that make researchers of clinicians."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from ingest import labels
from ingest.back.templates import write_filled_template
from ingest.load import read_for_agency, store_document
from ingest.pipeline import read
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import agency, person_version
from talentdb.indicators.engine import compute
from talentdb.people.export import iter_people
from talentdb.plans import load_plan
from talentdb.registry.decisions import approve, rollback
from tests.conftest import Database

HEADER = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "CCCD", "Mã chức danh nghề nghiệp", "Trình độ chuyên môn",
          "Vị trí KH&CN, ĐMST")  # fmt: skip
PEOPLE = (
    (1, "Nguyễn Văn Mẫu", "25/11/1975", "Nam", "033075001234", "V.05.01.03", "Thạc sĩ", "Không"),
    (2, "Trần Thị Thử", "26/11/1976", "Nữ", "033176001235", "V.05.01.03", "Thạc sĩ", "Không có"),
    (3, "Lê Văn Ví", "27/11/1977", "Nam", "033077001236", "V.05.01.03", "Thạc sĩ", None),
    (4, "Phạm Thị Dụ", "28/11/1978", "Nữ", "033178001237", "V.08.01.03", "Đại học", None),
    (5, "Hoàng Văn Bác", "29/11/1979", "Nam", "033079001238", "V.08.01.03", "Đại học", "Nghiên cứu"),
)
WORKS = (
    ("STT", "Tên đề tài", "Họ và tên", "CCCD", "Vai trò", "Loại", "Cấp", "Năm"),
    (1, "Phòng sốt xuất huyết", "Phạm Thị Dụ", "033178001237", "Thành viên", "Đề tài", "Tỉnh", 2024),
    (2, "Chọn giống nhãn", "Nguyễn Văn Mẫu", "033075001234", "Chủ nhiệm", "Đề tài", "Tỉnh", 2024),
)
DAY = date(2026, 11, 1)


@pytest.fixture
def load(database: Database, tmp_path: Path) -> Callable[..., list[int]]:
    """Store and approve the lists of a sheet; the numbers of the submissions."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        own = int(connection.execute(select(agency.c.agency_id).where(agency.c.code == "SO-YTE")).scalar_one())

    def run(rows: Sequence[Sequence[Any]], as_of: date = date(2026, 6, 30)) -> list[int]:
        path = tmp_path / f"{as_of}-{len(rows)}-{len(rows[0])}.xlsx"
        book = Workbook()
        for row in rows:
            book.worksheets[0].append(list(row))
        book.save(path)
        book.close()
        with unit_of_work(database.engine, OPERATOR) as connection:
            document = read_for_agency(connection, path, own, None)
            loaded = store_document(
                connection, OPERATOR, database.keyring, document, agency_id=own, as_of=as_of, file_name=path.name,
                content=path.read_bytes(), state="submitted",
            )  # fmt: skip
        numbers = [one.receipt.submission_id for one in loaded]
        for number in numbers:
            with unit_of_work(database.engine, OPERATOR) as connection:
                approve(connection, OPERATOR, number)
        return numbers

    return run


def first_figure(database: Database) -> tuple[int, int]:
    """Women or people of a minority, and all who hold a post, of I1."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        answer = compute(connection, OPERATOR, load_plan("hung-yen-2711"), DAY)
    (entry,) = [one for one in answer["indicators"] if one["code"] == "I1"]
    return entry["numerator"], entry["denominator"]


def holders(database: Database) -> dict[str, list[str]]:
    v = person_version.c
    with unit_of_work(database.engine, OPERATOR) as connection:
        rows = connection.execute(select(v.full_name, v.sti_posts).where(v.valid_to.is_(None)).order_by(v.full_name))
        return {name: list(posts) for name, posts in rows if posts}


def test_who_is_stated_to_hold_no_post_is_outside_and_a_task_brings_a_clinician_in(
    database: Database, load: Callable[..., list[int]]
) -> None:
    load([HEADER, *PEOPLE])
    assert holders(database) == {"Hoàng Văn Bác": ["research"], "Lê Văn Ví": ["research"]}
    assert first_figure(database) == (0, 2)
    (works,) = load(WORKS, date(2026, 7, 31))
    assert set(holders(database)) == {"Hoàng Văn Bác", "Lê Văn Ví", "Phạm Thị Dụ"}, "a stated none outweighs a task"
    assert first_figure(database) == (1, 3)
    with unit_of_work(database.engine, OPERATOR) as connection:
        rollback(connection, OPERATOR, works)
    assert first_figure(database) == (0, 2)


def test_an_export_handed_in_again_changes_no_post(
    database: Database, load: Callable[..., list[int]], tmp_path: Path
) -> None:
    load([HEADER, *PEOPLE[:2]])
    with unit_of_work(database.engine, OPERATOR) as connection:
        rows = list(iter_people(connection, OPERATOR, purpose="thử"))
    assert [row["sti_posts"] for row in rows] == [[], []]
    path = tmp_path / "xuat.xlsx"
    write_filled_template("people", rows, path, agency="Sở Y tế")
    (table,) = next(s for s in read(path)["sheets"] if s["sheet"] == labels.LIST_SHEET)["tables"]
    assert [record["values"]["sti_posts"] for record in table["records"]] == [[], []]
    load([HEADER, *PEOPLE[:1], (*PEOPLE[1][:-1], None)], date(2026, 9, 30))
    assert first_figure(database) == (0, 0), "who says nothing now does not take the statement back"
    load([HEADER, *PEOPLE[:1], (*PEOPLE[1][:-1], "Nghiên cứu")], date(2026, 10, 31))
    assert first_figure(database) == (1, 1)

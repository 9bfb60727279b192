"""Each section that a register makes says what the register holds, counted by hand, and where it holds nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.reporting import part_labels as words
from talentdb.reporting.blocks import Paragraph, Table, block_of, kept, sheet_of
from talentdb.reporting.difficulties import answer, assign, raise_
from talentdb.reporting.excellent import record_excellent
from talentdb.reporting.inspections import record_inspection, record_remedy
from talentdb.reporting.parts.completeness import completeness
from talentdb.reporting.parts.difficulties import difficulties
from talentdb.reporting.parts.excellent import excellent
from talentdb.reporting.parts.inspections import inspections
from talentdb.reporting.parts.made import Context, Made
from talentdb.reporting.parts.outlook import outlook
from talentdb.reporting.parts.tasks import tasks
from talentdb.reporting.subject import subject_of
from talentdb.reporting.tasks import report_task
from talentdb.settings import today
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
Make = Callable[[Context], Made]
PLAN = "hung-yen-2711"
YEAR = today().year


def _made(province: Province, make: Make, kind: str = "province", agency: str | None = None) -> Made:
    with unit_of_work(province.engine, OPERATOR) as connection:
        subject = subject_of(
            connection, OPERATOR, PLAN, kind, today(), agency_code=agency, period=str(YEAR), until=today()
        )
        return make(Context(connection, OPERATOR, subject, today(), {"indicators": [], "as_of": today().isoformat()}))


def _said(made: Made) -> str:
    return " ".join(block.text for block in made.blocks if isinstance(block, Paragraph))


def _rows(made: Made) -> list[list[str]]:
    return [list(row) for block in made.blocks if isinstance(block, Table) for row in block.rows]


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (difficulties, words.NO_DIFFICULTIES),
        (inspections, words.NO_INSPECTIONS),
        (excellent, words.NO_EXCELLENT),
        (outlook, words.NO_OUTLOOK),
    ],
)
def test_an_empty_register_is_a_sentence_and_no_table(province: Province, make: Make, told: str) -> None:
    made = _made(province, make)
    assert _said(made) == told
    assert _rows(made) == []


def test_what_is_made_is_kept_and_comes_back_as_it_was(province: Province) -> None:
    made = _made(province, completeness)
    assert made.sheets
    again = [block_of(kept(block)) for block in made.blocks]
    assert again == list(made.blocks)
    assert [sheet_of(kept(sheet)) for sheet in made.sheets] == list(made.sheets)


def test_tasks_are_counted_by_what_bodies_told(province: Province, as_role: As) -> None:
    body, other = as_role("agency", "SO-KHCN"), as_role("agency", "SO-NV")
    for who, number, state in ((body, 2, "under_way"), (body, 3, "done"), (other, 10, "under_way")):
        with unit_of_work(province.engine, who) as connection:
            report_task(connection, who, PLAN, number, str(YEAR), state, evidence="Công văn 12", note="Đang làm")
    made = _made(province, tasks)
    assert "11 nhiệm vụ: 3 nhiệm vụ đã có cơ quan báo cáo, 1 nhiệm vụ đã có cơ quan báo hoàn thành" in _said(made)
    assert [row[4] for row in _rows(made) if row[0] == "3"] == ["Hoàn thành: 1"]
    own = _made(province, tasks, "agency", "SO-KHCN")
    mine = {row[0]: row[2] for row in _rows(own)}
    assert (mine["2"], mine["3"]) == ("Đang làm", "Hoàn thành")
    assert "10" not in mine


def test_difficulties_are_told_with_who_answers(province: Province, as_role: As) -> None:
    body, finance, steward = as_role("agency", "SO-NV"), as_role("agency", "SO-TC"), as_role("steward")
    with unit_of_work(province.engine, body) as connection:
        first = raise_(connection, body, "difficulty", "Chưa có kinh phí", "Bà Thử", plan=PLAN)
        raise_(connection, body, "proposal", "Mở lớp ngoại ngữ", "Bà Thử", plan=PLAN)
    with unit_of_work(province.engine, finance) as connection:
        third = raise_(connection, finance, "difficulty", "Thiếu người", "Ông Thử")
    with unit_of_work(province.engine, steward) as connection:
        assign(connection, steward, first.number, finance.agency_id or 0, date(YEAR, 12, 1))
        assign(connection, steward, third.number, body.agency_id or 0)
        answer(connection, steward, third.number, "Sẽ bổ sung")
    made = _made(province, difficulties)
    assert "Trong kỳ có 3 nội dung được nêu: 2 khó khăn, vướng mắc và 1 đề xuất, kiến nghị." in _said(made)
    for told in ("đang chờ trả lời: 1", "đã trả lời: 1", "mới nêu: 1"):
        assert told in _said(made)
    answers = {row[1]: row[3] for row in _rows(made)}
    assert answers["Khó khăn, vướng mắc: Chưa có kinh phí"] == f"Chờ Sở Tài chính trả lời (hạn 01/12/{YEAR})"
    assert "Sẽ bổ sung" in answers["Khó khăn, vướng mắc: Thiếu người"]
    own = _made(province, difficulties, "agency", "SO-TC")
    assert [row[1] for row in _rows(own)] == ["Khó khăn, vướng mắc: Thiếu người"]


def test_completeness_names_who_is_missing_and_how_many_are_listed(province: Province) -> None:
    people = [{"full_name": f"Trần Thị {name}", "birth_date": "1985-01-02"} for name in ("An", "Bình", "Chi")]
    province.load("SO-NV", people, as_of=f"{YEAR}-03-01")
    stated = [{"institution_name": "Sở Nội vụ", "staff_total": 4}]
    province.load("SO-NV", stated, form="institutions", as_of=f"{YEAR}-03-01")
    made = _made(province, completeness)
    assert "1 cơ quan, đơn vị đã khai tổng số 4 người; danh sách đã có tên 3 người trong số đó (75,0 %)" in _said(
        made
    )
    (sheet,) = made.sheets
    missing = {row[0]: row[4] for row in sheet.rows if "kế hoạch" in str(row[1])}
    assert "danh sách trí thức" in str(missing["Sở Tài chính"])
    assert "tổng số nhân sự" not in str(missing["Sở Nội vụ"])
    assert f"0 trên {len(missing)} cơ quan" in _said(made)


def test_inspections_and_their_remedies_are_counted(province: Province, as_role: As) -> None:
    steward = as_role("steward")
    with unit_of_work(province.engine, steward) as connection:
        one = record_inspection(
            connection, steward, PLAN, province.codes["SO-NV"], today(), "Sở KH&CN", "Danh sách thiếu",
            remedy="Bổ sung", remedy_due=today(),
        )  # fmt: skip
        record_remedy(connection, steward, one.number, today())
        record_inspection(connection, steward, PLAN, province.codes["SO-TC"], today(), "Thanh tra tỉnh", "Đủ")
    made = _made(province, inspections)
    assert "đã kiểm tra 2 lượt" in _said(made)
    assert "1 lượt có nội dung phải khắc phục, 1 đã khắc phục xong" in _said(made)
    assert {row[1] for row in _rows(made)} == {"Sở Nội vụ", "Sở Tài chính"}


def test_excellent_tasks_of_the_year_are_listed(province: Province, as_role: As) -> None:
    steward = as_role("steward")
    with unit_of_work(province.engine, steward) as connection:
        for year, title in ((YEAR, "Giống lúa mới"), (YEAR - 1, "Của năm trước")):
            record_excellent(
                connection, steward, year, title, "TS. Thử", date(year, 3, 1), "Ba xã", commissioned=True
            )
    made = _made(province, excellent)
    assert "có 1 nhiệm vụ" in _said(made)
    assert [row[1] for row in _rows(made)] == ["Giống lúa mới"]


def test_an_outlook_on_paper_tells_of_no_handful_that_will_be_left(province: Province) -> None:
    """Six women today, of whom three will have retired: the page hides it from leaders, and so does the paper."""
    base: dict[str, Any] = {"sex": "female", "ethnicity_code": "01", "sti_posts": ["research"]}
    born = ["1990-01-02"] * 3 + ["1966-01-02"] * 3
    province.load("SO-NV", [{**base, "full_name": f"Trần Thị {at}", "birth_date": b} for at, b in enumerate(born)])
    assert not [row for row in _rows(_made(province, outlook)) if row[0] == "I1"]


def test_outlook_states_what_comes_with_its_band(province: Province) -> None:
    base: dict[str, Any] = {"sex": "female", "ethnicity_code": "01", "birth_date": "1990-01-02",
                            "sti_posts": ["research"]}  # fmt: skip
    province.load("SO-NV", [{**base, "full_name": f"Trần Thị {at}"} for at in range(6)])
    made = _made(province, outlook)
    (row,) = [row for row in _rows(made) if row[0] == "I1"]
    assert row[2] == "100,0 %"
    assert row[4] == words.ENOUGH
    assert " đến " in row[3]

"""What is printed is what was frozen: the document and its annex are read back, number by number.

After the figures are frozen the registry changes; a number that were computed anew would be another one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph
from openpyxl import load_workbook

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.indicators.snapshots import Snapshot, freeze
from talentdb.reporting import words
from talentdb.reporting.drafting import draw
from talentdb.reporting.paper import annex_of, document_of, sight_of
from talentdb.reporting.report_rows import list_reports, read_report
from talentdb.reporting.reports import save, send, sign
from talentdb.reporting.subject import subject_of
from talentdb.settings import today
from talentdb.text import format_date, format_number, format_percent
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
PLAN = "hung-yen-2711"
YEAR = str(today().year)
TEXTS = {"direction": "Đã triển khai.", "assessment": "Tốt.", "next": "Làm tiếp."}
NUMBER = re.compile(r"\d[\d.,/]*\d|\d")


def _people(count: int, sex: str, first: int) -> list[dict[str, Any]]:
    base = {"sex": sex, "ethnicity_code": "01", "birth_date": "1985-01-02", "sti_posts": ["research"]}
    return [
        {**base, "full_name": f"Người Thử {at}", "national_id": f"0331850{at:05}"}
        for at in range(first, first + count)
    ]


@dataclass(frozen=True)
class Frozen:
    """A signed report of the province, and the figures that it was signed with."""

    province: Province
    number: int
    snapshot: Snapshot


@pytest.fixture
def frozen(province: Province, as_role: As) -> Frozen:
    province.load("SO-NV", _people(7, "female", 0) + _people(16, "male", 100))
    province.load("SO-TC", _people(3, "male", 200))
    body, steward = as_role("agency", "SO-NV"), as_role("steward")
    with unit_of_work(province.engine, body) as connection:
        subject = subject_of(connection, body, PLAN, "agency", today(), period=YEAR)
        one = save(connection, body, subject, {**TEXTS, "assessment": "Còn thiếu máy tính."})
        send(connection, body, one.report_id, sign(connection, body, one.report_id, 1).version)
    with unit_of_work(province.engine, steward) as connection:
        snapshot = freeze(connection, steward, PLAN, YEAR, today())
        subject = subject_of(connection, steward, PLAN, "province", today(), period=YEAR)
        one = save(connection, steward, subject, TEXTS, snapshot_id=snapshot.snapshot_id)
        one = sign(connection, steward, one.report_id, 1)
    # What comes after the figures were frozen is in none of them.
    province.load("SO-GDDT", _people(31, "male", 300))
    return Frozen(province, one.report_id, snapshot)


def _papers(frozen: Frozen, who: Principal) -> tuple[bytes, bytes]:
    with unit_of_work(frozen.province.engine, who) as connection:
        sight = sight_of(connection, who, read_report(connection, who, frozen.number))
        return document_of(sight), annex_of(sight)


def _texts(docx: bytes) -> Iterator[str]:
    """Everything that is written in the body, in its order, cell by cell."""
    document = Document(BytesIO(docx))
    for item in document.iter_inner_content():
        if isinstance(item, DocxParagraph):
            yield item.text.replace("\u00a0", " ")
        elif isinstance(item, DocxTable):
            for row in item.rows:
                yield from (cell.text.replace("\u00a0", " ") for cell in row.cells)


def _section(docx: bytes, heading: str) -> list[str]:
    """The texts of one section, without its heading."""
    found: list[str] = []
    within = False
    for text in _texts(docx):
        if re.match(r"[IVX]+\. ", text):
            within = heading.upper() in text
        elif within:
            found.append(text)
    return found


def _numbers(texts: list[str]) -> set[str]:
    return {number for text in texts for number in NUMBER.findall(text)}


def _stated(body: dict[str, Any]) -> set[str]:
    """Every way in which a frozen value may stand on paper."""
    said: set[str] = set()
    for entry in body["indicators"]:
        said |= set(NUMBER.findall(entry["code"] + entry["name"] + entry["wording"]))
        said |= {str(entry["target_year"])} | {str(entry["coverage"][key]) for key in entry["coverage"]}
        for figure in (entry, *entry["rows"], *(entry.get("certainty") or ())):
            for name in ("value", "low", "high", "target"):
                if figure.get(name) is not None:
                    said |= {format_percent(figure[name])[:-2], format_percent(figure[name], 0)[:-2]}
            for name in ("numerator", "denominator", "gap_people"):
                if figure.get(name) is not None:
                    said.add(format_number(figure[name]))
            if figure.get("denominator"):
                said.add(f"{format_number(figure['numerator'])}/{format_number(figure['denominator'])}")
        said.add(format_number(sum(entry["unknown"].values())))
    return said


def test_every_number_of_the_figures_is_a_frozen_one(frozen: Frozen, as_role: As) -> None:
    docx, _ = _papers(frozen, as_role("steward"))
    texts = _section(docx, "Kết quả thực hiện các chỉ tiêu")
    assert len(texts) > 10
    body = dict(frozen.snapshot.body)
    origin = {*NUMBER.findall(format_date(today())), str(frozen.snapshot.snapshot_id)}
    of_lists = {
        str(number) for number in range(1, len(body["indicators"]) + 1)
    }  # lines of tables, counts of indicators
    seal = set(NUMBER.findall(frozen.snapshot.sha256[:16]))
    assert _numbers(texts) - _stated(body) - origin - of_lists - seal == set()
    (share,) = [entry for entry in body["indicators"] if entry["code"] == "I1"]
    assert (share["numerator"], share["denominator"]) == (7, 26)
    said = " ".join(texts)
    assert "7 trên 26 người" in said
    assert format_percent(7 / 26) in said
    assert "57" not in _numbers(texts)  # with those who came later


def test_the_annex_holds_the_frozen_numbers_as_numbers(frozen: Frozen, as_role: As) -> None:
    _, xlsx = _papers(frozen, as_role("steward"))
    book = load_workbook(BytesIO(xlsx))
    rows = {row[0]: row for row in book[words.SHEET_FIGURES].iter_rows(min_row=5, values_only=True)}
    for entry in frozen.snapshot.body["indicators"]:
        if entry["kind"] == "none":
            continue
        row = rows[entry["code"]]
        expected = (entry["numerator"], entry["denominator"], entry["value"], entry["low"], entry["high"])
        if entry["suppressed"]:
            continue
        assert row[2:7] == pytest.approx(expected) if entry["value"] is not None else row[4] is None
    assert book[words.SHEET_FIGURES]["E5"].number_format == "0.0%"
    assert book[words.SHEET_FIGURES].freeze_panes == "A5"


def test_small_groups_stand_on_no_paper_of_the_province(frozen: Frozen, as_role: As) -> None:
    """Three people of one body: whoever reads the paper, they are not told, nor can they be worked out."""
    _, xlsx = _papers(frozen, as_role("steward"))
    book = load_workbook(BytesIO(xlsx))
    rows = list(book[words.SHEET_CUTS["agency"][0]].iter_rows(min_row=5, values_only=True))
    shown = [row for row in rows if row[0] == "I1"]
    assert {row[2] for row in shown} == {"Sở Nội vụ", "Sở Tài chính"}
    assert all(row[3] is None and row[9] == words.HIDDEN_SHORT for row in shown)


def test_leaders_get_a_bodys_figures_without_its_small_groups(frozen: Frozen, as_role: As) -> None:
    leader, body = as_role("leader"), as_role("agency", "SO-TC")
    with unit_of_work(frozen.province.engine, body) as connection:
        subject = subject_of(connection, body, PLAN, "agency", today(), period=YEAR)
        one = save(connection, body, subject, TEXTS)
        send(connection, body, one.report_id, sign(connection, body, one.report_id, 1).version)
        own = sight_of(connection, body, read_report(connection, body, one.report_id))
    with unit_of_work(frozen.province.engine, leader) as connection:
        sight = sight_of(connection, leader, read_report(connection, leader, one.report_id))
    heading = "Đội ngũ trí thức"
    assert "0 trên 3 người" in " ".join(_section(document_of(own), heading))
    assert "trên 3" not in " ".join(_section(document_of(sight), heading))


def test_leaders_get_no_more_of_a_body_than_the_province_tells_of_it(frozen: Frozen, as_role: As) -> None:
    """Its people are hidden among those of the province, beside three of another; its own paper hides them too."""
    seen = {}
    for role in ("leader", "steward"):
        who = as_role(role)
        with unit_of_work(frozen.province.engine, who) as connection:
            kept = (read_report(connection, who, one.report_id) for one in list_reports(connection, who, plan=PLAN))
            sight = sight_of(connection, who, next(one for one in kept if one.code == "SO-NV"))
        seen[role] = {entry["code"]: entry for entry in sight.figures["indicators"]}["I1"]
    assert seen["steward"]["denominator"] >= 5
    assert seen["leader"]["suppressed"]
    assert seen["leader"]["denominator"] is None
    assert all(row["suppressed"] for row in seen["leader"]["rows"])


def test_the_words_of_bodies_are_quoted_with_their_names_and_counted(frozen: Frozen, as_role: As) -> None:
    docx, xlsx = _papers(frozen, as_role("leader"))
    said = _section(docx, "Đánh giá chung")
    assert "- Sở Nội vụ: “Còn thiếu máy tính.”" in said
    assert "Tốt." in said
    book = load_workbook(BytesIO(xlsx))
    quoted = [row[2] for row in book["Ý kiến của cơ quan"].iter_rows(min_row=5, values_only=True)]
    assert "Còn thiếu máy tính." in quoted
    assert any("1 trên" in text and "đã gửi báo cáo" in text for text in _section(docx, "Việc chấp hành"))


def test_the_layout_is_that_of_official_papers(frozen: Frozen, as_role: As) -> None:
    docx, _ = _papers(frozen, as_role("steward"))
    document = Document(BytesIO(docx))
    texts = list(_texts(docx))
    assert "SỞ KHOA HỌC VÀ" in texts[0]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts[1]
    assert any(text.startswith("Số: ") and text.endswith("/BC-SKHCN") for text in texts)
    assert any(re.fullmatch(r"Hưng Yên, ngày \d\d tháng \d\d? năm \d{4}", text) for text in texts)
    assert "BÁO CÁO" in texts
    assert any(text.startswith("Kính gửi: ") for text in texts)
    assert any("Nơi nhận:" in text for text in texts)
    assert any("(Ký, ghi rõ họ tên)" in text for text in texts)
    assert any("mã kiểm tra" in text for text in texts)
    page = document.sections[0]
    assert (page.left_margin.mm, page.right_margin.mm, page.top_margin.mm) == pytest.approx((30, 20, 20), abs=0.1)
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert not any("DỰ THẢO" in text for text in texts)
    # No number parts from its unit at the end of a line.
    assert not any(re.search(r"\d %", paragraph.text) for paragraph in document.paragraphs)


def test_a_draft_says_so_and_that_its_figures_are_not_frozen(province: Province) -> None:
    with unit_of_work(province.engine, OPERATOR) as connection:
        subject = subject_of(connection, OPERATOR, PLAN, "province", today(), period=YEAR)
        drawn = draw(connection, OPERATOR, subject, today())
    texts = list(_texts(document_of(drawn.sight)))
    assert any("DỰ THẢO" in text for text in texts)
    assert any("Chưa có số liệu để tính chỉ tiêu nào" in text for text in texts)
    assert any("chưa chốt" in text for text in texts)
    assert "[Nêu văn bản đã ban hành và việc phân công thực hiện.]" in texts
    assert drawn.told()["frozen"] is False


@pytest.mark.parametrize(
    ("plan", "kind"),
    [
        ("hung-yen-2711", "interim-review"), ("hung-yen-2711", "final-review"), ("hung-yen-798", "six-month"),
        ("hung-yen-798", "yearly"), ("hai-phong-53", "yearly"), ("lang-son-899", "province"),
    ],
)  # fmt: skip
def test_every_kind_that_plans_ask_for_can_be_drawn_of_an_empty_registry(
    province: Province, plan: str, kind: str
) -> None:
    with unit_of_work(province.engine, OPERATOR) as connection:
        drawn = draw(connection, OPERATOR, subject_of(connection, OPERATOR, plan, kind, today()), today())
    said = " ".join(_texts(document_of(drawn.sight)))
    for wrong in ("None", "nan", "{", "  ,"):
        assert wrong not in said
    assert annex_of(drawn.sight)[:2] == b"PK"

"""From a file to stored submissions: one draft a form, employers looked up, nothing told twice. A real database."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from ingest.forms import form_names
from ingest.load import LoadError, drafts_of, read_for_agency, store_document
from ingest.pipeline import read
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import agency, source_record, submission_problem
from talentdb.registry.decisions import approve
from talentdb.submissions.draft import SubmissionDraft
from tests.conftest import Database

Rows = Sequence[Sequence[Any]]

SHEETS: dict[str, Rows] = {
    "Người": [["STT", "Họ và tên", "Ngày sinh", "CCCD", "Trình độ chuyên môn", "LLCT", "Đơn vị công tác"],
              [1, "Nguyễn Văn Mẫu", "25/11/1975", "033075001234", "Thạc sĩ", "Cao cấp", "Sở Y tế"],
              [2, "Trần Thị Thử", "26/11/1976", None, "Đại học", None, "Cơ quan không ai biết"]],
    "Bồi dưỡng": [["STT", "Họ và tên", "Tên khóa bồi dưỡng", "Từ ngày", "Đến ngày", "Số chứng chỉ"],
                  [1, "Nguyễn Văn Mẫu", "Quản lý nhà nước", "01/03/2024", "30/03/2024", "QL-01"],
                  [2, "Trần Thị Thử", "Chuyển đổi số", "02/03/2024", "30/04/2024", "QL-02"]],
    "Đề tài": [["STT", "Tên đề tài", "Chủ nhiệm", "Cấp", "Năm"],
               [1, "Chọn giống nhãn", "Nguyễn Văn Mẫu", "Tỉnh", 2024], [2, "Số hóa hồ sơ", None, "Cơ sở", 2023]],
    "Khen thưởng": [["STT", "Họ và tên", "Danh hiệu thi đua", "Cấp khen thưởng", "Năm khen thưởng"],
                    [1, "Nguyễn Văn Mẫu", "Lao động tiên tiến", "Cơ sở", 2024],
                    [2, "Trần Thị Thử", "Chiến sĩ thi đua cơ sở", "Cơ sở", 2024]],
    "Cơ sở": [["STT", "Tên cơ sở đào tạo", "Đạt kiểm định", "Có giá trị đến", "Tổng số giáo viên"],
              [1, "Trường Cao đẳng Mẫu", "Đạt", "31/12/2028", 120], [2, "Trường Trung cấp Thử", "Chưa", None, 80]],
    "Nhu cầu": [["STT", "Vị trí việc làm cần tuyển", "Số lượng cần", "Trình độ yêu cầu", "Chuyên ngành cần"],
                [1, "Bác sĩ hồi sức", 2, "Đại học", "Y đa khoa"], [2, "Chuyên viên số", 1, "Thạc sĩ", "Tin học"]],
    "Nước ngoài": [["STT", "Họ và tên", "Năm sinh", "Quốc gia đang sinh sống", "Nơi làm việc ở nước ngoài"],
                   [1, "Lê Văn Xa", 1980, "Nhật Bản", "Đại học Tokyo"], [2, "Phạm Thị Xứ", 1985, "Đức", "TU Mẫu"]],
}  # fmt: skip


def write(path: Path, sheets: dict[str, Rows]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    book.close()
    return path


@pytest.fixture
def own(database: Database) -> int:
    with unit_of_work(database.engine, OPERATOR) as connection:
        return int(connection.execute(select(agency.c.agency_id).where(agency.c.code == "SO-YTE")).scalar_one())


@pytest.fixture
def drafts(database: Database, own: int, tmp_path: Path) -> Callable[..., list[SubmissionDraft]]:
    """Drafts of sheets as the reader understands them."""

    def run(sheets: dict[str, Rows], **options: Any) -> list[SubmissionDraft]:
        path = write(tmp_path / "ds.xlsx", sheets)
        document = read(path, internal=True, **options)
        with unit_of_work(database.engine, OPERATOR) as connection:
            return drafts_of(
                connection, document, agency_id=own, as_of=None, file_name="ds.xlsx", content=path.read_bytes()
            )

    return run


def test_every_form_of_a_file_is_a_draft_of_its_own(drafts: Any, own: int) -> None:
    found = {draft.form: draft for draft in drafts(SHEETS)}
    assert set(found) == set(form_names())
    assert {form: len(draft.records) for form, draft in found.items()} == dict.fromkeys(form_names(), 2)
    assert [(r.row_no, r.refused) for r in found["works"].records] == [(2, False), (3, True)]
    assert not any(r.refused for form, draft in found.items() if form != "works" for r in draft.records)
    assert found["works"].records[1].raw == {"A": "2", "B": "Số hóa hồ sơ", "D": "Cơ sở", "E": "2023"}
    assert {r.employer_id for draft in found.values() for r in draft.records} == {own}


def test_each_problem_is_told_in_one_draft(drafts: Any) -> None:
    told = [(p.code, p.sheet, p.cell) for draft in drafts(SHEETS) for p in draft.problems]
    assert len(told) == len(set(told))
    assert ("row.refused", "Đề tài", "C3") in told


def test_an_agency_that_nobody_knows_is_told_and_the_row_counts_for_the_sender(drafts: Any, own: int) -> None:
    (people,) = drafts({"Người": SHEETS["Người"]})
    assert [(p.code, p.cell) for p in people.problems if p.code.startswith("agency.")] == [("agency.unknown", "G3")]
    assert people.records[1].employer_id == own


def titled(*bodies: str) -> dict[str, Rows]:
    """A sheet for each body, which only its title names."""
    header, *rows = (row[:6] for row in SHEETS["Người"])
    return {f"DS {n}": [[body], ["DANH SÁCH CÁN BỘ"], header, *rows] for n, body in enumerate(bodies)}


def employers(database: Database, found: list[SubmissionDraft]) -> list[str]:
    with unit_of_work(database.engine, OPERATOR) as connection:
        codes = {row[0]: row[1] for row in connection.execute(select(agency.c.agency_id, agency.c.code))}
    return [codes[record.employer_id] for draft in found for record in draft.records]


@pytest.mark.parametrize(
    ("title", "employer", "codes"),
    [
        ("SỞ Y TẾ", "SO-YTE", []),
        ("TRUNG TÂM KIỂM SOÁT BỆNH TẬT TỈNH HƯNG YÊN", "CDC", []),  # below the sender
        ("UBND TỈNH HƯNG YÊN", "SO-YTE", ["agency.title_differs"]),  # above
        ("SỞ NỘI VỤ", "SO-YTE", ["agency.title_differs"]),  # beside
        ("TRUNG TÂM KHÔNG AI BIẾT", "SO-YTE", []),
    ],
)
def test_the_stated_sender_wins_over_the_title(
    database: Database, drafts: Any, title: str, employer: str, codes: list[str]
) -> None:
    found = drafts(titled(title))
    assert employers(database, found) == [employer, employer]
    assert [p.code for p in found[0].problems if p.code.startswith("agency.")] == codes


def test_a_file_with_the_lists_of_several_bodies_counts_for_each_of_them(database: Database, drafts: Any) -> None:
    found = drafts(titled("SỞ NỘI VỤ", "SỞ TÀI CHÍNH", "UBND TỈNH HƯNG YÊN"))
    assert employers(database, found) == ["SO-NV"] * 2 + ["SO-TC"] * 2 + ["SO-YTE"] * 2
    told = [(p.code, p.sheet) for p in found[0].problems if p.code.startswith("agency.")]
    assert told == [
        ("agency.title_counts", "DS 0"),
        ("agency.title_counts", "DS 1"),
        ("agency.title_differs", "DS 2"),
    ]


def test_the_day_of_the_title_is_the_day_of_the_draft(drafts: Any) -> None:
    (people,) = drafts({"DS": [["DANH SÁCH CÁN BỘ"], ["Tính đến ngày 30/06/2025"], *SHEETS["Người"]]})
    assert people.as_of == date(2025, 6, 30)


def test_all_forms_are_stored_and_what_the_registry_knows_is_told(
    database: Database, own: int, tmp_path: Path
) -> None:
    def store(sheets: dict[str, Rows], name: str) -> list[Any]:
        path = write(tmp_path / name, sheets)
        with unit_of_work(database.engine, OPERATOR) as connection:
            document = read_for_agency(connection, path, own, None)
            return store_document(
                connection, OPERATOR, database.keyring, document,
                agency_id=own, as_of=None, file_name=name, content=path.read_bytes(), state="submitted",
            )  # fmt: skip

    loaded = store(SHEETS, "mot.xlsx")
    assert {one.form: (one.n_records, one.n_refused) for one in loaded} == {
        **dict.fromkeys(form_names(), (2, 0)), "works": (2, 1),
    }  # fmt: skip
    with unit_of_work(database.engine, OPERATOR) as connection:
        state = source_record.c.state
        refused = select(source_record.c.form, source_record.c.row_no).where(state == "refused")
        assert connection.execute(refused).all() == [("works", 3)]
    people = next(one for one in loaded if one.form == "people").receipt.submission_id
    with unit_of_work(database.engine, OPERATOR) as connection:
        approve(connection, OPERATOR, people)
    header, first, *_ = SHEETS["Người"]
    again = [header, [1, "Phạm Văn Khác", *first[2:]], [2, "Trần Thị Thử", "26/11/1976", *first[3:3], "", "", "", ""]]
    (second,) = store({"Người": again}, "hai.xlsx")
    with unit_of_work(database.engine, OPERATOR) as connection:
        of_second = submission_problem.c.submission_id == second.receipt.submission_id
        codes = connection.execute(
            select(submission_problem.c.code, submission_problem.c.cell).where(of_second)
        ).all()
    assert ("registry.other_name", "D2") in [tuple(row) for row in codes]


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ({"DS": [["STT", "Họ và tên", "Ngày sinh", "Chức vụ"]]}, "layout.no_rows"),
        ({"DS": [["Kính gửi Sở Y tế"], ["Đề nghị gửi lại danh sách."]]}, "file.no_data"),
    ],
)
def test_a_file_without_a_row_is_no_submission(
    database: Database, own: int, tmp_path: Path, sheets: dict[str, Rows], code: str
) -> None:
    path = write(tmp_path / "ds.xlsx", sheets)
    document = read(path, internal=True)
    for content, expected in ((path.read_bytes(), code), (b"another file", "file.changed")):
        with unit_of_work(database.engine, OPERATOR) as connection, pytest.raises(LoadError) as caught:
            store_document(
                connection, OPERATOR, database.keyring, document,
                agency_id=own, as_of=None, file_name="ds.xlsx", content=content, state="draft",
            )  # fmt: skip
        assert caught.value.code == expected

"""What a paper may be, byte by byte; a better one lies in the place of another, and who takes one out is logged."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from talentdb.access.audit import recent_events
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import agency, case_reviewer
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.plans import load_plan
from talentdb.plans.instruments import Paper
from talentdb.programmes.cases import open_case, withdraw
from talentdb.programmes.model import Case
from talentdb.programmes.paper_files import clean_name, type_of
from talentdb.programmes.papers import add_paper, content_of, papers_of
from talentdb.settings import today
from tests.talentdb.programmes.files import jpg, office, pdf, png, spoilt
from tests.talentdb.programmes.plan_file import ATTRACT, PLAN, write_plan

As = Callable[..., Principal]
ANY = Paper(code="any", name="Giấy", types=("pdf", "jpg", "png", "docx", "xlsx"), most_mb=1)
SHEET = "spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (pdf(), "pdf"),
        (png(), "png"),
        (jpg(), "jpg"),
        (pdf("/OpenAction [1 0 R /XYZ null null 0]"), "pdf"),
        (office(SHEET, "xl/printerSettings/printerSettings1.bin"), "xlsx"),
        (office(SHEET, "xl/worksheets/sheet1.xml", size=900_000, packed=True), "xlsx"),
        (office(), "docx"),
        (office(SHEET), "xlsx"),
    ],
)
def test_what_a_file_is_by_its_bytes(content: bytes, found: str) -> None:
    assert type_of(content, ANY) == found


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
def test_an_office_file_whose_packed_bytes_are_spoilt_is_torn(method: int) -> None:
    with pytest.raises(UsageError, match="chưa trọn"):
        type_of(spoilt("[Content_Types].xml", method), ANY)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "rỗng"),
        (b"MZ\x90\x00 a program", "Không phải tệp"),
        (b"\x7fELF a program", "Không phải tệp"),
        (b"<html>%PDF-1.7 %%EOF", "Không phải tệp"),
        (b"%PDF-1.7 torn", "chưa trọn"),
        (pdf("/Encrypt 5 0 R"), "mật khẩu"),
        (pdf("/S /JavaScript /JS (x)"), "macro"),
        (pdf("/S /J#61vaScript"), "macro"),
        (pdf("/S /Launch /F (cmd.exe)"), "macro"),
        (pdf("/OpenAction 5 0 R"), "macro"),
        (pdf("/OpenAction << /S /URI >>"), "macro"),
        (pdf("/Type /EmbeddedFile"), "macro"),
        (b"\xff\xd8\xff", "chưa trọn"),
        (b"\xff\xd8\xff<script>alert(1)</script>\xff\xd9", "chưa trọn"),
        (jpg()[:-2], "chưa trọn"),
        (b"\x89PNG\r\n\x1a\n", "chưa trọn"),
        (b"\x89PNG\r\n\x1a\nMZ" + bytes(50) + png()[-8:], "chưa trọn"),
        (png()[:-8], "chưa trọn"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "mật khẩu"),
        (office("wordprocessingml.document", "word/vbaProject.bin"), "macro"),
        (office("wordprocessingml.document", "word/activeX/activeX1.bin"), "macro"),
        (office("wordprocessingml.document", "word/embeddings/sheet.xlsx"), "macro"),
        (office("wordprocessingml.document", "word/oleObject1.xml"), "macro"),
        (office("wordprocessingml.document", "word/evil.exe"), "macro"),
        (office("wordprocessingml.document", "word/evil.BIN"), "macro"),
        (office(SHEET, "xl/a.xml", size=2_000_000, packed=True), "nén quá chặt"),
        (office(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "macro"),
        (office("presentationml.presentation"), "Không phải tệp"),
        (office()[:-30], "chưa trọn"),
        (b"PK\x03\x04" + bytes(50), "chưa trọn"),
        (pdf("x" * 1_000_001), "lớn hơn 1 MB"),
    ],
)
def test_files_that_are_not_taken(content: bytes, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        type_of(content, ANY)


def test_an_office_file_with_a_password_inside_is_not_taken() -> None:
    content = bytearray(office())
    central = content.rindex(b"PK\x01\x02")
    content[central + 8] |= 1
    with pytest.raises(UsageError, match="mật khẩu"):
        type_of(bytes(content), ANY)


def test_the_directory_alone_tells_of_a_bomb() -> None:
    """None too tight by itself, too large together: by sizes that the directory says, of parts nobody unpacks."""
    content = bytearray(office("wordprocessingml.document", "word/document.xml", size=100_000))
    central = content.rindex(b"PK\x01\x02")
    content[central + 20 : central + 28] = (99_000_000).to_bytes(4, "little") + (101_000_000).to_bytes(4, "little")
    with pytest.raises(UsageError, match="nén quá chặt"):
        type_of(bytes(content), ANY)


def test_a_type_that_the_kind_does_not_take() -> None:
    only = Paper(code="p", name="Chứng chỉ", types=("pdf",))
    with pytest.raises(UsageError, match="Chứng chỉ nhận tệp pdf; tệp này là png"):
        type_of(png(), only)


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail)
       | st.tuples(st.integers(0, 400), st.integers(0, 255)).map(lambda at: _bent(*at)))  # fmt: skip
def test_whatever_bytes_come_are_a_type_or_a_clear_refusal(content: bytes) -> None:
    try:
        found = type_of(content, ANY)
    except UsageError as error:
        found = error.advice
    assert found


def _bent(at: int, value: int) -> bytes:
    content = bytearray(office(SHEET, "xl/workbook.xml"))
    content[at % len(content)] = value
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Bằng tốt nghiệp.PDF", "Bằng tốt nghiệp.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\a\\bằng.docx", "bằng.pdf"),
        ("bằng.exe", "bằng.pdf"),
        ("a\u202efdp.exe", "afdp.pdf"),
        ("  .. ", "giay-to.pdf"),
        ("", "giay-to.pdf"),
        ('a<b>:"|?*\n\tc.pdf', "a b c.pdf"),
        ("a" * 400 + ".pdf", "a" * 150 + ".pdf"),
    ],
)
def test_names_are_cleaned(name: str, kept: str) -> None:
    assert clean_name(name, "pdf") == kept


@given(st.text(max_size=300))
def test_no_name_leads_anywhere(name: str) -> None:
    kept = clean_name(name, "png")
    assert kept.endswith(".png")
    assert not set('/\\<>:"|?*\n\t\r\0') & set(kept)
    assert not kept.startswith((".", " "))
    assert len(kept) <= 154


@pytest.fixture
def case(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_role: As) -> Case:
    write_plan(database, tmp_path / "plans", monkeypatch)
    who = as_role("agency", "SO-TC")
    with unit_of_work(database.engine, who) as connection:
        return open_case(connection, who, load_plan(PLAN), "attract", title="Trần Thị Thử")


def add(database: Any, who: Principal, case: Case, kind: str = "diploma", **options: Any) -> Any:
    content = options.pop("content", pdf())
    with unit_of_work(database.engine, who) as connection:
        return add_paper(connection, who, case.number, kind, "bằng.pdf", content, **options)


def all_papers(database: Any, case: Case) -> Any:
    with unit_of_work(database.engine, OPERATOR) as connection:
        return papers_of(connection, case.number)


def test_the_bytes_come_back_and_that_is_logged(database: Any, case: Case, as_role: As) -> None:
    who = as_role("agency", "SO-TC")
    paper = add(database, who, case, content=pdf("một"), number="12/VB", issued_on=date(2020, 1, 1))
    assert (paper.name, paper.media_type, paper.size) == ("bằng.pdf", "application/pdf", len(pdf("một")))
    with unit_of_work(database.engine, who) as connection:
        assert content_of(connection, who, paper.number) == pdf("một")
    with unit_of_work(database.engine, OPERATOR) as connection:
        newest = recent_events(connection)[0]
    assert (newest["action"], newest["login"], newest["object_id"]) == (
        "case.paper_read",
        who.login,
        str(case.number),
    )


def test_the_same_file_in_two_cases_is_kept_once(database: Any, case: Case, as_role: As) -> None:
    other = as_role("agency", "SO-KHCN")
    with unit_of_work(database.engine, other) as connection:
        second = open_case(connection, other, load_plan(PLAN), "attract", title="Lê Văn Hai")
    add(database, OPERATOR, case)
    add(database, other, second)
    with database.as_owner() as owner:
        assert owner.execute("select count(*) from paper_file").fetchone() == (1,)


def test_a_better_one_lies_in_the_place_of_another(database: Any, case: Case) -> None:
    day = today() + timedelta(days=10)
    first = add(database, OPERATOR, case, "language", number="12/VB", issued_on=date(2020, 1, 1), valid_to=day)
    second = add(database, OPERATOR, case, "language", content=pdf("rõ hơn"), replaces=first.number)
    assert (second.paper_number, second.issued_on, second.valid_to) == ("12/VB", date(2020, 1, 1), day)
    assert [one.replaced_by for one in all_papers(database, case)] == [second.number, None]
    with pytest.raises(ConflictError, match="đã được thay"):
        add(database, OPERATOR, case, "language", replaces=first.number, valid_to=day)
    with pytest.raises(NotFoundError, match="cùng loại"):
        add(database, OPERATOR, case, "diploma", replaces=second.number)


def test_days_and_kinds_of_papers(database: Any, case: Case) -> None:
    now = today()
    for kind, options, words in (
        ("language", {}, "cần ghi ngày hết hạn"),
        ("language", {"valid_to": date(2020, 1, 1), "issued_on": date(2020, 1, 2)}, "trước ngày cấp"),
        ("diploma", {"issued_on": now + timedelta(days=1)}, "chưa tới"),
        ("khác", {}, "không có loại giấy tờ"),
        ("language", {"content": png(), "valid_to": now}, "nhận tệp pdf"),
    ):
        with pytest.raises(UsageError, match=words):
            add(database, OPERATOR, case, kind, **options)
    assert all_papers(database, case) == ()


def test_who_lays_papers_into_a_case_and_who_reads_them(database: Any, case: Case, as_role: As) -> None:
    paper = add(database, OPERATOR, case)
    for role in ("home_affairs", "finance", "steward"):
        add(database, as_role(role), case)
    add(database, as_role("agency", "SO-NV"), case)
    with pytest.raises(ForbiddenError, match="không thêm giấy tờ"):
        add(database, as_role("leader"), case)
    for who in (as_role("agency", "SO-KHCN"), as_role("council_member"), as_role("searcher"), as_role("nominator")):
        with pytest.raises((NotFoundError, ForbiddenError)):
            add(database, who, case)
        with unit_of_work(database.engine, who) as connection, pytest.raises(NotFoundError):
            content_of(connection, who, paper.number)


SCORED = (
    ATTRACT.replace('papers = ["diploma"]', 'papers = ["diploma"]\nscored = true')
    + """
[instruments.scoring]
criteria = [{ code = "work", name = "Công trình", most = 100 }]
least = 0.5
members = 1
"""
)


def test_a_council_reads_what_it_judges_by_and_nothing_of_what_comes_after(
    database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_role: As
) -> None:
    write_plan(database, tmp_path / "scored", monkeypatch, SCORED)
    assert load_plan(PLAN).instruments[0].judged == {"diploma"}
    with unit_of_work(database.engine, OPERATOR) as connection:
        body = connection.execute(select(agency.c.agency_id).where(agency.c.code == "SO-TC")).scalar_one()
        case = open_case(connection, OPERATOR, load_plan(PLAN), "attract", title="Thử", agency_id=body)
    diploma = add(database, OPERATOR, case)
    later = add(database, OPERATOR, case, "language", valid_to=today())
    member = as_role("council_member")
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(
            case_reviewer.insert().values(case_id=case.number, reviewer_id=member.account_id, login="operator")
        )
    with unit_of_work(database.engine, member) as connection:
        assert [one.number for one in papers_of(connection, case.number)] == [diploma.number]
        assert content_of(connection, member, diploma.number) == pdf()
        with pytest.raises(NotFoundError):
            content_of(connection, member, later.number)
    with pytest.raises(ForbiddenError, match="không thêm giấy tờ"):
        add(database, member, case)


def test_no_paper_comes_into_a_case_that_has_ended(database: Any, case: Case) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        withdraw(connection, OPERATOR, case.number, expected=1, reason="x")
    with pytest.raises(ConflictError, match="đã rút"):
        add(database, OPERATOR, case)

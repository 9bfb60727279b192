"""Erasing a person: nothing of them is left, nothing of anybody else is gone, and it is all or nothing."""

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import text

from ingest.load import read_for_agency, store_document
from talentdb.access.anchors import heads_file
from talentdb.access.audit import audit
from talentdb.access.chain import verify_chain
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.lookup import find_agency_id
from talentdb.errors import ConflictError, DataError, ForbiddenError, NotFoundError, UsageError
from talentdb.privacy import erasure, erasure_plan
from talentdb.privacy.erasure import Erased, erase, list_erasures, preview, release
from talentdb.privacy.erasure_rules import require_ruled, rules
from talentdb.privacy.person_file import reachable
from talentdb.privacy.requests import read_request, receive
from talentdb.registry.decisions import approve
from talentdb.registry.judging import judge
from talentdb.registry.rebuild import digest, rebuild
from talentdb.settings import today
from talentdb.submissions.draft import ProblemDraft, RestRow
from talentdb.submissions.query import original_file
from talentdb.submissions.receive import receive as receive_list
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
_MARK = "Zuniqthay"
_NAME = f"Lê {_MARK} Ân"
_ID = "033085001234"
_AN = {
    "full_name": _NAME, "birth_date": "1985-03-04", "birth_date_precision": "day", "sex": "male",
    "qualification": "master", "email": f"{_MARK.lower()}@vi-du.example", "position_title": f"Kỹ sư {_MARK}",
    "field_of_training": f"Ngành {_MARK}", "national_id": _ID,
}  # fmt: skip
_OTHER = {
    "full_name": "Trần Otherzz Bình", "birth_date": "1980-01-02", "birth_date_precision": "day", "sex": "male",
    "qualification": "doctorate",
}  # fmt: skip
_REASON = "Quyết định số 12/QĐ-SKHCN"


def known(database: Any, mark: str) -> int:
    with database.as_owner() as owner:
        row = owner.execute(
            'select person_id from person_version where "values"::text like %s and valid_to is null', [f"%{mark}%"]
        ).fetchone()
        return int(row[0])


def telling(database: Any, mark: str) -> set[str]:
    """Tables of the database in which the mark stands in any column, whatever the case."""
    with database.as_owner() as owner:
        names = [row[0] for row in owner.execute(
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where n.nspname = 'public' and c.relkind = 'r'")]  # fmt: skip
        return {
            name for name in names
            if owner.execute(f'select 1 from "{name}" t where lower(t::text) like %s limit 1',
                             [f"%{mark.lower()}%"]).fetchone()
        }  # fmt: skip


@pytest.fixture
def filled(database: Any, as_role: As, province: Province) -> int:
    """A person in lists of two bodies, in one that was rolled back, one that waits and a draft; talked and logged
    about everywhere; gives the number."""
    problem = ProblemDraft("value.doubtful", "warning", f"{_NAME}: kiểm tra", "DS", "C5", 5, "email", _NAME, None)
    about_list = ProblemDraft("list.twice", "warning", f"Dòng 5 và dòng 9 đều là {_NAME}", "DS")
    province.load("SO-KHCN", [_AN, _OTHER], problems=(problem, about_list))
    province.load("SO-NV", [_AN])
    province.rollback(province.load("SO-TC", [_AN, _OTHER]))
    province.receive("SO-YTE", [_AN, _OTHER])
    number = known(database, _MARK)
    other = known(database, "Otherzz")
    steward = as_role("steward")
    with unit_of_work(database.engine, steward) as connection:
        judge(connection, steward, number, other, "different", reason=f"{_NAME} là người khác")
        audit(connection, steward, "person.view", "person", number)
        audit(connection, steward, "people.searched", "search", "1", purpose=f"Tìm {_NAME}", details={"q": _MARK})
        receive(connection, steward, "see", _NAME, "Xem", received=today(), person_id=number, contact=_AN["email"])
    with database.as_owner() as owner:
        owner.execute("insert into saved_search (name, query) values ('x', %s)", [_NAME])
        [shortlist] = owner.execute(
            "insert into shortlist (name, shared, login) values ('Danh sách', true, 'x') returning shortlist_id"
        ).fetchone()
        owner.execute(
            "insert into shortlist_member (shortlist_id, person_id, note, login) values (%s, %s, %s, 'x')",
            [shortlist, number, _MARK],
        )
    return number


def _request(database: Any, who: Principal, number: int) -> int:
    with unit_of_work(database.engine, who) as connection:
        return receive(
            connection, who, "erase", _NAME, f"Xóa giúp {_NAME}", received=today(), person_id=number,
            contact=_AN["email"],
        ).number  # fmt: skip


def _erase(database: Any, who: Principal, number: int, request: int | None = None, **more: Any) -> Erased:
    with unit_of_work(database.engine, who) as connection:
        ground = "request" if request is not None else "decision"
        return erase(connection, who, database.keyring, number, ground, _REASON, request_id=request, **more)


def test_nothing_of_the_person_is_left_and_everything_of_others_is(
    database: Any, as_role: As, filled: int, tmp_path: Any
) -> None:
    steward = as_role("steward")
    before = telling(database, "Otherzz")
    assert {"source_record", "submission_problem", "judgement", "saved_search", "audit_event"} <= telling(
        database, _MARK
    )
    request = _request(database, steward, filled)
    done = _erase(database, steward, filled, request)
    assert telling(database, _MARK) == set()
    assert telling(database, "otherzz") == before
    assert done.left == {}
    assert done.contact == _AN["email"]
    dump = _dump(database)
    assert b"Otherzz" in dump
    for needle in (_MARK, _MARK.lower(), _ID):
        assert needle.encode() not in dump
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = read_request(connection, request)
        assert (found.state, found.person_id, found.requester) == ("done", None, "[đã xóa]")
        assert "Điều 14" in found.steps[-1].body
        assert verify_chain(connection, database.keyring, heads_file(tmp_path)).broken_at is None


def test_who_is_named_in_the_reason_of_an_earlier_erasing_is_erased_too(
    database: Any, as_role: As, filled: int, tmp_path: Any
) -> None:
    """The row that told which rows were erased goes with the name in its reason; what it told is told again."""
    steward, other = as_role("steward"), known(database, "Otherzz")
    with unit_of_work(database.engine, steward) as connection:
        audit(connection, steward, "person.view", "person", other)
    for number, reason in ((other, f"{_REASON}, {_NAME} chứng kiến"), (filled, _REASON)):
        with unit_of_work(database.engine, steward) as connection:
            erase(connection, steward, database.keyring, number, "decision", reason)
    assert not {"audit_event", "erasure"} & telling(database, _MARK)
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert verify_chain(connection, database.keyring, heads_file(tmp_path)).broken_at is None
        assert [one.reason for one in list_erasures(connection)] == [_REASON, f"{_REASON}, [đã xóa] chứng kiến"]


def test_nothing_is_changed_in_an_earlier_tombstone_but_in_an_erasing(
    database: Any, as_role: As, filled: int
) -> None:
    _erase(database, as_role("steward"), filled)
    changed = text("select erase_values('erasure', 'erasure_id', 1, '{\"reason\": \"x\"}')")
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, as_role("steward")) as connection:
        connection.execute(changed)


def _dump(database: Any) -> bytes:
    """The bytes of pg_dump, or, where the server comes without it, of what it writes: COPY of every table."""
    with database.as_owner() as owner:
        names = [row[0] for row in owner.execute(
            "select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace"
            " and c.relkind = 'r'")]  # fmt: skip
        parts = []
        for name in names:
            with owner.cursor().copy(f'copy "{name}" to stdout') as copied:
                parts += [bytes(part) for part in copied]
    return b"".join(parts)


def test_originals_are_made_anew_without_the_person(database: Any, as_role: As, filled: int) -> None:
    with database.as_owner() as owner:
        before = {row[0] for row in owner.execute("select sha256 from submission_file")}
    done = _erase(database, as_role("steward"), filled)
    with unit_of_work(database.engine, OPERATOR) as connection:
        rows = connection.execute(text("select submission_id, file_sha256 from submission order by 1")).all()
        assert {one["before"] for one in done.tombstone.files} == before
        for number, now_called in rows:
            _, content = original_file(connection, OPERATOR, database.keyring, number)
            assert hashlib.sha256(content).hexdigest() == now_called
            cells = {str(cell.value) for sheet in load_workbook(BytesIO(content)) for line in sheet for cell in line}
            assert not any(_MARK in one for one in cells)
            if number != 2:
                assert "Trần Otherzz Bình" in cells
        assert not before & set(connection.execute(text("select sha256 from submission_file")).scalars())


def test_a_rebuild_gives_the_same_registry_without_the_person(database: Any, as_role: As, filled: int) -> None:
    _erase(database, as_role("steward"), filled)
    with unit_of_work(database.engine, OPERATOR) as connection:
        live = digest(connection)
        rebuild(connection, OPERATOR)
        assert digest(connection) == live
        assert connection.execute(text("select count(*) from person where state = 'active'")).scalar_one() == 1
    assert telling(database, _MARK) == set()


def test_the_index_is_told(database: Any, as_role: As, filled: int) -> None:
    with database.as_owner() as owner:
        owner.execute("delete from outbox")
    _erase(database, as_role("steward"), filled)
    with database.as_owner() as owner:
        assert [row[0] for row in owner.execute("select person_id from outbox")] == [filled]


@pytest.mark.parametrize("step", ["_write_tombstone", "_replace_originals", "_clear_texts", "_delete", "rows_left"])
def test_it_is_all_or_nothing(database: Any, as_role: As, filled: int, step: str, monkeypatch: Any) -> None:
    before = telling(database, _MARK)
    real = getattr(erasure, step)

    def fail(*given: Any) -> None:
        real(*given)
        raise RuntimeError(step)

    monkeypatch.setattr(erasure, step, fail)
    with pytest.raises(RuntimeError, match=step):
        _erase(database, as_role("steward"), filled)
    assert telling(database, _MARK) == before
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert list_erasures(connection) == ()


@pytest.mark.parametrize("table", ["source_record", "person_version", "shortlist_member", "person_source"])
def test_a_table_that_is_left_out_stops_it(
    database: Any, as_role: As, filled: int, table: str, monkeypatch: Any
) -> None:
    """Negative control: a rule that goes missing never passes for done."""
    given = rules()
    less = replace(given, delete=given.delete - {table})
    monkeypatch.setattr("talentdb.privacy.erasure.rules", lambda: less)
    before = telling(database, _MARK)
    with pytest.raises(DataError, match=table):
        _erase(database, as_role("steward"), filled)
    assert telling(database, _MARK) == before


def test_a_deletion_that_is_left_out_is_found(database: Any, as_role: As, filled: int, monkeypatch: Any) -> None:
    deletions = list(erasure_plan._deletions())
    monkeypatch.setattr(
        erasure_plan, "_deletions", lambda: iter([one for one in deletions if one.table != "shortlist_member"])
    )
    with pytest.raises(DataError, match="shortlist_member"):
        _erase(database, as_role("steward"), filled)


def test_every_table_that_a_person_leads_to_is_ruled() -> None:
    require_ruled(reachable(), rules())
    with pytest.raises(DataError, match="tomorrow"):
        require_ruled({"tomorrow"}, rules())


def test_who_was_erased_does_not_come_back_in_silence(
    database: Any, as_role: As, filled: int, province: Province
) -> None:
    steward = as_role("steward")
    done = _erase(database, steward, filled)
    by_name = {name: value for name, value in _AN.items() if name != "national_id"}
    for row in (_AN, by_name, {"full_name": _NAME, "national_id": _ID}):
        with pytest.raises(DataError, match="DS!6"):
            province.receive("SO-XD", [_OTHER, row])
    with pytest.raises(DataError):
        province.receive("SO-NV", [{"full_name": _NAME}])
    namesake = {**by_name, "birth_date": "1999-09-09"}
    province.receive("SO-XD", [_OTHER, namesake, {**_AN, "national_id": "033085009999"}])
    with unit_of_work(database.engine, steward) as connection:
        release(connection, steward, done.tombstone.number, "QĐ 30/QĐ-UBND", "Tuyển dụng lại")
        with pytest.raises(ConflictError):
            release(connection, steward, done.tombstone.number, "QĐ 31", "Lần nữa")
    province.receive("SO-XD", [_OTHER, _AN])


def test_what_the_law_keeps_is_kept_and_answered(database: Any, as_role: As, filled: int) -> None:
    steward = as_role("steward")
    with database.as_owner() as owner:
        [case] = owner.execute(
            "insert into programme_case (plan_code, instrument, definition_version, title, person_id, agency_id,"
            " login) select plan_code, 'x', '1', %s, %s, (select min(agency_id) from agency), 'x' from plan limit 1"
            " returning case_id", [f"Hồ sơ {_MARK}", filled]).fetchone()  # fmt: skip
        owner.execute(
            "insert into case_paper (case_id, kind, name, sha256, login) values (%s, 'x', 'x', %s, 'x')",
            [case, _a_paper(owner)],
        )
        seats = []
        for state, decided in (("proposed", None), ("decided", date(2026, 1, 2))):
            [council] = owner.execute(
                "insert into council (name, topic, state, decided_on, rules, login, applicant_id)"
                " values ('Hội đồng', 't', %s, %s, '{}', 'x', %s) returning council_id",
                [state, decided, filled]).fetchone()  # fmt: skip
            owner.execute(
                "insert into council_seat (council_id, seat_no, seat_role, person_id, reasons, note)"
                " values (%s, 1, 'member', %s, %s, %s)",
                [council, filled, json.dumps([_MARK]), _MARK],
            )
            seats.append(council)
    request = _request(database, steward, filled)
    done = _erase(database, steward, filled, request)
    assert telling(database, _MARK) == {"programme_case"}
    assert [(one["rows"], "Luật" in one["article"]) for one in done.tombstone.kept] == [(2, True), (1, True)]
    with unit_of_work(database.engine, OPERATOR) as connection:
        last = read_request(connection, request).steps[-1]
        assert "Luật Lưu trữ" in last.article
        assert "Không xóa phần sau" in last.body
        held = connection.execute(text("select council_id, reasons, note from council_seat")).all()
        assert [tuple(one) for one in held] == [(seats[1], [], "")]
        assert connection.execute(text("select count(*) from council where applicant_id is not null")).scalar() == 0


def _a_paper(owner: Any) -> bytes:
    content = b"%PDF-1.4 x"
    owner.execute(
        "insert into paper_file (sha256, media_type, size, content) values (%s, 'application/pdf', %s, %s)",
        [hashlib.sha256(content).digest(), len(content), content],
    )
    return hashlib.sha256(content).digest()


def test_a_namesake_keeps_what_is_said_of_them(database: Any, as_role: As, province: Province) -> None:
    same = {"full_name": _NAME, "birth_date": "1999-01-01", "birth_date_precision": "day"}
    province.load("SO-KHCN", [_AN])
    number = known(database, _MARK)
    province.load("SO-XD", [same])
    with database.as_owner() as owner:
        owner.execute("insert into saved_search (name, query) values ('x', %s)", [_NAME])
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert preview(connection, OPERATOR, database.keyring, number).namesakes
    _erase(database, OPERATOR, number)
    assert {"saved_search", "source_record"} <= telling(database, _MARK)
    assert known(database, _MARK) != number


def _kept_cells(database: Any, submission: int) -> dict[str, str]:
    """Cells of the kept original as it is now."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        _, content = original_file(connection, OPERATOR, database.keyring, submission)
    return {cell.coordinate: str(cell.value) for cell in load_workbook(BytesIO(content))["DS"]._cells.values()}


def test_rows_of_others_lose_traces_and_keep_names_of_streets(database: Any, as_role: As, province: Province) -> None:
    """By the rule of erasure_traces; what shares the row of the person is theirs and loses everything."""
    draft = province.draft("SO-KHCN", [_AN, _OTHER, {**_OTHER, "full_name": "Vũ Otherzz Chi"}])
    cells = ({}, {"C": f"12 đường {_NAME}, phường Hiến Nam"}, {"C": f"vợ: {_NAME}", "D": _NAME.upper()})
    records = [replace(one, raw={**one.raw, **more}) for one, more in zip(draft.records, cells, strict=True)]
    # Another record of the same row of the sheet, as a work beside its author.
    records.append(replace(records[0], part_no=1, values=_OTHER, raw={"E": f"phố {_NAME}"}))
    with unit_of_work(database.engine, OPERATOR) as connection:
        kept = receive_list(
            connection, OPERATOR, database.keyring, replace(draft, records=tuple(records)), "submitted"
        ).submission_id
    province.approve(kept)
    _erase(database, as_role("steward"), known(database, _MARK))
    found = _kept_cells(database, kept)
    assert (found["B6"], found["C6"]) == (_OTHER["full_name"], f"12 đường {_NAME}, phường Hiến Nam")
    assert (found["C7"], found["D7"], found["E5"]) == ("vợ: [đã xóa]", "[đã xóa]", "phố [đã xóa]")
    assert not [at for at, said in found.items() if _MARK.lower() in said.lower() and at != "C6"]


def test_rows_that_became_no_record_stay_without_the_person(database: Any, as_role: As, province: Province) -> None:
    """Titles, totals and tables of no form; a row of theirs among them goes, and what continues a row of theirs."""
    draft = province.draft("SO-KHCN", [_AN, _OTHER])
    rest = (
        RestRow("DS", 1, "title", {"A": "DANH SÁCH CÁN BỘ", "B": f"Trường THPT {_NAME}"}),
        RestRow("DS", 5, "note", {"B": "dòng của bản ghi"}),
        RestRow("DS", 6, "note", {"B": "dòng của bản ghi khác"}),
        RestRow("DS", 8, "total", {"A": "Tổng cộng", "C": "2"}),
        RestRow("DS", 9, "note", {"A": f"Bà Otherzz Hà thay ông {_NAME}"}),
        RestRow("DS", 10, "signature", {"B": _NAME, "D": "Vũ Otherzz Chi"}),
        RestRow("DS", 21, "unread", {"A": "1", "B": _NAME, "C": "12 ngõ Zuniqthay"}),
        RestRow("DS", 22, "note", {"C": "điện thoại của người dòng trên"}),
        RestRow("DS", 23, "unread", {"A": "2", "B": "Đỗ Otherzz Em", "C": "Hưng Yên"}),
        RestRow("DS", 24, "unread", {"A": "3", "B": "Hồ Otherzz Giang", "C": f"thư {_AN['email']}"}),
    )
    kept = []
    for body, more in (("SO-KHCN", rest), ("SO-XD", rest[3:4])):
        made = replace(draft, agency_id=province.codes[body], rest=more, content=f"tệp {body}".encode())
        with unit_of_work(database.engine, OPERATOR) as connection:
            kept.append(receive_list(connection, OPERATOR, database.keyring, made, "submitted").submission_id)
        province.approve(kept[-1])
    done = _erase(database, as_role("steward"), known(database, _MARK))
    assert len(done.tombstone.files) == 2
    expected = {
        "A1": "DANH SÁCH CÁN BỘ", "B1": f"Trường THPT {_NAME}", "A8": "Tổng cộng", "C8": "2",
        "A9": "Bà Otherzz Hà thay ông [đã xóa]", "B10": "[đã xóa]", "D10": "Vũ Otherzz Chi",
        "A23": "2", "B23": "Đỗ Otherzz Em", "C23": "Hưng Yên", "B6": _OTHER["full_name"],
    }  # fmt: skip
    assert _kept_cells(database, kept[0]) == expected
    assert _kept_cells(database, kept[1])["A8"] == "Tổng cộng"
    # Whoever is erased next finds these rows again.
    _erase(database, as_role("steward"), known(database, "Trần Otherzz"))
    assert _kept_cells(database, kept[0]) == {at: said for at, said in expected.items() if at != "B6"}


def test_rows_of_a_real_file_that_became_no_record_stay(database: Any, as_role: As, tmp_path: Path) -> None:
    """From the reader to the file that is made anew: a title, a list of no form, and a signature."""
    book = Workbook()
    page = book.active
    page.title = "DS"
    lines = [
        ("DANH SÁCH TRÍ THỨC OTHERZZ",), (), ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Trình độ"),
        (1, _NAME, "04/03/1985", "Nam", "Thạc sĩ"), (2, _OTHER["full_name"], "02/01/1980", "Nam", "Tiến sĩ"),
        ("Tổng cộng: 2 người",), (), (None, None, None, "Người lập biểu"), (None, None, None, "Vũ Otherzz Chi"),
    ]  # fmt: skip
    for line in lines:
        page.append(line)
    other = book.create_sheet("Thiết bị")
    for line in [("STT", "Tên máy", "Hãng", "Số lượng"), (1, "Máy ly tâm Otherzz", "Hettich", 3),
                 (2, "Kính hiển vi", "Olympus", 1), (3, f"Tủ sấy của {_NAME}", "Memmert", 2)]:  # fmt: skip
        other.append(line)
    path = tmp_path / "ds.xlsx"
    book.save(path)
    with unit_of_work(database.engine, OPERATOR) as connection:
        body = find_agency_id(connection, "SO-KHCN")
        document = read_for_agency(connection, path, body, None)
        [loaded] = store_document(
            connection, OPERATOR, database.keyring, document, agency_id=body, as_of=None, file_name="ds.xlsx",
            content=path.read_bytes(), state="submitted",
        )  # fmt: skip
        number = loaded.receipt.submission_id
        approve(connection, OPERATOR, number)
    _erase(database, as_role("steward"), known(database, _MARK))
    with unit_of_work(database.engine, OPERATOR) as connection:
        _, content = original_file(connection, OPERATOR, database.keyring, number)
    said = {str(cell.value) for sheet in load_workbook(BytesIO(content)) for cell in sheet._cells.values()}
    for line in (*lines[:2], *lines[4:]):
        assert {str(one) for one in line if one is not None} - {"02/01/1980"} <= said, line
    assert {"Máy ly tâm Otherzz", "Kính hiển vi", "Olympus"} <= said
    assert not [one for one in said if _MARK in one]


def test_a_longer_name_of_somebody_else_stays_whole(database: Any, as_role: As, province: Province) -> None:
    """Lê Ân is not taken out of Lê Ân Khang: neither from rows, originals and searches nor from the log."""
    short, longer = "Lê Zuniq", "Lê Zuniq Khang"
    alias = {**_AN, "full_name": short, "other_name": "Otherzz Bình", "email": "an@vi-du.example"}
    kept = province.load("SO-KHCN", [alias, {**_OTHER, "full_name": longer}, _OTHER])
    number = known(database, f'"{short}"')
    with database.as_owner() as owner:
        owner.execute("insert into saved_search (name, query) values ('x', %s)", [longer])
    with unit_of_work(database.engine, OPERATOR) as connection:
        for said in (longer, "lan@vi-du.example", "Lê Zuniqoa"):
            audit(connection, OPERATOR, "people.searched", "search", "1", purpose=said)
        audit(connection, OPERATOR, "people.searched", "search", "1", purpose="AN@VI-DU.EXAMPLE")
        assert preview(connection, OPERATOR, database.keyring, number).namesakes
    _erase(database, OPERATOR, number)
    assert known(database, longer)
    with unit_of_work(database.engine, OPERATOR) as connection:
        _, content = original_file(connection, OPERATOR, database.keyring, kept)
        said = set(
            connection.execute(text("select purpose from audit_event where action = 'people.searched'")).scalars()
        )
        searches = connection.execute(text("select query from saved_search")).scalars().all()
    page = load_workbook(BytesIO(content))["DS"]
    assert {page["B6"].value, page["B7"].value} == {longer, _OTHER["full_name"]}
    assert said == {longer, "lan@vi-du.example", "Lê Zuniqoa", None}
    assert searches == [longer]


def test_who_is_being_handed_in_meanwhile_is_found_too(database: Any, as_role: As, province: Province) -> None:
    """A list that was checked before the erasure and stored after it would bring somebody back in silence."""
    province.load("SO-KHCN", [_AN, _OTHER])
    number = known(database, _MARK)
    waits = text("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
    with ThreadPoolExecutor(1) as pool:
        with unit_of_work(database.engine, OPERATOR) as connection:
            receive_list(connection, OPERATOR, database.keyring, province.draft("SO-NV", [_AN]), "submitted")
            erasing = pool.submit(_erase, database, OPERATOR, number)
            while not (erasing.done() or connection.execute(waits).scalar_one()):
                wait([erasing], 0.05)
        erasing.result()
    assert telling(database, _MARK) == set()


def test_rows_that_may_be_the_person_are_asked(database: Any, as_role: As, province: Province) -> None:
    province.load("SO-KHCN", [_AN, _OTHER])
    number = known(database, _MARK)
    receipt = province.receive("SO-KHCN", [{"full_name": _NAME}])
    with unit_of_work(database.engine, OPERATOR) as connection:
        seen = preview(connection, OPERATOR, database.keyring, number)
    assert [one.submission_id for one in seen.doubtful] == [receipt.submission_id]
    with pytest.raises(UsageError):
        _erase(database, OPERATOR, number, also=[987_654])
    _erase(database, OPERATOR, number, also=[seen.doubtful[0].record])
    assert telling(database, _MARK) == set()


@pytest.mark.parametrize("role", ["agency", "searcher", "leader", "administrator", "auditor", "home_affairs"])
def test_other_roles_erase_nobody(database: Any, as_role: As, filled: int, role: str) -> None:
    other = as_role(role, "SO-NV") if role == "agency" else as_role(role)
    with pytest.raises(ForbiddenError):
        _erase(database, other, filled)
    # The wall behind it: without a tombstone of this transaction the functions do nothing for anybody.
    for who in (other, as_role("steward")):
        for call in ("erase_rows('source_record', 'source_record_id', '{1}')", "erase_events('{1}')",
                     "erase_file('a', 'b')", "erase_problems(1, '{1}')",
                     "erase_values('submission', 'submission_id', 1, '{\"file_name\": \"x\"}')"):  # fmt: skip
            with pytest.raises(ForbiddenError), unit_of_work(database.engine, who) as connection:
                connection.exec_driver_sql(f"select {call}")


def test_what_is_refused(database: Any, as_role: As, filled: int) -> None:
    steward = as_role("steward")
    request = _request(database, steward, filled)
    other = known(database, "Otherzz")
    with unit_of_work(database.engine, steward) as connection:

        def asked(number: int, ground: str, reason: str, request_id: int | None = None) -> Any:
            return erase(connection, steward, database.keyring, number, ground, reason, request_id=request_id)

        with pytest.raises(UsageError, match="căn cứ"):
            asked(filled, "whim", _REASON)
        with pytest.raises(UsageError, match="văn bản"):
            asked(filled, "decision", " ")
        with pytest.raises(UsageError, match="không được nêu tên"):
            asked(filled, "decision", f"QĐ 3 về ông {_NAME.upper()}")
        with pytest.raises(UsageError, match="gắn với một yêu cầu"):
            asked(filled, "request", _REASON)
        with pytest.raises(UsageError, match="không phải yêu cầu xóa"):
            asked(other, "request", _REASON, request)
        with pytest.raises(NotFoundError):
            asked(987_654, "decision", _REASON)
        with pytest.raises(NotFoundError):
            release(connection, steward, 99, "QĐ 1", "x")

"""Strategy: hand real drafts in under real roles and look at the stored rows as a superuser, behind all policies."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import source_record, submission, submission_problem
from talentdb.errors import ConflictError, DataError, ForbiddenError, NotFoundError
from talentdb.submissions.draft import ProblemDraft
from talentdb.submissions.query import list_submissions, original_file, problems, records, show
from talentdb.submissions.receive import receive
from talentdb.submissions.states import submit, withdraw

LAN = {"full_name": "Nguyễn Thị Lan", "birth_date": "1985-03-02", "birth_date_precision": "day", "sex": "female",
       "national_id": "033085000001", "staff_code": "007"}  # fmt: skip


def test_what_is_stored_of_a_record(province, database):
    receipt = province.receive("SO-KHCN", [LAN, {"phone": "0912345678"}])
    assert receipt.created
    with unit_of_work(province.engine, OPERATOR) as connection:
        good, refused = connection.execute(select(source_record).order_by(source_record.c.row_no)).all()
        head = connection.execute(select(submission)).one()
    assert (good.name_key, good.name_toned) == ("nguyen thi lan", "nguyễn thị lan")
    assert (good.staff_code, good.national_id_kind, good.state) == ("007", "citizen", "accepted")
    assert "national_id" not in good._mapping["values"]
    assert (refused.state, refused.name_key) == ("refused", None)
    assert (head.state, head.n_records, head.n_refused) == ("submitted", 2, 1)


def test_no_national_id_rests_in_the_clear(province, database):
    found = (
        ProblemDraft("id.length", "error", "Số 033085000001 sai", "DS", "F5", 5, "national_id", "033085000001", "1"),
        ProblemDraft("phone.shape", "error", "Sai", "DS", "G5", 5, "phone", "033085000001", None),
    )
    province.receive("SO-KHCN", [LAN], problems=found, content=b"033085000001 in the file")
    with database.as_owner() as connection:
        for (table,) in connection.execute("select tablename from pg_tables where schemaname = 'public'").fetchall():
            for (row,) in connection.execute(f"select t::text from {table} t").fetchall():
                assert "033085000001" not in row, table
                assert b"033085000001".hex() not in row, table
    with unit_of_work(province.engine, OPERATOR) as connection:
        rows = connection.execute(select(submission_problem).order_by(submission_problem.c.problem_no)).all()
    assert (rows[0].raw, rows[0].suggestion, rows[0].message) == ("••••••••0001", None, "Số ••••••••0001 sai")
    assert rows[1].raw == "033•••••0001"


def test_the_original_bytes_come_back(province):
    receipt = province.receive("SO-KHCN", [LAN], content=b"PK\x03\x04 bytes")
    with unit_of_work(province.engine, OPERATOR) as connection:
        name, content = original_file(connection, OPERATOR, province.keyring, receipt.submission_id)
        assert (name, content) == ("ds.xlsx", b"PK\x03\x04 bytes")
        with pytest.raises(NotFoundError):
            original_file(connection, OPERATOR, province.keyring, 99)


def test_the_same_file_twice_is_one_submission(province, as_role):
    first = province.receive("SO-KHCN", [LAN], content=b"same")
    second = province.receive("SO-KHCN", [LAN], content=b"same")
    assert (second.submission_id, second.receipt, second.created) == (first.submission_id, first.receipt, False)
    other = province.receive("SO-YTE", [LAN], as_role("agency", "SO-YTE"), content=b"same")
    assert other.created, "another agency may send the same bytes, without seeing who else did"
    province.approve(first.submission_id)
    province.rollback(first.submission_id)
    again = province.receive("SO-KHCN", [LAN], content=b"same")
    assert again.created
    with pytest.raises(ConflictError):
        province.approve(first.submission_id)


def test_the_same_file_at_the_same_moment_is_one_submission(province):
    start, receipts = Barrier(2), []

    def send():
        start.wait()
        receipts.append(province.receive("SO-KHCN", [LAN] * 200, content=b"same"))

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(receipt.created for receipt in receipts) == [False, True]
    assert len({receipt.receipt for receipt in receipts}) == 1


def test_nothing_without_records(province):
    with pytest.raises(DataError):
        province.receive("SO-KHCN", [])


def test_an_agency_hands_in_for_itself_and_below_only(province, as_role):
    theirs = as_role("agency", "SO-KHCN")
    assert province.receive("SO-KHCN", [LAN], theirs).created
    assert province.receive("CC-TDC", [LAN], theirs).created
    with pytest.raises(ForbiddenError, match="không có quyền"):
        province.receive("SO-YTE", [LAN], theirs)
    for role in ("searcher", "leader", "auditor"):
        with pytest.raises(ForbiddenError):
            province.receive("SO-KHCN", [LAN], as_role(role))


def test_states(province, as_role):
    principal = as_role("agency", "SO-KHCN")
    with unit_of_work(province.engine, principal) as connection:
        made = receive(connection, principal, province.keyring, province.draft("SO-KHCN", [LAN]))
        submit(connection, principal, made.submission_id)
        with pytest.raises(ConflictError):
            submit(connection, principal, made.submission_id)
        withdraw(connection, principal, made.submission_id, "nhầm tệp")
        with pytest.raises(ConflictError):
            submit(connection, principal, made.submission_id)
        with pytest.raises(NotFoundError):
            submit(connection, principal, 99)
        found = show(connection, made.submission_id)
    assert [event["kind"] for event in found["events"]] == ["received", "submitted", "withdrawn"]
    assert found["state"] == "withdrawn"


def test_a_draft_cannot_be_approved(province):
    with unit_of_work(province.engine, OPERATOR) as connection:
        made = receive(connection, OPERATOR, province.keyring, province.draft("SO-KHCN", [LAN]))
    with pytest.raises(ConflictError):
        province.approve(made.submission_id)


def test_questions(province):
    problem = ProblemDraft("date.ambiguous", "warning", "Xem lại", "DS", "C5", 5, "birth_date", "1/2/85", None)
    receipt = province.receive("SO-KHCN", [LAN], problems=(problem,))
    with unit_of_work(province.engine, OPERATOR) as connection:
        [row] = list_submissions(connection, states=("submitted",))
        assert (row["agency_code"], row["receipt"], row["n_warnings"]) == ("SO-KHCN", receipt.receipt, 1)
        assert list_submissions(connection, states=("approved",)) == []
        assert list_submissions(connection, agency_id=province.codes["SO-YTE"]) == []
        assert show(connection, receipt.submission_id)["problem_counts"] == {"date.ambiguous": 1}
        [found] = problems(connection, receipt.submission_id)
        assert (found["cell"], found["severity"]) == ("C5", "warning")
        [record] = records(connection, receipt.submission_id)
        assert (record["row_no"], record["values"]["full_name"]) == (5, "Nguyễn Thị Lan")
        assert record["employer_code"] == "SO-KHCN"
        assert "national_id" not in record["values"]


def test_an_agency_sees_no_other_agencys_submissions(province, as_role):
    receipt = province.receive("SO-KHCN", [LAN])
    other, parent = as_role("agency", "SO-YTE"), as_role("agency", "UBND-TINH")
    with unit_of_work(province.engine, other) as connection:
        assert list_submissions(connection) == []
        assert problems(connection, receipt.submission_id) == records(connection, receipt.submission_id) == []
        with pytest.raises(NotFoundError):
            show(connection, receipt.submission_id)
        with pytest.raises(NotFoundError):
            original_file(connection, other, province.keyring, receipt.submission_id)
        with pytest.raises(NotFoundError):
            withdraw(connection, other, receipt.submission_id)
    with unit_of_work(province.engine, parent) as connection:
        assert len(list_submissions(connection)) == 1, "a parent sees its units"

"""Strategy: lists sent back in part or whole on a real database, and what the agency sends after that."""

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.registry.decisions import approve, return_, rollback
from talentdb.submissions.diff import diff
from talentdb.submissions.query import judged_rows, persons_with_rows, resubmitted, returned_rows, show
from talentdb.submissions.returns import rows_at

LAN = {"full_name": "Nguyễn Thị Lan", "birth_date": "1985-03-02", "birth_date_precision": "day", "sex": "female"}
HUNG = {"full_name": "Trần Văn Hùng", "staff_code": "07", "phone": "0912345678"}
HOA = {"full_name": "Lê Thị Hoa", "birth_date": "1990-01-01", "birth_date_precision": "day", "sex": "female"}


def partly(province, rows, returned, principal=OPERATOR):
    """Receive and approve but for the places in `returned`; the number."""
    number = province.receive("SO-KHCN", rows).submission_id
    with unit_of_work(province.engine, principal) as connection:
        approve(connection, principal, number, returned=rows_at(connection, number, returned))
    return number


def test_rows_sent_back_by_an_approval_do_not_count_and_say_why(province, as_role):
    number = partly(province, [LAN, HUNG, HOA], ["DS!6= Thiếu ngày sinh ", "'DS'!7=Sai tên = kiểm tra DS!1=x"])
    assert list(province.persons().values()) == [[f"{number}:5"]]
    agency = as_role("agency", "SO-KHCN")
    with unit_of_work(province.engine, agency) as connection:
        rows = returned_rows(connection, number)
        events = show(connection, number)["events"]
    assert [(row["sheet"], row["row"], row["full_name"], row["reason"]) for row in rows] == [
        ("DS", 6, "Trần Văn Hùng", "Thiếu ngày sinh"), ("DS", 7, "Lê Thị Hoa", "Sai tên = kiểm tra DS!1=x"),
    ]  # fmt: skip
    assert [(event["kind"], event["returned"]) for event in events][-1] == ("approved", 2)
    with unit_of_work(province.engine, as_role("agency", "SO-YTE")) as connection:
        assert returned_rows(connection, number) == []


def test_approved_again_without_returns_every_row_counts(province):
    number = partly(province, [LAN, HUNG], ["DS!6=Thiếu"])
    with unit_of_work(province.engine, OPERATOR) as connection:
        rollback(connection, OPERATOR, number, "xem lại")
        with pytest.raises(ConflictError):
            rollback(connection, OPERATOR, number)
        approve(connection, OPERATOR, number)
        assert returned_rows(connection, number) == []
        assert persons_with_rows(connection, number) == {"persons": 2, "only_here": 2}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("DS!6", "Không hiểu"), ("6=Sai", "Không hiểu"), ("DS!6=", "chưa có lý do"), ("DS!6=  ", "chưa có lý do"),
        ("DS!99=Sai", "không có bản ghi ở dòng 99"), ("Khác!6=Sai", "không có bản ghi"), ("DS!8=Sai", "vốn không"),
        ("DS!99999999=Sai", "Không hiểu"), ("DS!5=Sai nữa", "nêu hai lần"),
    ],
)  # fmt: skip
def test_a_place_that_cannot_be_sent_back_is_refused(province, given, words):
    number = province.receive("SO-KHCN", [LAN, HUNG, HOA, {"phone": "0912345678"}]).submission_id
    with unit_of_work(province.engine, OPERATOR) as connection, pytest.raises(UsageError, match=words):
        rows_at(connection, number, ["DS!5=Sai", given])


def test_rows_of_an_unknown_or_hidden_submission_are_not_looked_for(province, as_role):
    number = province.receive("SO-KHCN", [LAN, HUNG]).submission_id
    for principal, wanted in ((OPERATOR, 999), (as_role("agency", "SO-YTE"), number)):
        with unit_of_work(province.engine, principal) as connection, pytest.raises(NotFoundError, match=str(wanted)):
            rows_at(connection, wanted, ["DS!5=Sai"])


def test_decisions_that_make_no_sense_are_refused_and_change_nothing(province):
    number, other = (province.receive("SO-KHCN", [row, HOA]).submission_id for row in (LAN, HUNG))
    with unit_of_work(province.engine, OPERATOR) as connection:
        mine, theirs = (list(rows_at(connection, n, ["DS!5=Sai", "DS!6=Sai"])) for n in (number, other))
    refused = [
        (UsageError, "không thuộc", {mine[0]: "Sai", theirs[0]: "Sai"}),
        (UsageError, "lý do", {mine[0]: " "}),
        (UsageError, "Không còn dòng nào", dict.fromkeys(mine, "Sai")),
    ]
    for error, words, rows in refused:
        with pytest.raises(error, match=words), unit_of_work(province.engine, OPERATOR) as connection:
            approve(connection, OPERATOR, number, returned=rows)
    with pytest.raises(UsageError, match="không thuộc"), unit_of_work(province.engine, OPERATOR) as connection:
        return_(connection, OPERATOR, number, "Sai", rows={theirs[0]: "Sai"})
    with unit_of_work(province.engine, OPERATOR) as connection:
        assert show(connection, number)["state"] == "submitted"
        assert returned_rows(connection, number) == returned_rows(connection, other) == []
        return_(connection, OPERATOR, number, "Sai", rows={mine[0]: "Sai"})
    for action in (approve, lambda *a: return_(*a, "Sai"), rollback):
        with pytest.raises(ConflictError, match="đã trả lại"), unit_of_work(province.engine, OPERATOR) as connection:
            action(connection, OPERATOR, number)
    assert province.persons() == {}


def test_what_came_back_after_a_return(province, as_role):
    first = province.receive("SO-KHCN", [LAN, HUNG, HOA]).submission_id
    with unit_of_work(province.engine, OPERATOR) as connection:
        rows = rows_at(connection, first, ["DS!5=Sai giới tính", "DS!6=Thiếu họ đệm", "DS!7=Không còn làm"])
        return_(connection, OPERATOR, first, "Nhiều dòng sai", rows=rows)
    agency = as_role("agency", "SO-KHCN")
    # Lan in another row, Hùng with another name in his old row, Hoa left out.
    renamed = {"full_name": "Trần Mạnh Hùng", "phone": "0912345678"}
    again = province.receive("SO-KHCN", [{**LAN, "sex": None}, renamed], agency).submission_id
    with unit_of_work(province.engine, agency) as connection:
        found = diff(connection, again).returned
        assert [(one.record.full_name, one.reason, one.now and one.now.full_name) for one in found] == [
            ("Nguyễn Thị Lan", "Sai giới tính", "Nguyễn Thị Lan"),
            ("Trần Văn Hùng", "Thiếu họ đệm", "Trần Mạnh Hùng"),
            ("Lê Thị Hoa", "Không còn làm", None),
        ]
        [earlier] = resubmitted(connection, again)["earlier"]
        assert (earlier["submission_id"], earlier["state"]) == (first, "returned")
        assert [row["came_back"] for row in earlier["rows"]] == [True, True, False]
        [later] = resubmitted(connection, first)["later"]
        assert (later["submission_id"], [row["came_back"] for row in later["rows"]]) == (again, [True, True, False])
        assert judged_rows(connection, first) == []


def test_what_came_back_after_a_partial_approval(province):
    first = partly(province, [LAN, HUNG, HOA], ["DS!6=Thiếu ngày sinh", "DS!7=Sai ngày sinh"])
    mended = {**HUNG, "birth_date": "1980-02-03", "birth_date_precision": "day"}
    second = province.receive("SO-KHCN", [mended]).submission_id
    with unit_of_work(province.engine, OPERATOR) as connection:
        found = diff(connection, second)
        assert [row.full_name for row in found.new] == ["Trần Văn Hùng"]
        assert found.missing == (), "a file that only mends what was sent back misses nobody of the rest"
        assert [one.now is not None for one in found.returned] == [True, False]
    province.approve(second)
    third = province.receive("SO-KHCN", [LAN, mended]).submission_id
    with unit_of_work(province.engine, OPERATOR) as connection:
        [left] = diff(connection, third).returned
        assert (left.record.full_name, left.record.submission_id, left.now) == ("Lê Thị Hoa", first, None)
    other_day = province.receive("SO-KHCN", [HOA], as_of="2026-07-01").submission_id
    with unit_of_work(province.engine, OPERATOR) as connection:
        assert diff(connection, other_day).returned == ()

"""Strategy: submissions approved in part; the registry holds the rows that were not sent back, and only those."""

import pytest
from sqlalchemy import select, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import record_return
from talentdb.errors import ConflictError, UsageError
from talentdb.registry.decisions import approve, return_, rollback
from talentdb.registry.rebuild import digest, rebuild

ROWS = [{"full_name": name} for name in ("Bùi Thị Mận", "Lại Văn Cam", "Tạ Thị Quýt")]


def waiting(province, **options):
    number = province.receive("SO-KHCN", ROWS, **options).submission_id
    with unit_of_work(province.engine, OPERATOR) as connection:
        found = text("select source_record_id from source_record where submission_id = :id order by 1")
        return number, list(connection.execute(found, {"id": number}).scalars())


def decide(province, act, *details, **options):
    with unit_of_work(province.engine, OPERATOR) as connection:
        return act(connection, OPERATOR, *details, **options)


def content(province):
    with unit_of_work(province.engine, OPERATOR) as connection:
        return digest(connection)


def test_rows_sent_back_stay_out_with_their_reasons(province, as_role):
    number, rows = waiting(province)
    decide(province, approve, number, returned={rows[1]: " thiếu ngày sinh "})
    assert list(province.persons().values()) == [[f"{number}:5"], [f"{number}:7"]]
    before = content(province)
    with unit_of_work(province.engine, OPERATOR) as connection:
        rebuild(connection, OPERATOR)
    assert content(province) == before
    for principal, seen in ((as_role("agency", "SO-KHCN"), 1), (as_role("agency", "SO-YTE"), 0)):
        with unit_of_work(province.engine, principal) as connection:
            reasons = connection.execute(select(record_return.c.reason)).scalars().all()
            assert reasons == ["thiếu ngày sinh"] * seen


def test_an_approval_anew_counts_what_it_does_not_send_back(province):
    number, rows = waiting(province)
    decide(province, approve, number, returned={rows[1]: "thiếu ngày sinh"})
    decide(province, rollback, number)
    decide(province, approve, number, returned={rows[2]: "trùng"})
    assert list(province.persons().values()) == [[f"{number}:5"], [f"{number}:6"]]
    before = content(province)
    with unit_of_work(province.engine, OPERATOR) as connection:
        rebuild(connection, OPERATOR)
    assert content(province) == before


def test_a_return_may_name_rows(province):
    number, rows = waiting(province)
    decide(province, return_, number, "sửa các dòng đã nêu", rows={rows[0]: "sai tên"})
    with unit_of_work(province.engine, OPERATOR) as connection:
        assert connection.execute(select(record_return.c.source_record_id)).scalars().all() == [rows[0]]
    with pytest.raises(ConflictError):
        decide(province, approve, number)


def test_what_makes_no_sense_is_refused_and_changes_nothing(province):
    other, strangers = waiting(province)
    number, rows = waiting(province)
    before = content(province)
    for returned in ({strangers[0]: "sai"}, {rows[0]: "  "}, dict.fromkeys(rows, "sai")):
        with pytest.raises(UsageError):
            decide(province, approve, number, returned=returned)
    with pytest.raises(UsageError):
        decide(province, return_, number, "sai", rows={strangers[0]: "sai"})
    assert content(province) == before
    decide(province, approve, number)
    with pytest.raises(ConflictError):
        decide(province, approve, number)
    decide(province, rollback, number)
    with pytest.raises(ConflictError):
        decide(province, rollback, number)
    decide(province, return_, other, "nộp nhầm")
    with pytest.raises(ConflictError):
        decide(province, approve, other)

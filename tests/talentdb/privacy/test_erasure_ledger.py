"""Erasures outside the database: a restored older state is brought to what had been decided."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.access.context import unit_of_work
from talentdb.access.keyring import Keyring
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import DataError
from talentdb.privacy.erasure import erase, list_erasures
from talentdb.privacy.erasure_ledger import keep_ledger, ledger_file, pending, read_ledger, reapply
from talentdb.submissions.erased import Facts, Mark, hit, known_by, marks_of
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
_KEYS = {1: bytes(32), 2: bytes([7]) * 32}
_RING = Keyring(_KEYS, _KEYS, _KEYS, _KEYS)
_AN = {
    "full_name": "Lê Zuniqthay Ân", "birth_date": "1985-03-04", "birth_date_precision": "day",
    "national_id": "033085001234",
}  # fmt: skip
_OTHER = {"full_name": "Trần Otherzz Bình", "birth_date": "1980-01-02", "birth_date_precision": "day"}


def _number(database: Any, mark: str) -> int | None:
    with database.as_owner() as owner:
        row = owner.execute(
            'select person_id from person_version where "values"::text like %s and valid_to is null', [f"%{mark}%"]
        ).fetchone()
        return row and int(row[0])


def test_an_older_state_is_brought_to_what_was_decided(
    database: Any, as_role: As, province: Province, tmp_path: Path
) -> None:
    steward = as_role("steward")
    province.load("SO-KHCN", [_AN, _OTHER])
    number = _number(database, "Zuniqthay")
    assert number is not None
    with unit_of_work(database.engine, steward) as connection:
        erase(connection, steward, database.keyring, number, "decision", "QĐ 12")
    with unit_of_work(database.engine, steward) as connection:
        assert keep_ledger(connection, tmp_path) == 1
        assert keep_ledger(connection, tmp_path) == 0
        assert pending(connection, read_ledger(ledger_file(tmp_path))) == []
    assert "Zuniqthay" not in ledger_file(tmp_path).read_text()
    # What the restore of an older state does: the tombstone is gone, and the person is there.
    with database.as_owner() as owner:
        owner.execute("delete from erasure_mark")
        owner.execute("delete from erasure")
    province.load("SO-NV", [_AN, _OTHER])
    assert _number(database, "Zuniqthay") is not None
    with unit_of_work(database.engine, steward) as connection:
        entries = read_ledger(ledger_file(tmp_path))
        assert len(pending(connection, entries)) == 1
        done = reapply(connection, steward, database.keyring, entries)
        assert done.records == 1
        assert pending(connection, entries) == []
        assert [one.article for one in list_erasures(connection)] == ["điểm d khoản 1 Điều 14 Luật số 91/2025/QH15"]
    assert _number(database, "Zuniqthay") is None
    assert _number(database, "Otherzz") is not None
    with pytest.raises(DataError):
        province.receive("SO-TC", [_AN])


def test_who_is_named_in_a_reason_and_erased_later_is_named_in_no_line(
    database: Any, as_role: As, province: Province, tmp_path: Path
) -> None:
    steward = as_role("steward")
    province.load("SO-KHCN", [_AN, _OTHER])
    for mark, reason in (("Otherzz", "QĐ 11, Lê Zuniqthay Ân yêu cầu"), ("Zuniqthay", "QĐ 12")):
        number = _number(database, mark)
        assert number is not None
        with unit_of_work(database.engine, steward) as connection:
            erase(connection, steward, database.keyring, number, "decision", reason)
        with unit_of_work(database.engine, steward) as connection:
            keep_ledger(connection, tmp_path)
    lines = read_ledger(ledger_file(tmp_path))
    assert [one.reason for one in lines] == ["QĐ 11, [đã xóa] yêu cầu", "QĐ 12"]
    assert [one.name for one in ledger_file(tmp_path).parent.iterdir()] == ["erasures.jsonl"]
    with unit_of_work(database.engine, steward) as connection:
        assert keep_ledger(connection, tmp_path) == 0
        assert pending(connection, lines) == []


def test_a_ledger_of_another_registry_erases_nobody_and_a_spoilt_one_is_told(
    database: Any, province: Province, tmp_path: Path
) -> None:
    province.load("SO-KHCN", [_AN])
    path = ledger_file(tmp_path)
    path.parent.mkdir(parents=True)
    with unit_of_work(database.engine, OPERATOR) as connection:
        mark = database.keyring.national_id_hmac("033085001234").hex()
        path.write_text(
            '{"registry": "other", "made_at": "2026-01-01", "ground": "decision", "reason": "x",'
            f' "marks": {{"id": ["{mark}"]}}, "released": false}}\n'
        )
        assert reapply(connection, OPERATOR, database.keyring, read_ledger(path)).erasures == ()
    path.write_text("{}\n")
    with pytest.raises(DataError, match="dòng 1"):
        read_ledger(path)


def test_a_line_that_was_cut_off_is_written_anew(database: Any, province: Province, tmp_path: Path) -> None:
    """A full disk in the middle of a line must not make every later erasure and backup fail."""
    path = ledger_file(tmp_path)
    for name, agency in ((_AN, "SO-KHCN"), ({**_AN, "full_name": "Lê Zuniqhai Ân", "national_id": None}, "SO-NV")):
        province.load(agency, [name])
        number = _number(database, name["full_name"])
        assert number is not None
        with unit_of_work(database.engine, OPERATOR) as connection:
            erase(connection, OPERATOR, database.keyring, number, "decision", "QĐ 5/QĐ-SKHCN")
            assert keep_ledger(connection, tmp_path) == 1
    whole = path.read_bytes()
    first, _, _ = whole.partition(b"\n")
    for kept, torn in ((1, len(first) + 20), (0, 9), (1, len(first))):
        path.write_bytes(whole[:torn])
        assert len(read_ledger(path)) == kept
        with unit_of_work(database.engine, OPERATOR) as connection:
            assert keep_ledger(connection, tmp_path) == 2 - kept
            assert pending(connection, read_ledger(path)) == []
        assert sorted(path.read_bytes().splitlines(True)) == sorted(whole.splitlines(True))


_NAMES = st.sampled_from(["le an", "tran binh", None])
_IDS = st.sampled_from(["033085001234", "033085009999", None])
_DAYS = st.sampled_from([date(1985, 3, 4), date(1985, 7, 8), date(1999, 1, 1), None])
_FACTS = st.builds(Facts, _NAMES, _IDS, _DAYS, st.sampled_from(["day", "year"]), st.integers(1, 2))


@given(_FACTS, _FACTS)
def test_the_best_that_both_know_decides(erased: Facts, comes: Facts) -> None:
    marks = [Mark(1, kind, mark) for kind, mark in marks_of(erased, _RING).items()]
    found = hit(comes, known_by(marks), {2: _RING})
    if erased.national_id and comes.national_id:
        assert (found == 1) == (erased.national_id == comes.national_id)
    elif not (erased.name_key and comes.name_key) or erased.name_key != comes.name_key:
        assert found is None
    elif (
        None not in (erased.birth_date, comes.birth_date) and erased.birth_precision == comes.birth_precision == "day"
    ):
        assert (found == 1) == (erased.birth_date == comes.birth_date)
    elif erased.employer_id != comes.employer_id:
        assert found is None


def test_marks_of_an_older_key_are_known_again() -> None:
    old = _RING.for_blind_index(1)
    facts = Facts("le an", None, date(1985, 3, 4), "day", 1)
    marks = [Mark(5, kind, mark) for kind, mark in marks_of(facts, old).items()]
    assert {one.mark[0] for one in marks} == {1}
    assert hit(facts, known_by(marks), {1: old}) == 5
    assert hit(facts, known_by(marks), {2: _RING.for_blind_index(2)}) is None

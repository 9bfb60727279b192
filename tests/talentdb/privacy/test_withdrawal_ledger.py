"""Withdrawals outside the database: a restored older state lets nobody consent again who had withdrawn."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.errors import DataError, ForbiddenError
from talentdb.people.withheld import withheld_of
from talentdb.privacy.consent import consents_of, give
from talentdb.privacy.requests import list_requests
from talentdb.privacy.withdrawal_ledger import (
    Withdrawal,
    keep_withdrawals,
    pending,
    read_withdrawals,
    reapply,
    withdrawals_file,
    withdrawals_kept,
)
from talentdb.settings import today
from tests.talentdb.conftest import Province
from tests.talentdb.privacy.test_consent import HUNG, LAN, asked_back, declared, done, given_by, number_of, written

As = Callable[..., Principal]
_DAY = today() - timedelta(days=2)


@pytest.fixture
def two(database: Any, as_role: As, province: Province) -> tuple[int, int]:
    """Two people who consented; the first withdraws below."""
    province.load("SO-KHCN", [LAN, HUNG])
    steward = as_role("steward")
    declared(database, steward, sensitive=("ethnicity_code",))
    text = written(database, steward)
    people = number_of(database, LAN), number_of(database, HUNG)
    for person in people:
        given_by(database, steward, person, text.number)
    return people


def _withdraws(database: Any, steward: Principal, person: int) -> None:
    done(database, steward, asked_back(database, steward, person))


def _older_state(database: Any) -> None:
    """What the restore of a backup does that was made before the withdrawal."""
    with database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("delete from consent where act = 'withdrawn'")
        owner.execute("delete from rights_request_step")
        owner.execute("delete from rights_request")


def _missing(database: Any, steward: Principal, *people: int) -> dict[int, str]:
    with unit_of_work(database.engine, steward) as connection:
        return {one.person_id: one.why for one in withheld_of(connection, people)}


def test_an_older_state_is_brought_to_what_was_withdrawn(
    database: Any, as_role: As, two: tuple[int, int], tmp_path: Path
) -> None:
    steward, (lan, hung) = as_role("steward"), two
    _withdraws(database, steward, lan)
    with unit_of_work(database.engine, steward) as connection:
        assert keep_withdrawals(connection, tmp_path) == 1
        assert keep_withdrawals(connection, tmp_path) == 0
        lines = read_withdrawals(withdrawals_file(tmp_path))
        assert pending(connection, lines) == []
        assert reapply(connection, steward, lines) == 0
    said = withdrawals_file(tmp_path).read_text()
    assert not any(word in said for word in (LAN["full_name"], "person", "purpose"))
    _older_state(database)
    assert _missing(database, steward, lan, hung) == {}
    with unit_of_work(database.engine, steward) as connection:
        assert len(pending(connection, lines)) == 1
        assert reapply(connection, steward, lines) == 1
    with unit_of_work(database.engine, steward) as connection:
        assert (pending(connection, lines), reapply(connection, steward, lines)) == ([], 0)
        assert keep_withdrawals(connection, tmp_path) == 0
        [asked] = list_requests(connection)
        assert (asked.kind, asked.state, asked.person_id) == ("withdraw", "done", lan)
        assert [one.act for one in consents_of(connection, hung)] == ["given"]
    assert _missing(database, steward, lan, hung) == {lan: "withdrawn"}


def test_who_consented_anew_is_not_withdrawn_by_an_old_line(
    database: Any, as_role: As, two: tuple[int, int], tmp_path: Path
) -> None:
    """In the registry as it is, and in an older state in which the person said so again afterwards."""
    steward, (lan, _) = as_role("steward"), two
    _withdraws(database, steward, lan)
    with unit_of_work(database.engine, steward) as connection:
        keep_withdrawals(connection, tmp_path)
        lines = read_withdrawals(withdrawals_file(tmp_path))
    with database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("update consent set day = day - 3")
    lines = [Withdrawal(one.registry, one.consent, one.given_at, str(_DAY), one.channel) for one in lines]
    for older in (False, True):
        if older:
            _older_state(database)
            with database.as_owner() as owner:
                owner.execute("set session_replication_role = replica")
                owner.execute("delete from consent where paper = 'Giấy mới số 9'")
            with unit_of_work(database.engine, steward) as connection:
                assert len(pending(connection, lines)) == 1
            with database.as_owner() as owner:
                owner.execute(
                    "insert into consent (text_id, purpose, person_id, act, day, channel, paper, login)"
                    " select text_id, purpose, person_id, act, current_date, channel, 'Giấy mới số 9', login"
                    f" from consent where person_id = {lan}"
                )
        else:
            with unit_of_work(database.engine, steward) as connection:
                text = consents_of(connection, lan)[0].text
                give(connection, steward, lan, text, day=today(), channel="paper", paper="Giấy mới số 9")
        with unit_of_work(database.engine, steward) as connection:
            assert (pending(connection, lines), reapply(connection, steward, lines)) == ([], 0)
        assert _missing(database, steward, lan) == {}


@pytest.mark.parametrize("changed", ["registry", "given_at"])
def test_a_line_of_another_registry_or_of_a_number_given_again_withdraws_nothing(
    database: Any, as_role: As, two: tuple[int, int], tmp_path: Path, changed: str
) -> None:
    steward, (lan, _) = as_role("steward"), two
    _withdraws(database, steward, lan)
    with unit_of_work(database.engine, steward) as connection:
        keep_withdrawals(connection, tmp_path)
    _older_state(database)
    [line] = read_withdrawals(withdrawals_file(tmp_path))
    facts = {name: getattr(line, name) for name in ("registry", "consent", "given_at", "day", "channel")}
    other = Withdrawal(**{**facts, changed: "2020-01-01T00:00:00+00:00"})
    with unit_of_work(database.engine, steward) as connection:
        assert reapply(connection, steward, [other]) == 0
        assert reapply(connection, steward, [other, line]) == 1


def test_only_who_decides_may_and_a_spoilt_or_unwritable_file_is_told(
    database: Any, as_role: As, two: tuple[int, int], tmp_path: Path
) -> None:
    steward = as_role("steward")
    _withdraws(database, steward, two[0])
    path = withdrawals_file(tmp_path)
    with unit_of_work(database.engine, steward) as connection:
        keep_withdrawals(connection, tmp_path)
        with pytest.raises(ForbiddenError):
            reapply(connection, as_role("leader"), read_withdrawals(path))
        (tmp_path / "file").write_bytes(b"")
        assert withdrawals_kept(connection, tmp_path) is True
        assert withdrawals_kept(connection, tmp_path / "file") is False
    path.write_text('{"consent": 1}\n')
    with pytest.raises(DataError, match="dòng 1"):
        read_withdrawals(path)


def test_the_day_and_the_moment_are_the_same_in_every_zone(
    database: Any, as_role: As, two: tuple[int, int], tmp_path: Path
) -> None:
    """A server that is restored elsewhere may tell instants in another zone."""
    steward = as_role("steward")
    _withdraws(database, steward, two[0])
    for zone in ("Asia/Ho_Chi_Minh", "UTC"):
        with unit_of_work(database.engine, steward) as connection:
            connection.exec_driver_sql(f"set local time zone '{zone}'")
            keep_withdrawals(connection, tmp_path)
    [line] = read_withdrawals(withdrawals_file(tmp_path))
    assert line.given_at.endswith("+00:00")
    assert date.fromisoformat(line.day) <= today()

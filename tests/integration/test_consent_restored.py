"""Who withdrew has withdrawn in a registry that comes back from a backup, and in one made anew from its originals."""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.backup.keys import secrets_of
from talentdb.backup.make import make_backup
from talentdb.backup.restore import restore
from talentdb.people.withheld import withheld_of
from talentdb.privacy.consent import Consent, consents_of, give, list_texts, write_text
from talentdb.privacy.data_sets import declare
from talentdb.privacy.requests import receive, record
from talentdb.privacy.withdrawal_ledger import read_withdrawals, reapply, withdrawals_file
from talentdb.registry.judging import judge, retract
from talentdb.registry.rebuild import digest, rebuild
from talentdb.runtime import open_runtime
from talentdb.settings import today
from tests.trust.registries import hand_in, home_at, silent

_FOR = "Mời giảng dạy"
_DAY = today() - timedelta(days=3)


def _say(connection: Connection, *, withdrawing: bool = True) -> list[int]:
    """Five people: one says nothing, one gives, one gives and withdraws; the last two are made one, and withdraw."""
    query = "select person_id from person where state = 'active' order by 1"
    people = list(connection.exec_driver_sql(query).scalars())[:5]
    declare(
        connection, OPERATOR, basis="consent", purpose=_FOR, paper="5/QĐ", paper_day=date(2026, 1, 5),
        agency_code="", kept_years=5,
    )  # fmt: skip
    words = write_text(connection, OPERATOR, _FOR, "Tôi đồng ý.")
    for person in people[1:]:
        give(connection, OPERATOR, person, words.number, day=_DAY, channel="paper", paper=f"Giấy {person}")
    judge(connection, OPERATOR, people[3], people[4], "same", reason="một người")
    for person in (people[2], people[3]) if withdrawing else ():
        asked = receive(connection, OPERATOR, "withdraw", "Người đó", "Rút", received=_DAY, person_id=person)
        record(connection, OPERATOR, asked.number, "done", "Đã rút")
    return people


def _standing(connection: Connection, people: list[int]) -> tuple[dict[int, str], list[tuple[Consent, ...]]]:
    missing = {one.person_id: one.why for one in withheld_of(connection, people)}
    return missing, [consents_of(connection, person) for person in people]


def test_what_was_said_comes_back_and_counts(tmp_path: Path) -> None:
    home = home_at(tmp_path / "h")
    with open_runtime(home) as runtime:
        hand_in(runtime, tmp_path, 0, 8, "SO-KHCN")
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            people = _say(connection)
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            before, texts, registry = _standing(connection, people), list_texts(connection), digest(connection)
        make_backup(runtime, tmp_path / "backup", silent)
    none, _, withdrew, merged, gone = people
    assert before[0] == {none: "none", withdrew: "withdrawn", merged: "withdrawn"}
    other = home_at(tmp_path / "other")
    restore(other, tmp_path / "backup", silent, secrets=secrets_of(home.home_path), at_mark=True)
    with open_runtime(other) as runtime:
        for again in (False, True):
            with unit_of_work(runtime.engine, OPERATOR) as connection:
                if again:
                    rebuild(connection, OPERATOR)
                assert _standing(connection, people) == before
                assert (list_texts(connection), digest(connection)) == (texts, registry)
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            judgement = connection.exec_driver_sql("select max(judgement_id) from judgement").scalar_one()
            retract(connection, OPERATOR, judgement, reason="hai người")
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            assert _standing(connection, people)[0] == before[0] | {gone: "withdrawn"}


def test_a_withdrawal_made_after_the_backup_comes_back_with_the_ledger(tmp_path: Path) -> None:
    home = home_at(tmp_path / "h")
    with open_runtime(home) as runtime:
        hand_in(runtime, tmp_path, 0, 8, "SO-KHCN")
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            _, stays, _, withdrew, _ = _say(connection, withdrawing=False)
        make_backup(runtime, tmp_path / "backup", silent)
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            asked = receive(connection, OPERATOR, "withdraw", "Người đó", "Rút", received=_DAY, person_id=withdrew)
            record(connection, OPERATOR, asked.number, "done", "Đã rút")
            missing = {one.person_id for one in withheld_of(connection, [stays, withdrew])}
        assert missing == {withdrew}
        # The next backup writes it down where the program died before it could.
        make_backup(runtime, tmp_path / "later", silent)
        ledger = withdrawals_file(runtime.home)
    other = home_at(tmp_path / "other")
    restore(other, tmp_path / "backup", silent, secrets=secrets_of(home.home_path), at_mark=True)
    with open_runtime(other) as runtime:
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            assert not withheld_of(connection, [stays, withdrew])
            assert reapply(connection, OPERATOR, read_withdrawals(ledger)) == 2, "of both numbers that were made one"
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            assert {one.person_id for one in withheld_of(connection, [stays, withdrew])} == {withdrew}

"""What an approval would do to the figures is exactly what it does, and asking leaves nothing behind."""

from datetime import date

import pytest
from sqlalchemy import func, select, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import metadata
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.indicators.effect import effect
from talentdb.indicators.engine import compute
from talentdb.people.rehearsal import rehearse
from talentdb.plans import load_plan
from talentdb.registry.decisions import approve, foresee_approval
from talentdb.registry.rebuild import digest
from talentdb.submissions.returns import rows_at

PLAN = "hung-yen-2711"
DAY = date(2026, 9, 1)


def person(name, sex, ethnicity="01"):
    return {"full_name": name, "sex": sex, "birth_date": "1985-03-02", "birth_date_precision": "day",
            "ethnicity_code": ethnicity, "sti_posts": ["research"], "qualification": "master"}  # fmt: skip


LAN, HUNG = person("Nguyễn Thị Lan", "female"), person("Trần Văn Hùng", "male")
MO, BA = person("Hà Thị Mơ", "female", "02"), person("Vũ Đức Ba", None)


def ask(province, number, principal=OPERATOR, **options):
    with unit_of_work(province.engine, principal) as connection:
        return effect(connection, principal, number, PLAN, as_of=DAY, **options)


def figures(province):
    with unit_of_work(province.engine, OPERATOR) as connection:
        return compute(connection, OPERATOR, load_plan(PLAN), DAY, only_values=True)["indicators"]


def everything(province, database):
    """Counts of all tables behind all policies, and the content of the derived ones."""
    with unit_of_work(province.engine, OPERATOR) as connection:
        content = digest(connection)
    with database.as_owner() as owner:
        counts = {
            table: owner.execute(f'select count(*), max(t::text) from "{table}" t').fetchone()
            for table in metadata.tables
        }
    return content, counts


def test_it_is_what_the_approval_does(province):
    province.load("SO-KHCN", [LAN, HUNG], as_of="2025-12-31")
    before = figures(province)
    number = province.receive("SO-KHCN", [LAN, MO, BA]).submission_id
    found = ask(province, number)
    assert (found.touched, found.founded) == (3, 2)
    assert [one.before for one in found.indicators] == before == figures(province)
    province.approve(number)
    assert [one.after for one in found.indicators] == figures(province)
    shares = {one.code: (one.before["numerator"], one.after["numerator"], one.after["denominator"])
              for one in found.indicators}  # fmt: skip
    assert shares["I1"] == (1, 2, 4)
    widest = next(one.after for one in found.indicators if one.code == "I1")
    assert widest["low"] < widest["high"], "nobody knows the sex of one"


def test_rows_that_would_be_sent_back_count_for_nothing(province):
    number = province.receive("SO-KHCN", [LAN, HUNG, MO]).submission_id
    with unit_of_work(province.engine, OPERATOR) as connection:
        returned = rows_at(connection, number, ["DS!6=Sai"])
        found = effect(connection, OPERATOR, number, PLAN, returned=returned, as_of=DAY)
        assert found.founded == 2
        approve(connection, OPERATOR, number, returned=returned)
        now = compute(connection, OPERATOR, load_plan(PLAN), DAY, only_values=True)
        assert [one.after for one in found.indicators] == now["indicators"]


def test_asking_leaves_nothing_behind(province, database, as_role):
    province.load("SO-KHCN", [LAN], as_of="2025-12-31")
    number = province.receive("SO-KHCN", [LAN, HUNG]).submission_id
    steward = as_role("steward")
    before = everything(province, database)
    with unit_of_work(province.engine, steward) as connection:
        effect(connection, steward, number, PLAN)
        locks = text("select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()")
        assert connection.execute(locks).scalar_one() == 0, "other writers wait no longer"
        assert connection.execute(text("select current_setting('app.role')")).scalar_one() == "steward"
        staged = select(func.count()).select_from(text("pg_tables")).where(text("schemaname like 'pg_temp%'"))
        assert connection.execute(staged).scalar_one() == 0
    assert everything(province, database) == before


def test_what_cannot_be_approved_has_no_effect(province, database, as_role):
    number = province.load("SO-KHCN", [LAN])
    waiting = province.receive("SO-YTE", [HUNG]).submission_id
    others = [as_role("agency", "SO-YTE"), as_role("searcher"), as_role("leader")]
    before = everything(province, database)
    with pytest.raises(ConflictError):
        ask(province, number)
    with pytest.raises(NotFoundError):
        ask(province, 999)
    with unit_of_work(province.engine, OPERATOR) as connection:
        rows = rows_at(connection, waiting, ["DS!5=Sai"])
        with pytest.raises(UsageError, match="Không còn dòng nào"):
            effect(connection, OPERATOR, waiting, PLAN, returned=rows)
        with pytest.raises(NotFoundError):
            effect(connection, OPERATOR, waiting, "khong-co")
    for principal in others:
        with pytest.raises(ForbiddenError):
            ask(province, waiting, principal)
    assert everything(province, database) == before


def test_it_waits_for_no_writer_and_keeps_none_waiting(province):
    """Somebody approves a list about the same people and has not committed; afterwards somebody else does."""
    province.load("SO-KHCN", [LAN, HUNG], as_of="2025-06-30")
    one = province.receive("SO-KHCN", [LAN | {"sti_posts": ["teaching"]}, MO], as_of="2025-12-31").submission_id
    number = province.receive("SO-YTE", [LAN | {"sex": None}, HUNG, BA], as_of="2025-12-31").submission_id
    never = text("set local lock_timeout = '60s'")
    with unit_of_work(province.engine, OPERATOR) as writer:
        approve(writer, OPERATOR, one)
        with unit_of_work(province.engine, OPERATOR) as connection:
            connection.execute(never)
            found = effect(connection, OPERATOR, number, PLAN, as_of=DAY)
            assert [item.before for item in found.indicators] == figures(province)
        writer.rollback()
    with unit_of_work(province.engine, OPERATOR) as connection:
        seen = foresee_and_stay(connection, number)
        with unit_of_work(province.engine, OPERATOR) as writer:
            writer.execute(never)
            approve(writer, OPERATOR, one)
        connection.rollback()
    assert set(seen.touched) >= {1, 2}


def foresee_and_stay(connection, number):
    """The writing half of `effect`, not undone yet."""
    seen = foresee_approval(connection, OPERATOR, number, {})
    rehearse(connection, seen.persons, seen.fresh, seen.event_id)
    return seen


def test_a_decision_meanwhile_is_in_the_answer(province):
    province.load("SO-KHCN", [LAN], as_of="2025-06-30")
    one = province.receive("SO-YTE", [MO, LAN], as_of="2025-12-31").submission_id
    number = province.receive("SO-KHCN", [LAN, HUNG], as_of="2025-12-31").submission_id
    calls = []

    def somebody_approves(done, total):
        calls.append((done, total))
        if len(calls) == 1:
            province.approve(one)

    found = ask(province, number, progress=somebody_approves)
    assert calls == [(2, 2), (2, 2)]
    assert [item.before for item in found.indicators] == figures(province)
    province.approve(number)
    assert [item.after for item in found.indicators] == figures(province)

"""Frozen figures stay what they were; who signs vouches for exactly these; what differs is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ConflictError, DataError, ForbiddenError, NotFoundError, UsageError
from talentdb.indicators.differing import compare, since
from talentdb.indicators.frozen import changes, digest
from talentdb.indicators.snapshots import Snapshot, freeze, list_snapshots, read_snapshot, sign
from talentdb.plans.choices import choose

PLAN = "hung-yen-2711"
AS_OF = date(2026, 7, 18)
POST = {"sti_posts": ["research"]}


def _freeze(registry: Any, period: str = "2026") -> Snapshot:
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        return freeze(connection, OPERATOR, PLAN, period, AS_OF)


def _account(registry: Any, role: Role) -> Principal:
    with registry.database.as_owner() as owner:
        number = owner.execute(
            "insert into account (login, display_name, role, password_hash) values (%s, %s, %s, '')"
            " returning account_id",
            (f"{role}-ký", "Người Ký", role.value),
        ).fetchone()[0]
    return Principal(role, f"{role}-ký", account_id=number)


def test_what_comes_later_changes_nothing_and_is_told(registry: Any) -> None:
    registry.write([{**POST, "sex": "female"}, {**POST, "agency": "T2"}])
    frozen = _freeze(registry)
    registry.write([{**POST, "sex": "female"}, {**POST, "agency": "T2", "sex": "female"}, {**POST, "agency": "T3"}])
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        again = read_snapshot(connection, OPERATOR, frozen.snapshot_id)
        told = since(connection, OPERATOR, frozen.snapshot_id)
    assert again == frozen
    total = {(c.code, c.cut, c.key): c for c in told.figures}["I1", "total", None]
    assert total.before is not None
    assert total.after is not None
    assert (total.before["numerator"], total.before["denominator"]) == (1, 2)
    assert (total.after["numerator"], total.after["denominator"]) == (2, 3)
    new = next(c for c in told.figures if (c.code, c.cut, c.key) == ("I1", "agency", "T3"))
    assert new.before is None
    assert not any(c.key == "T1" for c in told.figures)
    assert [(c.name, c.before, c.after) for c in told.inputs] == [("people", 2, 3)]


def test_what_figures_rest_on_is_kept_and_another_reading_is_told(registry: Any) -> None:
    registry.write([{**POST, "sex": "female"}])
    first = _freeze(registry)
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        choose(connection, OPERATOR, PLAN, "women_and_minority", "women", "theo hướng dẫn")
        told = since(connection, OPERATOR, first.snapshot_id)
    second = _freeze(registry)
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        beside = compare(connection, OPERATOR, first.snapshot_id, second.snapshot_id)
    assert {"decision", "people", "definition_version", "plan_sha256", "choices", "targets", "tasks", "schema",
            "program"} == set(first.inputs)  # fmt: skip
    assert [(c.name, c.after) for c in told.inputs] == [("choices", {"women_and_minority": "women"})]
    assert beside == told
    assert beside.figures == ()


def test_two_plans_are_not_compared(registry: Any) -> None:
    registry.write([POST])
    first = _freeze(registry)
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        other = freeze(connection, OPERATOR, "lang-son-899", "2026", AS_OF)
        with pytest.raises(UsageError, match="hai kế hoạch"):
            compare(connection, OPERATOR, first.snapshot_id, other.snapshot_id)


def test_two_who_freeze_at_once_get_two(registry: Any) -> None:
    registry.write([POST])
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(lambda _: _freeze(registry), range(2))
    assert one.snapshot_id != other.snapshot_id
    assert one.sha256 == other.sha256


def test_several_of_a_period_stand_beside_each_other(registry: Any) -> None:
    registry.write([POST])
    first, second = _freeze(registry), _freeze(registry)
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        found = list_snapshots(connection, OPERATOR, PLAN)
    assert [one.snapshot_id for one in found] == [second.snapshot_id, first.snapshot_id]
    assert first.inputs["definition_version"] == first.body["definition_version"]


def test_who_signs_vouches_once_and_for_what_was_frozen(registry: Any) -> None:
    registry.write([POST])
    frozen = _freeze(registry)
    leader = _account(registry, Role.LEADER)
    with unit_of_work(registry.database.engine, leader) as connection:
        signed = sign(connection, leader, frozen.snapshot_id)
        assert [one.login for one in signed.signatures] == [leader.login]
        with pytest.raises(ConflictError, match="đã ký"):
            sign(connection, leader, frozen.snapshot_id)
    with unit_of_work(registry.database.engine, leader) as connection:
        assert read_snapshot(connection, leader, frozen.snapshot_id).signatures == signed.signatures


def test_nobody_signs_in_the_name_of_another(registry: Any) -> None:
    registry.write([POST])
    frozen = _freeze(registry)
    leader, steward = _account(registry, Role.LEADER), _account(registry, Role.STEWARD)
    with pytest.raises(ForbiddenError), unit_of_work(registry.database.engine, steward) as connection:
        sign(connection, leader, frozen.snapshot_id)


def test_signing_twice_at_once_leaves_one_signature(registry: Any) -> None:
    registry.write([POST])
    frozen, leader = _freeze(registry), _account(registry, Role.LEADER)

    def sign_it(_: int) -> bool:
        try:
            with unit_of_work(registry.database.engine, leader) as connection:
                sign(connection, leader, frozen.snapshot_id)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(sign_it, range(2))) == [False, True]


@pytest.mark.parametrize("who", [OPERATOR, Principal(Role.SEARCHER, "x", account_id=1), Principal(Role.AGENCY, "y")])
def test_others_do_not_sign(registry: Any, who: Principal) -> None:
    registry.write([POST])
    frozen = _freeze(registry)
    with unit_of_work(registry.database.engine, who) as connection, pytest.raises(ForbiddenError):
        sign(connection, who, frozen.snapshot_id)


def _decide(registry: Any) -> None:
    """A list of T1 is approved, and two persons are judged: what changes who counts and who is who."""
    with registry.database.as_owner() as owner:
        owner.execute(
            "insert into submission (receipt, agency_id, form, origin, file_name, as_of, state, n_records, n_refused,"
            " n_errors, n_warnings, understanding, reader_version) select gen_random_uuid()::text, agency_id,"
            " 'people', 'manual', '', %s, 'approved', 0, 0, 0, 0, '{}', '1' from agency where code = 'T1'",
            (AS_OF,),
        )
        owner.execute(
            "insert into submission_event (submission_id, kind, at, login)"
            " select max(submission_id), 'approved', now(), 'x' from submission"
        )
    registry.judge("different", 1, 2)


@pytest.mark.parametrize("role", [Role.STEWARD, Role.LEADER, Role.SEARCHER])
def test_all_who_ask_are_told_the_same_decisions(registry: Any, role: Role) -> None:
    registry.write([{**POST, "agency": "T1"}] * 9)
    _decide(registry)
    frozen = _freeze(registry)
    asking = _account(registry, role)
    assert frozen.inputs["decision"] > 0
    with unit_of_work(registry.database.engine, asking) as connection:
        assert since(connection, asking, frozen.snapshot_id).nothing
    _decide(registry)
    with unit_of_work(registry.database.engine, asking) as connection:
        told = since(connection, asking, frozen.snapshot_id)
        # The question does not leave the asker with the operator's rights.
        assert connection.execute(text("select app_role()")).scalar_one() == role.value
    assert [(c.name, c.before) for c in told.inputs] == [("decision", frozen.inputs["decision"])]


def test_leaders_see_no_small_group_of_frozen_figures(registry: Any) -> None:
    registry.write([{**POST, "agency": "T1"}] * 9 + [{**POST, "agency": "T2"}] * 2)
    _decide(registry)
    frozen = _freeze(registry)
    leader = Principal(Role.LEADER, "x")
    with unit_of_work(registry.database.engine, leader) as connection:
        seen = read_snapshot(connection, leader, frozen.snapshot_id)
        told = since(connection, leader, frozen.snapshot_id)
    rows = next(one for one in seen.body["indicators"] if one["code"] == "I1")["rows"]
    assert {row["denominator"] for row in rows if row["by"] == "sector"} == {None}
    assert told.nothing
    assert seen.sha256 == frozen.sha256


def test_figures_that_were_changed_are_refused(registry: Any) -> None:
    registry.write([POST])
    frozen = _freeze(registry)
    with registry.database.as_owner() as owner:
        owner.execute("update snapshot set body = jsonb_set(body, '{indicators,0,numerator}', '99')")
    with unit_of_work(registry.database.engine, OPERATOR) as connection, pytest.raises(DataError, match="thay đổi"):
        read_snapshot(connection, OPERATOR, frozen.snapshot_id)
    leader = _account(registry, Role.LEADER)
    with unit_of_work(registry.database.engine, leader) as connection, pytest.raises(DataError, match="thay đổi"):
        sign(connection, leader, frozen.snapshot_id)


def test_figures_whose_digest_was_changed_with_them_are_not_what_was_signed(registry: Any) -> None:
    registry.write([POST])
    frozen, leader = _freeze(registry), _account(registry, Role.LEADER)
    with unit_of_work(registry.database.engine, leader) as connection:
        sign(connection, leader, frozen.snapshot_id)
    forged = digest(PLAN, "2027", AS_OF, frozen.body, frozen.inputs)
    with registry.database.as_owner() as owner:
        owner.execute("update snapshot set period = '2027', sha256 = %s", (forged,))
    with unit_of_work(registry.database.engine, OPERATOR) as connection, pytest.raises(DataError, match="đã ký"):
        read_snapshot(connection, OPERATOR, frozen.snapshot_id)


def test_the_program_cannot_change_what_is_frozen(registry: Any) -> None:
    registry.write([POST])
    _freeze(registry)
    with pytest.raises(ForbiddenError), unit_of_work(registry.database.engine, OPERATOR) as connection:
        connection.execute(text("update snapshot set period = '2027'"))


def test_days_to_come_and_periods_that_are_none_are_refused(registry: Any) -> None:
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        with pytest.raises(UsageError, match="chưa tới"):
            freeze(connection, OPERATOR, PLAN, "2026", date(2099, 1, 1))
        with pytest.raises(UsageError, match="kỳ"):
            freeze(connection, OPERATOR, PLAN, "năm nay", AS_OF)
        with pytest.raises(NotFoundError):
            read_snapshot(connection, OPERATOR, 1)


_BODY = st.fixed_dictionaries({"x": st.one_of(st.none(), st.integers(), st.floats(0, 1), st.text(max_size=5))})


@given(_BODY, _BODY)
def test_the_digest_tells_different_bodies_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    same = digest(PLAN, "2026", AS_OF, one, {}) == digest(PLAN, "2026", AS_OF, other, {})
    assert same == (repr(one) == repr(other))


def test_nothing_differs_from_itself(registry: Any) -> None:
    registry.write([POST, {**POST, "sex": "female"}])
    body = _freeze(registry).body
    assert changes(body, body) == ()


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2025, 12, 31)])
def test_a_day_of_another_year_is_not_frozen_for_a_period(registry: Any, day: date) -> None:
    with unit_of_work(registry.database.engine, OPERATOR) as connection, pytest.raises(UsageError, match="kỳ 2026"):
        freeze(connection, OPERATOR, PLAN, "2026", day)

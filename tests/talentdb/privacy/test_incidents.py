"""The register of incidents: clocks of 72 and 24 hours, nothing closed before the law's notices were given."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, TalentdbError, UsageError
from talentdb.privacy.incidents import Incident, list_incidents, record_incident, record_step
from talentdb.settings import now

As = Callable[..., Principal]


def _do(database: Any, who: Principal, act: Callable[..., Incident], *args: Any, **options: Any) -> Incident:
    with unit_of_work(database.engine, who) as connection:
        return act(connection, who, *args, **options)


def _found(database: Any, who: Principal, hours_ago: float = 1, **options: Any) -> Incident:
    given = {"may_harm": True, **options}
    moment = now() - timedelta(hours=hours_ago)
    return _do(database, who, record_incident, given.pop("kind", "disclosure"), "Gửi nhầm tệp", moment, **given)


def test_notices_have_their_hours(database: Any, as_role: As) -> None:
    one = _found(database, as_role("administrator"), is_cyber=True, affected=12)
    cyber, authority = one.notices
    assert (cyber.act, cyber.due - one.detected_at) == ("first_notice", timedelta(hours=24))
    assert (authority.act, authority.due - one.detected_at) == ("authority_notice", timedelta(hours=72))
    assert not cyber.late(one.detected_at + timedelta(hours=24))
    assert cyber.late(one.detected_at + timedelta(hours=24, seconds=1))
    assert _found(database, as_role("steward"), may_harm=False).notices == ()


def test_a_notice_given_too_late_stays_late(database: Any, as_role: As) -> None:
    one = _found(database, as_role("steward"), hours_ago=80)
    told = _do(database, as_role("steward"), record_step, one.number, "authority_notice", "Công văn 12")
    assert told.notices[0].given is not None
    assert told.notices[0].late(now())


def test_it_is_closed_only_when_the_law_was_obeyed(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    one = _found(database, steward)
    with pytest.raises(UsageError, match="Chưa ghi: Thông báo cơ quan"):
        _do(database, steward, record_step, one.number, "closed", "Xong")
    _do(database, steward, record_step, one.number, "authority_notice", "Công văn 12")
    with pytest.raises(ConflictError, match="đã ghi"):
        _do(database, steward, record_step, one.number, "authority_notice", "Công văn 13")
    _do(database, steward, record_step, one.number, "finding", "Nhầm địa chỉ")
    _do(database, steward, record_step, one.number, "finding", "Đã thu hồi tệp")
    ended = _do(database, steward, record_step, one.number, "closed", "Xong")
    assert not ended.is_open
    with pytest.raises(ConflictError, match="đã kết thúc"):
        _do(database, steward, record_step, one.number, "finding", "Thêm")
    newer = _found(database, steward)
    with unit_of_work(database.engine, as_role("auditor")) as connection:
        assert [one.number for one in list_incidents(connection)] == [newer.number, ended.number]
    with database.as_owner() as owner:
        row = owner.execute("select count(*) from audit_event where object_kind = 'incident'").fetchone()
    assert row == (6,)


@pytest.mark.parametrize(
    "options", [{"kind": "theft"}, {"affected": -1}, {"hours_ago": -2}], ids=["kind", "people", "moment"]
)
def test_odd_incidents_are_refused(database: Any, as_role: As, options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        _found(database, as_role("steward"), **options)


@pytest.mark.parametrize(
    ("act", "text", "hours", "error"),
    [
        ("told", "x", 0, UsageError),
        ("finding", " ", 0, UsageError),
        ("finding", "x", -5, UsageError),
        ("finding", "x", 5, UsageError),
    ],
)
def test_odd_steps_are_refused(
    database: Any, as_role: As, act: str, text: str, hours: int, error: type[TalentdbError]
) -> None:
    one = _found(database, as_role("steward"))
    with pytest.raises(error):
        _do(database, as_role("steward"), record_step, one.number, act, text, now() + timedelta(hours=hours))
    with pytest.raises(NotFoundError):
        _do(database, as_role("steward"), record_step, 999_999, "finding", "x")


@pytest.mark.parametrize("role", ["agency", "searcher", "leader", "auditor", "home_affairs", "finance", "nominator"])
def test_other_roles_write_nothing_and_most_see_nothing(database: Any, as_role: As, role: str) -> None:
    one = _found(database, OPERATOR)
    other = as_role(role, "SO-NV") if role == "agency" else as_role(role)
    with pytest.raises(ForbiddenError):
        _found(database, other)
    with pytest.raises(ForbiddenError):
        _do(database, other, record_step, one.number, "finding", "x")
    with unit_of_work(database.engine, other) as connection:
        assert len(list_incidents(connection)) == (1 if role == "auditor" else 0)

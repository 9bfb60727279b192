"""A request about one's own data goes its lawful way: answered, done or refused with the article; never lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, TalentdbError, UsageError
from talentdb.privacy.requests import Request, identify, list_requests, read_request, receive, record
from talentdb.settings import today

As = Callable[..., Principal]


def _do(database: Any, who: Principal, act: Callable[..., Request], *args: Any, **options: Any) -> Request:
    with unit_of_work(database.engine, who) as connection:
        return act(connection, who, *args, **options)


def _received(database: Any, who: Principal, kind: str = "see", **options: Any) -> Request:
    day = options.pop("received", today())
    return _do(database, who, receive, kind, "Ông Lê Văn Thử", "Cho tôi xem dữ liệu", received=day, **options)


def _person(database: Any) -> int:
    with database.as_owner() as owner:
        row = owner.execute(
            "insert into person (person_id, state, content_hash, version_count)"
            " select coalesce(max(person_id), 0) + 1, 'active', '', 0 from person returning person_id"
        ).fetchone()
        return int(row[0])


def test_the_whole_way(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    one = _received(database, steward, contact="thu@example.vn", channel="email")
    assert (one.state, one.is_open, one.contact) == ("new", True, "thu@example.vn")
    assert _do(database, steward, record, one.number, "answered", "Đã nhận").state == "running"
    longer = _do(database, steward, record, one.number, "extended", "Phải hỏi cơ quan cũ")
    assert longer.clock.done_by > one.clock.done_by
    with pytest.raises(UsageError, match="chưa xác định người"):
        _do(database, steward, record, one.number, "done", "Đã gửi bản sao")
    number = _person(database)
    assert _do(database, steward, identify, one.number, number).person_id == number
    ended = _do(database, steward, record, one.number, "done", "Đã gửi bản sao")
    assert (ended.state, ended.is_open) == ("done", False)
    assert [step.act for step in ended.steps] == ["answered", "extended", "done"]
    with database.as_owner() as owner:
        logged = [
            row[0]
            for row in owner.execute(
                "select action from audit_event where object_kind = 'rights_request' order by audit_id"
            ).fetchall()
        ]
    assert logged == [
        "rights.received", "rights.answered", "rights.extended", "rights.identified", "rights.done",
    ]  # fmt: skip


@pytest.mark.parametrize("act", ["done", "refused", "withdrawn"])
def test_nothing_follows_the_end(database: Any, as_role: As, act: str) -> None:
    steward = as_role("steward")
    one = _received(database, steward, person_id=_person(database))
    _do(database, steward, record, one.number, act, "Lời", article="điểm c khoản 1 Điều 19")
    for again in ("answered", "extended", "done", "refused", "withdrawn"):
        with pytest.raises(ConflictError, match="đã kết thúc"):
            _do(database, steward, record, one.number, again, "Lời", article="Điều 19")
    with pytest.raises(ConflictError):
        _do(database, steward, identify, one.number, _person(database))


def test_a_refusal_names_its_article(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    one = _received(database, steward, "erase")
    with pytest.raises(UsageError, match="điều luật"):
        _do(database, steward, record, one.number, "refused", "Không xóa")
    with database.as_owner() as owner, pytest.raises(Exception, match="ck_rights_request_step_article"):
        owner.execute(
            "insert into rights_request_step (request_id, step, act, body, day, login)"
            " values (%s, 1, 'refused', 'x', current_date, 'x')", [one.number]
        )  # fmt: skip
    ended = _do(database, steward, record, one.number, "refused", "Không xóa", article="Điều 14 khoản 2")
    assert (ended.state, ended.steps[0].article) == ("refused", "Điều 14 khoản 2")


def test_a_request_is_answered_and_extended_once(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    one = _received(database, steward)
    for act, said in (("answered", "đã có trả lời"), ("extended", "gia hạn một lần")):
        _do(database, steward, record, one.number, act, "Lời")
        with pytest.raises(ConflictError, match=said):
            _do(database, steward, record, one.number, act, "Lời")


def test_an_extension_that_comes_too_late_makes_nothing_timely(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    one = _received(database, steward, received=today() - timedelta(days=60))
    assert one.clock.done_by < today()
    with pytest.raises(ConflictError, match="không gia hạn được"):
        _do(database, steward, record, one.number, "extended", "Lời")
    # What was decided in time may be written down afterwards.
    in_time = _do(database, steward, record, one.number, "extended", "Lời", day=one.clock.done_by)
    assert in_time.clock.done_by > one.clock.done_by


def test_late_is_an_answer_or_an_end_that_did_not_come(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    one = _received(database, steward, received=today() - timedelta(days=30))
    assert one.late(today())
    assert not one.late(one.clock.answer_by)
    answered = _do(database, steward, record, one.number, "answered", "Đã nhận")
    assert not answered.late(answered.clock.done_by)
    assert answered.late(answered.clock.done_by + timedelta(days=1))
    ended = _do(database, steward, record, one.number, "withdrawn", "Rút")
    assert not ended.late(today())


def test_the_nearest_last_day_comes_first(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    slow = _received(database, steward, "erase")
    quick = _received(database, steward, "see")
    over = _received(database, steward, "see")
    _do(database, steward, record, over.number, "withdrawn", "Rút")
    with unit_of_work(database.engine, steward) as connection:
        assert [one.number for one in list_requests(connection)] == [quick.number, slow.number, over.number]
        assert [one.number for one in list_requests(connection, open_only=True)] == [quick.number, slow.number]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"kind": "forget"}, UsageError),
        ({"channel": "fax"}, UsageError),
        ({"received": date(2999, 1, 1)}, UsageError),
        ({"person_id": 987_654}, NotFoundError),
    ],
)
def test_odd_requests_are_refused_in_words(
    database: Any, as_role: As, options: dict[str, Any], error: type[TalentdbError]
) -> None:
    with pytest.raises(error):
        _received(database, as_role("steward"), **options)


def test_days_before_the_request_and_words_that_are_missing(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    one = _received(database, steward)
    with pytest.raises(UsageError, match="trước ngày nhận"):
        _do(database, steward, record, one.number, "answered", "x", day=one.received - timedelta(days=1))
    with pytest.raises(UsageError, match="chưa tới"):
        _do(database, steward, record, one.number, "answered", "x", day=today() + timedelta(days=1))
    with pytest.raises(UsageError, match="Cần ghi nội dung"):
        _do(database, steward, record, one.number, "answered", "  ")
    with pytest.raises(UsageError, match="Cần ghi người"):
        _do(database, steward, receive, "see", " ", "x", received=today())
    with pytest.raises(NotFoundError):
        _do(database, steward, record, 999_999, "answered", "x")


@pytest.mark.parametrize(
    "role", ["agency", "searcher", "leader", "administrator", "auditor", "home_affairs", "finance"]
)
def test_other_roles_write_nothing(database: Any, as_role: As, role: str) -> None:
    other = as_role(role, "SO-NV") if role == "agency" else as_role(role)
    one = _received(database, OPERATOR)
    with pytest.raises(ForbiddenError):
        _received(database, other)
    with pytest.raises((ForbiddenError, NotFoundError)):
        _do(database, other, record, one.number, "answered", "x")
    with unit_of_work(database.engine, other) as connection:
        seen = list_requests(connection)
    assert [row.number for row in seen] == ([one.number] if role == "auditor" else [])


def test_sql_alone_cannot_write_in_another_name_or_change_words(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    one = _received(database, steward)
    insert = "insert into rights_request (kind, requester, channel, body, received_on, login)"
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, steward) as connection:
        connection.execute(text(f"{insert} values ('see', 'x', 'paper', 'x', current_date, 'operator')"))
    for change in (
        "update rights_request set body = 'y'",
        "delete from rights_request_step",
        "delete from rights_request",
    ):
        with pytest.raises(ForbiddenError), unit_of_work(database.engine, steward) as connection:
            connection.execute(text(change))
    with unit_of_work(database.engine, steward) as connection:
        assert read_request(connection, one.number).body == "Cho tôi xem dữ liệu"


def test_of_two_at_once_one_is_refused(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    one = _received(database, steward)
    together = Barrier(2)

    def extend() -> str:
        together.wait()
        try:
            return _do(database, steward, record, one.number, "extended", "Lời").state
        except ConflictError:
            return "refused"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(one.result() for one in [pool.submit(extend) for _ in range(2)])
    assert outcomes == ["new", "refused"]


def test_a_request_follows_its_person_into_a_merge(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    old, new = _person(database), _person(database)
    one = _received(database, steward, person_id=old)
    with database.as_owner() as owner:
        owner.execute("insert into person_redirect (person_id, target_id) values (%s, %s)", [old, new])
    with unit_of_work(database.engine, steward) as connection:
        assert read_request(connection, one.number).person_id == new


@pytest.mark.parametrize(
    "statement",
    [
        "insert into rights_request (kind, requester, channel, body, received_on, login, account_id)"
        " values ('see', 'x', 'paper', 'x', '2099-01-01', :login, :account)",
        "insert into rights_request (kind, requester, channel, body, received_on, made_at, login, account_id)"
        " values ('see', 'x', 'paper', 'x', '2026-01-01', '2020-01-01', :login, :account)",
        "insert into rights_request (kind, requester, channel, body, received_on, person_id, login, account_id)"
        " values ('see', 'x', 'paper', 'x', '2026-01-01', 424242, :login, :account)",
        "update rights_request set person_id = 424242",
        "insert into rights_request_step (request_id, step, act, body, day, login, account_id)"
        " select request_id, 9, 'answered', 'x', current_date, :login, :account from rights_request",
        "insert into incident (detected_at, kind, body, may_harm, is_cyber, made_at, login, account_id)"
        " values ('2020-01-01', 'loss', 'x', true, false, '2200-01-01', :login, :account)",
    ],
    ids=["a day ahead", "another time", "nobody", "nobody later", "a step left out", "an incident of tomorrow"],
)
def test_sql_alone_cannot_bend_days_people_or_the_order_of_steps(database: Any, as_role: As, statement: str) -> None:
    steward = as_role("steward")
    _received(database, steward)
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, steward) as connection:
        named = {"login": steward.login, "account": steward.account_id}
        connection.execute(text(statement), {key: named[key] for key in named if f":{key}" in statement})

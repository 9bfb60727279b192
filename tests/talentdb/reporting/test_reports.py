"""A report goes its way step by step; only who may act acts, in turn, and what was signed stays as it was."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import audit_event
from talentdb.errors import ConflictError, DataError, ForbiddenError, NotFoundError, TalentdbError, UsageError
from talentdb.indicators.snapshots import freeze
from talentdb.plans import load_plan
from talentdb.reporting.due import State
from talentdb.reporting.obligations import duties
from talentdb.reporting.report_rows import Report, list_reports, own_report, read_report, steps_of
from talentdb.reporting.reports import accept, return_, save, send, sign
from talentdb.reporting.subject import subject_of
from talentdb.settings import today
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
PLAN = "hung-yen-2711"
TEXTS = {"direction": "Đã ban hành kế hoạch.", "assessment": "Đạt kết quả tốt.", "next": "Tiếp tục."}


@dataclass(frozen=True)
class Desk:
    """Acts on reports in somebody's name, each act in a unit of work of its own."""

    province: Province

    def do(self, who: Principal, act: Callable[..., Any], *args: Any, **options: Any) -> Any:
        with unit_of_work(self.province.engine, who) as connection:
            return act(connection, who, *args, **options)

    def draft(
        self, who: Principal, kind: str = "agency", texts: dict[str, str] = TEXTS, seen: int = 0, **options: Any
    ) -> Report:
        with unit_of_work(self.province.engine, who) as connection:
            period = options.pop("period", str(today().year))
            subject = subject_of(connection, who, PLAN, kind, today(), period=period)
            return save(connection, who, subject, texts, seen=seen, **options)

    def snapshot(self) -> int:
        return int(self.do(OPERATOR, freeze, PLAN, str(today().year), today()).snapshot_id)


@pytest.fixture
def desk(province: Province) -> Desk:
    woman = {"sex": "female", "birth_date": "1985-01-02", "sti_posts": ["research"]}
    province.load("SO-NV", [{**woman, "full_name": f"Trần Thị {name}"} for name in ("An", "Bình")])
    return Desk(province)


def test_the_whole_way_of_a_bodys_report(desk: Desk, as_role: As) -> None:
    body, steward = as_role("agency", "SO-NV"), as_role("steward")
    one = desk.draft(body)
    assert (one.state, one.version, one.code) == ("draft", 1, "SO-NV")
    one = desk.do(body, sign, one.report_id, 1)
    assert one.content["signed"]["login"] == body.login
    one = desk.do(body, send, one.report_id, 2)
    one = desk.do(steward, return_, one.report_id, 3, "Thiếu số liệu")
    assert (one.state, one.reason) == ("returned", "Thiếu số liệu")
    one = desk.draft(body, texts={**TEXTS, "next": "Đã bổ sung."}, seen=4)
    one = desk.do(body, send, one.report_id, desk.do(body, sign, one.report_id, 5).version)
    one = desk.do(steward, accept, one.report_id, one.version)
    with unit_of_work(desk.province.engine, steward) as connection:
        states = [step.state for step in steps_of(connection, one.report_id)]
        (line,) = list_reports(connection, steward, plan=PLAN)
    assert states == ["accepted", "sent", "signed", "draft", "returned", "sent", "signed", "draft"]
    assert (line.code, line.state) == ("SO-NV", "accepted")


def test_a_duty_is_done_when_the_report_is_sent_and_open_again_when_it_comes_back(desk: Desk, as_role: As) -> None:
    body, steward = as_role("agency", "SO-NV"), as_role("steward")

    def lacks() -> str | None:
        with unit_of_work(desk.province.engine, OPERATOR) as connection:
            found = duties(connection, [load_plan(PLAN)], today().year, today())
        (duty,) = [one for one in found if one.code == "SO-NV" and one.obligation.code == "agency-report"]
        assert duty.standing.state in (State.WAITING, State.NEVER)  # the totals of the staff are still missing
        return duty.standing.missing.get("report")

    assert lacks() == ""
    one = desk.draft(body)
    assert "nháp" in (lacks() or "")
    desk.do(body, sign, one.report_id, 1)
    assert "chưa gửi" in (lacks() or "")
    desk.do(body, send, one.report_id, 2)
    assert lacks() is None
    desk.do(steward, return_, one.report_id, 3, "Sửa")
    assert "trả lại" in (lacks() or "")


def test_what_was_sent_does_not_change_with_the_registry(desk: Desk, as_role: As) -> None:
    body = as_role("agency", "SO-NV")
    one = desk.do(body, sign, desk.draft(body).report_id, 1)
    before = one.content["figures"]["indicators"][0]["denominator"]
    desk.province.load("SO-NV", [{"full_name": "Lê Thị Chi", "sex": "female", "sti_posts": ["research"]}])
    again = desk.do(body, read_report, one.report_id)
    assert again.content["figures"]["indicators"][0]["denominator"] == before == 2


def test_each_body_writes_its_own_and_nobody_in_its_name(desk: Desk, as_role: As) -> None:
    body, other, steward = as_role("agency", "SO-NV"), as_role("agency", "SO-TC"), as_role("steward")
    one = desk.draft(body)
    for who in (other, steward, OPERATOR, as_role("leader")):
        for act in (sign, send):
            with pytest.raises(TalentdbError):
                desk.do(who, act, one.report_id, 1)
    with unit_of_work(desk.province.engine, other) as connection, pytest.raises(ForbiddenError):
        subject_of(connection, other, PLAN, "agency", today(), agency_code="SO-NV")
    with unit_of_work(desk.province.engine, steward) as connection, pytest.raises(ForbiddenError):
        save(connection, steward, subject_of(connection, steward, PLAN, "agency", today(), agency_code="SO-NV"), {})


def test_a_draft_is_the_bodys_own_until_it_is_sent(desk: Desk, as_role: As) -> None:
    body, other, steward = as_role("agency", "SO-NV"), as_role("agency", "SO-TC"), as_role("steward")
    one = desk.draft(body)
    for who in (steward, other):
        with pytest.raises(NotFoundError):
            desk.do(who, read_report, one.report_id)
    desk.do(body, send, one.report_id, desk.do(body, sign, one.report_id, 1).version)
    assert desk.do(steward, read_report, one.report_id).state == "sent"
    desk.do(steward, return_, one.report_id, 3, "Sửa")
    desk.draft(body, texts={**TEXTS, "next": "Đang sửa dở"}, seen=4)
    assert desk.do(steward, read_report, one.report_id).content["texts"]["next"] == TEXTS["next"]


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_keepers_of_the_system_see_none(desk: Desk, as_role: As, role: str) -> None:
    with pytest.raises(ForbiddenError):
        desk.do(as_role(role), list_reports)


def test_what_came_in_between_is_not_written_over(desk: Desk, as_role: As) -> None:
    body = as_role("agency", "SO-NV")
    desk.draft(body)
    with pytest.raises(ConflictError, match="người khác"):
        desk.draft(body, texts={"next": "Bản khác"}, seen=0)
    number = desk.draft(body, seen=1).report_id
    with pytest.raises(ConflictError):
        desk.do(body, sign, number, 1)
    desk.do(body, sign, number, 2)
    with pytest.raises(ConflictError):  # the second click
        desk.do(body, sign, number, 2)
    with pytest.raises(ConflictError, match="Không tiếp nhận được"):
        desk.do(as_role("steward"), accept, number, 3)


def test_of_two_at_the_same_moment_one_is_refused(desk: Desk, as_role: As) -> None:
    body = as_role("agency", "SO-NV")
    desk.draft(body)

    def attempt(words: str) -> str:
        try:
            desk.draft(body, texts={**TEXTS, "next": words}, seen=1)
        except ConflictError:
            return "refused"
        return words

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(attempt, ("một", "hai")))
    assert sorted(end == "refused" for end in ends) == [False, True]
    with unit_of_work(desk.province.engine, body) as connection:
        kept = own_report(connection, PLAN, "agency", str(today().year), body.agency_id)
    assert kept is not None
    assert kept.content["texts"]["next"] in ends


def test_a_report_with_an_empty_section_is_not_signed(desk: Desk, as_role: As) -> None:
    body = as_role("agency", "SO-NV")
    one = desk.draft(body, texts={"direction": "Có"})
    with pytest.raises(UsageError, match="Đánh giá chung"):
        desk.do(body, sign, one.report_id, 1)


def test_a_report_goes_back_with_a_reason_only(desk: Desk, as_role: As) -> None:
    body, steward = as_role("agency", "SO-NV"), as_role("steward")
    one = desk.draft(body)
    desk.do(body, send, one.report_id, desk.do(body, sign, one.report_id, 1).version)
    with pytest.raises(UsageError):
        desk.do(steward, return_, one.report_id, 3, " ")
    with pytest.raises(ForbiddenError):
        desk.do(as_role("leader"), accept, one.report_id, 3)
    with pytest.raises(ForbiddenError):
        desk.do(body, accept, one.report_id, 3)


def test_the_provinces_report_is_written_by_the_steward_and_signed_from_frozen_figures(
    desk: Desk, as_role: As
) -> None:
    steward, leader, body = as_role("steward"), as_role("leader"), as_role("agency", "SO-KHCN")
    draft = desk.draft(steward, "province")
    assert draft.code == "SO-KHCN"
    with pytest.raises(UsageError, match="chốt"):
        desk.do(leader, sign, draft.report_id, 1)
    draft = desk.draft(steward, "province", seen=1, snapshot_id=desk.snapshot())
    for who in (body, OPERATOR, as_role("searcher")):
        with pytest.raises(TalentdbError):
            desk.do(who, sign, draft.report_id, 2)
    signed = desk.do(leader, sign, draft.report_id, 2)
    assert signed.content["signed"]["login"] == leader.login
    assert desk.do(steward, send, draft.report_id, 3).state == "sent"
    # The department's own agency account writes the report of its body, not that of the province.
    assert desk.do(body, list_reports) == []
    with pytest.raises(NotFoundError):
        desk.do(body, read_report, draft.report_id)
    with pytest.raises(ForbiddenError):
        desk.draft(body, "province")


def test_figures_of_another_plan_are_not_stated(desk: Desk, as_role: As) -> None:
    other = desk.do(OPERATOR, freeze, "lang-son-899", str(today().year), today()).snapshot_id
    with pytest.raises(UsageError, match="lang-son-899"):
        desk.draft(as_role("steward"), "province", snapshot_id=other)


def test_the_database_refuses_what_the_program_would_not_ask(desk: Desk, as_role: As) -> None:
    """A body cannot take its own report over, nor a leader write one, whatever asks for it."""
    body = as_role("agency", "SO-NV")
    one = desk.draft(body)
    add = text(
        "insert into report_version (report_id, version, state, since, until, body, reason, account_id, login)"
        " select report_id, version + 1, :state, since, until, body, 'x', :account, 'x' from report_version"
        " where report_id = :number"
    )
    for who, state in ((body, "returned"), (body, "accepted"), (as_role("leader"), "draft")):
        with pytest.raises(ForbiddenError), unit_of_work(desk.province.engine, who) as connection:
            connection.execute(add, {"state": state, "account": who.account_id, "number": one.report_id})


def test_a_changed_report_is_told_from_what_was_signed(desk: Desk, as_role: As, database: Any) -> None:
    body = as_role("agency", "SO-NV")
    one = desk.do(body, sign, desk.draft(body).report_id, 1)
    change = "update report_version set body = jsonb_set(body, '{texts,next}', '\"khác\"') where version = 2"
    with pytest.raises(TalentdbError):  # the program may not change it
        desk.do(body, lambda connection, _who: connection.execute(text(change)))
    assert desk.do(body, read_report, one.report_id).version == 2
    with database.as_owner() as owner:
        owner.execute(change)
    with pytest.raises(DataError, match="thay đổi"):
        desk.do(body, read_report, one.report_id)


@pytest.mark.parametrize(
    ("plan", "kind", "options", "told"),
    [
        ("khong-co", "agency", {}, "khong-co"),
        (PLAN, "khong-co", {}, "khong-co"),
        (PLAN, "agency", {}, "cơ quan nào"),
        (PLAN, "agency", {"agency_code": "KHONG"}, "KHONG"),
        (PLAN, "province", {"period": "năm nay"}, "năm nay"),
        (PLAN, "province", {"until": today() + timedelta(1)}, "sau hôm nay"),
        (PLAN, "province", {"since": date(1, 1, 1)}, "01/01/1"),
        (PLAN, "province", {"until": date(2025, 12, 31), "since": date(2025, 1, 1)}, "2030"),
        (PLAN, "province", {"period": "2099"}, "2099"),
        (PLAN, "province", {"since": date(2026, 5, 1), "until": date(2026, 1, 1)}, "01/05/2026"),
    ],
)
def test_what_there_is_not_is_told(desk: Desk, plan: str, kind: str, options: dict[str, Any], told: str) -> None:
    with unit_of_work(desk.province.engine, OPERATOR) as connection, pytest.raises(UsageError, match=told):
        subject_of(connection, OPERATOR, plan, kind, today(), **options)


def test_periods_follow_the_plan(desk: Desk) -> None:
    def period(plan: str, kind: str, day: date) -> str:
        with unit_of_work(desk.province.engine, OPERATOR) as connection:
            return subject_of(connection, OPERATOR, plan, kind, day, agency_code="SO-NV").period

    assert period(PLAN, "agency", date(2026, 11, 20)) == "2026"
    assert period("hung-yen-798", "six-month", date(2026, 5, 2)) == "2026-H1"
    assert period("hung-yen-798", "yearly", date(2026, 8, 2)) == "2026"
    assert period(PLAN, "interim-review", date(2028, 3, 1)) == "once"


def test_a_period_that_has_not_begun_is_not_reported_on(desk: Desk) -> None:
    with unit_of_work(desk.province.engine, OPERATOR) as connection, pytest.raises(UsageError, match="chưa bắt đầu"):
        subject_of(connection, OPERATOR, PLAN, "province", date(2026, 11, 22), period="2027")


@pytest.mark.parametrize("state", ["sent", "accepted"])
def test_what_stands_as_signed_without_a_signature_is_refused(
    desk: Desk, as_role: As, database: Any, state: str
) -> None:
    body = as_role("agency", "SO-NV")
    number = desk.draft(body).report_id
    with database.as_owner() as owner:
        owner.execute(
            "insert into report_version (report_id, version, state, since, until, body, login)"
            " select report_id, 2, %s, since, until, body, 'x' from report_version where report_id = %s",
            (state, number),
        )
    for who in (body, as_role("steward")):
        with pytest.raises(DataError, match="không có chữ ký"):
            desk.do(who, read_report, number)
    if state == "sent":
        with pytest.raises(DataError, match="không có chữ ký"):
            desk.do(as_role("steward"), accept, number, 2)


def test_the_seal_stands_in_the_log(desk: Desk, as_role: As) -> None:
    body = as_role("agency", "SO-NV")
    one = desk.do(body, sign, desk.draft(body).report_id, 1)
    with unit_of_work(desk.province.engine, OPERATOR) as connection:
        told = connection.execute(
            select(audit_event.c.details).where(audit_event.c.action == "report.signed")
        ).scalar_one()
    assert told == {"version": 2, "sha256": one.content["signed"]["sha256"]}


def test_who_takes_a_report_over_has_a_name(desk: Desk, as_role: As) -> None:
    body = as_role("agency", "SO-NV")
    one = desk.draft(body)
    desk.do(body, send, one.report_id, desk.do(body, sign, one.report_id, 1).version)
    for act, args in ((accept, (3,)), (return_, (3, "Sửa"))):
        with pytest.raises(ForbiddenError, match="Người vận hành"):
            desk.do(OPERATOR, act, one.report_id, *args)


def test_a_list_tells_what_was_ever_sent(desk: Desk, as_role: As) -> None:
    body, steward = as_role("agency", "SO-NV"), as_role("steward")

    def handed() -> list[bool]:
        return [line.handed for line in desk.do(body, list_reports)]

    for seen in range(3):
        number = desk.draft(body, seen=seen).report_id
    assert handed() == [False]
    desk.do(body, send, number, desk.do(body, sign, number, 3).version)
    desk.do(steward, return_, number, 5, "Sửa")
    desk.draft(body, seen=6)
    assert handed() == [True]


def test_words_of_a_report_are_cleaned_and_have_a_length(desk: Desk, as_role: As) -> None:
    body = as_role("agency", "SO-NV")
    assert desk.draft(body, texts={"next": "a\x00b\x01\ud800"}).content["texts"]["next"] == "ab"
    with pytest.raises(UsageError, match="ký tự"):
        desk.draft(body, texts={"next": "x" * 20_001}, seen=1)

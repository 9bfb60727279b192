"""The page of personal data: what it reads and writes, and for whom, asked of the functions behind it and drawn."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from dashboards import agreement_data, agreement_view, incident_view, privacy_data, request_view
from dashboards.application import Application
from dashboards.pages import PAGES, pages_of
from talentdb.access.principal import Principal, Role
from talentdb.errors import ForbiddenError, UsageError
from talentdb.settings import VIETNAM, now, today

As = Callable[..., Principal]


def _ask(app: Application, who: Principal, text: str = "Cho xem") -> int:
    return privacy_data.add_request(
        app, who, "see", "Bà Vũ Thị Thử", text, received=today(), channel="paper", contact="", third=False,
        person_id=None,
    )  # fmt: skip


def test_a_request_is_shown_with_its_clock_and_escaped(application: Application, as_role: As) -> None:
    steward = as_role("steward")
    number = _ask(application, steward, "<script>alert(1)</script>")
    one = privacy_data.known_requests(application, steward)[0]
    card = request_view._card(one, today())
    assert one.number == number
    assert "Trả lời tiếp nhận trước hết ngày" in card
    assert "còn 10 ngày làm việc" in card
    assert "<script>" not in card
    assert "&lt;script&gt;" in card
    assert "Chưa xác định người" in card
    unanswered = request_view._card(one, one.clock.answer_by + timedelta(days=1))
    assert "Quá hạn trả lời tiếp nhận" in unanswered, "days are left to do it"
    late = request_view._card(one, one.clock.done_by + timedelta(days=1))
    assert "Quá hạn thực hiện" in late
    assert "còn" not in late
    privacy_data.step(application, steward, number, "refused", "Không", day=today(), article="Điều 14")
    ended = request_view._card(privacy_data.known_requests(application, steward)[0], today())
    assert "Điều 14" in ended
    assert "ngày làm việc" not in ended
    assert "Chưa xác định người" not in ended, "whom it was about may have been erased"


def test_the_person_of_a_request_is_one_click_away(application: Application, as_role: As, province: Any) -> None:
    province.load("SO-KHCN", [{"full_name": "Nguyễn Thị Lan", "sex": "female"}])
    [person] = province.persons()
    steward = as_role("steward")
    number = _ask(application, steward)
    privacy_data.name_person(application, steward, number, person)
    assert f'href="/profile?person={person}"' in request_view._card(
        privacy_data.known_requests(application, steward)[0], today()
    )


@pytest.mark.parametrize(("query", "everybody"), [("", False), ("  ", False), ("tiến sĩ", True)])
def test_nobody_gives_everybody_away_by_an_empty_box(query: str, everybody: bool) -> None:
    with pytest.raises(UsageError):
        agreement_view.check_who(query, everybody)
    agreement_view.check_who(query, not everybody)


def test_an_incident_shows_what_has_to_be_told_until_when(application: Application, as_role: As) -> None:
    keeper = as_role("administrator")
    found = now() - timedelta(hours=80)
    number = privacy_data.add_incident(
        application, keeper, "loss", "Mất máy", found, may_harm=True, is_cyber=False, affected=1200
    )
    card = incident_view._card(privacy_data.known_incidents(application, keeper)[0], now())
    assert "1.200 người" in card
    assert "hạn" in card
    assert "Quá hạn" in card
    privacy_data.incident_step(application, keeper, number, "authority_notice", "Công văn 3", now())
    told = incident_view._card(privacy_data.known_incidents(application, keeper)[0], now())
    assert "đã báo" in told
    assert "Báo muộn" in told, "it came too late, and that stays to be seen"


def test_who_opens_the_page(application: Application, as_role: As) -> None:
    opens = {role for role in Role if any(page.key == "privacy" for page in pages_of(role))}
    assert opens == {Role.STEWARD, Role.ADMINISTRATOR, Role.AUDITOR}
    _ask(application, as_role("steward"))
    assert privacy_data.known_requests(application, as_role("administrator")) == ()
    assert len(privacy_data.known_requests(application, as_role("auditor"))) == 1
    for role in ("administrator", "auditor", "leader"):
        with pytest.raises(ForbiddenError):
            _ask(application, as_role(role))
    assert next(page for page in PAGES if page.key == "privacy").path.exists()


@pytest.mark.parametrize(("hour", "right"), [("14:30", True), ("7h05", True), ("25:00", False), ("", False)])
def test_hours_as_people_write_them(hour: str, right: bool) -> None:
    day = today().strftime("%d/%m/%Y")
    if not right:
        with pytest.raises(UsageError):
            incident_view._moment(day, hour)
        return
    assert incident_view._moment(day, hour).tzinfo is VIETNAM


@pytest.mark.parametrize("text", ["12a", "-1", "٣", "9" * 19])
def test_numbers_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        request_view.person_number(text)
    with pytest.raises(UsageError):
        incident_view._count(text)


def test_empty_boxes_are_nothing() -> None:
    found: list[Any] = [request_view.person_number(" "), incident_view._count(" ")]
    assert [*found, request_view.person_number(" 12 ")] == [None, None, 12]


def test_an_agreement_is_shown_with_what_was_given(application: Application, as_role: As, province: Any) -> None:
    province.load("SO-KHCN", [{"full_name": "Nguyễn Thị Lan", "sex": "female", "phone": "0912 345 678"}])
    steward, day = as_role("steward"), today()
    number = agreement_data.add_agreement(
        application, steward, paper="12/TT", signed=day, receiver="<b>Trường Thử</b>", purpose="Mời giảng dạy",
        subjects="Tiến sĩ", fields=["full_name", "phone"], basis="Điều 7", begins=day, ends=day,
    )  # fmt: skip
    made = agreement_data.give_data(
        application, steward, number, "", recipient="Ông Thử", fields=["full_name"], password="mở"
    )
    assert made.content.startswith(b"\xd0\xcf\x11\xe0"), "a workbook that is encrypted"
    [(one, given)] = agreement_data.known_agreements(application, steward)
    card = agreement_view._card(one, given, day)
    assert "&lt;b&gt;Trường Thử" in card
    assert "đang có hiệu lực" in card
    assert f"Bản số {made.handover.copy}: 1 người, Ông Thử" in card
    assert "Thông tin: Họ và tên, Điện thoại" in card
    assert "đã hết hạn" in agreement_view._card(one, (), day + timedelta(days=1))
    assert agreement_data.known_agreements(application, as_role("administrator")) == ()
    with pytest.raises(ForbiddenError):
        agreement_data.register_file(application, as_role("leader"))

"""The clocks of personal data stand over the pages of who acts on them, the worst first, and over nobody else's."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from dashboards import privacy_data, privacy_reminder
from dashboards.application import Application
from talentdb.access.principal import Principal
from talentdb.privacy.due import Due
from talentdb.settings import now, today

As = Callable[..., Principal]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is put on the page."""
    found: list[str] = []
    monkeypatch.setattr(privacy_reminder.st, "html", found.append)
    monkeypatch.setattr(privacy_reminder.case_style, "apply", lambda: None)
    return found


def test_what_is_due_is_told_to_who_acts(application: Application, as_role: As, drawn: list[str]) -> None:
    steward, keeper = as_role("steward"), as_role("administrator")
    privacy_reminder.privacy_line(application, steward)
    assert drawn == []
    privacy_data.add_request(
        application, steward, "see", "Bà Thử", "Xem", received=today() - timedelta(days=60), channel="paper",
        contact="", third=False, person_id=None,
    )  # fmt: skip
    privacy_data.add_incident(
        application, keeper, "loss", "Mất máy", now() - timedelta(hours=60), may_harm=True, is_cyber=False,
        affected=None,
    )  # fmt: skip
    privacy_reminder.privacy_line(application, steward)
    privacy_reminder.privacy_line(application, keeper)
    of_steward, of_keeper = drawn
    assert "1 yêu cầu về dữ liệu cá nhân quá hạn" in of_steward
    assert "1 thông báo sự cố dữ liệu đã qua 80% thời hạn" in of_steward
    assert 'href="/privacy"' in of_steward
    assert "yêu cầu" not in of_keeper
    assert "1 thông báo sự cố dữ liệu đã qua 80% thời hạn" in of_keeper
    for role in ("leader", "searcher", "home_affairs", "finance"):
        privacy_reminder.privacy_line(application, as_role(role))
    assert len(drawn) == 2


def test_the_worst_comes_first() -> None:
    found: Any = Due({"half": 3, "late": 1}, {"soon": 2, "last": 1})
    assert privacy_reminder._parts(found) == [
        ("bad", "1 yêu cầu về dữ liệu cá nhân quá hạn"),
        ("bad", "1 thông báo sự cố dữ liệu đến hạn"),
        ("warn", "2 thông báo sự cố dữ liệu đã qua 80% thời hạn"),
        ("busy", "3 yêu cầu về dữ liệu cá nhân đã qua nửa thời hạn"),
    ]

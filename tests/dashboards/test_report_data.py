"""What the pages of reports read and write, asked for by roles without such a page: nothing comes through."""

from collections.abc import Callable
from typing import Any

import pytest

from dashboards import report_data as data
from dashboards.application import Application
from talentdb.access.principal import Principal
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.settings import today

As = Callable[..., Principal]
TEXTS = {"direction": "Có.", "assessment": "Có.", "next": "Có."}


def _own(application: Application, who: Principal) -> data.Asked:
    (asked,) = data.owed(application, who, today().year)
    return asked


def _days(application: Application, who: Principal, asked: data.Asked) -> Any:
    subject = data.desk(application, who, asked).subject
    return subject.since, subject.until


def _sent(application: Application, who: Principal) -> int:
    asked = _own(application, who)
    found = data.keep(application, who, asked, TEXTS, _days(application, who, asked), 0, sign=True)
    return data.act(application, who, "send", found.report_id, found.version).report_id


def test_bodies_owe_what_the_plans_say(application: Application, as_role: As) -> None:
    asked = _own(application, as_role("agency", "SO-NV"))
    assert (asked.plan, asked.kind, asked.period) == ("hung-yen-2711", "agency", str(today().year))
    assert data.owed(application, as_role("agency", "DH-SPKT"), today().year) == []
    kinds = {(one.plan, one.kind) for one in data.province_kinds(2026)}
    assert {("hung-yen-2711", "province"), ("hung-yen-798", "six-month"), ("hung-yen-798", "yearly")} <= kinds


def test_what_was_sent_is_read_and_decided_by_who_gets_it_alone(application: Application, as_role: As) -> None:
    body, steward = as_role("agency", "SO-NV"), as_role("steward")
    number = _sent(application, body)
    assert data.handed(application, steward, number)[0].state == "sent"
    for role, agency in (("agency", "SO-TC"), ("administrator", None), ("auditor", None)):
        with pytest.raises((ForbiddenError, NotFoundError)):
            data.handed(application, as_role(role, agency), number)
    for role, agency in (("agency", "SO-TC"), ("agency", "SO-NV"), ("leader", None), ("searcher", None)):
        with pytest.raises(UsageError):
            data.act(application, as_role(role, agency), "accept", number, 3)
    assert data.act(application, steward, "accept", number, 3).state == "accepted"
    with pytest.raises(ConflictError):  # the second click
        data.act(application, steward, "accept", number, 3)


def test_words_that_cannot_be_signed_are_not_kept_either(application: Application, as_role: As) -> None:
    body = as_role("agency", "SO-NV")
    asked = _own(application, body)
    with pytest.raises(UsageError, match="Chưa viết"):
        data.keep(application, body, asked, {}, _days(application, body, asked), 0, sign=True)
    assert data.desk(application, body, asked).kept is None


def test_the_province_is_reported_by_the_steward_alone(application: Application, as_role: As) -> None:
    asked = next(one for one in data.province_kinds(today().year) if one.kind == "province")
    steward = as_role("steward")
    days = _days(application, steward, asked)
    for role, agency in (("agency", "SO-KHCN"), ("leader", None), ("searcher", None)):
        with pytest.raises(ForbiddenError):
            data.keep(application, as_role(role, agency), asked, TEXTS, days, 0)
    assert data.keep(application, steward, asked, TEXTS, days, 0).state == "draft"
    assert data.desk(application, as_role("leader"), asked).state == "draft"

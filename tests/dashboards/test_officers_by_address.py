"""What the pages of the officers of programmes read: figures and reports for who runs them, money for who pays."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest

from dashboards import figure_data, outlook_data, report_data, search_data
from dashboards.application import Application
from dashboards.pages import pages_of
from dashboards.programme_glance import glance, plan_table
from dashboards.search_address import Ask
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal, Role
from talentdb.errors import ForbiddenError, NotFoundError
from talentdb.reporting.report_rows import list_reports
from talentdb.settings import today
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
PLAN: Final = "hung-yen-798"


def test_pages_of_the_officers() -> None:
    home, finance = ({page.key for page in pages_of(role)} for role in (Role.HOME_AFFAIRS, Role.FINANCE))
    shared = {"overview", "reports", "duties", "tasks", "cases", "commitments", "money", "account"}
    assert home >= shared | {"outlook", "search", "difficulties", "registers", "needs", "nominations"}
    assert finance >= shared
    assert not finance & {
        "search",
        "outlook",
        "registers",
        "difficulties",
        "profile",
        "needs",
        "nominations",
        "network",
    }


def test_who_pays_reads_no_figure_of_people(application: Application, as_role: As) -> None:
    finance, home, day = as_role("finance", "SO-TC"), as_role("home_affairs", "SO-NV"), date(2026, 11, 20)
    asked: list[Callable[[Principal], Any]] = [
        lambda who: figure_data.figures(application, who, "hung-yen-2711", day),
        lambda who: figure_data.overdue(application, who, PLAN, day),
        lambda who: outlook_data.outlook_paths(application, who, "hung-yen-2711", day, 2026),
        lambda who: search_data.find_people(application, who, Ask(), (), 5),
        lambda who: report_data.lines(application, who, PLAN, "2026"),
    ]
    for ask in asked:
        ask(home)
        with pytest.raises(ForbiddenError):
            ask(finance)


def test_the_glance_is_of_whoever_reads_all_cases(application: Application, as_role: As) -> None:
    for who in (as_role("finance", "SO-TC"), as_role("home_affairs", "SO-NV")):
        found = glance(application, who)
        assert (found.waiting, found.left) == (0, 0)
        assert len(plan_table(found.plans)) == len(found.plans) > 0
    with pytest.raises(ForbiddenError):
        glance(application, as_role("searcher"))


def test_reports_that_are_due_from_the_body_of_the_officer_are_written_by_it(
    application: Application, province: Province, as_role: As
) -> None:
    home, none, finance = as_role("home_affairs", "SO-NV"), as_role("home_affairs"), as_role("finance", "SO-TC")
    every = report_data.province_kinds(today().year)
    own = report_data.led(application, home, every)
    assert {one.plan for one in own} == {PLAN}
    assert {one.plan for one in every} > {PLAN}
    assert report_data.led(application, none, every) == report_data.led(application, finance, every) == []
    asked = next(one for one in own if one.kind == "yearly")
    texts = {one["key"]: "Đã làm." for one in report_data.desk(application, home, asked).sight.content["headings"]}
    days = (date(today().year, 1, 1), today())
    kept = report_data.keep(application, home, asked, texts, days, 0, sign=True)
    assert kept.state == "signed"
    sent = report_data.act(application, home, "send", kept.report_id, kept.version)
    assert sent.state == "sent"
    for who in (none, finance, as_role("agency", "SO-NV")):
        with pytest.raises((ForbiddenError, NotFoundError)):
            report_data.keep(application, who, asked, texts, days, sent.version)
    other = next(one for one in every if one.plan == "hung-yen-2711")
    with pytest.raises(ForbiddenError):
        report_data.keep(application, home, other, texts, days, 0)


def test_who_pays_reads_of_the_reports_the_part_of_the_programmes_alone(
    application: Application, province: Province, as_role: As
) -> None:
    finance = as_role("finance", "SO-TC")
    asked = next(one for one in report_data.province_kinds(today().year) if one.plan == PLAN and one.kind == "yearly")
    sight = report_data.programme_paper(application, finance, asked)
    assert [one["of"] for one in sight.content["headings"]] == ["programmes"]
    assert sight.figures["indicators"] == []
    word, excel = report_data.files(sight)
    assert word()[:2] == excel()[:2] == b"PK"
    with unit_of_work(application.engine, finance) as connection, pytest.raises(ForbiddenError):
        list_reports(connection, finance)

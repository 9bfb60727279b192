"""Two reports of bodies in the demo: one sent, one still a draft, so that their pages have something to show."""

from collections.abc import Sequence
from dataclasses import replace

from dashboards import demo_report_words as words
from dashboards.demo_accounts import DemoAccount
from talentdb.access.accounts import principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Role
from talentdb.reporting.report_rows import list_reports
from talentdb.reporting.reports import save, send, sign
from talentdb.reporting.subject import binds, subject_of
from talentdb.runtime import Runtime
from talentdb.settings import today

__all__ = ["make_reports"]

_PLAN = "hung-yen-2711"
_KIND = "agency"


def make_reports(runtime: Runtime, accounts: Sequence[DemoAccount]) -> int:
    """The reports of the first two bodies with an account that owe one; gives how many. None where they are there."""
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        if list_reports(connection, OPERATOR):
            return 0
    made = 0
    for account in accounts:
        if account.role is Role.AGENCY and made < len(words.TEXTS):
            made += _make(runtime, account.login, made)
    return made


def _make(runtime: Runtime, login: str, number: int) -> bool:
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        who = principal_of(connection, login)
    # The demo signs in the name of an account whose password nobody has chosen yet.
    who = replace(who, must_change_password=False)
    with unit_of_work(runtime.engine, who) as connection:
        subject = subject_of(connection, who, _PLAN, _KIND, today(), period=str(today().year))
        owing = next(duty.sender for duty in subject.plan.obligations if duty.report == _KIND)
        if not binds(subject.plan, subject.issuer, owing):
            return False
        found = save(connection, who, subject, words.TEXTS[number])
        if number == 0:
            found = sign(connection, who, found.report_id, found.version)
            send(connection, who, found.report_id, found.version)
    return True

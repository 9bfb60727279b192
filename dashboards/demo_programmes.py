"""The programmes of the demo: approved needs, cases of several instruments, payments, a budget, nominations, scores.

All of it is about the demo's fictional people, done by its accounts. Fills an empty home once.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection

from dashboards import demo_programme_words as words
from dashboards.demo_accounts import DemoAccount
from dashboards.demo_cases import Cast, Life, judge, live
from talentdb.access.accounts import principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.db.lookup import find_agency_id
from talentdb.errors import TalentdbError
from talentdb.people.profile import list_people
from talentdb.plans import Plan, load_plan
from talentdb.plans.instruments import Instrument
from talentdb.programmes.amounts import confirm_term
from talentdb.programmes.budget import set_budget
from talentdb.programmes.cases import list_cases
from talentdb.programmes.commitments import commitment_of
from talentdb.programmes.eligibility import checks
from talentdb.programmes.model import Case
from talentdb.programmes.need_list import lists
from talentdb.programmes.needs import Line, approve_list, registered
from talentdb.programmes.nominations import nominate
from talentdb.programmes.payments import take_back
from talentdb.runtime import Runtime
from talentdb.settings import today

__all__ = ["make_programmes"]

_PLAN: Final = "hung-yen-798"
_ACTORS: Final = (Role.HOME_AFFAIRS, Role.FINANCE, Role.STEWARD, Role.LEADER)
_OFFICIALS: Final = ("civil_servant", "public_employee", "party_official")
_DEGREES: Final = (("qualification", "university,master,doctorate"),)


def make_programmes(runtime: Runtime, accounts: Sequence[DemoAccount]) -> int:
    """Fill the programmes of an empty home; gives how many cases there are. None where the demo did before."""
    with runtime.work() as connection:
        if list_cases(connection, OPERATOR):
            return 0
    cast = _cast(runtime, accounts)
    _confirm(runtime, cast.actors["finance"])
    needs = _approve(runtime, cast.actors["home_affairs"])
    made = [case for life in _lives(runtime, needs) if (case := live(runtime, cast, life)) is not None]
    for case in made:
        _half_back(runtime, cast, case)
    _open_council(runtime, cast, made)
    _nominate(runtime, accounts)
    return len(made)


def _principal(runtime: Runtime, login: str) -> Principal:
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        # The demo acts in the name of an account whose password nobody has chosen yet.
        return replace(principal_of(connection, login), must_change_password=False)


def _cast(runtime: Runtime, accounts: Sequence[DemoAccount]) -> Cast:
    logins = {role: [one.login for one in accounts if one.role is role] for role in (*_ACTORS, Role.COUNCIL_MEMBER)}
    actors = {role.value: _principal(runtime, logins[role][0]) for role in _ACTORS}
    return Cast(actors, tuple(_principal(runtime, login) for login in logins[Role.COUNCIL_MEMBER]))


def _confirm(runtime: Runtime, finance: Principal) -> None:
    """The demo takes amounts, terms and rules of the resolution for compared, so that something can be paid."""
    plan = load_plan(_PLAN)
    asked = [("amount", one.code, str(one.dong)) for one in plan.amounts if one.dong]
    asked += [("term", one.code, str(one.years or one.factor)) for one in plan.terms]
    asked += [("repayment", one.code, words.REPAYMENT) for one in plan.instruments if one.commitment]
    with unit_of_work(runtime.engine, finance) as connection:
        for kind, code, value in asked:
            confirm_term(
                connection, finance, _PLAN, kind, code, value, article=words.CONFIRMED_ARTICLE,
                paper=words.CONFIRMED_PAPER, in_force=date(2020, 1, 1),
            )  # fmt: skip
        for source, dong, paper in words.BUDGET:
            set_budget(connection, finance, _PLAN, today().year, source, dong=dong, paper=paper)


def _approve(runtime: Runtime, home: Principal) -> dict[str, list[tuple[int, int]]]:
    """Approve what is asked for, but for the last need of the year; type of need -> its places: number and body."""
    plan = load_plan(_PLAN)
    found: dict[str, list[tuple[int, int]]] = {}
    with unit_of_work(runtime.engine, home) as connection:
        asked = [one for one in registered(connection, home, plan) if plan.first_year <= one.year <= plan.last_year]
        years = sorted({one.year for one in asked})
        for year in years:
            lines = [
                Line(one.row, one.count or 1, "" if one.count else words.REASON, one.need_type or "position")
                for one in asked
                if one.year == year
            ]
            with suppress(TalentdbError):
                approve_list(
                    connection, home, plan, year, lines[: max(1, len(lines) - 1)], paper=words.NEED_LIST,
                    decided_on=today() - timedelta(days=250), expected=0,
                )  # fmt: skip
        for held in lists(connection, plan):
            for one in held.lines:
                # One place of each stays free where there are several, to be filled on the pages.
                places = [(one.number, one.agency_id)] * max(1, one.approved - 1)
                found.setdefault(one.need_type, []).extend(places)
    return found


def _lives(runtime: Runtime, needs: dict[str, list[tuple[int, int]]]) -> list[Life]:
    """The cases of the demo, with people of its registry."""
    lives: list[Life] = []
    with runtime.work() as connection:
        for plan, code, steps, ago, gap in words.CASES:
            instrument = load_plan(plan).instrument(code)
            had = {one.person_id for one in lives}
            person = _fitting(connection, load_plan(plan), instrument, today() - timedelta(days=ago), had)
            if person is None:
                continue
            kinds = [kind for kind in (instrument.needs if instrument else ()) if needs.get(kind)]
            need, body = needs[kinds[0]].pop(0) if kinds else (None, None)
            own = find_agency_id(connection, person["agency_code"])
            lives.append(
                Life(
                    plan, code, tuple(steps.split()), person["person_id"], person["full_name"],
                    body or own, need, ago, gap,
                )
            )  # fmt: skip
    return lives


def _fitting(
    connection: Connection, plan: Plan, instrument: Instrument | None, day: date, had: Collection[int]
) -> dict[str, Any] | None:
    """Somebody known on a day who met the conditions then, as today, and has no case of the demo yet."""
    then = list_people(connection, OPERATOR, _DEGREES, limit=400, as_of=day).rows
    rows = [row for row in then if row.get("employment_category") in _OFFICIALS and row.get("agency_code")]
    for row in (one for one in rows if one["person_id"] not in had):
        if instrument is None:
            return row
        days = (checks(connection, OPERATOR, instrument, plan, row["person_id"], on) for on in (day, today()))
        if all(check.holds for found in days for check in found if check.must):
            return row
    return None


def _half_back(runtime: Runtime, cast: Cast, case: Case) -> None:
    """Of a broken commitment, half of what is owed comes back."""
    who = cast.actors["finance"]
    with unit_of_work(runtime.engine, who) as connection:
        found = commitment_of(connection, case.number)
        if found is not None and found.balance.left > 1:
            take_back(
                connection, who, case.number, dong=found.balance.left // 2, paid_on=today(),
                paper=words.VOUCHER.format(number=case.number),
            )  # fmt: skip


def _open_council(runtime: Runtime, cast: Cast, made: Sequence[Case]) -> None:
    """A case that the council has before it: two members have judged, one is still missing."""
    for case in made:
        instrument = load_plan(case.plan).instrument(case.instrument)
        judged = instrument and any(step.scored for step in instrument.steps_from(case.stage))
        if instrument and judged and not case.ended:
            judge(runtime, cast, case, instrument, votes=2)


def _nominate(runtime: Runtime, accounts: Sequence[DemoAccount]) -> None:
    login = next(one.login for one in accounts if one.role is Role.NOMINATOR)
    who = _principal(runtime, login)
    with unit_of_work(runtime.engine, who) as connection:
        for plan, instrument, name, born, degree, reason in words.NOMINATIONS:
            groups = load_plan(plan).instrument(instrument)
            nominate(
                connection, who, runtime.keyring, load_plan(plan), instrument,
                {"full_name": name, "birth_date": born, "qualification": degree}, reason=reason,
                group=next(iter(groups.groups), None) if groups else None,
            )  # fmt: skip

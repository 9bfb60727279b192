"""What a report is about: plan, kind, period, days, who issues it and who gets it. Reads plans and bodies; writes
nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection, select

from talentdb.access.principal import Principal, Role
from talentdb.calendar.terms import Term, terms
from talentdb.db.tables import agency, commune
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from talentdb.plans import Plan, load_plan
from talentdb.plans.duties import Body, Obligation
from talentdb.plans.periods import is_period
from talentdb.reporting import report_labels as words
from talentdb.reporting.kinds import Kind, kind_of, kinds
from talentdb.text import format_date

__all__ = ["Issuer", "Subject", "binds", "duties_of", "issuer_of", "kinds_of", "subject_of"]

_HALF: Final = 6
"""Months of half a year."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues a report.

    Args:
        agency_id: None for a body of another province, which has no row here: its report cannot be kept.
        kind: code of the kind of agency.
        superior: body above, as it stands on the head of a paper; place: before the day.
        symbol: short form of the name, as it follows the number.
    """

    agency_id: int | None
    code: str
    name: str
    kind: str
    superior: str
    place: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is about.

    Args:
        key: of the kind; to: names of who gets it.
        since, until: first and last day that is reported on.
    """

    plan: Plan
    key: str
    kind: Kind
    period: str
    issuer: Issuer
    to: tuple[str, ...]
    since: date
    until: date


def kinds_of(plan: Plan) -> tuple[str, ...]:
    """Kinds of reports that the duties of a plan ask for, in the order of the kinds."""
    asked = {duty.report for duty in plan.obligations}
    return tuple(key for key in kinds() if key in asked)


def duties_of(plan: Plan, key: str) -> tuple[Obligation, ...]:
    """The duties of a plan that a kind of report fulfils."""
    return tuple(duty for duty in plan.obligations if duty.report == key)


def subject_of(
    connection: Connection, principal: Principal, plan_code: str, key: str, day: date,
    *, agency_code: str | None = None, period: str | None = None, since: date | None = None,
    until: date | None = None,
) -> Subject:  # fmt: skip
    """What is meant; what is not said follows from the plan's calendar.

    Args:
        day: today; days to come are not reported on. agency_code: whose report; of an agency account its own.
        since, until: within the years of the plan, where they are said.
    Raises: NotFoundError for an unknown plan, kind or agency; UsageError without an agency, for a period that is
        none, not begun, outside the years of the plan or of another length than the kind's, or days in the wrong
        order, to come or outside the plan;
        ForbiddenError for an agency that means another one, or the province.
    """
    plan, kind = load_plan(plan_code), kind_of(key)
    if period is not None and period != "once" and not is_period(period):
        raise UsageError(words.NO_PERIOD.format(period=period), words.PERIOD_ADVICE)
    if since is not None and until is not None and since > until:
        raise UsageError(words.DAYS_TURNED.format(since=since, until=until), words.DAYS_ADVICE)
    issuer = _issuer(connection, principal, plan, key, kind, agency_code)
    term = _term(plan, key, period, until or day)
    told = period or (term.period if term else _period_at(kind, until or day))
    _check_period(plan, kind, told)
    begin, end = (term.first, term.last) if term else _days_of(told, until or day)
    first = since or begin
    last = until or max(first, min(day, end))
    if first > last:
        raise UsageError(words.DAYS_TURNED.format(since=first, until=last), words.DAYS_ADVICE)
    _check_days(plan, since, until, day)
    if last > day:
        raise UsageError(words.PERIOD_AHEAD.format(period=told), words.PERIOD_ADVICE)
    return Subject(plan, key, kind, told, issuer, _addressees(plan, key, issuer), first, last)


def _period_at(kind: Kind, day: date) -> str:
    return f"{day.year}-H{1 if day.month <= _HALF else 2}" if kind.every == "half_year" else str(day.year)


def _check_days(plan: Plan, since: date | None, until: date | None, day: date) -> None:
    """Refuse days that were said and cannot be; those that follow from the calendar can."""
    if until is not None and until > day:
        raise UsageError(words.DAYS_AHEAD.format(until=format_date(until)), words.DAYS_ADVICE)
    for one in (since, until):
        if one is not None and not plan.first_year <= one.year <= plan.last_year:
            told = words.DAYS_OUTSIDE.format(day=format_date(one), first=plan.first_year, last=plan.last_year)
            raise UsageError(told, words.DAYS_ADVICE)


def _check_period(plan: Plan, kind: Kind, period: str) -> None:
    """Refuse a period that the kind has not, or that lies outside the years of the plan."""
    if kind.every == "half_year" and "-H" not in period:
        raise UsageError(words.HALF_YEARS.format(period=period), words.HALF_YEARS_ADVICE)
    if period != "once" and not plan.first_year <= int(period[:4]) <= plan.last_year:
        told = words.OUTSIDE_PLAN.format(plan=plan.code, first=plan.first_year, last=plan.last_year, period=period)
        raise UsageError(told, words.OUTSIDE_PLAN_ADVICE)


def _days_of(period: str, day: date) -> tuple[date, date]:
    """First and last day of a period that no duty of the plan is for; once: the year of the day."""
    year = day.year if period == "once" else int(period[:4])
    months = {"H": _HALF, "Q": 3}.get(period[5:6], 12)
    begin = months * (int(period[6:] or 1) - 1) + 1
    after = date(year + 1, 1, 1) if begin + months > 12 else date(year, begin + months, 1)
    return date(year, begin, 1), after - timedelta(days=1)


def _term(plan: Plan, key: str, period: str | None, day: date) -> Term | None:
    """The time that is meant: that of the period, else the first that does not end before the day, else the last."""
    year = int(period[:4]) if period and period != "once" else day.year
    years = range(plan.first_year, plan.last_year + 1) if period == "once" else (year,)
    found = [
        term
        for duty in duties_of(plan, key)
        for one in years
        for term in terms(duty.when, one, plan.first_year, plan.last_year)
        if period in (None, term.period)
    ]
    ahead = (term for term in sorted(found, key=lambda term: term.last) if term.last >= day)
    return next(ahead, found[-1] if found else None)


def _addressees(plan: Plan, key: str, issuer: Issuer) -> tuple[str, ...]:
    """Who gets it, by the duties; where no duty asks for it, who gets what else the plan asks of the issuer. Nobody
    writes to themselves."""

    def others(asked: Iterable[Obligation]) -> list[Body]:
        found = (plan.bodies[duty.to] for duty in asked)
        return [one for one in found if one.name != issuer.name and (one.agency is None or one.agency != issuer.code)]

    own = (duty for duty in plan.obligations if binds(plan, issuer, duty.sender))
    found = others(duties_of(plan, key)) or others(own)[:1] or others(plan.obligations)[:1]
    return tuple(dict.fromkeys(one.name for one in found))


def _issuer(
    connection: Connection, principal: Principal, plan: Plan, key: str, kind: Kind, agency_code: str | None
) -> Issuer:
    if kind.by == "plan":
        if principal.role is Role.AGENCY:
            raise ForbiddenError(words.OF_THE_PROVINCE, words.OF_THE_PROVINCE_ADVICE)
        return next(_named(connection, plan, key))
    if principal.role is Role.AGENCY:
        own = connection.execute(
            select(agency.c.code).where(agency.c.agency_id == principal.agency_id)
        ).scalar_one_or_none()
        if agency_code not in (None, own):
            raise ForbiddenError(words.NOT_YOURS, words.NOT_YOURS_ADVICE)
        agency_code = own
    if agency_code is None:
        raise UsageError(words.WHICH_AGENCY, words.WHICH_AGENCY_ADVICE)
    return issuer_of(connection, agency_code)


def _named(connection: Connection, plan: Plan, key: str) -> Iterator[Issuer]:
    """The bodies that the plan names for a kind, those with a row of their own first."""
    duties = duties_of(plan, key) or tuple(duty for duty in plan.obligations if len(duty.sender) == 1)
    bodies = [plan.bodies[name] for duty in duties for name in duty.sender] or list(plan.bodies.values())
    for body in bodies:
        if body.agency is not None:
            yield issuer_of(connection, body.agency)
    yield Issuer(None, "", bodies[0].name, "", plan.province, words.OPEN, words.OPEN)


def issuer_of(connection: Connection, agency_code: str) -> Issuer:
    """An agency as it stands on the head of a paper. Raises: NotFoundError for an unknown code."""
    above = agency.alias()
    row = connection.execute(
        select(agency, above.c.name.label("above"), commune.c.name.label("commune"))
        .join_from(agency, above, agency.c.parent_id == above.c.agency_id, isouter=True)
        .join(commune, commune.c.commune_code == agency.c.commune_code, isouter=True)
        .where(agency.c.code == agency_code)
    ).one_or_none()
    if row is None:
        raise NotFoundError(f"Không có cơ quan mang mã “{agency_code}”.", words.AGENCY_ADVICE)
    is_commune = row.kind == "commune"
    return Issuer(
        row.agency_id, row.code, row.name, row.kind, "" if is_commune else row.above or "",
        row.commune if is_commune and row.commune else words.PROVINCE,
        words.COMMUNE_SYMBOL if is_commune else row.code.replace("SO-", "S").replace("-", ""),
    )  # fmt: skip


def binds(plan: Plan, issuer: Issuer, keys: tuple[str, ...]) -> bool:
    """Whether an agency is one of the bodies that some keys of a plan stand for."""
    bodies = (plan.bodies[key] for key in keys)
    return any(issuer.code == body.agency or issuer.kind in body.kinds for body in bodies)
